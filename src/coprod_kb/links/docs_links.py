"""Finds broken links on the pages of the docs folder."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Set
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from coprod_kb.diagnostics import Diagnostic, Severity, did_you_mean
from coprod_kb.project.docs_folder import page_address


def _reader() -> MarkdownIt:
    markdown = MarkdownIt("commonmark").enable("table")
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]  # keeps the address as written
    return markdown


_MARKDOWN = _reader()


def docs_link_faults(
    text: str, file: PurePosixPath, docs_dir: str, sources: Set[str], addresses: Set[str]
) -> Iterator[Diagnostic]:
    """A finding for each link of a page that leads to no page or file of the site.

    file: path of the page, relative to the docs folder.
    sources: files that a link may name, relative to the docs folder; a generated page is `…/index.md`.
    addresses: all addresses of the finished site, as in `addresses.txt`.
    Links to headings are not checked, because MkDocs does that.
    """
    for address, line, column in _links(text):
        target = _target(address)
        if target is None or _exists(target, file, sources, addresses):
            continue
        near = did_you_mean(target, sorted(posixpath.relpath(source, file.parent) for source in sources))
        yield Diagnostic(
            code="unknown-page",
            severity=Severity.WARNING,
            path=f"{docs_dir}/{file}",
            line=line,
            column=column,
            message=f"The site has no page at “{target}”.",
            hint=near + "Write the name of a file in this folder, or of a page such as browse/index.md.",
        )


def linked_files(text: str, file: PurePosixPath) -> Iterator[str]:
    """The files that the page `file` links to, as paths from the docs folder, whether they exist or not."""
    for address, _, _ in _links(text):
        if target := _target(address):
            yield _named(target, file)


def _named(target: str, file: PurePosixPath) -> str:
    return posixpath.normpath(posixpath.join(file.parent.as_posix(), target))


def _target(address: str) -> str | None:
    """The decoded path of a relative link to another page; `None` for any other link."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None  # MkDocs does not check links that start with a slash either
    return unquote(parts.path)


def _exists(target: str, file: PurePosixPath, sources: Set[str], addresses: Set[str]) -> bool:
    """Whether a link works. MkDocs rewrites the names of files; the browser resolves all other links."""
    named = _named(target, file)
    reached = urljoin(f"/{page_address(file) or file}", target).removesuffix("index.html")
    return named in sources or f"/{named}" in addresses or reached in addresses


def _links(text: str) -> Iterator[tuple[str, int, int]]:
    """The address, line and column of each link and image; lines and columns are counted from 1."""
    lines = text.split("\n")
    for block in _MARKDOWN.parse(text):
        first, past = block.map or (0, 0)
        row, column = first, 0
        for address in _addresses(block):
            at = (row, column)
            while row < past and (column := lines[row].find(address, column)) < 0:
                row, column = row + 1, 0
            if row < past:
                column += len(address)
                yield address, row + 1, column - len(address) + 1
            else:  # a reference link, whose address is in a `[label]: …` line
                row, column = at
                yield address, first + 1, 1


def _addresses(block: Token) -> Iterator[str]:
    for token in block.children or () if block.type == "inline" else ():
        if token.type == "link_open":
            yield str(token.attrs["href"])
        elif token.type == "image":
            yield str(token.attrs["src"])
