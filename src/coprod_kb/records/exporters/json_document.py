"""JSON for programs: every field of every entry. The document has a version and a JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.entry_schema import EntrySchema
from coprod_kb.front_matter.json_schema import as_text
from coprod_kb.front_matter.json_schema.generation import FieldsGenerator
from coprod_kb.front_matter.languages import IN_LANGUAGES
from coprod_kb.front_matter.reportable import NotReported
from coprod_kb.project.settings import Settings
from coprod_kb.values.dates import PartialDate

VERSION = 2
"""Increased if programs that read the file have to change, because a key is removed or gets another meaning.

A new key does not change it: programs have to ignore keys that they do not know.
"""

SCHEMA_PATH = "schema/entries.json"

_NOT_PUBLISHED = {"draft", "withdrawn"}
_HISTORY = ("added", "updated")


def write(catalogue: Catalogue, settings: Settings) -> str:
    """The document as text: each entry on one line, newest first, with its fields in the order of the schema."""
    head = {"version": VERSION, "name": settings.site_name}
    if address := settings.address(""):
        head["address"] = address
    entries = ",\n".join(
        json.dumps(_entry(entry, catalogue, settings), ensure_ascii=False, separators=(",", ":"))
        for entry in catalogue.entries
    )
    opening = json.dumps(head, ensure_ascii=False).removesuffix("}")
    return f'{opening}, "entries": [\n{entries}\n]}}\n'


def _entry(entry: Entry, catalogue: Catalogue, settings: Settings) -> dict[str, Any]:
    """The fields of the entry as they are written, with its slug and addresses, its history and its keywords' labels."""
    found: dict[str, Any] = {"slug": entry.slug, "path": entry.address}
    if address := settings.address(entry.address):
        found["address"] = address
    for name in catalogue.vocabulary.schema.names:
        value = entry.fields.value(name)
        if name not in _NOT_PUBLISHED and value not in (None, (), False):
            found[name] = _plain(value)
    found |= {name: _plain(value) for name in IN_LANGUAGES if (value := entry.own(name))}
    if entry.fields.translations:
        found["translations"] = _plain(entry.fields.translations)
    for name in _HISTORY:
        if day := getattr(entry, name):
            found[name] = str(day)
    found["subjects"] = [
        {"label": record.label, "path": f"keywords/{record.slug}/"} for record in catalogue.keywords_of(entry)
    ]
    return found


def _plain(value: Any) -> Any:
    """A value in the types of JSON: dates as text, groups without absent fields."""
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items() if inner not in (None, (), False)}
    if isinstance(value, BaseModel):
        named = ((name, getattr(value, attribute)) for name, attribute in _names(type(value)))
        return {name: _plain(inner) for name, inner in named if inner not in (None, (), False)}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, PartialDate | NotReported) else value


@cache  # a collection has tens of thousands of groups, of a dozen models
def _names(model: type[BaseModel]) -> list[tuple[str, str]]:
    """For each field of a model its name in front matter and its attribute."""
    return [(field.alias or name, name) for name, field in model.model_fields.items()]


# --- Its schema -------------------------------------------------------------------------------------

_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
_DATED: Mapping[str, str] = {
    "date": "When it was published: a year, a month or a day.",
    "start": "When it began.",
    "end": "When it ended; left out while it goes on.",
    "added": "When the entry came in.",
    "updated": "When it last changed.",
    "on": "When it was last reviewed.",
}
_PATH: JsonSchemaValue = {"type": "string", "pattern": r"^([a-z0-9-]+/)+$"}
_SUBJECT: JsonSchemaValue = {
    "type": "object",
    "properties": {"label": {"type": "string"}, "path": _PATH},
    "required": ["label", "path"],
}


@cache  # a preview asks again and again
def schema_text(of: EntrySchema, address: str) -> str:
    """JSON Schema 2020-12 of the document. of: the fields of entries. address: the schema's own, for `$id`; may be empty."""
    entry = of.entry.model_json_schema(schema_generator=FieldsGenerator, mode="serialization")
    groups = entry.pop("$defs")
    for group in (entry, *groups.values()):
        # No key is forbidden, because keys may be added without a new version.
        group.pop("additionalProperties", None)
        group.pop("description", None)
        group.pop("title", None)
        for name, field in group.get("properties", {}).items():
            if name in _DATED:
                field |= {"type": "string", "pattern": _DATE, "description": _DATED[name]}
    entry["properties"]["more_authors"]["type"] = "boolean"
    for name in _NOT_PUBLISHED:
        del entry["properties"][name]
    groups.pop("Withdrawal", None)
    translations = {}
    for name in IN_LANGUAGES:  # the value alone, then values by language
        field = entry["properties"][name]
        alone, by_code = field.pop("anyOf")
        entry["properties"][name] = field | alone
        translations[name] = by_code
    entry["properties"] = {
        "slug": {"type": "string", "description": "Its name in addresses; unique."},
        "path": _PATH | {"description": "Its page, from the root of the site."},
        "address": {"type": "string", "format": "uri", "description": "The full address of its page."},
        **entry["properties"],
        "translations": {
            "type": "object",
            "properties": translations,
            "description": "The fields that the entry has in several languages, with all of them, by the code of the language.",
        },
        "subjects": {
            "type": "array",
            "items": _SUBJECT,
            "description": "Its keywords by their preferred labels, each once.",
        },
    }
    entry["required"] = ["slug", "path", *entry["required"], "subjects"]
    schema: JsonSchemaValue = {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": "Entries",
        "description": "The entries of a knowledge base, as its entries.json has them.",
        "type": "object",
        "properties": {
            "version": {"const": VERSION, "description": "Of the form of this document."},
            "name": {"type": "string", "description": "The knowledge base."},
            "address": {"type": "string", "format": "uri", "description": "Its home page."},
            "entries": {"type": "array", "items": entry, "description": "Newest first."},
        },
        "required": ["version", "name", "entries"],
        "$defs": groups,
    }
    return as_text(schema | ({"$id": address} if address else {}))
