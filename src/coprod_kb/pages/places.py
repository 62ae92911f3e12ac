"""The place map: an outline of countries with a point for each place, and the same as a list with the entries.

The projection is equirectangular: a degree of latitude has the same length everywhere, and a degree of longitude the one
that it has on the parallel in the middle of the map. Coordinates in the drawing are integers.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.collection.evidence_map import Heading, outline
from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.facets import Facet
from coprod_kb.pages.browse import browse_path
from coprod_kb.pages.cards import Cards
from coprod_kb.pages.indexes import ways_in
from coprod_kb.pages.outlines import Extent, Point, Ring, countries_of, extent_of, outlines
from coprod_kb.pages.page import Context, Page, entries_in_words
from coprod_kb.values.names import UniqueNames, slug_of, spelling_key
from coprod_kb.values.translation import N_, gettext, ngettext
from coprod_kb.values.wording import capitalised, figures, in_words

PATH = "places/"
MAPS = "map/"
TITLE = N_("Places")
LEAD = N_("Where the work took place, or which places it is about.")
WIDTH, HEIGHT = 640, 720
"""The most units of the drawing."""

MARGIN = 24
"""Units around what the map shows."""

LARGEST, SMALLEST = 22, 4
"""Radius of the circle with most entries, and the least radius."""

LETTER, LINE = 8, 18
"""Width of a letter and height of a line, about."""

MOST_LISTED = 600
"""Approximate maximum number of entries on the page."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place with entries. slug: its part of the HTML id. point: `None` without coordinates.

    is_wide: whether it is a country or has narrower places, so that a point can only stand for its middle.
    """

    heading: Heading
    slug: str
    point: Point | None
    is_wide: bool


@dataclass(frozen=True, slots=True)
class Projection:
    """From degrees to units of the drawing. scale: units of a degree of latitude. narrowing: of a degree of longitude."""

    extent: Extent
    narrowing: float
    scale: float

    @classmethod
    def of(cls, extent: Extent) -> Projection:
        """The one in which the extent fills the drawing."""
        narrowing = max(0.1, cos(radians((extent.south + extent.north) / 2)))
        width = max(0.5, (extent.east - extent.west) * narrowing)
        height = max(0.5, extent.north - extent.south)
        return cls(extent, narrowing, min((WIDTH - 2 * MARGIN) / width, (HEIGHT - 2 * MARGIN) / height))

    def __call__(self, point: Point) -> tuple[int, int]:
        longitude, latitude = point
        x = (longitude - self.extent.west) * self.narrowing * self.scale
        return round(x) + MARGIN, round((self.extent.north - latitude) * self.scale) + MARGIN

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the drawing."""
        x, y = self((self.extent.east, self.extent.south))
        return x + MARGIN, y + MARGIN


def place_pages(catalogue: Catalogue, cards: Cards) -> Iterator[Page]:
    """The page of the place map; none if no place with entries has coordinates."""
    facet = catalogue.vocabulary.description.located
    if not (facet and catalogue.located_places):
        return
    places = _places(catalogue, facet)
    on_map = [place for place in places if place.point]
    not_drawn, unstated = len(places) - len(on_map), len(catalogue.without_terms(facet.name))
    has_maps = any(way["path"] == MAPS for way in ways_in(catalogue))
    section, parent = (MAPS, gettext("Evidence map")) if has_maps else ("browse/", gettext("Browse"))
    yield Page(
        path=PATH,
        title=gettext(TITLE),
        template="places.html",
        description=gettext("The places that entries are about, on a map and as a list."),
        section=section,
        trail=[(gettext("Home"), ""), (parent, section)],
        own={
            "lead": gettext(LEAD),
            "map": _drawing(on_map),
            "places": _listed(places, catalogue, cards, facet),
            "not_drawn": capitalised(
                ngettext(
                    "{count} place without a position is only in the list.",
                    "{count} places without a position are only in the list.",
                    not_drawn,
                    count=in_words(not_drawn),
                )
            )
            if not_drawn
            else "",
            "unstated": capitalised(
                ngettext(
                    "{count} entry names no place.",
                    "{count} entries name no place.",
                    unstated,
                    count=in_words(unstated),
                )
            ),
        },
    )


def _places(catalogue: Catalogue, facet: Facet) -> list[Place]:
    """The places with entries, in the order of the vocabulary and below their broader places."""
    terms = catalogue.vocabulary.facet(facet.name)
    headings = outline(catalogue, facet.name, catalogue.by_facet[facet.name])
    wider = {heading.wider for heading in headings}
    countries = {spelling_key(name) for name in outlines()}
    slugs = UniqueNames()
    places = []
    for heading in filter(lambda heading: heading.entries, headings):
        term = terms.find(heading.label)
        names = (heading.label, *(term.aliases if term else ()))
        is_wide = heading.label in wider or not countries.isdisjoint(map(spelling_key, names))
        point = (term.coordinates.longitude, term.coordinates.latitude) if term and term.coordinates else None
        places.append(Place(heading, slugs.claim(slug_of(heading.label)), point, is_wide))
    return places


