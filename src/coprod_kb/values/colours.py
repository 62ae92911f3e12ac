"""Colours as `#rrggbb`: their contrast by WCAG 2.2, and near ones that can be read."""

from __future__ import annotations

import colorsys
from collections.abc import Sequence

LIGHT_GROUNDS, DARK_GROUNDS = ("#fbf9f5", "#efeae0"), ("#12181b", "#1c2529")
"""The colours of the page and of its panels, as the style sheet has them."""

READABLE = 4.5
"""The least contrast of text with its ground."""


def contrast(colour: str, grounds: Sequence[str]) -> float:
    """The least contrast of a colour with one of the grounds, from 1 to 21."""
    own = _luminance(colour)
    return min((max(own, other) + 0.05) / (min(own, other) + 0.05) for other in map(_luminance, grounds))


def readable(colour: str, grounds: Sequence[str]) -> str:
    """The colour of the same hue and saturation that can be read on all grounds, and is nearest in lightness."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    steps = sorted((step / 255 for step in range(256)), key=lambda other: abs(other - lightness))
    for other in (lightness, *steps):
        parts = colorsys.hls_to_rgb(hue, other, saturation)
        found = "#" + "".join(f"{round(part * 255):02x}" for part in parts)
        if contrast(found, grounds) >= READABLE:
            return found
    raise ValueError(f"No colour can be read on {grounds}.")


def _parts(colour: str) -> list[float]:
    """Red, green and blue, from 0 to 1."""
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
