"""Which names mean the same person, organisation or keyword."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from coprod_kb.collection.authorities import Record, disambiguated
from coprod_kb.collection.site import Snapshot
from tests.conftest import coded, collect

ADA = "0000-0002-1825-0097"
BEA = "0000-0001-5109-3700"


def who(name: str, orcid: str | None = None, at: str | None = None) -> dict[str, Any]:
    """Fields of an entry that this person offers. at: where they work."""
    parts = {"name": name, "orcid": orcid, "organisation": at}
    return {"contributors": [{part: value for part, value in parts.items() if value}]}


def people(
    entries: Mapping[str, Mapping[str, Any]], people_yml: str | None = None
) -> dict[str, frozenset[str]]:
    """For each person's address, the entries that name them."""
    catalogue = collect(entries, {"people": people_yml} if people_yml else None).catalogue
    records = catalogue.people.values()
    by_slug = {record.slug: frozenset(entry.slug for entry in record.entries) for record in records}
    assert len(by_slug) == len(records)
    return by_slug


def groups(entries: Mapping[str, Mapping[str, Any]], people_yml: str | None = None) -> set[frozenset[str]]:
    """The entries of each person, whatever the addresses."""
    return set(people(entries, people_yml).values())


def together(*groups: str) -> set[frozenset[str]]:
    """`together("ab", "c")`: one person in the entries a and b, another one in c."""
    return {frozenset(group) for group in groups}


ONE_OR_TWO = {
    "the same name": ({"a": who("Ada Example"), "b": who("Ada Example")}, together("ab")),
    "capitals, hyphens and spaces": (
        {"a": who("Ada Lee-Example"), "b": who("ADA  Lee Example")},
        together("ab"),
    ),
    "the ORCID on one entry only": ({"a": who("Ada Example", ADA), "b": who("Ada Example")}, together("ab")),
    "one ORCID, two forms of the name": (
        {"a": who("Ada Example", ADA), "b": who("A. Example", ADA)},
        together("ab"),
    ),
    "one name, two ORCIDs": (
        {"a": who("Ada Example", ADA), "b": who("Ada Example", BEA)},
        together("a", "b"),
    ),
    "one name, two ORCIDs, and once without: nobody knows whose": (
        {"a": who("Ada Example", ADA), "b": who("Ada Example", BEA), "c": who("Ada Example")},
        together("a", "b", "c"),
    ),
    "initials and a full name": ({"a": who("Ada Example"), "b": who("A. Example")}, together("a", "b")),
    "initials and a full name with an ORCID": (
        {"a": who("Ada Example", ADA), "b": who("A. Example")},
        together("a", "b"),
    ),
    "an accent, a stop, a hyphen, an apostrophe": (
        {"a": who("Zoë O’Łane-Example"), "b": who("Zoe OLane Example")},
        together("ab"),
    ),
    "initials with stops, with blanks and without": (
        {"a": who("J.K.R. Example"), "b": who("Example, JKR"), "c": who("J. K. R. Example")},
        together("abc"),
    ),
    "family name first, and titles": (
        {"a": who("Sample, Kim"), "b": who("Dr Kim Sample, PhD"), "c": who("Kim Sample")},
        together("abc"),
    ),
    "a family name of two words, with and without a comma": (
        {"a": who("García Example, Ada"), "b": who("Ada García Example")},
        together("ab"),
    ),
    "an accent, and one ORCID": (
        {"a": who("Zoë Example", ADA), "b": who("Zoe Example")},
        together("ab"),
    ),
    "an accent, and two ORCIDs": (
        {"a": who("Zoë Example", ADA), "b": who("Zoe Example", BEA)},
        together("a", "b"),
    ),
    "an accent, and two organisations": (
        {"a": who("Zoë Example", at="Example Trust"), "b": who("Zoe Example", at="Sample Trust")},
        together("a", "b"),
    ),
    "an accent, and one organisation": (
        {"a": who("Zoë Example", at="Example Trust"), "b": who("Zoe Example", at="Example Trust")},
        together("ab"),
    ),
    "both spellings in one list": (
        {"a": {"authors": ["Zoë Example", "Zoe Example"]}},
        together("a", "a"),
    ),
    "letters of other scripts": ({"a": who("李明"), "b": who("黎明")}, together("a", "b")),
}


