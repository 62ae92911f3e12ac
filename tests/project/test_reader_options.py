"""Options of `mkdocs.yml` that readers see: who runs it, where to look for a work, what nobody has read."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from coprod_kb.project.configuration import configuration_faults
from coprod_kb.project.reader_options import DEFAULT_SEARCHES, Unreviewed
from coprod_kb.project.settings import Settings


def findings(extra: str) -> list[tuple[str, bool, int | None, str]]:
    text = f"site_url: https://example.org/\nextra:\n{extra}"
    found = configuration_faults(yaml.safe_load(text), "mkdocs.yml", text.encode())
    assert all(finding.hint for finding in found)
    return [(finding.code, finding.is_error, finding.line, finding.message) for finding in found]


def config(**extra: Any) -> dict[str, Any]:
    return {"site_name": "Example Town", "extra": extra}


ADA = {"name": "Ada Example", "organisation": "Example University"}
NOBODY = {
    "name": "the editors (no name given yet)",
    "organisation": "",
    "reviewed": "",
    "address": "",
    "url": "",
}
MAIL = {"address": "a@example.org", "url": "mailto:a@example.org"}
WEB = {"address": "https://example.org/us", "url": "https://example.org/us"}
EDITORS = [
    ({}, NOBODY),
    ({"editors": None}, NOBODY),
    ({"editors": "Ada Example"}, NOBODY),
    ({"contact": "a@example.org"}, NOBODY | MAIL),
    ({"editors": ADA | {"reviewed": "2026-01-31"}}, NOBODY | ADA | {"reviewed": "31 January 2026"}),
    ({"editors": ADA | {"address": "https://example.org/us"}, "contact": "a@example.org"}, NOBODY | ADA | WEB),
    ({"editors": ADA | {"address": "a@example.org", "reviewed": 2026}}, NOBODY | ADA | MAIL | {"reviewed": "2026"}),
    ({"editors": ADA | {"address": "javascript:alert(1)", "reviewed": "soon"}}, NOBODY | ADA),
]  # fmt: skip


@pytest.mark.parametrize(("extra", "expected"), EDITORS)
def test_who_runs_the_collection(extra: dict[str, Any], expected: dict[str, str]) -> None:
    assert Settings.of(config(**extra)).who_runs_it() == expected


NO_NAME = "Readers cannot see who runs the collection: `extra.editors` has no `name`."
EDITOR_FAULTS = [
    ("  contact: a@example.org\n", [(False, 2, NO_NAME)]),
    ("  editors: {organisation: Example University}\n", [(False, 2, NO_NAME)]),
    ("  editors:\n    name: Ada\n    reviewed: 2026-01-31\n", []),
    ("  editors: Ada\n", [(True, 3, "`editors` is not a group of fields.")]),
    ("  editors:\n    name: Ada\n    mail: a\n", [(True, 5, "`editors` has no `mail`.")]),
    (
        "  editors:\n    name: Ada\n    address: http://example.org\n",
        [(True, 5, "“http://example.org” is neither an e-mail address nor an https address.")],
    ),
    (
        "  editors:\n    name: Ada\n    reviewed: '2026-13'\n",
        [(True, 5, "There is no month 13 in “2026-13”: months run from 01 to 12.")],
    ),
]


@pytest.mark.parametrize(("extra", "expected"), EDITOR_FAULTS)
def test_faults_of_the_editors(extra: str, expected: list[tuple[bool, int, str]]) -> None:
    assert findings(extra) == [("editors", *fault) for fault in expected]


NAMED = "  editors: {name: Ada}\n  find_this_work:\n"
SEARCH_FAULTS = [
    ("  - {label: A, address: 'https://example.org/?q={words}'}\n", []),
    ("    label: A\n", [(5, "`find_this_work` is not a list.")]),
    ("  - https://example.org\n", [(5, "This is not a search with a label and an address.")]),
    ("  - address: 'https://example.org/?q={words}'\n", [(5, "The search has no label.")]),
    ("  - {label: A}\n", [(5, "“” is not an https address.")]),
    ("  - {label: A, address: 'http://example.org/?q={words}'}\n", [(5, "“http://example.org/?q={words}” is not an https address.")]),
    ("  - {label: A, address: 'javascript:{words}'}\n", [(5, "“javascript:{words}” is not an https address.")]),
    ("  - {label: A, address: 'https://example.org/'}\n", [(5, "The address has no place for the words to look for: “https://example.org/”.")]),
    ("  - {label: A, address: 'https://{words}.example.org/'}\n", [(5, "The address has no place for the words to look for: “https://{words}.example.org/”.")]),
    ("  - {label: A, address: 'https://example.org/{words}', icon: b}\n", [(5, "A search has no `icon`.")]),
]  # fmt: skip


@pytest.mark.parametrize(("searches", "expected"), SEARCH_FAULTS)
def test_faults_of_searches(searches: str, expected: list[tuple[int, str]]) -> None:
    assert findings(NAMED + searches) == [("find-this-work", True, *fault) for fault in expected]
    labels = [search.label for search in Settings.of(yaml.safe_load(f"extra:\n{NAMED}{searches}")).searches]
    assert labels == [search.label for search in DEFAULT_SEARCHES] if expected else labels == ["A"]


UNREVIEWED = [
    ("mark", Unreviewed.MARK, []),
    ("leave-out", Unreviewed.LEAVE_OUT, []),
    ("", Unreviewed.AS_OTHERS, []),
    ("leave out", Unreviewed.AS_OTHERS, [(4, "`unreviewed` cannot be “leave out”.")]),
    ("[mark]", Unreviewed.AS_OTHERS, [(4, "`unreviewed` cannot be “['mark']”.")]),
]


@pytest.mark.parametrize(("value", "meant", "expected"), UNREVIEWED)
def test_what_becomes_of_unread_entries(
    value: str, meant: Unreviewed, expected: list[tuple[int, str]]
) -> None:
    extra = f"  editors: {{name: Ada}}\n  unreviewed: {value}\n"
    assert findings(extra) == [("unreviewed", True, *fault) for fault in expected]
    assert Settings.of(yaml.safe_load(f"extra:\n{extra}")).unreviewed is meant


def test_the_default_searches_are_valid() -> None:
    searches = [{"label": search.label, "address": search.address} for search in DEFAULT_SEARCHES]
    assert Settings.of(config(find_this_work=searches)).searches == DEFAULT_SEARCHES
