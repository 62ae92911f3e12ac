"""Atom feeds (RFC 4287) of new entries: of the whole site, and of each type, keyword and organisation.

A feed identifies its entries permanently by full addresses, so a project without `site_url` has no feeds.
Atom requires a day for each entry, so those without a known day are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from heapq import nsmallest
from xml.sax.saxutils import escape, quoteattr

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry, last_added_first
from coprod_kb.pages import FEED, former_addresses, record_path
from coprod_kb.project.history import current_day
from coprod_kb.project.settings import Settings
from coprod_kb.records.linked_data import agents_named
from coprod_kb.values.identifiers import doi_url
from coprod_kb.values.web import iri

NEWEST = 50
"""The most entries in a feed: those that were added last."""

CONTINUED = 10
"""The most entries in a feed at a former address: enough for its readers, since there are many such feeds."""

_WITH_FEEDS = ("keywords/", "organisations/")
"""Folders of pages with feeds; former pages in them had feeds as well."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_files(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, str]]:
    """Path and text of each feed; none without the site's address.

    The feed of a page that moved is also at its former address. If no page replaced it, that feed is empty.
    """
    if not settings.address(""):
        return
    feeds = _Feeds(catalogue, settings)
    subjects = {path: (title, entries) for path, title, entries in _subjects(catalogue, settings)}
    for path, (title, entries) in subjects.items():
        yield f"{path}{FEED}", feeds.of(path, title, entries, NEWEST)
    taken = set(subjects)
    for old, target in former_addresses(catalogue):
        if old.startswith(_WITH_FEEDS) and old not in taken:
            taken.add(old)
            path = target if target and target in subjects else old
            title, entries = subjects.get(path, (settings.site_name, ()))
            yield f"{old}{FEED}", feeds.of(path, title, entries, CONTINUED)


def _subjects(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, str, Sequence[Entry]]]:
    """Path, title and entries of each page with a feed."""
    name = settings.site_name
    yield "", name, catalogue.entries
    for entry_type in catalogue.types:
        yield entry_type.path, f"{entry_type.plural} – {name}", catalogue.by_type[entry_type.name]
    for keyword in catalogue.keywords.values():
        yield record_path("keywords", keyword), f"{keyword.label} – {name}", keyword.entries
    for organisation in catalogue.organisations.values():
        yield (
            record_path("organisations", organisation),
            f"{organisation.label} – {name}",
            organisation.entries,
        )


class _Feeds:
    """Makes the feeds of a site. The element of an entry is made once, since it is in several feeds."""

    def __init__(self, catalogue: Catalogue, settings: Settings) -> None:
        self._catalogue = catalogue
        self._settings = settings
        self._last = max(filter(None, map(changed, catalogue.entries)), default=None) or current_day()
        self._elements: dict[str, str] = {}

    def of(self, path: str, title: str, entries: Iterable[Entry], most: int) -> str:
        """The feed of the page at `path`, with the latest `most` entries."""
        dated = (entry for entry in entries if changed(entry) and not entry.fields.draft)
        newest = nsmallest(most, dated, key=last_added_first)
        last = max(filter(None, map(changed, newest)), default=self._last)
        page = self._settings.address(path)
        return "\n".join(
            (
                '<?xml version="1.0" encoding="UTF-8"?>',
                f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(self._settings.language)}>',
                f"<id>{_text(iri(page))}</id>",
                f"<title>{_text(title)}</title>",
                f"<updated>{_moment(last)}</updated>",
                f'<link rel="self" type="application/atom+xml" href={_quoted(iri(page + FEED))}/>',
                f'<link rel="alternate" type="text/html" href={_quoted(iri(page))}/>',
                *map(self._element, newest),
                "</feed>\n",
            )
        )

    def _element(self, entry: Entry) -> str:
        if entry.slug not in self._elements:
            self._elements[entry.slug] = "\n".join(self._lines(entry))
        return self._elements[entry.slug]

    def _lines(self, entry: Entry) -> Iterator[str]:
        day = changed(entry)
        assert day  # the others are left out
        fields, settings = entry.fields, self._settings
        yield f"<entry{_in_language(next(iter(entry.said('title'))))}>"
        yield f"<id>{_text(iri(entry_id(entry, settings)))}</id>"
        yield f"<title>{_text(entry.title)}</title>"
        yield f"<updated>{_moment(day)}</updated>"
        if entry.added:
            yield f"<published>{_moment(entry.added)}</published>"
        yield f'<link rel="alternate" type="text/html" href={_quoted(iri(settings.address(entry.address)))}/>'
        if fields.doi:
            yield f'<link rel="related" href={_quoted(doi_url(fields.doi))}/>'
        for author in agents_named(entry, self._catalogue, settings)["contributor"]:
            name, address = _text(author["name"]), _text(iri(author["@id"]))
            yield f"<author><name>{name}</name><uri>{address}</uri></author>"
        for keyword in self._catalogue.keywords_of(entry):
            scheme = _quoted(iri(settings.address("keywords/")))
            yield f"<category term={_quoted(keyword.slug)} scheme={scheme} label={_quoted(keyword.label)}/>"
        if fields.summary:
            yield f"<summary{_in_language(next(iter(entry.said('summary'))))}>{_text(fields.summary)}</summary>"
        yield "</entry>"


def entry_id(entry: Entry, settings: Settings) -> str:
    """The first address that the entry had, as it states or else by its history. An id must never change (RFC 4287, 4.2.6)."""
    first = entry.fields.formerly[0] if entry.fields.formerly else entry.first_slug or entry.slug
    return settings.address(f"entries/{first}/")


def changed(entry: Entry) -> date | None:
    """The day of the last change, else of adding; `None` if neither is known."""
    return max(filter(None, (entry.updated, entry.added)), default=None)


def _moment(day: date) -> str:
    """Midnight in UTC (RFC 3339), because only dates are known."""
    return f"{day.isoformat()}T00:00:00Z"


def _in_language(code: str) -> str:
    return f" xml:lang={_quoted(code)}" if code else ""


def _text(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", text))


def _quoted(text: str) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", text))
