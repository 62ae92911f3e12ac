"""Answers to questions: what their files hold, and what is found in them."""

import pytest

from coprod_kb.entries.answer_reading import read_answer
from tests.conftest import CO_PRODUCTION

PATH = "docs/questions/who-sings.md"
FIELDS = {
    "question": "Who sings?",
    "answer": "Carers do.",
    "certainty": "very low",
    "reviewed": "2024-05-01",
}


def answer_text(body: str = "Carers [sing](../../entries/carers-choir.md).\n", **own: str | None) -> bytes:
    """An answer without faults; `None` leaves a field out."""
    lines = [f"{name}: {value}" for name, value in (FIELDS | own).items() if value is not None]
    return "\n".join(["---", *lines, "---", "", body]).encode()


def test_an_answer_rests_on_the_entries_that_its_text_links_to() -> None:
    body = "[One](../../entries/a.md) and [two](b.md#what).\n\n> [One](a.md) again\n"
    answer, found = read_answer(answer_text(body, by="Ada Example", part="payment"), PATH, CO_PRODUCTION)
    assert found == []
    assert answer
    assert answer.address == "questions/who-sings/"
    assert [link.slug for link in answer.prose.entry_links] == ["a", "b", "a"]
    assert (answer.fields.by, answer.fields.part, answer.fields.certainty) == (
        "Ada Example",
        "payment",
        "very low",
    )


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param("Carers [sing](a.md).", [], id="a link to an entry"),
        pytest.param("Carers [sing][a].\n\n[a]: a.md", [], id="a link by reference"),
        pytest.param("Carers sing.", [8], id="no link"),
        pytest.param("Carers [sing](https://example.org/).", [8], id="a link elsewhere"),
        pytest.param("- [One](a.md)\n- two\n\n  [three](b.md)\n- four", [9, 12], id="items of a list"),
        pytest.param("| a | b |\n|---|---|\n| [c](a.md) | d |", [8, 8, 10], id="cells of a table"),
        pytest.param("## What we do not know\n\nEverything.\n\n- All", [], id="what nobody knows"),
        pytest.param("## What we do not know\n\nA.\n\n## What we know\n\nB.", [14], id="the part after it"),
        pytest.param("```\ncode\n```", [], id="code is no statement"),
        pytest.param("", [], id="no text"),
    ],
)
def test_each_statement_leads_to_an_entry(body: str, lines: list[int]) -> None:
    _, found = read_answer(answer_text(body), PATH, CO_PRODUCTION)
    assert [(finding.code, finding.is_error) for finding in found] == [
        ("statement-without-entry", False)
    ] * len(lines)
    assert [finding.line for finding in found] == lines


@pytest.mark.parametrize(
    ("own", "code", "read"),
    [
        ({"reviewed": None}, "not-reviewed", True),
        ({"question": None}, "missing-field", False),
        ({"answer": None}, "missing-field", False),
        ({"certainty": None}, "missing-field", False),
        ({"certainty": "quite sure"}, "unknown-value", False),
        ({"part": "money"}, "unknown-value", False),
        ({"reviewed": "2024"}, "date", False),
        ({"titel": "Who sings?"}, "unknown-field", False),
    ],
)
def test_faults_of_fields(own: dict[str, str | None], code: str, read: bool) -> None:
    answer, found = read_answer(answer_text(**own), PATH, CO_PRODUCTION)
    assert [finding.code for finding in found] == [code]
    assert found[0].path == PATH
    assert found[0].line
    assert found[0].hint
    assert bool(answer) is read


@pytest.mark.parametrize(
    ("data", "path", "code"),
    [
        (b"\xff", PATH, "encoding"),
        (b"", PATH, "empty-file"),
        (b"Who sings?", PATH, "front-matter-missing"),
        (answer_text(), "docs/questions/Who sings.md", "file-name"),
    ],
)
def test_files_that_are_no_answers(data: bytes, path: str, code: str) -> None:
    assert [finding.code for finding in read_answer(data, path, CO_PRODUCTION)[1]] == [code]


def test_the_text_is_held_to_the_rules_of_entries() -> None:
    body = "<script>alert(1)</script> [sing](a.md) and [run](javascript:alert(1))."
    answer, found = read_answer(answer_text(body), PATH, CO_PRODUCTION)
    assert {finding.code for finding in found} == {"raw-html", "link-address"}
    assert answer
    assert "<script" not in answer.prose.html
    assert answer.prose.html.count("href=") == 1
