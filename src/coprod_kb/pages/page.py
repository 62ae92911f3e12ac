"""A page as plain data, and what several kinds of page share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from coprod_kb.collection.authorities import Record
from coprod_kb.entries.model import Entry
from coprod_kb.values.dates import PartialDate
from coprod_kb.values.sorting import OTHERS, collated, first_letter, without_accents
from coprod_kb.values.translation import gettext, ngettext
from coprod_kb.values.web import is_web_address
from coprod_kb.values.wording import figures, in_words, separators

Context = dict[str, Any]
Metadata = tuple[Context, str]
"""The values for the head of a page, and its linked data."""


def no_metadata() -> Metadata:
    """Metadata for pages without structured data."""
    return {}, ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the site; a template turns it into HTML.

    path: site-relative address without a leading slash, ending in `/`; empty for the home page.
    own: what the template shows, JSON-able. Addresses in it are site-relative (`path`) or full (`url`).
    gather: returns the rest of that. Its result is not kept, and neither is that of `metadata`: for all entries
      together they would take most of the memory of a build.
    html: the prose of the page, sanitised. source: the file to edit, relative to the project; `None` if generated.
    section: the address of the page in the navigation that this page belongs under.
    updated: the day of the last change of the entries on the page; `None` if that is not known.
    metadata: returns `head` and `linked_data`.
    """

    path: str
    title: str
    template: str
    description: str
    section: str
    trail: Sequence[tuple[str, str]] = ()
    own: Context = field(default_factory=dict)
    gather: Callable[[], Context] = dict
    html: str = ""
    source: str | None = None
    updated: date | None = None
    metadata: Callable[[], Metadata] = no_metadata

    @property
    def is_redirect(self) -> bool:
        """Whether the page only redirects to another one."""
        return "target" in self.own

    @property
    def context(self) -> Context:
        """All that the template shows."""
        return self.own | self.gather()

    @property
    def head(self) -> Context:
        """The values for the head of the page, see `pages/head`; empty if the page has none."""
        return self.metadata()[0]

    @property
    def linked_data(self) -> str:
        """The JSON-LD of the page, escaped for a `script` element; empty if the page has none."""
        return self.metadata()[1]


def index_page(
    path: str,
    title: str,
    template: str,
    description: str,
    context: Context | None = None,
    gather: Callable[[], Context] = dict,
) -> Page:
    """A page that lists others, directly below the home page and a section of its own."""
    return Page(
        path=path,
        title=title,
        template=template,
        description=description,
        section=path,
        trail=[(gettext("Home"), "")],
        own=context or {},
        gather=gather,
    )


def latest(entries: Iterable[Entry]) -> date | None:
    """The day of the last change of these entries; `None` if no history is known."""
    return max((entry.updated for entry in entries if entry.updated), default=None)


def day_label(day: date) -> str:
    """A day for readers: “14 July 2022”."""
    return PartialDate(day.year, day.month, day.day).label


def entries_in_words(number: int) -> str:
    """“no entries”, “one entry”, “12 entries”, within a sentence."""
    return ngettext("{count} entry", "{count} entries", number, count=in_words(number))


def entries_in_figures(number: int) -> str:
    """“0 entries”, “1 entry”, “1,200 entries”: for lists of numbers."""
    return ngettext("{count} entry", "{count} entries", number, count=figures(number))


def number_of(words: str, number: int, singular: str, plural: str) -> str:
    """The same with the collection's own word for what is counted, of which only these two forms are known.

    words: the number as it is written.
    """
    return gettext("{count} {noun}", count=words, noun=singular if number == 1 else plural)


def separated(items: Sequence[Context]) -> list[Context]:
    """The items of a list within a sentence, each with what stands behind it (`then`)."""
    return [item | {"then": then} for item, then in zip(items, separators(len(items)), strict=True)]


def link(text: str, path: str = "", url: str = "", note: str = "") -> Context:
    """A piece of text that may be a link: to `path` on the site, or to `url` on the web.

    A `url` that is not a web address is left out; the schema has rejected it before.
    """
    return {"text": text, "path": path, "url": url if is_web_address(url) else "", "note": note}


def record_path(folder: str, record: Record) -> str:
    """The address of the page of a record. folder: `keywords`, `organisations`, `people` or `collections`."""
    return f"{folder}/{record.slug}/"


def letters(items: Iterable[tuple[str, Context]]) -> list[Context]:
    """Items by the first letter of their sort key, in the order of the language; others come first under “0–9”."""
    groups: dict[str, list[Context]] = defaultdict(list)
    for key, item in sorted(items, key=lambda pair: (collated(pair[0]), str(pair[1]["path"]))):
        groups[first_letter(key)].append(item)
    order = sorted(groups, key=lambda letter: (letter != OTHERS, collated(letter)))
    return [
        {"letter": letter, "id": f"kb-letter-{number}", "items": groups[letter]}
        for number, letter in enumerate(order, start=1)
    ]


def title_key(title: str) -> str:
    """The sort key of a title: folded, from its first letter or digit on."""
    plain = without_accents(title)
    return re.sub(r"^[\W_]+", "", plain) or plain


def clipped(text: str, most: int = 200) -> str:
    """The text, or whole words from its beginning with “…”, at most `most` characters."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
