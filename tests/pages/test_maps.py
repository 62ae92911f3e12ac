"""The pages of the evidence maps, and what `mkdocs.yml` says about them."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import pytest
import yaml

from coprod_kb.pages import Page, all_pages, page_files
from coprod_kb.pages.maps import LONGEST_LIST
from coprod_kb.project.configuration import configuration_faults
from coprod_kb.project.evidence_maps import DEFAULT_MAPS, MapChoice
from coprod_kb.project.settings import Settings
from tests.conftest import collect, pages_by_path

FACETS = """
setting:
  - label: health & care
  - label: hospital
    broader: [health & care]
outcomes:
  - label: people
"""


def map_of(entries: dict[str, dict[str, Any]], path: str = "map/") -> Page:
    return pages_by_path(collect(entries, {"facets": FACETS}))[path]


def test_a_cell_counts_types_and_lists_its_entries() -> None:
    both = {"setting": ["hospital"], "outcomes": ["people"]}
    context = map_of({"a": both, "b": {**both, "type": "paper"}, "c": {**both, "type": "paper"}}).context
    hospital = context["rows"][1]
    assert (hospital["label"], hospital["wider"], hospital["total"]) == ("hospital", "health & care", "3")
    [cell] = hospital["cells"]
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
    [cell] = context["rows"][1]["cells"]
    assert (cell["count"], cell["shade"], cell["types"]) == ("0", 0, [])
    assert parse_qs(cell["query"]) == {"setting": ["hospital"], "outcomes": ["people"]}
    assert [row["label"] for row in context["lists"]] == ["health & care"]


def test_a_long_list_is_cut_and_links_to_all_in_browse() -> None:
    many = {f"e{n}": {"setting": ["hospital"], "outcomes": ["people"]} for n in range(LONGEST_LIST + 1)}
    [listed] = map_of(many).context["lists"][1]["cells"]
    assert len(listed["entries"]) == LONGEST_LIST
    assert listed["all"] == f"All {LONGEST_LIST + 1} in Browse"
    assert parse_qs(listed["query"]) == {"setting": ["hospital"], "outcomes": ["people"]}


def test_entries_that_are_not_on_the_map_have_a_page() -> None:
    entries: dict[str, dict[str, Any]] = {f"e{n:02}": {"setting": ["hospital"]} for n in range(12)}
    entries["none"] = {"type": "report"}
    page = map_of(entries)
    assert len(page.context["unclassified"]) == 10
    assert page.context["unclassified_count"] == "13 entries"
    assert page.context["unclassified_page"] == {"path": "map/unclassified/", "more": True}
    groups = map_of(entries, "map/unclassified/").context["groups"]
    assert [(group["label"], len(group["entries"])) for group in groups] == [("Projects", 12), ("Reports", 1)]
    assert groups[0]["entries"][0]["lacks"] == "outcomes"
    assert groups[1]["entries"][0]["lacks"] == "setting and outcomes"


def test_maps_without_terms_or_entries_have_pages() -> None:
    pages = pages_by_path(collect({}))
    assert (pages["map/"].context["rows"], pages["map/"].context["columns"]) == ([], [])
    assert pages["map/unclassified/"].context["empty"] == "Every entry is on the map."


def test_ids_of_cells_are_unique() -> None:
    facets = "setting: [{label: 'a!'}, {label: 'a?'}, {label: 'a--1'}]\noutcomes: [{label: x}]"
    rows = pages_by_path(collect({}, {"facets": facets}))["map/"].context["rows"]
    assert len({cell["id"] for row in rows for cell in row["cells"]}) == 3


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
    assert "map/where-how/unclassified/" in pages
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
            "      - {title: Unclassified, rows: stage, columns: evidence}\n",
            [(5, "The address of a map called “Unclassified” is taken.")],
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
