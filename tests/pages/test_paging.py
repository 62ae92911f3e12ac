"""Pagination: no item is lost, the order stays, and each page links to the others."""

from __future__ import annotations

from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_kb.collection.addresses import address_of
from coprod_kb.pages import Page
from coprod_kb.pages.cards import card
from coprod_kb.pages.page import index_page
from coprod_kb.pages.paging import MOST_ENTRIES, MOST_LINES, in_pages, lettered
from coprod_kb.project.settings import Settings
from tests.conftest import collect, pages_by_path


def listing(sizes: list[int]) -> Page:
    groups = [
        {"label": f"Group {number}", "entries": [f"{number}-{item}" for item in range(size)]}
        for number, size in enumerate(sizes)
    ]
    return index_page("list/", "List", "entries.html", "A list.", {"groups": groups})


def shown(page: Page) -> list[str]:
    return [entry for group in page.context["groups"] for entry in group["entries"]]


@given(st.lists(st.integers(1, 12), max_size=6), st.integers(1, 7))
def test_pages_hold_the_whole_list_in_its_order(sizes: list[int], most: int) -> None:
    whole = listing(sizes)
    pages = list(in_pages(whole, most=most))
    assert [entry for page in pages for entry in shown(page)] == shown(whole)
    assert len(pages) == max(1, -(-sum(sizes) // most))
    assert all(len(shown(page)) == most for page in pages[:-1])
    assert [page.path for page in pages] == ["list/", *(f"list/more/{n}/" for n in range(2, len(pages) + 1))]
    assert len({page.title for page in pages}) == len({page.description for page in pages}) == len(pages)
    assert [page.context["further"] for page in pages] == [False, *[True] * (len(pages) - 1)]
    for page in pages:
        for group in page.context["groups"]:
            number, first = group["entries"][0].split("-")
            assert group["label"] == f"Group {number}"
            assert group["continued"] is (first != "0")


@given(st.integers(2, 40))
def test_each_page_links_to_its_neighbours_and_to_both_ends(number: int) -> None:
    pages = list(in_pages(listing([number]), most=1))
    for index, page in enumerate(pages):
        pager = page.context["pages"]
        assert pager["here"] == f"Page {index + 1} of {number}"
        assert pager["previous"] == (pages[index - 1].path if index else "")
        assert pager["next"] == (pages[index + 1].path if index + 1 < number else "")
        numbers = pager["numbers"]
        assert {1, index + 1, number} <= {shown["number"] for shown in numbers}
        assert [shown["path"] for shown in numbers] == [pages[shown["number"] - 1].path for shown in numbers]
        assert [shown["number"] for shown in numbers if shown["here"]] == [index + 1]
        for before, after in pairwise(numbers):
            assert after["gap"] is (after["number"] - before["number"] > 1)


def test_a_short_list_has_no_pager() -> None:
    [page] = in_pages(listing([3]))
    assert (page.context["pages"], page.title, page.path) == ({}, "List", "list/")


@pytest.fixture(scope="module")
def many() -> dict[str, Page]:
    """The pages of a collection with one project more than fit on a page."""
    author = {"name": "Ada Example", "organisation": "Example University"}
    fields: dict[str, Any] = {"keywords": ["gardening"], "collection": "Green", "contributors": [author]}
    return pages_by_path(collect({f"e{number}": fields for number in range(MOST_ENTRIES + 1)}))


@pytest.mark.parametrize(
    ("path", "groups"),
    [
        ("entries/", "letters"),
        ("projects/", "groups"),
        ("keywords/gardening/", "groups"),
        ("collections/green/", "groups"),
        ("organisations/example-university/", "roles"),
        ("people/ada-example/", "roles"),
    ],
)
def test_every_kind_of_list_is_divided(many: dict[str, Page], path: str, groups: str) -> None:
    first, second = many[path], many[f"{path}more/2/"]
    assert f"{path}more/3/" not in many
    sizes = [
        sum(len(group.get("entries") or group["items"]) for group in page.context[groups])
        for page in (first, second)
    ]
    assert sizes == [MOST_ENTRIES, 1]
    assert second.trail[-1] == (first.title, path)
    assert second.title == f"{first.title} (page 2 of 2)"
    assert (second.template, second.section) == (first.template, first.section)


def test_letters_link_to_the_page_on_which_they_start() -> None:
    items = [{"label": "x"}] * (MOST_LINES - 1)
    groups = [
        {"letter": "A", "id": "a", "items": items},
        {"letter": "B", "id": "b", "items": [{"label": "b"}] * 2},
        {"letter": "C", "id": "c", "items": [{"label": "c"}]},
    ]
    first, second = lettered(index_page("people/", "People", "terms.html", "All.", {"letters": groups}))
    assert [letter["path"] for letter in first.context["alphabet"]] == ["", "", "people/more/2/"]
    assert [letter["path"] for letter in second.context["alphabet"]] == ["people/", "people/", ""]
    assert [(group["letter"], group["continued"]) for group in second.context["letters"]] == [
        ("B", True),
        ("C", False),
    ]


@pytest.mark.parametrize(
    ("file", "promised"),
    [
        ("keywords/gardening/index.html", True),
        ("keywords/gardening/more/2/index.html", False),
        ("projects/more/12/index.html", False),
        ("keywords/more/index.html", True),
        ("entries/2020/index.html", True),
    ],
)
def test_addresses_of_further_pages_may_change(file: str, promised: bool) -> None:
    assert bool(address_of(PurePosixPath(file))) is promised


def test_cards_shorten_long_summaries() -> None:
    catalogue = collect({"a": {"summary": "word " * 300}}).catalogue
    summary = card(catalogue.by_slug["a"], catalogue, Settings(site_name="Example"))["summary"]
    assert len(summary) <= 600
    assert summary.endswith("word…")
