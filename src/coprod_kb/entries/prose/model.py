"""What becomes of a body: its HTML, headings, links to entries and words."""

from __future__ import annotations

from dataclasses import dataclass

MAX_COMPARED = 200
"""So many headings of a text are looked through for the one that a link probably means."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as published.

    text: without markup, in one line; never empty.
    id: `[a-z0-9-]+`, unique in the page.
    level: 2 to 6, below the page's h1; no level is skipped on the way down.
    line: of the file, counted from 1.
    """

    text: str
    id: str
    level: int
    line: int


@dataclass(frozen=True, slots=True)
class EntryLink:
    """A link to another entry, published as `../<slug>/`; nobody has checked that it exists.

    fragment: the id of a heading there as the contributor wrote it; `None` if absent.
    line, column: of the place to correct, counted from 1: the link, or the `[label]: …` line that
    holds its address.
    """

    slug: str
    fragment: str | None
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link to a page elsewhere, at the place to correct, as for `EntryLink`."""

    address: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A rendered body.

    html: sanitised; its relative links hold on `/entries/<slug>/` pages only; empty if there is no text.
    headings, entry_links, web_links: in the order of the page, footnotes last.
    words: how many words `text` has.
    text: plain text, one line per paragraph, heading, table cell or code block; for findings alone, so that an
      entry is kept without it.
    """

    html: str = ""
    headings: tuple[Heading, ...] = ()
    entry_links: tuple[EntryLink, ...] = ()
    words: int = 0
    text: str = ""
    web_links: tuple[WebLink, ...] = ()
