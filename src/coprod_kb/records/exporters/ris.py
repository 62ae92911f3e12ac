"""RIS: for EndNote, Zotero, Mendeley and library databases."""

from __future__ import annotations

from collections.abc import Iterator

from coprod_kb.records.formats.csl import Item, Name, keywords
from coprod_kb.records.formats.names import name_of
from coprod_kb.records.formats.ris import PMID_PREFIX, TAGS, TYPES
from coprod_kb.values.pages import first_and_last


def record(item: Item) -> str:
    """The record of an item, with an empty line after it."""
    return "".join(f"{line}\n" for line in _lines(item))


def _lines(item: Item) -> Iterator[str]:
    yield f"TY  - {TYPES[item['type']]}"
    for tag, variable in TAGS.items():
        for value in _values(item, tag, variable):
            # Line breaks of every kind become spaces, so that no value can begin a line.
            text = " ".join(value.split())
            yield f"{tag}  - {text}"
            if tag == "T2" and item["type"] == "report":  # where T2 without JO is a series
                yield f"JO  - {text}"
    yield "ER  - "
    yield ""


def _values(item: Item, tag: str, variable: str) -> Iterator[str]:
    value = item.get(variable)
    if not value:
        return
    match tag:
        case "AU":
            yield from map(_name, item["author"])
        case "A2":
            yield from map(_name, item["editor"])
        case "KW":
            yield from keywords(item)
        case "PY":
            yield f"{item['issued']['date-parts'][0][0]:04}"
        case "DA":
            year, month, day = [*item["issued"]["date-parts"][0], None, None][:3]
            yield f"{year:04}/{'' if month is None else f'{month:02}'}/{'' if day is None else f'{day:02}'}/"
        case "SP" | "EP":
            if page := first_and_last(item["page"])[tag == "EP"]:
                yield page
        case "AN":
            yield f"{PMID_PREFIX}{value}"
        case _:
            yield str(value)


def _name(name: Name) -> str:
    """“Family, Given, Suffix”, or a body in the form that EndNote asks for.

    A body ends with a comma; if its name has commas, the first of them is doubled instead.
    """
    person = name_of(name)
    if "," in person.literal:
        return person.literal.replace(",", ",,", 1)
    return f"{person.literal}," if person.literal else person.family_first
