"""A body on its way from Markdown to HTML: its lines and tokens, their words and their places."""

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
from coprod_kb.front_matter.characters import BIDI, CONTROLS

UNPUBLISHED = re.compile(f"[{CONTROLS}{BIDI}]")


@dataclass(slots=True)
class Page:
    """One body on its way through the rules.

    lines: of the body, without the characters that may not be published.
    removed: those characters, by the index of their line: the column of `lines` before which each
    stood, ascending, and the character.
    tokens: in the order of publication. kinds: of the inline tokens that the parser made.
    addresses: characters of all addresses of links and images so far.
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
        """Every inline token of a type, after the block of text it stands in and its index there."""
        for block in self.tokens if kind in self.kinds else ():
            for index, token in enumerate(block.children or ()):
                if token.type == kind:
                    yield block, index, token

    def place(self, row: int, column: int = 0) -> Place:
        """For a row and column of `lines`, both from 0."""
        removed = bisect_right(self.removed.get(row, ()), column, key=itemgetter(0))
        return self.first_line + row, column + removed + 1

    def place_in(self, block: Token, token: Token) -> Place:
        """Where an inline token starts; column 1 if the line does not show it as it was read."""
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
        """For each line of a block's text: where it starts in it, and its column in the file or -1."""
        starts, start = [], 0
        for row, line in enumerate(block.content.split("\n"), start=first):
            starts.append((start, self.lines[row].rfind(line)))
            start += len(line) + 1
        return starts

    def place_of_address(self, block: Token, token: Token, address: str) -> Place:
        """Where the address of a link is written: in the link, or in its `[label]: …` line."""
        definition = self.env.get("references", {}).get(token.meta.get("label"))
        if definition is None:
            return self.place_in(block, token)
        first, past = definition["map"]
        columns = ((row, self.lines[row].rfind(address)) for row in range(first, past))
        return self.place(*next((found for found in columns if found[1] >= 0), (first, 0)))

    def text(self) -> str:
        """Plain text, one line per paragraph, heading, table cell or code block."""
        lines = (
            in_one_line(token.children) if token.children else " ".join(token.content.split())
            for token in self.tokens
        )
        return "\n".join(filter(None, lines))

    def finding(self, code: str, place: Place, **words: object) -> Diagnostic:
        """A finding in this body; `words` fill its message and hint."""
        return finding(code, self.path, place, **words)


def _plain(tokens: Iterable[Token]) -> str:
    """The words that readers see of inline tokens; the numbers of footnotes are none."""
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
    """The words that readers see of inline tokens, with one space between them."""
    return " ".join(_plain(tokens).split())
