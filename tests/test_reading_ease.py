"""Pages for readers are plain English, by two measures and the length of their sentences.

Flesch's Reading Ease is above 60 for plain English, from 0 to 100. Hyphenation finds a few syllables too few, so 80 is asked.
LIX, which the checks of summaries use, is below 40 for easy texts.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyphen import Pyphen
from selectolax.lexbor import LexborHTMLParser

from coprod_kb.entries.plain_language import Sentence, lix, sentences

PAGES = (
    *("", "about", "accessibility", "browse", "contact", "contribute", "formats", "how-co-produced"),
    *("how-to-contribute", "map", "privacy", "what-we-include"),
    *(
        "questions",
        "questions/are-people-paid",
        "questions/does-it-make-a-difference",
        "questions/who-takes-part",
    ),
)
_HYPHENS = Pyphen(lang="en_GB")
_NOT_OURS = "pre, code, table, script, noscript, blockquote, .kb-cards, .kb-lines"


def prose(html: str) -> list[Sentence]:
    """The whole sentences of a page, without code, tables and the titles and summaries of entries."""
    main = LexborHTMLParser(html).css_first("main")
    assert main is not None
    for node in main.css(_NOT_OURS):
        node.decompose()
    pieces = [" ".join(node.text().split()) for node in main.css("p, li, dd")]
    return [
        sentence
        for piece in pieces
        if re.search(r"[.?!][”)]?$", piece)
        for sentence in sentences(piece)
        if len(sentence.words) > 3
    ]


def flesch(found: list[Sentence]) -> float:
    words = [word for sentence in found for word in sentence.words]
    syllables = sum(1 + len(_HYPHENS.positions(part)) for word in words for part in word.split("-"))
    return 206.835 - 1.015 * len(words) / len(found) - 84.6 * syllables / len(words)


HARD = (
    "The operationalisation of organisational co-production methodologies necessitates considerable institutional "
    "transformation, notwithstanding interdisciplinary disagreements concerning appropriate evaluation."
)


def test_the_measures_tell_hard_texts_from_plain_ones() -> None:
    plain = sentences(
        "You can add an entry. We read it, and we send it back to you. You say when it is right."
    )
    assert flesch(plain) > 70 > flesch(sentences(HARD))
    assert lix(plain) < 40 < lix(sentences(HARD))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_for_readers_is_plain_english(built_site: Path, page: str) -> None:
    found = prose((built_site / page / "index.html").read_text(encoding="utf-8"))
    words = sum(len(sentence.words) for sentence in found)
    assert words > 50
    assert flesch(found) >= 80
    assert lix(found) < 40
    assert words / len(found) <= 15
    assert max(len(sentence.words) for sentence in found) <= 40
