"""Headings: their levels, ids, words and places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_kb.entries.prose import Heading
from tests.entries.prose.published import read


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ([1, 3, 3, 2], [2, 3, 3, 3]),
        ([3, 2, 1], [2, 2, 2]),
        ([4, 5, 4, 2, 6], [2, 3, 2, 2, 3]),
        ([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 6]),
    ],
)
def test_levels_of_headings_follow_their_nesting(written: list[int], published: list[int]) -> None:
    prose, found = read("\n".join(f"{'#' * level} a" for level in written))
    assert [heading.level for heading in prose.headings] == published
    assert found == []


def test_ids_of_headings() -> None:
    titles = ["Aims", "Aims", "Aims-2", "🎉", "fn1", "fnref1", "kb-main", "__config", "Cyd-gynhyrchu: ŵyl"]
    prose, _ = read("\n".join(f"# {title}" for title in titles))
    assert [heading.id for heading in prose.headings] == [
        *("aims", "aims-2", "aims-2-2", "section-4", "section-fn1", "section-fnref1"),
        *("section-kb-main", "config", "cyd-gynhyrchu-wyl"),
    ]


def test_headings_say_their_text_and_line() -> None:
    prose, _ = read("# *Our* `aims` [a](b-c.md) ![d](e.png)\n\n> Methods\n> and means\n> ---", first_line=11)
    assert prose.headings == (
        Heading("Our aims a d", "our-aims-a-d", 2, 11),
        Heading("Methods and means", "methods-and-means", 3, 13),
    )


@given(st.lists(st.sampled_from(["a", "b-c", "é", "", "fn1", "kb-x", "a-2", "1"]), max_size=12))
def test_every_heading_can_be_linked_to(titles: list[str]) -> None:
    body = "\n".join(f"# {title}" for title in titles)
    links = " ".join(f"[a](#{heading.id})" for heading in read(body)[0].headings)
    assert not any(link.is_error for link in read(f"{body}\n\n{links}")[1])
