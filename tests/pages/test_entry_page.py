"""The page of an entry: what it shows, and how it marks what the source leaves open."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest

from coprod_kb.collection.site import open_site
from coprod_kb.front_matter.presentation import Unreviewed, WorkSearch
from coprod_kb.pages import Page
from coprod_kb.project.settings import Settings
from coprod_kb.publishing import contents
from coprod_kb.values.translation import Untranslated, use_language
from tests import ROOT
from tests.conftest import collect, entry_text, pages_by_path


def titles(cards: list[dict[str, Any]]) -> list[str]:
    return [card["title"] for card in cards]


def facts(page: Page) -> dict[str, list[str]]:
    """The rows of an entry's fact panel, as text."""
    return {fact["label"]: [value["text"] for value in fact["values"]] for fact in page.context["facts"]}


def reasons(page: Page) -> dict[str, str]:
    """Why each related entry is shown; `*…*` marks a keyword."""
    return {
        related["entry"]["path"]: "".join(
            f"*{word['text']}*" if word["term"] else word["text"] for word in related["reason"]
        )
        for related in page.context["related"]
    }


def test_the_facts_of_a_project(pages: dict[str, Page]) -> None:
    assert facts(pages["entries/phone-friends/"]) == {
        "Commissioned by": ["Example Town Council"],
        "Funded by": ["Example Fund"],
        "Also involved": ["Example Town Library"],
        "Principal investigator": ["Ada Example"],
        "Investigators": ["Sam Sample"],
        "Contributed by": ["Ada Example"],
        "Places": ["Example Town"],
        "Setting": ["community"],
        "Not reported": ["Kind of evidence"],
        "Nobody has looked at this yet": ["Stage", "Difference for", "Accessible formats"],
        "Funding": ["12,500 from Example Fund (reference EX-7) (the source names no currency)"],
        "Links": ["Leaflet"],
        "Added": ["10 January 2022"],
    }
    context = pages["entries/phone-friends/"].context
    assert (context["when"], context["status"]) == ("March 2021 – ongoing", "ongoing")


def test_the_facts_of_a_paper(pages: dict[str, Page]) -> None:
    page = pages["entries/choir-in-numbers/"]
    assert page.title == "p < 0.05 & <b>bold</b>: a choir in numbers"  # escaped where it is shown
    assert facts(page) == {
        "Published by": ["Example Press"],
        "Written by": ["Ada Example", "A. Example"],
        "Contributed by": ["Knowledge base editors"],
        "Nobody has looked at this yet": [
            *("Places", "Setting", "Stage", "Difference for", "Kind of evidence", "Accessible formats"),
        ],
        "Published in": ["Journal of Examples, 3(2), 1–9"],
        "DOI": ["10.5555/choir.2017"],
    }
    assert page.context["keywords_assigned"] is True
    assert titles(page.context["cited_by"]) == ["What we know about shared gardens"]


def test_the_parts_of_how_it_was_co_produced(pages: dict[str, Page]) -> None:
    parts = {
        part["label"]: part["text"]
        for part in pages["entries/phone-friends/"].context["fact_groups"][0]["parts"]
    }
    assert parts == {
        "Who was involved": "Twelve people who had felt alone, and four nurses.",
        "Stages at which people took part": "design, delivery",
        "Roles": "Nobody has looked at this yet",
        "Payment": "not reported",
        "Access support": "Nobody has looked at this yet",
        "Training": "Nobody has looked at this yet",
        "Difference made": "Nobody has looked at this yet",
    }


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (None, "Nobody has looked at this yet."),
        ({}, "Nobody has looked at this yet."),
        (
            "not reported",
            "Not reported. The source does not say who took part in what, or how they were supported.",
        ),
    ],
)
def test_parts_without_any_account_are_one_sentence(written: Any, text: str) -> None:
    page = pages_by_path(collect({"a": {"co_production": written}}))["entries/a/"]
    assert [(part["label"], part["text"]) for part in page.context["fact_groups"][0]["parts"]] == [("", text)]


