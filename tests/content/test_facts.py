"""Every fact of `facts.csv` stands in its entry, in the source's own spelling.

A fact is an entry, a dotted path into its front matter, and a value that must be among the
values found there. Items of lists count one by one. “Picker | lead” is an item with that name
and role. The table is whole for the fields in `WHOLE`: nothing stands beyond it there, unless
the editors chose it (`assigned`).
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from frontmatter.default_handlers import YAMLHandler
from tests import ROOT

from coprod_kb.collection.site import open_site
from coprod_kb.diagnostics import Severity

HERE = Path(__file__).parent
ENTRIES = HERE.parent.parent / "entries"


class Fact(NamedTuple):
    entry: str
    field: str
    value: str
    source: str


def read_facts() -> list[Fact]:
    with (HERE / "facts.csv").open(encoding="utf-8", newline="") as table:
        return [Fact(**row) for row in csv.DictReader(table, strict=True)]


@cache
def front_matter(entry: str) -> object:
    """The front matter with every scalar as text."""
    handler = YAMLHandler()
    source, _ = handler.split((ENTRIES / f"{entry}.md").read_text(encoding="utf-8"))
    return handler.load(source, Loader=yaml.BaseLoader)


def values_at(node: object, path: list[str]) -> list[str]:
    """All text at `path`; nothing where the path ends early."""
    if isinstance(node, list):
        return [value for item in node for value in values_at(item, path)]
    if isinstance(node, dict):
        return values_at(node[path[0]], path[1:]) if path and path[0] in node else []
    return [node] if isinstance(node, str) and not path else []


def named_with_role(node: object) -> list[str]:
    """`name | role` of every item that has both."""
    items = node if isinstance(node, list) else []
    pairs = [item for item in items if isinstance(item, dict) and "role" in item]
    return [f"{item['name']} | {item['role']}" for item in pairs]


WHOLE = (
    "keywords",
    "contributors.name",
    "authors.name",
    "references.text",
    "organisations",
    "funding.amount",
)
FACTS = read_facts()


def found_at(entry: str, field: str) -> list[str]:
    front = front_matter(entry)
    if field in {"organisations", "investigators"} and isinstance(front, dict):
        return named_with_role(front.get(field))
    return values_at(front, field.split("."))


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact.entry}-{fact.field}-{fact.value[:40]}")
def test_the_entry_has_the_fact(fact: Fact) -> None:
    assert fact.value in found_at(fact.entry, fact.field), fact.source


@pytest.mark.parametrize("entry", sorted({fact.entry for fact in FACTS}))
def test_the_entry_has_nothing_beyond_the_facts(entry: str) -> None:
    assigned = values_at(front_matter(entry), ["assigned"])
    for field in WHOLE:
        if field.split(".")[0] not in assigned:
            known = {fact.value for fact in FACTS if (fact.entry, fact.field) == (entry, field)}
            assert set(found_at(entry, field)) == known, field


def test_the_table_is_about_entries_that_are_here() -> None:
    """Entries that came in later have their facts checked by those who review them."""
    assert {fact.entry for fact in FACTS} <= {path.stem for path in ENTRIES.rglob("*.md")}


def test_no_fact_stands_twice() -> None:
    places = [(fact.entry, fact.field, fact.value) for fact in FACTS]
    assert len(places) == len(set(places))


def test_the_strict_check_passes() -> None:
    found = open_site(ROOT).check().diagnostics
    assert [finding for finding in found if finding.severity is not Severity.NOTE] == []
