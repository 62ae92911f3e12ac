"""The list of all pages for search engines: `sitemap.xml` (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from datetime import date
from xml.sax.saxutils import escape

from coprod_kb.project.settings import Settings

NAME = "sitemap.xml"


def sitemap_files(pages: Mapping[str, date | None], settings: Settings) -> dict[str, bytes]:
    """The list and its compressed form, by path; none without the site's address.

    pages: by address, such as `about/`, the day of the last change; `None` where that is not known.
    """
    if not settings.address(""):
        return {}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for path, day in sorted(pages.items()):
        changed = f"<lastmod>{day}</lastmod>" if day else ""
        lines.append(f"<url><loc>{escape(settings.address(path))}</loc>{changed}</url>")
    content = "\n".join([*lines, "</urlset>", ""]).encode()
    return {NAME: content, f"{NAME}.gz": gzip.compress(content, mtime=0)}
