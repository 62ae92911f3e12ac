"""Families of words: synonyms of the vocabulary, and words with one stem. A search for one of them finds all.

Pagefind stems the words of texts as English ones. Here the words of synonyms and keywords are stemmed in English and in
the languages of the entries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache, cached_property, lru_cache
from operator import contains

from snowballstemmer import stemmer

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.texts import body_texts
from coprod_kb.publishing.search.text import words_of
from coprod_kb.values.folding import folded
from coprod_kb.values.translation import language

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
"""Stemmers by the code of the language; Welsh and Gaelic have none."""

_SHORTEST = 3

_stemmer = cache(stemmer)


@lru_cache(maxsize=2**15)  # the same words come in every group of synonyms, and in every check and preview
def _stem(code: str, word: str) -> str:
    return str(_stemmer(_STEMMERS[code]).stemWord(word))


class Families:
    """The families of a collection: of each group of synonyms, and of each word of a keyword that has other forms."""

    def __init__(self, catalogue: Catalogue) -> None:
        codes = {language().code, *(entry.language for entry in catalogue.entries)}
        codes.update(
            code
            for entry in catalogue.entries
            for said in entry.fields.translations.values()
            for code in said
        )
        languages = {code.partition("-")[0] for code in codes}
        self._languages = sorted(languages & _STEMMERS.keys())
        self._catalogue = catalogue

    def _texts(self) -> Iterator[list[str]]:
        """The words of each text of the collection, in order."""
        for entry in self._catalogue.entries:
            for text in (entry.title, entry.fields.summary or "", *body_texts(entry)):
                yield _words_of(text)

    @cached_property
    def _words(self) -> Mapping[str, set[str]]:
        """All words of the collection by their stems."""
        words = {word for text in self._texts() for word in text}
        words |= {word for record in self._catalogue.keywords.values() for word in _words_of(record.label)}
        found: dict[str, set[str]] = defaultdict(set)
        for word in words:
            for stem in self._stems(word):
                found[stem].add(word)
        return found

    def _stems(self, word: str) -> set[str]:
        return {_stem(code, word) for code in self._languages} if len(word) >= _SHORTEST else {word}

    def _family(self, words: Iterable[str]) -> set[str]:
        """The words, and those of the collection that have a stem in common with one of them."""
        words = set(words)
        return words.union(*(self._words.get(stem, ()) for word in words for stem in self._stems(word)))

    @cached_property
    def synonyms(self) -> Mapping[str, list[str]]:
        """The words and phrases of each group of synonyms, by the word that stands for them in the index.

        Other forms of them are those that the collection has.
        """
        groups = [[folded(words) for words in group] for group in self._catalogue.vocabulary.synonyms]
        phrases = self._phrases({words for group in groups for words in group if " " in words})
        return {
            f"alike{group[0].replace(' ', '')}": sorted(
                self._family(words for words in group if " " not in words).union(
                    *(phrases.get(words, ()) for words in group)
                )
            )
            for group in groups
        }

    def _phrases(self, phrases: Set[str]) -> Mapping[str, set[str]]:
        """Each phrase, with the forms of it that the collection has, such as “expert patients” of “expert patient”."""
        beginning: dict[str, list[tuple[str, list[set[str]]]]] = defaultdict(list)
        for phrase in phrases:
            families = [self._family([word]) for word in phrase.split()]
            for word in families[0]:
                beginning[word].append((phrase, families))
        found = {phrase: {phrase} for phrase in phrases}
        for text in self._texts() if phrases else ():
            for at, first in enumerate(text):
                for phrase, families in beginning.get(first, ()):
                    words = text[at : at + len(families)]
                    if len(words) == len(families) and all(map(contains, families, words)):
                        found[phrase].add(" ".join(words))
        return found

    @cached_property
    def forms(self) -> list[list[str]]:
        """The forms of each word of a keyword that has several; each group of synonyms counts as one such word."""
        groups = {
            tuple(words)
            for group in self.synonyms.values()
            if (words := [word for word in group if " " not in word])
        }
        known = {word for words in groups for word in words}
        for record in self._catalogue.keywords.values():
            for word in _words_of(record.label):
                family = self._family([word])
                if word not in known and len(family) > 1 and len(word) > _SHORTEST:
                    groups.add(tuple(sorted(family)))
                    known |= family
        return sorted(map(list, groups))

    @cached_property
    def _tokens(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for token, words in self.synonyms.items():
            for word in words:
                found[word].append(token)
        return found

    def within(self, texts: Iterable[str]) -> list[str]:
        """The words of the index that stand for the synonyms in these texts, each once, sorted."""
        tokens = self._tokens
        lengths = {1 + phrase.count(" ") for phrase in tokens}  # none without synonyms
        words_of_texts = map(_words_of, texts if lengths else ())
        return sorted(
            {
                token
                for words in words_of_texts
                for length in lengths
                for at in range(len(words) - length + 1)
                for token in tokens.get(" ".join(words[at : at + length]), ())
            }
        )


def _words_of(text: str) -> list[str]:
    return words_of(folded(text))
