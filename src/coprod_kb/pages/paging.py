"""Pagination: divides long lists of entries or terms into pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from coprod_kb.pages.page import Context, Page
from coprod_kb.values.translation import gettext

MOST_ENTRIES = 100
"""Maximum number of entries on a page; with summaries that is about 150 KB of HTML."""

MOST_LINES = 300
"""Maximum number of items on a page if each takes a line or two."""

MORE = "more"
"""The folder of the further pages, below the first one: `/keywords/peer-support/more/2/`."""


def in_pages(
    page: Page, groups: str = "groups", items: str = "entries", most: int = MOST_ENTRIES
) -> Iterator[Page]:
    """The page and as many further pages as its list needs, at least one. Adds `further` and `pages` to the contexts.

    groups: the key of the list in the context. The list consists of groups, mappings that have their items under the
    key `items`. A group that began on an earlier page is marked `continued`.
    further: true on all pages but the first; these show the list alone.
    pages: empty if there is only one page. Else `here` (“Page 2 of 3”), `first`, `previous` and `next` (addresses;
    the last two may be empty), and `numbers`: the pages to link to, with `gap` set after skipped numbers.
    """
    slices = list(_slices(page.own[groups], items, most)) or [[]]
    for index, part in enumerate(slices):
        own: dict[str, Any] = {
            "further": bool(index),
            "pages": _pager(page.path, index, len(slices)),
            groups: part,
        }
        yield replace(
            page,
            path=page_path(page.path, index),
            title=gettext(
                "{title} (page {number} of {total})", title=page.title, number=index + 1, total=len(slices)
            )
            if index
            else page.title,
            description=gettext("{text} Page {number}.", text=page.description, number=index + 1)
            if index
            else page.description,
            trail=[*page.trail, (page.title, page.path)] if index else page.trail,
            own={**page.own, **own},
        )


def page_path(path: str, index: int) -> str:
    """The address of a page of a list. index: counted from 0."""
    return f"{path}{MORE}/{index + 1}/" if index else path


def lettered(page: Page, most: int = MOST_LINES) -> Iterator[Page]:
    """The pages of a list from A to Z. On each, `alphabet` links to the first page of every letter."""
    groups = page.own["letters"]
    starts = _starts(groups, "items", most)
    for index, part in enumerate(in_pages(page, "letters", "items", most)):
        alphabet = [
            {
                "letter": group["letter"],
                "id": group["id"],
                "path": "" if start == index else page_path(page.path, start),
            }
            for group, start in zip(groups, starts, strict=True)
        ]
        yield replace(part, own={**part.own, "alphabet": alphabet})


def _starts(groups: Sequence[Context], items: str, most: int) -> list[int]:
    """For each group the index of the page on which it starts."""
    before, found = 0, []
    for group in groups:
        found.append(before // most)
        before += len(group[items])
    return found


def _slices(groups: Sequence[Context], items: str, most: int) -> Iterator[list[Context]]:
    """The groups of each page, without empty groups."""
    room = most
    part: list[Context] = []
    for group in groups:
        members, start = group[items], 0
        while start < len(members):
            if not room:
                yield part
                room, part = most, []
            shown = members[start : start + room]
            part.append(group | {items: shown, "continued": bool(start)})
            room, start = room - len(shown), start + len(shown)
    if part:
        yield part


def _pager(path: str, here: int, total: int) -> Context:
    """The value of `pages`, see `in_pages`. here: the index of the page. total: the number of pages."""
    if total == 1:
        return {}
    shown = sorted({0, here - 1, here, here + 1, total - 1} & set(range(total)))
    return {
        "here": gettext("Page {number} of {total}", number=here + 1, total=total),
        "first": path,
        "previous": page_path(path, here - 1) if here else "",
        "next": page_path(path, here + 1) if here + 1 < total else "",
        "numbers": [
            {
                "number": number + 1,
                "path": page_path(path, number),
                "here": number == here,
                "gap": bool(position) and number - shown[position - 1] > 1,
            }
            for position, number in enumerate(shown)
        ],
    }
