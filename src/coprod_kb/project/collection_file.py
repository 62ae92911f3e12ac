"""Reads `collection.yml`, in which a collection describes itself: types, facets, groups of facts, and words for readers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from coprod_kb.diagnostics import Diagnostic, did_you_mean
from coprod_kb.front_matter.description import DEFAULT, CollectionDescription
from coprod_kb.front_matter.document import Document, FieldPath, Value
from coprod_kb.front_matter.schema_steps import brought_forward
from coprod_kb.front_matter.splitting import decode
from coprod_kb.front_matter.strict_yaml import load
from coprod_kb.front_matter.validation import faulty_fields, validate, without_blanks
from coprod_kb.project.collection_checks import contradictions, omissions

FILE = "collection.yml"
"""The name of the file, which stands beside `mkdocs.yml` and may be missing."""

_SCHEMA: TypeAdapter[CollectionDescription | None] = TypeAdapter(CollectionDescription)


NOTHING = Document("mkdocs.yml", {})
"""The former options of a project that has none."""


def read_description(
    data: bytes, former: Document = NOTHING
) -> tuple[CollectionDescription, list[Diagnostic]]:
    """The description from the content of the file without its faulty parts, and the faults.

    data: empty if there is no file. A file that cannot be read counts as empty. Never raises on content.
    former: parts that still stand in `mkdocs.yml`; those of the file come first.
    """
    own, found = _own(data)
    former, old = brought_forward(former, FILE)
    found += old
    document = _with_former(own, former)
    description, faults = validate(_SCHEMA, document)
    if description:
        faults = [document.finding(*contradiction) for contradiction in contradictions(description)]
    if description is None or faults:
        description = _usable(document.value)
    kept = _names(document) - _names(own)
    found += (
        replace(fault, path=former.path) if str(fault.field).partition(".")[0] in kept else fault
        for fault in faults
    )
    return description, found


def incomplete(
    data: bytes, former: Document, terms: Mapping[str, Collection[object]], *, published: bool
) -> list[Diagnostic]:
    """Warnings and notes about what a complete description has as well.

    terms: those of each facet, by its name. published: whether the site has an address.
    """
    own, found = _own(data)
    return (
        []
        if any(fault.is_error for fault in found)
        else list(omissions(_with_former(own, former), terms, published=published))
    )


def unknown_answers(data: bytes, answers: Collection[str]) -> list[Diagnostic]:
    """Errors about questions of the home page that no file of `docs/questions/` answers. answers: the names of the files."""
    document, _ = _own(data)
    home = document.value.get("home") if isinstance(document.value, dict) else None
    names = home.get("questions") if isinstance(home, dict) else None
    return [
        document.finding(
            "unknown-answer",
            ("home", "questions", index),
            f"There is no answer “{name}” in `docs/questions/`.",
            f"{did_you_mean(name, answers)}Write the name of a file there, without `.md`.",
        )
        for index, name in enumerate(names if isinstance(names, list) else ())
        if isinstance(name, str) and name not in answers
    ]


def _own(data: bytes) -> tuple[Document, list[Diagnostic]]:
    """The values of the file, which are empty if it cannot be read, and the faults of its text."""
    text = decode(data, FILE)
    if isinstance(text, Diagnostic):
        return Document(FILE, {}), [text]
    document, found = load(text, FILE)
    if not found:
        document, found = brought_forward(document, FILE)
    if document.value is None or any(fault.is_error for fault in found):
        return Document(FILE, {}), found
    return replace(document, value=without_blanks(document.value)), found


def _names(document: Document) -> set[str]:
    return set(document.value) if isinstance(document.value, dict) else set()


def _with_former(own: Document, former: Document) -> Document:
    """The values of the file, and those of `former` that it does not have."""
    if not (isinstance(own.value, dict) and isinstance(former.value, dict)):
        return own
    values_at, keys_at = (
        {path: place for path, place in places.items() if path[0] not in own.value}
        for places in (former.values_at, former.keys_at)
    )
    return Document(FILE, former.value | own.value, values_at | own.values_at, keys_at | own.keys_at)


def _usable(value: Value) -> CollectionDescription:
    """The description without faulty fields, and without groups that lack a field because of that."""
    while value:
        value = without_blanks(value)
        try:
            description = CollectionDescription.model_validate(value)
            faulty = {contradiction.where for contradiction in contradictions(description)}
        except ValidationError as error:
            faulty = faulty_fields(error, value)
        if not faulty:
            return description
        around = {path[:length] for path in faulty for length in range(len(path))}
        value = _without(value, (), faulty - around)  # a list may be too short because of its faulty items
    return DEFAULT


def _without(value: Any, where: FieldPath, faulty: Iterable[FieldPath]) -> Any:
    """The value of the field `where` without faulty fields below it; `None` if it lacks a field, or is faulty itself."""
    below = [path for path in faulty if path[: len(where)] == where]
    if not below:
        return value
    if where in below:
        return None
    if isinstance(value, list):
        items = [_without(item, (*where, index), below) for index, item in enumerate(value)]
        return [item for item in items if item is not None] or None
    if any(path[len(where)] not in value for path in below):
        return None
    return {name: _without(part, (*where, name), below) for name, part in value.items()}
