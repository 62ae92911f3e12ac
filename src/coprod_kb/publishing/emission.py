"""The pages as plain Markdown files, for engines other than MkDocs with our plugin.

The body of each file is the finished inside of its page. Its front matter holds `title`, `description` and `head`, which
are HTML: an engine prints them as they are. So any engine that can put a layout around a body gives the same page.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from markupsafe import escape

from coprod_kb.collection import addresses
from coprod_kb.pages import Page
from coprod_kb.project.docs_folder import built_file, is_readme, published_files
from coprod_kb.project.files import template_folder
from coprod_kb.project.project import ProjectError
from coprod_kb.project.settings import Settings
from coprod_kb.publishing.assets import asset_files
from coprod_kb.publishing.parallel_writing import write_file
from coprod_kb.publishing.site_files import file_of
from coprod_kb.publishing.staging import Staging, StagingError
from coprod_kb.rendering.inside import Inside

EMITTED = ".coprod-kb-emitted"
"""Lists the files that `emit` wrote, so that the next run removes no others."""

PAGES = "pages"
"""The folder of the pages, below the one that is emitted."""

_KEPT = (
    *("site_name", "site_description", "site_url", "repo_url", "copyright", "nav"),
    *("exclude_docs", "not_in_nav"),
)
"""Settings of a project that hold for other engines as well."""

_BLANK_LINE = re.compile(r"[\n\r]([^\S\n\r]*)(?=[\n\r])")


def emit(
    pages: Iterable[tuple[Page, Inside]],
    files: Iterable[tuple[str, str]],
    directory: Path,
    docs: Path,
    config: Mapping[str, Any],
) -> int:
    """Writes pages, files, assets and a `mkdocs.yml` with its layout into a folder, whole or not at all.

    docs: the folder of the pages written by hand. Its published files are copied; where both have a page or a file, that
    of `docs` stays. config: what the project's own `mkdocs.yml` says. Returns the number of generated pages. Raises
    `ProjectError` for a folder with files that no earlier `emit` wrote.
    """
    _refuse_foreign(directory)
    try:
        with Staging(directory, markers=(EMITTED,)) as staging:
            written = _write(pages, files, staging.folder / PAGES, docs, Settings.of(config))
            _write_layout(staging.folder, config)
            listed = "\n".join(_files_in(staging.folder))
            (staging.folder / EMITTED).write_text(f"{listed}\n", encoding="utf-8")
            staging.put_in_place()
    except StagingError as error:
        raise ProjectError(str(error)) from None
    return written


def _write(
    pages: Iterable[tuple[Page, Inside]],
    files: Iterable[tuple[str, str]],
    folder: Path,
    docs: Path,
    settings: Settings,
) -> int:
    pages = list(pages)
    made = {file_of(page) for page, _ in pages}
    by_hand = [
        file
        for file in published_files(docs, settings.excluded)
        if not (is_readme(file) and str(built_file(file)) in made)
    ]
    for path, source in [*asset_files(), *((str(file), docs / file) for file in by_hand)]:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / path)
    present = {str(built_file(file)) for file in by_hand}
    folders: set[str] = set()
    written = 0
    for page, inside in pages:
        if file_of(page) not in present:
            write_file(folder, f"{page.path}index.md", _as_markdown(page, inside), folders)
            present.add(file_of(page))
            written += 1
    for path, text in files:
        if path not in present:
            write_file(folder, path, text, folders)
            present.add(path)
    listed = addresses.as_text(addresses.addresses_of(map(PurePosixPath, present)))
    write_file(folder, addresses.NAME, listed, folders)
    return written


def _as_markdown(page: Page, inside: Inside) -> str:
    """The file of a page. Its body is one block of HTML: where a blank line would end that, it has `&#10;`."""
    front = {
        "title": str(escape(page.title)),
        "description": str(escape(page.description)),
        "head": inside.head,
    }
    text = yaml.dump(front, Dumper=_FrontMatterDumper, allow_unicode=True, sort_keys=False, width=1_000_000)
    body = _BLANK_LINE.sub(r"&#10;\1", inside.content.strip())
    return f"---\n{text}---\n\n{body}\n"


def _write_layout(directory: Path, config: Mapping[str, Any]) -> None:
    """A `mkdocs.yml` that MkDocs, ProperDocs and Zensical take, and the layout of a page."""
    theme = config.get("theme")
    language = theme.get("language", "en") if isinstance(theme, Mapping) else "en"
    settings = {name: config[name] for name in _KEPT if config.get(name)} | {
        "docs_dir": PAGES,
        "theme": {"name": "material", "custom_dir": "layout", "language": language, "font": False},
        "plugins": [],
        "markdown_extensions": ["attr_list", "tables", {"toc": {"permalink": False}}],
        "validation": {"links": {"anchors": "ignore", "not_found": "ignore"}},
    }
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
    (directory / "mkdocs.yml").write_text(text, encoding="utf-8", newline="\n")
    shutil.copytree(template_folder() / "layout", directory / "layout")


class _FrontMatterDumper(yaml.CSafeDumper):
    """Quotes texts that do not start with a letter: `1e9` is text in YAML 1.1 and a number in YAML 1.2."""


_FrontMatterDumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style=None if text[:1].isalpha() else '"'
    ),
)


def _refuse_foreign(directory: Path) -> None:
    """Raises `ProjectError` if the folder has a file that no earlier `emit` wrote."""
    if directory.is_dir() and any(directory.iterdir()):
        marker = directory / EMITTED
        own = set(marker.read_text(encoding="utf-8").splitlines()) if marker.is_file() else set()
        if foreign := [name for name in _files_in(directory) if name not in own]:
            raise ProjectError(
                f"{directory} holds other files, such as {foreign[0]}. Name a new or empty folder."
            )


def _files_in(directory: Path) -> Iterable[str]:
    """Paths of all files below the folder, relative to it, except `EMITTED`."""
    paths = (file.relative_to(directory).as_posix() for file in directory.rglob("*") if not file.is_dir())
    return sorted(path for path in paths if path != EMITTED)
