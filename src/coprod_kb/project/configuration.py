"""What is wrong in `mkdocs.yml`: options that would let entries past their checks, plugins that miss pages, faulty options of ours.

One function per rule. Each yields the place in the file, what is wrong, and what to do.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from coprod_kb.diagnostics import Diagnostic, Severity
from coprod_kb.front_matter.document import Document, FieldPath
from coprod_kb.front_matter.splitting import decode
from coprod_kb.front_matter.strict_yaml import load
from coprod_kb.project.former_options import former_options, moved_options
from coprod_kb.project.host import read_host
from coprod_kb.project.project import Fault, as_list, as_mapping, plugin_options
from coprod_kb.project.settings import Settings
from coprod_kb.values.web import is_https

CODE = "configuration"

_COPIES = "copies files into pages, so an entry could get past its checks"
_RAW_HTML = "lets HTML in Markdown through, so a piece of an entry that is quoted there could run"
_EXTENSIONS = {
    "pymdownx.snippets": _COPIES,
    "md_in_html": _RAW_HTML,
    "markdown.extensions.md_in_html": _RAW_HTML,
    "extra": _RAW_HTML,
    "markdown.extensions.extra": _RAW_HTML,
    "pymdownx.extra": _RAW_HTML,
    "pymdownx.blocks.html": _RAW_HTML,
}
_PLUGINS = {
    "macros": "runs what is between {{ and }} on a page, whoever wrote it",
    "include-markdown": _COPIES,
    "include_markdown": _COPIES,
    "embed_file": _COPIES,
    "gen-files": "makes pages by a program of its own, past the checks",
    "markdown-exec": "runs the code that is on a page",
    "mkdocs-jupyter": "runs the code that is on a page",
    "search": "shows titles as HTML. The search of coprod_kb takes its place",
    "offline": "loads a search index that shows titles as HTML",
    "social": "asks other hosts for fonts while it builds",
}
_EVERY_PAGE = {
    "git-authors": "the authors of a page",
    "git-revision-date": "the day of a change",
    "git-revision-date-localized": "the day of a change",
    "glightbox": "enlarged pictures",
    "htmlproofer": "a check of links",
    "llmstxt": "a text for language models",
    "minify": "smaller files",
    "optimize": "smaller files",
    "pdf-export": "a PDF",
    "print-site": "a page with all others",
    "rss": "a feed",
    "tags": "a list of tags",
    "with-pdf": "a PDF",
}
"""Plugins that expect every page, with what they would give the pages of entries."""

_FEATURES = {
    "content.tooltips": "shows titles as HTML",
    "navigation.instant": "swaps pages without their policies",
}
_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


def configuration_faults(
    config: Mapping[str, Any], file: str, data: bytes
) -> tuple[list[Diagnostic], Document]:
    """The faults of `mkdocs.yml`, and its options that are parts of `collection.yml` now, as `former_options` gives them.

    config: its values, including inherited ones. file, data: its name and content, for the places of the faults; faults
    in inherited values are placed at the start.
    """
    text = decode(data, file)
    # MkDocs itself reports faults of the YAML, such as unknown tags.
    document, _ = load("" if isinstance(text, Diagnostic) else text, file)
    unsafe = [
        document.finding(CODE, where, message, hint)
        for rule in (_directory_urls, _folders, _extensions, _plugins, _theme, _remote, _manual)
        for where, message, hint in rule(config)
    ]
    former = former_options(config, document)
    found = [*moved_options(former)]
    found += [document.finding("host", *fault) for fault in read_host(config)[1]]
    found += [
        document.finding(
            "plugin-for-pages",
            where,
            f"The plugin `{name}` sees the pages of the docs folder alone. Pages made from entries do without {what}.",
            "Keep it if that is enough; otherwise take it out of `plugins`.",
            severity=Severity.WARNING,
        )
        for where, name in _named(config.get("plugins"), "plugins")
        if (what := _EVERY_PAGE.get(name.removeprefix("material/")))
    ]
    return unsafe + found, former


def _directory_urls(config: Mapping[str, Any]) -> Iterator[Fault]:
    if config.get("use_directory_urls") is False:
        yield (
            ("use_directory_urls",),
            "Pages need addresses such as /keywords/, without the names of files.",
            "Take `use_directory_urls` out.",
        )


def _folders(config: Mapping[str, Any]) -> Iterator[Fault]:
    """The folder of entries, which strangers write, is in the project and apart from all trusted folders."""
    settings = Settings.of(config)
    folders = {
        "docs_dir": settings.docs_dir,
        "custom_dir": as_mapping(config.get("theme")).get("custom_dir"),
        "vocabulary": settings.vocabulary_dir,
        "site_dir": config.get("site_dir") or "site",
    }
    entries = posixpath.normpath(settings.entries_dir)
    if posixpath.isabs(entries) or entries == "." or entries.startswith(".."):
        yield (
            ("plugins",),
            f"The folder of the entries, {settings.entries_dir}, is not a folder in the project.",
            "Write the name of a folder beside `mkdocs.yml`, such as `entries: entries`.",
        )
        return
    for name, folder in folders.items():
        if folder and _overlap(entries, posixpath.normpath(str(folder))):
            yield (
                ("theme", name) if name == "custom_dir" else (name,),
                f"The folders {settings.entries_dir} and {folder} lie in one another, so entries would be "
                "published as they are.",
                f"Give `{name}` a folder of its own, beside that of the entries.",
            )


def _overlap(folder: str, other: str) -> bool:
    if posixpath.isabs(other) or other.startswith(".."):
        return False  # outside the project
    return other == "." or f"{folder}/".startswith(f"{other}/") or f"{other}/".startswith(f"{folder}/")


def _named(value: Any, field: str) -> Iterator[tuple[FieldPath, str]]:
    """Place and name of each plugin or extension, whether it is a name or a mapping with options, in a list or a mapping."""
    yield from (((field, name), str(name)) for name in as_mapping(value))
    for index, item in enumerate(as_list(value)):
        for name in item if isinstance(item, Mapping) else (item,):
            yield (field, index), str(name)


def _extensions(config: Mapping[str, Any]) -> Iterator[Fault]:
    for where, name in _named(config.get("markdown_extensions"), "markdown_extensions"):
        if reason := _EXTENSIONS.get(name):
            yield where, f"The extension `{name}` {reason}.", "Take it out of `markdown_extensions`."


def _plugins(config: Mapping[str, Any]) -> Iterator[Fault]:
    for where, name in _named(config.get("plugins"), "plugins"):
        if reason := _PLUGINS.get(name.removeprefix("material/")):
            yield where, f"The plugin `{name}` {reason}.", "Take it out of `plugins`."


def _theme(config: Mapping[str, Any]) -> Iterator[Fault]:
    options = as_mapping(config.get("theme"))
    if options.get("font"):  # by default, the plugin sets it to `false`
        yield (
            ("theme", "font"),
            "The theme would load this font from another host, which learns who reads what.",
            "Write `font: false` below `theme`.",
        )
    for index, feature in enumerate(as_list(options.get("features"))):
        for name, reason in _FEATURES.items():
            if feature == name or str(feature).startswith(f"{name}."):
                where = ("theme", "features", index)
                yield where, f"The feature `{feature}` {reason}.", "Take it out of `features`."


def _remote(config: Mapping[str, Any]) -> Iterator[Fault]:
    """Scripts, style sheets and pictures of the theme come from the site itself."""
    theme = as_mapping(config.get("theme"))
    loaded: list[tuple[FieldPath, Any]] = []
    for field in ("extra_javascript", "extra_css"):
        loaded += [((field, index), item) for index, item in enumerate(as_list(config.get(field)))]
    loaded += [(("theme", field), theme.get(field)) for field in ("logo", "favicon")]
    for where, item in loaded:
        address = item.get("path") if isinstance(item, Mapping) else item
        if address and _REMOTE.match(str(address)):
            yield (
                where,
                f"{address} is on another host, which would learn who reads what, and could change the pages.",
                "Put a copy of the file into your docs folder, and name that.",
            )
    if as_mapping(config.get("extra")).get("analytics"):
        yield (
            ("extra", "analytics"),
            "A service that counts readers loads its script from another host.",
            "Take `analytics` out. Your host's own log can count pages.",
        )


def _manual(config: Mapping[str, Any]) -> Iterator[Fault]:
    for where, options in plugin_options(config.get("plugins")):
        if (address := options.get("manual")) and not is_https(str(address)):
            yield (
                (*where, "manual"),
                f"`manual` is not a full https address: {address}.",
                "Write the address of a copy of the manual, or take `manual` out: then pages lead to ours.",
            )
