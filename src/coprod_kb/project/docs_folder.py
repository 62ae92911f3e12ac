"""The docs folder, whose pages maintainers write by hand: which of its files are published, and where."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pathspec import GitIgnoreSpec

from coprod_kb.entries.answers import FOLDER

MARKDOWN = {".md", ".markdown", ".mdown", ".mkdn", ".mkd"}
"""Suffixes of the files that MkDocs renders as pages."""

_NEVER = GitIgnoreSpec.from_lines([".*", "/templates/"])  # as in MkDocs


def published_files(docs: Path, excluded: GitIgnoreSpec) -> Iterator[PurePosixPath]:
    """The files below `docs` that the site publishes, relative to it and in a fixed order.

    excluded: the patterns of MkDocs' options, as in `Settings`.
    """
    unpublished = _NEVER + excluded
    for directory, folders, names in os.walk(docs, followlinks=True):
        folders.sort()
        for name in sorted(names):
            file = PurePosixPath(Path(directory, name).relative_to(docs).as_posix())
            if not unpublished.match_file(file) and not is_answer(file):
                yield file


def page_address(file: PurePosixPath) -> str | None:
    """The address of a page relative to the site: `contact/` for `contact.md`, empty for the home page.

    `None` if the file is not a page, and is published under its own name.
    """
    if file.suffix not in MARKDOWN:
        return None
    folder = file.parent if file.stem in {"index", "README"} else file.with_suffix("")
    return "" if folder == PurePosixPath(".") else f"{folder}/"


def built_file(file: PurePosixPath) -> PurePosixPath:
    """The path of a published file in the finished site: `contact/index.html` for `contact.md`."""
    address = page_address(file)
    return file if address is None else PurePosixPath(address, "index.html")


def built_files(docs: Path, excluded: GitIgnoreSpec) -> Iterator[PurePosixPath]:
    """The path of each published file in the finished site."""
    return map(built_file, published_files(docs, excluded))


def is_answer(file: PurePosixPath) -> bool:
    """Whether this is an answer of the editors. It is not published as it is: the build makes its page."""
    return file.parent == PurePosixPath(FOLDER) and file.suffix == ".md"


def is_readme(file: PurePosixPath) -> bool:
    """Whether this is the README of its folder, which stands back where the folder has another page."""
    return file.stem == "README" and page_address(file) is not None


def pages_by_hand(docs: Path, excluded: GitIgnoreSpec) -> Iterator[tuple[str, PurePosixPath]]:
    """The address and the file of each page. If a folder has both an index and a README, the index is its page."""
    pages: dict[str, PurePosixPath] = {}
    for file in published_files(docs, excluded):
        address = page_address(file)
        if address is not None and (address not in pages or file.stem == "index"):
            pages[address] = file
    yield from pages.items()
