"""The fields of an entry as JSON Schema, for editors and for other programs.

`generation` derives it from `schema.py` and the forms of its types. `examples` gives an example to every field that has none.

Other YAML parsers than ours give values types: `date: 2022` is an integer to them, and `language: no` a truth value. So
the schema accepts such types wherever their text may be right.
"""

from __future__ import annotations

import json

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from coprod_kb.front_matter.entry_schema import EntrySchema
from coprod_kb.front_matter.json_schema.examples import with_examples
from coprod_kb.front_matter.json_schema.generation import NULL, Generator, or_blank
from coprod_kb.front_matter.schema import REQUIRED
from coprod_kb.values.forms import any_case, whole

PATH = "schema/entry.json"
"""The path on a site at which it is published."""

_FILLED: JsonSchemaValue = {"type": ["string", "number", "boolean", "array", "object"]}
_TRUE: JsonSchemaValue = {
    "anyOf": [{"const": True}, {"type": "string", "pattern": whole(any_case("true|yes"))}]
}
"""A truth value that makes an entry a draft."""
_EITHER_DATE_OR_PERIOD: JsonSchemaValue = {
    "if": {"required": ["date"], "properties": {"date": {"not": NULL}}},
    "then": {"properties": {"period": NULL | {"errorMessage": "Keep either `date` or `period`."}}},
}


def json_schema(of: EntrySchema, address: str = "") -> JsonSchemaValue:
    """JSON Schema 2020-12 of an entry's front matter, as a new mapping.

    It accepts everything that the checks accept, and some values that only they can judge: check digits, days that
    a month lacks, the order of a period, the terms of the vocabulary, and anything between entries.
    of: the fields. address: where the schema is published, its `$id`; without one there is no `$id`.
    """
    schema = of.entry.model_json_schema(schema_generator=Generator)
    for group in schema["$defs"].values():  # class names and docstrings, which are for programmers
        group.pop("title", None)
        group.pop("description", None)
    schema = _drafts_may_lack(with_examples(schema)) | {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": "Entry",
        "description": "The fields at the head of an entry of the knowledge base.",
        "allOf": [_EITHER_DATE_OR_PERIOD],
    }
    return schema | ({"$id": address} if address else {})


def as_text(schema: JsonSchemaValue) -> str:
    """The text of the file: names in alphabetical order, a line feed at the end."""
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _drafts_may_lack(schema: JsonSchemaValue) -> JsonSchemaValue:
    """The schema in which drafts may leave out, or leave blank, the fields that a published entry requires."""
    needed: dict[str, JsonSchemaValue] = {}
    for name in REQUIRED:
        written = schema["properties"][name]
        needed[name] = _FILLED | {"errorMessage": f"`{name}` is blank. Fill it in."}
        if "minItems" in written:
            needed[name]["minItems"] = written.pop("minItems")
        schema["properties"][name] = or_blank(written)
    del schema["required"]
    return schema | {
        "if": {"required": ["draft"], "properties": {"draft": _TRUE}},
        "else": {"required": list(needed), "properties": needed},
    }
