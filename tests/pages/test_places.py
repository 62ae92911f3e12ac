"""The place map: which places are on it, what is drawn of their countries, and the list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pytest

from coprod_kb.entries.vocabulary_files import read_vocabulary
from coprod_kb.pages.outlines import Extent, countries_of, extent_of, outlines
from coprod_kb.pages.page import Context
from coprod_kb.pages.places import HEIGHT, WIDTH
from tests.conftest import collect, pages_by_path

FACETS = """
places:
  - {label: United Kingdom, coordinates: "54, -2.5", aliases: [UK]}
  - {label: Scotland, coordinates: "56.8, -4.2", broader: [UK]}
  - {label: Glasgow, coordinates: "55.86, -4.25", broader: [Scotland]}
  - {label: Motherwell, broader: [Scotland]}
  - {label: Sweden, coordinates: "62, 15"}
  - {label: France, coordinates: "46.5, 2.5"}
"""
ENTRIES: dict[str, dict[str, Any]] = {
    "a": {"places": ["Glasgow", "UK"]},
    "b": {"places": ["Motherwell"]},
    "c": {"places": ["Sweden"]},
    "d": {},
}


def context_of(entries: dict[str, dict[str, Any]], facets: str = FACETS) -> Context:
    return pages_by_path(collect(entries, {"facets": facets}))["places/"].context


def listed(places: Iterable[Context]) -> list[Any]:
    return [
        (
            place["label"],
            place["count"],
            [card["path"] for card in place["entries"]],
            *([listed(place["narrower"])] if place["narrower"] else []),
        )
        for place in places
    ]


def test_the_list_is_nested_and_holds_each_entry_below_the_places_that_it_names() -> None:
    context = context_of(ENTRIES)
    assert listed(context["places"]) == [
        (
            "United Kingdom",
            "two entries",
            ["entries/a/"],
            [
                (
                    "Scotland",
                    "two entries",
                    [],
                    [
                        ("Glasgow", "one entry", ["entries/a/"]),
                        ("Motherwell", "one entry", ["entries/b/"]),
                    ],
                )
            ],
        ),
        ("Sweden", "one entry", ["entries/c/"]),
    ]
    assert (context["not_drawn"], context["unstated"]) == (
        "One place without a position is only in the list.",
        "One entry names no place.",
    )


def test_points_lead_to_the_list_and_grow_with_the_number_of_entries() -> None:
    context = context_of(ENTRIES)
    points = {point["label"]: point for point in context["map"]["points"]}
    assert {label: (point["count"], point["wide"]) for label, point in points.items()} == {
        "United Kingdom": ("two entries", True),
        "Scotland": ("two entries", True),
        "Glasgow": ("one entry", False),
        "Sweden": ("one entry", True),
    }
    assert points["Scotland"]["r"] ** 2 == pytest.approx(2 * points["Glasgow"]["r"] ** 2, rel=0.1)
    assert points["Glasgow"]["x"] < points["Sweden"]["x"]
    assert points["Glasgow"]["y"] > points["Scotland"]["y"] > points["Sweden"]["y"]
    assert points["Glasgow"]["id"] == context["places"][0]["narrower"][0]["narrower"][0]["id"]
    assert max(context["map"]["width"] / WIDTH, context["map"]["height"] / HEIGHT) == pytest.approx(
        1, abs=0.01
    )


def test_only_the_countries_that_places_are_in_are_drawn() -> None:
    both = context_of(ENTRIES)["map"]["land"]
    alone = context_of({"c": ENTRIES["c"]})["map"]["land"]
    assert 300 < len(alone) < len(both) < 10_000
    assert re.fullmatch(r"(M[0-9-]+ ?[0-9-]+l[0-9 -]+z)+", alone)


@pytest.mark.parametrize("facets", ["places: [{label: Glasgow}]", FACETS.replace("Glasgow", "Elsewhere"), ""])
def test_without_an_entry_in_a_place_with_coordinates_there_is_no_page_and_no_link(facets: str) -> None:
    pages = pages_by_path(collect({"a": {"places": ["Glasgow"]}}, {"facets": facets}))
    assert "places/" not in pages
    assert pages["map/"].context["places"] == ""
    assert "places/" not in {way["path"] for way in pages[""].context["ways_in"]}


@pytest.mark.parametrize(
    ("coordinates", "size"),
    [(["0, 0"], 1), (["0, -30"], 1), (["-90, 0", "90, 0"], 2), (["-17, 179.9", "-17, -179.9"], 2)],
)
def test_any_coordinates_can_be_drawn(coordinates: list[str], size: int) -> None:
    facets = "places:\n" + "".join(
        f"  - {{label: P{number}, coordinates: '{pair}'}}\n" for number, pair in enumerate(coordinates)
    )
    drawn = context_of({f"e{n}": {"places": [f"P{n}"]} for n in range(size)}, facets)["map"]
    for point in drawn["points"]:
        assert 0 <= point["x"] <= drawn["width"] <= WIDTH
        assert 0 <= point["y"] <= drawn["height"] <= HEIGHT


def test_labels_cover_neither_each_other_nor_discs() -> None:
    facets = "places:\n" + "".join(
        f"  - {{label: Place {n}, coordinates: '{52 + n % 7 * 0.3:.1f}, {-3 + n // 7 * 0.3:.1f}'}}\n"
        for n in range(40)
    )
    drawn = context_of({f"e{n}": {"places": [f"Place {n}"]} for n in range(40)}, facets)["map"]
    assert 0 < len(drawn["labels"]) <= len(drawn["points"]) == 40
    boxes = []
    for label in drawn["labels"]:
        long = 8 * len(label["text"])
        left = label["x"] - {"start": 0, "middle": long / 2, "end": long}[label["anchor"]]
        boxes.append((left, label["y"] - 14, left + long, label["y"] + 4))
    for number, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:number]:
            assert left >= other[2] or other[0] >= right or top >= other[3] or other[1] >= bottom


@pytest.mark.parametrize(
    ("country", "longitude", "latitude"),
    [
        ("United Kingdom", -4.25, 55.86),  # Glasgow
        ("United Kingdom", -5.93, 54.60),  # Belfast
        ("Ireland", -6.26, 53.35),
        ("Sweden", 18.07, 59.33),
        ("Canada", -79.38, 43.65),
        ("United States of America", -118.24, 34.05),
        ("Australia", 151.21, -33.87),
        ("New Zealand", 174.76, -36.85),
        ("India", 77.21, 28.61),
        ("South Africa", 18.42, -33.92),
        ("Brazil", -43.17, -22.91),
        ("Singapore", 103.85, 1.29),
        ("Malta", 14.51, 35.90),
    ],
)
def test_cities_are_in_their_countries(country: str, longitude: float, latitude: float) -> None:
    assert set(countries_of([(longitude, latitude)])) == {country}


def test_a_place_in_the_sea_has_no_country_and_far_islands_do_not_stretch_a_map() -> None:
    assert countries_of([(-30.0, 40.0)]) == {}
    paris = (2.35, 48.86)
    assert extent_of(countries_of([paris]), [paris]).west > -10  # not as far as Guiana
    assert extent_of({}, [paris]) == Extent(*paris, *paris)
    assert len(outlines()) > 200


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("places:\n  - label: A\n    coordinates: 55.86\n", 3, 18, "“55.86” is not a latitude and a longitude."),
        ("places:\n  - label: A\n    coordinates: 100, 0\n", 3, 18, "A latitude is between -90 and 90, and “100” is not."),
        ("places:\n  - label: A\n    coordinates: [1, 2]\n", 3, 18, "This must be text."),
        ("setting:\n  - label: A\n    coordinates: 1, 2\n", 3, 18, "“A” is a term of `setting`. Only places have coordinates."),
    ],
)  # fmt: skip
def test_faults_are_found_where_they_are(text: str, line: int, column: int, message: str) -> None:
    [found] = read_vocabulary({"facets.yml": text.encode()}, "vocabulary")[1]
    assert (found.line, found.column, found.message) == (line, column, message)
    assert "55.86, -4.25" in found.hint or "Leave them out" in found.hint
