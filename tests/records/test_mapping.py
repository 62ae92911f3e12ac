"""Fields say truly where their values stand in records."""

from __future__ import annotations

from typing import Any

import pytest

from coprod_kb.front_matter.mapping import mapping_of
from coprod_kb.records.bibliography import item_of
from coprod_kb.records.formats.csl import VARIABLES
from coprod_kb.records.linked_data import agents_named, work_node
from tests.conftest import SCHEMA, collect
from tests.manual.fields import fields_of

PEOPLE = [{"name": "Ada Example"}]
GIVEN: dict[str, Any] = {
    "title": "Another title",
    "type": "report",
    "summary": "People met.",
    "date": "2022-07",
    "period": {"start": "2018", "end": "2019"},
    "keywords": ["gardening", "soup"],
    "authors": PEOPLE,
    "investigators": PEOPLE,
    "organisations": [{"name": "Example Trust", "role": "lead"}],
    "publication.kind": "book",
    "publication.editors": PEOPLE,
    "doi": "10.1000/182",
    "isbn": "9780306406157",
    "pmid": "29939208",
    "language": "cy",
    "licence": "CC BY 4.0",
    "funding": [{"funder": "Example Foundation", "reference": "7"}],
    "links": [{"label": "A", "url": "https://example.org/a"}],
    "formats": [{"kind": "audio", "url": "https://example.org/b"}],
    "references": [{"text": "A.", "doi": "10.1000/183"}],
    "more_authors": "true",
}
"""A value of each field that is not any line of text."""
BESIDE: dict[str, Any] = {"more_authors": {"authors": PEOPLE}, "period": {"type": "project"}}
"""What else an entry has to have."""


def records(**fields: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The CSL item and the node of linked data of an entry."""
    snapshot = collect({"a": {"type": "paper", "title": "A title", **fields}})
    [entry] = snapshot.catalogue.entries
    agents = agents_named(entry, snapshot.catalogue, snapshot.settings)
    item: Any = item_of(entry, snapshot.catalogue, snapshot.settings)
    return item, work_node(entry, agents, snapshot.catalogue, snapshot.settings)


@pytest.mark.parametrize(
    "path",
    [path for path, field in fields_of(SCHEMA) if mapping_of(field).csl or mapping_of(field).schema_org],
)
def test_a_value_stands_where_its_field_says(path: str) -> None:
    mapped = mapping_of(dict(fields_of(SCHEMA))[path])
    assert not mapped.csl or mapped.csl in VARIABLES
    group, _, part = path.partition(".")
    value = GIVEN.get(path, "Words 1")
    beside = BESIDE.get(path, {})
    without, with_value = records(**beside), records(**beside, **{group: {part: value} if part else value})
    for name, before, after in zip((mapped.csl, mapped.schema_org), without, with_value, strict=True):
        assert not name or after[name] != before.get(name), name
