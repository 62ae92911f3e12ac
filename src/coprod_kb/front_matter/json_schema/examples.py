"""Examples for the fields that describe none, made from their parts, for editors that show one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import JsonSchemaValue

from coprod_kb.front_matter.field_groups import NAME_PARTS


def with_examples(schema: JsonSchemaValue) -> JsonSchemaValue:
    """The schema with an example added to every field that has none."""
    groups = [schema, *(group for group in schema["$defs"].values() if "properties" in group)]
    for own in (own for group in groups for own in group["properties"].values()):
        example = _example(own, schema["$defs"])
        if "examples" not in own and example is not None:
            own["examples"] = [example]
    return schema


def _example(own: JsonSchemaValue, definitions: Mapping[str, JsonSchemaValue]) -> Any:
    """The field's example, or one made from its choices, items or parts; `None` if there is none."""
    if "examples" in own:
        return own["examples"][0]
    if "enum" in own:
        return own["enum"][0]
    if "$ref" in own:
        target = definitions[own["$ref"].rpartition("/")[2]]
        if "properties" not in target:
            return _example(target, definitions)
        shown = {part: of for part, of in target["properties"].items() if part not in NAME_PARTS}
        parts = {part: _example(of, definitions) for part, of in shown.items()}
        return {part: example for part, example in parts.items() if example is not None}
    if "items" in own:
        return [_example(own["items"], definitions)]
    choices = [_example(choice, definitions) for choice in reversed(own.get("anyOf", ()))]  # text is first
    return next((example for example in choices if example is not None), None)
