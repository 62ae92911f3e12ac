"""The pages of the evidence maps, and what `mkdocs.yml` says about them."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import pytest
import yaml

from coprod_kb.collection.evidence_map import cross_tabulate
from coprod_kb.collection.site import Snapshot, open_site
from coprod_kb.pages import Page, all_pages, page_files
from coprod_kb.pages.maps import LONGEST_LIST
from coprod_kb.project.configuration import configuration_faults
from coprod_kb.project.evidence_maps import DEFAULT_MAPS, MapChoice
from coprod_kb.project.settings import Settings
from coprod_kb.publishing.search.facets import facet_index
from tests import ROOT
from tests.conftest import CO_PRODUCTION, collect, pages_by_path

FACETS = """
setting:
  - label: health & care
  - label: hospital
    broader: [health & care]
outcomes:
  - label: people
"""


def map_of(entries: dict[str, dict[str, Any]], facets: str = FACETS) -> Page:
    return pages_by_path(collect(entries, {"facets": facets}))["map/"]


def test_a_cell_counts_types_and_lists_its_entries() -> None:
    both = {"setting": ["hospital"], "outcomes": ["people"]}
    context = map_of({"a": both, "b": {**both, "type": "paper"}, "c": {**both, "type": "paper"}}).context
    hospital = context["rows"][1]
    assert (hospital["label"], hospital["wider"], hospital["count"]) == ("hospital", "health & care", "3")
    cell, unstated = hospital["cells"]
    assert unstated["number"] == 0
    assert (cell["count"], cell["word"], cell["query"]) == ("3", "entries", "")
    assert [(counted["type"], counted["count"], counted["word"]) for counted in cell["types"]] == [
        ("project", "1", "project"),
        ("paper", "2", "papers"),
    ]
    [listed] = [found for row in context["lists"] for found in row["cells"] if found["id"] == cell["id"]]
    assert [card["path"] for card in listed["entries"]] == ["entries/a/", "entries/b/", "entries/c/"]
    assert listed["all"] == ""
    assert context["total"] == "3"


def test_an_empty_cell_links_to_the_form_with_both_terms() -> None:
    context = map_of({"a": {"setting": ["health & care"], "outcomes": ["people"]}}).context
    cell, _ = context["rows"][1]["cells"]
    assert (cell["count"], cell["shade"], cell["types"]) == ("0", 0, [])
    assert parse_qs(cell["query"]) == {"setting": ["hospital"], "outcomes": ["people"]}
    assert [row["label"] for row in context["lists"]] == ["health & care"]


def test_a_long_list_is_cut_and_links_to_all_in_browse() -> None:
    many = {f"e{n}": {"setting": ["hospital"], "outcomes": ["people"]} for n in range(LONGEST_LIST + 1)}
    [listed] = map_of(many).context["lists"][1]["cells"]
    assert len(listed["entries"]) == LONGEST_LIST
    assert listed["all"] == f"All {LONGEST_LIST + 1} in Browse"
    assert parse_qs(listed["query"]) == {"setting": ["hospital"], "outcomes": ["people"]}


def test_cells_of_what_is_not_stated_have_their_entries_and_no_form() -> None:
    context = map_of({"a": {"setting": ["hospital"]}, "b": {"type": "report"}}).context
    rows = {row["label"]: row["cells"] for row in context["rows"]}
    shown = [(cell["count"], cell["stated"], cell["shade"], cell["query"]) for cell in rows["not stated"]]
    assert shown == [("0", False, 0, ""), ("1", False, 0, "")]
    assert [(row["label"], [cell["label"] for cell in row["cells"]]) for row in context["lists"]] == [
        ("health & care", ["outcomes not stated"]),
        ("hospital", ["outcomes not stated"]),
        ("setting not stated", ["outcomes not stated"]),
    ]
    assert (context["legend"], context["total"]) == ([], "2")


def test_totals_agree_with_browse(snapshot: Snapshot) -> None:
    """Those of the miniature, and of the collection that comes with the program."""
    for catalogue in (snapshot.catalogue, open_site(ROOT).read().catalogue):
        index = {facet["name"]: facet for facet in facet_index(catalogue)["facets"]}
        for facet, parameter in ((facet.name, facet.in_addresses) for facet in CO_PRODUCTION.facets):
            browse = index[parameter]
            in_browse = dict(zip(browse["values"], map(len, browse["entries"]), strict=True))
            other = "stage" if facet == "setting" else "setting"
            rows = cross_tabulate(catalogue, facet, other, most_rows=1000).rows
            assert {row.label: len(row.entries) for row in rows if row.entries} == in_browse
            assert {entry for row in rows for entry in row.entries} <= set(catalogue.entries)


def test_maps_without_terms_have_pages() -> None:
    page = map_of({"a": {}}, facets="")
    assert (page.context["rows"], page.context["columns"]) == ([], [])


def test_ids_of_cells_are_unique() -> None:
    facets = "setting: [{label: 'a!'}, {label: 'a?'}, {label: 'a--1'}]\noutcomes: [{label: x}]"
    rows = pages_by_path(collect({}, {"facets": facets}))["map/"].context["rows"]
    assert len({cell["id"] for row in rows for cell in row["cells"]}) == 4 * 2


# --- What the project chooses -----------------------------------------------------------------------

CHOSEN = [
    {"title": "First", "rows": "stage", "columns": "setting"},
    {"title": "Where & how", "rows": "places", "columns": "evidence"},
]


def config(maps: Any) -> dict[str, Any]:
    return {"site_name": "A", "plugins": ["search", {"coprod_kb": {"maps": maps}}]}


def test_further_maps_have_addresses_and_tables_of_their_own() -> None:
    settings = Settings.of(config(CHOSEN))
    assert settings.maps == (
        MapChoice("First", "stage", "setting"),
        MapChoice("Where & how", "places", "evidence"),
    )
    catalogue = collect({"a": {}}).catalogue
    pages = {page.path: page for page in all_pages(catalogue, settings)}
    assert pages["map/where-how/"].context["csv"] == "map/where-how.csv"
    assert pages["map/where-how/"].trail == [("Home", ""), ("Evidence map", "map/")]
    assert [other["path"] for other in pages["map/"].context["others"]] == ["map/where-how/"]
    tables = {path for path, _ in page_files(catalogue, settings) if path.endswith(".csv")}
    assert tables == {"map.csv", "map/where-how.csv"}


@pytest.mark.parametrize("maps", [None, [], "x", [{"title": "A"}], ["x"], [{**CHOSEN[0], "rows": "mood"}]])
def test_without_a_valid_choice_there_are_the_default_maps(maps: Any) -> None:
    assert Settings.of(config(maps)).maps == DEFAULT_MAPS


def faults(text: str) -> list[tuple[int | None, str]]:
    whole = f"site_name: A\nplugins:\n  - coprod_kb:\n      maps:\n{text}"
    found = configuration_faults(yaml.safe_load(whole), "mkdocs.yml", whole.encode())
    assert {fault.code for fault in found} <= {"evidence-map"}
    assert all(fault.hint for fault in found)
    return [(fault.line, fault.message) for fault in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("      - {title: A, rows: stage, columns: evidence}\n", []),
        ("        x: 1\n", [(5, "`maps` is not a list.")]),
        ("      - stage\n", [(5, "This is not a map with a title, rows and columns.")]),
        (
            "      - title: A\n        rows: stages\n        columns: evidence\n",
            [(6, "`stages` is not a facet.")],
        ),
        ("      - title: A\n        rows: stage\n", [(5, "The map has no `columns`.")]),
        ("      - rows: stage\n        columns: evidence\n", [(5, "The map has no title.")]),
        (
            "      - title: A\n        rows: stage\n        columns: stage\n",
            [(7, "Rows and columns are the same facet.")],
        ),
        (
            "      - {title: A b, rows: stage, columns: evidence}\n      - {title: a-b, rows: stage, columns: setting}\n",
            [(6, "The address of a map called “a-b” is taken.")],
        ),
        (
            "      - {title: A, rows: stage, columns: evidence, colour: red}\n",
            [(5, "A map has no `colour`.")],
        ),
    ],
)
def test_a_map_that_cannot_be_drawn_is_reported(text: str, expected: list[tuple[int, str]]) -> None:
    assert faults(text) == expected


def test_a_facet_is_guessed_and_a_mapping_of_plugins_is_read() -> None:
    written = {"plugins": {"coprod_kb": {"maps": [{"title": "A", "rows": "stages", "columns": "setting"}]}}}
    text = yaml.safe_dump(written, sort_keys=False)
    [found] = configuration_faults(written, "mkdocs.yml", text.encode())
    assert found.hint == "Did you mean “stage”? The facets are setting, stage, outcomes, evidence, places."
    assert found.line == 5


# --- The small map on the home page ---------------------------------------------------------------------


def test_the_home_page_has_the_top_terms_of_the_map() -> None:
    entries = {"a": {"setting": ["hospital"], "outcomes": ["people"]}}
    pages = pages_by_path(collect(entries, {"facets": FACETS}))
    small = pages[""].context["map"]
    assert [row["label"] for row in small["rows"]] == ["health & care"]
    [cell] = small["rows"][0]["cells"]
    assert (cell["count"], cell["shade"], cell["word"]) == ("1", 1, "entry")
    assert cell["id"] == pages["map/"].context["rows"][0]["cells"][0]["id"]
    assert pages_by_path(collect({"a": {}}, {"facets": FACETS}))[""].context["map"] == {}
