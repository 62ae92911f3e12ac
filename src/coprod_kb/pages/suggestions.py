"""Lists for the contribution form: names to suggest while somebody types, and the files that exist.

The lists grow with the collection, so they are files of their own, which the form imports when it is used first. They
are scripts and not JSON: the security policy of the form then need not allow any connection.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache

from coprod_kb.collection.authorities import Record
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.diagnostics import printable
from coprod_kb.entries.model import Entry
from coprod_kb.project.settings import Settings
from coprod_kb.values.names import latin_forms

MOST_SUGGESTED = 2000
"""Maximum number of names in each list; if there are more, those used most."""

FOLDER = "assets/contribute/"
"""The folder of the form's own scripts. Addresses below `assets/` may change."""


def suggestion_files(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, str]]:
    """Path and text of each list, as a script that exports it.

    `words.js`: keywords, people, organisations, collections and places, each with its other spellings, most used first.
    `entries.js`: for each entry its slug, its title (empty if it is withdrawn) and the path of its file (empty if that
    is the usual one).
    `latin.js`: the Latin forms of letters of other scripts, as runs of code points.
    """
    vocabulary = catalogue.vocabulary
    terms = [(term.label, *term.aliases) for term in vocabulary.keywords.terms]
    bodies = [(term.label, *term.aliases) for term in vocabulary.organisations.terms]
    people = [(person.name, *person.aliases) for person in vocabulary.people]
    located = vocabulary.description.located
    places = vocabulary.facet(located.name if located else "")
    words = {
        "keywords": _spellings(catalogue.keywords.values(), terms),
        "people": _spellings(catalogue.people.values(), people),
        "organisations": _spellings(catalogue.organisations.values(), bodies),
        "collections": _spellings(catalogue.collections.values(), ()),
        "places": [[term.label, *term.aliases] for term in places.terms][:MOST_SUGGESTED],
    }
    yield f"{FOLDER}words.js", _script(words)
    entries = [
        [
            entry.slug,
            "" if entry.fields.withdrawn else entry.title,
            _unusual_path(entry, settings),
        ]
        for entry in (*catalogue.entries, *catalogue.withdrawn)
    ]
    yield f"{FOLDER}entries.js", _script(entries)
    yield f"{FOLDER}latin.js", _latin()


@cache
def _latin() -> str:
    """The Latin forms of letters of other scripts, as a script; loaded for titles that need it."""
    return _script([[start, ",".join(forms)] for start, forms in latin_forms().items()])


def _spellings(records: Iterable[Record], curated: Iterable[tuple[str, ...]]) -> list[list[str]]:
    """Labels with their other spellings: those in use first, most used first, then the rest of the vocabulary.

    curated: label and other spellings of each term of the vocabulary.
    """
    others = {label: aliases for label, *aliases in curated}
    used = sorted(records, key=lambda record: (-len(record.mentions), record.label.casefold(), record.slug))
    labels = dict.fromkeys([*(record.label for record in used), *others])
    return [[label, *others.get(label, ())] for label in list(labels)[:MOST_SUGGESTED]]


def _unusual_path(entry: Entry, settings: Settings) -> str:
    """The path of the entry's file; empty if that is its slug in the folder of entries."""
    return "" if entry.path == f"{settings.entries_dir}/{entry.slug}.md" else printable(entry.path)


def _script(value: object) -> str:
    """A JavaScript module that exports a value; ASCII only, so that no encoding can change it."""
    return f"export default {json.dumps(value, ensure_ascii=True, separators=(',', ':'))};\n"
