"""`coprod-kb doctor`: says in one page what is installed, and which settings will not work."""

from __future__ import annotations

import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from coprod_kb.collection.site import Site, open_site
from coprod_kb.commands.reporting import exit_status
from coprod_kb.commands.versions import RENDERERS, THEME, installed, version_lines
from coprod_kb.diagnostics import Diagnostic, Severity, as_text, printable, tally
from coprod_kb.front_matter.document import FieldPath
from coprod_kb.front_matter.splitting import decode
from coprod_kb.front_matter.strict_yaml import load
from coprod_kb.project.collection_file import FILE as COLLECTION
from coprod_kb.project.configuration import CODE
from coprod_kb.project.gaps import CODE as GAP
from coprod_kb.project.project import ProjectError, as_list, as_mapping, find_project, read_config
from coprod_kb.values.wording import count

_NEEDED_FOR = {
    "site_url": "feeds, the sitemap, linked data, and links from other sites",
    "repo_url": "“Change this entry”, and the lists of open contributions",
    "contact": "offers of an entry by e-mail",
    "licence": "the question whether contributors agree to a licence",
}
"""What pages do without where a setting is empty."""


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Say in one page what is installed, which program renders the site, and which settings will not work and why. The exit "
        "status is 1 if something has to be mended."
    )
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    found: list[Diagnostic] = []
    _print("Installed", _installed())
    _print("Project", _project(found))
    if found:
        print("Settings", as_text(found), "", sep="\n")
    print(f"Settings and description: {tally(found)}.")
    return exit_status(found)


def _print(heading: str, lines: Iterable[str]) -> None:
    print(heading, *(f"  {printable(line)}" for line in lines), "", sep="\n")


def _installed() -> Iterator[str]:
    yield from version_lines()
    yield f"The program is in {Path(__file__).parents[1]}, and Python in {sys.prefix}."
    missing = [name for name in (*RENDERERS, THEME) if not installed(name)]
    if missing:
        yield f"Not installed: {', '.join(missing)}. Only mkdocs and {THEME} are needed."
    git = shutil.which("git")
    yield f"git: {git or 'not found, so that the days on which entries came in and changed are not known'}"
    yield "Search index: " + (
        "pagefind is there." if find_spec("pagefind_bin") else "pagefind_bin is missing."
    )


def _project(found: list[Diagnostic]) -> Iterator[str]:
    """Lines about the project in this folder or above it. Adds what is wrong with its settings to `found`."""
    try:
        root = find_project(Path.cwd())
    except ProjectError as error:
        yield str(error)
        return
    site = open_site(root)
    settings = site.settings
    snapshot = site.read()
    own = [fault for fault in snapshot.diagnostics if fault.path in {"mkdocs.yml", COLLECTION}]
    found += [fault for fault in own if fault.code != GAP]
    found += _not_installed(site, read_config(root / "mkdocs.yml"))
    yield f"Folder: {root}"
    yield f"Name: {settings.site_name}"
    yield f"Address: {settings.site_url or 'none yet'}"
    description = snapshot.catalogue.vocabulary.description
    kinds = (
        count(len(description.types), "type"),
        count(len(description.facets), "facet"),
        count(len(description.facts), "group of facts", "groups of facts"),
    )
    source = COLLECTION if (root / COLLECTION).is_file() else f"no {COLLECTION}, so by default"
    yield f"Entries: {len(snapshot.readings)} in {settings.entries_dir}/; {', '.join(kinds)} ({source})"
    programs = [f"{name} build" for name in RENDERERS if installed(name) and name != "zensical"] + [
        "coprod-kb emit for zensical"
    ] * bool(installed("zensical"))
    yield f"Rendered by: {', '.join(programs) or 'nothing that is installed'}"
    yield f"History: {snapshot.history_gap or 'known from git'}"
    if gaps := sum(fault.code == GAP for fault in snapshot.diagnostics):
        yield f"To be filled in: {count(gaps, 'gap')}. coprod-kb check --only {GAP} lists them."
    for name, needed_for in _NEEDED_FOR.items():
        if not getattr(settings, name):
            yield f"Without `{name}`, pages do without {needed_for}."


def _not_installed(site: Site, config: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """Errors about parts of MkDocs that `mkdocs.yml` names and that are not installed."""
    file = site.root / "mkdocs.yml"
    text = decode(file.read_bytes(), file.name)
    document, _ = load("" if isinstance(text, Diagnostic) else text, file.name)

    def missing(where: FieldPath, kind: str, name: str, hint: str) -> Diagnostic:
        message = f"The {kind} `{name}` is not installed."
        return document.finding(CODE, where, message, hint, severity=Severity.ERROR)

    plugins = {entry.name for entry in entry_points(group="mkdocs.plugins")}
    for index, value in enumerate(named := _names(config.get("plugins"))):
        if value not in plugins and f"material/{value}" not in plugins:
            yield missing(
                ("plugins", index), "plugin", value, "Install the package that has it, or take it out."
            )
    if "coprod_kb" not in named and "INHERIT" not in config:
        message = "The plugin `coprod_kb` is not named, so no page is made from entries."
        yield document.finding(CODE, ("plugins",), message, "Add `- coprod_kb` below `plugins`.", key=True)
    theme = config.get("theme")
    theme = theme.get("name") if isinstance(theme, Mapping) else theme
    if isinstance(theme, str) and theme not in {entry.name for entry in entry_points(group="mkdocs.themes")}:
        yield missing(("theme",), "theme", theme, "Write `name: material` below `theme`.")
    extensions = {entry.name for entry in entry_points(group="markdown.extensions")}
    for index, name in enumerate(_names(config.get("markdown_extensions"))):
        if name not in extensions and not _is_module(name):
            yield missing(
                ("markdown_extensions", index), "extension", name, "Correct its name, or take it out."
            )


def _names(value: Any) -> list[str]:
    """The names in a list of names and of mappings from a name to options, or in one such mapping."""
    listed = as_list(value) or list(as_mapping(value))
    names = (next(iter(item), None) if isinstance(item, Mapping) else item for item in listed)
    return [name for name in names if isinstance(name, str)]


def _is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False
