"""The evidence maps: tables that count entries by two facets and show where there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from urllib.parse import urlencode

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.collection.evidence_map import EvidenceMap, Heading, cross_tabulate, shade
from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.appearance import icon
from coprod_kb.front_matter.entry_types import EntryType
from coprod_kb.front_matter.facets import Facet
from coprod_kb.front_matter.presentation import MapChoice
from coprod_kb.pages.browse import browse_path
from coprod_kb.pages.cards import Cards
from coprod_kb.pages.page import Context, Page, entries_in_words, index_page, link, separated
from coprod_kb.project.settings import Settings
from coprod_kb.records.exporters.csv_table import csv_text
from coprod_kb.values.names import UniqueNames, slug_of
from coprod_kb.values.translation import N_, gettext, ngettext
from coprod_kb.values.wording import figures, in_words

MAIN = "map/"
"""The address of the first map; the others are below it."""

MOST_LISTED = 600
"""Approximate maximum number of entries in all lists below the table together."""

LONGEST_LIST = 20
"""Maximum number of entries in the list of one cell."""

Drawn = tuple[MapChoice, EvidenceMap]
"""A map of the settings with its numbers."""


def drawn_maps(catalogue: Catalogue, settings: Settings) -> list[Drawn]:
    """Every map of the settings whose facets the collection has, the main one first."""
    known = catalogue.vocabulary.description.facet_of
    return [
        (choice, cross_tabulate(catalogue, choice.rows, choice.columns))
        for choice in settings.maps
        if choice.rows in known and choice.columns in known
    ]


def map_path(index: int, choice: MapChoice) -> str:
    """The address of a map. index: its position in the settings; 0 is the main map."""
    return f"{MAIN}{choice.slug}/" if index else MAIN


def csv_path(index: int, choice: MapChoice) -> str:
    """The address of the map as CSV. index: as in `map_path`."""
    return f"{MAIN}{choice.slug}.csv" if index else "map.csv"


def map_pages(maps: Sequence[Drawn], cards: Cards, places: str) -> Iterator[Page]:
    """A page for each map. places: the address of the place map; empty if there is none."""
    for index in range(len(maps)):
        yield _map_page(index, maps, cards, places)


def _map_page(index: int, maps: Sequence[Drawn], cards: Cards, places: str) -> Page:
    choice, evidence = maps[index]
    path = map_path(index, choice)
    rows, columns = evidence.facets
    context: Context = {
        "lead": gettext("See where this collection has evidence, and where it has gaps."),
        "caption": choice.title,
        "axes": [
            {"name": facet.label, "side": axis, "meaning": _lower(facet.description)}
            for axis, facet in (("row", rows), ("column", columns))
        ],
        "corner": f"{rows.label} / {columns.label}",
        **_grid(evidence),
        "facets": {"rows": rows.in_addresses, "columns": columns.in_addresses},
        "shades": list(evidence.shades),
        "years": _years(evidence.entries),
        "legend": _legend(evidence.shades),
        **_bars(evidence),
        "types": separated(
            [
                {
                    "type": of_type.name,
                    "label": of_type.plural,
                    "noun": of_type.noun,
                    "nouns": of_type.nouns,
                    "icon": icon(of_type.icon, index),
                }
                for index, of_type in enumerate(evidence.types)
            ]
        ),
        "nests": [
            {"wider": heading.wider, "closer": heading.label}
            for heading in (*evidence.rows, *evidence.columns)
            if heading.wider
        ][:1],
        "left_out": ngettext(
            "{count} term", "{count} terms", evidence.left_out, count=in_words(evidence.left_out)
        )
        if evidence.left_out
        else "",
        "lists": _lists(evidence, cards),
        "csv": csv_path(index, choice),
        "places": places,
        "others": [
            *([link(gettext("Places on a map"), places)] if places else []),
            *(
                link(other.title, map_path(position, other))
                for position, (other, _) in enumerate(maps)
                if position != index
            ),
        ],
    }
    description = gettext(
        "An evidence map: {subject}, with the gaps in this collection.", subject=_lower(choice.title)
    )
    if not index:
        return index_page(path, gettext("Evidence map"), "map.html", description, context)
    return Page(
        path=path,
        title=choice.title,
        template="map.html",
        description=description,
        section=MAIN,
        trail=[(gettext("Home"), ""), (gettext("Evidence map"), MAIN)],
        own=context,
    )


def _lower(sentence: str) -> str:
    """A sentence as part of another: “Where the work takes place.” becomes “where the work takes place”."""
    return (sentence[:1].lower() + sentence[1:]).removesuffix(".")


# --- The table --------------------------------------------------------------------------------------


def _grid(evidence: EvidenceMap) -> Context:
    """Columns, rows with their cells, and the total number of entries."""
    cells = _cells(evidence)
    return {
        "columns": [_heading(column) for column in evidence.columns],
        "rows": [
            _heading(row)
            | {
                "cells": [
                    cells[row.label, column.label] | _cell_details(evidence, row, column)
                    for column in evidence.columns
                ]
            }
            for row in evidence.rows
        ],
        "total": figures(len(evidence.entries)),
    }


def _heading(heading: Heading) -> Context:
    return {
        "value": heading.label,
        "label": _shown(heading),
        "stated": heading.is_stated,
        "wider": heading.wider,
        "depth": min(heading.depth, 3),
        "count": figures(len(heading.entries)),
        "word": _noun(len(heading.entries)),
    }


def _shown(heading: Heading) -> str:
    return heading.label if heading.is_stated else gettext("not stated")


def _noun(number: int) -> str:
    """The word behind a number that stands by itself."""
    return ngettext("entry", "entries", number)


def _cells(evidence: EvidenceMap) -> dict[tuple[str, str], Context]:
    """What every form of the map shows of a cell, by the labels of row and column.

    id: the HTML id of the cell, which changes only if the terms change. shade: 0 for empty cells and for entries whose
    terms are not stated.
    """
    shades = evidence.shades
    rows, columns = _slugs(evidence.rows), _slugs(evidence.columns)
    cells = {}
    for row, column in product(evidence.rows, evidence.columns):
        labels = row.label, column.label
        number = len(evidence.cells.get(labels, ()))
        stated = row.is_stated and column.is_stated
        cells[labels] = {
            "id": f"kb-cell-{rows[row.label]}--{columns[column.label]}",
            "number": number,
            "count": figures(number),
            "stated": stated,
            "shade": shade(number, shades) if stated else 0,
            "word": _noun(number),
            "about": f"{_spoken(row, evidence.facets[0])}, {_spoken(column, evidence.facets[1])}",
        }
    return cells


def _spoken(heading: Heading, facet: Facet) -> str:
    """The heading where its table is not seen: “hospital”, “outcomes not stated”."""
    return heading.label if heading.is_stated else gettext("{facet} not stated", facet=_lower(facet.label))


def _slugs(headings: Iterable[Heading]) -> dict[str, str]:
    """A different slug for each label. No slug has two hyphens in a row."""
    slugs = UniqueNames()
    return {heading.label: slugs.claim(slug_of(heading.label)) for heading in headings}


def _cell_details(evidence: EvidenceMap, row: Heading, column: Heading) -> Context:
    """types: the number of entries of each type. query: the terms of an empty cell, to fill the form for a new entry."""
    entries = evidence.cells.get((row.label, column.label), ())
    rows, columns = evidence.facets
    is_gap = not entries and row.is_stated and column.is_stated
    return {
        "types": _types(entries, evidence.types),
        "query": urlencode({rows.name: row.label, columns.name: column.label}) if is_gap else "",
    }


def _types(entries: Iterable[Entry], types: Iterable[EntryType]) -> list[Context]:
    counts = Counter(entry.type for entry in entries)
    return [
        {
            "type": of_type.name,
            "number": number,
            "count": figures(number),
            "word": of_type.noun if number == 1 else of_type.nouns,
        }
        for of_type in types
        if (number := counts[of_type.name])
    ]


def _years(entries: Iterable[Entry]) -> list[int]:
    """Every year from the first to the last of these entries."""
    known = {year for entry in entries for year in entry.years}
    return list(range(min(known), max(known) + 1)) if known else []


def _bars(evidence: EvidenceMap) -> Context:
    """A bar for each row and column, with a part for each type. unit: the length of one entry; the longest bar has 100."""
    axes = tuple(zip(evidence.facets, (evidence.rows, evidence.columns), strict=True))
    most = max((len(heading.entries) for _, headings in axes for heading in headings), default=0)
    unit = round(100 / max(1, most), 4)
    groups = []
    for facet, headings in axes:
        bars = []
        for heading in headings:
            types, start = _types(heading.entries, evidence.types), 0.0
            for part in types:
                part |= {"x": round(start, 2), "width": round(part["number"] * unit, 2)}
                start += part["number"] * unit
            bars.append(_heading(heading) | {"types": types})
        groups.append({"name": facet.label, "facet": facet.in_addresses, "bars": bars})
    return {"unit": unit, "bars": groups}


def _legend(shades: Sequence[int]) -> list[Context]:
    """The number of entries for each shade: “1”, “2 to 4”, “5 or more”."""
    steps = []
    for position, least in enumerate(shades, start=1):
        most = shades[position] - 1 if position < len(shades) else None
        label = (
            figures(least)
            if least == most
            else gettext("{least} to {most}", least=figures(least), most=figures(most))
            if most
            else gettext("{least} or more", least=figures(least))
        )
        steps.append({"shade": position, "label": label})
    return steps


def small_map(maps: Sequence[Drawn], most: int = 6) -> Context:
    """The main map for the home page: numbers for top terms only; empty if the map has no entries.

    most: maximum number of rows, and of columns.
    """
    if not maps:
        return {}
    choice, evidence = maps[0]
    rows = [row for row in evidence.rows if row.is_stated and not row.depth][:most]
    columns = [column for column in evidence.columns if column.is_stated and not column.depth][:most]
    if not evidence.shades:
        return {}
    cells = _cells(evidence)
    return {
        "title": choice.title,
        "path": MAIN,
        "corner": f"{evidence.facets[0].label} / {evidence.facets[1].label}",
        "columns": [column.label for column in columns],
        "rows": [
            {"label": row.label, "cells": [cells[row.label, column.label] for column in columns]}
            for row in rows
        ],
    }


# --- What is behind it ------------------------------------------------------------------------------


def _lists(evidence: EvidenceMap, cards: Cards) -> list[Context]:
    """The entries of each cell, by row. A long list has the newest entries and a link to all of them in Browse."""
    rows, columns = evidence.facets
    cells = _cells(evidence)
    filled = sum(labels in evidence.cells for labels in cells)
    most = max(3, min(LONGEST_LIST, MOST_LISTED // max(1, filled)))
    lists: dict[str, list[Context]] = {}
    for row, column in product(evidence.rows, evidence.columns):
        labels = row.label, column.label
        if entries := evidence.cells.get(labels):
            lists.setdefault(_spoken(row, evidence.facets[0]), []).append(
                {
                    "label": _spoken(column, evidence.facets[1]),
                    "id": cells[labels]["id"],
                    "count": entries_in_words(len(entries)),
                    "entries": cards.of(entries[:most]),
                    "all": gettext("All {count} in Browse", count=figures(len(entries)))
                    if len(entries) > most
                    else "",
                    "query": browse_path(
                        rows.in_addresses, row.label, (columns.in_addresses, column.label)
                    ).partition("?")[2],
                }
            )
    return [{"label": label, "cells": of_row} for label, of_row in lists.items()]


# --- As a table for other programs ------------------------------------------------------------------


def map_csv(evidence: EvidenceMap) -> str:
    """The map with a row for each cell, including empty ones, and for each total."""
    return csv_text(_csv_rows(evidence))


def _csv_rows(evidence: EvidenceMap) -> Iterator[list[object]]:
    yield [
        *(facet.label for facet in evidence.facets),
        gettext("Entries"),
        *(of_type.plural for of_type in evidence.types),
    ]
    names = [of_type.name for of_type in evidence.types]
    for row in evidence.rows:
        for column in evidence.columns:
            entries = evidence.cells.get((row.label, column.label), ())
            yield _csv_row(row.label, column.label, entries, names)
        yield _csv_row(row.label, gettext(EACH_ONCE), row.entries, names)
    for column in evidence.columns:
        yield _csv_row(gettext(EACH_ONCE), column.label, column.entries, names)
    yield _csv_row(gettext(EACH_ONCE), gettext(EACH_ONCE), evidence.entries, names)


EACH_ONCE = N_("All (each entry once)")


def _csv_row(row: str, column: str, entries: Sequence[Entry], types: Sequence[str]) -> list[object]:
    counts = Counter(entry.type for entry in entries)
    return [row, column, len(entries), *(counts[name] for name in types)]
