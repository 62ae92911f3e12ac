"""Pages and article numbers, as producers and people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_kb.values.page_numbers import first_and_last, normal_pages, with_dashes


@pytest.mark.parametrize(
    ("text", "pages", "first", "last"),
    [
        ("512-8", "512-518", "512", "518"),
        ("512 – 8", "512-518", "512", "518"),
        ("1200--1205", "1200-1205", "1200", "1205"),
        ("pp. 10-19", "10-19", "10", "19"),
        ("pp10-19", "10-19", "10", "19"),
        ("pages 3-9", "3-9", "3", "9"),
        ("7-7", "7", "7", ""),
        ("104-+", "104", "104", ""),
        ("104-", "104", "104", ""),
        ("128-5", "128-5", "128", "5"),  # nothing that is certain
        ("e12-e15", "e12-e15", "e12", "e15"),
        ("e12-5", "e12-e15", "e12", "e15"),
        ("S12-8", "S12-S18", "S12", "S18"),
        ("xii-xv", "xii-xv", "xii", "xv"),
        ("P5", "P5", "P5", ""),
        ("e1-2", "e1-2", "e1-2", ""),
        ("pii: E1392", "E1392", "E1392", ""),
        ("Article no. 17", "17", "17", ""),
        ("bmj-2021-068993", "bmj-2021-068993", "bmj-2021-068993", ""),
        ("PLoS-1", "PLoS-1", "PLoS-1", ""),
        ("375, 345-64", "375, 345-364", "375, 345-364", ""),
        ("23-7; discussion 28-9", "23-27; discussion 28-29", "23-27; discussion 28-29", ""),
    ],
)
def test_pages(text: str, pages: str, first: str, last: str) -> None:
    assert normal_pages(text) == pages
    assert first_and_last(text) == (first, last)


@pytest.mark.parametrize(
    ("pages", "dashed"),
    [
        ("512-8", "512--518"),
        ("S12-S18", "S12--S18"),
        ("xii-xv", "xii--xv"),
        ("375, 345-364", "375, 345--364"),
        ("23-7; discussion 28-9", "23--27; discussion 28--29"),
        ("e1-2", "e1-2"),
        ("bmj-2021-068993", "bmj-2021-068993"),
        ("PLoS-1", "PLoS-1"),
    ],
)
def test_ranges_get_dashes_and_article_numbers_do_not(pages: str, dashed: str) -> None:
    assert with_dashes(pages, "--") == dashed


@given(st.text(alphabet="0123456789-–, eix", max_size=30))
def test_a_normal_form_stays(text: str) -> None:
    pages = normal_pages(text)
    assert normal_pages(pages) == pages
