"""Reads `collection.yml`, in which a collection describes itself: its types, facets and groups of facts."""

from __future__ import annotations

from pydantic import TypeAdapter

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.front_matter.description import DEFAULT, CollectionDescription
from coprod_kb.front_matter.splitting import decode
from coprod_kb.front_matter.strict_yaml import load
from coprod_kb.front_matter.validation import validate

FILE = "collection.yml"
"""The name of the file, which stands beside `mkdocs.yml` and may be missing."""

_SCHEMA: TypeAdapter[CollectionDescription | None] = TypeAdapter(CollectionDescription)


def read_description(data: bytes) -> tuple[CollectionDescription, list[Diagnostic]]:
    """The description from the content of the file, and the faults of the file; the default one if there are any.

    data: empty if there is no file. Never raises on content.
    """
    text = decode(data, FILE)
    if isinstance(text, Diagnostic):
        return DEFAULT, [text]
    document, found = load(text, FILE)
    if found or document.value is None:
        return DEFAULT, found
    description, found = validate(_SCHEMA, document)
    return description or DEFAULT, found
