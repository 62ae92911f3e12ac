"""The words of the collection, from which the browser corrects misspelt queries."""

from __future__ import annotations

from collections import Counter

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.texts import body_texts
from coprod_kb.publishing.search.text import words_of

MOST_WORDS = 20_000
_SHORTEST = 4


def word_list(catalogue: Catalogue) -> str:
    """The words of all texts, those of most entries first; words in titles and summaries come before others.

    A word in the text of one entry only may itself be misspelt, so it comes last. `words_of_terms` has the words of terms.
    """
    found: Counter[str] = Counter()
    prominent: set[str] = set()
    for entry in catalogue.entries:
        head = set(words_of(f"{entry.title} {entry.fields.summary or ''}"))
        prominent |= head
        found.update(head.union(*map(words_of, body_texts(entry))))
    kept = ((word, number) for word, number in found.items() if len(word) >= _SHORTEST and word.isalpha())
    ranked = sorted(kept, key=lambda pair: (pair[1] == 1 and pair[0] not in prominent, -pair[1], pair[0]))
    return " ".join(word for word, _ in ranked[:MOST_WORDS])