FUNDING = [
    ({"funder": "Fund", "amount": "5", "currency": "GBP"}, "GBP 5 from Fund"),
    ({"amount": "5", "currency": "GBP"}, "GBP 5 (the source names no funder)"),
    ({"amount": "5"}, "5 (the source names no currency and no funder)"),
    ({"reference": "EX-7"}, "(reference EX-7) (the source names no funder)"),
    ({"funder": "Fund"}, "from Fund"),
]


@pytest.mark.parametrize(("funding", "expected"), FUNDING)
def test_funding_names_what_the_source_leaves_open(funding: dict[str, str], expected: str) -> None:
    page = pages_by_path(collect({"a": {"funding": [funding]}}))["entries/a/"]
    assert facts(page)["Funding"] == [expected]


def test_unknown_values_are_empty_and_not_absent(pages: dict[str, Page]) -> None:
    context = pages["entries/kitchen-table-talks/"].context
    for name in ("when", "status", "summary", "language"):
        assert context[name] == ""
    for name in ("formats", "key_points", "references", "cited_by", "related"):
        assert context[name] == []


def test_key_points_formats_and_references(pages: dict[str, Page]) -> None:
    assert pages["entries/carers-choir/"].context["key_points"] == [
        {"heading": "", "points": ["Sing first, talk later."]},
        {
            "heading": "For whoever starts another choir",
            "points": ["Find a warm room.", "Let the singers choose."],
        },
    ]
    review = pages["entries/gardens-review/"].context
    assert [(version["text"], version["url"]) for version in review["formats"]] == [
        ("Easy Read", ""),
        ("Translation", "https://example.org/gardens-cy"),
    ]
    held, other = review["references"]
    assert held["entry"]["path"] == "entries/choir-in-numbers/"
    assert (other["entry"], other["links"][0]["url"]) == (None, "https://example.org/gardens")


def test_related_entries_have_reasons(pages: dict[str, Page]) -> None:
    assert reasons(pages["entries/phone-friends/"]) == {
        "entries/carers-choir/": "mentioned on this page",
        "entries/choir-in-numbers/": "shares Example University, *peer support* and Ada Example",
        "entries/shared-garden/": "shares Example Town Council and Ada Example",
        "entries/gardens-review/": "shares Example Town Council",
    }
    assert reasons(pages["entries/choir-in-numbers/"])["entries/carers-choir/"] == "named as related"
    assert (
        reasons(pages["entries/carers-choir/"])["entries/choir-in-numbers/"] == "names this entry as related"
    )


def test_a_keyword_in_two_spellings_is_shown_once() -> None:
    [chip] = pages_by_path(collect({"a": {"keywords": ["co-design", "Co design"]}}))["entries/a/"].context[
        "keywords"
    ]
    assert chip == {"label": "co-design", "path": "keywords/co-design/"}


def test_keywords_come_with_their_meaning() -> None:
    vocabulary = {"keywords": "- label: co-design\n  definition: Designing <together>.\n"}
    page = pages_by_path(collect({"a": {"keywords": ["Co-Design", "else"]}}, vocabulary))["entries/a/"]
    assert page.context["meanings"] == [{"label": "co-design", "definition": "Designing <together>."}]


READING_TIMES = [
    ("", {}, ""),  # nothing to read
    ("word", {}, "1 minute to read"),
    ("word " * 299, {}, "1 minute to read"),
    ("word " * 301, {}, "2 minutes to read"),
    ("word " * 300, {"key_points": ["a b c", {"heading": "Not counted", "points": ["word " * 300]}]}, "3 minutes to read"),
    ("word " * 2000, {}, "10 minutes to read"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "fields", "expected"), READING_TIMES)
def test_how_long_it_takes_to_read(body: str, fields: dict[str, Any], expected: str) -> None:
    page = pages_by_path(collect({"a": entry_text(body, **fields)}))["entries/a/"]
    assert page.context["reading_time"] == expected


def rows(page: Page, label: str) -> list[dict[str, Any]]:
    return [fact for fact in page.context["facts"] if fact["label"] == label]


