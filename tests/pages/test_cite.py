"""“Cite this” on the page of an entry."""

from __future__ import annotations

from typing import Any

from coprod_kb.pages import all_pages
from coprod_kb.project.settings import Settings
from coprod_kb.records.citing import cite
from tests.conftest import collect

SITE = Settings(site_name="Example base", site_url="https://example.org/kb/")


def cited_on_page(**fields: Any) -> Any:
    (entry,) = collect({"one": fields}, drafts=True).catalogue.entries
    catalogue = collect({"one": fields}, drafts=True).catalogue
    (page,) = (page for page in all_pages(catalogue, SITE, cite) if page.path == entry.address)
    return page.context["cite"]


def test_a_paper_is_cited_and_so_is_the_page_about_it() -> None:
    told = cited_on_page(type="paper", title="Alone", date="2022", updated="2024-02-03")
    assert told["what"] == "paper"
    assert [style["label"] for style in told["styles"]] == ["APA", "Harvard", "Vancouver"]
    assert told["styles"][0]["pieces"] == [
        {"text": "Alone", "italic": True},
        {"text": ". (2022).", "italic": False},
    ]
    assert told["page"] == "Ada Example (2024). Alone. Example base. https://example.org/kb/entries/one/"
    assert [one["path"] for one in told["files"]] == [
        f"entries/one/cite.{one}" for one in ("bib", "ris", "csl.json")
    ]


def test_of_a_project_the_page_is_cited_and_nothing_else() -> None:
    told = cited_on_page()
    assert told["what"] == "page"
    assert told["page"] == ""


def test_a_draft_is_not_to_be_cited() -> None:
    assert cited_on_page(draft=True) == {}
