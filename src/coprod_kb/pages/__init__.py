"""Every page of the site as plain data.

In: the catalogue and the settings. Out: `Page` objects with all that a template shows. Knows nothing of templates, of the
theme, or of the disk.
"""

from coprod_kb.pages.browse import browse_path
from coprod_kb.pages.faults import fault_page
from coprod_kb.pages.head import FEED
from coprod_kb.pages.moved import former_addresses
from coprod_kb.pages.page import Page, latest, record_path
from coprod_kb.pages.site_pages import all_pages, page_files

__all__ = [
    "FEED",
    "Page",
    "all_pages",
    "browse_path",
    "fault_page",
    "former_addresses",
    "latest",
    "page_files",
    "record_path",
]
