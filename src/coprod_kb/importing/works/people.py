"""Names of authors and editors, read by the rules of each format: CSL names.

`coprod_kb.values.person_names` takes a name apart. Here is what only one format knows: what its commas, braces and
labels mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coprod_kb.importing.works.markup import depth, from_either, from_latex, one_line
from coprod_kb.records.formats.names import csl_name, name_of
from coprod_kb.values import identifiers
from coprod_kb.values.person_names import PersonName, are_initials, person_name

Name = dict[str, str]
"""A CSL name; it may also have `ORCID`, bare."""

_OTHERS = {"others", "et al", "et al.", "others.", "...", "…"}
_LONGEST = 2000  # characters of one name


def surname(name: Name) -> str:
    """The family name with its particle, or the name of a body."""
    person = name_of(name)
    return person.surname or person.literal


def body(text: str) -> Name:
    return {"literal": one_line(text)}


def _as_csl(person: PersonName) -> Name:
    return {key: str(part) for key, part in csl_name(person).items()}


def _is_nobody(text: str) -> bool:
    return not any(char.isalnum() for char in text) or text.casefold() in _OTHERS


# --- RIS, PubMed and tables --------------------------------------------------------------------------


def from_text(text: str) -> Name | None:
    """A name as RIS, PubMed and tables write it, or `None` for no name. A comma at the end is EndNote's sign for a body."""
    text = one_line(text[:_LONGEST]).strip(";").strip().lstrip(", ")
    if _is_nobody(text):
        return None
    if text.endswith(",") and text.count(",") == 1:
        return body(text.rstrip(", "))
    return _as_csl(person_name(text))


def in_one(text: str) -> list[str]:
    """The names that stand in one text, with semicolons between them, or as `Golde T. E., Galasko D.`."""
    if ";" in text:
        return text.split(";")
    parts = [part.split() for part in text.split(",")]
    if len(parts) > 1 and all(len(words) > 1 and are_initials(words[-1]) for words in parts):
        return [" ".join(words) for words in parts]
    return [text]


# --- BibTeX and biblatex ------------------------------------------------------------------------------

_DEEPEST = 30  # braces within each other
_HELD = {" ": "\ue000", ",": "\ue001"}
_RELEASED = {ord(sign): plain for plain, sign in _HELD.items()}
_AND = re.compile(r"\sand(?=\s)", re.IGNORECASE)
_LABELS = {"family": "family", "given": "given", "prefix": "particle", "suffix": "suffix"}
_LABELLED = re.compile(r"\s*(family|given|prefix|suffix)(-i)?\s*=", re.IGNORECASE)


def from_bibtex(text: str) -> list[Name]:
    """A list of names with “and” in between; braces hold together what belongs together."""
    names = (_of_bibtex(one.strip(" ;")) for one in _parted_at_and(" ".join(text.split())))
    return [_as_csl(name) for name in names if name]


def _parted_at_and(text: str) -> Iterator[str]:
    """The pieces between each “and” that stands outside of braces."""
    level = start = done = 0
    for found in _AND.finditer(text):
        level += text.count("{", done, found.start()) - text.count("}", done, found.start())
        done = found.start()
        if level <= 0:
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]


def _of_bibtex(text: str) -> PersonName | None:
    text = text[:_LONGEST]
    plain = from_latex(text)
    if _is_nobody(plain):
        return None
    ends_with_comma = plain.endswith(",") and plain.count(",") == 1
    if ends_with_comma or depth(text) > _DEEPEST or _closes_at_end(text):
        return PersonName(literal=plain.rstrip(", "))
    if _LABELLED.match(text):
        return _labelled(text)
    name = person_name(plain)
    if name.literal:
        return name
    family, *others = _held(text).split(",")
    # BibTeX has the suffix in the middle.
    return _released(person_name(from_latex(",".join([family, *reversed(others)]))))


def _closes_at_end(text: str) -> bool:
    """Whether a brace at the start is closed by one at the end."""
    level = 0
    for place, char in enumerate(text):
        level += (char == "{") - (char == "}")
        if level == 0:
            return char == "}" and place == len(text) - 1
    return False


def _held(text: str) -> str:
    """The text with other signs for blanks and commas within braces, so that they part nothing."""
    level, held, done = 0, [], 0
    for found in re.finditer(r"\\[A-Za-z]+ ?|[{}, ]", text):  # a blank behind a command belongs to it
        sign = found.group()
        level += (sign == "{") - (sign == "}")
        if level > 0 and sign in _HELD:
            held += [text[done : found.start()], _HELD[sign]]
            done = found.end()
    return "".join([*held, text[done:]])


def _released(name: PersonName) -> PersonName:
    return PersonName(**{part: getattr(name, part).translate(_RELEASED) for part in name.__slots__})


def _labelled(text: str) -> PersonName:
    """biblatex's `family=Beethoven, given=Ludwig, prefix=van`."""
    parts: dict[str, str] = {}
    for part in _held(text).split(","):
        if (found := _LABELLED.match(part)) and not found[2]:
            parts[_LABELS[found[1].casefold()]] = from_latex(part[found.end() :]).translate(_RELEASED)
    return PersonName(**parts)


# --- CSL ----------------------------------------------------------------------------------------------


def from_csl(value: object) -> Name | None:
    """A name of a CSL item as others write it: with Crossref's `name` and `ORCID`; `None` for no name."""
    if isinstance(value, str):
        return from_text(value)
    if not isinstance(value, dict):
        return None
    parts = {part: from_either(text) for part, text in value.items() if isinstance(text, str)}
    parts = {part: text for part, text in parts.items() if text}
    if "family" in parts or "given" in parts:
        parts.pop("literal", None)
    else:
        parts.setdefault("literal", parts.get("name", ""))
    name = _as_csl(_told_apart(name_of(parts)))
    return name | orcid(parts.get("ORCID", "")) if name else None


def _told_apart(name: PersonName) -> PersonName:
    """Some programs put a suffix behind the given name, and the name of a body into `family`."""
    if not name.family:
        return name
    if name.given or name.suffix:
        given = " ".join(filter(None, (name.given, name.dropping_particle)))
        again = person_name(f"{name.surname}, {given}{f', {name.suffix}' if name.suffix else ''}")
        return name if again.literal else again
    alone = person_name(name.surname)
    return alone if alone.literal else name


def orcid(text: str) -> Name:
    """`ORCID` with the bare iD; nothing where it is none."""
    try:
        return {"ORCID": identifiers.orcid(re.sub(r"(?i)^.*orcid\.org/|^orcid[:\s]*", "", text.strip()))}
    except ValueError:
        return {}
