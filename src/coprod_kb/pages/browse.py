"""The page for search and filters, and the addresses of its results."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.pages.indexes import most_used, ways_in
from coprod_kb.pages.page import Context, Page, index_page, link, separated
from coprod_kb.values.translation import gettext

EXPORTS: tuple[Context, ...] = (
    {"form": "bib", "label": "BibTeX", "file": "entries.bib"},
    {"form": "ris", "label": "RIS", "file": "entries.ris"},
    {"form": "csv", "label": "CSV", "file": "entries.csv"},
)
"""Files of the site from which the browser takes the records of a list of results, to save them."""

WITHOUT_SCRIPT = frozenset({"entries/", "keywords/", "places/", "map/"})
"""Pages that lead readers without JavaScript to what a search or a filter would have shown."""


def browse_path(facet: str, label: str, *more: tuple[str, str]) -> str:
    """The site-relative address of the list of entries with this value.

    facet: `type`, `keyword`, `organisation`, `person`, `from`, `to`, `format`, `q`, `sort`, or a facet of the collection
    by its name `in_addresses`. These names are stable. Each may come several times.
    label: the preferred label of a term; for `type` `project`, `paper` or `report`; for `from` and `to` a year
    (a period matches if it overlaps); for `format` a kind such as `easy-read`, or `any`; for `q` the words to search;
    for `sort` `relevance`, `date`, `title` or `author`.
    more: further pairs. An entry has to match one value of each facet.
    """
    return f"browse/?{urlencode([(facet, label), *more])}"


def facet_links(facet: str, names: Iterable[str], catalogue: Catalogue) -> list[Context]:
    """Each term under its preferred label, as a link to the entries that have it. facet: its name in files."""
    terms = catalogue.vocabulary.facet(facet)
    name = catalogue.vocabulary.description.facet_of[facet].in_addresses
    return [link(label, browse_path(name, label)) for label in map(terms.preferred_label, names)]


def kept_page() -> Page:
    """The page with the entries that a reader keeps in the browser; a script fills it."""
    return Page(
        path="kept/",
        title=gettext("Your list"),
        template="kept.html",
        description=gettext("The entries that you have kept in this browser, to save, print or share."),
        section="browse/",
        trail=[(gettext("Home"), ""), (gettext("Search and browse"), "browse/")],
        own={"exports": list(EXPORTS)},
    )


def browse_page(catalogue: Catalogue) -> Page:
    """The search page, which lists every static way in for readers without JavaScript."""
    ways = ways_in(catalogue)
    return index_page(
        "browse/",
        gettext("Search and browse"),
        "browse.html",
        gettext("Search the knowledge base, or browse it by keyword, organisation, person or year."),
        {
            "ways_in": ways,
            "without_script": separated(
                [link(way["label"], way["path"]) for way in ways if way["path"] in WITHOUT_SCRIPT]
            ),
            "keywords": most_used(catalogue, 30),
            "exports": list(EXPORTS),
        },
    )
