"""A field that is described in one place is asked for, checked and explained everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import pytest
import yaml
from pydantic import Field

from coprod_kb.contributing.forms import form_parts
from coprod_kb.contributing.issue_form import issue_form
from coprod_kb.contributing.new_entry import flag, terminal_questions
from coprod_kb.contributing.questions import patterns
from coprod_kb.entries.reading import read
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter import entry_schema
from coprod_kb.front_matter.asking import Asked, Part
from coprod_kb.front_matter.field_types import UpTo
from coprod_kb.front_matter.forms import Form
from coprod_kb.front_matter.json_schema import json_schema
from coprod_kb.front_matter.mapping import Mapped
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.project.settings import Settings
from tests.conftest import entry_text
from tests.manual.fields import TABLES

SHELF = Form(
    "shelf",
    "“{value}” is not a shelf.",
    "Write a letter and a number, such as `B 12`.",
    pattern="[A-Z] [0-9]+",
)


class WithShelves(FrontMatter):
    """The fields of an entry, with one that nobody has heard of."""

    shelves: Annotated[
        tuple[Annotated[str, SHELF], ...],
        UpTo(7),
        Asked(
            part=Part.PUBLISHED,
            item="shelf",
            question="On which shelf is it?",
            why="People look for it there.",
        ),
        Mapped("call-number", "position"),
    ] = Field((), title="Shelves", description="Where it stands.", examples=[["B 12"]])


@pytest.fixture
def vocabulary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Vocabulary]:
    monkeypatch.setattr(entry_schema, "FrontMatter", WithShelves)
    entry_schema.entry_schema.cache_clear()
    yield Vocabulary()
    entry_schema.entry_schema.cache_clear()


def test_a_field_is_described_in_one_place(vocabulary: Vocabulary) -> None:
    [(title, shelves)] = [
        (part.title, question)
        for part in form_parts(vocabulary)
        for question in part.questions
        if question.name == "shelves"
    ]
    assert (title, shelves.label, shelves.hint, shelves.most) == (
        "Where it was published",
        "Shelves",
        "Where it stands.",
        7,
    )
    assert (shelves.of[0].label, shelves.of[0].form) == ("Shelf", "shelf")
    assert (
        shelves.of[0].messages["bad"]
        == "“{value}” is not a shelf. Write a letter and a number, such as “B 12”."
    )
    assert patterns(vocabulary)["shelf"] == SHELF.expression
    form = yaml.safe_load(issue_form(Settings(site_name="Example"), vocabulary))
    [element] = [element for element in form["body"] if element.get("id") == "shelves"]
    assert element["attributes"]["placeholder"] == "B 12"
    [asked] = [question for question in terminal_questions(vocabulary) if question.path == "shelves"]
    assert (flag(asked), asked.asked) == ("--shelf", "On which shelf is it?")
    schema = json_schema(vocabulary.schema)["properties"]["shelves"]
    assert (schema["title"], schema["anyOf"][0]["items"]["pattern"]) == ("Shelves", SHELF.expression)
    rows = "\n".join(row for table in TABLES.values() for row in table(vocabulary.schema))
    assert rows.count("shelves") == 4
    assert "| `shelves` | `call-number` | – | – | `position` |" in rows
    text = entry_text(shelves=["B 12", "12"]).encode()
    [found] = [error for error in read(text, "entries/a.md", vocabulary).diagnostics if error.is_error]
    assert (found.code, found.field, found.message) == ("shelf", "shelves.1", "“12” is not a shelf.")
