"""Numbers and lists as words of a sentence, and words that are no answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from babel.core import Locale
from babel.lists import format_list
from babel.numbers import format_decimal

from coprod_kb.values.translation import Say, english, gettext, language, made_of

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
    """“one entry”, “three entries”, “12 entries”; in English. plural: if it is not the singular with an s."""
    return f"{in_words(number)} {noun(number, singular, plural)}"


def noun(number: int, singular: str, plural: str = "") -> str:
    """“entry” for 1, “entries” for other numbers. plural: by default with an s."""
    return singular if number == 1 else plural or f"{singular}s"


def in_words(number: int) -> str:
    """“no”, “three”, “12”, “1,200”: in English numbers up to nine as words, others as `figures`."""
    return _NUMBERS[number] if language().is_english and number < len(_NUMBERS) else figures(number)


def figures(number: int) -> str:
    """“1,200” in English, “1 200” in Swedish: as CLDR groups digits, which are always 0 to 9."""
    return _figures(number, language().locale)


@lru_cache(maxsize=4096)
def _figures(number: int, locale: Locale) -> str:
    return format_decimal(number, locale=locale)


def capitalised(text: str) -> str:
    """The text with a capital as its first letter; the others stay as they are."""
    return type(text)(text[:1].upper() + text[1:])


def listed(parts: Sequence[str], conjunction: str = "and") -> str:
    """“a”, “a and b”, “a, b and c”, in English; empty for no parts."""
    return f" {conjunction} ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def in_list(parts: Sequence[str], *, either: bool = False, say: Say = gettext) -> str:
    """The same in the language of the site, by CLDR. either: with “or”. say: `english` for a list in English."""
    if say is english:
        return listed(parts, "or" if either else "and")
    return made_of(format_list(parts, "or" if either else "standard", language().locale), *parts)


def separators(number: int) -> list[str]:
    """What stands behind each item of a list of so many: ", ", " and " and "" for three, by CLDR."""
    return in_list(["\0"] * number).split("\0")[1:]


_VOWEL = re.compile(r"(?!uni|use|eu|one|once)[aeiou]|hour|honest|heir", re.IGNORECASE)


def with_article(noun: str) -> str:
    """“a project”, “an archive”, “a university”; in other languages than English the noun alone."""
    if not language().is_english:
        return noun
    return f"{'an' if _VOWEL.match(noun) else 'a'} {noun}"
