"""Numbers and lists in words."""

from __future__ import annotations

import pytest

from coprod_kb.values.wording import count, listed


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
