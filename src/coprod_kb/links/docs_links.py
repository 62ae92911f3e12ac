"""Links on the pages that maintainers write by hand: which of them lead nowhere."""

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
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]  # as it stands in the file
    return markdown


_MARKDOWN = _reader()


def docs_link_faults(
    text: str, file: PurePosixPath, docs_dir: str, sources: Set[str], addresses: Set[str]
) -> Iterator[Diagnostic]:
    """A finding for each link of the page `file` (relative to the docs folder) that leads nowhere on the site.

    sources: files that a link may name, relative to the docs folder, generated pages as `…/index.md`.
    addresses: of the finished site, as in `addresses.txt`. Headings are not looked for: MkDocs does that.
    """
    for address, line, column in _links(text):
        target = _target(address)
        if target is None or _is_there(target, file, sources, addresses):
            continue
        near = did_you_mean(target, sorted(_from(file, source) for source in sources))
        yield Diagnostic(
            code="unknown-page",
            severity=Severity.WARNING,
            path=f"{docs_dir}/{file}",
            line=line,
            column=column,
            message=f"The site has no page at “{target}”.",
            hint=near + "Write the name of a file in this folder, or of a page such as browse/index.md.",
        )


def _target(address: str) -> str | None:
    """The path in a link to another page of this site; `None` for any other link."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None  # MkDocs leaves what starts with a slash alone, and so do we
    return unquote(parts.path)


def _is_there(target: str, file: PurePosixPath, sources: Set[str], addresses: Set[str]) -> bool:
    """MkDocs takes a link for the name of a file; what is none reaches the browser as it is."""
    named = posixpath.normpath(posixpath.join(file.parent.as_posix(), target))
    reached = urljoin(f"/{page_address(file) or file}", target).removesuffix("index.html")
    return named in sources or f"/{named}" in addresses or reached in addresses


def _from(file: PurePosixPath, source: str) -> str:
    return posixpath.relpath(source, file.parent.as_posix())


def _links(text: str) -> Iterator[tuple[str, int, int]]:
    """The addresses of a page's links and images, each with its line and column."""
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
            else:  # in a `[label]: …` line
                row, column = at
                yield address, first + 1, 1


def _addresses(block: Token) -> Iterator[str]:
    for token in block.children or () if block.type == "inline" else ():
        if token.type == "link_open":
            yield str(token.attrs["href"])
        elif token.type == "image":
            yield str(token.attrs["src"])
