"""Numbers and lists as words of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def count(number: int, singular: str, plural: str = "") -> str:
    """“one entry”, “three entries”, “12 entries”. plural: if it is not the singular with an s."""
    return f"{in_words(number)} {noun(number, singular, plural)}"


def noun(number: int, singular: str, plural: str = "") -> str:
    """“entry” for 1, “entries” for other numbers. plural: by default with an s."""
    return singular if number == 1 else plural or f"{singular}s"


def in_words(number: int) -> str:
    """“no”, “three”, “12”, “1,200”: numbers up to nine as words, others as digits."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def listed(parts: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”; empty for no parts."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
