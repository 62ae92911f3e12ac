"""“Cite this” on the page of an entry."""

from __future__ import annotations

from typing import Any

from coprod_kb.pages import all_pages
from coprod_kb.project.settings import Settings
from tests.conftest import collect

SITE = Settings(site_name="Example base", site_url="https://example.org/kb/")


def cited_on_page(**fields: Any) -> Any:
    catalogue = collect({"one": fields}, drafts=True).catalogue
    (page,) = (page for page in all_pages(catalogue, SITE) if page.path == "entries/one/")
    return page.context["cite"]


def test_a_paper_is_cited_and_so_is_the_page_about_it() -> None:
    cited = cited_on_page(type="paper", title="Alone", date="2022", updated="2024-02-03")
    assert cited["what"] == "paper"
    assert [style["label"] for style in cited["styles"]] == ["APA", "Harvard", "Vancouver"]
    assert cited["styles"][0]["pieces"] == [
        {"text": "Alone", "italic": True},
        {"text": ". (2022).", "italic": False},
    ]
    assert cited["page"] == "Ada Example (2024). Alone. Example base. https://example.org/kb/entries/one/"
    assert [file["file"] for file in cited["files"]] == [
        f"cite.{ending}" for ending in ("bib", "ris", "csl.json")
    ]


def test_a_project_is_cited_by_its_page_alone() -> None:
    cited = cited_on_page()
    assert cited["what"] == ""
    assert cited["page"] == ""


def test_a_draft_has_no_citation() -> None:
    assert cited_on_page(draft=True) == {}