DOI_10 = "https://doi.org/10.1000/182"
REPORT = "https://www.example.org/report"
WORK = [
    ({"links": [{"label": "Blog"}, {"label": "Report", "url": REPORT}]}, [("Report", REPORT, "example.org")]),
    (
        {"doi": "10.1000/182", "links": [{"label": "Report", "url": REPORT}]},
        [("Publisher’s page", DOI_10, "doi:10.1000/182"), ("Report", REPORT, "example.org")],
    ),
    (
        {"doi": "10.1000/ABC", "links": [{"label": "Paper", "url": "https://example.org/10.1000/abc/full"}]},
        [("Paper", "https://example.org/10.1000/abc/full", "example.org")],
    ),
    (
        {"pmid": "29939208"},
        [("Record in PubMed", "https://pubmed.ncbi.nlm.nih.gov/29939208/", "pubmed.ncbi.nlm.nih.gov")],
    ),
    ({"pmid": "29939208", "doi": "10.1000/182"}, [("Publisher’s page", DOI_10, "doi:10.1000/182")]),
]


@pytest.mark.parametrize(("fields", "expected"), WORK)
def test_an_entry_leads_to_its_work(fields: dict[str, Any], expected: list[tuple[str, str, str]]) -> None:
    context = pages_by_path(collect({"a": fields}))["entries/a/"].context
    assert [(one["text"], one["url"], one["note"]) for one in context["work"]] == expected
    assert context["searches"] == []


SEARCH = [
    ({}, "A"),
    ({"title": "Q&A: 100 % “ours”/yours", "authors": ["Ada Example", "Ben"]}, "Q&A: 100 % “ours”/yours Ada Example"),
    ({"authors": [{"organisation": "Example Trust"}], "investigators": ["Ada Example"]}, "A"),
    ({"investigators": ["Ada Example"], "links": [{"label": "Blog"}], "isbn": "9780306406157"}, "A Ada Example"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "words"), SEARCH)
def test_an_entry_without_an_address_offers_searches(fields: dict[str, Any], words: str) -> None:
    ours = WorkSearch(label="Our library", address="https://example.org/{words}?s=1")
    snapshot = replace(
        collect({"a": {"title": "A"} | fields}), settings=Settings(site_name="A", searches=(ours,))
    )
    context = pages_by_path(snapshot)["entries/a/"].context
    [search] = context["searches"]
    assert (search["text"], search["note"], context["work"]) == ("Our library", "example.org", [])
    assert search["url"] == f"https://example.org/{quote(words, safe='')}?s=1"


@pytest.mark.slow
def test_every_published_entry_leads_to_its_work_or_to_searches() -> None:
    for page in contents.pages(contents.read_site(open_site(ROOT))):
        if page.template == "entry.html":
            addresses = page.context["work"] or page.context["searches"]
            assert addresses, page.path
            assert all(one["url"] for one in addresses), page.path
            assert "info.copronet.wales" not in str(page.context["work"]), page.path  # a source, not the work


def test_a_link_without_an_address_is_named_in_the_panel() -> None:
    page = pages_by_path(collect({"a": {"links": [{"label": "Blog"}]}}))["entries/a/"]
    [named] = rows(page, "Links")
    assert (named["values"][0]["text"], named["note"]) == ("Blog", "the source gave no address")


def test_the_source_and_what_the_editors_found_elsewhere() -> None:
    fields = {
        "source": "https://www.example.org/list",
        "doi": "10.1000/182",
        "publication": {"pages": "1–9"},
        "assigned": ["doi", "publication"],
        "found": [{"fields": ["publication"], "at": "https://example.com/182"}, {"fields": ["doi"]}],
    }
    page = pages_by_path(collect({"a": fields}))["entries/a/"]
    [source] = rows(page, "Made from")
    assert (source["values"][0]["text"], source["values"][0]["url"]) == (
        "a page on example.org",
        "https://www.example.org/list",
    )
    [found] = rows(page, "Completed by the editors")
    assert [(part["text"], part["url"], part["note"]) for part in found["values"]] == [
        ("from example.com", "https://example.com/182", "Publication"),
        ("from the pages that they lead to", "", "DOI"),
    ]
    assert rows(page, "Chosen by the editors") == []


