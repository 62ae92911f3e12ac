"""One key and one slug for every name: how spellings are told to be the same."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container, Iterator
from functools import lru_cache
from itertools import count
from pathlib import PurePosixPath

from slugify import slugify

_JOINTS = re.compile(r"[\s\-\u2010-\u2015\u2212_]+")
_FILE_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.md", re.ASCII)
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]", re.ASCII | re.IGNORECASE)
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})


MAX_FILE_NAME = 100
"""Characters of the name of an entry's file, `.md` included; some systems bound whole paths to 260."""

_KEPT = 1 << 16
"""So many names are told apart once: a collection asks for each of its own again and again."""


@lru_cache(_KEPT)
def spelling_key(name: str) -> str:
    """What all spellings of a name share: “CO-PRODUCTION” and “co production” agree.

    Case, hyphens against spaces, curly quotes and Unicode forms (NFKC) do not count; letters
    and accents do. “coproduction” is another spelling and needs an alias.
    """
    plain = unicodedata.normalize("NFKC", name).translate(_QUOTES).casefold()
    # Folding case can bring letters and accents together that compose anew (“ẞ́” gives “sś”).
    return _JOINTS.sub(" ", unicodedata.normalize("NFKC", plain)).strip()


@lru_cache(_KEPT)
def person_key(name: str) -> str:
    """As `spelling_key`, and full stops after initials do not count. Initials match no full name."""
    return " ".join(spelling_key(name).replace(".", " ").split())


@lru_cache(_KEPT)
def slug_of(name: str) -> str:
    """The name as part of an address: `[a-z0-9]+(-[a-z0-9]+)*`, at most 80 characters, stable.

    Other scripts are transliterated. A name without a letter or digit gets a short hash.
    Never a device of Windows: “Con” gives `x-con`.
    """
    slug = slugify(name.replace("'", "").replace("’", ""), max_length=80, word_boundary=True)
    if is_reserved(slug):
        return f"x-{slug}"
    return slug or "x" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]


def numbered(name: str) -> Iterator[str]:
    """The name, then `name-2`, `name-3` and so on, without end."""
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def first_free(name: str, taken: Container[str]) -> str:
    """The name itself, or the first of its numbered forms that is not taken."""
    return next(free for free in numbered(name) if free not in taken)


def is_reserved(name: str) -> bool:
    """Whether Windows keeps this name for a device: no file or folder can have it, with any ending."""
    return bool(_RESERVED.fullmatch(name.split(".", maxsplit=1)[0].strip()))


def slug_in_path(path: str) -> str:
    """The slug of the entry in this file; always fit for an address."""
    file = PurePosixPath(path)
    return file.stem if is_fit(file.name) else slug_of(file.stem)


def is_fit(name: str) -> bool:
    """Whether the name of an entry's file can be part of an address, and of a folder on every system."""
    return bool(_FILE_NAME.fullmatch(name)) and len(name) <= MAX_FILE_NAME and not is_reserved(name)
