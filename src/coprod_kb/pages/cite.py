"""“Cite this” on the page of an entry."""

from __future__ import annotations

from collections.abc import Callable

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.schema import EntryType
from coprod_kb.pages.page import TYPE_LABELS, Context
from coprod_kb.project.settings import Settings
from coprod_kb.records.bibliography import item_of, page_item
from coprod_kb.records.citing import STYLES, Citations, plain, runs
from coprod_kb.records.exporters import FOR_ONE
from coprod_kb.records.formats.csl import Item

Cite = Callable[[Item], Citations]


def cite_context(entry: Entry, catalogue: Catalogue, settings: Settings, cite: Cite) -> Context:
    """What to cite, in each style as pieces of text; the page itself, where that is something else; files."""
    item = item_of(entry, catalogue, settings)
    is_page = entry.type is EntryType.PROJECT
    return {
        "what": "page" if is_page else TYPE_LABELS[entry.type].lower(),
        "styles": [
            {
                "label": style.label,
                "pieces": [{"text": text, "italic": italic} for text, italic in runs(citation)],
            }
            for style, citation in zip(STYLES, cite(item), strict=True)
        ],
        "page": "" if is_page else plain(page_item(entry, catalogue, settings)),
        "files": [
            {
                "label": one.label,
                "path": f"{entry.address}cite.{one.ending}",
                "name": f"{entry.slug}.{one.ending}",
            }
            for one in FOR_ONE
        ],
    }
