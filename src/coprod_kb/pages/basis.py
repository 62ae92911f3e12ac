"""What the page of an entry is made from: a preview compares that, which takes a tenth of the time of making the page."""

from __future__ import annotations

from collections.abc import Iterator

from coprod_kb.collection.authorities import Record, organisations_named, people_named
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry
from coprod_kb.pages.cards import Cards
from coprod_kb.project.settings import Settings
from coprod_kb.values.names import spelling_key


def basis_of(entry: Entry, catalogue: Catalogue, cards: Cards, settings: Settings) -> tuple[object, ...]:
    """Where it is equal to that of an earlier catalogue, so is the page, with its head.

    Whatever `entry_page` and `Heads` look up in the catalogue for an entry has to be in here.
    """
    near = catalogue.neighbours.get(entry.slug, ())
    naming = [
        [other.slug for other in index.get(entry.slug, ())]
        for index in (catalogue.cited_by, catalogue.related_from)
    ]
    slugs = dict.fromkeys([*_named(entry), *naming[0], *naming[1], *(one.slug for one in near)])
    others = [catalogue.by_slug[slug] for slug in slugs if slug in catalogue.by_slug]
    return (
        entry,
        settings,
        near,
        naming,
        [_told(record) for record in _records(entry, catalogue)],
        [(cards(other), other.fields.withdrawn) for other in others],
        [catalogue.vocabulary.organisations.find(one.name) is None for one in people_named(entry)],
        catalogue.vocabulary.spellings,
    )


def _records(entry: Entry, catalogue: Catalogue) -> Iterator[Record]:
    """Everything that the entry names."""
    yield from map(catalogue.keyword, entry.fields.keywords)
    yield from (catalogue.organisation(mention.name) for mention in organisations_named(entry))
    yield from (catalogue.person_at[entry.slug, mention.where] for mention in people_named(entry))
    if name := entry.fields.collection:
        yield catalogue.collections[spelling_key(name)]


def _told(record: Record) -> tuple[object, ...]:
    """All but its entries."""
    return record.label, record.slug, *(getattr(record, name, None) for name in ("orcid", "term", "curated"))


def _named(entry: Entry) -> Iterator[str]:
    """The slugs of the entries that it names."""
    yield from (reference.entry for reference in entry.fields.references if reference.entry)
    yield from entry.fields.related
    yield from (linked.slug for linked in entry.prose.entry_links)
