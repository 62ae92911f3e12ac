"""The collection's indexes, and how entries lead to each other."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from coprod_kb.collection.site import Snapshot
from coprod_kb.entries.model import Entry
from tests.conftest import collect


def slugs(entries: Iterable[Entry]) -> list[str]:
    return [entry.slug for entry in entries]


PUBLISHED = [
    "gardens-review",  # 2023
    "phone-friends",  # since March 2021
    "shared-garden",  # 2019 to June 2020
    "choir-in-numbers",  # 2 May 2017
    "carers-choir",  # 2014 to 2016
    "kitchen-table-talks",  # no date
]


def test_published_entries_are_newest_first_and_those_without_a_date_last(snapshot: Snapshot) -> None:
    assert slugs(snapshot.catalogue.entries) == PUBLISHED
    assert slugs(snapshot.catalogue.withdrawn) == ["withdrawn-survey"]


def test_of_one_day_the_title_decides() -> None:
    same = {"c": {"title": "Alpha"}, "a": {"title": "beta"}, "b": {"title": "Gamma"}}
    assert slugs(collect(same).catalogue.entries) == ["c", "a", "b"]


def test_by_type(snapshot: Snapshot) -> None:
    assert {kind: slugs(entries) for kind, entries in snapshot.catalogue.by_type.items()} == {
        "project": ["phone-friends", "shared-garden", "carers-choir"],
        "paper": ["choir-in-numbers"],
        "report": ["gardens-review", "kitchen-table-talks"],
    }


def test_by_year_a_period_counts_in_each_of_its_years_and_an_open_one_in_its_first(
    snapshot: Snapshot,
) -> None:
    years = snapshot.catalogue.by_year
    assert list(years) == [2023, 2021, 2020, 2019, 2017, 2016, 2015, 2014]
    assert slugs(years[2021]) == ["phone-friends"]
    assert slugs(years[2020]) == slugs(years[2019]) == ["shared-garden"]
    assert slugs(years[2015]) == ["carers-choir"]


def test_by_facet_a_term_counts_in_its_wider_terms(snapshot: Snapshot) -> None:
    facets = snapshot.catalogue.by_facet
    assert {name: slugs(entries) for name, entries in facets["places"].items()} == {
        "Example County": ["phone-friends", "carers-choir"],
        "Example Town": ["phone-friends"],
    }
    assert {name: slugs(entries) for name, entries in facets["setting"].items()} == {
        "community": ["phone-friends"]
    }
    assert facets["evidence"] == {}


def test_an_entry_with_a_term_and_its_wider_term_counts_once() -> None:
    terms = "places: [{label: Town, aliases: [Townsville], broader: [County]}, {label: County}]"
    catalogue = collect({"a": {"places": ["Townsville", "County"]}}, {"facets": terms}).catalogue
    assert {name: slugs(entries) for name, entries in catalogue.by_facet["places"].items()} == {
        "County": ["a"],
        "Town": ["a"],
    }


def test_collections(snapshot: Snapshot) -> None:
    records = snapshot.catalogue.collections.values()
    assert [(record.label, record.slug, slugs(record.entries)) for record in records] == [
        ("Green spaces", "green-spaces", ["gardens-review", "shared-garden"])
    ]


@pytest.mark.parametrize(
    ("keyword", "expected"),
    [
        ("peer support", ["phone-friends", "choir-in-numbers", "carers-choir"]),
        ("telephone befriending", ["phone-friends"]),
        ("co-production", ["gardens-review", "choir-in-numbers"]),
        ("gardening", ["gardens-review", "shared-garden"]),
        ("conversation", ["kitchen-table-talks"]),
        ("co-design", []),
    ],
)
def test_keywords_in_any_spelling(snapshot: Snapshot, keyword: str, expected: list[str]) -> None:
    assert slugs(snapshot.catalogue.keyword(keyword).entries) == expected
    assert slugs(snapshot.catalogue.keyword(keyword.upper()).entries) == expected


def test_a_name_that_no_entry_has_is_an_error_of_the_caller(snapshot: Snapshot) -> None:
    with pytest.raises(KeyError):
        snapshot.catalogue.keyword("nothing")
    with pytest.raises(KeyError):
        snapshot.catalogue.organisation("Nowhere University")


def test_drafts_count_only_in_a_preview() -> None:
    entries = {"a": {"related": ["b"]}, "b": {"draft": "true", "keywords": ["walking"]}}
    without, preview = collect(entries).catalogue, collect(entries, drafts=True).catalogue
    assert (slugs(without.entries), set(without.by_slug)) == (["a"], {"a"})
    assert "walking" not in without.keywords
    assert (slugs(preview.entries), set(preview.by_slug)) == (["a", "b"], {"a", "b"})
    assert "walking" in preview.keywords


def test_withdrawn_entries_are_in_no_index(snapshot: Snapshot) -> None:
    catalogue = snapshot.catalogue
    assert "withdrawn-survey" in catalogue.by_slug
    listed = [
        *catalogue.entries,
        *(entry for index in (catalogue.by_type, catalogue.by_year) for of in index.values() for entry in of),
        *(entry for facet in catalogue.by_facet.values() for of in facet.values() for entry in of),
        *(
            entry
            for index in (catalogue.cited_by, catalogue.related_from)
            for of in index.values()
            for entry in of
        ),
        *(
            entry
            for records in (
                catalogue.keywords,
                catalogue.organisations,
                catalogue.people,
                catalogue.collections,
            )
            for record in records.values()
            for entry in record.entries
        ),
    ]
    assert set(slugs(listed)) == set(PUBLISHED)
    assert set(catalogue.neighbours) == set(PUBLISHED)


def test_backlinks(snapshot: Snapshot) -> None:
    catalogue = snapshot.catalogue
    assert {slug: slugs(entries) for slug, entries in catalogue.cited_by.items()} == {
        "choir-in-numbers": ["gardens-review"]
    }
    # choir-in-numbers names it in `related` and in its text, phone-friends in its text
    assert {slug: slugs(entries) for slug, entries in catalogue.related_from.items()} == {
        "carers-choir": ["phone-friends", "choir-in-numbers"]
    }


@pytest.mark.parametrize(
    ("dois", "reference", "cited"),
    [
        ({"a": "10.1000/1"}, {"doi": "https://doi.org/10.1000/1"}, "a"),
        ({"a": "10.1000/AB"}, {"doi": "10.1000/ab"}, "a"),
        ({"a": "10.1000/1", "b": "10.1000/2"}, {"doi": "10.1000/1", "entry": "b"}, "b"),
        ({"a": "10.1000/1", "b": "10.1000/1"}, {"doi": "10.1000/1"}, None),
        ({"a": "10.1000/1"}, {"doi": "10.1000/2"}, None),
        ({"citing": "10.1000/1"}, {"doi": "10.1000/1"}, None),
    ],
)  # fmt: skip
def test_a_reference_leads_to_the_entry_with_its_doi(
    dois: dict[str, str], reference: dict[str, str], cited: str | None
) -> None:
    entries = {slug: {"doi": doi} for slug, doi in dois.items()}
    found = collect(
        {**entries, "citing": {**entries.get("citing", {}), "references": [{"text": "It", **reference}]}}
    ).catalogue
    assert {slug: slugs(those) for slug, those in found.cited_by.items()} == (
        {cited: ["citing"]} if cited else {}
    )


def test_an_entry_does_not_lead_to_itself() -> None:
    found = collect({"a": {"related": ["a"], "references": [{"text": "Me", "entry": "a"}]}}).catalogue
    assert (found.cited_by, found.related_from, found.neighbours["a"]) == ({}, {}, ())


def test_neighbours_share_keywords_people_and_organisations(snapshot: Snapshot) -> None:
    catalogue = snapshot.catalogue
    found = {
        near.slug: {catalogue.features[other].label for other in near.shared}
        for near in catalogue.neighbours["phone-friends"]
    }
    assert found == {
        "choir-in-numbers": {"Ada Example", "Example University", "peer support"},
        "shared-garden": {"Ada Example", "Example Town Council"},
        "gardens-review": {"Example Town Council"},
        "carers-choir": {"peer support"},
    }


def test_to_have_been_offered_by_the_same_organisation_relates_nothing(snapshot: Snapshot) -> None:
    """Whoever added an entry says nothing about its subject."""
    assert snapshot.catalogue.organisation("Knowledge base editors").entries
    assert snapshot.catalogue.neighbours["kitchen-table-talks"] == ()


def test_of_two_entries_with_one_slug_the_first_path_wins() -> None:
    found = collect({"z/a": {"title": "Later"}, "b/a": {"title": "First"}}).catalogue
    assert [entry.title for entry in found.entries] == ["First"]


def test_collisions_of_every_kind_are_kept_apart() -> None:
    """Different names with one slug: each has a record and an address, and each pair is reported."""
    found = collect(
        {
            "a": {
                "keywords": ["café"],
                "organisations": ["Café"],
                "contributors": ["李明"],
                "collection": "A+",
            },
            "b": {
                "keywords": ["cafe"],
                "organisations": ["Cafe"],
                "contributors": ["黎明"],
                "collection": "A-",
            },
        }
    ).catalogue
    for records in (found.keywords, found.organisations, found.people, found.collections):
        assert len({record.slug for record in records.values()}) == len(records) == 2
    assert sorted((later.label, first.label) for later, first in found.collided) == [
        ("A-", "A+"),
        ("Cafe", "Café"),
        ("cafe", "café"),
        ("黎明", "李明"),
    ]
