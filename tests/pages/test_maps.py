"""The pages of the evidence maps, and what `mkdocs.yml` says about them."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from coprod_kb.collection.evidence_map import cross_tabulate
from coprod_kb.collection.site import Snapshot, open_site
from coprod_kb.front_matter.presentation import MapChoice
from coprod_kb.pages import Page, all_pages, page_files
from coprod_kb.pages.maps import LONGEST_LIST
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


def test_further_maps_have_addresses_and_tables_of_their_own() -> None:
    settings = Settings(site_name="A", maps=tuple(MapChoice(**choice) for choice in CHOSEN))
    catalogue = collect({"a": {}}).catalogue
    pages = {page.path: page for page in all_pages(catalogue, settings)}
    assert pages["map/where-how/"].context["csv"] == "map/where-how.csv"
    assert pages["map/where-how/"].trail == [("Home", ""), ("Evidence map", "map/")]
    assert [other["path"] for other in pages["map/"].context["others"]] == ["map/where-how/"]
    tables = {path for path, _ in page_files(catalogue, settings) if path.endswith(".csv")}
    assert tables == {"map.csv", "map/where-how.csv"}


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
