"""Texts that name several people, or nobody.

    Katie R. Example, Erin S. Sample      Example, G.N., Sample, F.A.      Example AB, Sample CD
    Example, Ada and Sample, Bo           A. Example & B. Sample           Example, Ada; Sample, Bo

A text is divided where it is certain. “García Example, Ada María” stays one person, and “Simon and Schuster” one body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from coprod_kb.values.bodies import has_body_word
from coprod_kb.values.person_names import (
    PARTICLES,
    are_initials,
    is_sure_suffix,
    person_name,
    with_plain_commas,
    without_degrees,
)

_NOBODY = frozenset(
    re.split(
        r",\s+",
        """anon, anonymous, anonymous author, author not identified, author unknown, n.a, n.pag, n/a, na, nan,
nil, no abstract, no abstract available, no author, no author given, no author identified,
no author name, no author name available, no authors, no authors listed, no pagination,
no title available, none, not applicable, not available, null, s.n, undefined, unknown,
unknown author, unknown authors, various, various authors""",
    )
)
_OTHERS = re.compile(
    r"(?:\A|[ ,;])(?:(?:and|&|und|et) )?(?:et\.? ?al(?:ii)?\b\.?|others|colleagues|u\. ?a\.|[.]{3}|…|等)\W{0,20}\Z",
    re.IGNORECASE,
)
_MARKS = re.compile("[;；؛|、]")
_AND = re.compile(r" (?:and|&|und|et|og|och) ", re.IGNORECASE)

_LONGEST = 20_000  # characters of a text that is divided


@dataclass(frozen=True, slots=True)
class NameList:
    """What a text says about who made a work.

    names: one name each, as `person_name` takes them. more: whether the list goes on, as with “et al.”.
    is_sure: false if the text may name several people and was not divided, or was divided by a guess.
    """

    names: tuple[str, ...]
    more: bool = False
    is_sure: bool = True


def is_nobody(text: str) -> bool:
    """Whether a text only says that there is no value: “[Anonymous]”, “n/a”, “No author name available”."""
    plain = text.strip(" []()<>{}*,;:").rstrip(".").casefold()
    return plain in _NOBODY or not any(char.isalnum() for char in plain)


@lru_cache(1 << 14)
def name_list(text: str, *, by_commas: bool = False) -> NameList:
    """The names in a text. by_commas: whether commas alone are known to part people, as in tables of some databases."""
    text = " ".join(with_plain_commas(text).split())
    if text[:1] + text[-1:] in {"[]", "()"} and re.search("[,;]", text):
        text = text[1:-1]
    bare = _OTHERS.sub("", text[-100:])
    more = bare != text[-100:]
    text = f"{text[:-100]}{bare}".rstrip(" ,;") if more else text
    pieces = [piece for piece in _MARKS.split(text) if piece.strip(" ,")]
    if len(pieces) > 1:
        lists = [name_list(piece) for piece in pieces]
        names = tuple(name for found in lists for name in found.names)
        return NameList(names, more, all(found.is_sure for found in lists))
    divided, is_sure = _divided(text, by_commas=by_commas)
    return NameList(tuple(name for name in divided if name.strip(" ,")), more, is_sure)


def _divided(text: str, *, by_commas: bool) -> tuple[list[str], bool]:
    if has_body_word(text) or len(text) > _LONGEST:
        return [text], True
    joined = [piece.strip(" ,") for piece in _AND.split(text)]
    if len(joined) > 1:
        return _divided_at_and(text, joined)
    parts = [part.strip() for part in text.rstrip(" ,").split(",")]
    if found := _at_commas(parts):
        return found, True
    if len(parts) == 2 and by_commas and all(len(part.split()) > 1 for part in parts):
        return parts, False
    return [text], len(without_degrees(parts)) < 4


def _divided_at_and(text: str, pieces: list[str]) -> tuple[list[str], bool]:
    """“A and B”: people if each piece is a name of two words or more, or a list of such."""
    if not all(pieces) or any(_is_open(piece) for piece in pieces):
        return [text], True  # “Karl von und zu Sample”
    names: list[str] = []
    given_first = any("," not in piece for piece in pieces)
    for piece in pieces:
        parts = [part.strip() for part in piece.split(",")]
        if found := _at_commas(parts):
            names += found
        elif given_first and all(len(part.split()) > 1 for part in parts):
            names += parts  # “Kim Sample, Bo Probe and Cay Muster”
        elif len(piece.split()) > 1 and len(without_degrees(parts)) < 3:
            names.append(piece)
        else:
            return [text], False
    return names, True


def _is_open(piece: str) -> bool:
    words = piece.split()
    return words[-1] in PARTICLES or (words[0] in PARTICLES and len(words) == 2)


def _at_commas(parts: list[str]) -> list[str]:
    """The names between commas; empty if these do not part people for certain."""
    plain: list[str] = []
    for part in filter(None, without_degrees(parts)):
        if plain and is_sure_suffix(part):
            plain[-1] += f" {part}"
        else:
            plain.append(part)
    if len(plain) > 2 and all(person_name(part).is_solid for part in plain):
        return plain
    return _pairs(parts) or _whole_names(plain) or _pairs(plain)


def _whole_names(parts: list[str]) -> list[str]:
    """The parts, if each of them is a name: “Example AB”, “Katie R. Example”, or three with several words."""
    words = [part.split() for part in parts]
    if len(parts) < 2 or any(len(name) < 2 for name in words):
        return []
    family_first = all(are_initials(name[-1], "".join(name[:-1])) for name in words)
    given_first = any(map(are_initials, words[0][:-1])) and not are_initials(words[0][-1])
    return parts if len(parts) > 2 or family_first or given_first else []


def _pairs(parts: list[str]) -> list[str]:
    """“Family, Given” for each pair of parts, if there are two pairs at least and none of them is anything else."""
    families, given = parts[::2], parts[1::2]
    if len(parts) < 4 or len(parts) % 2 or any(_has_initials(family) for family in families):
        return []
    if not all(
        len(words) == 1 or any(map(are_initials, words)) or is_sure_suffix("".join(words[-1:]))
        for words in map(str.split, given)
    ):
        return []
    return [", ".join(pair) for pair in zip(families, given, strict=True)]


def _has_initials(text: str) -> bool:
    return any(map(are_initials, text.split()))
