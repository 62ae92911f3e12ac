"""The rules about a body. Each yields its findings, and may change the tokens of the page."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.rules_block.table import escapedSplit

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries.prose.addresses import heading_id
from coprod_kb.entries.prose.footnotes import footnotes
from coprod_kb.entries.prose.links import failed_links, images, links
from coprod_kb.entries.prose.markdown import MAX_NESTING
from coprod_kb.entries.prose.model import Heading
from coprod_kb.entries.prose.page import Page, in_one_line
from coprod_kb.values.characters import control_code
from coprod_kb.values.names import UniqueNames


def _characters(page: Page) -> Iterator[Diagnostic]:
    """Characters that are not published, since readers cannot see them and some reorder the text."""
    found = [
        (char, (page.first_line + row, column + before + 1))
        for row, removed in page.removed.items()
        for before, (column, char) in enumerate(removed)
    ]
    found += [(token.content, page.place_in(block, token)) for block, _, token in page.inline("unpublished")]
    for char, place in found:
        yield page.finding(control_code(char), place, name=f"U+{ord(char):04X}")


def _amount(page: Page) -> Iterator[Diagnostic]:
    if "too_many" in page.env:
        yield page.finding("too-many", page.place(0))


def _nesting(page: Page) -> Iterator[Diagnostic]:
    containers = {"blockquote_open", "list_item_open", "footnote_reference_open"}
    for token in page.env.get("blocks", ()):
        if token.level >= MAX_NESTING - 1 and token.type in containers:
            yield page.finding("nested-too-deeply", page.place(token.map[0]))
            return


def _headings(page: Page) -> Iterator[Diagnostic]:
    """Sets levels and ids. A heading is one level below the nearest heading before it with fewer `#`.

    So `#, ###, ###, ##` become h2, h3, h3, h3; and `###, ##, #` become h2, h2, h2.
    """
    above: list[int] = []
    identifiers = UniqueNames()
    for index, opening in enumerate(page.tokens):
        if opening.type != "heading_open":
            continue
        block, closing = page.tokens[index + 1 : index + 3]
        line, column = page.place((opening.map or [0])[0])
        text = in_one_line(block.children or ())
        if not text:
            opening.hidden = closing.hidden = True
            block.children = []
            yield page.finding("heading-empty", (line, column))
            continue
        written = int(opening.tag[1])
        while above and above[-1] >= written:
            above.pop()
        above.append(written)
        identifier = identifiers.claim(heading_id(text) or f"section-{len(page.headings) + 1}")
        heading = Heading(text, identifier, min(len(above) + 1, 6), line)
        opening.tag = closing.tag = f"h{heading.level}"
        opening.attrs["id"] = heading.id
        page.headings.append(heading)


def _raw_html(page: Page) -> Iterator[Diagnostic]:
    for block, _, token in page.inline("raw_html"):
        yield page.finding("raw-html", page.place_in(block, token), tag=token.content)


def _table_cells(page: Page) -> Iterator[Diagnostic]:
    """Rows with more cells than the table has columns. Parsers of Markdown drop the last ones."""
    most = 0
    for at, token in enumerate(page.tokens):
        if token.type == "thead_open":
            most = (
                next(end - at for end in range(at, len(page.tokens)) if page.tokens[end].type == "tr_close")
                // 3
            )
        elif token.type == "tr_open" and token.map:
            written = page.lines[token.map[0]].lstrip(" \t>").rstrip()
            count = (
                len(escapedSplit(written))
                - written.startswith("|")
                - (written.endswith("|") and written[-2:] != "\\|")
            )
            if count > most:
                yield page.finding("table-cell", page.place(token.map[0]), count=count, most=most)


RULES = (
    _characters,
    _amount,
    _nesting,
    _table_cells,
    footnotes,
    _headings,
    links,
    images,
    _raw_html,
    failed_links,
)
