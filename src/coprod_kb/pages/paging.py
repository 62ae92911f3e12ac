"""Long lists in pages: the one way in which any list of entries or terms is divided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from coprod_kb.pages.page import Context, Page

MOST_ENTRIES = 100
"""Entries of one page: with summaries about 150 KB of HTML."""

MOST_LINES = 300
"""Items of one page that have a line or two each, and no summary."""

MORE = "more"
"""The folder of the further pages, below the first one: `/keywords/peer-support/more/2/`."""


def in_pages(
    page: Page, groups: str = "groups", items: str = "entries", most: int = MOST_ENTRIES
) -> Iterator[Page]:
    """The page, and as many further ones as its list needs. Their templates find `further` and `pages`.

    groups: where the context has the list: groups, each a mapping with its `items`. A group may go on from one
    page to the next, and is then `continued`. On a further page the list is enough: `further` says so.
    pages: empty where there is one page only. Else `here` (“Page 2 of 3”), `previous` and `next` (an address, or
    empty), and `numbers`: those to show, with `gap` before one that does not follow on the number before it.
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
            title=f"{page.title} (page {index + 1} of {len(slices)})" if index else page.title,
            description=f"{page.description} Page {index + 1}." if index else page.description,
            trail=[*page.trail, (page.title, page.path)] if index else page.trail,
            own={**page.own, **own},
        )


def page_path(path: str, index: int) -> str:
    """The address of a list's page, by its place from zero."""
    return f"{path}{MORE}/{index + 1}/" if index else path


def lettered(page: Page, most: int = MOST_LINES) -> Iterator[Page]:
    """The pages of a list from A to Z; on each, `alphabet` leads to every letter, on whichever page it starts."""
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
    """For each group, the place of the page on which it starts."""
    before, found = 0, []
    for group in groups:
        found.append(before // most)
        before += len(group[items])
    return found


def _slices(groups: Sequence[Context], items: str, most: int) -> Iterator[list[Context]]:
    room = most
    part: list[Context] = []
    for group in groups:
        ones, start = group[items], 0
        while start < len(ones):
            if not room:
                yield part
                room, part = most, []
            shown = ones[start : start + room]
            part.append(group | {items: shown, "continued": bool(start)})
            room, start = room - len(shown), start + len(shown)
    if part:
        yield part


def _pager(path: str, here: int, of: int) -> Context:
    if of == 1:
        return {}
    shown = sorted({0, here - 1, here, here + 1, of - 1} & set(range(of)))
    return {
        "here": f"Page {here + 1} of {of}",
        "first": path,
        "previous": page_path(path, here - 1) if here else "",
        "next": page_path(path, here + 1) if here + 1 < of else "",
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
