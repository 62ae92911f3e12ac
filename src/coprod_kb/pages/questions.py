"""Questions on the home page, each with a link to the entries that answer it; none without an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.front_matter.schema import FACETS
from coprod_kb.pages.browse import browse_path
from coprod_kb.pages.how import accounts, part_path
from coprod_kb.pages.page import Context, record_path
from coprod_kb.values.wording import count

PART_QUESTIONS = {
    "difference": "What difference does it make?",
    "payment": "Are people paid for their time?",
    "access_support": "What helps people to take part?",
    "who": "Who takes part?",
}
"""What the parts of “how it was co-produced” answer, by the name of the part."""

MOST_PART_QUESTIONS, MOST_TERM_QUESTIONS = 3, 6

_PEOPLE = re.compile(
    r"(?:people (?:with|who|living|from|in) .+|older people|young(?:er)? people|children(?: .+)?"
    r"|(?:unpaid |young )?carers|families|disabled people)",
    re.IGNORECASE,
)
"""Matches keywords that name a group of people."""


def questions(catalogue: Catalogue) -> list[Context]:
    """Questions about parts of “how it was co-produced”, then those of terms of the vocabulary.

    Each has the number of entries that answer it. A question about a facet leads to Browse, with a `query`.
    """
    return [
        *islice(_part_questions(catalogue), MOST_PART_QUESTIONS),
        *islice(_term_questions(catalogue), MOST_TERM_QUESTIONS),
    ]


def _question(text: str, entries: int, path: str, query: str = "") -> Context:
    return {"text": text, "count": count(entries, "entry", "entries"), "path": path, "query": query}


def _part_questions(catalogue: Catalogue) -> Iterator[Context]:
    reported = accounts(catalogue)
    for name, text in PART_QUESTIONS.items():
        if number := sum(name in texts for texts in reported.values()):
            yield _question(text, number, part_path(name))


def _term_questions(catalogue: Catalogue) -> Iterator[Context]:
    """Keywords first, because their pages explain the word as well; then facets, in the order of the vocabulary."""
    for record in catalogue.keywords.values():
        text = record.term.question if record.term else None
        if not text and _PEOPLE.fullmatch(record.label):
            text = f"How can we work with {record.label}?"
        if text and record.mentions:
            yield _question(text, len(record.entries), record_path("keywords", record))
    for facet in FACETS:
        for term in catalogue.vocabulary.facet(facet).terms:
            entries = catalogue.by_facet[facet].get(term.label)
            if term.question and entries:
                path, _, query = browse_path(facet, term.label).partition("?")
                yield _question(term.question, len(entries), path, query)
