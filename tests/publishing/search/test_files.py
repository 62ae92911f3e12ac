"""The files that the search in the browser fetches: their content, and that it agrees with the entries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.collection.site import Snapshot
from coprod_kb.entries.model import OPEN
from coprod_kb.project.settings import Settings
from coprod_kb.publishing import contents
from coprod_kb.publishing.search import search_files
from coprod_kb.publishing.search.cards import CARDS_IN_A_FILE
from coprod_kb.publishing.search.text import as_json
from tests.conftest import collect, entry_text

TERMS = """
setting:
  - label: hospital
    aliases: [infirmary]
    broader: [health care]
  - label: health care
places:
  - label: Example County
  - label: Example Town
    broader: [Example County]
  - label: Market Square
    broader: [Example Town]
stage:
  - label: design
"""
WIDER = {
    "hospital": {"health care"},
    "infirmary": {"hospital", "health care"},
    "Example Town": {"Example County"},
    "Market Square": {"Example Town", "Example County"},
}
SPELT = {"infirmary"}
"""Aliases: an entry with an alias counts under the label; the alias is no value of the facet."""


def files_of(catalogue: Catalogue) -> dict[str, Any]:
    """The content of all files by their path, without the stamp."""
    files = {
        path.removeprefix("search/"): json.loads(text)
        for path, text in search_files(catalogue, Settings(site_name="Example"))
    }
    return {
        path.removeprefix(f"{files['facets.json']['stamp']}/"): content for path, content in files.items()
    }


def facets_of(catalogue: Catalogue) -> dict[str, dict[str, set[str]]]:
    """The slugs of the entries with each value, by facet, from the facet index and the files of names."""
    files = files_of(catalogue)
    slugs = files["slugs.json"]
    found: dict[str, dict[str, set[str]]] = {}
    for facet in files["facets.json"]["facets"]:
        content = files[f"{facet['name']}.json"] if "number" in facet else facet
        values = content["values"]
        assert len(values) == len(content["entries"]) == len(set(values)) == facet.get("number", len(values))
        found[facet["name"]] = {
            value: {slugs[place] for place in accumulate(gaps)}
            for value, gaps in zip(values, content["entries"], strict=True)
        }
    return found


def expected(entries: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, set[str]]]:
    """The same, computed directly from the front matter."""
    found: dict[str, dict[str, set[str]]] = {
        name: {}
        for name in ("type", "setting", "stage", "place", "keyword", "person", "organisation", "format")
    }
    found |= {"outcomes": {}, "evidence": {}}

    def put(facet: str, value: str, slug: str) -> None:
        found[facet].setdefault(value, set()).add(slug)

    for slug, fields in entries.items():
        put("type", fields["type"], slug)
        for facet in ("setting", "stage"):
            for term in fields.get(facet, ()):
                for value in {term, *WIDER.get(term, ())} - SPELT:
                    put(facet, value, slug)
        for place in fields.get("places", ()):
            for value in {place, *WIDER.get(place, ())}:
                put("place", value, slug)
        for facet, name in (("setting", "setting"), ("stage", "stage"), ("places", "place")):
            if not fields.get(facet):
                put(name, "not stated", slug)
        for keyword in fields["keywords"]:
            put("keyword", keyword, slug)
        for contributor in fields["contributors"]:
            put("person", contributor["name"], slug)
            if "organisation" in contributor:
                put("organisation", contributor["organisation"], slug)
        for version in fields.get("formats", ()):
            put("format", version["kind"], slug)
            put("format", "any", slug)
    return found


some = st.sampled_from
ENTRY = st.fixed_dictionaries(
    {
        "type": some(["project", "paper", "report"]),
        "keywords": st.lists(some(["peer support", "co-design", "paying people"]), min_size=1, unique=True),
        "contributors": st.lists(
            st.fixed_dictionaries(
                {"name": some(["Ada Example", "Ben Example"])},
                optional={"organisation": some(["Example University", "Example Trust"])},
            ),
            min_size=1,
            max_size=2,
        ),
    },
    optional={
        "setting": st.lists(some(["hospital", "health care", "infirmary"]), min_size=1, unique=True),
        "places": st.lists(
            some(["Example County", "Example Town", "Market Square"]), min_size=1, unique=True
        ),
        "stage": st.just(["design"]),
        "formats": st.lists(
            st.fixed_dictionaries({"kind": some(["easy-read", "audio"])}), min_size=1, max_size=2
        ),
    },
)


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(st.lists(ENTRY, max_size=6))
def test_facets_agree_with_the_front_matter(
    found: list[dict[str, Any]],
) -> None:
    entries = {f"entry-{number}": fields for number, fields in enumerate(found)}
    texts = {
        slug: entry_text(**{"formats": None, "title": slug, **fields}) for slug, fields in entries.items()
    }
    catalogue = collect(texts, {"facets": TERMS}).catalogue
    assert len(catalogue.entries) == len(entries)
    assert facets_of(catalogue) == expected(entries)


# --- Years and order --------------------------------------------------------------------------------


def test_years_of_entries_and_of_ongoing_periods() -> None:
    catalogue = collect(
        {
            "closed": {"period": {"start": "2014-03", "end": "2016"}},
            "open": {"period": {"start": "2013"}},
            "dated": {"date": "2020-07", "type": "paper"},
            "undated": {"date": None},
        }
    ).catalogue
    files = files_of(catalogue)
    years = dict(
        zip(
            files["slugs.json"],
            zip(files["facets.json"]["first"], files["facets.json"]["last"], strict=True),
            strict=True,
        )
    )
    assert years == {"closed": (2014, 2016), "open": (2013, OPEN), "dated": (2020, 2020), "undated": (0, 0)}


def test_the_order_of_titles_and_of_cards() -> None:
    titles = {"a": "beta", "b": "Alpha", "c": "gamma"}
    catalogue = collect(
        {slug: {"title": title, "date": f"202{slug == 'c':d}"} for slug, title in titles.items()}
    ).catalogue
    files = files_of(catalogue)
    slugs = files["slugs.json"]
    assert [titles[slugs[place]] for place in files["titles.json"]] == ["Alpha", "beta", "gamma"]
    assert [card["title"] for card in files["0.json"]] == [entry.title for entry in catalogue.entries]
    assert [card["path"] for card in files["0.json"]] == [f"entries/{slug}/" for slug in slugs]


def test_the_order_of_first_authors() -> None:
    lead = [{"name": "Nobody’s Trust", "role": "lead"}]
    named: dict[str, dict[str, Any]] = {
        "van": {"authors": ["Jan van der Sample", "Ada Aaron"]},
        "accent": {"authors": ["Ann Émile"]},
        "known": {"authors": ["Ada García Example"]},
        "comma": {"investigators": ["García Example, Ada"]},
        "body": {"authors": [{"organisation": "Example University"}]},
        "led": {"organisations": lead},
        "solid": {"authors": ["王小明"]},
        "nobody": {},
    }
    files = files_of(
        collect({slug: {"type": "report", **fields} for slug, fields in named.items()}).catalogue
    )
    order = [files["slugs.json"][place] for place in files["authors.json"]]
    assert order == ["accent", "body", "comma", "known", "led", "van", "solid", "nobody"]


def test_terms_come_below_their_wider_terms() -> None:
    catalogue = collect(
        {"a": {"places": ["Market Square"]}, "b": {"places": ["Example County"]}},
        {"facets": TERMS},
    ).catalogue
    (places,) = (facet for facet in files_of(catalogue)["facets.json"]["facets"] if facet["name"] == "place")
    assert list(zip(places["values"], places["depths"], strict=True)) == [
        ("Example County", 0), ("Example Town", 1), ("Market Square", 2),
    ]  # fmt: skip


def test_a_circle_in_the_vocabulary_loses_no_value() -> None:
    circle = "places:\n  - label: A\n    broader: [B]\n  - label: B\n    broader: [A]\n"
    catalogue = collect({"a": {"places": ["A"]}}, {"facets": circle}).catalogue
    assert set(catalogue.by_facet["places"]) == {"A", "B"}
    assert set(facets_of(catalogue)["place"]) == set(catalogue.by_facet["places"])


def test_cards_are_divided_among_files() -> None:
    number = CARDS_IN_A_FILE + 1
    catalogue = collect(
        {f"e{index}": {"title": f"Work {index} {'x' * index}"} for index in range(number)}
    ).catalogue
    files = files_of(catalogue)
    assert [len(files["0.json"]), len(files["1.json"])] == [CARDS_IN_A_FILE, 1]


def test_the_stamp_changes_with_order_and_cards() -> None:
    def stamp(**fields: Any) -> str:
        return str(files_of(collect({"a": fields, "b": {"date": "2019"}}).catalogue)["facets.json"]["stamp"])

    assert stamp() == stamp()
    assert len({stamp(), stamp(title="B"), stamp(summary="Else."), stamp(date="2018")}) == 4


# --- Terms and words --------------------------------------------------------------------------------


def kinds_of(catalogue: Catalogue, letter: str) -> dict[str, Any]:
    """The list of terms of a letter: its kinds by their name."""
    return {kind["name"]: kind for kind in files_of(catalogue)[f"terms/{letter}.json"]["kinds"]}


def test_the_lists_of_terms_have_labels_counts_aliases_and_slugs(snapshot: Snapshot) -> None:
    keywords = kinds_of(snapshot.catalogue, "c")["keyword"]
    at = keywords["labels"].index("co-production")
    assert keywords["counts"][at] == 2
    assert keywords["aliases"][str(at)] == ["coproduction"]
    assert "Example University" in kinds_of(snapshot.catalogue, "u")["organisation"]["labels"]
    people = kinds_of(snapshot.catalogue, "s")["person"]
    singer = people["labels"].index("Sam Sample (Carers Choir)")
    assert people["slugs"][singer] == "sam-sample-singer"
    assert "Sam Sample (Example School of Nursing)" in people["labels"]
    assert kinds_of(snapshot.catalogue, "g")["collection"]["labels"] == ["Green spaces"]


def test_a_term_is_in_the_list_of_each_first_letter_of_its_words() -> None:
    vocabulary = {"keywords": "- label: Zoë’s 3rd way\n  aliases: [Éclair]\n- label: Ødegård\n"}
    catalogue = collect({"a": {"keywords": ["Zoë’s 3rd way", "Ødegård"]}}, vocabulary).catalogue
    files = files_of(catalogue)

    def letters(label: str) -> str:
        having = (
            letter
            for letter in files["terms.json"]["letters"]
            for kind in files[f"terms/{letter}.json"]["kinds"]
            if label in kind["labels"]
        )
        return "".join(having)

    assert letters("Zoë’s 3rd way") == "3ewz"
    assert letters("Ødegård") == "o"
    assert files["words.json"]["terms"].startswith("zoe's 3rd way eclair odegard")


def test_slugs_are_left_out_only_if_they_follow_from_labels(snapshot: Snapshot) -> None:
    pages = {page.path for page in contents.pages(snapshot)}
    files = files_of(snapshot.catalogue)
    kinds = [
        kind for path, content in files.items() if path.startswith("terms/") for kind in content["kinds"]
    ]
    assert {kind["name"] for kind in kinds} == {"keyword", "organisation", "person", "collection"}
    for kind in kinds:
        for label, slug in zip(kind["labels"], kind["slugs"], strict=True):
            made = "".join(char if char.isascii() and char.isalnum() else "-" for char in label.lower())
            made = "-".join(filter(None, made.split("-")))
            assert f"{kind['folder']}{slug or made}/" in pages


def test_the_words_of_titles_summaries_and_several_texts() -> None:
    body = "## What\n\nThe clinick opened. Everybody came."
    catalogue = collect(
        {
            "a": entry_text(body, title="Kitchen", summary="Neighbours cooked."),
            "b": entry_text("Everybody came.", title="Garden", summary="Neighbours dug."),
        }
    ).catalogue
    words = files_of(catalogue)["words.json"]["texts"].split(" ")
    assert words[:2] == ["came", "everybody"]  # in most entries, then by letter
    assert {"kitchen", "cooked", "garden", "neighbours"} <= set(words)
    assert "dug" not in words
    assert set(words[-3:]) == {"clinick", "opened", "what"}  # in one text only, so they may be misspelt


def test_runs_of_letters_that_nobody_searches_for_are_no_words() -> None:
    words = files_of(collect({"a": entry_text(f"Everybody {'x' * 101} {'y' * 100}")}).catalogue)[
        "words.json"
    ]["texts"]
    assert {"everybody", "y" * 100} <= set(words.split(" "))
    assert "x" * 101 not in words.split(" ")


# --- Harm -------------------------------------------------------------------------------------------


def test_files_have_no_characters_with_a_meaning_in_html() -> None:
    title = "</script><script>alert(1)</script> & <!-- x"
    catalogue = collect(
        {"a": {"title": title, "keywords": [title], "contributors": [title], "setting": [title]}}
    ).catalogue
    for path, text in search_files(catalogue, Settings(site_name="Example")):
        assert not set(text) & set("<>&\u2028\u2029"), path
    assert files_of(catalogue)["0.json"][0]["title"] == title
    assert as_json(["\u2028</script>"]) == '["\\u2028\\u003c/script\\u003e"]'


@pytest.mark.parametrize("collection", [{}, {"a": {"date": None, "summary": None}}])
def test_an_empty_collection_has_files(collection: dict[str, Any]) -> None:
    files = files_of(collect(collection).catalogue)
    assert files["facets.json"]["entries"] == len(collection)
