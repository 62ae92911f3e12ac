"""How search engines and browsers find their way: `robots.txt`, and a description of the site's search."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from coprod_kb.project.settings import Settings

ROBOTS = "robots.txt"
OPEN_SEARCH = "opensearch.xml"

SHORT_NAME = 16
LONG_NAME = 48
"""Characters that OpenSearch allows for names."""


def discovery_files(settings: Settings) -> Iterator[tuple[str, str]]:
    """Path and text of each. Without the site's address there is no search to describe to others."""
    yield ROBOTS, _robots(settings)
    if settings.address(""):
        yield OPEN_SEARCH, _open_search(settings)


def _robots(settings: Settings) -> str:
    """Everything may be read (RFC 9309); where the list of pages is."""
    sitemap = settings.address("sitemap.xml")
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {sitemap}\n" if sitemap else "")


def _open_search(settings: Settings) -> str:
    """See https://github.com/dewitt/opensearch: browsers offer the search from their address bar."""
    name, template = settings.site_name, settings.address("browse/") + "?q={searchTerms}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(_within(name, SHORT_NAME))}</ShortName>\n"
        f"<LongName>{escape(_within(name, LONG_NAME))}</LongName>\n"
        f"<Description>Search {escape(_within(name, 1000))}</Description>\n"
        f'<Url type="text/html" method="get" template="{escape(template, {chr(34): "&quot;"})}"/>\n'
        "<InputEncoding>UTF-8</InputEncoding>\n"
        "</OpenSearchDescription>\n"
    )


def _within(name: str, most: int) -> str:
    """As many whole words of a name as there is room for; of a long first word its beginning."""
    if len(name) <= most:
        return name
    words = name[: most + 1].rsplit(" ", 1)
    return words[0].rstrip() if len(words) > 1 else name[:most]
