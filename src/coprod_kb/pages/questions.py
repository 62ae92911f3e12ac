"""The questions that readers may ask, each with a link to its answer or to the entries that say something about it."""

from __future__ import annotations

from collections.abc import Iterator

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.answers import Answer
from coprod_kb.entries.model import Entry
from coprod_kb.pages.browse import browse_path
from coprod_kb.pages.fact_groups import accounts
from coprod_kb.pages.page import Context, entries_in_figures, record_path


def entries_behind(answer: Answer, catalogue: Catalogue) -> list[Entry]:
    """The published entries that an answer links to, each once, in the order of its text."""
    slugs = dict.fromkeys(link.slug for link in answer.prose.entry_links)
    found = (catalogue.by_slug.get(slug) for slug in slugs)
    return [entry for entry in found if entry and not entry.fields.withdrawn]


def chosen_questions(catalogue: Catalogue, number: int) -> list[Context]:
    """Returns the questions for the home page: those that `home` in `collection.yml` names, or else the first `number` of all."""
    answers = {answer.slug: answer for answer in catalogue.answers}
    names = catalogue.vocabulary.description.home.questions
    chosen = [_answered(answers[name], catalogue) for name in names if name in answers]
    return chosen or questions(catalogue)[:number]


def questions(catalogue: Catalogue) -> list[Context]:
    """Questions with an answer, then those about parts of groups of facts, then those of terms.

    Each has the number of entries behind it. `answer` is empty for all but the first. A question about a facet leads to
    Browse, with a `query`.
    """
    return [
        *(_answered(answer, catalogue) for answer in catalogue.answers),
        *_part_questions(catalogue),
        *_term_questions(catalogue),
    ]


def _answered(answer: Answer, catalogue: Catalogue) -> Context:
    number = len(entries_behind(answer, catalogue))
    return _question(answer.fields.question, number, answer.address, answer=answer.fields.answer)


def _question(text: str, entries: int, path: str, query: str = "", answer: str = "") -> Context:
    number = entries_in_figures(entries)
    return {"text": text, "count": number, "path": path, "query": query, "answer": answer}


def _part_questions(catalogue: Catalogue) -> Iterator[Context]:
    """Those that no answer is about, of parts that some entry reports."""
    description = catalogue.vocabulary.description
    answered = [description.part_of[answer.fields.part] for answer in catalogue.answers if answer.fields.part]
    for group in description.facts:
        reported = accounts(group, catalogue)
        for part in group.parts:
            number = sum(part.name in texts for texts in reported.values())
            if part.question and number and (group, part) not in answered:
                yield _question(part.question, number, group.part_path(part))


def _term_questions(catalogue: Catalogue) -> Iterator[Context]:
    """Keywords first, because their pages explain the word as well; then facets, in the order of the vocabulary."""
    for record in catalogue.keywords.values():
        text = record.term.question if record.term else None
        if text and record.mentions:
            yield _question(text, len(record.entries), record_path("keywords", record))
    for facet in catalogue.vocabulary.description.facets:
        for term in catalogue.vocabulary.facet(facet.name).terms:
            entries = catalogue.by_facet[facet.name].get(term.label)
            if term.question and entries:
                path, _, query = browse_path(facet.in_addresses, term.label).partition("?")
                yield _question(term.question, len(entries), path, query)
