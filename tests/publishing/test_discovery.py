"""Files for search engines and browsers: `robots.txt`, the OpenSearch description and the sitemap."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest

from coprod_kb.collection.site import Snapshot, open_site
from coprod_kb.project.settings import Settings
from coprod_kb.publishing import contents
from coprod_kb.publishing.discovery import LONG_NAME, OPEN_SEARCH, ROBOTS, SHORT_NAME, discovery_files
from tests import ROOT
from tests.conftest import MINIATURE

SITE = "https://example.org/miniature/"
OSD = "{http://a9.com/-/spec/opensearch/1.1/}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def files(name: str = "Example", address: str = SITE) -> dict[str, str]:
    return dict(discovery_files(Settings(site_name=name, site_url=address)))


def test_robots_may_read_everything() -> None:
    robots = RobotFileParser()
    robots.parse(files()[ROBOTS].splitlines())
    assert robots.can_fetch("Anybody", f"{SITE}entries/a/")
    assert robots.site_maps() == [f"{SITE}sitemap.xml"]


def test_without_an_address_there_are_no_sitemap_and_no_description() -> None:
    assert files(address="") == {ROBOTS: "User-agent: *\nAllow: /\n"}


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Example", "Example"),
        ("Co-production knowledge base", "Co-production"),
        ("Sixteen letters!", "Sixteen letters!"),
        ("Sixteen letters! and", "Sixteen letters!"),
        ("Donaudampfschifffahrt", "Donaudampfschiff"),
        ("Health & <Care>", "Health & <Care>"),
        ("x " * 600, "x x x x x x x x"),
    ],
)
def test_names_in_the_description_have_at_most_the_allowed_length(name: str, short: str) -> None:
    described = ElementTree.fromstring(files(name)[OPEN_SEARCH])
    assert described.tag == f"{OSD}OpenSearchDescription"
    assert described.findtext(f"{OSD}ShortName") == short
    assert len(short) <= SHORT_NAME
    assert len(described.findtext(f"{OSD}LongName") or "") <= LONG_NAME
    assert 0 < len(described.findtext(f"{OSD}Description") or "") <= 1024


def test_the_search_is_that_of_the_browse_page(snapshot: Snapshot) -> None:
    described = ElementTree.fromstring(dict(contents.files(snapshot))[OPEN_SEARCH])
    url = described.find(f"{OSD}Url")
    assert url is not None
    assert (url.get("type"), url.get("template")) == ("text/html", f"{SITE}browse/?q={{searchTerms}}")


def test_every_page_links_to_the_description(built_miniature: Path) -> None:
    for file in built_miniature.rglob("*.html"):
        found = re.findall(r'<link rel="search" [^>]*href="([^"]+)"', file.read_text(encoding="utf-8"))
        target = found[0].removeprefix("/miniature/") if file.name == "404.html" else found[0]
        base = built_miniature if file.name == "404.html" else file.parent
        assert (base / target).resolve() == (built_miniature / OPEN_SEARCH).resolve(), file


# --- The sitemap, which MkDocs writes ---------------------------------------------------------------


def sitemap(site: Path) -> dict[str, str | None]:
    root = ElementTree.fromstring((site / "sitemap.xml").read_bytes())
    return {
        str(url.findtext(f"{SITEMAP}loc")): url.findtext(f"{SITEMAP}lastmod")
        for url in root.iter(f"{SITEMAP}url")
    }


def test_the_sitemap_lists_our_pages_and_none_that_moved(built_miniature: Path) -> None:
    pages = {page.path: page for page in contents.pages(open_site(MINIATURE).read())}
    expected = {f"{SITE}{path}" for path, page in pages.items() if page.template != "moved.html"}
    assert set(sitemap(built_miniature)) == expected | {f"{SITE}about/"}


def test_the_days_of_the_sitemap_are_those_of_the_entries(built_miniature: Path) -> None:
    found = sitemap(built_miniature)
    for page in contents.pages(open_site(MINIATURE).read()):
        if page.updated and page.template != "moved.html":
            assert found[f"{SITE}{page.path}"] == page.updated.isoformat()
    assert found[f"{SITE}entries/carers-choir/"] == "2023-04-05"


def test_the_sitemap_of_the_project_has_a_day_for_each_entry(built_site: Path) -> None:
    days = {page: day for page, day in sitemap(built_site).items() if "/entries/" in page}
    del days["https://example.org/coprod-kb/entries/"]  # the list of all entries
    by_path = {entry.address: entry for entry in open_site(ROOT).read().catalogue.entries}
    assert len(days) == len(by_path)
    for path, entry in by_path.items():
        assert days[f"https://example.org/coprod-kb/{path}"] == str(entry.updated)
