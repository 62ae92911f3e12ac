"""Characters that nobody can see: those that are refused, and those that are left out."""

from __future__ import annotations

import re
from unicodedata import bidirectional

BIDI = "\u202a-\u202e\u2066-\u2069"
"""Bidirectional controls, which reorder the text around them, as part of a character class in a pattern."""

CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
"""Control characters except tab and line feed, and lone surrogates, which UTF-8 cannot encode; likewise."""

# YAML 1.1 also breaks lines at U+0085, U+2028 and U+2029. Editors do not, so line numbers would differ.
NOT_IN_YAML = re.compile(f"[{CONTROLS}{BIDI}\u2028\u2029\ufeff\ufffe\uffff]")

_BIDI = re.compile(f"[{BIDI}]")

# Together: Default_Ignorable_Code_Point of Unicode, without what is refused.
_JOINERS = "\u200c\u200d"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_MARKS = "\u061c\u200e\u200f"
_OTHERS = (
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)

NEVER_IN_ADDRESSES = f"{CONTROLS}{BIDI}{_MARKS}{_OTHERS}\ufeff"
"""Invisible characters that no honest address holds; likewise. Joiners occur in Persian ones."""

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Scripts in which a joiner changes the shape of a letter, and those in which a zero-width space ends a word.
_JOINED = (
    "\u0600-\u0dff\u0f00-\u109f\u1700-\u18af\u1900-\u1cff\ua840-\uabff\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00011fff\U0001e900-\U0001e95f"
)
_WITHOUT_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1980-\u19ff\u1a20-\u1aaf\uaa60-\uaa7f\uaa80-\uaadf"
)
_PICTURES = "\u2190-\u2bff\U0001f000-\U0001faff"
_SELECTABLE = "\xa9\xae\u1000-\u109f\u203c-\u2bff\u3000-\u9fff\ua840-\ua87f\uf900-\ufaff\uff01-\uff65\U0001f000-\U0003ffff"
_FLAGS = [  # England, Scotland and Wales
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in f"gb{part}") + "\U000e007f"
    for part in ("eng", "sct", "wls")
]
_HONEST = "|".join(
    (
        *_FLAGS,
        f"(?<=[{_JOINED}])[{_JOINERS}]|[{_JOINERS}](?=[{_JOINED}])",
        f"(?<=[{_PICTURES}\ufe0f])\u200d(?=[{_PICTURES}])",
        f"(?<=[{_SELECTABLE}])[{_SELECTORS}]|(?<=[0-9#*])\ufe0f(?=\u20e3)",
        f"(?<=[{_WITHOUT_SPACES}])\u200b(?=[{_WITHOUT_SPACES}])",
        "(?<=[\u1820-\u18aa])[\u180b-\u180f]",
        "\u115f(?=[\u1160-\u11a7])|(?<=[\u1100-\u115f])\u1160",
        "(?<=[\u0591-\u05c7])\u034f",
    )
)
_IGNORED = re.compile(f"[{_JOINERS}{_SELECTORS}{_MARKS}{_OTHERS}]")
_NEEDED_OR_NOT = re.compile(f"(?:{_HONEST})|(?P<not>{_IGNORED.pattern})")
IGNORABLE = re.compile(f"[{_JOINERS}{_SELECTORS}{_MARKS}{_OTHERS}\ufeff{BIDI}]")
"""All characters with the property Default_Ignorable_Code_Point, which no search asks for."""

_SAME_NAME = re.compile(f"[{_SELECTORS}{_MARKS}{_OTHERS}\ufeff{BIDI}]")


def direction(text: str) -> str:
    """`ltr` or `rtl` by the first letter that has a direction (UAX 9, rule P2); empty without one."""
    found = next((kind for kind in map(bidirectional, text) if kind in {"L", "R", "AL"}), "")
    return {"": "", "L": "ltr"}.get(found, "rtl")


def control_code(char: str) -> str:
    """The code of the diagnostic for a character that nobody can see."""
    if _IGNORED.match(char):
        return "invisible-character"
    return "bidi-control" if _BIDI.match(char) else "control-character"


def invisible(text: str) -> list[int]:
    """The positions of invisible characters that nothing needs, in ascending order.

    Joiners stay within scripts that need them and in emoji, variation selectors behind what has variants, and marks of
    direction in a text with letters that are written from right to left.
    """
    if text.isascii() or not _IGNORED.search(text):
        return []
    kept = _MARKS if _RIGHT_TO_LEFT.search(text) else ""
    return [
        found.start() for found in _NEEDED_OR_NOT.finditer(text) if found["not"] and found["not"] not in kept
    ]


def visible(text: str) -> str:
    """The text without its `invisible` characters."""
    positions = invisible(text)
    return without(text, positions) if positions else text


def without(text: str, positions: list[int]) -> str:
    """The text without the characters at these positions."""
    starts = (0, *(position + 1 for position in positions))
    return "".join(text[start:end] for start, end in zip(starts, (*positions, len(text)), strict=True))


def comparable(name: str) -> str:
    """The name without invisible characters that make no difference between two names; joiners stay as in `visible`."""
    return name if name.isascii() else _SAME_NAME.sub("", visible(name))
