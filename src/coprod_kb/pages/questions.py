"""Ways in by question: each leads to entries that say something about it, or is not asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.front_matter.schema import FACETS
from coprod_kb.pages.browse import browse_path
from coprod_kb.pages.how import accounts, part_path
from coprod_kb.pages.page import Context, record_path
from coprod_kb.values.wording import count

OF_PARTS = {
    "difference": "What difference does it make?",
    "payment": "Are people paid for their time?",
    "access_support": "What helps people to take part?",
    "who": "Who takes part?",
}
"""What the parts of “how it was co-produced” answer."""

MOST_OF_PARTS, MOST_OF_TERMS = 3, 6

_PEOPLE = re.compile(
    r"(?:people (?:with|who|living|from|in) .+|older people|young(?:er)? people|children(?: .+)?"
    r"|(?:unpaid |young )?carers|families|disabled people)",
    re.IGNORECASE,
)
"""Keywords that name whom something is done with."""


def questions(catalogue: Catalogue) -> list[Context]:
    """First what the parts of “how it was co-produced” answer, then what terms of the vocabulary do.

    Each with the number of its entries. A question of a facet leads to Browse, and has a `query`.
    """
    return [*_of_parts(catalogue)][:MOST_OF_PARTS] + [*_of_terms(catalogue)][:MOST_OF_TERMS]


def _question(text: str, entries: int, path: str, query: str = "") -> Context:
    return {"text": text, "count": count(entries, "entry", "entries"), "path": path, "query": query}


def _of_parts(catalogue: Catalogue) -> Iterator[Context]:
    reported = accounts(catalogue)
    for name, text in OF_PARTS.items():
        if number := sum(name in one for one in reported.values()):
            yield _question(text, number, part_path(name))


def _of_terms(catalogue: Catalogue) -> Iterator[Context]:
    """In the order of the vocabulary, keywords first: their pages explain the word as well."""
    for record in catalogue.keywords.values():
        text = record.term.question if record.term else None
        if not text and _PEOPLE.fullmatch(record.label):
            text = f"How do we do it with {record.label}?"
        if text and record.mentions:
            yield _question(text, len(record.entries), record_path("keywords", record))
    for facet in FACETS:
        for term in catalogue.vocabulary.facet(facet).terms:
            entries = catalogue.by_facet[facet].get(term.label)
            if term.question and entries:
                path, _, query = browse_path(facet, term.label).partition("?")
                yield _question(term.question, len(entries), path, query)
