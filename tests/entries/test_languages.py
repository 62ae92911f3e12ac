"""Entries with title, summary and key points in several languages, from the file to pages, exports and back."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_kb.entries.reading import read
from coprod_kb.front_matter.formatting import format_entry
from coprod_kb.front_matter.languages import code_for
from coprod_kb.importing.works.table import read_table
from coprod_kb.project.settings import Settings
from coprod_kb.publishing.feeds import feed_files
from coprod_kb.publishing.search.documents import documents
from coprod_kb.records.bibliography import item_of
from coprod_kb.records.exporters import export
from coprod_kb.values.translation import use_language
from tests.conftest import CO_PRODUCTION, NO_TERMS, SCHEMA, collect, entry_text, pages_by_path

SITE = Settings(site_name="Example knowledge base", site_url="https://example.org/kb/")
TITLE = {"en": "The shared garden", "cy": "Yr ardd a rennir"}
SUMMARY = {"cy": "Plannwyd gardd gan gymdogion.", "en": "Neighbours planted a garden."}
POINTS = {"cy": ["Talwyd pawb."], "en": ["Everyone was paid.", {"heading": "Tools", "points": ["Spades."]}]}
WHOLE = {"title": TITLE, "summary": SUMMARY, "key_points": POINTS, "type": "paper"}


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("site", "own", "title", "shown", "cited"),
    [
        ("en", None, TITLE, "The shared garden", "The shared garden"),
        ("en", "cy", TITLE, "The shared garden", "Yr ardd a rennir"),
        ("cy", None, TITLE, "Yr ardd a rennir", "Yr ardd a rennir"),
        ("sv", "cy", TITLE, "Yr ardd a rennir", "Yr ardd a rennir"),
        ("en-GB", None, TITLE, "The shared garden", "The shared garden"),
        ("cy", "en", {"en": "Only here", "sv": "Här"}, "Only here", "Only here"),
        ("en", "cy", {"en": "Only here", "sv": "Här"}, "Only here", "Only here"),
        ("en", "cy", "One title", "One title", "One title"),
    ],
)
def test_lists_show_the_sites_language_and_citations_the_works_own(
    site: str, own: str | None, title: Any, shown: str, cited: str
) -> None:
    use_language(site)
    catalogue = collect({"a": {"title": title, "language": own}}).catalogue
    [entry] = catalogue.entries
    assert (entry.title, item_of(entry, catalogue, SITE)["title"]) == (shown, cited)


@pytest.mark.parametrize(
    ("fields", "code", "place"),
    [
        ({"title": {"cy": "A", "gd": "B"}}, "main-language", (3, 3)),
        ({"title": {"en": "A", "welsh": "B"}}, "language", (4, 3)),
        ({"title": {"en": "A", "cy": ["B"]}}, "wrong-type", (5, 3)),
        ({"title": {"Keeping well": "A"}}, "wrong-type", (3, 3)),
        ({"title": {"en": "A" * 401, "cy": "B"}}, "too-long", (3, 7)),
        ({"key_points": {"heading": "A", "points": ["B"]}}, "wrong-type", None),
        ({"key_points": {"en": [{"headin": "A", "points": ["B"]}]}}, "unknown-field", None),
    ],
)
def test_faults_are_found_at_their_place(
    fields: dict[str, Any], code: str, place: tuple[int, int] | None
) -> None:
    found = read(entry_text(**fields).encode(), "entries/a.md", NO_TERMS).diagnostics
    [fault] = [finding for finding in found if finding.code == code]
    assert fault.is_error
    assert fault.hint
    assert place in {None, (fault.line, fault.column)}


def test_the_page_has_every_language_once() -> None:
    page = pages_by_path(collect({"a": WHOLE | {"language": "cy"}}))["entries/a/"]
    context = page.context
    assert (page.title, context["language"], context["text_language"]) == (TITLE["en"], "", "cy")
    [welsh] = context["versions"]
    assert (welsh["language"], welsh["name"], welsh["title"]) == ("cy", "Cymraeg", TITLE["cy"])
    assert welsh["key_points"] == [{"heading": "", "points": ["Talwyd pawb."]}]


def test_what_is_only_in_the_entrys_language_is_marked_on_its_card() -> None:
    site = collect({"a": WHOLE | {"language": "cy", "summary": "Plannwyd gardd."}})
    [card] = pages_by_path(site)["papers/"].context["groups"][0]["entries"]
    assert (card["title"], card["language"], card["summary_language"]) == (TITLE["en"], "", "cy")


def test_the_search_finds_every_language_and_shows_one() -> None:
    [document, *_] = documents(collect({"a": WHOLE}).catalogue)
    shown, further = document.html.split("¦¦")
    for text in ("Yr ardd a rennir", "Plannwyd gardd gan gymdogion.", "Talwyd pawb."):
        assert text in further
        assert text not in shown


def test_feeds_and_linked_data_name_the_languages() -> None:
    site = collect({"a": WHOLE | {"added": "2026-01-01", "language": "cy"}})
    feed = dict(feed_files(site.catalogue, SITE))["feed.xml"]
    assert '<entry xml:lang="en">' in feed
    _, head = pages_by_path(site)["entries/a/"].metadata()
    work = json.loads(head)["mainEntity"]
    assert {name["@language"]: name["@value"] for name in work["name"]} == TITLE
    assert {text["@language"]: text["@value"] for text in work["description"]} == SUMMARY


CODES = st.sampled_from(["en", "cy", "gd", "zh-Hant"])
LINES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=20)
IN_LANGUAGES = st.dictionaries(CODES, LINES, min_size=1).map(lambda texts: texts | {"en": "An example"})


@settings(max_examples=30)
@given(IN_LANGUAGES, st.one_of(LINES, IN_LANGUAGES))
def test_formatting_and_our_own_table_keep_every_language(title: dict[str, str], summary: Any) -> None:
    source = entry_text(title=title, summary=summary)
    written = format_entry(source.encode(), "entries/a.md", SCHEMA)
    assert yaml.safe_load(written.data.decode().split("---\n")[1])["title"] == title
    table = export("csv", collect({"a": source}).catalogue, SITE).removeprefix("\ufeff")
    [record] = read_table(table, "entries.csv", description=CO_PRODUCTION).records
    assert (record.own["title"], record.own["summary"]) == (title, summary)


def test_json_keeps_the_form_of_its_keys_and_adds_all_languages() -> None:
    [entry] = json.loads(export("json", collect({"a": WHOLE}).catalogue, SITE))["entries"]
    assert (entry["title"], entry["summary"]) == (TITLE["en"], SUMMARY["en"])
    assert entry["translations"] == {"title": TITLE, "summary": SUMMARY, "key_points": POINTS}


def test_a_table_without_translations_has_no_columns_for_them() -> None:
    header = next(csv.reader(StringIO(export("csv", collect({"a": {}}).catalogue, SITE))))
    assert not [column for column in header if column.startswith(("title_", "summary_"))]


def test_a_region_stands_for_its_language() -> None:
    assert code_for({"pt": 1, "en": 2}, "pt-BR") == "pt"
    assert code_for({"cy": 1, "en-GB": 2}, "en") == "en-GB"
