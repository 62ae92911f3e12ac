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
    entries_in_words,
    index_page,
    letters,
    number_of,
    record_path,
    title_key,
)
from coprod_kb.pages.paging import MOST_ENTRIES, MOST_LINES, in_pages, lettered
from coprod_kb.values.sorting import collated
from coprod_kb.values.translation import gettext, ngettext
from coprod_kb.values.wording import capitalised, in_list, in_words


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
        (gettext("All entries"), "entries/", _all_entries(catalogue), len(catalogue.entries)),
        (
            gettext("Questions"),
            "questions/",
            gettext("What people ask, and what the entries say about it."),
            len(catalogue.answers),
        ),
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
            gettext("Keywords"),
            "keywords/",
            gettext("What the work is about, from A to Z."),
            sum(bool(record.mentions) for record in catalogue.keywords.values()),
        ),
        (
            gettext("Organisations"),
            "organisations/",
            gettext("Who led, funded or joined the work."),
            len(catalogue.organisations),
        ),
        (
            gettext("People"),
            "people/",
            gettext("Authors, researchers and contributors."),
            len(catalogue.people),
        ),
        (
            gettext("Collections"),
            "collections/",
            gettext("Entries that belong together."),
            len(catalogue.collections),
        ),
        (gettext("Timeline"), "timeline/", gettext("Entries year by year."), dated),
        (
            gettext("Evidence map"),
            "map/",
            gettext("See where evidence exists, and where there are gaps."),
            mapped,
        ),
        (
            gettext("Places"),
            "places/",
            gettext("Where the work took place, on a map and as a list."),
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
            gettext("New and updated"),
            "new/",
            gettext("The latest additions and changes."),
            sum(bool(entry.added or entry.updated) for entry in catalogue.entries),
        ),
    ]
    return [
        {"label": label, "path": path, "text": text, "count": number}
        for label, path, text, number in ways
        if number
    ]


def title_pages(catalogue: Catalogue, cards: Cards) -> Iterator[Page]:
    """The list of all entries by title, to which the search leads without JavaScript.

    It has their summaries, so that a browser can find words in it.
    """
    items = [(title_key(entry.title), cards(entry)) for entry in catalogue.entries]
    page = index_page(
        "entries/",
        gettext("All entries"),
        "titles.html",
        _all_entries(catalogue),
        {
            "lead": capitalised(
                ngettext(
                    "{count} entry, by title.",
                    "{count} entries, by title.",
                    len(items),
                    count=in_words(len(items)),
                )
            ),
            "letters": letters(items),
            "empty": gettext("There are no entries yet."),
        },
    )
    yield from lettered(replace(page, section="browse/"), MOST_ENTRIES)


def _all_entries(catalogue: Catalogue) -> str:
    """“Every project, paper and report, by title.”"""
    return gettext("Every {nouns}, by title.", nouns=in_list([of_type.noun for of_type in catalogue.types]))


def type_pages(catalogue: Catalogue, cards: Cards) -> Iterator[Page]:
    """The list of the entries of each type, including empty ones."""
    for entry_type in catalogue.types:
        entries = catalogue.by_type[entry_type.name]
        yield from in_pages(
            index_page(
                entry_type.path,
                entry_type.plural,
                "entries.html",
                entry_type.description or gettext("{nouns} in this collection.", nouns=entry_type.plural),
                {
                    "lead": entry_type.description or "",
                    "count": capitalised(
                        number_of(in_words(len(entries)), len(entries), entry_type.noun, entry_type.nouns)
                    ),
                    "groups": cards.by_year(entries),
                    "empty": gettext("There are no {nouns} here yet.", nouns=entry_type.nouns),
                },
            )
        )


def collection_pages(catalogue: Catalogue, cards: Cards) -> Iterator[Page]:
    """The list of collections, and a page for each."""
    yield index_page(
        "collections/",
        gettext("Collections"),
        "collections.html",
        gettext("Groups of entries."),
        {
            "lead": gettext("Groups of entries that belong together."),
            "collections": [_collection(record) for record in _in_name_order(catalogue)],
            "empty": gettext("There are no collections yet."),
        },
    )
    for record in catalogue.collections.values():
        yield from in_pages(
            Page(
                path=record_path("collections", record),
                title=record.label,
                template="entries.html",
                description=gettext("The entries of the collection “{name}”.", name=record.label),
                section="collections/",
                trail=[(gettext("Home"), ""), (gettext("Collections"), "collections/")],
                own={
                    "lead": "",
                    "count": capitalised(entries_in_words(len(record.entries))),
                    "groups": cards.by_type(record.entries),
                    "empty": "",
                },
            )
        )


def _in_name_order(catalogue: Catalogue) -> list[Record]:
    return sorted(catalogue.collections.values(), key=lambda record: collated(record.label))


def _collection(record: Record) -> Context:
    return {
        "label": record.label,
        "path": record_path("collections", record),
        "count": entries_in_words(len(record.entries)),
    }


def timeline_pages(catalogue: Catalogue, cards: Cards) -> Iterator[Page]:
    """Entries by the year in which they were published or begun."""
    timeline = index_page(
        "timeline/",
        gettext("Timeline"),
        "timeline.html",
        gettext("Entries by the year in which the work was published or started."),
        {
            "lead": gettext("What was published or started in each year, latest first."),
            "years": cards.by_year(catalogue.entries),
            "empty": gettext("There are no entries yet."),
        },
    )
    yield from in_pages(timeline, "years", most=MOST_LINES)
