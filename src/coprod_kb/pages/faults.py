"""The page that a preview shows instead of an entry that has errors."""

from __future__ import annotations

from collections.abc import Iterable

from coprod_kb.diagnostics import Diagnostic, printable
from coprod_kb.pages.page import Page, link
from coprod_kb.project.settings import Settings
from coprod_kb.values.translation import gettext


def fault_page(address: str, path: str, diagnostics: Iterable[Diagnostic], settings: Settings) -> Page:
    """A list of what to correct in the file, and where.

    address: of the page, relative to the site. Its last part differs from the name of the file if that is not fit for it.
    path: of the file, relative to the project.
    """
    return Page(
        path=address,
        title=f"{address.split('/')[-2]}: to be mended",
        template="faults.html",
        description="This entry has errors.",
        section="",
        trail=[(gettext("Home"), "")],
        source=path,
        own={
            "file": printable(path),
            "faults": [
                {
                    "severity": str(found.severity),
                    "place": f"line {found.line}" if found.line else "",
                    "message": printable(found.message),
                    "hint": printable(found.hint),
                    "code": link(found.code, url=settings.explanation(found.code)),
                }
                for found in diagnostics
            ],
            "edit_url": settings.edit_url(path) or "",
        },
    )
