"""Reads `collection.yml`, in which a collection describes itself: its types, facets and groups of facts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.front_matter.description import DEFAULT, CollectionDescription
from coprod_kb.front_matter.document import Document, FieldPath, Value
from coprod_kb.front_matter.schema_steps import brought_forward
from coprod_kb.front_matter.splitting import decode
from coprod_kb.front_matter.strict_yaml import load
from coprod_kb.front_matter.validation import faulty_fields, validate, without_blanks
from coprod_kb.project.collection_checks import contradictions, facets_without_terms

FILE = "collection.yml"
"""The name of the file, which stands beside `mkdocs.yml` and may be missing."""

_SCHEMA: TypeAdapter[CollectionDescription | None] = TypeAdapter(CollectionDescription)


def read_description(data: bytes) -> tuple[CollectionDescription, list[Diagnostic]]:
    """The description from the content of the file without its faulty parts, and the faults of the file.

    data: empty if there is no file. A file that cannot be read counts as empty. Never raises on content.
    """
    document, found = _document(data)
    if document.value is None:
        return DEFAULT, found
    description, faults = validate(_SCHEMA, document)
    if description:
        faults = [document.finding(*contradiction) for contradiction in contradictions(description)]
    if description is None or faults:
        description = _usable(document.value)
    return description, found + faults


def missing_terms(data: bytes, terms: Mapping[str, Collection[object]]) -> list[Diagnostic]:
    """Warnings about facets in the content of the file without terms. terms: those of each facet, by its name."""
    return list(facets_without_terms(_document(data)[0], terms))


def _document(data: bytes) -> tuple[Document, list[Diagnostic]]:
    text = decode(data, FILE)
    if isinstance(text, Diagnostic):
        return Document(FILE, None), [text]
    document, found = load(text, FILE)
    return (Document(FILE, None), found) if found else brought_forward(document, FILE)


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
