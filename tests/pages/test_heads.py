"""Metadata in the head of a page for other programs."""

from __future__ import annotations

from coprod_kb.collection.site import Snapshot
from coprod_kb.pages import Page
from coprod_kb.publishing import contents
from tests.conftest import collect, pages_by_path

SITE = "https://example.org/miniature/"


def named(page: Page) -> dict[str, list[str]]:
    """The contents of a head by name and by property."""
    found: dict[str, list[str]] = {}
    for tag in page.head["tags"]:
        for name in filter(None, (tag["name"], tag["property"])):
            found.setdefault(name, []).append(tag["content"])
    return found


def links(page: Page) -> list[tuple[str, str]]:
    return [(link["rel"], link["path"] or link["url"]) for link in page.head["links"]]


def test_no_tag_names_a_full_text_on_another_site(pages: dict[str, Page]) -> None:
    for page in pages.values():
        if page.head:
            assert not [name for name in named(page) if "pdf" in name or "fulltext" in name]


# --- Links to the site ------------------------------------------------------------------------------


def test_open_graph_describes_the_page(pages: dict[str, Page]) -> None:
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


def test_no_property_comes_twice(pages: dict[str, Page]) -> None:
    for page in pages.values():
        for prop in ("og:title", "og:description", "description", "og:type", "og:url", "og:site_name"):
            assert not page.head or len(named(page)[prop]) == 1, page.path


def test_without_site_url_nothing_that_needs_it_is_there() -> None:
    found = collect({"a": {"type": "paper"}})
    for page in contents.pages(found):
        names = set(named(page))
        assert not {"og:url", "og:image", "twitter:card", "DC.identifier"} & names
        assert not [link for link in links(page) if link[0] in {"cite-as", "alternate"}]
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


def test_every_file_that_a_head_links_to_is_published(snapshot: Snapshot, pages: dict[str, Page]) -> None:
    files = {path for path, _ in contents.files(snapshot)}
    named_in_heads = {
        link["path"] for page in pages.values() if page.head for link in page.head["links"] if link["path"]
    }
    named_in_heads |= {page.head["feed"]["path"] for page in pages.values() if page.head.get("feed")}
    assert named_in_heads
    assert named_in_heads <= files


# --- Pages without metadata -------------------------------------------------------------------------------


def test_moved_and_withdrawn_pages_have_no_metadata(pages: dict[str, Page]) -> None:
    without = {path for path, page in pages.items() if not page.head and not page.linked_data}
    assert without == {
        "entries/choir/",
        "entries/withdrawn-survey/",
        "keywords/coproduction/",
        "organisations/university-of-example/",
        "people/former-editor/",
        "seedlings/",
    }


def test_drafts_and_faults_have_no_metadata() -> None:
    draft = "---\ntitle: An idea\ntype: report\ndraft: true\n---\n"
    found = pages_by_path(collect({"a": {}, "b": draft, "c": {"type": "poem"}}, drafts=True))
    assert found["entries/a/"].head
    for path in ("entries/b/", "entries/c/"):
        assert (found[path].head, found[path].linked_data) == ({}, "")
