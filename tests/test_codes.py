"""Every code of a diagnostic about a file, with the smallest file that has it."""

from __future__ import annotations

import ast
import inspect

import pytest

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries import field_rules, name_rules, plain_language, reading, vocabulary, vocabulary_files
from coprod_kb.entries.reading import read
from coprod_kb.entries.vocabulary_files import read_vocabulary
from coprod_kb.front_matter import (
    entry_schema,
    field_groups,
    field_types,
    forms,
    schema_steps,
    splitting,
    strict_yaml,
    validation,
)
from coprod_kb.values import characters
from tests.test_docs import codes_in

MODULES = (
    characters,
    splitting,
    strict_yaml,
    field_types,
    forms,
    field_groups,
    entry_schema,
    schema_steps,
    validation,
    vocabulary,
    vocabulary_files,
    reading,
    field_rules,
    name_rules,
    plain_language,
)
PATH = "entries/a.md"
FACETS = b"setting:\n- label: hospital\n"
KEYWORDS = b"- label: co-production\n"
OWN = {
    "title": "A",
    "type": "paper",
    "keywords": "[co-production]",
    "contributors": "[Ada Example]",
    "summary": "One.",
    "date": "2022",
    "formats": "[{kind: audio}]",
}


def entry(fields: str = "", **own: str | None) -> bytes:
    """An entry that has no fault but those of the arguments; `None` leaves a field out."""
    lines = [f"{name}: {value}" for name, value in (OWN | own).items() if value is not None]
    return "\n".join(["---", *lines, fields, "---", ""]).encode()


ENTRIES: dict[str, bytes] = {
    # splitting, strict_yaml
    "encoding": b"\xff",
    "empty-file": b"",
    "front-matter-missing": b"A",
    "front-matter-open": b"---\ntitle: A\n",
    "control-character": entry(title="A\x07"),
    "bidi-control": entry(title="A\u202eB"),
    "invisible-character": entry(title="A\u200bB"),
    "address-in-label": entry("links: [{label: 'A: https://example.org/'}]"),
    "address-mark": entry("links: [{label: A, url: 'https://example.org/a.'}]"),
    "yaml-syntax": entry(title="A: B"),
    "comment-in-text": entry(title="A #1"),
    "joined-items": entry("licence: A\n  - B"),
    "yaml-anchor": entry("licence: &a B"),
    "yaml-tag": entry("licence: !a B"),
    "yaml-alias": entry("licence: *a"),
    "yaml-merge": entry("<<: {}"),
    "yaml-key": entry("? []\n: A"),
    "duplicate-key": entry("title: B"),
    "too-deep": entry("licence: [[[[[[[[[]]]]]]]]]"),
    "too-long": entry(title="A" * 401),
    # field_types, field_groups, schema
    "too-many": entry(keywords=f"[{', '.join(map(str, range(51)))}]"),
    "one-line": entry(title="|\n  A\n  B"),
    "slug": entry("related: [A]"),
    "url": entry("links: [{label: A, url: B}]"),
    "language": entry("language: English"),
    "amount": entry("funding: [{amount: much}]"),
    "date": entry(date="soon"),
    "period": entry("period: soon", date=None),
    "date-and-period": entry("period: 2018 – ongoing"),
    "flag": entry("draft: maybe"),
    "doi": entry("doi: A"),
    "orcid": entry(contributors="[{name: Ada Example, orcid: 0000-0002-1825-0098}]"),
    "isbn": entry("isbn: 9780306406158"),
    "pmid": entry("pmid: A"),
    "nobody-named": entry(contributors="[{orcid: 0000-0002-1825-0097}]"),
    "name-in-parts": entry(contributors="[{given: Ada}]"),
    # validation
    "old-form": entry("reviewed: 2026-06-01"),
    "missing-field": entry(title=None),
    "unknown-field": entry("titel: B"),
    "unknown-value": entry(type="book"),
    "wrong-type": entry(title="[A]"),
    # reading
    "fields-in-text": entry() + b"licence: A\n",
    "not-reported": entry("setting: n/a"),
    "unknown-term": entry("setting: [A]"),
    "unknown-keyword": entry(keywords="[A]"),
    "repeated-keyword": entry(keywords="[co-production, Co Production]"),
    "not-one-person": entry(contributors="[Kim Sample & Bo Probe]"),
    "organisation-as-name": entry(contributors="[Example Trust]"),
    "name-with-more": entry(contributors="[Dr Kim Sample]"),
    "email-in-name": entry(contributors="[ada@example.org]"),
    "assigned-absent": entry("assigned: [doi]"),
    "no-summary": entry(summary=None),
    "no-date": entry(date=None),
    "main-language": entry(title="{cy: A, gd: B}"),
    "link-without-address": entry("links: [{label: A}]"),
    # plain_language
    "hard-to-read": entry(summary=" ".join(["Everyone"] * 15)),
    "unexplained-abbreviation": entry(summary="The PPI group met."),
}
VOCABULARY: dict[str, tuple[str, bytes]] = {
    "ror": ("organisations.yml", b"- name: A\n  ror: B"),
    "site-address": ("addresses.yml", b"- {address: old/, to: /people/}"),
    "coordinates": ("facets.yml", b"places:\n- label: A\n  coordinates: 91, 0"),
    "synonym": ("synonyms.yml", b"- [pay, money-for-time]"),
    "former-address": ("addresses.yml", b"- address: /old/"),
    "spelling-claimed-twice": ("keywords.yml", b"- label: A\n- label: a"),
    "unknown-term": ("keywords.yml", b"- label: A\n  related: [B]"),
    "circle": ("keywords.yml", b"- label: A\n  broader: [A]"),
    "unknown-facet": ("facets.yml", b"colour: []"),
}
OF_THE_FILE = {"file-name"}
"""Codes that concern a file as a whole."""

