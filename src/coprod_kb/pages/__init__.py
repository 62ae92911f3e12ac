"""Every page of the site as plain data.

In: the catalogue and the settings. Out: `Page` objects with all that a template shows. Knows nothing of templates, of the
theme, or of the disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.diagnostics import Diagnostic, printable
from coprod_kb.entries.model import Entry
from coprod_kb.pages.browse import browse_page, browse_path
from coprod_kb.pages.cite import Cite
from coprod_kb.pages.contribute import contribute_page
from coprod_kb.pages.entry import entry_page, lead_names
from coprod_kb.pages.head import FEED, Heads
from coprod_kb.pages.home import home_page
from coprod_kb.pages.how import how_pages
from coprod_kb.pages.indexes import collection_pages, timeline_pages, type_pages
from coprod_kb.pages.maps import csv_path, drawn_maps, map_csv, map_pages
from coprod_kb.pages.moved import former_addresses, moved_pages
from coprod_kb.pages.page import TYPE_PLURALS, Cards, Page, latest, record_path
from coprod_kb.pages.recent import recent_page
from coprod_kb.pages.suggestions import suggestion_files
from coprod_kb.pages.terms import keyword_pages, organisation_pages, person_pages
from coprod_kb.project.settings import Settings

__all__ = [
    "FEED",
    "TYPE_PLURALS",
    "Page",
    "all_pages",
    "browse_path",
    "fault_page",
    "former_addresses",
    "latest",
    "page_files",
    "pages_of",
    "record_path",
]


def all_pages(catalogue: Catalogue, settings: Settings, cite: Cite | None = None) -> Iterator[Page]:
    """Index pages first, then entries, then former addresses; each address once.

    cite: how an item is cited; without it, pages do not say how to cite their entry.
    """
    taken: set[str] = set()
    heads = Heads(catalogue, settings)
    for page in _present_pages(catalogue, settings, cite):
        taken.add(page.path)
        yield heads.on(page)
    yield from moved_pages(catalogue, taken | settings.by_hand)


def _present_pages(catalogue: Catalogue, settings: Settings, cite: Cite | None) -> Iterator[Page]:
    cards = _cards(catalogue)
    maps = drawn_maps(catalogue, settings)
    yield home_page(catalogue, cards, settings, maps)
    yield browse_page(catalogue)
    yield from type_pages(catalogue, cards)
    yield from keyword_pages(catalogue, cards)
    yield from organisation_pages(catalogue, cards)
    yield from person_pages(catalogue, cards)
    yield from collection_pages(catalogue, cards)
    yield from timeline_pages(catalogue, cards)
    yield recent_page(catalogue, cards)
    yield from map_pages(maps, cards)
    yield from how_pages(catalogue, cards)
    yield contribute_page(catalogue, settings)
    for entry in (*catalogue.entries, *catalogue.withdrawn):
        yield entry_page(entry, catalogue, cards, settings, cite)


def pages_of(
    entries: Iterable[Entry], catalogue: Catalogue, settings: Settings, cite: Cite | None
) -> Iterator[Page]:
    """Of `all_pages` those of these entries."""
    heads, cards = Heads(catalogue, settings), _cards(catalogue)
    return (heads.on(entry_page(entry, catalogue, cards, settings, cite)) for entry in entries)


def _cards(catalogue: Catalogue) -> Cards:
    return Cards(lambda entry: "" if entry.fields.withdrawn else lead_names(entry, catalogue))


def page_files(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, str]]:
    """What pages offer besides, to their scripts or to other programs: the path from the site's root, and the text."""
    yield from suggestion_files(catalogue, settings)
    for index, (choice, evidence) in enumerate(drawn_maps(catalogue, settings)):
        yield csv_path(index, choice), map_csv(choice, evidence)


def fault_page(slug: str, path: str, diagnostics: Iterable[Diagnostic], settings: Settings) -> Page:
    """In a preview, the page of an entry that cannot be shown: what to mend, and where.

    slug: its address, which differs from a file name that cannot be part of one.
    """
    return Page(
        path=f"entries/{slug}/",
        title=f"{slug}: to be mended",
        template="faults.html",
        description="This entry has errors.",
        section="",
        trail=[("Home", "")],
        source=path,
        own={
            "file": printable(path),
            "faults": [
                {
                    "severity": str(found.severity),
                    "place": f"line {found.line}" if found.line else "",
                    "message": printable(found.message),
                    "hint": printable(found.hint),
                    "code": found.code,
                }
                for found in diagnostics
            ],
            "edit_url": settings.edit_url(path) or "",
        },
    )