def test_terms_of_facets_link_to_the_entries_that_share_them() -> None:
    vocabulary = {
        "facets": "stage:\n  - label: design\n    aliases: [planning & design]\nplaces:\n  - label: Example Town\n"
    }
    fields = {
        "stage": ["planning & design"],
        "places": ["Example Town"],
        "co_production": {"stages": ["design"], "who": "Neighbours."},
    }
    page = pages_by_path(collect({"a": fields}, vocabulary))["entries/a/"]
    assert [link["path"] for link in rows(page, "Stage")[0]["values"]] == ["browse/?stage=design"]
    assert [link["path"] for link in rows(page, "Places")[0]["values"]] == ["browse/?place=Example+Town"]
    terms = {part["label"]: part["terms"] for part in page.context["fact_groups"][0]["parts"]}
    assert [term["path"] for term in terms["Stages at which people took part"]] == ["browse/?stage=design"]
    assert terms["Who was involved"] == []


READ, UNREAD = {"reviewed": {"by": "Example, Ada", "on": "2024-05-06"}}, {"related": ["read"]}


@pytest.mark.parametrize(
    ("choice", "marked", "listed"),
    [
        (Unreviewed.AS_OTHERS, False, {"entries/read/", "entries/unread/"}),
        (Unreviewed.MARK, True, {"entries/read/", "entries/unread/"}),
        (Unreviewed.LEAVE_OUT, True, {"entries/read/"}),
    ],
)
def test_entries_that_no_editor_has_read(choice: Unreviewed, marked: bool, listed: set[str]) -> None:
    found = collect({"read": READ, "unread": UNREAD})
    found = replace(found, settings=replace(found.settings, unreviewed=choice))
    pages = pages_by_path(found)
    [fact] = rows(pages["entries/read/"], "Last read by an editor")
    assert [(value["text"], value["note"]) for value in fact["values"]] == [("Ada Example", "6 May 2024")]
    assert pages["entries/read/"].context["unread"] is False
    assert pages["entries/unread/"].context["unread"] is marked
    [related] = pages["entries/read/"].context["related"]
    assert related["entry"]["unread"] is marked
    assert {
        card["path"] for group in pages["projects/"].context["groups"] for card in group["entries"]
    } == listed
    files = dict(contents.files(found))
    facets = json.loads(files["search/facets.json"])
    assert facets["entries"] == len(listed)
    names = json.loads(next(text for path, text in files.items() if path.endswith("/keyword.json")))
    assert [len(places) for places in names["entries"]] == [len(listed)]


def test_cards_have_the_language_of_their_entry(pages: dict[str, Page]) -> None:
    page = pages_by_path(collect({"a": {"language": "cy"}, "b": {"related": ["a"]}}))["projects/"]
    languages = {
        card["path"]: card["language"] for group in page.context["groups"] for card in group["entries"]
    }
    assert languages == {"entries/a/": "cy", "entries/b/": ""}


def test_every_entry_page_has_ways_to_reach_the_editors(pages: dict[str, Page]) -> None:
    context = pages["entries/gardens-review/"].context
    assert (
        context["edit_url"]
        == "https://github.com/example-org/miniature/edit/main/entries/reports/gardens-review.md"
    )
    assert context["question_url"].startswith(
        "https://github.com/example-org/miniature/issues/new?title=Question+about"
    )
    assert context["question_mail"].startswith("mailto:editors@example.org?subject=Question%20about%20")
    unknown = pages_by_path(collect({"a": {}}))["entries/a/"].context
    assert unknown["edit_url"] == unknown["question_url"] == unknown["question_mail"] == ""


@pytest.mark.parametrize(
    ("code", "kind", "chosen", "marked"),
    [
        ("en", "Magazine article", "Related entries", False),
        ("sv", "Magasinsartikel", "Relaterade poster", False),
        ("gd", "Artaigil irise", "Innteartan càirdeach", False),
        ("fr", "Magazine article", "Related entries", True),
    ],
)
def test_the_panel_names_kinds_and_fields_in_the_language_of_the_site(
    code: str, kind: str, chosen: str, marked: bool
) -> None:
    use_language(code)
    text = entry_text(publication={"kind": "magazine-article"}, assigned=["related"])
    page = pages_by_path(collect({"poem": text}))["entries/poem/"]
    shown = [value["text"] for row in page.context["facts"] for value in row["values"]]
    named = {str(text): isinstance(text, Untranslated) for text in shown}
    assert (named[kind], named[chosen]) == (marked, marked)
