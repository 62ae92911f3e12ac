"""Outlines of the countries in which places are.

They come from `outlines.json`, which `tests/outlines.py` makes from Natural Earth. Points are longitude and latitude in
degrees, in this order.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from math import dist
from typing import NamedTuple

Point = tuple[float, float]
Ring = Sequence[Point]
"""The coast or border of one piece of land, closed."""

NEAR = 1.0
"""Degrees within which a place outside of all outlines still belongs to a country: outlines are simplified."""


class Extent(NamedTuple):
    """A part of the world, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def of(cls, points: Collection[Point]) -> Extent:
        longitudes, latitudes = [x for x, _ in points], [y for _, y in points]
        return cls(min(longitudes), min(latitudes), max(longitudes), max(latitudes))

    @property
    def size(self) -> float:
        """In square degrees."""
        return (self.east - self.west) * (self.north - self.south)

    def meets(self, other: Extent) -> bool:
        """Whether both have a point in common."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )

    def widened(self, share: float) -> Extent:
        """With this share of its size added on each side."""
        x, y = (self.east - self.west) * share, (self.north - self.south) * share
        return Extent(self.west - x, self.south - y, self.east + x, self.north + y)


@cache
def outlines() -> Mapping[str, Sequence[Ring]]:
    """The rings of each country by its English name, largest first."""
    content = json.loads(files(__package__).joinpath("outlines.json").read_text(encoding="utf-8"))
    steps = content["steps"]
    return {
        name: [
            list(
                zip(
                    (x / steps for x in accumulate(numbers[::2])),
                    (y / steps for y in accumulate(numbers[1::2])),
                    strict=True,
                )
            )
            for numbers in rings
        ]
        for name, rings in content["countries"].items()
    }


def countries_of(points: Collection[Point]) -> dict[str, Sequence[Ring]]:
    """The countries in which at least one of the points lies, by name. A point far from all land has none."""
    names = {name for point in points if (name := _country_of(point))}
    return {name: rings for name, rings in outlines().items() if name in names}


def _country_of(point: Point) -> str:
    for name, rings in outlines().items():
        if any(_is_within(point, ring) for ring in rings):
            return name
    distance, name = min(
        (dist(point, corner), name) for name, rings in outlines().items() for ring in rings for corner in ring
    )
    return name if distance <= NEAR else ""


def _is_within(point: Point, ring: Ring) -> bool:
    """Whether a line from the point to the east crosses the ring an odd number of times."""
    x, y = point
    crossings = 0
    for (a, b), (c, d) in pairwise(ring):
        if (b > y) != (d > y) and x < a + (y - b) / (d - b) * (c - a):
            crossings += 1
    return crossings % 2 == 1


def extent_of(countries: Mapping[str, Sequence[Ring]], points: Collection[Point]) -> Extent:
    """What a map of these points has to show: the points, and their countries without distant or tiny islands."""
    shown = list(points)
    for rings in countries.values():
        main = Extent.of(rings[0])
        for ring in rings:
            own = Extent.of(ring)
            if own.size >= main.size / 50 and own.meets(main.widened(0.5)):
                shown += ring
    return Extent.of(shown)
