"""A person's name in parts, and the same parts as one text again.

Front matter has names as one text, as the source writes them. Citations need the family name by itself.
Where a name does not tell, the last word is the family name: “Wright-St Clair” needs no help, and “García
Márquez” does. The form with a comma, “García Márquez, Gabriel”, always tells.
"""

from __future__ import annotations

import re

from coprod_kb.records.formats.csl import Name

PARTICLES = frozenset(
    [
        "af",
        "al",
        "ap",
        "av",
        "bin",
        "da",
        "dal",
        "dalla",
        "das",
        "de",
        "dei",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "ten",
        "ter",
        "thoe",
        "tho",
        "st",
        "to",
        "van",
        "vom",
        "von",
        "vor",
        "y",
        "zu",
        "zum",
        "zur",
    ]
)
"""Words before a family name. Small letters make it a particle, a capital a part of the family name."""

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_TITLES = frozenset(
    [
        "dr",
        "prof",
        "professor",
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "sir",
        "dame",
        "lord",
        "lady",
        "baroness",
        "revd",
        "rev",
    ]
)
_DEGREES = re.compile(r"Ph\.?D\.?|D\.?Phil\.?|MSc|BSc|OBE|MBE|CBE|FRCP|FRCN|FRCPsych")
"""Not MA or MD: behind a comma these are initials as often."""
_OF_GROUPS = re.compile(
    r"\b(?i:group|team|trust|council|university|institute|cent(?:re|er)|network|collective|committee|association|"
    r"society|foundation|department|ministry|partnership|project|editors|organi[sz]ation|services?|ltd|inc|nhs)\b"
    r"|\b(?:and|of|for|the)\b|^The\b|[&0-9]"
)
_WITHOUT_BLANKS = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Han, kana and Hangul: the family name comes first there, and nothing says where it ends."""


def person(name: str) -> Name:
    """The parts of a name as people write it: “Jan van der Berg”, “van der Berg, Jan”, “John Smith Jr.”.

    Titles and degrees are left out. `literal` where it names a group, or cannot be taken apart.
    """
    pieces = [" ".join(piece.split()) for piece in name.split(",")]
    pieces = [piece for piece in pieces if piece and not _DEGREES.fullmatch(piece)]
    if not pieces or _OF_GROUPS.search(name) or _WITHOUT_BLANKS.search(name):
        return {"literal": " ".join(name.split())}
    suffix = next((piece for piece in pieces[1:] if _bare(piece) in SUFFIXES), "")
    pieces = [pieces[0], *(piece for piece in pieces[1:] if piece != suffix)]
    if len(pieces) > 1:
        return _named(_untitled(" ".join(pieces[1:])), pieces[0].split(), suffix)
    words = _untitled(pieces[0])
    if len(words) > 2 and _bare(words[-1]) in SUFFIXES:
        suffix = words.pop()
    # The first word of a name is given, also where it looks like a particle: “La Toya Jackson”.
    family = next((at for at in range(1, len(words) - 1) if words[at].lower() in PARTICLES), len(words) - 1)
    if len(words) > 1 and words[0] in PARTICLES:
        family = 0
    return _named(words[:family], words[family:], suffix)


def in_order(name: Name) -> str:
    """As people write it: “Jan van der Berg”, “John Smith Jr.”; of a group its name."""
    if "literal" in name:
        return name["literal"]
    parts = (name.get("given"), name.get("non-dropping-particle"), name.get("family"), name.get("suffix"))
    return " ".join(filter(None, parts))


def written(name: Name) -> str:
    """As front matter should have it: in order, or family first where `person` would else part it elsewhere."""
    plain = in_order(name)
    return plain if "literal" in name or person(plain) == name else family_first(name)


def family_first(name: Name) -> str:
    """“van der Berg, Jan” and “Smith, John, Jr.”; a family name alone stands without a comma.

    For persons only: a group has its name.
    """
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    return ", ".join(filter(None, (family, name.get("given"), name.get("suffix"))))


def _named(given: list[str], family: list[str], suffix: str) -> Name:
    particles = 0
    while particles < len(family) - 1 and family[particles] in PARTICLES:
        particles += 1
    name: Name = {"family": " ".join(family[particles:])}
    if given:
        name["given"] = " ".join(given)
    if particles:
        name["non-dropping-particle"] = " ".join(family[:particles])
    if suffix:
        name["suffix"] = suffix
    return name


def _untitled(name: str) -> list[str]:
    words = name.split()
    while len(words) > 1 and _bare(words[0]) in _TITLES:
        words = words[1:]
    return words


def _bare(word: str) -> str:
    return word.rstrip(".").lower()
