"""Outlines of countries for the place map: `python -m tests.outlines countries-50m.json`.

Makes `src/coprod_kb/pages/outlines.json` from one file of the npm package world-atlas (`npm pack world-atlas`), which has the
countries of Natural Earth as TopoJSON. Coordinates become whole numbers of `STEPS` to a degree, points that a small drawing
does not need are left out, and so are small islands far from anything larger. Run it again only for a newer source.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from math import hypot, sqrt
from pathlib import Path
from typing import Any

from tests import ROOT

TARGET = ROOT / "src" / "coprod_kb" / "pages" / "outlines.json"
SOURCE = (
    "Natural Earth 4.1.0, countries at 1:50m, from countries-50m.json in the npm package world-atlas 2.0.2"
)
LICENCE = (
    "Natural Earth is in the public domain. The package: Copyright 2013-2019 Michael Bostock, ISC licence."
)
STEPS = 50
"""Steps to a degree."""

Point = tuple[float, float]


def rings(topology: dict[str, Any]) -> Iterator[tuple[str, list[Point]]]:
    """The name of each country with each of its outer rings, as longitude and latitude."""
    arcs = list(decoded(topology))
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for outer, *_ in polygons:
            ring: list[Point] = []
            for number in outer:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                ring += arc if not ring else arc[1:]
            yield country["properties"]["name"], ring


def decoded(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """The arcs in degrees: their points are given as differences in steps of the topology."""
    (east, north), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * east + west, y * north + south))
        yield points


def area(ring: list[Point]) -> float:
    """In square degrees."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x * b - a * y for (x, y), (a, b) in pairs)) / 2


def simplified(line: list[Point], tolerance: float) -> list[Point]:
    """The line by Ramer, Douglas and Peucker: no point that is left out lies further from it than `tolerance`."""
    if len(line) < 3:
        return line
    (x, y), (a, b) = line[0], line[-1]
    length = hypot(a - x, b - y)

    def distance(point: Point) -> float:
        if not length:
            return hypot(point[0] - x, point[1] - y)
        return abs((a - x) * (y - point[1]) - (x - point[0]) * (b - y)) / length

    far = max(range(1, len(line) - 1), key=lambda at: distance(line[at]))
    if distance(line[far]) <= tolerance:
        return [line[0], line[-1]]
    return simplified(line[: far + 1], tolerance)[:-1] + simplified(line[far:], tolerance)


def as_steps(ring: list[Point]) -> list[int]:
    """The first point in steps, then the differences between successive points, without repeated ones."""
    numbers: list[int] = []
    x = y = 0
    for longitude, latitude in ring:
        dx, dy = round(longitude * STEPS) - x, round(latitude * STEPS) - y
        if dx or dy or not numbers:
            numbers += [dx, dy]
            x, y = x + dx, y + dy
    return numbers


def main(source: str) -> int:
    found: dict[str, list[list[Point]]] = {}
    for name, ring in rings(json.loads(Path(source).read_text(encoding="utf-8"))):
        found.setdefault(name, []).append(ring)
    countries: dict[str, list[list[int]]] = {}
    for name, own in sorted(found.items()):
        largest = max(map(area, own))
        tolerance = min(0.25, max(0.02, sqrt(largest) / 100))
        kept = [ring for ring in own if area(ring) >= max(0.02, largest / 1000) or area(ring) == largest]
        kept.sort(key=area, reverse=True)
        countries[name] = [as_steps(simplified(ring, tolerance)) for ring in kept]
    content = {"source": SOURCE, "licence": LICENCE, "steps": STEPS, "countries": countries}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(text.replace(']],"', ']],\n"') + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
