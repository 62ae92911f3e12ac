"""Questions about words: what is asked, of which entries, and what is left in peace."""

from __future__ import annotations

from typing import Any

import pytest

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries.plain_language import HARD, abbreviations, lix, sentences
from tests.conftest import coded, collect

HARD_WORDS = "This innovative study leverages co-production to optimise the patient journey in a secondary care setting."
LONG = "We met and " * 13 + "we met again."
PLAIN = (
    "People with dementia, their carers and nurses planned a memory clinic together over one year. They chose its "
    "opening hours and rewrote its letters. More people came back for a second visit. Why they did was not studied."
)


def asked(code: str, **fields: Any) -> list[Diagnostic]:
    return coded(collect({"a": fields}), code)


# --- Summaries ---------------------------------------------------------------------------------------


def test_the_measure_is_words_in_a_sentence_and_long_words_in_a_hundred() -> None:
    assert lix(sentences("Dogs bark. Elephants trumpet, dogs bark.")) == 3 + 100 * 2 / 6
    assert lix(sentences(PLAIN)) < 40 < HARD < lix(sentences(HARD_WORDS))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One two. Three!", [2, 1]),
        ("“Is it so?” “Yes.” 3 came.", [3, 1, 2]),
        ("Some, e.g. carers, came at 3.30 on foot.", [10]),
        ("It\n  goes on", [3]),
        ("– … –", []),
        ("", []),
    ],
)
def test_sentences_end_where_the_next_one_starts(text: str, words: list[int]) -> None:
    assert [len(sentence.words) for sentence in sentences(text)] == words


def test_long_words_are_asked_about_with_the_sentence_that_has_them() -> None:
    (found,) = asked("hard-to-read", summary=HARD_WORDS)
    assert (found.field, found.line, found.is_error) == ("summary", 4, False)
    assert (
        "has 15 words, 8 of them with more than six letters: “This innovative study leverages"
        in found.message
    )
    assert "Make two or three sentences" in found.hint


def test_one_sentence_without_an_end_is_asked_about_however_short_its_words_are() -> None:
    (found,) = asked("hard-to-read", summary=f"It is new. {LONG} Then it was old. We went home at last.")
    assert "has 42 words" in found.message
    assert "“We met and We met and We met …”" in found.message


@pytest.mark.parametrize(
    "fields",
    [
        {"summary": PLAIN},
        {"summary": "Participatory interdisciplinary commissioning."},  # too short to be measured
        {"summary": None},
        {"summary": HARD_WORDS, "language": "cy"},
        {"summary": HARD_WORDS, "withdrawn": {"date": "2024-01-01", "reason": "Wrong."}},
    ],
)
def test_nothing_is_asked_about_other_summaries(fields: dict[str, Any]) -> None:
    assert asked("hard-to-read", **fields) == []


@pytest.mark.parametrize("language", ["en", "en-GB"])
def test_english_is_measured_where_it_is_named_as_well(language: str) -> None:
    assert asked("hard-to-read", summary=HARD_WORDS, language=language)


# --- Abbreviations -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The PPI group and two VCSEs met TLAP’s board.", ["PPI", "VCSE", "TLAP"]),
        ("PPI-led, (DHSC), “SCIE”.", ["PPI", "DHSC", "SCIE"]),
        ("NIHR CLAHRC", ["NIHR", "CLAHRC"]),
        ("KEEPING WELL TOGETHER, CO-CREATION and SAFE AT HOME", []),
        ("HEALTHWATCH and INVOLVE", []),
        ("Part IV, A&E, R&D, I, TEDx, KiP, Iriss, F2F", []),
        ("pre-PPI", []),
    ],
)
def test_what_an_abbreviation_is(text: str, found: list[str]) -> None:
    assert list(abbreviations(text)) == found


def test_each_one_is_asked_about_once_where_it_first_stands() -> None:
    found = asked(
        "unexplained-abbreviation",
        summary="The PPI group.",
        key_points=["PPI and DHSC.", {"heading": "TLAP", "points": ["A.", "VCSEs."]}],
    )
    assert [(finding.field, finding.message.split("”")[0]) for finding in found] == [
        ("summary", "“PPI"),
        ("key_points.0", "“DHSC"),
        ("key_points.1.heading", "“TLAP"),
        ("key_points.1.points.1", "“VCSE"),
    ]
    assert not any(finding.is_error for finding in found)
    assert "“… (PPI)”" in found[0].hint


@pytest.mark.parametrize(
    "fields",
    [
        {"summary": "The NHS and the UK."},
        {"summary": "Patient and public involvement (PPI) helps."},
        {"summary": "PPI (patient and public involvement) helps."},
        {"summary": "The group (“PPI”) helps. Many PPIs do."},
        {"summary": "PPI helps.", "key_points": ["The public (or PPI) helps."]},
        {"summary": "PPI helps.", "organisations": ["Patients and Public Inc. (PPI)"]},
        {"summary": "PPI helps.", "contributors": ["PPI"]},  # its whole name
        {"summary": "PPI helps.", "language": "cy"},
        {"title": "PPI", "keywords": ["PPI"]},
    ],
)
def test_what_is_explained_anywhere_or_known_to_all_is_not_asked_about(fields: dict[str, Any]) -> None:
    assert asked("unexplained-abbreviation", **fields) == []


def test_an_explanation_in_the_text_below_counts() -> None:
    text = "---\ntitle: A\nsummary: PPI helps.\ntype: paper\nkeywords: [a]\ncontributors: [b]\n---\n{}\n"
    assert coded(collect({"a": text.format("Involvement (PPI) helps.")}), "unexplained-abbreviation") == []
    assert coded(collect({"a": text.format("Involvement helps.")}), "unexplained-abbreviation") != []


@pytest.mark.parametrize("brackets", ["PPI (2017)", "(funded by PPI)", "(PPI&E)"])
def test_not_everything_in_brackets_explains(brackets: str) -> None:
    assert asked("unexplained-abbreviation", summary=f"PPI helps {brackets}.") != []


# --- The work itself ---------------------------------------------------------------------------------


NOTED = {"formats": None, "links": [{"label": "A"}, {"label": "B"}]}


def test_the_links_of_an_entry_have_one_note() -> None:
    [found] = collect({"a": NOTED}).diagnostics
    assert (found.code, str(found.severity)) == ("link-without-address", "note")
    assert found.message == "This link and 1 more have no address. The page says so."


def test_a_withdrawn_entry_is_not_asked_for_links_and_formats() -> None:
    gone = NOTED | {"withdrawn": {"date": "2024-01-01", "reason": "Wrong."}}
    assert collect({"a": gone}).diagnostics == ()
