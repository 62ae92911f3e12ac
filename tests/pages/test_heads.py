"""What a page's head says to reference managers, search engines and other sites."""

from __future__ import annotations

from typing import Any

import pytest

from coprod_kb.collection.site import Snapshot
from coprod_kb.pages import Page
from coprod_kb.project.settings import Settings
from coprod_kb.publishing import contents
from coprod_kb.records.citation_tags import citation_tags, dublin_core
from tests.conftest import collect, pages_by_path

SITE = "https://example.org/miniature/"


@pytest.fixture(scope="module")
def pages(snapshot: Snapshot) -> dict[str, Page]:
    return pages_by_path(snapshot)


def tags(**fields: Any) -> list[tuple[str, str]]:
    """The `citation_*` tags of an entry with these fields."""
    catalogue = collect({"a": fields}).catalogue
    return list(citation_tags(catalogue.by_slug["a"], catalogue))


def named(page: Page) -> dict[str, list[str]]:
    """The contents of a head by name and by property."""
    found: dict[str, list[str]] = {}
    for tag in page.head["tags"]:
        for name in filter(None, (tag["name"], tag["property"])):
            found.setdefault(name, []).append(tag["content"])
    return found


def links(page: Page) -> list[tuple[str, str]]:
    return [(one["rel"], one["path"] or one["url"]) for one in page.head["links"]]


# --- Citing -----------------------------------------------------------------------------------------


def test_what_reference_managers_read_of_a_paper(snapshot: Snapshot) -> None:
    paper = snapshot.catalogue.by_slug["choir-in-numbers"]
    assert list(citation_tags(paper, snapshot.catalogue)) == [
        ("citation_title", "p < 0.05 & <b>bold</b>: a choir in numbers"),
        ("citation_author", "Ada Example"),
        ("citation_author_institution", "Example University"),
        ("citation_author_orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("citation_author", "A. Example"),
        ("citation_publication_date", "2017/05/02"),
        ("citation_publisher", "Example Press"),
        ("citation_journal_title", "Journal of Examples"),
        ("citation_volume", "3"),
        ("citation_issue", "2"),
        ("citation_firstpage", "1"),
        ("citation_lastpage", "9"),
        ("citation_doi", "10.5555/choir.2017"),
    ]


def test_a_project_is_no_publication() -> None:
    assert tags(type="project", publication={"journal": "J"}, doi="10.5555/x") == []


def test_of_a_project_our_page_is_what_can_be_cited(snapshot: Snapshot) -> None:
    choir = snapshot.catalogue.by_slug["carers-choir"]
    assert list(dublin_core(choir, snapshot.catalogue, snapshot.settings)) == [
        ("DC.title", "A choir for carers"),
        ("DC.creator", "Sam Sample"),
        ("DC.date", "2023-04-05"),
        ("DC.identifier", f"{SITE}entries/carers-choir/"),
    ]


@pytest.mark.parametrize(
    ("fields", "institution"),
    [
        ({"publication": {"publisher": "Press"}, "organisations": [{"name": "L", "role": "lead"}]}, "Press"),
        ({"organisations": [{"name": "P", "role": "publisher"}, {"name": "Q", "role": "publisher"}]}, "P; Q"),
        ({"authors": [{"organisation": "Council"}], "organisations": [{"name": "L", "role": "lead"}]}, "Council"),
        ({"organisations": [{"name": "L", "role": "lead"}, {"name": "F", "role": "funder"}]}, "L"),
        ({"organisations": [{"name": "F", "role": "funder"}]}, None),
        ({"authors": [{"name": "Ada Example", "organisation": "University"}]}, None),
    ],
)  # fmt: skip
def test_the_institution_of_a_report(fields: dict[str, Any], institution: str | None) -> None:
    found = dict(tags(type="report", **fields))
    assert found.get("citation_technical_report_institution") == institution
    assert "citation_publisher" not in found


def test_an_organisation_is_no_citation_author() -> None:
    """Zotero takes the last word of each for a surname."""
    assert "citation_author" not in dict(tags(type="report", authors=[{"organisation": "Town Council"}]))
    catalogue = collect({"a": {"type": "report", "authors": [{"organisation": "Town Council"}]}}).catalogue
    core = list(dublin_core(catalogue.by_slug["a"], catalogue, Settings(site_name="A")))
    assert ("DC.creator.CorporateName", "Town Council") in core
    assert "DC.creator" not in dict(core)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("1–9", ("1", "9")),
        ("S12-S19", ("S12", "S19")),
        ("e1002", ("e1002", None)),
        ("1, 7–9", ("1, 7–9", None)),
        ("12-3-4", ("12-3-4", None)),
    ],
)
def test_first_and_last_page(pages: str, expected: tuple[str, str | None]) -> None:
    found = dict(tags(type="paper", publication={"pages": pages}))
    assert (found["citation_firstpage"], found.get("citation_lastpage")) == expected


