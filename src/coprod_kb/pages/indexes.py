"""Pages that list entries: all, by type, collections, timeline; and the list of all such pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coprod_kb.collection.authorities import Record
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.front_matter.schema import EntryType
from coprod_kb.pages.cards import Cards
from coprod_kb.pages.page import (
    TYPE_LABELS,
    TYPE_PLURALS,
    Context,
    Page,
    index_page,
    letters,
    record_path,
    title_key,
)
from coprod_kb.pages.paging import MOST_LINES, in_pages, lettered
from coprod_kb.values.wording import count

TYPE_LEADS = {
    EntryType.PROJECT: "Work that people did together: what they planned, and what came of it.",
    EntryType.PAPER: "Research and practice papers, in plain words.",
    EntryType.REPORT: "Reports and reviews, with their main points first.",
}


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
    dated = sum(entry.year is not None for entry in catalogue.entries)
    mapped = len(catalogue.entries) if any(catalogue.by_facet.values()) else 0
    ways = [
        ("All entries", "entries/", "Every project, paper and report, by title.", len(catalogue.entries)),
        *(
            (
                TYPE_PLURALS[entry_type],
                f"{TYPE_PLURALS[entry_type].lower()}/",
                TYPE_LEADS[entry_type],
                len(catalogue.by_type[entry_type]),
            )
            for entry_type in EntryType
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
            len(catalogue.by_facet["places"]) if catalogue.located_places else 0,
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
                "note": ", ".join(filter(None, (TYPE_LABELS[entry.type], entry.when))),
            },
        )
        for entry in catalogue.entries
    ]
    page = index_page(
        "entries/",
        "All entries",
        "titles.html",
        "Every project, paper and report, by title.",
        {
            "lead": f"{count(len(items), 'entry', 'entries').capitalize()}, by title.",
            "letters": letters(items),
            "empty": "There are no entries yet.",
        },
    )
    yield from lettered(replace(page, section="browse/"))


def type_pages(catalogue: Catalogue, cards: Cards) -> Iterator[Page]:
    """The lists of projects, papers and reports, including empty ones."""
    for entry_type, entries in catalogue.by_type.items():
        plural = TYPE_PLURALS[entry_type]
        yield from in_pages(
            index_page(
                f"{plural.lower()}/",
                plural,
                "entries.html",
                TYPE_LEADS[entry_type],
                {
                    "lead": TYPE_LEADS[entry_type],
                    "count": count(len(entries), str(entry_type)),
                    "groups": cards.by_year(entries),
                    "empty": f"There are no {plural.lower()} here yet.",
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
