"""An organisation's record in ROR (Research Organization Registry), added to `organisations.yml`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from coprod_kb.entries.vocabulary import Organisation
from coprod_kb.entries.vocabulary_files import FILES, load_terms
from coprod_kb.front_matter.formatting import NoPlace, with_additions
from coprod_kb.importing.works.markup import one_line
from coprod_kb.values import identifiers
from coprod_kb.values.names import spelling_key
from coprod_kb.values.web import is_web_address

Values = Mapping[str, Any]
"""Fields of an organisation in the vocabulary."""


def organisation_of(content: bytes) -> dict[str, Any]:
    """The fields of an organisation, from a record in ROR's schema 2; raises `ValueError` if it is not one."""
    try:
        record = json.loads(content)
        names = record["names"]
        ror = identifiers.ror(record["id"])
        name = next(name["value"] for name in names if "ror_display" in name["types"])
        others = [name["value"] for name in names if {"alias", "acronym", "label"} & set(name["types"])]
        places = [place["geonames_details"]["name"] for place in record.get("locations", [])]
        sites = [link["value"] for link in record.get("links", []) if link["type"] == "website"]
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration, RecursionError) as error:
        raise ValueError("this is no record of ROR") from error
    aliases = {spelling_key(other): one_line(str(other)) for other in others}
    aliases.pop(spelling_key(str(name)), None)
    values = {
        "name": one_line(str(name)),
        "aliases": [alias for alias in aliases.values() if alias],
        "url": next((site for site in map(str, sites) if is_web_address(site)), None),
        "ror": ror,
        "place": one_line(str(places[0])) if places else None,
    }
    return {field: value for field, value in values.items() if value}


def with_organisation(text: str, values: Values, path: str) -> tuple[str, str]:
    """The text of `organisations.yml` with this organisation, and a sentence that says what changed.

    An organisation that is there already, by ROR id, name or alias, gets only the fields that it lacks. Aliases
    that belong to another organisation are left out. Comments and line ends stay as they are.

    text: with its own line ends, without a byte order mark. path: the name of the file in messages.
    Raises `ValueError` with the reason if the file has errors, is written in a form in which nothing can be added,
    or gives this organisation another ROR id.
    """
    known = _organisations(text, path)
    spellings = {
        spelling_key(str(name)): place
        for place, organisation in reversed([*enumerate(known)])
        for name in (organisation.get("name"), *(organisation.get("aliases") or ()))
        if name
    }
    names = [values["name"], *values.get("aliases", ())]
    place = _place_of(values["ror"], names, known, spellings)
    others = [name for name in names if spelling_key(name) not in spellings]
    if place is None:
        new = [{**values, "aliases": [name for name in others if name != values["name"]]}]
        return _added(text, new, {}, path), f"{values['name']} is new in {path}."
    there = known[place]
    name = str(there.get("name"))
    if there.get("ror") and identifiers.ror(str(there["ror"])) != values["ror"]:
        raise ValueError(
            f"{path} gives {name} another ROR id, {there['ror']}. Correct it there if it is wrong"
        )
    offered = {**values, "aliases": others}
    lacking = {field: value for field, value in offered.items() if value and not there.get(field)}
    if not lacking:
        return text, f"{path} says all this about {name} already."
    return _added(
        text, [], {place: lacking}, path
    ), f"{name} has {', '.join(f'`{field}`' for field in lacking)} now."


def _place_of(
    ror: str, names: Sequence[str], known: Sequence[Values], spellings: Mapping[str, int]
) -> int | None:
    """The position of the organisation with this ROR id or one of these names, preferred name first."""

    def candidates() -> Iterator[int | None]:
        yield from (place for place, there in enumerate(known) if str(there.get("ror") or "").endswith(ror))
        yield spellings.get(spelling_key(names[0]))
        # Two organisations may share an acronym such as EO, but hardly a name of several words.
        yield from (spellings.get(spelling_key(name)) for name in names if " " in name)

    return next((place for place in candidates() if place is not None), None)


def _organisations(text: str, path: str) -> list[dict[str, Any]]:
    """The organisations of a file without errors."""
    document, faults = load_terms(text.replace("\r\n", "\n").replace("\r", "\n"), path)
    known = document.value if document.value is not None else []
    if (
        faults
        or not isinstance(known, list)
        or not all(isinstance(organisation, dict) for organisation in known)
    ):
        raise ValueError(f"{path} cannot be read. Mend it first; coprod-kb check says where it is wrong")
    organisations = [dict(organisation) for organisation in known if isinstance(organisation, dict)]
    try:
        FILES["organisations.yml"].validate_python(
            [
                {field: value for field, value in organisation.items() if value is not None}
                for organisation in organisations
            ]
        )
    except ValidationError:
        raise ValueError(f"{path} has errors. Mend it first; coprod-kb check says where") from None
    return organisations


def _added(text: str, new: Sequence[Values], added: Mapping[int, Values], path: str) -> str:
    try:
        additions = with_additions(text, new, added, tuple(Organisation.model_fields))
    except NoPlace:
        additions = None
    if additions is None or additions.refused:
        raise ValueError(f"{path} is not written in a form in which lines can be added")
    _organisations(additions.text, path)  # a name or address of the record may be longer than the file allows
    return additions.text
