"""The texts of an entry without markup, for searches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.field_groups import PointGroup

_TAG = re.compile(r"<[^>]*+>?")


def plain(html: str) -> str:
    """The text of sanitised HTML, without tags and character references."""
    return unescape(_TAG.sub(" ", html))


def points(entry: Entry) -> Iterator[str]:
    """The key points, with the headings above them."""
    for point in entry.fields.key_points:
        yield from (point.heading, *point.points) if isinstance(point, PointGroup) else (point,)


def reported(entry: Entry) -> Iterator[str]:
    """The texts and terms of the groups of facts, as the entry has them."""
    for parts in entry.facts.values():
        for value in parts.values():
            yield from filter(None, (value,) if isinstance(value, str) else value or ())


def body_texts(entry: Entry) -> Iterator[str]:
    """The texts of an entry below its summary, without references, which are not its own words."""
    yield from points(entry)
    yield plain(entry.prose.html)
    yield from reported(entry)
