"""Files of the docs folder at the address of a page or file that the build makes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import replace
from pathlib import Path, PurePosixPath

from coprod_kb.collection.addresses import NAME as ADDRESSES
from coprod_kb.diagnostics import Diagnostic, Severity
from coprod_kb.entries.folder import refused
from coprod_kb.front_matter.description import CollectionDescription
from coprod_kb.project.docs_folder import built_file, built_files, is_readme, published_files
from coprod_kb.project.settings import Settings
from coprod_kb.publishing.assets import asset_files
from coprod_kb.publishing.sitemap import NAME as SITEMAP

CODE = "shared-address"
WRITTEN_LAST = frozenset({"404.html", ADDRESSES, SITEMAP, f"{SITEMAP}.gz"})
"""Files that the build writes over whatever is there."""

_ROOTS = (
    *(
        "index",
        "entries",
        "browse",
        "kept",
        "keywords",
        "organisations",
        "people",
        "collections",
        "timeline",
        "new",
        "map",
    ),
    *(
        "questions",
        "places",
        "contribute",
        "collection",
        "feed",
        "vocabulary",
        "opensearch",
        "schema",
        "search",
    ),
)


def made_paths(description: CollectionDescription) -> re.Pattern[str]:
    """Matches the paths of all pages and files that a build may make, but for assets and former addresses."""
    lists = [
        *(entry_type.address for entry_type in description.types),
        *(group.address for group in description.facts),
    ]
    return re.compile(rf"(?:{'|'.join([*_ROOTS, *lists])})(?:[./].*)?|map[^/]*\.csv", re.IGNORECASE)


def may_conflict(docs: Path, settings: Settings, description: CollectionDescription) -> bool:
    """Whether `docs_conflicts` may find something."""
    paths = map(str, built_files(docs, settings.excluded))
    return any(map(made_paths(description).fullmatch, paths)) or any(
        docs_conflicts(docs, settings, description, tuple)
    )


def docs_conflicts(
    docs: Path, settings: Settings, description: CollectionDescription, made: Callable[[], Iterable[str]]
) -> Iterator[Diagnostic]:
    """A finding for each published file that shares its address. `robots.txt` is the one that a project may well replace.

    made: gives the paths of all pages and files in the finished site. It is called only if a file may share one of them.
    """
    files = {file: str(built_file(file)) for file in published_files(docs, settings.excluded)}
    paths = {path for path, _ in asset_files()} | WRITTEN_LAST
    if any(map(made_paths(description).fullmatch, files.values())):
        paths |= set(made()) - {"robots.txt"}
    known = {path.casefold(): path for path in paths}
    folders = {str(folder).casefold() for path in paths for folder in PurePosixPath(path).parents}
    for file, path in files.items():
        if fault := _fault(file, path, known, folders):
            yield replace(fault, path=f"{settings.docs_dir}/{file}")


def _fault(file: PurePosixPath, path: str, known: dict[str, str], folders: Set[str]) -> Diagnostic | None:
    name = file.name
    parents = (str(folder).casefold() for folder in PurePosixPath(path).parents)
    if path.casefold() in folders or any(parent in known for parent in parents):
        problem = (
            f"The build makes a file where this needs a folder, or a folder where this is a file: {path}."
        )
        return refused("", CODE, problem, f"Give it another name, such as our-{name.lower()}.")
    other = known.get(path.casefold())
    if other is None:
        return None
    place = f"/{other.removesuffix('index.html')}"
    hint = f"Give it another name, such as our-{name.lower()}."
    if is_readme(file):
        problem = f"This is not published: the build makes the page {place}."
        hint += f" If it is for readers of the files alone, write `exclude_docs: /{file}` in `mkdocs.yml`."
    elif path != other:
        problem = f"This and {place}, which the build makes, differ only in capitals. Many systems take them for one."
    elif path in WRITTEN_LAST:
        problem = f"This is not published: the build makes {place}."
    else:
        problem = f"This takes the place of {place}, which the build would make."
    # A home page of one's own is a choice. Elsewhere it may be an accident.
    severity = Severity.NOTE if path == "index.html" and not is_readme(file) else Severity.WARNING
    return replace(refused("", CODE, problem, hint), severity=severity)
