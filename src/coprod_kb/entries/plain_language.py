"""Whether readers who do not know the field can follow: questions about words, never errors.

Only for entries in English. The measure of a text is LIX (C. H. Björnsson, “Läsbarhet”, 1968): the words
in a sentence plus the long words, of more than six letters, in a hundred. A children's book has about
25, a newspaper 45, and what has more than 60 is very hard to read. It needs no word lists and no
counting of syllables, so that people can see why they are told.
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
"""The LIX of a text that is very hard to read."""

LONGEST = 40
"""Words of a sentence that everybody loses the thread in."""

ENOUGH = 15
"""Words from which on a text can be measured."""

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
    """What is hard to follow in the summary and the key points. `body`: the text of the entry, plain."""
    if (fields.language or "en").partition("-")[0].lower() != "en":
        return
    yield from _hard_summary(fields.summary or "", document)
    yield from _abbreviations(fields, body, document)


class Sentence(NamedTuple):
    """A sentence with its words, and those of more than six letters."""

    text: str
    words: list[str]
    long_words: list[str]


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text that have words."""
    return [
        Sentence(part, words, [word for word in words if len(word) > 6])
        for part in _SENTENCE_END.split(" ".join(text.split()))
        if (words := _WORD.findall(part))
    ]


def lix(found: list[Sentence]) -> float:
    """The measure of the sentences, at least one: the higher, the harder."""
    words = sum(len(one.words) for one in found)
    return words / len(found) + 100 * sum(len(one.long_words) for one in found) / words


def _hard_summary(summary: str, document: Document) -> Iterator[Diagnostic]:
    found = sentences(summary)
    if sum(len(one.words) for one in found) < ENOUGH:
        return
    longest = max(found, key=lambda one: len(one.words))
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
        for where, text in _told_to_readers(fields)
        for abbreviation in abbreviations(text)
        if not _WELL_KNOWN.fullmatch(abbreviation)
    ]
    if not used:
        return  # as in most entries, whose whole text need not be searched then
    told = set(_names(fields))
    everything = "\0".join([*_texts(document.value), body])
    told |= {one for pair in _EXPLAINED.findall(everything) for one in pair if one}
    for where, abbreviation in used:
        if abbreviation not in told:
            told.add(abbreviation)
            yield document.finding(
                "unexplained-abbreviation",
                where,
                f"“{abbreviation}” is not explained in this entry.",
                f"Write the full name where it first stands, and the short one in brackets: “… ({abbreviation})”. "
                "Or use the full name alone.",
                severity=Severity.WARNING,
            )


def abbreviations(text: str) -> Iterator[str]:
    """Two to six capital letters on their own. Words of a heading in capitals, and Roman numbers, are none."""
    for found in _CAPITALS.finditer(_PLURAL.sub("", text)):
        words = re.split(r"[\s-]+", found[0])
        if len(words) < 3 and all(len(word) <= 6 for word in words):
            yield from (word for word in words if not _ROMAN.fullmatch(word))


def _told_to_readers(fields: FrontMatter) -> Iterator[tuple[FieldPath, str]]:
    """Summary and key points, each with its place."""
    yield ("summary",), fields.summary or ""
    for index, point in enumerate(fields.key_points):
        if isinstance(point, PointGroup):
            yield ("key_points", index, "heading"), point.heading
            for number, text in enumerate(point.points):
                yield ("key_points", index, "points", number), text
        else:
            yield ("key_points", index), point


def _names(fields: FrontMatter) -> Iterator[str]:
    """Names that the entry itself gives, as they are: `INVOLVE` may be all there is."""
    people = (*fields.contributors, *fields.authors, *fields.investigators)
    for one in people:
        yield from (one.name or "", *one.organisations)
    yield from (one.name for one in fields.organisations)


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif value is not None:
        yield value