@pytest.mark.parametrize(("entries", "expected"), ONE_OR_TWO.values(), ids=ONE_OR_TWO)
def test_people_are_identified_by_orcid_or_full_name(
    entries: Mapping[str, Mapping[str, Any]], expected: set[frozenset[str]]
) -> None:
    assert groups(entries) == expected
    assert groups(dict(reversed(entries.items()))) == expected


PEOPLE_YML = {
    "an alias merges": (
        {"a": who("Ada Example"), "b": who("A. Example")},
        "- {name: Ada Example, aliases: [A. Example]}",
        {"ada-example": "ab"},
    ),
    "an alias merges, and the ORCID stands on one entry": (
        {"a": who("Ada Example", ADA), "b": who("A. Example")},
        f"- {{name: Ada Example, aliases: [A. Example], orcid: {ADA}}}",
        {"ada-example": "ab"},
    ),
    "`entries` tells two people of one name apart": (
        {"a": who("Sam Sample"), "b": who("Sam Sample"), "c": who("Sam Sample")},
        "- {name: Sam Sample, slug: singer, entries: [b]}\n- {name: Sam Sample}",
        {"sam-sample": "ac", "singer": "b"},
    ),
    "`entries` of both": (
        {"a": who("Sam Sample"), "b": who("Sam Sample")},
        "- {name: Sam Sample, entries: [a]}\n- {name: Sam Sample, entries: [b]}",
        {"sam-sample": "a", "sam-sample-2": "b"},
    ),
    "an entry that no `entries` lists has somebody else": (
        {"a": who("Sam Sample"), "b": who("Sam Sample")},
        "- {name: Sam Sample, slug: singer, entries: [a]}",
        {"singer": "a", "sam-sample": "b"},
    ),
    "the ORCID decides, not the name": (
        {"a": who("Sam Sample", ADA), "b": who("Sam Sample", BEA)},
        f"- {{name: Sam Sample, orcid: {ADA}, slug: singer}}\n- {{name: Sam Sample, orcid: {BEA}}}",
        {"singer": "a", "sam-sample": "b"},
    ),
    "another ORCID than that of the person whom `entries` gives": (
        {"a": who("Sam Sample", BEA)},
        f"- {{name: Sam Sample, orcid: {ADA}, slug: singer, entries: [a]}}",
        {"sam-sample": "a"},
    ),
    "somebody's ORCID leaves the name to the other one": (
        {"a": who("Sam Sample", ADA), "b": who("Sam Sample", BEA), "c": who("Sam Sample")},
        f"- {{name: Sam Sample, orcid: {BEA}, slug: singer, entries: [b]}}\n- {{name: Sam Sample}}",
        {"singer": "b", "sam-sample": "ac"},
    ),
    "two people of one name, and nothing says which is meant": (
        {"a": who("Sam Sample", ADA), "b": who("Sam Sample", BEA), "c": who("Sam Sample")},
        f"- {{name: Sam Sample, orcid: {ADA}, slug: singer}}\n- {{name: Sam Sample, orcid: {BEA}, slug: nurse}}",
        {"singer": "a", "nurse": "b", "sam-sample": "c"},
    ),
    "somebody of the same name with another ORCID": (
        {"a": who("Sam Sample", ADA), "b": who("Sam Sample", BEA)},
        f"- {{name: Sam Sample, orcid: {ADA}, slug: singer}}",
        {"singer": "a", "sam-sample": "b"},
    ),
    "two ORCIDs are two people, also where people.yml gives none": (
        {"a": who("Sam Sample", ADA), "b": who("Sam Sample", BEA)},
        "- {name: Sam Sample, aliases: [S. Sample]}",
        {"sam-sample": "a", "sam-sample-2": "b"},
    ),
    "one slug for two names does not merge them": (
        {"a": who("Ada Example"), "b": who("Bea Example")},
        "- {name: Ada Example, slug: example}\n- {name: Bea Example, slug: example}",
        {"example": "a", "example-2": "b"},
    ),
}


@pytest.mark.parametrize(("entries", "people_yml", "expected"), PEOPLE_YML.values(), ids=PEOPLE_YML)
def test_people_yml_merges_and_tells_apart(
    entries: Mapping[str, Mapping[str, Any]], people_yml: str, expected: Mapping[str, str]
) -> None:
    assert people(entries, people_yml) == {slug: frozenset(group) for slug, group in expected.items()}


