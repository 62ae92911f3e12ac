"""“Cite this” on the page of an entry."""

from __future__ import annotations

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry
from coprod_kb.pages.page import Context
from coprod_kb.project.settings import Settings
from coprod_kb.records.bibliography import item_of, page_item
from coprod_kb.records.citing import STYLES, cite, plain_citation, runs
from coprod_kb.records.exporters import ENTRY_FORMATS
from coprod_kb.values.translation import ENGLISH, language


def cite_context(entry: Entry, catalogue: Catalogue, settings: Settings) -> Context:
    """Citations of the work in each style, in pieces of text; a citation of the page; files for reference managers, in the folder of the page.

    language: of the words of the styles, if it is not the site's.
    page: empty for an entry that is cited by its page anyway.
    """
    item = item_of(entry, catalogue, settings)
    entry_type = catalogue.type_of(entry)
    return {
        "language": "" if language().is_english else ENGLISH,
        "what": entry_type.noun if entry_type.is_work else "",
        "styles": [
            {
                "label": style.label,
                "pieces": [{"text": text, "italic": italic} for text, italic in runs(citation)],
            }
            for style, citation in zip(STYLES, cite(item), strict=True)
        ],
        "page": plain_citation(page_item(entry, catalogue, settings)) if entry_type.is_work else "",
        "files": [
            {
                "label": form.label,
                "file": f"cite.{form.ending}",
                "name": f"{entry.slug}.{form.ending}",
            }
            for form in ENTRY_FORMATS
        ],
    }
