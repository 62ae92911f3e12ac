"""The results of rendering a body: HTML, headings, links and plain text."""

from __future__ import annotations

from dataclasses import dataclass

MAX_COMPARED = 200
"""Headings of a body that are compared with the fragment of a link to suggest the right one."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as published.

    text: without markup, on one line; never empty.
    id: `[a-z0-9-]+`, unique on the page.
    level: 2 to 6, since the title of the page is level 1. A heading is at most one level below the heading before it.
    line: of the file, counted from 1.
    """

    text: str
    id: str
    level: int
    line: int


@dataclass(frozen=True, slots=True)
class EntryLink:
    """A link to another entry, published as `../<slug>/`. The entry may not exist.

    fragment: the id of a heading there, as the contributor wrote it; `None` if absent.
    line, column: of the place to correct, counted from 1: the link, or its definition `[label]: …`.
    """

    slug: str
    fragment: str | None
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link to a page of another site. line, column: as for `EntryLink`."""

    address: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A rendered body.

    html: sanitised; empty without text. Its relative links are valid only on pages at `/entries/<slug>/`.
    headings, entry_links, web_links: in the order of the page, footnotes last.
    words: number of words in `text`.
    text: plain text, one line for each paragraph, heading, table cell or code block. Only findings need it: it is empty
    in the reading of an entry.
    """

    html: str = ""
    headings: tuple[Heading, ...] = ()
    entry_links: tuple[EntryLink, ...] = ()
    words: int = 0
    text: str = ""
    web_links: tuple[WebLink, ...] = ()