def test_the_record_of_a_person_gathers_orcid_and_roles(snapshot: Snapshot) -> None:
    by_slug = {record.slug: record for record in snapshot.catalogue.people.values()}
    ada = by_slug["ada-example"]
    assert (ada.label, ada.orcid) == ("Ada Example", ADA)
    roles = {role: [entry.slug for entry in entries] for role, entries in ada.by_role().items()}
    assert roles == {
        "contributor": ["phone-friends", "shared-garden"],
        "principal investigator": ["phone-friends"],
        "author": ["choir-in-numbers"],
    }
    assert [entry.slug for entry in by_slug["a-example"].entries] == ["choir-in-numbers"]
    assert [entry.slug for entry in by_slug["sam-sample"].entries] == ["phone-friends"]
    assert [entry.slug for entry in by_slug["sam-sample-singer"].entries] == ["carers-choir"]


ROLES = {
    "Example University": {"affiliation": ["phone-friends", "choir-in-numbers"]},
    "Example School of Nursing": {"affiliation": ["phone-friends"]},
    "Example Town Council": {
        "commissioner": ["phone-friends"],
        "author": ["gardens-review"],
        "lead": ["shared-garden"],
    },
    "Example Town Library": {"involved": ["phone-friends"]},
    "Example Fund": {"funder": ["phone-friends"]},
    "Example Press": {"publisher": ["choir-in-numbers"]},
    "Carers Choir": {"affiliation": ["carers-choir"]},
    "Knowledge base editors": {
        "contributor": ["gardens-review", "choir-in-numbers", "kitchen-table-talks"],
    },
}


def test_roles_of_organisations_come_from_every_field_that_names_one(snapshot: Snapshot) -> None:
    records = snapshot.catalogue.organisations.values()
    roles = {
        record.label: {role: [entry.slug for entry in entries] for role, entries in record.by_role().items()}
        for record in records
    }
    assert roles == ROLES


def test_a_parent_has_a_record_though_no_entry_names_it() -> None:
    terms = (
        "- {name: School, parent: Faculty}\n- {name: Faculty, parent: Example University}\n- {name: Example University}\n"
        "- {name: Nobody’s School, parent: Nobody’s University}\n- {name: Nobody’s University}"
    )
    catalogue = collect({"a": {"organisations": ["School"]}}, {"organisations": terms}).catalogue
    labels = {record.label: len(record.entries) for record in catalogue.organisations.values()}
    assert labels == {"School": 1, "Faculty": 0, "Example University": 0}


def test_parents_in_a_circle_end() -> None:
    terms = "- {name: School, parent: Faculty}\n- {name: Faculty, parent: School}"
    found = collect({"a": {"organisations": ["School"]}}, {"organisations": terms})
    assert {record.label for record in found.catalogue.organisations.values()} == {"School", "Faculty"}
    assert coded(found, "circle")


def test_spellings_of_a_keyword_share_a_record() -> None:
    entries = {
        "a": {"keywords": ["Co-Production"]},
        "b": {"keywords": ["coproduction"]},
        "c": {"keywords": ["CO PRODUCTION"]},
        "d": {"keywords": ["co-design"]},
    }
    curated = collect(entries, {"keywords": "- {label: co-production, aliases: [coproduction]}"}).catalogue
    assert curated.keyword("Coproduction").label == "co-production"
    assert {entry.slug for entry in curated.keyword("coproduction").entries} == {"a", "b", "c"}
    without = collect(entries).catalogue
    assert {entry.slug for entry in without.keyword("co-production").entries} == {"a", "c"}
    assert {entry.slug for entry in without.keyword("coproduction").entries} == {"b"}


def test_records_that_want_one_address_get_different_ones() -> None:
    records = [Record(label, slug) for label, slug in (("A", "x"), ("B", "x"), ("C", "x-2"), ("D", "x"))]
    collided = disambiguated(records)
    assert [record.slug for record in records] == ["x", "x-2", "x-2-2", "x-3"]
    assert [(later.label, first.label) for later, first in collided] == [("B", "A"), ("C", "B"), ("D", "A")]


def test_a_slug_in_the_vocabulary_settles_a_collision() -> None:
    entries = {"a": {"keywords": ["c"]}, "b": {"keywords": ["c++"]}}
    assert [found.code for found in collect(entries).errors] == ["colliding-address"]
    settled = collect(entries, {"keywords": "- {label: c}\n- {label: c++, slug: c-plus-plus}"})
    assert settled.errors == ()
    assert [settled.catalogue.keyword(name).slug for name in ("c", "c++")] == ["c", "c-plus-plus"]
