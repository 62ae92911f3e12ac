"""An organisation's record in ROR, put into the vocabulary without touching what stands there.

The file is kept by people, with comments. So text is only ever put in: lines below the name of an organisation
that is there, or a new one at the end. Nothing is parsed and written anew.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from coprod_kb.entries.vocabulary import FILES, load_terms
from coprod_kb.front_matter.document import Document
from coprod_kb.front_matter.formatting import write_fields
from coprod_kb.importing.works.markup import one_line
from coprod_kb.values import identifiers
from coprod_kb.values.names import spelling_key
from coprod_kb.values.web import is_web_address

_FIELDS = ("aliases", "url", "ror", "place", "parent")
"""What a record may add to an organisation that is there; a name that is there stays."""


def organisation_of(content: bytes) -> dict[str, Any]:
    """The values of an organisation of the vocabulary, from a record of ROR's schema 2; `ValueError` if it is none."""
    try:
        record = json.loads(content)
        names = record["names"]
        ror = identifiers.ror(record["id"])
        name = next(one["value"] for one in names if "ror_display" in one["types"])
        others = [one["value"] for one in names if {"alias", "acronym", "label"} & set(one["types"])]
        places = [one["geonames_details"]["name"] for one in record.get("locations", [])]
        sites = [one["value"] for one in record.get("links", []) if one["type"] == "website"]
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration, RecursionError) as error:
        raise ValueError("this is no record of ROR") from error
    aliases = {spelling_key(one): one_line(str(one)) for one in others}
    aliases.pop(spelling_key(str(name)), None)
    values = {
        "name": one_line(str(name)),
        "aliases": [one for one in aliases.values() if one],
        "url": next((site for site in map(str, sites) if is_web_address(site)), None),
        "ror": ror,
        "place": one_line(str(places[0])) if places else None,
    }
    return {field: value for field, value in values.items() if value}


def with_organisation(text: str, values: dict[str, Any], path: str) -> tuple[str, str]:
    """The text of the file with this organisation, and what was done, in words; `ValueError` where it cannot be.

    An organisation that is there, by its name, an alias or its ROR id, gets what it lacks. Aliases that others
    have already are left out.
    """
    document, faults = load_terms(text, path)
    known = document.value if document.value is not None else []
    if faults or not isinstance(known, list) or any(not isinstance(one, dict) for one in known):
        raise ValueError(f"{path} cannot be read. Mend it first; coprod-kb check says where it is wrong")
    records: list[dict[str, Any]] = [one for one in known if isinstance(one, dict)]
    spellings = {
        spelling_key(str(name)): place
        for place, one in reversed([*enumerate(records)])
        for name in (one.get("name"), *(one.get("aliases") or ()))
        if name
    }
    place = next(
        (at for at, one in enumerate(records) if str(one.get("ror") or "").endswith(values["ror"])), None
    )
    names = [values["name"], *values.get("aliases", ())]
    if place is None:  # two bodies may share letters such as EO, but hardly several words
        known_by = (name for name in names if name == names[0] or " " in name)
        place = next((spellings[key] for name in known_by if (key := spelling_key(name)) in spellings), None)
    values = dict(values)
    others = names if place is not None else names[1:]
    values["aliases"] = [one for one in others if spelling_key(one) not in spellings]
    if place is None:
        item = write_fields(values).splitlines()
        new = "".join(f"{'  ' if number else '- '}{line}\n" for number, line in enumerate(item))
        joint = "" if not text.strip() else "\n" if text.endswith("\n") else "\n\n"
        changed = f"{text}{joint}{new}"
        done = f"{values['name']} is new in {path}."
    else:
        there = records[place]
        name = str(there.get("name"))
        if there.get("ror") and identifiers.ror(str(there["ror"])) != values["ror"]:
            raise ValueError(
                f"{path} gives {name} another ROR id, {there['ror']}. Correct it there if it is wrong"
            )
        added = {field: values[field] for field in _FIELDS if values.get(field) and not there.get(field)}
        if not added:
            return text, f"{path} says all this about {name} already."
        changed = _with_lines(text, document, place, added)
        done = f"{name} has {', '.join(f'`{field}`' for field in added)} now."
    _assert_kept(text, changed, records, path)
    return changed, done


def _with_lines(text: str, document: Document, place: int, added: dict[str, Any]) -> str:
    """The text with more fields below the name of an organisation."""
    where = document.keys_at.get((place, "name"))
    value_at = document.values_at.get((place, "name"))
    if where is None or value_at is None or where.line != value_at.line:
        raise ValueError("the organisation is not written in a form in which lines can be added")
    margin = " " * (where.column - 1)
    lines = text.split("\n")
    new = [f"{margin}{line}" for line in write_fields(added).splitlines()]
    return "\n".join([*lines[: where.line], *new, *lines[where.line :]])


def _assert_kept(before: str, after: str, records: list[dict[str, Any]], path: str) -> None:
    """`ValueError` unless everything that was there is there, and the file is sound."""
    document, faults = load_terms(after, path)
    now = document.value if isinstance(document.value, list) else []
    kept = len(now) >= len(records) and all(
        isinstance(one, dict) and all(one.get(name) == value for name, value in old.items() if value)
        for old, one in zip(records, now, strict=False)
    )
    remaining = iter(after.split("\n"))
    in_order = all(line in remaining for line in before.rstrip("\n").split("\n"))
    if faults or not kept or not in_order:
        raise ValueError(f"{path} is not written in a form in which lines can be added")
    sound = [
        {field: value for field, value in one.items() if value is not None}
        for one in now
        if isinstance(one, dict)
    ]
    try:
        FILES["organisations.yml"].validate_python(sound)
    except ValidationError:
        raise ValueError(f"{path} has errors. Mend it first; coprod-kb check says where") from None
