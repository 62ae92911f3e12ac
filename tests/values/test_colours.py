"""Contrast of colours, and near colours that can be read."""

from __future__ import annotations

import pytest

from coprod_kb.front_matter.description import CollectionDescription
from coprod_kb.front_matter.entry_types import EntryType
from coprod_kb.values.colours import DARK_GROUNDS, LIGHT_GROUNDS, contrast, readable


@pytest.mark.parametrize(
    ("colour", "ground", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.48),
        ("#ffffff", "#ffffff", 1),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_counted_as_wcag_counts_it(colour: str, ground: str, ratio: float) -> None:
    assert contrast(colour, [ground]) == pytest.approx(ratio, abs=0.01)
    assert contrast(colour, [ground, colour]) == 1  # the least counts


@pytest.mark.parametrize("grounds", [LIGHT_GROUNDS, DARK_GROUNDS])
@pytest.mark.parametrize(
    "colour", ["#ffff00", "#ff8800", "#808080", "#000000", "#ffffff", "#00ff7f", "#3300ff"]
)
def test_a_near_colour_can_be_read_and_keeps_its_hue(colour: str, grounds: tuple[str, str]) -> None:
    found = readable(colour, grounds)
    assert contrast(found, grounds) >= 4.5
    order = [sorted((1, 3, 5), key=lambda at: (hue[at : at + 2], at)) for hue in (colour, found)]
    assert order[0] == order[1] or len(set(colour[1:])) == 1


@pytest.mark.parametrize("colour", ["#8a3b12", "#0b5d5e"])
def test_a_colour_that_can_be_read_stays(colour: str) -> None:
    assert readable(colour, LIGHT_GROUNDS) == colour


def test_types_without_colours_have_different_ones_that_can_be_read() -> None:
    types = [EntryType(name=name, label=name, plural=name, address=name) for name in "abcdefgh"]
    types.append(EntryType(name="i", label="I", plural="Is", address="i", colour="#3300FF"))
    description = CollectionDescription(types=tuple(types))
    assert len(set(description.type_icons.values())) == 8
    colours = description.type_colours
    assert len(set(colours.values())) == 9
    assert colours["i"][0] == "#3300ff"
    for light, dark in colours.values():
        assert contrast(light, LIGHT_GROUNDS) >= 4.5
        assert contrast(dark, DARK_GROUNDS) >= 4.5
