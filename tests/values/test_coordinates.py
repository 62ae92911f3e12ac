"""Coordinates of places, as people write and copy them."""

from __future__ import annotations

import pytest

from coprod_kb.values.coordinates import parse_coordinates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("55.86, -4.25", (55.86, -4.25)),
        ("55.86,-4.25", (55.86, -4.25)),
        ("55.86 -4.25", (55.86, -4.25)),
        ("+55.8609; \u22124.2514", (55.8609, -4.2514)),
        ("55.86° N, 4.25° W", (55.86, -4.25)),
        ("33.9S 18.4E", (-33.9, 18.4)),
        ("-90, 180", (-90, 180)),
        (" 0, 0 ", (0, 0)),
    ],
)
def test_latitude_and_longitude_are_read(text: str, expected: tuple[float, float]) -> None:
    assert parse_coordinates(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        *((text, f"“{text}” is not a latitude and a longitude.") for text in ("", "55.86", "Glasgow", "1, 2, 3", "55,86, -4,25", "5°51′N, 4°W", "٥, ٤", "1e1, 2", "-33S, 18E")),
        ("118.2, 34.1", "A latitude is between -90 and 90, and “118.2” is not."),
        ("34.1, 200", "A longitude is between -180 and 180, and “200” is not."),
    ],
)  # fmt: skip
def test_other_texts_are_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match="is not") as raised:
        parse_coordinates(text)
    assert str(raised.value) == message
