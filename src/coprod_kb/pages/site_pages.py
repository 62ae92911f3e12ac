"""All pages of a site, and the files that they offer or import."""

from __future__ import annotations

from collections.abc import Iterator

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.pages import type_styles
from coprod_kb.pages.answers import question_pages
from coprod_kb.pages.browse import browse_page, kept_page
from coprod_kb.pages.cards import Cards
from coprod_kb.pages.contribute import contribute_page
from coprod_kb.pages.entry import entry_page
from coprod_kb.pages.fact_groups import fact_pages
from coprod_kb.pages.head import Heads
from coprod_kb.pages.home import home_page
from coprod_kb.pages.indexes import collection_pages, timeline_pages, title_pages, type_pages
from coprod_kb.pages.maps import csv_path, drawn_maps, map_csv, map_pages
from coprod_kb.pages.moved import moved_pages
from coprod_kb.pages.page import Page
from coprod_kb.pages.places import PATH as PATH_OF_PLACES
from coprod_kb.pages.places import place_pages
from coprod_kb.pages.recent import recent_page
from coprod_kb.pages.suggestions import suggestion_files
from coprod_kb.pages.terms import keyword_pages, organisation_pages, person_pages
from coprod_kb.project.settings import Settings


def all_pages(catalogue: Catalogue, settings: Settings) -> Iterator[Page]:
    """Index pages first, then entries, then former addresses. No address comes twice."""
    taken: set[str] = set()
    heads = Heads(catalogue, settings)
    for page in _present_pages(catalogue, settings):
        taken.add(page.path)
        yield heads.on(page)
    yield from moved_pages(catalogue, taken | settings.by_hand)


def _present_pages(catalogue: Catalogue, settings: Settings) -> Iterator[Page]:
    cards, listed = Cards(catalogue, settings), catalogue.listed(settings)
    maps = drawn_maps(listed, settings)
    yield home_page(listed, cards, settings, maps)
    yield browse_page(listed)
    yield kept_page()
    yield from title_pages(listed, cards)
    yield from question_pages(listed, cards, settings)
    yield from type_pages(listed, cards)
    yield from keyword_pages(catalogue, cards)
    yield from organisation_pages(catalogue, cards)
    yield from person_pages(catalogue, cards)
    yield from collection_pages(catalogue, cards)
    yield from timeline_pages(listed, cards)
    yield recent_page(listed, cards)
    yield from map_pages(maps, cards, PATH_OF_PLACES if listed.located_places else "")
    yield from place_pages(listed, cards)
    yield from fact_pages(listed, cards)
    yield contribute_page(catalogue, settings)
    for entry in (*catalogue.entries, *catalogue.withdrawn):
        yield entry_page(entry, catalogue, cards, settings)


def page_files(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, str]]:
    """Path (from the root of the site) and text of the suggestion lists of the form, the style sheet of types and the maps' CSV tables."""
    yield type_styles.PATH, type_styles.type_styles(catalogue.vocabulary.description)
    yield from suggestion_files(catalogue, settings)
    for index, (choice, evidence) in enumerate(drawn_maps(catalogue.listed(settings), settings)):
        yield csv_path(index, choice), map_csv(evidence)
