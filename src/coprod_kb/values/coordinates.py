"""The coordinates of a place: latitude and longitude in decimal degrees (WGS 84)."""

from __future__ import annotations

import re
from typing import NamedTuple

from coprod_kb.values.forms import Malformed

_NUMBER = r"([-−+]?)([0-9]{1,3}(?:\.[0-9]{1,10})?) ?°? ?"
_PAIR = re.compile(rf"{_NUMBER}([NS]?)(?: ?[,;] ?| ){_NUMBER}([EW]?)", re.ASCII | re.IGNORECASE)
NO_COORDINATES = "“{value}” is not a latitude and a longitude."
_OUTSIDE = "A {name} is between -{most} and {most}, and “{value}” is not."
_MINUS = {"-", "−"}


class Coordinates(NamedTuple):
    """Degrees: latitude from -90 to 90, north positive; longitude from -180 to 180, east positive."""

    latitude: float
    longitude: float


def parse_coordinates(text: str) -> Coordinates:
    """The coordinates in a text such as `55.86, -4.25` or `55.86° N, 4.25° W`. Raises `Malformed`."""
    found = _PAIR.fullmatch(" ".join(text.split()))
    if not found:
        raise Malformed(NO_COORDINATES, text)
    north_sign, north, north_letter, east_sign, east, east_letter = found.groups()
    if (north_sign and north_letter) or (east_sign and east_letter):
        raise Malformed(NO_COORDINATES, text)
    latitude = _degrees("latitude", north, 90, north_sign in _MINUS or north_letter in {"S", "s"})
    longitude = _degrees("longitude", east, 180, east_sign in _MINUS or east_letter in {"W", "w"})
    return Coordinates(latitude, longitude)


def _degrees(name: str, number: str, most: int, is_negative: bool) -> float:
    degrees = float(number)
    if degrees > most:
        raise Malformed(_OUTSIDE, number, name=name, most=most)
    return -degrees if is_negative else degrees
