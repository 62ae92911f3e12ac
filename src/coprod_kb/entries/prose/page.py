"""A body while it is turned from Markdown into HTML: its lines and tokens, their text and their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from markdown_it.token import Token

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries.prose.findings import Place, finding
from coprod_kb.entries.prose.model import EntryLink, Heading, WebLink
from coprod_kb.values.characters import BIDI, CONTROLS, invisible

_REFUSED = re.compile(f"[{CONTROLS}{BIDI}]")


def unpublished(text: str) -> list[int]:
    """The positions of characters that are not published, in ascending order."""
    refused = [found.start() for found in _REFUSED.finditer(text)]
    return sorted([*refused, *invisible(text)]) if refused else invisible(text)


@dataclass(slots=True)
class Page:
    """One body while the rules are applied.

    lines: of the body, without the characters that are not published.
    removed: those characters, by the index of their line: for each the column of `lines` before which it was, in
    ascending order, and the character.
    tokens: in the order of publication. kinds: types of the inline tokens that the parser made.
    addresses: total length of the addresses of links and images that have been handled.
    """

    path: str
    first_line: int
    lines: list[str] = field(default_factory=list)
    removed: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    env: dict[str, Any] = field(default_factory=dict)
    tokens: list[Token] = field(default_factory=list)
    kinds: Set[str] = frozenset()
    headings: list[Heading] = field(default_factory=list)
    entry_links: list[EntryLink] = field(default_factory=list)
    web_links: list[WebLink] = field(default_factory=list)
    addresses: int = 0

    def inline(self, kind: str) -> Iterator[tuple[Token, int, Token]]:
        """Every inline token of a type, with the block of text that holds it and its index there: block, index, token."""
        for block in self.tokens if kind in self.kinds else ():
            for index, token in enumerate(block.children or ()):
                if token.type == kind:
                    yield block, index, token

    def place(self, row: int, column: int = 0) -> Place:
        """The place in the file of a row and column of `lines`, both counted from 0."""
        removed = bisect_right(self.removed.get(row, ()), column, key=itemgetter(0))
        return self.first_line + row, column + removed + 1

    def place_in(self, block: Token, token: Token) -> Place:
        """The place where an inline token starts; column 1 if the line differs from what was parsed."""
        at = token.meta["at"]
        first = (block.map or [0])[0]
        if "column" in block.meta:  # a table cell, in which \| has become |
            return self.place(first, block.meta["column"] + at + block.content.count("|", 0, at))
        if "lines" not in block.meta:
            block.meta["lines"] = self._lines_of(block, first)
        nth = bisect_right(block.meta["lines"], at, key=itemgetter(0)) - 1
        start, indent = block.meta["lines"][nth]
        return self.place(first + nth, indent + at - start if indent >= 0 else 0)

    def _lines_of(self, block: Token, first: int) -> list[tuple[int, int]]:
        """For each line of the text of a block: its offset in that text, and its column in the file, or -1 if unknown."""
        starts, start = [], 0
        for row, line in enumerate(block.content.split("\n"), start=first):
            starts.append((start, self.lines[row].rfind(line)))
            start += len(line) + 1
        return starts

    def place_of_address(self, block: Token, token: Token, address: str) -> Place:
        """The place of the address of a link: the link itself, or its definition `[label]: …`."""
        definition = self.env.get("references", {}).get(token.meta.get("label"))
        if definition is None:
            return self.place_in(block, token)
        first, past = definition["map"]
        columns = ((row, self.lines[row].rfind(address)) for row in range(first, past))
        return self.place(*next((found for found in columns if found[1] >= 0), (first, 0)))

    def text(self) -> str:
        """The plain text, one line for each paragraph, heading, table cell or code block."""
        lines = (
            in_one_line(token.children) if token.children else " ".join(token.content.split())
            for token in self.tokens
        )
        return "\n".join(filter(None, lines))

    def finding(self, code: str, place: Place, **words: object) -> Diagnostic:
        """A finding about this body, as `findings.finding` makes it."""
        return finding(code, self.path, place, **words)


def _plain(tokens: Iterable[Token]) -> str:
    """The text of inline tokens as readers see it, without the numbers of footnotes."""
    shown: list[str] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            shown.append("\n")
        elif token.type == "image":
            shown.append(_plain(token.children or ()))
        elif token.type in ("text", "text_special", "code_inline", "raw_html", "failed_link", "lost_mention"):
            shown.append(token.content)
    return "".join(shown)


def in_one_line(tokens: Iterable[Token]) -> str:
    """The text of inline tokens as readers see it, on one line and with single spaces."""
    return " ".join(_plain(tokens).split())
