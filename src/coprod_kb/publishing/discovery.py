"""Files for search engines and browsers: `robots.txt`, and the OpenSearch description of the site's search."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from coprod_kb.project.settings import Settings
from coprod_kb.values.translation import gettext

ROBOTS = "robots.txt"
OPEN_SEARCH = "opensearch.xml"

SHORT_NAME = 16
LONG_NAME = 48
"""The most characters that OpenSearch allows in names."""


def discovery_files(settings: Settings) -> Iterator[tuple[str, str]]:
    """Path and text of each file. The OpenSearch description needs the site's address."""
    yield ROBOTS, _robots(settings)
    if settings.address(""):
        yield OPEN_SEARCH, _open_search(settings)


def _robots(settings: Settings) -> str:
    """Allows everything (RFC 9309), and names the sitemap."""
    sitemap = settings.address("sitemap.xml")
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {sitemap}\n" if sitemap else "")


def _open_search(settings: Settings) -> str:
    """OpenSearch 1.1 (https://github.com/dewitt/opensearch), with which browsers offer the search in the address bar."""
    name, template = settings.site_name, settings.address("browse/") + "?q={searchTerms}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(_within(name, SHORT_NAME))}</ShortName>\n"
        f"<LongName>{escape(_within(name, LONG_NAME))}</LongName>\n"
        f"<Description>{escape(gettext('Search {name}', name=_within(name, 1000)))}</Description>\n"
        f'<Url type="text/html" method="get" template="{escape(template, {chr(34): "&quot;"})}"/>\n'
        "<InputEncoding>UTF-8</InputEncoding>\n"
        "</OpenSearchDescription>\n"
    )


def _within(name: str, most: int) -> str:
    """The name, cut to `most` characters, between words if possible."""
    if len(name) <= most:
        return name
    words = name[: most + 1].rsplit(" ", 1)
    return words[0].rstrip() if len(words) > 1 else name[:most]
