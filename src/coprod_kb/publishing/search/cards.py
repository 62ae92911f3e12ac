"""The cards of entries for lists of results, a few to a file, so that few have to be fetched."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.pages.cards import card, is_unread, lead_names
from coprod_kb.pages.own_words import marks
from coprod_kb.pages.page import Context
from coprod_kb.project.settings import Settings

CARDS_IN_A_FILE = 20


def card_files(catalogue: Catalogue, settings: Settings) -> Iterator[list[Context]]:
    """The cards of all entries in the order of the catalogue, a list for each file."""
    entries = catalogue.entries
    for start in range(0, len(entries), CARDS_IN_A_FILE):
        yield [card(entry, catalogue, settings) for entry in entries[start : start + CARDS_IN_A_FILE]]


def slugs(catalogue: Catalogue) -> list[str]:
    """The slugs of all entries in the order of the catalogue. The browser finds records in exports by them."""
    return [entry.slug for entry in catalogue.entries]


def stamp_of(catalogue: Catalogue, settings: Settings) -> str:
    """Identifies the order and the cards of the entries; ten hexadecimal digits.

    It is part of the names of files that refer to places, so that a browser never combines those of two builds.
    """
    whole = sha256()
    for entry in catalogue.entries:
        said = (
            entry.slug,
            entry.title,
            entry.when,
            entry.fields.summary,
            lead_names(entry, catalogue),
            marks(entry),
        )
        whole.update(repr((*said, is_unread(entry, settings))).encode("utf-8", "surrogatepass"))
    return whole.hexdigest()[:10]
