"""A collection held against two facets: counts agree with the front matter, and totals count each entry once."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_kb.collection.evidence_map import EvidenceMap, cross_tabulate, shade, shades_between
from coprod_kb.entries.model import Entry
from coprod_kb.pages.maps import EACH_ONCE, map_csv
from coprod_kb.records.formats.csv_columns import MARK
from tests.conftest import collect

FACETS = """
setting:
  - label: care
  - label: home
  - label: hospital
    broader: [care]
  - label: ward
    aliases: [unit]
    broader: [hospital]
outcomes:
  - label: staff
  - label: people
"""
BELOW = {
    "care": {"care", "hospital", "ward"},
    "hospital": {"hospital", "ward"},
    "ward": {"ward"},
    "home": {"home"},
}


def drawn(entries: Mapping[str, Mapping[str, Any]], facets: str = FACETS, **most: int) -> EvidenceMap:
    found = collect(entries, {"facets": facets})
    return cross_tabulate(found.catalogue, "setting", "outcomes", **most)


def slugs(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.slug for entry in entries]


def test_rows_are_the_vocabulary_as_an_outline_also_where_they_are_empty() -> None:
    rows = drawn({}).rows
    assert [(row.label, row.wider, row.depth) for row in rows] == [
        ("care", "", 0),
        ("hospital", "care", 1),
        ("ward", "hospital", 2),
        ("home", "", 0),
        ("not stated", "", 0),
    ]
    assert [column.label for column in drawn({}).columns] == ["staff", "people", "not stated"]


def test_an_entry_counts_in_wider_terms_and_once_in_each_total() -> None:
    found = drawn({"a": {"setting": ["unit", "hospital", "home"], "outcomes": ["people", "staff"]}})
    assert {labels: slugs(entries) for labels, entries in found.cells.items()} == {
        (row, column): ["a"] for row in ("care", "hospital", "ward", "home") for column in ("staff", "people")
    }
    assert [slugs(row.entries) for row in found.rows] == [["a"]] * 4 + [[]]
    assert [slugs(column.entries) for column in found.columns] == [["a"], ["a"], []]
    assert slugs(found.entries) == ["a"]


def test_an_entry_without_a_term_is_not_stated() -> None:
    found = drawn(
        {
            "both": {"setting": ["home"], "outcomes": ["people"], "date": "2003"},
            "half": {"setting": ["home"], "date": "2002"},
            "none": {"date": "2001"},
        }
    )
    assert {labels: slugs(entries) for labels, entries in found.cells.items()} == {
        ("home", "people"): ["both"],
        ("home", "not stated"): ["half"],
        ("not stated", "not stated"): ["none"],
    }
    assert found.shades == (1,)


def test_without_a_vocabulary_the_terms_of_entries_make_the_map() -> None:
    entries = {"a": {"setting": ["Zoo", "attic"], "outcomes": ["x"]}}
    assert [row.label for row in drawn(entries, "places: []").rows] == ["attic", "Zoo", "not stated"]
    assert drawn({"a": {}}, "places: []").rows == ()


def test_of_too_many_terms_the_fullest_are_kept_in_their_order() -> None:
    entries = {f"e{n}": {"setting": [label], "outcomes": ["x"]} for n, label in enumerate("cbbaaa")}
    found = drawn(entries, "places: []", most_rows=2, most_columns=1)
    assert [row.label for row in found.rows] == ["a", "b", "not stated"]
    assert found.left_out == 1
    assert len(found.entries) == 6


def test_a_circle_in_the_vocabulary_still_gives_each_term_its_row() -> None:
    circle = "setting:\n- {label: a, broader: [b]}\n- {label: b, broader: [a]}\n- {label: top}\noutcomes: [{label: x}]"
    found = drawn({"one": {"setting": ["a"], "outcomes": ["x"]}}, circle)
    assert sorted(row.label for row in found.rows if row.is_stated) == ["a", "b", "top"]


TERMS = st.lists(st.sampled_from(["care", "home", "hospital", "ward"]), max_size=4, unique=True)
GAINS = st.lists(st.sampled_from(["staff", "people"]), max_size=2, unique=True)
KINDS = st.sampled_from(["project", "paper", "report"])


@pytest.mark.slow
@given(st.lists(st.tuples(TERMS, GAINS, KINDS), max_size=6))
def test_cells_totals_and_csv_equal_sets_computed_from_the_front_matter(
    given_entries: list[tuple[list[str], list[str], str]],
) -> None:
    entries = {
        f"e{number}": {"setting": setting or None, "outcomes": gains or None, "type": kind}
        for number, (setting, gains, kind) in enumerate(given_entries)
    }
    found = drawn(entries)
    on_map = set(entries)
    in_row = {
        row: {slug for slug in on_map if BELOW[row] & set(entries[slug]["setting"] or [])} for row in BELOW
    } | {"not stated": {slug for slug in on_map if not entries[slug]["setting"]}}
    in_column = {
        column: {slug for slug in on_map if column in (entries[slug]["outcomes"] or [])}
        for column in ("staff", "people")
    } | {"not stated": {slug for slug in on_map if not entries[slug]["outcomes"]}}
    for row, of_row in in_row.items():
        for column, of_column in in_column.items():
            assert set(slugs(found.cells.get((row, column), ()))) == of_row & of_column
    assert {row.label: set(slugs(row.entries)) for row in found.rows} == in_row
    assert {column.label: set(slugs(column.entries)) for column in found.columns} == in_column
    assert set(slugs(found.entries)) == on_map

    lines = list(csv.DictReader(map_csv(found).removeprefix(MARK).splitlines()))
    assert len(lines) == 5 * 4 + 3 + 1
    for line in lines:
        of_row = on_map if line["Setting"] == EACH_ONCE else in_row[line["Setting"]]
        of_column = on_map if line["Outcomes"] == EACH_ONCE else in_column[line["Outcomes"]]
        counted = of_row & of_column
        assert int(line["Entries"]) == len(counted)
        for kind in ("project", "paper", "report"):
            of_kind = {slug for slug in counted if entries[slug]["type"] == kind}
            assert int(line[f"{kind.capitalize()}s"]) == len(of_kind)


# --- Shades -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("least", "most", "expected"),
    [
        (1, 1, (1,)),
        (1, 2, (1, 2)),
        (1, 4, (1, 2, 3)),
        (1, 16, (1, 2, 4, 8)),
        (1, 10_000, (1, 10, 100, 1000)),
        (100, 1600, (100, 200, 400, 800)),
        (7, 7, (7,)),
    ],
)
def test_shades_follow_ratios(least: int, most: int, expected: tuple[int, ...]) -> None:
    assert shades_between(least, most) == expected


def test_a_map_without_entries_has_no_shades() -> None:
    assert drawn({}).shades == ()


@given(st.integers(1, 100_000), st.integers(0, 100_000), st.integers(0, 100_000))
def test_no_entries_have_no_shade_and_more_are_never_paler(least: int, more: int, count: int) -> None:
    shades = shades_between(least, least + more)
    assert shades[0] == least
    assert len(shades) <= 4
    assert shade(0, shades) == 0
    assert shade(count, shades) <= shade(count + 1, shades)


@pytest.mark.parametrize("term", ["=1+1", "+1", "-1", "@x", "=HYPERLINK(1)", "＝1"])
def test_terms_that_look_like_formulas_stay_text_in_the_csv(term: str) -> None:
    found = drawn({"a": {"setting": [term], "outcomes": ['so, "quoted"']}}, "places: []")
    line = next(csv.reader(map_csv(found).splitlines()[1:]))
    assert line == [f"'{term}", 'so, "quoted"', "1", "1", "0", "0"]