@pytest.mark.parametrize(("date", "expected"), [("2022", "2022"), ("2022-07", "2022/07")])
def test_a_date_is_as_precise_as_the_source(date: str, expected: str) -> None:
    assert dict(tags(type="paper", date=date))["citation_publication_date"] == expected


def test_keywords_that_the_editors_chose_are_not_said_to_be_the_works() -> None:
    assert dict(tags(type="paper", keywords=["a", "b"]))["citation_keywords"] == "a; b"
    assert "citation_keywords" not in dict(tags(type="paper", assigned=["keywords"]))


def test_no_address_of_a_file_elsewhere_is_claimed(pages: dict[str, Page]) -> None:
    for page in pages.values():
        if page.head:
            assert not [one for one in named(page) if "pdf" in one or "fulltext" in one]


# --- Links to the site ------------------------------------------------------------------------------


def test_what_is_shown_beside_a_link(pages: dict[str, Page]) -> None:
    found = named(pages["entries/choir-in-numbers/"])
    assert found["og:type"] == ["article"]
    assert found["og:title"] == found["citation_title"]
    assert found["og:description"] == found["description"]
    assert found["og:url"] == [f"{SITE}entries/choir-in-numbers/"]
    assert found["og:image"] == [f"{SITE}assets/social-card.png"]
    assert found["twitter:card"] == ["summary_large_image"]
    kinds = {
        path: named(pages[path])["og:type"][0]
        for path in ("", "people/ada-example/", "entries/phone-friends/")
    }
    assert list(kinds.values()) == ["website", "profile", "website"]


def test_one_element_may_say_two_things_but_each_only_once(pages: dict[str, Page]) -> None:
    for page in pages.values():
        for prop in ("og:title", "og:description", "description", "og:type", "og:url", "og:site_name"):
            assert not page.head or len(named(page)[prop]) == 1, page.path


def test_without_an_address_nothing_is_said_that_needs_one() -> None:
    found = collect({"a": {"type": "paper"}})
    for page in contents.pages(found):
        said = named(page)
        assert not {"og:url", "og:image", "twitter:card", "DC.identifier"} & set(said)
        assert not [one for one in links(page) if one[0] in {"cite-as", "alternate"}]
        assert page.head["feed"] == {}
    paths = {path for path, _ in contents.files(found)}
    assert {"vocabulary.ttl", "robots.txt"} <= paths
    assert not [path for path in paths if path.endswith(("feed.xml", "opensearch.xml"))]


# --- Signposts --------------------------------------------------------------------------------------


def test_signposts_of_a_paper(pages: dict[str, Page]) -> None:
    found = links(pages["entries/choir-in-numbers/"])
    assert found[0] == ("cite-as", "https://doi.org/10.5555/choir.2017")
    assert ("author", "https://orcid.org/0000-0002-1825-0097") in found
    assert [url for rel, url in found if rel == "type"] == [
        "https://schema.org/ScholarlyArticle",
        "https://schema.org/AboutPage",
    ]


def test_signposts_of_works_without_identifiers(pages: dict[str, Page]) -> None:
    assert ("cite-as", f"{SITE}entries/gardens-review/") in links(pages["entries/gardens-review/"])
    assert ("item", "https://example.org/gardens-cy") in links(pages["entries/gardens-review/"])
    assert ("author", "https://orcid.org/0000-0002-1825-0097") in links(pages["entries/phone-friends/"])


def test_a_licence_is_linked_where_it_has_an_address() -> None:
    found = {
        licence: links(pages_by_path(collect({"a": {"type": "report", "licence": licence}}))["entries/a/"])
        for licence in ("CC BY-SA 4.0", "Ours")
    }
    url = "https://creativecommons.org/licenses/by-sa/4.0/"
    assert ("license", url) in found["CC BY-SA 4.0"]
    assert "license" not in dict(found["Ours"])


def test_every_file_that_a_head_leads_to_is_published(snapshot: Snapshot, pages: dict[str, Page]) -> None:
    files = {path for path, _ in contents.files(snapshot)}
    named_in_heads = {
        one["path"] for page in pages.values() if page.head for one in page.head["links"] if one["path"]
    }
    named_in_heads |= {page.head["feed"]["path"] for page in pages.values() if page.head.get("feed")}
    assert named_in_heads
    assert named_in_heads <= files


# --- Who says nothing -------------------------------------------------------------------------------


def test_only_what_is_published_makes_claims(pages: dict[str, Page]) -> None:
    silent = {path for path, page in pages.items() if not page.head and not page.linked_data}
    assert silent == {
        "entries/choir/",
        "entries/withdrawn-survey/",
        "keywords/coproduction/",
        "organisations/university-of-example/",
        "people/former-editor/",
        "seedlings/",
    }


def test_drafts_and_faults_make_no_claims() -> None:
    draft = "---\ntitle: An idea\ntype: report\ndraft: true\n---\n"
    found = pages_by_path(collect({"a": {}, "b": draft, "c": {"type": "poem"}}, drafts=True))
    assert found["entries/a/"].head
    for path in ("entries/b/", "entries/c/"):
        assert (found[path].head, found[path].linked_data) == ({}, "")
