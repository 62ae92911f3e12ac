"""A keyword and its neighbours as a drawing: the same words as the list beside it, and how they hang together.

The keyword stands in the middle, broader ones above, narrower ones below, related ones at both sides.
Everything is in whole units of the drawing, so that every renderer writes the same numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coprod_kb.collection.authorities import KeywordRecord
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.pages.page import Context, clipped, record_path
from coprod_kb.values.names import spelling_key
from coprod_kb.values.wording import in_words

WIDTH = 720
ROW = 52
"""Height of a row of neighbours; a label needs two lines of text at most."""

AT_AN_END = 2
"""Neighbours above and below the keyword; further ones stand at the sides."""

AT_A_SIDE = 6
LONGEST_LABEL = 24
"""Characters; the list beside the drawing has the whole label."""

FEWEST = 2
"""Fewer neighbours need no drawing."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A keyword near another. kind: `broader`, `narrower` or `related`."""

    record: KeywordRecord
    kind: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A neighbour with its centre, and where its label starts or ends: at the `start`, `middle` or `end`."""

    neighbour: Neighbour
    x: int
    y: int
    anchor: str


def keyword_network(record: KeywordRecord, catalogue: Catalogue) -> Context:
    """The drawing of a keyword of the vocabulary; empty where it has too few neighbours."""
    neighbours = list(_neighbours(record, catalogue))
    if len(neighbours) < FEWEST:
        return {}
    placed, middle_y, height = _places(neighbours)
    middle_x = WIDTH // 2
    most = max(len(one.entries) for one in (record, *(one.neighbour.record for one in placed)))
    radius = _radius(record, most)
    lines = [{"d": path, "kind": "between"} for path in _between(placed, (middle_x, middle_y))]
    lines += [{"d": f"M{middle_x} {middle_y}L{one.x} {one.y}", "kind": one.neighbour.kind} for one in placed]
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
        "nodes": [_node(one, most) for one in placed],
        "note": _note(placed, len(neighbours) - len(placed)),
    }


def _note(placed: Sequence[Placed], left_out: int) -> str:
    """How to read the drawing, in sentences."""
    kinds = {one.neighbour.kind for one in placed}
    places = (
        ("broader", "broader words above"),
        ("narrower", "narrower words below"),
        ("related", "related words at the sides"),
    )
    told = [words for kind, words in places if kind in kinds]
    sentences = [f"{', '.join(told).capitalize()}."] if len(told) > 1 else []
    sentences.append("The larger a circle, the more entries; a hollow one has none yet.")
    if left_out:
        sentences.append(f"The list has {in_words(left_out)} more.")
    return " ".join(sentences)


def _neighbours(record: KeywordRecord, catalogue: Catalogue) -> Iterator[Neighbour]:
    """Broader, narrower, then related ones, each once."""
    if record.term:
        seen = {record.slug}
        for kind, labels in (
            ("broader", record.term.broader),
            ("narrower", record.term.narrower),
            ("related", record.term.related),
        ):
            for label in labels:
                near = catalogue.keywords[spelling_key(label)]
                if near.slug not in seen:
                    seen.add(near.slug)
                    yield Neighbour(near, kind)


def _places(neighbours: Sequence[Neighbour]) -> tuple[list[Placed], int, int]:
    """Where each neighbour stands, how far down the middle is, and the height of it all.

    Those without a place are left out.
    """
    above = [one for one in neighbours if one.kind == "broader"][:AT_AN_END]
    below = [one for one in neighbours if one.kind == "narrower"][:AT_AN_END]
    beside = [one for one in neighbours if one not in above and one not in below][: 2 * AT_A_SIDE]
    right, left = beside[: (len(beside) + 1) // 2], beside[(len(beside) + 1) // 2 :]
    band = max(2, len(right)) * ROW
    middle = band // 2 + (ROW if above else 0)
    height = middle + band // 2 + (ROW if below else 0)
    placed = [*_row(above, ROW // 2 + 12), *_row(below, height - ROW // 2 - 12)]
    for ones, side in ((right, 1), (left, -1)):
        for position, one in enumerate(ones):
            y = middle + (position - (len(ones) - 1) / 2) * ROW
            bend = math.sqrt(max(0.0, 1 - ((y - middle) / (0.7 * band)) ** 2))
            placed.append(
                Placed(
                    one, round(WIDTH / 2 + side * (100 + 50 * bend)), round(y), "start" if side > 0 else "end"
                )
            )
    return placed, middle, height


def _row(ones: Sequence[Neighbour], y: int) -> list[Placed]:
    apart = WIDTH // (len(ones) + 1) if ones else 0
    return [Placed(one, apart * (position + 1), y, "middle") for position, one in enumerate(ones)]


def _radius(record: KeywordRecord, most: int) -> int:
    """From 5 without entries to 15 with `most`, the most in the drawing; the area grows with the number."""
    return 5 + round(10 * math.sqrt(len(record.entries) / most)) if most else 5


def _node(one: Placed, most: int) -> Context:
    record, radius = one.neighbour.record, _radius(one.neighbour.record, most)
    side = {"start": radius + 7, "end": -radius - 7, "middle": 0}[one.anchor]
    beyond = radius + 18 if one.neighbour.kind == "narrower" else -radius - 7  # away from the lines
    return {
        "x": one.x,
        "y": one.y,
        "r": radius,
        "label": clipped(record.label, LONGEST_LABEL),
        "path": record_path("keywords", record),
        "kind": one.neighbour.kind,
        "anchor": one.anchor,
        "label_x": one.x + side,
        "label_y": one.y + (5 if side else beyond),
        "used": bool(record.mentions),
    }


def _between(placed: Sequence[Placed], middle: tuple[int, int]) -> Iterator[str]:
    """Lines between neighbours that are neighbours of each other, bent towards the middle."""
    by_label: Mapping[str, Placed] = {one.neighbour.record.label: one for one in placed}
    order = {label: position for position, label in enumerate(by_label)}
    for label, one in by_label.items():
        term = one.neighbour.record.term
        for other in (*term.broader, *term.narrower, *term.related) if term else ():
            if order.get(other, -1) > order[label]:
                there = by_label[other]
                bend_x = (one.x + there.x + 2 * middle[0]) // 4
                bend_y = (one.y + there.y + 2 * middle[1]) // 4
                yield f"M{one.x} {one.y}Q{bend_x} {bend_y} {there.x} {there.y}"