WARNINGS = {
    "address-in-label",
    "address-mark",
    "invisible-character",
    "comment-in-text",
    "unknown-keyword",
    "repeated-keyword",
    "assigned-absent",
    "not-one-person",
    "organisation-as-name",
    "name-with-more",
    "fields-in-text",
    "old-form",
    "joined-items",
    "no-summary",
    "no-date",
    "link-without-address",
    "hard-to-read",
    "unexplained-abbreviation",
}


def diagnostics_of(data: bytes, path: str = PATH) -> tuple[Diagnostic, ...]:
    vocabulary, faults = read_vocabulary({"keywords.yml": KEYWORDS, "facets.yml": FACETS}, "vocabulary")
    assert faults == []
    return read(data, path, vocabulary).diagnostics


def test_the_entry_that_is_spoiled_here_has_no_fault_of_its_own() -> None:
    assert diagnostics_of(entry()) == ()


def assert_it_can_be_acted_on(found: Diagnostic, path: str) -> None:
    assert found.is_error == (found.code not in WARNINGS)
    assert found.path == path
    assert found.message.endswith(".")
    assert found.hint.endswith(".")
    assert (found.line or 0) >= 1
    assert (found.column or 0) >= 1


@pytest.mark.parametrize(("code", "data"), ENTRIES.items(), ids=ENTRIES)
def test_an_entry_with_one_fault_gives_its_code_and_no_other(code: str, data: bytes) -> None:
    (found,) = diagnostics_of(data)
    assert found.code == code
    assert_it_can_be_acted_on(found, PATH)


@pytest.mark.parametrize(("code", "name", "data"), [(code, *file) for code, file in VOCABULARY.items()])
def test_a_vocabulary_with_one_fault_gives_its_code_and_no_other(code: str, name: str, data: bytes) -> None:
    (found,) = read_vocabulary({name: data}, "vocabulary")[1]
    assert found.code == code
    assert_it_can_be_acted_on(found, f"vocabulary/{name}")


def test_a_bad_file_name_concerns_the_whole_file() -> None:
    (found,) = diagnostics_of(entry(), "entries/A B.md")
    assert (found.code, found.line, found.column) == ("file-name", 1, 1)
    assert found.is_error
    assert found.hint


# --- The table is complete ---------------------------------------------------------------------------


def test_the_tables_hold_every_code_of_these_modules_and_nothing_else() -> None:
    codes = {module.__name__: set(codes_in(ast.parse(inspect.getsource(module)))) for module in MODULES}
    assert all(codes.values()), "the search for codes has lost a module"
    assert ENTRIES.keys() | VOCABULARY.keys() | OF_THE_FILE == set().union(*codes.values())
