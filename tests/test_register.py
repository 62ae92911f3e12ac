"""A second collection, with four types of its own: a register of community archives."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from coprod_kb.collection.site import Snapshot, open_site
from coprod_kb.contributing.forms import form_parts
from coprod_kb.contributing.new_entry import terminal_questions
from coprod_kb.importing.works.entries import Fill, Keywords, entry_of
from coprod_kb.importing.works.formats import read_records
from coprod_kb.publishing.search.facets import facet_index
from coprod_kb.records.exporters import ENTRY_FORMATS
from coprod_kb.records.exporters.csv_table import MARK
from tests.html import parsed

REGISTER = Path(__file__).parent / "register"
TYPES = {"archive": "archives", "holding": "holdings", "open_day": "open-days", "guide": "guides"}
ENTRIES = {
    "archive": "street-archive",
    "holding": "street-photographs",
    "open_day": "street-open-day",
    "guide": "keeping-paper",
}


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    found = open_site(REGISTER).read()
    assert [str(error) for error in found.errors] == []
    return found


def texts(page: Element, path: str) -> list[str]:
    return ["".join(found.itertext()).strip() for found in page.findall(path)]


@pytest.mark.parametrize(("name", "address"), TYPES.items())
def test_each_type_has_its_list_and_its_feed(built_register: Path, name: str, address: str) -> None:
    cards = [
        card
        for card in parsed(built_register / address / "index.html").findall(".//li")
        if "kb-card" in card.get("class", "").split()
    ]
    assert [link.get("href") for card in cards for link in card.findall(".//a")][:1] == [
        f"../entries/{ENTRIES[name]}/"
    ]
    assert [card.findall(f".//p[@class='kb-kind kb-kind--{name}']") != [] for card in cards] == [True]
    assert ENTRIES[name] in (built_register / address / "feed.xml").read_text("utf-8")


def test_a_site_without_nav_has_a_menu(built_register: Path) -> None:
    home = parsed(built_register / "index.html")
    assert texts(home, ".//nav[@aria-label='Menu']//a") == [
        *("Browse", "Map", "Keywords", "Organisations", "People", "Contribute", "About")
    ]
    beside = texts(
        parsed(built_register / "archives" / "index.html"), ".//nav[@aria-label='In this section']//a"
    )
    assert beside[:6] == [
        "Browse",
        "All entries",
        "Community archives",
        "Collections held",
        "Open days",
        "Guides",
    ]
    assert {"1 community archive", "1 collection", "1 open day", "1 guide"} <= set(texts(home, ".//a"))


def test_the_colours_and_icons_of_types(built_register: Path) -> None:
    styles = (built_register / "assets" / "types.css").read_text("utf-8")
    assert all(f".kb-kind--{name}, .kb-type--{name}" in styles for name in TYPES)
    assert "--kb-spine: #2d5f2d" in styles
    assert styles.count("{") == styles.count("}")
    assert "http" not in styles.replace("http://www.w3.org/2000/svg", "")


def test_the_search_has_the_types(snapshot: Snapshot, built_register: Path) -> None:
    [types] = [facet for facet in facet_index(snapshot.listed)["facets"] if facet["name"] == "type"]
    assert types["values"] == list(TYPES)
    assert types["labels"][0] == "Community archives"
    assert types["singular"] == ["Community archive", "Collection", "Open day", "Guide"]
    rows = list(csv.reader((built_register / "map.csv").read_text("utf-8").removeprefix(MARK).splitlines()))
    assert rows[0][2:] == ["Entries", "Community archives", "Collections held", "Open days", "Guides"]
    assert rows[-1][2:] == ["4", "1", "1", "1", "1"]


@pytest.mark.parametrize(
    ("slug", "csl_type", "schema_type", "properties"),
    [
        ("street-archive", "webpage", "ArchiveOrganization", {"foundingDate": "1998"}),
        ("street-photographs", "collection", "Collection", {"datePublished": "2001"}),
        ("street-open-day", "webpage", "Event", {"startDate": "2019-05-04", "endDate": "2019-05-05"}),
        ("keeping-paper", "pamphlet", "Guide", {"datePublished": "2020"}),
    ],
)
def test_citations_and_linked_data(
    built_register: Path, slug: str, csl_type: str, schema_type: str, properties: dict[str, str]
) -> None:
    [item] = json.loads((built_register / "entries" / slug / "cite.csl.json").read_text("utf-8"))
    assert item["type"] == csl_type
    page = parsed(built_register / "entries" / slug / "index.html")
    [data] = texts(page, ".//script[@type='application/ld+json']")
    work = json.loads(data)["mainEntity"]
    assert (work["@type"], {name: work.get(name) for name in properties}) == (schema_type, properties)


@pytest.mark.parametrize("form", ENTRY_FORMATS, ids=lambda form: form.ending)
def test_what_is_exported_comes_back_with_its_type(snapshot: Snapshot, built_register: Path, form) -> None:  # type: ignore[no-untyped-def]
    vocabulary = snapshot.catalogue.vocabulary
    for name, slug in ENTRIES.items():
        text = (built_register / "entries" / slug / f"cite.{form.ending}").read_bytes()
        [record] = read_records(text, f"a.{form.ending}").records
        found = entry_of(record, Fill(), Keywords(vocabulary)).values["type"]
        assert found == name or (form.ending not in {"csl.json"} and name == "holding"), (slug, found)


def test_contributors_are_asked_for_the_types(snapshot: Snapshot) -> None:
    vocabulary = snapshot.catalogue.vocabulary
    parts = form_parts(vocabulary)
    asked = {question.name: question for part in parts for question in part.questions}
    assert [option.label for option in asked["type"].options] == [
        "community archive",
        "collection",
        "open day",
        "guide",
    ]
    assert asked["type"].messages == {"missing": "Choose community archive, collection, open day or guide."}
    assert (
        asked["type"].hint
        == "An archive is a group of people with a place. A collection is what an archive keeps."
    )
    assert {name: asked[name].kinds for name in ("date", "period", "doi", "language", "status", "title")} == {
        "date": ("holding", "guide"),
        "period": ("archive", "open_day"),
        "doi": ("holding", "guide"),
        "language": ("holding",),
        "status": (),
        "title": (),
    }
    assert "For collections held and guides." in {part.lead for part in parts}
    [question] = [question for question in terminal_questions(vocabulary) if question.path == "type"]
    assert question.why.startswith("Write archive, holding, open_day or guide. ")


def test_an_unknown_type_is_refused(tmp_path: Path) -> None:
    for name in ("mkdocs.yml", "collection.yml"):
        (tmp_path / name).write_bytes((REGISTER / name).read_bytes())
    (tmp_path / "entries").mkdir()
    text = (REGISTER / "entries" / "keeping-paper.md").read_text("utf-8")
    (tmp_path / "entries" / "a.md").write_text(text.replace("type: guide", "type: giude"), "utf-8")
    [found] = (error for error in open_site(tmp_path).check().diagnostics if error.is_error)
    assert (found.code, found.line, found.message) == ("unknown-value", 3, "`type` cannot be “giude”.")
    assert found.hint == "Did you mean “guide”? Write one of: archive, holding, open_day, guide."
