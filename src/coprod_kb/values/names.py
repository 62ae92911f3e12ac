"""Keys by which spellings of a name are compared, and slugs for addresses and file names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from itertools import count
from pathlib import PurePosixPath

from slugify import slugify

from coprod_kb.values.characters import comparable

_JOINTS = re.compile(r"[\s\-\u2010-\u2015\u2212_]+")
SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
RESERVED = "con|prn|aux|nul|com[0-9]|lpt[0-9]"
"""The patterns of slugs, and of those that Windows reserves for devices."""
_FILE_NAME = re.compile(rf"{SLUG}\.md")
_RESERVED = re.compile(RESERVED, re.ASCII | re.IGNORECASE)
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})

_STROKES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "'": None}
)
_LATIN_ACCENTS = re.compile("(?<=[a-z])[\u0300-\u036f]+")

MAX_FILE_NAME = 100
"""Length of the name of an entry's file, `.md` included. Some systems limit a whole path to 260 characters."""

_CACHE_SIZE = 1 << 16  # names; a build asks for the keys of each name many times


@lru_cache(_CACHE_SIZE)
def spelling_key(name: str) -> str:
    """A key that is equal for all spellings of a name, such as “CO-OPERATION” and “co operation”.

    It ignores case, hyphens as opposed to spaces, curly quotes, invisible characters and Unicode forms (NFKC). Letters and accents
    differ: “cooperation” has a key of its own and needs an alias.
    """
    plain = unicodedata.normalize("NFKC", comparable(name)).translate(_QUOTES).casefold()
    # Folding case can bring a letter and an accent together that compose (“ẞ́” gives “sś”).
    return _JOINTS.sub(" ", unicodedata.normalize("NFKC", plain)).strip()


@lru_cache(_CACHE_SIZE)
def person_key(name: str) -> str:
    """As `spelling_key`, but ignoring full stops, as after initials. Initials never match a full name."""
    return " ".join(spelling_key(name).replace(".", " ").split())


@lru_cache(_CACHE_SIZE)
def plain_person_key(name: str) -> str:
    """As `person_key`, but also ignoring apostrophes, and accents and strokes of Latin letters: “Zoé” is “Zoe”."""
    letters = unicodedata.normalize("NFKD", person_key(name).translate(_STROKES))
    return unicodedata.normalize("NFC", _LATIN_ACCENTS.sub("", letters))


@lru_cache(_CACHE_SIZE)
def slug_of(name: str, longest: int = 80) -> str:
    """The name as a segment of an address: `[a-z0-9]+(-[a-z0-9]+)*`, at most `longest` characters, 0 being no limit.

    The same name always has the same slug. Other scripts are transliterated. The slug of a name without
    letters and digits is `x` and a short hash. Names of Windows' devices get a prefix: “Con” gives `x-con`.
    """
    plain = comparable(name).replace("'", "").replace("’", "")
    # Addresses must not depend on whether Unidecode, which `slugify` prefers, happens to be installed.
    slug = slugify(plain, max_length=longest, word_boundary=True, backend="text-unidecode")
    if is_reserved(slug):
        return f"x-{slug}"
    return slug or "x" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]


@lru_cache(1)
def latin_forms() -> dict[int, list[str]]:
    """What `slug_of` makes of characters that are not ASCII: for the first of each run of code points, the forms of all in it.

    `zhong-` for “中”, and an empty text for what it leaves out. Only characters that NFKD does not take apart.
    """
    characters = [
        chr(code)
        for code in range(0x80, 0xFFFE)
        if unicodedata.normalize("NFKD", chr(code)) == chr(code) and not 0xD800 <= code < 0xF900
    ]
    mark = "7q7"  # not within any form
    forms = slugify(mark.join(["", *characters, ""])).split(mark)[1:-1]
    runs: dict[int, list[str]] = {}
    start, before = 0, 0
    for code, form in zip(map(ord, characters), forms, strict=True):
        if form:
            start = start if code == before + 1 else code
            runs.setdefault(start, []).append(form)
            before = code
    return runs


def numbered(name: str) -> Iterator[str]:
    """The name, then `name-2`, `name-3` and so on; never ends."""
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def first_free(name: str, taken: Container[str]) -> str:
    """The name itself, or the first of its numbered forms that is not taken."""
    return next(candidate for candidate in numbered(name) if candidate not in taken)


class UniqueNames:
    """Numbers names that are wanted more than once, in linear time also for thousands of equal names."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._candidates: dict[str, Iterator[str]] = {}

    def claim(self, name: str) -> str:
        """The name itself, or the first of its numbered forms that is not taken; the result is taken from then on."""
        candidates = self._candidates.setdefault(name, numbered(name))
        unique = next(candidate for candidate in candidates if candidate not in self._taken)
        self._taken.add(unique)
        return unique


def is_reserved(name: str) -> bool:
    """Whether Windows reserves the name for a device; no file or folder can have it, whatever the ending."""
    return bool(_RESERVED.fullmatch(name.split(".", maxsplit=1)[0].strip()))


def slug_in_path(path: str) -> str:
    """The slug of the entry in this file: the file's name without `.md`, made fit for an address if it is not."""
    file = PurePosixPath(path)
    return file.stem if is_fit(file.name) else slug_of(file.stem)


def is_fit(name: str) -> bool:
    """Whether a file name can serve as a segment of an address, and as a folder's name on every system."""
    return bool(_FILE_NAME.fullmatch(name)) and len(name) <= MAX_FILE_NAME and not is_reserved(name)
