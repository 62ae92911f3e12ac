"""What a list of results shows of each entry, a few entries to a file: only those on the screen are fetched."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.pages.cards import card, lead_names
from coprod_kb.pages.page import Context

CARDS_IN_A_FILE = 20


def card_files(catalogue: Catalogue) -> Iterator[list[Context]]:
    """The cards of all entries in the catalogue's order, `CARDS_IN_A_FILE` at a time."""
    entries = catalogue.entries
    for start in range(0, len(entries), CARDS_IN_A_FILE):
        yield [card(entry, catalogue) for entry in entries[start : start + CARDS_IN_A_FILE]]


def slugs(catalogue: Catalogue) -> list[str]:
    """The slugs of all entries in the catalogue's order, to find their records in the exports."""
    return [entry.slug for entry in catalogue.entries]


def stamp_of(catalogue: Catalogue) -> str:
    """Names one state of the collection: another order or other cards, another stamp.

    Files that count entries by their place carry it, so that those of two builds are never mixed.
    """
    whole = sha256()
    for entry in catalogue.entries:
        said = (entry.slug, entry.title, entry.when, entry.fields.summary, lead_names(entry, catalogue))
        whole.update(repr(said).encode("utf-8", "surrogatepass"))
    return whole.hexdigest()[:10]
