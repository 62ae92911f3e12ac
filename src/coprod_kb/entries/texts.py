"""The texts of an entry without markup, for searches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.field_groups import PointGroup
from coprod_kb.front_matter.languages import IN_LANGUAGES
from coprod_kb.front_matter.schema import KeyPoint

_TAG = re.compile(r"<[^>]*+>?")


def plain(html: str) -> str:
    """The text of sanitised HTML, without tags and character references."""
    return unescape(_TAG.sub(" ", html))


def points(entry: Entry) -> Iterator[str]:
    """The key points, with the headings above them."""
    yield from _each_point(entry.fields.key_points)


def _each_point(points: Iterable[KeyPoint]) -> Iterator[str]:
    for point in points:
        yield from (point.heading, *point.points) if isinstance(point, PointGroup) else (point,)


def further(entry: Entry, name: str) -> Iterator[str]:
    """The texts of a field of `IN_LANGUAGES` in the languages that lists do not show."""
    for value in [*entry.said(name).values()][1:]:
        yield from _each_point(value) if name == "key_points" else (value,)


def reported(entry: Entry) -> Iterator[str]:
    """The texts and terms of the groups of facts, as the entry has them."""
    for parts in entry.facts.values():
        for value in parts.values():
            yield from filter(None, (value,) if isinstance(value, str) else value or ())


def body_texts(entry: Entry) -> Iterator[str]:
    """The texts of an entry beside title and summary, without references, which are not its own words."""
    yield from points(entry)
    yield plain(entry.prose.html)
    yield from reported(entry)
    for name in IN_LANGUAGES:
        yield from further(entry, name)
