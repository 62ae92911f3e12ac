"""Every section of the desk finds what it is for, with what settles it, and is silent once that is mended."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import pytest

from coprod_kb.desk.model import Section, command, where
from coprod_kb.desk.sections import desk_sections
from coprod_kb.front_matter.description import CollectionDescription
from coprod_kb.links.last_check import LastCheck
from tests.conftest import collect

Entries = Mapping[str, Mapping[str, Any]]


class Case(NamedTuple):
    """A broken collection and a mended one; of the tasks for the broken one what is to do, and what settles the first."""

    section: str
    broken: Entries
    mended: Entries
    what: list[str]
    settles: str
    vocabulary: Mapping[str, str] = {}


def sections(entries: Entries, vocabulary: Mapping[str, str] | None = None) -> dict[str, Section]:
    snapshot = collect(entries, vocabulary, drafts=True)
    return {
        section.name: section for section in desk_sections(snapshot, LastCheck(None, ()), date(2025, 1, 1))
    }


def by(*authors: str, **fields: Any) -> dict[str, Any]:
    return {"authors": list(authors), **fields}


def at(*organisations: str) -> dict[str, Any]:
    return {"organisations": list(organisations)}


DOI = "10.5555/example.1"
TWICE = {name: {"keywords": ["PPI", "co-production"]} for name in "ab"}
ONE_TERM = {"keywords": "- label: co-production\n"}
ENDED = {"period": {"start": "2019", "end": "2020"}}
ORCIDS = [{"name": "Bo Example", "orcid": orcid} for orcid in ("0000-0002-1825-0097", "0000-0001-5109-3700")]

CASES = {
    "an error": Case("errors", {"a": {"type": "poem"}}, {"a": {}}, ["`type` cannot be “poem”. [unknown-value]"], "Write one of"),
    "a draft": Case("drafts", {"a": {"draft": "true"}}, {"a": {}}, ["a (project, 2020)"], "coprod-kb publish entries/a.md --read-by 'YOUR NAME'"),
    "a draft that lacks something": Case("drafts", {"a": {"draft": "true", "contributors": None}}, {"a": {}}, ["a (project, 2020)"], "Mend this in entries/a.md first."),
    "an entry that nobody has reviewed": Case("review", {"a": {}}, {"a": {"reviewed": {"by": "Ada Example", "on": "2023-02-01"}}}, ["a"], "coprod-kb set reviewed 'by=YOUR NAME' on=2025-01-01 --where 'entry=\"a\"'"),
    "a review that is two years old": Case("review", {"a": {"reviewed": {"by": "Ada Example", "on": "2022-12-31"}}}, {"a": {"reviewed": {"by": "Ada Example", "on": "2023-01-01"}}}, ["a"], "on=2025-01-01"),
    "no summary": Case("no-summary", {"a": {"summary": None}}, {"a": {}}, ["a"], "Write `summary` in entries/a.md"),
    "no summary, and an editor accepts it": Case("no-summary", {"a": {"summary": None}}, {"a": {"summary": None, "accepted": ["no-summary"]}}, ["a"], "Write"),
    "no address": Case("no-address", {"a": {"links": [{"label": "Report"}]}}, {"a": {"doi": DOI}}, ["a"], "Write `doi` in entries/a.md"),
    "no date": Case("no-date", {"a": {"date": None}}, {"a": {}}, ["a"], "Write `date` in entries/a.md"),
    "no facet": Case("no-facet", {"a": {}}, {"a": {"setting": ["home"]}}, ["a"], "`setting`, `stage`"),
    "one keyword only": Case("one-keyword", {"a": {}}, {"a": {"keywords": ["co-production", "carers"]}}, ["a"], "coprod-kb tag --add KEYWORD --where 'entry=\"a\"'"),
    "a keyword that is not in the vocabulary": Case("new-keywords", TWICE, {"a": {}}, ["“PPI” (2)"], "- label: PPI", ONE_TERM),
    "a keyword used once": Case("rare-keywords", {"a": {"keywords": ["it: new"]}}, {"a": {}}, ["“it: new” (1)"], '- label: "it: new"', ONE_TERM),
    "keywords used once, which go together": Case("rare-keywords", {"a": {"keywords": ["bees", "fees"]}, "b": {"draft": "true", "keywords": ["hives", "wax"]}}, {"a": {}}, ["“bees” (1)", "“fees” (1)", "“hives” (1)", "“wax” (1)"], "coprod-kb tag --remove bees", ONE_TERM),
    "a keyword and its abbreviation": Case("same-keywords", TWICE, {"a": {}}, ["“PPI” and “patient and public involvement” may be the same. One is the abbreviation of the other."], "coprod-kb merge keyword PPI 'patient and public involvement'", {"keywords": "- label: co-production\n- label: patient and public involvement\n"}),
    "an abbreviation that more entries have": Case("same-keywords", {**TWICE, "c": {"keywords": ["patient and public involvement", "co-production"]}}, {"a": {}}, ["“PPI” and “patient and public involvement” may be the same."], "coprod-kb merge keyword PPI 'patient and public involvement'"),
    "two keywords with one address": Case("same-keywords", {"a": {"keywords": ["c"]}, "b": {"keywords": ["c++"]}}, {"a": {}}, ["“c” and “c++” may be the same. They would have the same address."], "coprod-kb merge keyword c c++"),
    "initials of a person": Case("people", {"a": by("M Fisher"), "b": by("Mike Fisher")}, {"a": by("Mike Fisher"), "b": by("Mike Fisher")}, ["“M Fisher” and “Mike Fisher” may be one person. The initials of one fit the other."], "coprod-kb merge person 'M Fisher' 'Mike Fisher'"),
    "two people whom people.yml has": Case("people", {"a": by("M Fisher"), "b": by("Mike Fisher"), "c": by("Mia Example"), "d": by("Mia Exampel"), "e": by("Mia Example")}, {"a": by("M Fisher"), "b": by("Mike Fisher")}, ["“Mia Exampel” and “Mia Example” may be one person."], "coprod-kb merge person 'Mia Exampel' 'Mia Example'", {"people": "- name: M Fisher\n- name: Mike Fisher\n"}),
    "namesakes": Case("people", {"a": by(ORCIDS[0]), "b": by(ORCIDS[1])}, {"a": by("Bo Example"), "b": by("Bo Example")}, ["Two people would have the same page: “Bo Example”."], "coprod-kb split person 'Bo Example'"),
    "an organisation and its abbreviation": Case("same-organisations", {"a": at("Example Institute for Social Care"), "b": at("EISC")}, {"a": at("EISC")}, ["“EISC” and “Example Institute for Social Care” may be the same."], "coprod-kb merge organisation EISC 'Example Institute for Social Care'"),
    "an organisation without an address": Case("organisations", {"a": at("Example Trust")}, {"a": {}}, ["Example Trust: one entry, 2020; in the vocabulary; involved."], "coprod-kb new --ror ID", {"organisations": "- name: Example Trust\n"}),
    "an organisation with a website": Case("organisations", {"a": at("Example Trust", "Example Town")}, {"a": at("Example Trust")}, ["Example Town: one entry"], "coprod-kb new --ror ID", {"organisations": "- name: Example Trust\n  url: https://example.org/\n"}),
    "one DOI twice": Case("same-works", {"a": {"doi": DOI}, "b": {"doi": DOI}}, {"a": {"doi": DOI}}, ["entries/a.md and entries/b.md have the same DOI: “b”"], "formerly:\n  - b"),
    "nearly one title": Case("same-works", {"a": {"title": "Neighbours repaired bicycles"}, "b": {"title": "Neighbours repaired bicycle"}}, {"a": {}}, ["have nearly the same title"], "formerly:\n  - b"),
    "it has ended": Case("status", {"a": {**ENDED, "status": "ongoing"}}, {"a": {**ENDED, "status": "completed"}}, ["a: The status is “ongoing”, and the period ended in 2020."], "coprod-kb set status completed --where 'entry=\"a\"'"),
    "it has not begun": Case("status", {"a": {"period": {"start": "2030"}, "status": "ongoing"}}, {"a": {}}, ["the period only begins in 2030"], "coprod-kb set status planned"),
    "an accepted finding": Case("accepted", {"a": {"summary": None, "accepted": ["no-summary"]}}, {"a": {}}, ["There is no `summary`. The page says so. [no-summary]"], "delete `no-summary` below `accepted`"),
    "another finding": Case("check", {"a": {"links": [{"label": "Report"}]}}, {"a": {}}, ["link-without-address (1)"], "coprod-kb check --all --only link-without-address"),
}  # fmt: skip


def test_a_collection_without_facets_lacks_none() -> None:
    snapshot = collect({"a": {}}, description=CollectionDescription(facets=()))
    found = desk_sections(snapshot, LastCheck(None, ()), date(2025, 1, 1))
    assert [section.tasks for section in found if section.name == "no-facet"] == [[]]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_section_finds_what_is_broken_and_how_to_settle_it(case: Case) -> None:
    tasks = sections(case.broken, case.vocabulary)[case.section].tasks
    assert [task.what for task in tasks if not any(part in task.what for part in case.what)] == []
    assert len(tasks) == len(case.what)
    assert any(case.settles in f"{step.words} {step.code}" for step in tasks[0].steps), tasks[0].steps
    assert sections(case.mended, case.vocabulary)[case.section].tasks == []


@pytest.mark.parametrize(
    ("value", "filter_text"),
    [
        ("PPI", 'keyword="PPI"'),
        ('the "us" in it', """keyword='the "us" in it'"""),
        ("""a "b" it's""", """keyword=“a "b" it's”"""),
    ],
)
def test_filters_have_marks_that_the_value_lacks(value: str, filter_text: str) -> None:
    assert where("keyword", value) == ("--where", filter_text)


@pytest.mark.parametrize(
    ("word", "line"),
    [
        ("PPI", "PPI"),
        ("peer support", "'peer support'"),
        ("Crohn's", '"Crohn\'s"'),
        ("it's $x", "'it'\"'\"'s $x'"),
        ("", "''"),
    ],
)
def test_commands_are_quoted_for_a_shell(word: str, line: str) -> None:
    assert command("tag", word) == f"coprod-kb tag {line}"
    assert shlex.split(command("tag", word)) == ["coprod-kb", "tag", word]


def test_every_section_has_a_case() -> None:
    assert {case.section for case in CASES.values()} >= set(sections({})) - {"links", "contributions"}


def test_keywords_are_dropped_together_as_long_as_every_published_entry_keeps_one() -> None:
    case = CASES["keywords used once, which go together"]
    [step] = sections(case.broken, case.vocabulary)["rare-keywords"].steps
    assert step.words == "Drop bees, hives and wax"
    assert step.code == (
        "coprod-kb tag --remove bees --remove hives --remove wax "
        """--where 'keyword="bees" or keyword="hives" or keyword="wax"'"""
    )
