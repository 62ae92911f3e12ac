"""The pages that maintainers write by hand: which files of their folder are published, and where."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pathspec import GitIgnoreSpec

MARKDOWN = {".md", ".markdown", ".mdown", ".mkdn", ".mkd"}
"""Suffixes that MkDocs takes for pages."""

_NEVER = GitIgnoreSpec.from_lines([".*", "/templates/"])  # as in MkDocs


def published_files(docs: Path, excluded: GitIgnoreSpec) -> Iterator[PurePosixPath]:
    """Files below `docs` that the site holds, relative to it; `excluded` are MkDocs' own patterns."""
    unpublished = _NEVER + excluded
    for directory, folders, names in os.walk(docs, followlinks=True):
        folders.sort()
        for name in sorted(names):
            file = PurePosixPath(Path(directory, name).relative_to(docs).as_posix())
            if not unpublished.match_file(file):
                yield file


def page_address(file: PurePosixPath) -> str | None:
    """Where a page is found, such as `contact/` for `contact.md`, or empty for the home page.

    `None` if the file is no page: it is published under its own name.
    """
    if file.suffix not in MARKDOWN:
        return None
    folder = file.parent if file.stem in {"index", "README"} else file.with_suffix("")
    return "" if folder == PurePosixPath(".") else f"{folder}/"


def built_files(docs: Path, excluded: GitIgnoreSpec) -> Iterator[PurePosixPath]:
    """Where the published files stand in the finished site: `contact/index.html` for `contact.md`."""
    for file in published_files(docs, excluded):
        address = page_address(file)
        yield file if address is None else PurePosixPath(address, "index.html")


def pages_by_hand(docs: Path, excluded: GitIgnoreSpec) -> Iterator[tuple[str, PurePosixPath]]:
    """The address and the file of each page; a README stands back behind an index."""
    pages: dict[str, PurePosixPath] = {}
    for file in published_files(docs, excluded):
        address = page_address(file)
        if address is not None and (address not in pages or file.stem == "index"):
            pages[address] = file
    yield from pages.items()
