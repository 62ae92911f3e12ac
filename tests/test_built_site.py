"""The real collection, built by `mkdocs build`, read as a browser reads it."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import median
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import frontmatter
import pytest
import yaml

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.collection.site import open_site
from coprod_kb.project.settings import MANUAL
from coprod_kb.values.names import spelling_key
from tests import ROOT
from tests.browser.statement import stated
from tests.html import identifiers, parsed

ENTRIES = sorted((ROOT / "entries").rglob("*.md"))
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """That of the project."""
    return open_site(ROOT).read().catalogue


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def page_of(site: Path, slug: str) -> Path:
    """The file of an entry's page."""
    return site / "entries" / slug / "index.html"


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def links(page: Element) -> Iterator[str]:
    for element in page.iter("a"):
        if href := element.get("href"):
            yield href


@cache
def base_of(site: Path) -> str:
    """The path under which a site is published, to which the name of the site leads on the 404 page."""
    (name,) = parsed(site / "404.html").iterfind(".//a[@class='kb-header__name']")
    return name.attrib["href"]


def target(site: Path, page: Path, href: str) -> Path | None:
    """The file that a relative address leads to; `None` for other sites and mail."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if page.name == "404.html":  # shown at any depth, so its addresses start at the site's base
        found = (site / path.removeprefix(base_of(site))).resolve()
    else:
        found = (page.parent / path).resolve() if path else page
    return found / "index.html" if path.endswith("/") or found.is_dir() else found


def test_each_entry_has_a_page(built_site: Path) -> None:
    assert len(ENTRIES) >= 13
    for file in ENTRIES:
        assert page_of(built_site, file.stem).is_file()


def broken_links(site: Path) -> list[tuple[Path, str]]:
    """The links within a site that lead to no page, or to a place that the page lacks, with the files that have them."""
    site = site.resolve()
    broken = []
    for file in pages(site):
        for href in links(parsed(file)):
            found = target(site, file, href)
            if found is None:
                continue
            if not found.is_file() or site not in found.parents:
                broken.append((file.relative_to(site), href))
                continue
            fragment = unquote(urlsplit(href).fragment)
            if fragment and fragment not in identifiers(found):
                broken.append((file.relative_to(site), href))
    return broken


@stated("every link within the site leads somewhere")
def test_no_link_or_fragment_is_broken(any_site: Path) -> None:
    assert broken_links(any_site) == []


def test_the_page_of_an_entry_is_small(built_site: Path) -> None:
    assert median(file.stat().st_size for file in built_site.glob("entries/*/index.html")) <= 20_000


def test_nothing_is_loaded_from_elsewhere(any_site: Path) -> None:
    loading = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}
    only_named = {"canonical", "edit", "cite-as", "author", "license", "item", "type"}
    for file in pages(any_site):
        for element in parsed(file).iter():
            address = element.get(loading.get(str(element.tag), ""), "")
            if element.get("rel") not in only_named:
                assert not urlsplit(address).netloc, (file, address)
    for file in (any_site / "assets").glob("*.css"):
        assert not re.search(r"url\(\s*['\"]?(https?:)?//", file.read_text(encoding="utf-8"))


def test_addresses_are_relative(any_site: Path) -> None:
    """So that the site works under any base path. The page for missing pages cannot be."""
    for file in pages(any_site):
        if file.name != "404.html":
            assert not [href for href in links(parsed(file)) if href.startswith("/")], file


@stated("on every page the headings follow each other without gaps, and there is one main heading")
def test_outlines_make_sense(any_site: Path) -> None:
    """One h1 first, no level skipped, every landmark there, every id once."""
    for file in pages(any_site):
        page = parsed(file)
        outline = [element for element in page.iter() if element.tag in HEADINGS]
        levels = [int(str(element.tag)[1]) for element in outline]
        assert levels[0] == 1, file
        assert levels.count(1) == 1, file
        assert all(after <= before + 1 for before, after in pairwise(levels)), file
        assert all(words(heading) for heading in outline), file
        for landmark in ("header", "main", "footer", "nav"):
            assert page.find(f".//{landmark}") is not None, (file, landmark)
        ids = [element.get("id") for element in page.iter() if element.get("id")]
        assert sorted(ids) == sorted(set(ids)), file


def test_every_page_can_be_told_apart(any_site: Path) -> None:
    titles: dict[str, Path] = {}
    for file in pages(any_site):
        page = parsed(file)
        title = page.find("head/title")
        assert title is not None
        assert words(title) not in titles, (file, titles.get(words(title)))
        titles[words(title)] = file
        assert page.find("head/meta[@name='description']") is not None, file
        assert page.get("lang") == "en"
        skip = page.find(".//a[@class='kb-skip']")
        assert skip is not None
        assert page.find(".//*[@id='kb-main']") is not None, file


def test_lists_of_navigation_links_have_names_of_their_own(built_site: Path) -> None:
    """The `nav` landmarks on a page are told apart by their labels."""
    page = parsed(built_site / "keywords" / "index.html")
    labels = [nav.get("aria-label") for nav in page.iter("nav")]
    assert sorted(map(str, labels)) == ["Breadcrumb", "Footer", "Letters", "Menu"]


@pytest.mark.parametrize("file", ENTRIES, ids=lambda file: file.stem)
def test_what_an_entry_names_is_linked_and_links_back(
    built_site: Path, catalogue: Catalogue, file: Path
) -> None:
    site = built_site.resolve()
    own = page_of(site, file.stem)
    linked = {found for href in links(parsed(own)) if (found := target(site, own, href))}
    for folder, records in (
        ("keywords", catalogue.keywords),
        ("organisations", catalogue.organisations),
        ("people", catalogue.people),
    ):
        for record in records.values():
            if any(mention.entry.slug == file.stem for mention in record.mentions):
                page = site / folder / record.slug / "index.html"
                assert page in linked, record.label
                assert own in {target(site, page, href) for href in links(parsed(page))}, record.label


def facts() -> list[dict[str, str]]:
    with (ROOT / "tests" / "content" / "facts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_facts_are_shown_in_the_sources_words(built_site: Path, catalogue: Catalogue) -> None:
    """Every fact of the table can be read on its entry's page; keywords and names under their preferred label."""
    vocabulary = catalogue.vocabulary
    missing = []
    for row in facts():
        field, value = row["field"], row["value"]
        if field in {"period.start", "period.end", "date", "type"}:
            continue  # shown as words: “January to December 2014”
        if field in {"organisations", "investigators"}:
            value = value.split(" | ")[0]  # the role is shown as “Led by”
        if field == "references.entry":
            value = str(frontmatter.load(str(ROOT / "entries" / f"{value}.md"))["title"])
        shown = spelling_key(words(parsed(page_of(built_site, row["entry"]))))
        label = vocabulary.keywords.find(value) or vocabulary.organisations.find(value)
        if spelling_key(label.label if label else " ".join(value.split())) not in shown:
            missing.append(row)
    assert missing == []


