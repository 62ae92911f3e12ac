"""The texts and words of entries, and JSON that is harmless if a browser takes it for HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.field_groups import PointGroup

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LONGEST_WORD = 100
"""Maximum number of letters. Nobody searches for a longer run, which makes every list of words larger."""
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
_TAG = re.compile(r"<[^>]*+>?")


def as_json(value: Any) -> str:
    """Compact JSON. Characters with a meaning in HTML are escaped."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def plain(html: str) -> str:
    """The text of sanitised HTML, without tags and character references."""
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
    """The texts of an entry below its summary, without references, which are not its own words."""
    yield from points(entry)
    yield plain(entry.prose.html)
    yield from reported(entry)


def words_of(text: str) -> list[str]:
    """The words of a text in order, in lower case, without those above `LONGEST_WORD`. The parts of a hyphenated word are words."""
    return [word for word in WORD.findall(text.casefold()) if len(word) <= LONGEST_WORD]
