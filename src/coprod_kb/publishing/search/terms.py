"""Lists of keywords, organisations, people and collections by all their spellings, with the addresses of their pages.

The browser finds pages of terms in these lists and not with Pagefind, because it can then also suggest them during
typing, and tell namesakes apart. There is a list for each letter, with all names that have a word starting with it,
so that the browser fetches a small part of thousands of names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from coprod_kb.collection.authorities import KeywordRecord, OrganisationRecord, PersonRecord, Record
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.pages.page import Context
from coprod_kb.pages.terms import person_title
from coprod_kb.values.folding import folded
from coprod_kb.values.translation import N_, gettext

KINDS = (
    ("keyword", N_("Keyword"), "keywords"),
    ("organisation", N_("Organisation"), "organisations"),
    ("person", N_("Person"), "people"),
    ("collection", N_("Collection"), "collections"),
)

OTHERS = "_"
"""Stands for the letter of words that start with none of a to z and 0 to 9, after accents are removed."""

_BEHIND_APOSTROPHE = re.compile(r"(?<=[^\W_])'([^\W_]{3,})")
_NAME_WORD = re.compile(r"(?:[^\W_]|')+")


def terms_by_letter(catalogue: Catalogue) -> dict[str, Context]:
    """For each letter and each kind the terms with a word that starts with it, most used first; see `_columns`.

    Letters without terms are left out.
    """
    found: dict[str, Context] = {}
    for name, label, folder in KINDS:
        for letter, columns in _by_letter(_spelt(catalogue, name)).items():
            kinds = found.setdefault(letter, {"kinds": []})["kinds"]
            kinds.append({"name": name, "label": gettext(label), "folder": f"{folder}/"} | columns)
    return found


def words_of_terms(catalogue: Catalogue) -> str:
    """The words of all names as in `plain_words`, each once, in the order of their terms."""
    words: dict[str, None] = {}
    for kind, _, _ in KINDS:
        for _, label, others in _spelt(catalogue, kind):
            for name in (label, *others):
                words |= dict.fromkeys(plain_words(name))
    return " ".join(words)


def plain_words(name: str) -> list[str]:
    """The words of a name, folded. The browser computes the same."""
    plain = folded(name)
    words: list[str] = _NAME_WORD.findall(plain)
    return words + _BEHIND_APOSTROPHE.findall(plain) if "'" in plain else words


def letter_of(word: str) -> str:
    """The letter of the list for a word, given as in `plain_words`."""
    return word[0] if re.match("[a-z0-9]", word) else OTHERS


def ordered(catalogue: Catalogue, kind: str) -> list[Record]:
    """The records of a kind in the order of the lists: by number of entries, then by label."""
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
    """The labels of records for readers. Those of namesakes have an addition that tells them apart."""
    namesakes = Counter(record.label for record in records)
    return [
        person_title(record, catalogue)
        if isinstance(record, PersonRecord) and namesakes[record.label] > 1
        else record.label
        for record in records
    ]


_SpeltTerm = tuple[Record, str, list[str]]
"""A record, its label, and its other spellings."""


def _spelt(catalogue: Catalogue, kind: str) -> Iterator[_SpeltTerm]:
    records = ordered(catalogue, kind)
    for record, label in zip(records, labels_of(records, catalogue), strict=True):
        yield record, label, _other_spellings(record, label)


def _by_letter(terms: Iterable[_SpeltTerm]) -> dict[str, Context]:
    """The columns of the terms of each letter."""
    found: dict[str, list[_SpeltTerm]] = {}
    for record, label, others in terms:
        letters = {letter_of(word) for name in (label, *others) for word in plain_words(name)}
        for letter in letters:
            found.setdefault(letter, []).append((record, label, others))
    return {letter: _columns(of_letter) for letter, of_letter in found.items()}


def _columns(terms: Sequence[_SpeltTerm]) -> Context:
    """labels, and for each of them counts of entries and slugs; aliases by index, where there are any.

    A slug is empty if it equals `simple_slug` of the label, which the browser can compute.
    """
    return {
        "labels": [label for _, label, _ in terms],
        "counts": [len(record.entries) for record, _, _ in terms],
        "slugs": ["" if record.slug == simple_slug(label) else record.slug for record, label, _ in terms],
        "aliases": {index: others for index, (_, _, others) in enumerate(terms) if others},
    }


def simple_slug(label: str) -> str:
    """The slug of most labels. The browser computes the same."""
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
