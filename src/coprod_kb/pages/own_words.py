"""How pages mark an entry's own words, which may be in another language, or run in another direction, than the page."""

from __future__ import annotations

from collections.abc import Sequence

from babel.core import Locale, UnknownLocaleError

from coprod_kb.entries.model import Entry
from coprod_kb.entries.texts import plain
from coprod_kb.front_matter.field_groups import PointGroup
from coprod_kb.front_matter.languages import IN_LANGUAGES
from coprod_kb.front_matter.schema import KeyPoint
from coprod_kb.pages.page import Context
from coprod_kb.values.characters import direction
from coprod_kb.values.translation import language

_ENOUGH = 1000
"""Characters of a text that tell its direction."""


def marks(entry: Entry) -> Context:
    """What a card and an entry's page need to mark own words.

    language: the code of the language of the title; empty if it is the site's. summary_language, text_language: those of
    the summary and of the text below, only where they differ from it. turned: whether a text without such a code runs in
    the other direction than the site; absent if not.
    """
    first = {name: _code(next(iter(entry.said(name)), ""), entry) for name in ("title", "summary")}
    own = entry.fields.language or ""
    found: Context = {"language": first["title"]}
    if entry.fields.summary and first["summary"] != first["title"]:
        found["summary_language"] = first["summary"]
    if own != first["title"]:
        found["text_language"] = own
    texts = (entry.title, entry.fields.summary or "", plain(entry.prose.html[:_ENOUGH]))
    return found | ({"turned": True} if not own and any(map(is_turned, texts)) else {})


def points_language(entry: Entry) -> str:
    """The code of the language in which the page shows the key points; empty if it is the site's."""
    return _code(next(iter(entry.said("key_points")), ""), entry)


def _code(code: str, entry: Entry) -> str:
    """The code for an attribute; empty for the site's language, unless the entry itself says so."""
    return "" if code == language().code and entry.fields.translations else code


def is_turned(text: str) -> bool:
    """Whether a text runs in the other direction than the site."""
    return direction(text) not in {"", language().direction}


def other_versions(entry: Entry) -> list[Context]:
    """Title, summary and key points in the languages in which the page does not show them yet, by language."""
    said = {name: entry.said(name) for name in IN_LANGUAGES}
    codes = dict.fromkeys(code for by_code in said.values() for code in by_code)
    versions = []
    for code in codes:
        values = {
            name: by_code.get(code) for name, by_code in said.items() if code != next(iter(by_code), "")
        }
        if any(values.values()):
            points = grouped_points(values.get("key_points") or ())
            versions.append({**values, "language": code, "name": name_of(code), "key_points": points})
    return versions


def name_of(code: str) -> str:
    """What the speakers of a language call it; the code if CLDR does not know."""
    try:
        name = Locale.parse(code, sep="-").display_name
    except (ValueError, UnknownLocaleError):
        name = None
    return name[:1].upper() + name[1:] if name else code


def grouped_points(points: Sequence[KeyPoint]) -> list[Context]:
    """Points in groups; consecutive points without a heading form a group with an empty one."""
    groups: list[Context] = []
    for point in points:
        if isinstance(point, PointGroup):
            groups.append({"heading": point.heading, "points": list(point.points)})
        elif groups and not groups[-1]["heading"]:
            groups[-1]["points"].append(point)
        else:
            groups.append({"heading": "", "points": [point]})
    return groups
