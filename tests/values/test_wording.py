"""Numbers and lists in words, and words that are no answer."""

from __future__ import annotations

import pytest

from coprod_kb.values.wording import count, is_no_answer, listed, with_article


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, "no entries"), (1, "one entry"), (9, "nine entries"), (10, "10 entries"), (1234, "1,234 entries")],
)
def test_counts_in_words(number: int, expected: str) -> None:
    assert count(number, "entry", "entries") == expected


@pytest.mark.parametrize(
    ("parts", "expected"), [("", ""), ("a", "a"), ("ab", "a and b"), ("abc", "a, b and c")]
)
def test_lists_in_words(parts: str, expected: str) -> None:
    assert listed(list(parts)) == expected


NO_ANSWERS = [
    *(
        "",
        "n/a",
        "N/A.",
        "N / A",
        "n.a.",
        "NA",
        "nr",
        "None",
        "nil",
        "_No response_",
        "-",
        "–",
        "…",
        "?",
        "TBC",
    ),
    *(
        "(n/a)",
        "not applicable",
        "Not reported.",
        "not  stated",
        "Unknown",
        "unclear",
        "unspecified",
        "none reported",
    ),
    *(
        "No information",
        "The source does not say.",
        "The report doesn’t say",
        "nothing reported",
        "not yet known",
    ),
]
ANSWERS = [
    "No",
    "Nobody was paid",
    "none of them was paid",
    "NAS",
    "2022",
    "-1",
    "Not everybody",
    "unknown to most",
]


@pytest.mark.parametrize("text", NO_ANSWERS)
def test_what_is_no_answer(text: str) -> None:
    assert is_no_answer(text)


@pytest.mark.parametrize("text", [*ANSWERS, "The source does not say who was paid, but travel was."])
def test_what_is_an_answer(text: str) -> None:
    assert not is_no_answer(text)


@pytest.mark.parametrize(
    "words",
    ["a project", "an archive", "a university", "an hour", "a one-page note", "an essay", "an umbrella"],
)
def test_nouns_have_the_article_of_their_sound(words: str) -> None:
    assert with_article(words.split(" ", 1)[1]) == words
