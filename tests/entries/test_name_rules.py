"""Names that are not one plain name: which of them are found, and what to write instead."""

from __future__ import annotations

import pytest

from coprod_kb.entries.reading import read
from tests.conftest import NO_TERMS, entry_text


def found_in(**fields: object) -> list[tuple[str, str]]:
    """The code and the hint of each finding about names."""
    reading = read(entry_text(**fields).encode(), "entries/a.md", NO_TERMS)
    about = ("contributors", "authors", "investigators", "organisations", "publication")
    return [
        (found.code, found.hint)
        for found in reading.diagnostics
        if found.field and found.field.partition(".")[0] in about
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Kim Sample", "Sample, Kim", "García Example, Ada María", "van der Sample, Jan", "Example, John, Jr.", "John Example Jr.",
        "John Example 3rd", "O’Neill, Ada", "Kim Sample (Bob)", "Kim “Kit” Sample", "J. K. R. Sample", "Sample KR", "Sample, J.K.",
        "Lady Example", "李明", "KIM SAMPLE", "Jean-Paul d’Example", "Siân Enghraifft", "بن نمونه", "Trust, Ada",
    ],
)  # fmt: skip
def test_a_plain_name_is_no_question(name: str) -> None:
    assert found_in(authors=[name]) == []


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("Dr Kim Sample, PhD", "name-with-more", "Write `Kim Sample`."),
        ("Professor Dame Kim Sample", "name-with-more", "Write `Kim Sample`."),
        ("Sample, Kim, RN", "name-with-more", "Write `Kim Sample`."),
        ("Dr Ada van der Sample MBE", "name-with-more", "Write `Ada van der Sample`."),
        ("Kim Sample (ed.)", "name-with-more", "Write `Kim Sample`."),
        ("Kim Sample*", "name-with-more", "Write `Kim Sample`."),
        ("Kim Sample†‡", "name-with-more", "Write `Kim Sample`."),
        ("Kim Sample¹", "name-with-more", "Write `Kim Sample`."),
        ("Kim Sample1,2", "name-with-more", "Write `Kim Sample`."),
        ("Sample, Kim1", "name-with-more", "Write `Kim Sample`."),
        ("Kim Sample (Example University)", "name-with-more", "`name: Kim Sample`, and below it `organisation: Example University`"),
        ("Kim Sample, Example University", "name-with-more", "`name: Kim Sample`, and below it `organisation: Example University`"),
        ("Kim Sample & Bo Probe", "not-one-person", "`- Kim Sample`, `- Bo Probe`"),
        ("Kim Sample; Bo Probe", "not-one-person", "`- Kim Sample`, `- Bo Probe`"),
        ("Kim Sample, Bo Probe and Cay Muster", "not-one-person", "`- Kim Sample`, `- Bo Probe`, `- Cay Muster`"),
        ("Kim Sample et al.", "not-one-person", "Write `Kim Sample` alone. For the others that the source does not name, write `more_authors: true`."),
        ("Anonymous", "not-one-person", "delete this one"),
        ("World Health Organization", "organisation-as-name", "`organisation:`"),
        ("ada@example.org", "email-in-name", "Write the name instead."),
        ("Ada Example <ada@example.org>", "email-in-name", "Write `Ada Example` alone."),
        ("Example, Ada (mailto:ada@example.org)", "email-in-name", "Write `Example, Ada` alone."),
    ],
)  # fmt: skip
def test_what_is_not_one_plain_name_is_a_question_with_what_to_write(name: str, code: str, hint: str) -> None:
    [(found, says)] = found_in(authors=[name])
    assert found == code
    assert hint in says


def test_editors_investigators_and_organisations_are_looked_at_as_well() -> None:
    assert found_in(publication={"editors": ["Dr Kim Sample"]}) == [("name-with-more", "Write `Kim Sample`.")]
    assert found_in(investigators=[{"name": "Kim Sample*"}]) == [("name-with-more", "Write `Kim Sample`.")]
    assert found_in(organisations=["us@example.org"]) == [("email-in-name", "Write the name instead.")]
    mail = found_in(contributors=[{"name": "Ada Example", "organisation": "Example Trust, us@example.org"}])
    assert mail == [("email-in-name", "Write `Example Trust` alone.")]
