"""`collection.yml`: what a collection says about its entries, and what is said about faults of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_kb.front_matter.description import DEFAULT
from coprod_kb.project.collection_file import FILE, read_description

ROOT = Path(__file__).parents[2]


def test_our_own_file_has_no_faults() -> None:
    description, found = read_description((ROOT / FILE).read_bytes())
    assert found == []
    assert [part.name for group in description.facts for part in group.parts][:2] == ["who", "stages"]


def test_what_is_left_out_has_its_default() -> None:
    assert read_description(b"") == (DEFAULT, [])
    description, found = read_description(b"facets: []\n")
    assert (found, description.facets, description.types) == ([], (), DEFAULT.types)


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("typs: []\n", 1, "unknown-field"),
        ("types: 3\n", 1, "wrong-type"),
        ("facets:\n  - name: Where it is\n    label: A\n    description: B\n", 2, "field-name"),
        ("facts:\n  - name: how\n    label: How\n    description: D\n    address: how\n    parts: []\n", 6, "missing-field"),
        ("types:\n  - name: hive\n    label: Hive\n", 2, "missing-field"),
        ("a: &x 1\n", 1, "yaml-anchor"),
    ],
)  # fmt: skip
def test_faults_have_their_place(text: str, line: int, code: str) -> None:
    description, found = read_description(text.encode())
    assert description == DEFAULT
    assert (found[0].path, found[0].line, found[0].code) == (FILE, line, code)
