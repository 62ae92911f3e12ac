"""Evidence maps: the entries of a collection by the terms of two facets, which shows where there are none.

An entry also counts under the broader terms of its own terms. It counts once in each cell, row and column and once in
the whole map, however many of its terms lead there. An entry without a term of a facet counts as “not stated”, so the map
holds every entry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coprod_kb.collection.catalogue import NOT_STATED, Catalogue
from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.entry_types import EntryType
from coprod_kb.front_matter.facets import Facet

LEVELS = 4
"""Number of shades for cells that have entries."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a row or a column.

    wider: the label of the term directly above it in the vocabulary; empty at the top. depth: number of terms above it.
    entries: those in its cells, each once, in the order of the catalogue.
    """

    label: str
    wider: str
    depth: int
    entries: tuple[Entry, ...]

    @property
    def is_stated(self) -> bool:
        """Whether the row or column stands for a term; else it counts the entries without one."""
        return self.label != NOT_STATED


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceMap:
    """Entries by the terms of two facets. Lists of entries are in the order of the catalogue.

    facets: of the rows and of the columns.
    rows, columns: the terms, then “not stated”; empty if the facet has no terms at all.
    cells: by the labels of row and column; empty cells are absent.
    entries: all entries. left_out: number of rows and columns that are not shown because there are too many.
    types: of entries, in their order.
    """

    facets: tuple[Facet, Facet]
    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    cells: Mapping[tuple[str, str], tuple[Entry, ...]]
    entries: tuple[Entry, ...]
    left_out: int
    types: tuple[EntryType, ...]

    @property
    def shades(self) -> tuple[int, ...]:
        """The least number of entries for each shade, palest first; empty if no entry has terms of both facets."""
        shown = [
            len(entries)
            for row in self.rows
            for column in self.columns
            if row.is_stated and column.is_stated and (entries := self.cells.get((row.label, column.label)))
        ]
        return shades_between(min(shown), max(shown)) if shown else ()


def cross_tabulate(
    catalogue: Catalogue, rows: str, columns: str, *, most_rows: int = 40, most_columns: int = 12
) -> EvidenceMap:
    """The map of two facets. rows, columns: names of the facets.

    Every term of the vocabulary has a row or column, with or without entries, in the order of the vocabulary and with
    narrower terms below their broader term. If there are more terms than `most_rows` or `most_columns`, those with the
    most entries are kept.
    """
    of_row, of_column = _labels(catalogue, rows), _labels(catalogue, columns)
    cells: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    in_row: dict[str, list[Entry]] = defaultdict(list)
    in_column: dict[str, list[Entry]] = defaultdict(list)
    for entry in catalogue.entries:
        for row in of_row[entry.slug]:
            in_row[row].append(entry)
            for column in of_column[entry.slug]:
                cells[row, column].append(entry)
        for column in of_column[entry.slug]:
            in_column[column].append(entry)
    all_rows, all_columns = outline(catalogue, rows, in_row), outline(catalogue, columns, in_column)
    shown_rows, shown_columns = _fullest(all_rows, most_rows), _fullest(all_columns, most_columns)
    facet_of = catalogue.vocabulary.description.facet_of
    return EvidenceMap(
        facets=(facet_of[rows], facet_of[columns]),
        rows=_with_unstated(shown_rows, in_row),
        columns=_with_unstated(shown_columns, in_column),
        cells={labels: tuple(entries) for labels, entries in cells.items()},
        entries=catalogue.entries,
        left_out=len(all_rows) - len(shown_rows) + len(all_columns) - len(shown_columns),
        types=catalogue.types,
    )


def shades_between(least: int, most: int, levels: int = LEVELS) -> tuple[int, ...]:
    """The least number for each shade of counts from `least` to `most`, palest first, in equal ratios.

    Counts differ by orders of magnitude, so with equal steps all cells but one would be pale.
    """
    return tuple(sorted({round(least * (most / least) ** (level / levels)) for level in range(levels)}))


def shade(count: int, shades: Sequence[int]) -> int:
    """The number of the shade for a count: 1 for the palest, 0 for no entries."""
    return sum(count >= least for least in shades)


def _labels(catalogue: Catalogue, facet: str) -> dict[str, list[str]]:
    """The terms of each entry, including broader ones, by the slug of the entry; or “not stated”."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in catalogue.without_terms(facet):
        found[entry.slug].append(NOT_STATED)
    for label, entries in catalogue.by_facet[facet].items():
        for entry in entries:
            found[entry.slug].append(label)
    return found


def outline(catalogue: Catalogue, facet: str, entries: Mapping[str, Sequence[Entry]]) -> tuple[Heading, ...]:
    """A heading for each term of the vocabulary, as an outline; then those for other terms of entries, from A to Z."""
    known = catalogue.vocabulary.facet(facet)
    below: dict[str, list[str]] = defaultdict(list)
    for term in known.terms:
        wider = next((above.label for name in term.broader if (above := known.find(name))), "")
        below[wider].append(term.label)
    found: dict[str, Heading] = {}
    waiting = [(label, "", 0) for label in reversed(below[""])]
    while waiting:
        label, wider, depth = waiting.pop()
        if label not in found:
            found[label] = Heading(label, wider, depth, tuple(entries.get(label, ())))
            waiting += [(closer, label, depth + 1) for closer in reversed(below[label])]
    # Terms in a circle have no top. A circle is an error, but entries with errors may be published.
    others = [term.label for term in known.terms] + sorted(catalogue.by_facet[facet], key=str.casefold)
    for label in others:
        found.setdefault(label, Heading(label, "", 0, tuple(entries.get(label, ()))))
    return tuple(found.values())


def _with_unstated(
    headings: tuple[Heading, ...], entries: Mapping[str, Sequence[Entry]]
) -> tuple[Heading, ...]:
    """The headings and that for entries without a term, which is there with and without entries."""
    if not headings or not all(heading.is_stated for heading in headings):
        return headings
    return (*headings, Heading(NOT_STATED, "", 0, tuple(entries.get(NOT_STATED, ()))))


def _fullest(headings: Sequence[Heading], most: int) -> tuple[Heading, ...]:
    if len(headings) <= most:
        return tuple(headings)
    by_size = sorted(
        headings, key=lambda heading: -len(heading.entries)
    )  # stable: equal ones keep their order
    kept = {heading.label for heading in by_size[:most]}
    return tuple(heading for heading in headings if heading.label in kept)
