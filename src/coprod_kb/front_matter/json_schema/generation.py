"""Generates JSON Schema from the classes of `schema.py`: pydantic's, extended by what the checks also accept."""

from __future__ import annotations

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from coprod_kb.front_matter.field_groups import Contribution
from coprod_kb.front_matter.forms import LINE, text_form

NULL: JsonSchemaValue = {"type": "null"}
"""The value of a blank field to YAML parsers."""

_ANNOTATIONS = ("title", "description", "examples")
_NO_FIELD: JsonSchemaValue = NULL | {"errorMessage": "There is no such field. Rename it, or delete it."}
"""For unknown fields: only blank ones are accepted, as the checks ignore these."""
_NO_LANGUAGE: JsonSchemaValue = NULL | {
    "errorMessage": "This is not the code of a language, such as `en` or `cy`."
}
_NAMES_SOMEBODY: list[JsonSchemaValue] = [
    {"required": ["name"], "properties": {"name": {"not": NULL}}},
    {"required": ["family"], "properties": {"family": {"not": NULL}}},
    {"required": ["organisation"], "properties": {"organisation": {"not": NULL, "minItems": 1}}},
]


def or_blank(schema: JsonSchemaValue) -> JsonSchemaValue:
    """The schema that also accepts a blank value, which counts as absent. Annotations stay at its top level."""
    if "pattern" in schema:
        types = schema["type"]
        return schema | {"type": [*(types if isinstance(types, list) else [types]), "null"]}
    annotations = {key: schema[key] for key in _ANNOTATIONS if key in schema}
    bare = {key: value for key, value in schema.items() if key not in _ANNOTATIONS}
    choices = bare["anyOf"] if list(bare) == ["anyOf"] else [bare]
    return annotations | {"anyOf": [*choices, NULL]}


class FieldsGenerator(GenerateJsonSchema):
    """Pydantic's generator without its special forms for fields that may be absent, and for tagged unions."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        return {"anyOf": super().tagged_union_schema(schema)["oneOf"]}


class Generator(FieldsGenerator):
    """Generates what contributors may write; it serves once."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return text_form(schema["max_length"], one_line=False).schema()

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return or_blank(super().default_schema(schema))

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Values by the codes of languages."""
        made = super().dict_schema(schema)
        by_code = {pattern: or_blank(value) for pattern, value in made["patternProperties"].items()}
        return made | {
            "patternProperties": by_code,
            "additionalProperties": _NO_LANGUAGE,
            "not": {"additionalProperties": NULL},  # one at least is given
        }

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        return {"enum": super().enum_schema(schema)["enum"]}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        return {"enum": list(schema["expected"])}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema) | {"additionalProperties": _NO_FIELD}
        return made | (_contribution(made["properties"]) if issubclass(schema["cls"], Contribution) else {})


def _contribution(fields: dict[str, JsonSchemaValue]) -> JsonSchemaValue:
    """What a contribution has beyond its fields: the parts of a name, also below `name`, and somebody whom it names."""
    parts: dict[str, JsonSchemaValue] = {
        part: LINE.schema() | {"title": title, "description": description, "examples": [example]}
        for part, title, description, example in (
            ("family", "Family name", "The whole family name, in the place of `name`.", "García Example"),
            ("given", "Given name", "What stands beside `family`.", "Ada"),
        )
    }
    blank = {part: or_blank(schema) for part, schema in parts.items()}
    name = dict(fields.pop("name"))
    group: JsonSchemaValue = {"type": "object", "required": ["family"], "additionalProperties": _NO_FIELD}
    text = {key: name.pop(key) for key in ("type", "pattern", "errorMessage")}
    name["anyOf"] = [text, group | {"properties": {**parts, "given": blank["given"]}}]
    return {
        "properties": {"name": name, **blank, **fields},
        "anyOf": _NAMES_SOMEBODY,
        "allOf": [
            {"if": _filled("given"), "then": _filled("family")},
            {"if": _filled("family"), "then": {"properties": {"name": NULL}}},
        ],
    }


def _filled(field: str) -> JsonSchemaValue:
    return {"required": [field], "properties": {field: {"not": NULL}}}
