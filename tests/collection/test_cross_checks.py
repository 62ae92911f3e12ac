"""What only shows when entries are seen together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from coprod_kb.collection.site import Snapshot, open_site
from tests.conftest import TODAY, coded, collect, entry_text


def test_the_miniature_has_just_these_warnings(snapshot: Snapshot) -> None:
    found = [
        (str(finding.severity), finding.path, finding.line, finding.code)
        for finding in snapshot.diagnostics
        if finding.path != "collection.yml"  # of the project's own collection
    ]
    assert found == [
        ("note", "entries", None, "no-accessible-format"),
        ("warning", "entries/kitchen-table-talks.md", 3, "no-date"),
        ("warning", "entries/kitchen-table-talks.md", 3, "no-summary"),
        ("warning", "entries/kitchen-table-talks.md", 6, "unknown-keyword"),
        ("note", "entries/phone-friends.md", 32, "link-without-address"),
        ("warning", "entries/walk-to-be-written.md", 3, "missing-field"),  # a draft without contributors
    ]


class Case(NamedTuple):
    """Entries, and the findings of one code: path, line and column, severity, part of the message."""

    entries: Mapping[str, str | Mapping[str, Any]]
    code: str
    expected: list[tuple[str, int | None, int | None, str, str]]


DOI = "10.5555/example.1"
TEXT = "Nothing.\n\nSee [the other one]({address})."  # the link stands on line 15, column 5
REPAIRED = "Neighbours repaired bicycles"


def linking(address: str) -> str:
    return entry_text(body=TEXT.format(address=address), title="a")


CASES = {
    "one file name in two folders": Case(
        {"north/garden": {"title": "Garden"}, "south/garden": {"title": "Choir"}},
        "duplicate-slug",
        [
            ("entries/north/garden.md", 1, 1, "error", "entries/south/garden.md has the same file name"),
            ("entries/south/garden.md", 1, 1, "error", "entries/north/garden.md has the same file name"),
        ],
    ),
    "one file name, and one of the two cannot be read": Case(
        {"garden": {}, "old/garden": "no front matter"},
        "duplicate-slug",
        [
            ("entries/garden.md", 1, 1, "error", "entries/garden/"),
            ("entries/old/garden.md", 1, 1, "error", "entries/garden/"),
        ],
    ),
    "people whose slugs agree": Case(
        {"a": {"authors": ["李明"]}, "b": {"authors": ["黎明"]}},
        "colliding-address",
        [("entries/b.md", 11, 3, "error", "“黎明” and “李明” would have the same address, people/li-ming/")],
    ),
    "organisations whose slugs agree": Case(
        {"a": {"organisations": ["Café"]}, "b": {"funding": [{"funder": "Cafe"}]}},
        "colliding-address",
        [("entries/b.md", 11, 3, "error", "organisations/cafe/")],
    ),
    "keywords whose slugs agree": Case(
        {"a": {"keywords": ["c"]}, "b": {"keywords": ["c++"]}},
        "colliding-address",
        [("entries/b.md", 7, 3, "error", "keywords/c/")],
    ),
    "collections whose slugs agree": Case(
        {"a": {"collection": "Green!"}, "b": {"collection": "Green?"}},
        "colliding-address",
        [("entries/b.md", 10, 13, "error", "collections/green/")],
    ),
    "one DOI, written in two ways": Case(
        {"a": {"doi": DOI}, "b": {"doi": f"https://doi.org/{DOI.upper()}"}, "c": {"doi": DOI}},
        "same-doi",
        [
            ("entries/b.md", 10, 6, "error", f"entries/a.md has the same DOI, {DOI}"),
            ("entries/c.md", 10, 6, "error", f"entries/a.md has the same DOI, {DOI}"),
        ],
    ),
    "the DOI of a withdrawn repetition": Case(
        {"a": {"doi": DOI}, "b": {"doi": DOI, "withdrawn": {"date": "2024-01-01", "reason": "Twice."}}},
        "same-doi",
        [],
    ),
    "titles that differ in order, capitals and a word": Case(
        {"a": {"title": f"{REPAIRED} together"}, "b": {"title": "TOGETHER neighbours repaired old bicycles"}},
        "near-same-title",
        [("entries/b.md", 2, 8, "warning", f"entries/a.md has nearly the same title: “{REPAIRED} together”")],
    ),
    "near-same titles with two DOIs, by two authors": Case(
        {
            "a": {"title": REPAIRED, "doi": DOI, "authors": ["Ada Example"]},
            "b": {"title": REPAIRED, "doi": f"{DOI}.2", "authors": ["Bo Probe"]},
            "c": {"title": REPAIRED, "doi": f"{DOI}.3", "authors": ["B. Probe"]},
        },
        "near-same-title",
        [("entries/c.md", 2, 8, "warning", "entries/b.md has nearly the same title")],
    ),
    "near-same titles, and an author without a word": Case(
        {
            "a": {"title": REPAIRED, "doi": DOI, "authors": ["—"]},
            "b": {"title": REPAIRED, "doi": f"{DOI}.2", "authors": ["Bo Probe"]},
        },
        "near-same-title",
        [("entries/b.md", 2, 8, "warning", "entries/a.md has nearly the same title")],
    ),
    "titles that share words only": Case(
        {"a": {"title": f"{REPAIRED} together"}, "b": {"title": f"{REPAIRED} alone"}},
        "near-same-title",
        [],
    ),
    "near-same titles of entries that name each other": Case(
        {"a": {"title": f"{REPAIRED}: part 1"}, "b": {"title": f"{REPAIRED}: part 2", "related": ["a"]}},
        "near-same-title",
        [],
    ),
    "`related` names no entry": Case(
        {"garden": {}, "b": {"related": ["garden", "gardn"]}},
        "unknown-entry",
        [("entries/b.md", 12, 3, "error", "There is no entry “gardn”")],
    ),
    "`references` names no entry": Case(
        {"b": {"references": [{"text": "A work", "entry": "zzz"}]}},
        "unknown-entry",
        [("entries/b.md", 12, 10, "error", "There is no entry “zzz”")],
    ),
    "`references` names a draft, which is text until then": Case(
        {"garden": {"draft": "true"}, "b": {"references": [{"text": "A work", "entry": "garden"}]}},
        "unknown-entry",
        [("entries/b.md", 12, 10, "warning", "“garden” is a draft, so it is not published")],
    ),
    "`related` names a draft": Case(
        {"garden": {"draft": "true"}, "b": {"related": ["garden"]}},
        "unknown-entry",
        [("entries/b.md", 11, 3, "error", "“garden” is a draft, so it is not published")],
    ),
    "a draft names a draft": Case(
        {"garden": {"draft": "true"}, "b": {"draft": "true", "related": ["garden"]}},
        "unknown-entry",
        [],
    ),
    "a draft names no entry": Case(
        {"b": {"draft": "true", "related": ["zzz"]}},
        "unknown-entry",
        [("entries/b.md", 12, 3, "error", "There is no entry “zzz”")],
    ),
    "an entry with errors, reported for that entry alone": Case(
        {"garden": {"type": "poem"}, "choir": {"doi": DOI, "places": ["x"]}, "b": {"related": ["garden", "choir"]}},
        "unknown-entry",
        [],
    ),
    "an old name that another entry has": Case(
        {"garden": {}, "b": {"formerly": ["garden"]}},
        "former-name-taken",
        [("entries/b.md", 11, 3, "error", "The old name “garden” belongs to the entry “garden”")],
    ),
    "an old name that is the present one": Case(
        {"a": {"formerly": ["a"]}},
        "former-name-taken",
        [("entries/a.md", 11, 3, "error", "The old name “a” belongs to the entry “a”")],
    ),
    "an old name that two entries claim": Case(
        {"a": {"formerly": ["old"]}, "b": {"formerly": ["old"]}},
        "former-name-taken",
        [("entries/a.md", 11, 3, "error", "The old name “old” belongs to the entry “b”")],
    ),
    "`related` names an entry by its old name": Case(
        {"garden": {"formerly": ["allotment"]}, "b": {"related": ["allotment"]}},
        "unknown-entry",
        [("entries/b.md", 11, 3, "error", "“allotment” is called “garden” now")],
    ),
    "an entry names itself": Case(
        {"a": {"related": ["a"]}},
        "own-entry",
        [("entries/a.md", 11, 3, "error", "names itself")],
    ),
    "a link in the text to no entry": Case(
        {"a": linking("gardn.md"), "garden": {}},
        "unknown-entry",
        [("entries/a.md", 15, 5, "error", "There is no entry “gardn”")],
    ),
    "a link in the text to a draft": Case(
        {"a": linking("garden.md"), "garden": {"draft": "true"}},
        "unknown-entry",
        [("entries/a.md", 15, 5, "error", "“garden” is a draft, so it is not published")],
    ),
    "a link in the text to a heading of a draft": Case(
        {"a": linking("garden.md#how"), "garden": {"draft": "true"}},
        "unknown-entry",
        [("entries/a.md", 15, 5, "error", "“garden” is a draft, so it is not published")],
    ),
    "a link in the text to no heading": Case(
        {"a": linking("garden.md#how-it-bgan"), "garden": entry_text("## How it began\n\nSo.", title="garden")},
        "unknown-heading",
        [("entries/a.md", 15, 5, "error", "“garden” has no heading “#how-it-bgan”")],
    ),
    "a link in the text to a heading": Case(
        {"a": linking("garden.md#how-it-began"), "garden": entry_text("## How it began\n\nSo.", title="garden")},
        "unknown-heading",
        [],
    ),
    "a link in the text to a withdrawn entry, whose address stays": Case(
        {"a": linking("garden.md"), "garden": {"withdrawn": {"date": "2024-01-01", "reason": "Wrong."}}},
        "unknown-entry",
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_findings_and_their_places(case: Case) -> None:
    found = coded(collect(case.entries), case.code)
    places = [(finding.path, finding.line, finding.column, str(finding.severity)) for finding in found]
    assert places == [expected[:4] for expected in case.expected]
    for one, expected in zip(found, case.expected, strict=True):
        assert expected[4] in one.message
        assert one.hint


HINTS = {
    "a misspelt entry": ({"garden": {}, "b": {"related": ["gardn"]}}, "Did you mean “garden”?"),
    "a misspelt heading": (
        {"a": linking("g.md#how-it-bgan"), "g": entry_text("## How it began", title="g")},
        "Did you mean “how-it-began”?",
    ),
    "a text without headings": ({"a": linking("g.md#how"), "g": {}}, "It has no headings."),
}


@pytest.mark.parametrize(("entries", "hint"), HINTS.values(), ids=HINTS)
def test_hints_name_what_was_probably_meant(entries: Mapping[str, Any], hint: str) -> None:
    assert hint in collect(entries).errors[0].hint


def test_two_terms_of_the_vocabulary_cannot_have_one_address() -> None:
    """Told in the vocabulary where no entry has either, and on an entry where one has the first."""
    terms = {"keywords": "- {label: c}\n- {label: c++}"}
    [unused] = collect({"a": {}}, terms).errors
    assert (unused.code, unused.path, unused.line) == ("colliding-address", "vocabulary/keywords.yml", None)
    [used] = collect({"a": {"keywords": ["c"]}}, terms).errors
    assert (used.code, used.path, used.line) == ("colliding-address", "entries/a.md", 7)


def test_findings_name_the_folder_of_the_vocabulary(tmp_path: Path) -> None:
    """The folder is an option of the project."""
    garden = {"contributors": ["李明"], "organisations": ["Café"], "keywords": ["d"]}
    choir = {"contributors": ["黎明"], "organisations": ["Cafe"], "keywords": ["d++"]}
    files = {
        "mkdocs.yml": "site_name: Example\nplugins: [coprod_kb: {vocabulary: terms}]\n",
        "terms/keywords.yml": "- label: c\n- label: c++\n- label: d\n- label: d++\n",
        "entries/garden.md": entry_text(**{"title": "Garden"} | garden),
        "entries/choir.md": entry_text(**{"title": "Choir"} | choir),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = open_site(tmp_path).read(today=TODAY).errors
    named = {(finding.path, *re.findall(r"[a-z]+/[a-z]+\.yml", finding.hint)) for finding in found}
    assert named == {
        ("entries/garden.md", "terms/people.yml"),
        ("entries/garden.md", "terms/organisations.yml"),
        ("entries/choir.md", "terms/keywords.yml"),
        ("terms/keywords.yml", "terms/keywords.yml"),
    }


STATUS = [
    # status, period, today, whether they contradict each other
    ("ongoing", "2018 – ongoing", date(2025, 1, 1), False),
    ("ongoing", "2018 – 2024", date(2024, 12, 31), False),
    ("ongoing", "2018 – 2024", date(2025, 1, 1), True),
    ("ongoing", "2026 – 2027", date(2025, 1, 1), True),
    ("ongoing", "2025-06 – 2027", date(2025, 6, 1), False),
    ("completed", "2018 – 2024", date(2025, 1, 1), False),
    ("completed", "2018 – 2024", date(2024, 5, 1), False),  # 2024 may mean March
    ("completed", "2018 – 2024-12-01", date(2024, 11, 30), True),
    ("completed", "2018 – ongoing", date(2025, 1, 1), True),
    ("planned", "2026 – 2027", date(2025, 1, 1), False),
    ("planned", "2025 – 2027", date(2025, 5, 1), False),  # 2025 may mean September
    ("planned", "2025-04 – 2027", date(2025, 5, 1), True),
    ("planned", "2018 – ongoing", date(2025, 1, 1), True),
]


@pytest.mark.parametrize(("status", "period", "today", "contradicts"), STATUS)
def test_status_against_period(status: str, period: str, today: date, contradicts: bool) -> None:
    found = collect({"a": {"status": status, "period": period}}, today=today).diagnostics
    codes = [(finding.code, str(finding.severity), finding.field) for finding in found]
    assert codes == [("status-against-period", "warning", "status")] * contradicts


def test_status_alone_contradicts_nothing() -> None:
    assert collect({"a": {"status": "ongoing"}}).diagnostics == ()