def test_entries_and_terms_are_not_in_the_navigation(built_site: Path) -> None:
    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    named = str(config["nav"])
    assert not re.search("entries/(?!index)", named)
    page = parsed(page_of(built_site, "keeping-it-personal"))
    here = [words(link) for nav in page.iter("nav") for link in nav.iter("a") if link.get("aria-current")]
    assert set(here) == {"Browse"}
    trail = page.find(".//nav[@aria-label='Breadcrumb']")
    assert trail is not None
    assert [words(link) for link in trail.iter("a")] == ["Home", "Projects"]


def test_the_menu_and_the_footer_are_short(built_site: Path) -> None:
    page = parsed(built_site / "about" / "index.html")
    menu = page.find(".//nav[@aria-label='Menu']")
    footer = page.find(".//footer")
    assert menu is not None
    assert footer is not None
    assert [words(link) for link in menu.iter("a")] == [
        *("Browse", "Map", "Keywords", "Organisations", "People", "Contribute", "About")
    ]
    assert [words(heading) for heading in footer.iter("h2")] == ["Explore", "Take part", "About"]
    assert 0 < len(list(footer.findall(".//li"))) <= 10
    assert "Run by the editors (no name given yet). Last reviewed: no date given yet." in words(footer)


def test_pages_for_editors_and_developers_leave_the_search(built_site: Path) -> None:
    found = "".join(
        gzip.decompress(file.read_bytes()).decode()
        for file in (built_site / "pagefind" / "fragment").iterdir()
    )
    assert "/privacy_.html" in found
    assert (built_site / "for-editors" / "index.html").is_file()
    assert "/for-editors_.html" not in found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("trust", "explanation/trust"),
        ("diagnostics", "diagnostics"),
        ("diagnostics/date", "diagnostics/date"),
    ],
)
def test_former_pages_lead_to_the_manual(built_site: Path, built_manual: Path, old: str, new: str) -> None:
    page = (built_site / old / "index.html").read_text(encoding="utf-8")
    assert f'http-equiv="refresh" content="0; url={MANUAL}{new}/"' in page
    assert f'<a href="{MANUAL}{new}/">' in page
    assert (built_manual / new / "index.html").is_file()


