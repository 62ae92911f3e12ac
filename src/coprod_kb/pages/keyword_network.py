"""A drawing of a keyword and its related keywords: those of the list beside it, with the relations between them.

The keyword stands in the middle, broader ones above it, narrower ones below, related ones at both sides. Coordinates are
integers, so that every renderer writes the same numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coprod_kb.collection.authorities import KeywordRecord
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.pages.page import Context, clipped, record_path
from coprod_kb.values.names import spelling_key
from coprod_kb.values.translation import gettext, ngettext
from coprod_kb.values.wording import capitalised, in_words

WIDTH = 720
ROW = 52
"""Height of a row of keywords."""

AT_AN_END = 2
"""Maximum number of keywords above, and below; further ones stand at the sides."""

AT_A_SIDE = 6
LONGEST_LABEL = 24
"""Maximum number of characters of a label; the list beside the drawing shows all of it."""

FEWEST = 2
"""Minimum number of related keywords for a drawing."""


@dataclass(frozen=True, slots=True)
class RelatedKeyword:
    """A keyword and its relation to the one in the middle: `broader`, `narrower` or `related`."""

    record: KeywordRecord
    relation: str


@dataclass(frozen=True, slots=True)
class PlacedKeyword:
    """A related keyword with the centre of its circle. anchor: SVG's `text-anchor` of the label."""

    keyword: RelatedKeyword
    x: int
    y: int
    anchor: str


def keyword_network(record: KeywordRecord, catalogue: Catalogue) -> Context:
    """The drawing of a keyword; empty if it has too few related keywords, or the vocabulary lacks it."""
    keywords = list(_related_keywords(record, catalogue))
    if len(keywords) < FEWEST:
        return {}
    nodes, middle_y, height = _layout(keywords)
    middle_x = WIDTH // 2
    most = max(len(shown.entries) for shown in (record, *(node.keyword.record for node in nodes)))
    radius = _radius(record, most)
    lines = [{"d": path, "kind": "between"} for path in _lines_between(nodes, (middle_x, middle_y))]
    lines += [
        {"d": f"M{middle_x} {middle_y}L{node.x} {node.y}", "kind": node.keyword.relation} for node in nodes
    ]
    return {
        "width": WIDTH,
        "height": height,
        "lines": lines,
        "middle": {
            "x": middle_x,
            "y": middle_y,
            "r": radius,
            "label": clipped(record.label, LONGEST_LABEL),
            "label_y": middle_y + radius + 18,
        },
        "nodes": [_node_context(node, most) for node in nodes],
        "note": _note(nodes, len(keywords) - len(nodes)),
    }


def _note(nodes: Sequence[PlacedKeyword], left_out: int) -> str:
    """How to read the drawing, in sentences. left_out: the number of related keywords that are not shown."""
    relations = {node.keyword.relation for node in nodes}
    places = (
        ("broader", gettext("broader words above")),
        ("narrower", gettext("narrower words below")),
        ("related", gettext("related words at the sides")),
    )
    shown = [words for relation, words in places if relation in relations]
    sentences = [f"{capitalised(', '.join(shown))}."] if len(shown) > 1 else []
    sentences.append(gettext("Larger circles have more entries; hollow circles have none yet."))
    if left_out:
        sentences.append(
            ngettext(
                "The list has {count} more.", "The list has {count} more.", left_out, count=in_words(left_out)
            )
        )
    return " ".join(sentences)


def _related_keywords(record: KeywordRecord, catalogue: Catalogue) -> Iterator[RelatedKeyword]:
    """Broader, narrower, then related keywords, each once."""
    if record.term:
        seen = {record.slug}
        for relation, labels in (
            ("broader", record.term.broader),
            ("narrower", record.term.narrower),
            ("related", record.term.related),
        ):
            for label in labels:
                other = catalogue.keywords[spelling_key(label)]
                if other.slug not in seen:
                    seen.add(other.slug)
                    yield RelatedKeyword(other, relation)


def _layout(keywords: Sequence[RelatedKeyword]) -> tuple[list[PlacedKeyword], int, int]:
    """The nodes, the y coordinate of the middle, and the height of the drawing. Keywords without room are left out."""
    above = [keyword for keyword in keywords if keyword.relation == "broader"][:AT_AN_END]
    below = [keyword for keyword in keywords if keyword.relation == "narrower"][:AT_AN_END]
    beside = [keyword for keyword in keywords if keyword not in above and keyword not in below]
    beside = beside[: 2 * AT_A_SIDE]
    right, left = beside[: (len(beside) + 1) // 2], beside[(len(beside) + 1) // 2 :]
    band = max(2, len(right)) * ROW
    middle = band // 2 + (ROW if above else 0)
    height = middle + band // 2 + (ROW if below else 0)
    nodes = [*_row(above, ROW // 2 + 12), *_row(below, height - ROW // 2 - 12)]
    for column, side, anchor in ((right, 1, "start"), (left, -1, "end")):
        for position, keyword in enumerate(column):
            y = middle + (position - (len(column) - 1) / 2) * ROW
            bend = math.sqrt(max(0.0, 1 - ((y - middle) / (0.7 * band)) ** 2))
            x = WIDTH / 2 + side * (100 + 50 * bend)
            nodes.append(PlacedKeyword(keyword, round(x), round(y), anchor))
    return nodes, middle, height


def _row(keywords: Sequence[RelatedKeyword], y: int) -> list[PlacedKeyword]:
    spacing = WIDTH // (len(keywords) + 1)
    return [
        PlacedKeyword(keyword, spacing * position, y, "middle")
        for position, keyword in enumerate(keywords, start=1)
    ]


def _radius(record: KeywordRecord, most: int) -> int:
    """From 5 without entries to 15 with `most` entries, the maximum in the drawing."""
    return 5 + round(10 * math.sqrt(len(record.entries) / most)) if most else 5


def _node_context(node: PlacedKeyword, most: int) -> Context:
    record, radius = node.keyword.record, _radius(node.keyword.record, most)
    side = {"start": radius + 7, "end": -radius - 7, "middle": 0}[node.anchor]
    beyond = radius + 18 if node.keyword.relation == "narrower" else -radius - 7  # away from the lines
    return {
        "x": node.x,
        "y": node.y,
        "r": radius,
        "label": clipped(record.label, LONGEST_LABEL),
        "path": record_path("keywords", record),
        "kind": node.keyword.relation,
        "anchor": node.anchor,
        "label_x": node.x + side,
        "label_y": node.y + (5 if side else beyond),
        "used": bool(record.mentions),
    }


def _lines_between(nodes: Sequence[PlacedKeyword], middle: tuple[int, int]) -> Iterator[str]:
    """SVG paths between nodes that are related to each other, bent towards the middle."""
    by_label: Mapping[str, PlacedKeyword] = {node.keyword.record.label: node for node in nodes}
    order = {label: position for position, label in enumerate(by_label)}
    for label, start in by_label.items():
        term = start.keyword.record.term
        for other in (*term.broader, *term.narrower, *term.related) if term else ():
            if order.get(other, -1) > order[label]:
                end = by_label[other]
                bend_x = (start.x + end.x + 2 * middle[0]) // 4
                bend_y = (start.y + end.y + 2 * middle[1]) // 4
                yield f"M{start.x} {start.y}Q{bend_x} {bend_y} {end.x} {end.y}"
