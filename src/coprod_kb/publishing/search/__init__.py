"""The data of the search in the browser, made from the catalogue: documents for Pagefind, and files of our own.

The files are JSON below `search/`, harmless if a browser takes them for HTML. Their addresses may change, so they
are not in the list of addresses.
"""

from __future__ import annotations

from collections.abc import Iterator

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.project.settings import Settings
from coprod_kb.publishing.search.cards import card_files, slugs, stamp_of
from coprod_kb.publishing.search.documents import PageByHand, SearchDocument, documents
from coprod_kb.publishing.search.facets import facet_index, named_facets, places_by_author, places_by_title
from coprod_kb.publishing.search.families import Families
from coprod_kb.publishing.search.spellings import labelled
from coprod_kb.publishing.search.terms import terms_by_letter, words_of_terms
from coprod_kb.publishing.search.text import as_json
from coprod_kb.publishing.search.words import word_list

__all__ = ["PageByHand", "SearchDocument", "documents", "search_files"]

FOLDER = "search"


def search_files(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, str]]:
    """Path and text of each file. Files identify an entry by its place (index) in the catalogue."""
    stamp = stamp_of(catalogue, settings)
    yield f"{FOLDER}/facets.json", as_json({"stamp": stamp, **facet_index(catalogue)})
    for name, facet in named_facets(catalogue):
        yield f"{FOLDER}/{stamp}/{name}.json", as_json(facet)
    yield f"{FOLDER}/{stamp}/titles.json", as_json(places_by_title(catalogue))
    yield f"{FOLDER}/{stamp}/authors.json", as_json(places_by_author(catalogue))
    yield f"{FOLDER}/{stamp}/slugs.json", as_json(slugs(catalogue))
    for number, cards in enumerate(card_files(catalogue, settings)):
        yield f"{FOLDER}/{stamp}/{number}.json", as_json(cards)
    if settings.search:
        yield from _files_of_words(catalogue)


def _files_of_words(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """What a search for words needs beside Pagefind's index."""
    by_letter, families = terms_by_letter(catalogue), Families(catalogue)
    yield (
        f"{FOLDER}/terms.json",
        as_json(
            {
                "compounds": labelled(catalogue).forms,
                "synonyms": families.synonyms,
                "forms": families.forms,
                "letters": "".join(sorted(by_letter)),
            }
        ),
    )
    for letter, terms in by_letter.items():
        yield f"{FOLDER}/terms/{letter}.json", as_json(terms)
    yield (
        f"{FOLDER}/words.json",
        as_json({"terms": words_of_terms(catalogue), "texts": word_list(catalogue)}),
    )
