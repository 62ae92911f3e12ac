"""What the contribution form offers while somebody types, and the names of files that are taken.

The lists grow with the collection, so they are files of their own, which the form imports once it is
used. They are scripts and not JSON, so that the form itself never needs the right to connect to anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from coprod_kb.collection.authorities import Record
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.diagnostics import printable
from coprod_kb.project.settings import Settings

MOST_SUGGESTED = 2000
"""Names of one kind that are offered; where there are more, those used most."""

FOLDER = "assets/contribute/"
"""Beside the form's own scripts; addresses below `assets/` are not promised."""


def suggestion_files(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, str]]:
    """The path and the text of each list, as a script that exports it.

    `words.js`: for each kind of name, its labels with their other spellings, those used most first.
    `entries.js`: for each entry, withdrawn ones included, the name of its file, its title (empty where
    it is withdrawn) and its path (empty where that is the usual one).
    """
    vocabulary = catalogue.vocabulary
    terms = [(term.label, *term.aliases) for term in vocabulary.keywords.terms]
    bodies = [(term.label, *term.aliases) for term in vocabulary.organisations.terms]
    people = [(person.name, *person.aliases) for person in vocabulary.people]
    words = {
        "keywords": _spellings(catalogue.keywords.values(), terms),
        "people": _spellings(catalogue.people.values(), people),
        "organisations": _spellings(catalogue.organisations.values(), bodies),
        "collections": _spellings(catalogue.collections.values(), ()),
    }
    yield f"{FOLDER}words.js", _script(words)
    entries = [
        [
            entry.slug,
            "" if entry.fields.withdrawn else entry.title,
            _unusual(entry.path, entry.slug, settings),
        ]
        for entry in (*catalogue.entries, *catalogue.withdrawn)
    ]
    yield f"{FOLDER}entries.js", _script(entries)


def _spellings(records: Iterable[Record], curated: Iterable[tuple[str, ...]]) -> list[list[str]]:
    """Labels, each with its other spellings: those of the collection by use, then the vocabulary's."""
    others = {label: aliases for label, *aliases in curated}
    used = sorted(records, key=lambda record: (-len(record.mentions), record.label.casefold(), record.slug))
    labels = dict.fromkeys([*(record.label for record in used), *others])
    return [[label, *others.get(label, ())] for label in list(labels)[:MOST_SUGGESTED]]


def _unusual(path: str, slug: str, settings: Settings) -> str:
    return "" if path == f"{settings.entries_dir}/{slug}.md" else printable(path)


def _script(value: object) -> str:
    """A module that exports a value. In ASCII alone, text cannot be anything but text in any encoding."""
    return f"export default {json.dumps(value, ensure_ascii=True, separators=(',', ':'))};\n"
