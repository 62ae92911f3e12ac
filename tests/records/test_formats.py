"""The tables of bibliographic formats."""

from __future__ import annotations

import re

import pytest

from coprod_kb.records.formats import bibtex, csl, csv_columns, ris
from coprod_kb.records.formats.bibtex import BIBLATEX, BIBTEX, Dialect
from coprod_kb.records.formats.kinds import NAMINGS, kind_of
from coprod_kb.values.type_names import CSL_TYPES
from tests import ROOT
from tests.conftest import CO_PRODUCTION

TABLES: list[tuple[str, set[str], dict[str, str]]] = [
    ("ris", set(ris.TAGS.values()), dict(ris.NOT_CARRIED)),
    ("bibtex", set(BIBTEX.fields.values()), dict(bibtex.NOT_CARRIED)),
    ("biblatex", set(BIBLATEX.fields.values()), dict(bibtex.NOT_CARRIED)),
]


@pytest.mark.parametrize(
    ("name", "carried", "lost"), TABLES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_table_covers_every_variable(name: str, carried: set[str], lost: dict[str, str]) -> None:
    assert carried | set(lost) | {"id", "type"} == set(csl.VARIABLES)


@pytest.mark.parametrize("dialect", [BIBTEX, BIBLATEX])
def test_types_of_bibtex_can_be_inverted(dialect: Dialect) -> None:
    assert dialect.types.keys() == {naming.csl for naming in NAMINGS.values()} == ris.TYPES.keys()
    for kind, written in dialect.types.items():
        subtype = {} if kind == "article" else {bibtex.SUBTYPE: bibtex.subtype_of(kind)}
        assert dialect.csl_type(written, subtype) == kind
    assert {*bibtex.OTHER_TYPES.values()} <= CSL_TYPES
    assert dialect.csl_type("nonsense", {}) == "document"


def test_kinds_can_be_inverted() -> None:
    for kind, naming in NAMINGS.items():
        assert kind_of(naming.csl, str(kind)) is kind
    assert {naming.csl for naming in NAMINGS.values()} <= CSL_TYPES
    assert kind_of("article") is kind_of("document") is None


def test_types_of_ris_can_be_inverted() -> None:
    back = {tag: kind for kind, tag in ris.TYPES.items()}
    assert len(back) == len(ris.TYPES)
    assert not back.keys() & ris.OTHER_TYPES.keys()
    assert {*back.values(), *ris.OTHER_TYPES.values()} <= CSL_TYPES


def documented_rows() -> list[list[str]]:
    """The cells of every row of every table in the documentation."""
    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    return [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]


def test_the_documentation_has_the_same_tables() -> None:
    """Every tag, every field and every column, in the row where it belongs."""
    rows = documented_rows()
    by_variable = {row[1].strip("`"): row for row in rows if len(row) == 5}
    for variable in set(csl.VARIABLES) - {"id", "type"}:
        _, _, tags, *fields = by_variable[variable]
        assert re.findall(r"`(\w+)`", tags) == [tag for tag, of in ris.TAGS.items() if of == variable]
        for dialect, cell in zip((BIBTEX, BIBLATEX), fields, strict=True):
            own = [name for name, of in dialect.fields.items() if of == variable]
            own += [special[variable] for special in dialect.by_type.values() if special.get(variable)]
            assert re.findall(r"`(\w+)`", cell) == list(dict.fromkeys(own))
    for kind in ris.TYPES:
        written = [f"`{kind}`", f"`{ris.TYPES[kind]}`"]
        written += [f"`@{dialect.types[kind]}`" for dialect in (BIBTEX, BIBLATEX)]
        assert written in [row[1:] for row in rows]
    columns = {row[0].strip("`"): row[1] for row in rows if len(row) == 2}
    assert columns.items() >= csv_columns.COLUMNS.items()
    assert columns.keys() >= set(csv_columns.columns(CO_PRODUCTION))
