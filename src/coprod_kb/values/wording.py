"""Numbers and lists as words of a sentence, and words that are no answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


_LONGEST = 60  # characters of what is no answer
_KNOWN = "applicable|available|clear|described|given|known|mentioned|recorded|reported|specified|stated"
NO_ANSWER = (
    rf"n ?/ ?[aks]|n\. ?[aks]|na|nk|nr|none|nil|null|(?:no(?:t|ne|thing)|un|un-|not yet) ?(?:{_KNOWN})|nothing|tb[acd]"
    r"|no (?:answer|data|detail|details|information|response)|don['’]?t know"
    r"|(?:the )?(?:source|paper|report|study|article|page|text|authors?) (?:do|does)(?:n['’]t| not) (?:say|tell|report|state)"
    r"(?: so| this| it)?|[-–—?/.…]*"
)
"""The pattern of text that is no answer, in small letters and without signs around it; scripts have the same."""

_NO_ANSWER = re.compile(NO_ANSWER)


def is_no_answer(text: str) -> bool:
    """Whether a text only says that there is no answer: “n/a”, “Not stated.”, “The source does not say”, “–”, or nothing."""
    return len(text) <= _LONGEST and bool(
        _NO_ANSWER.fullmatch(" ".join(text.casefold().split()).strip(" _*()[].!"))
    )


def count(number: int, singular: str, plural: str = "") -> str:
    """“one entry”, “three entries”, “12 entries”. plural: if it is not the singular with an s."""
    return f"{in_words(number)} {noun(number, singular, plural)}"


def in_figures(number: int, singular: str, plural: str = "") -> str:
    """“1 entry”, “3 entries”, “1,200 entries”: as `count`, for lists of numbers."""
    return f"{number:,} {noun(number, singular, plural)}"


def noun(number: int, singular: str, plural: str = "") -> str:
    """“entry” for 1, “entries” for other numbers. plural: by default with an s."""
    return singular if number == 1 else plural or f"{singular}s"


def in_words(number: int) -> str:
    """“no”, “three”, “12”, “1,200”: numbers up to nine as words, others as digits."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def capitalised(text: str) -> str:
    """The text with a capital as its first letter; the others stay as they are."""
    return text[:1].upper() + text[1:]


def listed(parts: Sequence[str], conjunction: str = "and") -> str:
    """“a”, “a and b”, “a, b and c”; empty for no parts."""
    return f" {conjunction} ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


_VOWEL = re.compile(r"(?!uni|use|eu|one|once)[aeiou]|hour|honest|heir", re.IGNORECASE)


def with_article(noun: str) -> str:
    """“a project”, “an archive”, “a university”."""
    return f"{'an' if _VOWEL.match(noun) else 'a'} {noun}"
