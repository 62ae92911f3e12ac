"""Keywords, organisations, people and collections by every name that somebody may type, and where their pages are.

Pages of terms are found through these lists and not through Pagefind: they are short, and a browser that has them
can also offer them while somebody types, and tell namesakes apart. There is a list for each letter with all names
that have a word beginning with it, so that nobody fetches thousands of names for the few that they may mean.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from unicodedata import category, normalize

from coprod_kb.collection.authorities import KeywordRecord, OrganisationRecord, PersonRecord, Record
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.pages.page import Context
from coprod_kb.pages.terms import person_title

KINDS = (
    ("keyword", "Keyword", "keywords"),
    ("organisation", "Organisation", "organisations"),
    ("person", "Person", "people"),
    ("collection", "Collection", "collections"),
)

OTHERS = "_"
"""In place of a letter, for words that begin with none of a to z or 0 to 9, once accents are off."""

_NAME_WORD = re.compile(r"(?:[^\W_]|')+")


def terms_by_letter(catalogue: Catalogue) -> dict[str, Context]:
    """For each letter and each kind the terms with a word that begins so, those that most entries have first.

    See `_columns`. Letters without any are left out.
    """
    found: dict[str, Context] = {}
    for name, label, folder in KINDS:
        for letter, columns in _by_letter(_spelt(catalogue, name)).items():
            kinds = found.setdefault(letter, {"kinds": []})["kinds"]
            kinds.append({"name": name, "label": label, "folder": f"{folder}/"} | columns)
    return found


def words_of_terms(catalogue: Catalogue) -> str:
    """The words of all names, each once and in plain letters, in the order of their terms."""
    words: dict[str, None] = {}
    for kind, _, _ in KINDS:
        for _, label, others in _spelt(catalogue, kind):
            for name in (label, *others):
                words |= dict.fromkeys(plain_words(name))
    return " ".join(words)


def plain_words(name: str) -> list[str]:
    """The words of a name in small letters and without accents, as the browser makes them."""
    if not name.isascii():
        name = "".join(one for one in normalize("NFD", name) if not category(one).startswith("M"))
        name = name.replace("\u2019", "'").replace("\u2018", "'")
    return _NAME_WORD.findall(name.lower())


def letter_of(word: str) -> str:
    """The list that a word of a name is in, given as in `plain_words`."""
    return word[0] if re.match("[a-z0-9]", word) else OTHERS


def ordered(catalogue: Catalogue, kind: str) -> list[Record]:
    """The records of a kind in the order in which the list has them: by number of entries, then by label."""
    kinds: Mapping[str, Mapping[str, Record]] = {
        "keyword": catalogue.keywords,
        "organisation": catalogue.organisations,
        "person": catalogue.people,
        "collection": catalogue.collections,
    }
    return sorted(
        kinds[kind].values(), key=lambda record: (-len(record.entries), record.label.casefold(), record.slug)
    )


def labels_of(records: Sequence[Record], catalogue: Catalogue) -> list[str]:
    """What readers see; namesakes have something behind their name that tells them apart."""
    namesakes = Counter(record.label for record in records)
    return [
        person_title(record, catalogue)
        if isinstance(record, PersonRecord) and namesakes[record.label] > 1
        else record.label
        for record in records
    ]


_Spelt = tuple[Record, str, list[str]]
"""A record, its label, and its other spellings."""


def _spelt(catalogue: Catalogue, kind: str) -> Iterator[_Spelt]:
    records = ordered(catalogue, kind)
    for record, label in zip(records, labels_of(records, catalogue), strict=True):
        yield record, label, _other_spellings(record, label)


def _by_letter(terms: Iterable[_Spelt]) -> dict[str, Context]:
    """Which of the terms belong to which letter."""
    found: dict[str, list[_Spelt]] = {}
    for record, label, others in terms:
        letters = {letter_of(word) for name in (label, *others) for word in plain_words(name)}
        for letter in letters:
            found.setdefault(letter, []).append((record, label, others))
    return {letter: _columns(of_letter) for letter, of_letter in found.items()}


def _columns(terms: Sequence[_Spelt]) -> Context:
    """labels, and by place in them: numbers of entries, slugs, and other spellings where there are any.

    A slug is left out (empty) where the browser can make it from the label, see `simple_slug`.
    """
    return {
        "labels": [label for _, label, _ in terms],
        "counts": [len(record.entries) for record, _, _ in terms],
        "slugs": ["" if record.slug == simple_slug(label) else record.slug for record, label, _ in terms],
        "aliases": {index: others for index, (_, _, others) in enumerate(terms) if others},
    }


def simple_slug(label: str) -> str:
    """What most labels give as an address, by a rule that the browser knows as well."""
    return re.sub("[^a-z0-9]+", "-", label.lower(), flags=re.ASCII).strip("-")


def _other_spellings(record: Record, label: str) -> list[str]:
    curated: Iterable[str] = ()
    if isinstance(record, KeywordRecord) and record.term:
        curated = record.term.aliases
    elif isinstance(record, OrganisationRecord) and record.curated:
        curated = record.curated.aliases
    written = (*curated, *(mention.name for mention in record.mentions))
    by_case = {name.casefold(): name for name in reversed(written)}
    return [name for key, name in sorted(by_case.items()) if key != label.casefold()]
