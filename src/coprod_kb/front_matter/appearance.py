"""How types of entries look: colours that can be read, and icons that are nothing but a drawing."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from coprod_kb.front_matter.forms import Form, fault
from coprod_kb.values.colours import DARK_GROUNDS, LIGHT_GROUNDS, READABLE, contrast, readable

Colour = Annotated[
    str,
    Form(
        "colour",
        "“{value}” is not a colour.",
        "Write a hash sign and six digits or letters from a to f, such as `#8a3b12`, in quotation marks.",
        pattern=r"#[0-9A-Fa-f]{6}",
    ),
    AfterValidator(str.lower),
]
IconPath = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=4000),
    Form(
        "icon",
        "“{value:.40}” is not the path of an icon.",
        "Open the SVG file of the icon in an editor, and copy what stands in the attribute `d` of its path; it starts with M.",
        pattern=r"[Mm][MmZzLlHhVvCcSsQqTtAaEe0-9 .,+\n-]*",
    ),
]
BOOKMARK = "M17 3H7a2 2 0 0 0-2 2v16l7-3 7 3V5a2 2 0 0 0-2-2"
_DISC, _SQUARE = "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20", "M4 4h16v16H4z"
_TRIANGLE, _DIAMOND, _HEXAGON = "M12 3 2 21h20z", "M12 2 2 12l10 10 10-10z", "M7 3h10l5 9-5 9H7l-5-9z"
_CROSS, _ARROW = "M9 3h6v6h6v6h-6v6H9v-6H3V9h6z", "M12 2l9 11h-5v9H8v-9H3z"
_ICONS = (BOOKMARK, _DISC, _SQUARE, _TRIANGLE, _DIAMOND, _HEXAGON, _CROSS, _ARROW)
"""The icons of types that give none, by their position."""

_PALETTE = (
    ("#8a3b12", "#f0b583"),
    ("#5b3a8c", "#c9b3f0"),
    ("#0b5d5e", "#7fd1c7"),
    ("#1f4e8c", "#9cc3f5"),
    ("#8f2350", "#f4a9c4"),
    ("#55590a", "#d3d07a"),
    ("#2d5f2d", "#9fd49a"),
    ("#5a4a3f", "#d6c4b4"),
)
"""The colours of types that give none, on light and on dark pages, by their position."""


def _readable_on(grounds: Sequence[str], name: str) -> AfterValidator:
    def validate(colour: str) -> str:
        if (found := contrast(colour, grounds)) < READABLE:
            raise fault(
                "colour",
                f"“{colour}” is hard to read on a {name} page: its contrast is {floor(found * 10) / 10}, and {READABLE} is needed.",
                f"A near colour that can be read is `{readable(colour, grounds)}`.",
            )
        return colour

    return AfterValidator(validate)


OnLight = Annotated[Colour, _readable_on(LIGHT_GROUNDS, "light")]
OnDark = Annotated[Colour, _readable_on(DARK_GROUNDS, "dark")]


def colours(light: str | None, dark: str | None, position: int) -> tuple[str, str]:
    """The colours on light and on dark pages, of which both, one or none is given.

    If one is given, the other is of the same hue. If none is, they are those of the palette at this position.
    """
    if light or dark:
        return light or readable(str(dark), LIGHT_GROUNDS), dark or readable(str(light), DARK_GROUNDS)
    return _PALETTE[position % len(_PALETTE)]


def icon(given: str | None, position: int) -> str:
    """The path of an icon on one line: the given one, or a simple shape for this position."""
    return " ".join((given or _ICONS[position % len(_ICONS)]).split())
