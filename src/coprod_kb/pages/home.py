"""The home page: what the knowledge base is, and the ways in."""

from __future__ import annotations

from collections.abc import Sequence

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.pages.cards import Cards
from coprod_kb.pages.indexes import most_used, ways_in
from coprod_kb.pages.maps import Drawn, small_map
from coprod_kb.pages.page import Page, entries_in_figures, link, number_of, separated
from coprod_kb.pages.questions import chosen_questions
from coprod_kb.pages.recent import latest_added
from coprod_kb.project.settings import Settings
from coprod_kb.values.translation import gettext
from coprod_kb.values.wording import figures

NEWEST, QUESTIONS = 5, 4
"""Numbers of new entries and of questions on the home page."""


def home_page(catalogue: Catalogue, cards: Cards, settings: Settings, maps: Sequence[Drawn]) -> Page:
    """The home page: search, questions, new entries, a small map, keywords, and how to contribute."""
    counts = [
        link(
            number_of(figures(len(entries)), len(entries), entry_type.noun, entry_type.nouns), entry_type.path
        )
        for entry_type in catalogue.types
        if (entries := catalogue.by_type[entry_type.name])
    ]
    return Page(
        path="",
        title=settings.site_name,
        template="home.html",
        description=settings.site_description,
        section="",
        own={
            "lead": settings.site_description,
            "count": entries_in_figures(len(catalogue.entries)),
            "counts": separated(counts),
            "invitation": catalogue.vocabulary.description.home.invitation
            or gettext("Have you tried, read or written something that others should know about?"),
            "any_type": catalogue.vocabulary.description.any_type,
            "questions": chosen_questions(catalogue, QUESTIONS),
            "newest": cards.of(latest_added(catalogue.entries, NEWEST)),
            "map": small_map(maps),
            "keywords": most_used(catalogue, 12),
            "ways_in": ways_in(catalogue),
            "guide": settings.path_by_hand("how-to-contribute/"),
            "contact": settings.contact,
            "who": settings.who_runs_it(),
        },
    )
