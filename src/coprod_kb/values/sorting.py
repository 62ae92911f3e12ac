"""The order of texts in lists, and the letters under which they stand, in the language of the site.

CLDR sorts the letters of some languages apart: in Swedish å, ä and ö come after z, in Welsh ch comes after c. These tailorings
are here for the languages that have a catalogue. Any other language sorts its letters without accents.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from coprod_kb.values.folding import folded
from coprod_kb.values.translation import language

OTHERS = "0–9"
"""Stands for digits and for letters of other scripts."""

_BEHIND: Mapping[str, Mapping[str, str]] = {
    "cy": {letter: f"{letter[0]}~" for letter in ("ch", "dd", "ff", "ng", "ll", "ph", "rh", "th")}
    | {"ng": "g~"},
    "sv": {"å": "z~1", "ä": "z~2", "ö": "z~3"},
}
"""For the letters of a language what sorts in their place: `~` comes after z."""


def _own_letters() -> Mapping[str, str]:
    return _BEHIND.get(language().locale.language, {})


def collated(text: str) -> str:
    """What to sort by instead of the text."""
    plain = unicodedata.normalize("NFC", text.casefold())
    if not (own := _own_letters()):
        return text.casefold()
    for letter, place in own.items():
        plain = plain.replace(letter, place)
    return folded(plain)


def without_accents(text: str) -> str:
    """The text in lower case, with only the accents that make a letter of its own in the language of the site."""
    own = _own_letters()
    plain = unicodedata.normalize("NFC", text.casefold())
    return "".join(letter if letter in own else folded(letter) for letter in plain) if own else folded(text)


def first_letter(text: str) -> str:
    """The letter under which the text stands in a list from A to Z; `OTHERS` if it starts with none of the language."""
    plain = unicodedata.normalize("NFC", text.casefold())
    for letter in _own_letters():
        if plain.startswith(letter):
            return letter.capitalize()
    first = unicodedata.normalize("NFKD", text)[:1].upper()
    is_own = "A" <= first <= "Z" or (first.isalpha() and _script(first) == _script(_own_name()) != "LATIN")
    return first if is_own else OTHERS


def _own_name() -> str:
    return language().locale.display_name or "A"


def _script(text: str) -> str:
    return unicodedata.name(text[0], "").partition(" ")[0]
