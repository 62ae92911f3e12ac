"""A collection held against two facets: how many entries stand where, and where there are none.

An entry counts once in a cell, a row, a column and the whole, however many of its terms lead there,
and under every wider term of its own ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry

LEVELS = 4
"""Shades of a cell that has entries."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A row or a column.

    wider: the term right above it in the vocabulary; empty at the top. depth: how many are above it.
    entries: those in its cells, each once, in the catalogue's order.
    """

    label: str
    wider: str
    depth: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceMap:
    """Entries by the terms of two facets. Lists of entries are in the catalogue's order.

    cells: by the labels of row and column; only cells that have entries.
    classified: entries with a term of both facets. unclassified: the others, with the facets they lack.
    left_out: how many terms, rows and columns together, are not shown because there are too many.
    """

    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    cells: Mapping[tuple[str, str], tuple[Entry, ...]]
    classified: tuple[Entry, ...]
    unclassified: tuple[tuple[Entry, tuple[str, ...]], ...]
    left_out: int

    @property
    def shades(self) -> tuple[int, ...]:
        """The least number of entries of each shade, lightest first, as `shades_between` gives them."""
        shown = [
            len(entries)
            for row in self.rows
            for column in self.columns
            if (entries := self.cells.get((row.label, column.label)))
        ]
        return shades_between(min(shown), max(shown)) if shown else ()


def cross_tabulate(
    catalogue: Catalogue, rows: str, columns: str, *, most_rows: int = 40, most_columns: int = 12
) -> EvidenceMap:
    """The map of two facets, named as in `FACETS`.

    Terms of the vocabulary have their row or column even where no entry has them, in the order of the
    vocabulary, with closer terms below their wider one. Of more than `most_rows` or `most_columns`
    those with most entries are kept.
    """
    of_row, of_column = _labels(catalogue, rows), _labels(catalogue, columns)
    cells: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    in_row: dict[str, list[Entry]] = defaultdict(list)
    in_column: dict[str, list[Entry]] = defaultdict(list)
    classified: list[Entry] = []
    unclassified: list[tuple[Entry, tuple[str, ...]]] = []
    for entry in catalogue.entries:
        own_rows, own_columns = of_row.get(entry.slug, ()), of_column.get(entry.slug, ())
        if not own_rows or not own_columns:
            lacking = [facet for facet, own in ((rows, own_rows), (columns, own_columns)) if not own]
            unclassified.append((entry, tuple(lacking)))
            continue
        classified.append(entry)
        for row in own_rows:
            in_row[row].append(entry)
            for column in own_columns:
                cells[row, column].append(entry)
        for column in own_columns:
            in_column[column].append(entry)
    all_rows, all_columns = _headings(catalogue, rows, in_row), _headings(catalogue, columns, in_column)
    shown_rows, shown_columns = _fullest(all_rows, most_rows), _fullest(all_columns, most_columns)
    return EvidenceMap(
        rows=shown_rows,
        columns=shown_columns,
        cells={labels: tuple(entries) for labels, entries in cells.items()},
        classified=tuple(classified),
        unclassified=tuple(unclassified),
        left_out=len(all_rows) - len(shown_rows) + len(all_columns) - len(shown_columns),
    )


def shades_between(least: int, most: int, levels: int = LEVELS) -> tuple[int, ...]:
    """The least number of each shade for counts from `least` to `most`: equal ratios, not equal steps.

    Counts spread over orders of magnitude, so equal steps would leave all cells but one pale.
    """
    return tuple(sorted({round(least * (most / least) ** (level / levels)) for level in range(levels)}))


def shade(count: int, shades: Sequence[int]) -> int:
    """The shade of a count, from one; zero for no entries."""
    return sum(count >= least for least in shades)


def _labels(catalogue: Catalogue, facet: str) -> dict[str, list[str]]:
    """For the slug of each entry, its terms, wider ones included."""
    found: dict[str, list[str]] = defaultdict(list)
    for label, entries in catalogue.by_facet[facet].items():
        for entry in entries:
            found[entry.slug].append(label)
    return found


def _headings(
    catalogue: Catalogue, facet: str, entries: Mapping[str, Sequence[Entry]]
) -> tuple[Heading, ...]:
    """The terms as an outline; terms that only entries have come last, from A to Z."""
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
    # Those in a circle have no top; a circle is an error, and still shown where errors are published.
    others = [term.label for term in known.terms] + sorted(catalogue.by_facet[facet], key=str.casefold)
    for label in others:
        found.setdefault(label, Heading(label, "", 0, tuple(entries.get(label, ()))))
    return tuple(found.values())


def _fullest(headings: Sequence[Heading], most: int) -> tuple[Heading, ...]:
    if len(headings) <= most:
        return tuple(headings)
    by_size = sorted(headings, key=lambda heading: -len(heading.entries))  # stable: else in their order
    kept = {heading.label for heading in by_size[:most]}
    return tuple(heading for heading in headings if heading.label in kept)