# --- The drawing ------------------------------------------------------------------------------------


def _drawing(places: Sequence[Place]) -> Context:
    """Size, outlines and points of the map; larger points first, so that smaller ones lie above them."""
    points = [place.point for place in places if place.point]
    countries = countries_of(points)
    extent = extent_of(countries, points)
    project = Projection.of(extent)
    width, height = project.size
    shown = extent.widened(0.1)
    rings = [ring for own in countries.values() for ring in own if Extent.of(ring).meets(shown)]
    largest_first = sorted(places, key=lambda place: -len(place.heading.entries))
    most = len(largest_first[0].heading.entries)
    drawn = [_point(place, project, most) for place in largest_first]
    return {
        "width": width,
        "height": height,
        "land": "".join(_path(ring, project) for ring in rings),
        "points": drawn,
        "labels": list(_labels(drawn, width, height)),
    }


def _path(ring: Ring, project: Projection) -> str:
    """The ring as an SVG path; empty if it is smaller than a unit."""
    corners = list(dict.fromkeys(map(project, ring)))
    if len(corners) < 3:
        return ""
    (x, y), *_ = corners
    steps = "".join(f" {c - a} {d - b}" for (a, b), (c, d) in itertools.pairwise(corners))
    return f"M{x} {y}l{steps.strip()}z".replace(" -", "-")


def _point(place: Place, project: Projection, most: int) -> Context:
    assert place.point
    x, y = project(place.point)
    number = len(place.heading.entries)
    return {
        "x": x,
        "y": y,
        "r": max(SMALLEST, round(LARGEST * sqrt(number / most))),
        "id": place.slug,
        "label": place.heading.label,
        "count": entries_in_words(number),
        "wide": place.is_wide,
    }


Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


def _labels(points: Sequence[Context], width: int, height: int) -> Iterator[Context]:
    """A label for each point that has room beside, above or below it: it covers no other label and no disc."""
    discs = [point for point in points if not point["wide"]]
    taken: list[Box] = [
        (disc["x"] - disc["r"], disc["y"] - disc["r"], disc["x"] + disc["r"], disc["y"] + disc["r"])
        for disc in discs
    ]
    for point in points:
        x, y, gap, long = point["x"], point["y"], point["r"] + 5, LETTER * len(point["label"])
        right, left = ("start", x + gap, y), ("end", x - gap - long, y)
        above, below = (("middle", x - long / 2, y + side * (gap + LINE / 2)) for side in (-1, 1))
        has_neighbour = any(0 < disc["x"] - x < 2 * gap and abs(disc["y"] - y) < LINE for disc in discs)
        for anchor, start, middle in (
            (left, right, above, below) if has_neighbour else (right, left, above, below)
        ):
            box = (start, middle - LINE / 2, start + long, middle + LINE / 2)
            if _is_free(box, taken) and start >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height:
                taken.append(box)
                at = {"start": start, "end": start + long, "middle": x}[anchor]
                yield {
                    "text": point["label"],
                    "id": point["id"],
                    "x": at,
                    "y": round(middle + 5),
                    "anchor": anchor,
                }
                break


def _is_free(box: Box, taken: Iterable[Box]) -> bool:
    return not any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in taken
    )


# --- The list ---------------------------------------------------------------------------------------


def _listed(places: Sequence[Place], catalogue: Catalogue, cards: Cards, facet: Facet) -> list[Context]:
    """The places as a tree. Each has the entries that name the place itself; narrower places have theirs."""
    own = _own_entries(catalogue, facet)
    most = max(3, min(20, MOST_LISTED // len(places)))
    listed: dict[str, Context] = {}
    tops: list[Context] = []
    for place in places:
        label, entries = place.heading.label, own.get(place.heading.label, [])
        listed[label] = {
            "label": label,
            "id": place.slug,
            "count": entries_in_words(len(place.heading.entries)),
            "entries": cards.of(entries[:most]),
            "all": gettext("All {count} in Browse", count=figures(len(place.heading.entries)))
            if len(entries) > most
            else "",
            "query": browse_path(facet.in_addresses, label).partition("?")[2],
            "narrower": [],
        }
        above = listed.get(place.heading.wider)
        (above["narrower"] if above else tops).append(listed[label])
    return tops


def _own_entries(catalogue: Catalogue, facet: Facet) -> Mapping[str, Sequence[Entry]]:
    """The entries that name a place itself, by its label."""
    terms = catalogue.vocabulary.facet(facet.name)
    found: dict[str, list[Entry]] = {}
    for entry in catalogue.entries:
        for label in dict.fromkeys(map(terms.preferred_label, entry.fields.facets[facet.name])):
            found.setdefault(label, []).append(entry)
    return found
