"""Every fact of `facts.csv` stands in its entry, in the source's own spelling.

A fact is an entry, a dotted path into its front matter, and a value that must be among the
values found there. Items of lists count one by one.
"""

import csv
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from frontmatter.default_handlers import YAMLHandler

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


FACTS = read_facts()


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact.entry}-{fact.field}-{fact.value[:40]}")
def test_the_entry_has_the_fact(fact: Fact) -> None:
    found = values_at(front_matter(fact.entry), fact.field.split("."))
    assert fact.value in found, f"{fact.source}; found: {found}"


def test_every_entry_has_facts() -> None:
    assert {fact.entry for fact in FACTS} >= {path.stem for path in ENTRIES.rglob("*.md")}


def test_no_fact_stands_twice() -> None:
    places = [(fact.entry, fact.field, fact.value) for fact in FACTS]
    assert len(places) == len(set(places))
