"""Keywords, organisations, people and collections by every name that somebody may type, and where their pages are.

Pages of terms are found through this list and not through Pagefind: they are short, and a browser that has the
list can also offer them while somebody types, tell namesakes apart, and find the name that was meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from coprod_kb.authorities import KeywordRecord, OrganisationRecord, PersonRecord, Record
from coprod_kb.catalogue import Catalogue
from coprod_kb.pages.page import Context
from coprod_kb.pages.terms import person_title
from coprod_kb.search.spellings import labelled


def term_list(catalogue: Catalogue) -> Context:
    """For each kind its terms, those that most entries have first, see `_columns`; and the compounds among labels."""
    kinds = [
        ("keyword", "Keyword", "keywords"),
        ("organisation", "Organisation", "organisations"),
        ("person", "Person", "people"),
        ("collection", "Collection", "collections"),
    ]
    return {
        "compounds": labelled(catalogue).forms,
        "kinds": [
            {"name": name, "label": label, "folder": f"{folder}/"}
            | _columns(ordered(catalogue, name), catalogue)
            for name, label, folder in kinds
        ],
    }


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


def _columns(records: Sequence[Record], catalogue: Catalogue) -> Context:
    """labels, and by place in them: numbers of entries, slugs, and other spellings where there are any.

    A slug is left out (empty) where the browser can make it from the label, see `simple_slug`.
    """
    labels = labels_of(records, catalogue)
    others = {
        index: found
        for index, (record, label) in enumerate(zip(records, labels, strict=True))
        if (found := _other_spellings(record, label))
    }
    return {
        "labels": labels,
        "counts": [len(record.entries) for record in records],
        "slugs": [
            "" if record.slug == simple_slug(label) else record.slug
            for record, label in zip(records, labels, strict=True)
        ],
        "aliases": others,
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
