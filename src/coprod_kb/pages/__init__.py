"""Every page of the site as plain data. Templates show what is here and compute nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coprod_kb.catalogue import Catalogue
from coprod_kb.diagnostics import Diagnostic, printable
from coprod_kb.pages.browse import browse_page, browse_path
from coprod_kb.pages.cite import Cite
from coprod_kb.pages.contribute import contribute_page
from coprod_kb.pages.entry import entry_page, lead_names
from coprod_kb.pages.indexes import collection_pages, home_page, timeline_page, type_pages
from coprod_kb.pages.moved import moved_pages
from coprod_kb.pages.page import Cards, Page, latest
from coprod_kb.pages.terms import keyword_pages, organisation_pages, person_pages
from coprod_kb.settings import Settings

__all__ = ["Page", "all_pages", "browse_path", "fault_page", "latest"]


def all_pages(catalogue: Catalogue, settings: Settings, cite: Cite | None = None) -> Iterator[Page]:
    """Index pages first, then entries, then former addresses; each address once.

    cite: how an item is cited; without it, pages do not say how to cite their entry.
    """
    taken: set[str] = set()
    for page in _present_pages(catalogue, settings, cite):
        taken.add(page.path)
        yield page
    yield from moved_pages(catalogue, taken | settings.by_hand)


def _present_pages(catalogue: Catalogue, settings: Settings, cite: Cite | None) -> Iterator[Page]:
    cards = Cards({entry.slug: lead_names(entry, catalogue) for entry in catalogue.entries})
    yield home_page(catalogue, cards, settings)
    yield browse_page(catalogue)
    yield from type_pages(catalogue, cards)
    yield from keyword_pages(catalogue, cards)
    yield from organisation_pages(catalogue, cards)
    yield from person_pages(catalogue, cards)
    yield from collection_pages(catalogue, cards)
    yield timeline_page(catalogue, cards)
    yield contribute_page(catalogue, settings)
    for entry in (*catalogue.entries, *catalogue.withdrawn):
        yield entry_page(entry, catalogue, cards, settings, cite)


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
        context={
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
