"""Warnings about texts that readers outside the field may not understand: never errors, and only for English.

The measure is LIX (C. H. Björnsson, “Läsbarhet”, 1968): the number of words in a sentence plus the percentage of words
with more than six letters. A children's book has about 25, a newspaper 45, and a text above 60 is very hard to read.
LIX needs no word lists and no counting of syllables, so people can see the reason for a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from coprod_kb.diagnostics import Diagnostic, Severity
from coprod_kb.front_matter.document import Document, FieldPath, Value
from coprod_kb.front_matter.field_groups import PointGroup
from coprod_kb.front_matter.schema import FrontMatter

HARD = 60
"""The LIX above which a text is very hard to read."""

LONGEST = 40
"""Words of the longest sentence that readers can follow."""

ENOUGH = 15
"""Words that a text needs to be measured."""

_WELL_KNOWN = re.compile(
    "AIDS|AM|BBC|CD|COVID|CV|DNA|DVD|EU|FAQ|GBP|GP|HIV|ID|IQ|IT|LGBT|LGBTQ|MP|NHS|OK|PDF|PIN|PM|TV|UK|UN|US|USA|VAT"
)
"""Abbreviations that need no explanation in the United Kingdom."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[^\sa-z])")
_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{2,}(?:[\s-]+[A-Z]{2,})*(?![\w&]|-[A-Z])")
_PLURAL = re.compile(r"(?<=[A-Z]{2})s(?!\w)")
_ROMAN = re.compile(r"[IVX]+")
_EXPLAINED = re.compile(
    r"\((?:or |the |called )?[“‘\"']?([A-Z]{2,6})(?![\w&])"  # the full name (SCIE)
    r"|(?<!\w)([A-Z]{2,6})\s\((?=[^()]{0,200}[a-z])"  # SCIE (the full name)
)


def plain_language(fields: FrontMatter, body: str, document: Document) -> Iterator[Diagnostic]:
    """Warnings about the summary and the key points.

    body: the plain text of the entry, which may explain abbreviations. document: the front matter, for the places.
    """
    if (fields.language or "en").partition("-")[0].lower() != "en":
        return
    yield from _hard_summary(fields.summary or "", document)
    yield from _abbreviations(fields, body, document)


class Sentence(NamedTuple):
    """A sentence with its words, and those of them with more than six letters."""

    text: str
    words: list[str]
    long_words: list[str]


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text. Those without words are left out."""
    return [
        Sentence(part, words, [word for word in words if len(word) > 6])
        for part in _SENTENCE_END.split(" ".join(text.split()))
        if (words := _WORD.findall(part))
    ]


def lix(found: list[Sentence]) -> float:
    """The LIX of at least one sentence: the higher, the harder to read."""
    words = sum(len(sentence.words) for sentence in found)
    return words / len(found) + 100 * sum(len(sentence.long_words) for sentence in found) / words


def _hard_summary(summary: str, document: Document) -> Iterator[Diagnostic]:
    found = sentences(summary)
    if sum(len(sentence.words) for sentence in found) < ENOUGH:
        return
    longest = max(found, key=lambda sentence: len(sentence.words))
    if lix(found) <= HARD and len(longest.words) <= LONGEST:
        return
    yield document.finding(
        "hard-to-read",
        ("summary",),
        f"The summary is hard to read. Its longest sentence has {len(longest.words)} words, "
        f"{len(longest.long_words)} of them with more than six letters: {_quoted(longest.text)}",
        "Make two or three sentences of it, with one thought in each, and put short everyday words in place of "
        "long ones. Read it aloud: where you run out of breath, a sentence should end.",
        severity=Severity.WARNING,
    )


def _quoted(sentence: str) -> str:
    """The first words of the sentence, enough to find it."""
    words = sentence.rstrip(".!?…").split()
    return f"“{' '.join(words[:8])[:200]}{' …' if len(words) > 8 else ''}”."


def _abbreviations(fields: FrontMatter, body: str, document: Document) -> Iterator[Diagnostic]:
    used = [
        (where, abbreviation)
        for where, text in _plain_texts(fields)
        for abbreviation in abbreviations(text)
        if not _WELL_KNOWN.fullmatch(abbreviation)
    ]
    if not used:
        return  # as for most entries, whose whole text then need not be searched
    explained = set(_names(fields))
    everything = "\0".join([*_texts(document.value), body])
    explained |= {found for pair in _EXPLAINED.findall(everything) for found in pair if found}
    for where, abbreviation in used:
        if abbreviation not in explained:
            explained.add(abbreviation)  # so that only its first use is reported
            yield document.finding(
                "unexplained-abbreviation",
                where,
                f"“{abbreviation}” is not explained in this entry.",
                f"Write the full name where it first stands, and the short one in brackets: “… ({abbreviation})”. "
                "Or use the full name alone.",
                severity=Severity.WARNING,
            )


def abbreviations(text: str) -> Iterator[str]:
    """Words of two to six capital letters, without Roman numerals and the words of headings in capitals."""
    for found in _CAPITALS.finditer(_PLURAL.sub("", text)):
        words = re.split(r"[\s-]+", found[0])
        if len(words) < 3 and all(len(word) <= 6 for word in words):
            yield from (word for word in words if not _ROMAN.fullmatch(word))


def _plain_texts(fields: FrontMatter) -> Iterator[tuple[FieldPath, str]]:
    """The summary and the key points, each with its field."""
    yield ("summary",), fields.summary or ""
    for index, point in enumerate(fields.key_points):
        if isinstance(point, PointGroup):
            yield ("key_points", index, "heading"), point.heading
            for number, text in enumerate(point.points):
                yield ("key_points", index, "points", number), text
        else:
            yield ("key_points", index), point


def _names(fields: FrontMatter) -> Iterator[str]:
    """Names on the entry, which need no explanation: `INVOLVE` may be a whole name."""
    for contribution in (*fields.contributors, *fields.authors, *fields.investigators):
        yield from (contribution.name or "", *contribution.organisations)
    yield from (organisation.name for organisation in fields.organisations)


def _texts(value: Value) -> Iterator[str]:
    """Every text in a value of the front matter."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif value is not None:
        yield value
