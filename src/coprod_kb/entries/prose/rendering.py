"""Renders a body: parses it, applies the rules, and sanitises the HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coprod_kb.diagnostics import Diagnostic, in_order
from coprod_kb.entries.prose.footnotes import number_footnotes
from coprod_kb.entries.prose.markdown import read, write
from coprod_kb.entries.prose.model import Prose
from coprod_kb.entries.prose.page import Page
from coprod_kb.entries.prose.rules import RULES
from coprod_kb.entries.prose.sanitising import clean

MAX_BYTES = 64 * 1024
"""UTF-8 bytes of a body. A longer one is not rendered."""

_ONCE_A_LINE = {
    "raw-html",
    "link-form",
    "footnote-missing",
    "control-character",
    "bidi-control",
    "invisible-character",
}
"""Codes of findings that may come in large numbers."""


def render(body: str, *, path: str, first_line: int) -> tuple[Prose, list[Diagnostic]]:
    """The rendered body and the findings about it, ordered by place. Never raises.

    body: the part of an entry's file below its front matter; any string.
    path: of the file, for the findings. first_line: the line of the file where the body starts, counted from 1.
    """
    page = Page(path, first_line)
    size = len(body.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        shown = {"size": -(-size // 1024), "limit": MAX_BYTES // 1024}
        return Prose(), [page.finding("body-too-long", page.place(0), **shown)]
    read(page, body)
    text = page.text()
    found = [diagnostic for rule in RULES for diagnostic in rule(page)]
    number_footnotes(page)
    html = clean(write(page)).strip()
    prose = Prose(
        html,
        tuple(page.headings),
        tuple(page.entry_links),
        len(text.split()),
        text,
        tuple(page.web_links),
    )
    return prose, list(_without_repeats(in_order(found)))


def _without_repeats(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The first finding with each code at each place; for codes that come in large numbers, on each line."""
    seen: set[tuple[object, ...]] = set()
    for diagnostic in found:
        column = None if diagnostic.code in _ONCE_A_LINE else diagnostic.column
        key = (diagnostic.code, diagnostic.line, column)
        if key not in seen:
            seen.add(key)
            yield diagnostic
