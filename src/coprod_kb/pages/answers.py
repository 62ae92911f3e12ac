"""The list of all questions, and a page for each answer that the editors wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.answers import FOLDER, Answer
from coprod_kb.pages.cards import Cards
from coprod_kb.pages.fact_groups import counts_in_words
from coprod_kb.pages.page import Page, clipped, day_label, entries_in_figures, index_page, latest, link
from coprod_kb.pages.questions import entries_behind, questions
from coprod_kb.project.settings import Settings
from coprod_kb.values.translation import N_, gettext

CERTAINTY = {
    "high": N_("Several good sources agree. New evidence will hardly change this answer."),
    "moderate": N_("Good sources support this answer. New evidence may change it."),
    "low": N_("Few sources support this answer, or weak ones. New evidence may well change it."),
    "very low": N_(
        "Hardly any source says anything about it. New evidence will probably change this answer."
    ),
}
"""What the levels of certainty mean, for readers."""

LEVELS = {
    "high": N_("High certainty."),
    "moderate": N_("Moderate certainty."),
    "low": N_("Low certainty."),
    "very low": N_("Very low certainty."),
}

_TO_ENTRY = re.compile(r'(?<=<a href="\.\./)')


def question_pages(catalogue: Catalogue, cards: Cards, settings: Settings) -> Iterator[Page]:
    """The list of all questions, then the pages of those that have an answer."""
    asked = questions(catalogue)
    subject = catalogue.vocabulary.description.subject
    lead = (
        gettext("What people ask about {subject}, and what the entries say about it.", subject=subject)
        if subject
        else gettext("What people ask, and what the entries say about it.")
    )
    yield index_page(
        f"{FOLDER}/",
        gettext("Questions"),
        "questions.html",
        lead,
        {
            "lead": lead,
            "answered": [question for question in asked if question["answer"]],
            "others": [question for question in asked if not question["answer"]],
        },
    )
    for answer in catalogue.answers:
        yield _answer_page(answer, catalogue, cards, settings)


def _answer_page(answer: Answer, catalogue: Catalogue, cards: Cards, settings: Settings) -> Page:
    fields = answer.fields
    entries = entries_behind(answer, catalogue)
    reviewed = fields.reviewed.first_day if fields.reviewed else None
    group, part = catalogue.vocabulary.description.part_of[fields.part] if fields.part else (None, None)
    return Page(
        path=answer.address,
        title=fields.question,
        template="answer.html",
        description=clipped(fields.answer),
        section=f"{FOLDER}/",
        trail=[(gettext("Home"), ""), (gettext("Questions"), f"{FOLDER}/")],
        html=_TO_ENTRY.sub("../entries/", answer.prose.html),
        source=answer.path,
        updated=max(filter(None, (latest(entries), reviewed)), default=None),
        own={
            "answer": fields.answer,
            "certainty": gettext(LEVELS[fields.certainty]),
            "meaning": gettext(CERTAINTY[fields.certainty]),
            "by": fields.by or gettext("the editors of this collection"),
            "reviewed": day_label(reviewed) if reviewed else "",
            "count": entries_in_figures(len(entries)),
            "entries": cards.of(entries),
            "part": {
                "label": part.label,
                "share": counts_in_words(part, group, catalogue),
                "path": group.part_path(part),
            }
            if group and part
            else None,
            "others": [
                link(other.fields.question, other.address)
                for other in catalogue.answers
                if other is not answer
            ],
            "edit_url": settings.edit_url(answer.path) or "",
            "contact": settings.path_by_hand("contact/"),
        },
    )
