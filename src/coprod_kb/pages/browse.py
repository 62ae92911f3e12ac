"""The page that searches and filters, and the addresses of what it shows."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.pages.indexes import most_used, ways_in
from coprod_kb.pages.page import Context, Page, index_page, link

PARAMETERS = {"places": "place"}
"""Names that a choice has in an address, where that is not the name of the field."""

EXPORTS: tuple[Context, ...] = (
    {"form": "bib", "label": "BibTeX", "file": "entries.bib"},
    {"form": "ris", "label": "RIS", "file": "entries.ris"},
    {"form": "csv", "label": "CSV", "file": "entries.csv"},
)
"""Files of the site with a record for each entry, out of which the browser takes those of a list of results."""


def browse_path(facet: str, label: str, *more: tuple[str, str]) -> str:
    """The site-relative address at which only the entries with this value are listed.

    facet: `type`, `keyword`, `organisation`, `person`, `setting`, `stage`, `outcomes`, `evidence`, `place`
    (or `places`), `from`, `to`, `format`, `q` or `sort`. These names are promised; each may come several times.
    label: for a term its preferred label; for `type` `project`, `paper` or `report`; for `from` and `to` a year
    (a period counts where it overlaps); for `format` `easy-read` and the like, or `any`; for `q` words; for `sort`
    `relevance`, `date` or `title`.
    more: further pairs. Any of one facet, all across facets.
    """
    chosen = [(PARAMETERS.get(name, name), value) for name, value in ((facet, label), *more)]
    return f"browse/?{urlencode(chosen)}"


def facet_links(facet: str, names: Iterable[str], catalogue: Catalogue) -> list[Context]:
    """Each term under its preferred label, as a link to the entries that have it."""
    terms = catalogue.vocabulary.facet(facet)
    labels = [term.label if (term := terms.find(name)) else name for name in names]
    return [link(label, browse_path(facet, label)) for label in labels]


def browse_page(catalogue: Catalogue) -> Page:
    """Search, and without it every static way in."""
    return index_page(
        "browse/",
        "Search and browse",
        "browse.html",
        "Search the knowledge base, or browse it by keyword, organisation, person or year.",
        {"ways_in": ways_in(catalogue), "keywords": most_used(catalogue, 30), "exports": list(EXPORTS)},
    )
