"""Compounds: the search treats “cooperation”, “co operation” and “co-operation” as one word.

Pagefind finds “co-operation” and “cooperation” from each other, but neither from “co operation”; it finds
“peer-support” from “peer support”, but not the reverse. So each document also contains the hyphenated form of every
compound that it has in any spelling, and the browser searches for that form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.publishing.search.text import words_of

LONGEST = 4
"""The most words in a compound. A longer label is searched word by word."""

_HYPHENATED = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}(?:[-\u2010\u2011][^\W\d_]{2,}+){1,3}")
_HYPHENS = re.compile(r"[-\u2010\u2011]")


@dataclass(slots=True)
class Compounds:
    """The compounds of a collection: those of its vocabulary, and those that occur with a hyphen in its texts."""

    _by_solid: dict[str, str] = field(default_factory=dict)
    _lengths: dict[str, set[int]] = field(default_factory=dict)

    def add_label(self, label: str) -> None:
        """Adds a label if it has two to `LONGEST` words; it may be hyphenated."""
        words = words_of(label)
        if 1 < len(words) <= LONGEST:
            self._add(words)

    def add_written(self, text: str) -> None:
        """Adds the hyphenated words of a text."""
        for piece in text.split():  # faster than matching all, because few have a hyphen
            if "-" in piece or "\u2010" in piece or "\u2011" in piece:
                for found in _HYPHENATED.findall(piece.casefold()):
                    self._add(_HYPHENS.split(found))

    def _add(self, words: list[str]) -> None:
        solid = "".join(words)
        if solid not in self._by_solid:
            self._by_solid[solid] = "-".join(words)
            self._lengths.setdefault(words[0], set()).add(len(words))
            self._lengths.setdefault(solid, set()).add(1)

    @property
    def forms(self) -> list[str]:
        """The hyphenated forms of all compounds, sorted."""
        return sorted(self._by_solid.values())

    def within(self, texts: Iterable[str]) -> list[str]:
        """The hyphenated forms of the compounds in these texts, each once, sorted."""
        found = set()
        for text in texts:
            words = words_of(text)
            for at in [
                at for at, word in enumerate(words) if word in self._lengths
            ]:  # faster, because few words begin a compound
                for length in self._lengths[words[at]]:
                    form = self._by_solid.get("".join(words[at : at + length]))
                    if form:
                        found.add(form)
        return sorted(found)


def labelled(catalogue: Catalogue) -> Compounds:
    """The compounds among the labels and aliases of keywords, and among the terms of facets."""
    found = Compounds()
    for term in catalogue.vocabulary.keywords.terms:
        for name in (term.label, *term.aliases):
            found.add_label(name)
    for terms in catalogue.vocabulary.facets.values():
        for facet_term in terms.terms:
            found.add_label(facet_term.label)
    for record in catalogue.keywords.values():
        found.add_label(record.label)
    return found
