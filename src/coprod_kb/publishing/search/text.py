"""The words of the entries, and JSON that a browser may mistake for HTML without harm."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.field_groups import PointGroup

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
_TAG = re.compile(r"<[^>]*>")


def as_json(value: Any) -> str:
    """Compact JSON without a character that means anything in HTML."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def plain(html: str) -> str:
    """The text of sanitised HTML."""
    return unescape(_TAG.sub(" ", html))


def points(entry: Entry) -> Iterator[str]:
    """The key points, with the headings above them."""
    for point in entry.fields.key_points:
        yield from (point.heading, *point.points) if isinstance(point, PointGroup) else (point,)


def reported(entry: Entry) -> Iterator[str]:
    """What the entry says about how the work was co-produced."""
    if how := entry.fields.co_production:
        parts = (
            how.who,
            *how.stages,
            how.roles,
            how.payment,
            how.access_support,
            how.training,
            how.difference,
        )
        yield from filter(None, parts)


def body_texts(entry: Entry) -> Iterator[str]:
    """What an entry says below its summary. References are left out: they are the words of others."""
    yield from points(entry)
    yield plain(entry.prose.html)
    yield from reported(entry)


def words_of(text: str) -> list[str]:
    """The words of a text in order, in small letters; the parts of a hyphenated word stand alone."""
    return WORD.findall(text.casefold())