def test_pages_say_what_sources_do_not(built_site: Path) -> None:
    programme = words(parsed(page_of(built_site, "co-creating-health-and-social-care")))
    assert "2,148,293 (the source names no currency and no funder)" in programme
    assert "January 2019 to November 2024" in programme
    assert "ongoing" in programme
    undated = words(parsed(page_of(built_site, "volunteering-better-health-and-care")))
    assert "no date given" in undated
    assert "(the source gave no address)" in words(parsed(page_of(built_site, "keeping-it-personal")))


def test_the_list_of_places_needs_no_script(built_site: Path) -> None:
    hrefs = list(links(parsed(built_site / "places/index.html")))
    assert any("entries/" in href for href in hrefs)
    assert not any("?" in href for href in hrefs)


def test_what_the_editors_chose_is_marked(built_site: Path) -> None:
    page = words(parsed(page_of(built_site, "keeping-it-personal")))
    assert "Setting (chosen by the editors)" in page
    assert "Chosen by the editors Status" in page
    report = words(parsed(page_of(built_site, "difference-co-production-makes-in-social-care")))
    assert "The source states no keywords. The editors chose these." in report


def test_changes_and_questions_lead_to_the_host(built_site: Path) -> None:
    page = parsed(page_of(built_site, "keeping-it-personal"))
    by_text = {words(link): str(link.get("href")) for link in page.iter("a")}
    repository = "https://github.com/example-org/coprod-kb"
    assert by_text["Change this entry"] == f"{repository}/edit/main/entries/keeping-it-personal.md"
    assert by_text["Ask a question about this entry"].startswith(
        f"{repository}/issues/new?title=Question+about"
    )
    assert by_text["Write to the editors about this entry"].startswith(
        "mailto:editors@example.org?subject=Question"
    )


def test_an_entrys_own_words_are_marked_with_their_language(built_miniature: Path) -> None:
    """On its page and wherever its title is shown; the labels around them are in the site's language."""
    garden = page_of(built_miniature, "shared-garden")
    marked = {
        element.get("class") or element.tag
        for element in parsed(garden).iter()
        if element.get("lang") == "fa"
    }
    assert {"h1", "kb-summary", "kb-prose"} <= marked
    main = parsed(garden).find(".//main")
    assert main is not None
    assert main.get("lang") is None
    listed = 0
    for file in pages(built_miniature):
        for link in parsed(file).iter("a"):
            if words(link) == words(next(parsed(garden).iter("h1"))):
                assert (link.get("lang"), link.get("dir")) == ("fa", "auto"), file
                listed += 1
    assert listed > 5


def test_the_desk_of_editors_is_no_part_of_a_site(any_site: Path) -> None:
    assert list(any_site.rglob("*desk*")) == []
    lists = [any_site / "addresses.txt", any_site / "sitemap.xml", *any_site.glob("search/**/*")]
    assert [file for file in lists if file.is_file() and "desk/" in file.read_text(encoding="utf-8")] == []
