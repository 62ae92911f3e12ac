"""Compounds in all their spellings: “coproduction”, “co production” and “co-production” are one word to a search.

Pagefind finds each of “co-production” and “coproduction” from the other, and neither from “co production”; it finds
“peer-support” from “peer support”, and not the other way round. So each document is given, beside its text, the
hyphenated form of every compound that it holds in any spelling, and the browser asks for that form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.front_matter.schema import FACETS
from coprod_kb.publishing.search.text import words_of

LONGEST = 4
"""Words of a compound; a longer label is looked for word by word."""

_HYPHENATED = re.compile(r"[^\W\d_]{2,}(?:[-\u2010\u2011][^\W\d_]{2,}){1,3}")
_HYPHENS = re.compile(r"[-\u2010\u2011]")


@dataclass(slots=True)
class Compounds:
    """The compounds of a collection: those of its vocabulary, and those that somebody has written with a hyphen."""

    _by_sound: dict[str, str] = field(default_factory=dict)
    _lengths: dict[str, set[int]] = field(default_factory=dict)

    def add_label(self, label: str) -> None:
        """A term of two words or more, in any spelling but the solid one."""
        words = words_of(label)
        if 1 < len(words) <= LONGEST:
            self._add(words)

    def add_written(self, text: str) -> None:
        """Every word of a text that has a hyphen."""
        for piece in text.split():  # few have one, and looking is quicker than matching
            if "-" in piece or "\u2010" in piece or "\u2011" in piece:
                for found in _HYPHENATED.findall(piece.casefold()):
                    self._add(_HYPHENS.split(found))

    def _add(self, words: list[str]) -> None:
        solid = "".join(words)
        if solid not in self._by_sound:
            self._by_sound[solid] = "-".join(words)
            self._lengths.setdefault(words[0], set()).add(len(words))
            self._lengths.setdefault(solid, set()).add(1)

    @property
    def forms(self) -> list[str]:
        """All of them in their hyphenated form, in alphabetical order."""
        return sorted(self._by_sound.values())

    def within(self, texts: Iterable[str]) -> list[str]:
        """The hyphenated forms of all compounds in these texts, each once, in alphabetical order."""
        found = set()
        for text in texts:
            words = words_of(text)
            for at in [at for at, word in enumerate(words) if word in self._lengths]:  # few begin a compound
                for length in self._lengths[words[at]]:
                    form = self._by_sound.get("".join(words[at : at + length]))
                    if form:
                        found.add(form)
        return sorted(found)


def labelled(catalogue: Catalogue) -> Compounds:
    """The compounds among the labels and aliases of keywords, and among the terms of facets."""
    found = Compounds()
    for term in catalogue.vocabulary.keywords.terms:
        for name in (term.label, *term.aliases):
            found.add_label(name)
    for facet in FACETS:
        for one in catalogue.vocabulary.facet(facet).terms:
            found.add_label(one.label)
    for record in catalogue.keywords.values():
        found.add_label(record.label)
    return found
