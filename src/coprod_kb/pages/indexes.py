"""Pages that list entries: all, by type, collections, timeline; and the list of all such pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coprod_kb.collection.authorities import Record
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.pages.cards import Cards
from coprod_kb.pages.page import (
    Context,
    Page,
    index_page,
    letters,
    record_path,
    title_key,
)
from coprod_kb.pages.paging import MOST_LINES, in_pages, lettered
from coprod_kb.values.wording import count, listed


def most_used(catalogue: Catalogue, most: int) -> list[Context]:
    """The keywords of most entries, by number of entries; those of one entry only if there are no others."""
    used = [record for record in catalogue.keywords.values() if record.mentions]
    used = [record for record in used if len(record.entries) > 1] or used
    used.sort(key=lambda record: (-len(record.entries), record.label.casefold()))
    return [
        {"label": record.label, "path": record_path("keywords", record), "count": len(record.entries)}
        for record in used[:most]
    ]


def ways_in(catalogue: Catalogue) -> list[Context]:
    """Every index page with the number of items on it, without empty pages."""
    description = catalogue.vocabulary.description
    located = description.located
    dated = sum(entry.year is not None for entry in catalogue.entries)
    mapped = len(catalogue.entries) if description.drawn_maps and any(catalogue.by_facet.values()) else 0
    ways = [
        ("All entries", "entries/", _all_entries(catalogue), len(catalogue.entries)),
        *(
            (
                entry_type.plural,
                entry_type.path,
                entry_type.description or "",
                len(catalogue.by_type[entry_type.name]),
            )
            for entry_type in catalogue.types
        ),
        (
            "Keywords",
            "keywords/",
            "What the work is about, from A to Z.",
            sum(bool(record.mentions) for record in catalogue.keywords.values()),
        ),
        (
            "Organisations",
            "organisations/",
            "Who led, funded or joined the work.",
            len(catalogue.organisations),
        ),
        ("People", "people/", "Authors, researchers and contributors.", len(catalogue.people)),
        ("Collections", "collections/", "Entries that belong together.", len(catalogue.collections)),
        ("Timeline", "timeline/", "Entries year by year.", dated),
        (
            "Evidence map",
            "map/",
            "See where evidence exists, and where there are gaps.",
            mapped,
        ),
        (
            "Places",
            "places/",
            "Where the work took place, on a map and as a list.",
            len(catalogue.by_facet[located.name]) if located and catalogue.located_places else 0,
        ),
        *(
            (
                group.label,
                group.path,
                group.words.in_lists or group.description,
                sum(any(entry.facts.get(group.name, {}).values()) for entry in catalogue.entries),
            )
            for group in catalogue.vocabulary.description.facts
        ),
        (
            "New and updated",
            "new/",
            "The latest additions and changes.",
            sum(bool(entry.added or entry.updated) for entry in catalogue.entries),
        ),
    ]
    return [
        {"label": label, "path": path, "text": text, "count": number}
        for label, path, text, number in ways
        if number
    ]


def title_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The list of all entries by title, to which the search leads without JavaScript."""
    items = [
        (
            title_key(entry.title),
            {
                "label": entry.title,
                "path": entry.address,
                "language": entry.fields.language or "",
                "note": ", ".join(filter(None, (catalogue.type_of(entry).label, entry.when))),
            },
        )
        for entry in catalogue.entries
    ]
    page = index_page(
        "entries/",
        "All entries",
        "titles.html",
        _all_entries(catalogue),
        {
            "lead": f"{count(len(items), 'entry', 'entries').capitalize()}, by title.",
            "letters": letters(items),
            "empty": "There are no entries yet.",
        },
    )
    yield from lettered(replace(page, section="browse/"))


def _all_entries(catalogue: Catalogue) -> str:
    """“Every project, paper and report, by title.”"""
    return f"Every {listed([entry_type.noun for entry_type in catalogue.types])}, by title."


def type_pages(catalogue: Catalogue, cards: Cards) -> Iterator[Page]:
    """The list of the entries of each type, including empty ones."""
    for entry_type in catalogue.types:
        entries = catalogue.by_type[entry_type.name]
        yield from in_pages(
            index_page(
                entry_type.path,
                entry_type.plural,
                "entries.html",
                entry_type.description or f"{entry_type.plural} in this collection.",
                {
                    "lead": entry_type.description or "",
                    "count": count(len(entries), entry_type.noun, entry_type.nouns),
                    "groups": cards.by_year(entries),
                    "empty": f"There are no {entry_type.nouns} here yet.",
                },
            )
        )


def collection_pages(catalogue: Catalogue, cards: Cards) -> Iterator[Page]:
    """The list of collections, and a page for each."""
    yield index_page(
        "collections/",
        "Collections",
        "collections.html",
        "Groups of entries.",
        {
            "lead": "Groups of entries that belong together.",
            "collections": [_collection(record) for record in _in_name_order(catalogue)],
            "empty": "There are no collections yet.",
        },
    )
    for record in catalogue.collections.values():
        yield from in_pages(
            Page(
                path=record_path("collections", record),
                title=record.label,
                template="entries.html",
                description=f"The entries of the collection “{record.label}”.",
                section="collections/",
                trail=[("Home", ""), ("Collections", "collections/")],
                own={
                    "lead": "",
                    "count": count(len(record.entries), "entry", "entries"),
                    "groups": cards.by_type(record.entries),
                    "empty": "",
                },
            )
        )


def _in_name_order(catalogue: Catalogue) -> list[Record]:
    return sorted(catalogue.collections.values(), key=lambda record: record.label.casefold())


def _collection(record: Record) -> Context:
    return {
        "label": record.label,
        "path": record_path("collections", record),
        "count": count(len(record.entries), "entry", "entries"),
    }


def timeline_pages(catalogue: Catalogue, cards: Cards) -> Iterator[Page]:
    """Entries by the year in which they were published or begun."""
    timeline = index_page(
        "timeline/",
        "Timeline",
        "timeline.html",
        "Entries by the year in which the work was published or started.",
        {
            "lead": "What was published or started in each year, latest first.",
            "years": cards.by_year(catalogue.entries),
            "empty": "There are no entries yet.",
        },
    )
    yield from in_pages(timeline, "years", most=MOST_LINES)
