"""Values checked against a schema: typed, or told in plain words what is wrong, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from coprod_kb.diagnostics import Diagnostic, did_you_mean, nearest
from coprod_kb.front_matter.document import Document, FieldPath, Value
from coprod_kb.front_matter.field_types import AlsoCalled

Checked = TypeVar("Checked")
_FEW = 12
"""So many names of fields are listed where one is unknown; nobody reads through more."""

_Fields = Mapping[FieldPath, Mapping[str, FieldInfo]]
"""For each group of fields, by its path: the fields that it may hold, by written name."""

_ANY_NAME = "*"  # stands in paths for the names that a mapping is free to choose


def validate(adapter: TypeAdapter[Checked], document: Document) -> tuple[Checked | None, list[Diagnostic]]:
    """The typed value, or `None` and every fault of the document with its line and column.

    Blank fields (`doi:` with nothing after it) count as absent.
    """
    values = without_blanks(document.value)
    try:
        return adapter.validate_python(values), []
    except ValidationError as error:
        fields = fields_below(_root_model(adapter))
        return None, list(_diagnostics(error, document, fields))


def without_blanks(value: Value) -> Value:
    """The values without fields and items that were left blank."""
    if isinstance(value, dict):
        return {key: without_blanks(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [without_blanks(inner) for inner in value]
    return value


def _diagnostics(error: ValidationError, document: Document, fields: _Fields) -> Iterator[Diagnostic]:
    found = error.errors(include_url=False)
    faulty = {_field_path(details, document.value) for details in found}
    misspelt = set(_misspelt(found, document.value, fields))
    for details in found:
        where = _field_path(details, document.value)
        if details["type"] == "missing" and where in misspelt:
            continue  # it is there under another name, which is told
        if details["type"] == "too_short" and any(
            len(other) > len(where) and other[: len(where)] == where for other in faulty
        ):
            continue  # the list is short only because its items failed, and those are told
        code, message, hint = _explain(details, where, document.value, fields)
        if details["type"] == "missing" and where in document.keys_at:
            message, hint = message.replace("is missing", "is blank"), hint.replace("Add ", "Fill in ", 1)
        yield document.finding(code, where, message, hint, key=code == "unknown-field")


def _field_path(details: ErrorDetails, value: Any) -> FieldPath:
    """Where the fault is, without the schema's own names for the branches of a union.

    Those start with `=`; a contributor's field may start so as well, and then stands in `value`.
    """
    where: list[str | int] = []
    for part in details["loc"]:
        if str(part).startswith("=") and not (isinstance(value, dict) and part in value):
            continue
        where.append(part)
        if isinstance(value, dict):
            value = value.get(str(part))
        elif isinstance(value, list):
            value = value[int(part)]
    return tuple(where)


def _misspelt(found: list[ErrorDetails], value: Value, fields: _Fields) -> Iterator[FieldPath]:
    """The fields that unknown ones probably mean."""
    for details in [one for one in found if one["type"] == "extra_forbidden"][:_FEW]:
        where = _field_path(details, value)
        if meant := _meant(str(where[-1]), _siblings(where, fields)):
            yield (*where[:-1], meant)


def _meant(word: str, siblings: Mapping[str, FieldInfo]) -> str | None:
    """The field that an unknown name stands for, if any is near."""
    for name, field in siblings.items():
        if any(word.casefold() in one.names for one in field.metadata if isinstance(one, AlsoCalled)):
            return name
    return nearest(word, siblings)


def _siblings(where: FieldPath, fields: _Fields) -> Mapping[str, FieldInfo]:
    """The fields of the group that holds this one."""
    shape = _shape(where[:-1])
    return fields.get(shape) or fields.get((_ANY_NAME, *shape[1:]), {})


def _explain(details: ErrorDetails, where: FieldPath, value: Value, fields: _Fields) -> tuple[str, str, str]:
    """Code, message and next step for one of pydantic's findings."""
    context: dict[str, Any] = details.get("ctx") or {}
    kind = details["type"]
    name = _name(where)
    siblings = _siblings(where, fields)
    example = _example(where, siblings)
    if "code" in context:
        return context["code"], context["message"], context["hint"] or example
    if kind == "missing":
        field = siblings.get(str(where[-1])) if where else None
        told = (field and field.description) or "It."
        return "missing-field", f"`{name}` is missing.", f"Add {told[0].lower()}{told[1:]} {example}".strip()
    if kind == "extra_forbidden":
        return "unknown-field", f"`{name}` is not a field.", _instead(where, value, fields)
    if kind in {"enum", "literal_error"}:
        choices = [choice.strip("'") for choice in context["expected"].replace(" or ", ", ").split(", ")]
        hint = did_you_mean(str(details["input"]), choices) + f"Write one of: {', '.join(choices)}."
        return "unknown-value", f"`{name}` cannot be “{_shown(details['input'])}”.", hint
    if kind in {"string_too_long", "string_too_short", "too_short"}:
        if kind == "string_too_long":
            limit = context["max_length"]
            return (
                "too-long",
                f"`{name}` is longer than {limit} characters.",
                "Shorten it; details belong in the text.",
            )
        return "missing-field", f"`{name}` is empty.", f"Fill it in, or delete the line. {example}".strip()
    return _wrong_type(kind, name, details["input"], where, fields)


def _instead(where: FieldPath, value: Value, fields: _Fields) -> str:
    """What to write in the place of a field that is not known."""
    siblings = _siblings(where, fields)
    word = str(where[-1])
    if len(where) == 1 and isinstance(value, dict):
        names = list(value)
        above = names[names.index(word) - 1] if names.index(word) else ""
        if word in fields.get((above,), {}):
            return (
                f"If it belongs to `{above}` above it, indent it, so that it lines up with what else stands there. "
                "Else rename it, or delete it."
            )
    if meant := _meant(word, siblings):
        return f"Did you mean “{meant}”? Rename it, or delete it."
    if " " in word:
        return (
            "If this line goes on with the text above it, join the two, and put quotation marks around the whole "
            "text. Else rename the field, or delete it."
        )
    if len(siblings) <= _FEW:
        known = ", ".join(f"`{sibling}`" for sibling in siblings)
        return f"The fields here are {known}. Rename it, or delete it."
    return "The page “Fields of an entry” explains all fields. Rename it, or delete it."


def _wrong_type(
    kind: str, name: str, value: object, where: FieldPath, fields: _Fields
) -> tuple[str, str, str]:
    wanted = {
        "string_type": "text",
        "tuple_type": "a list",
        "list_type": "a list",
        "dict_type": "a group of fields",
        "model_type": "a group of fields",
        "model_attributes_type": "a group of fields",
    }.get(kind)
    list_at = where[:-1] if where and isinstance(where[-1], int) else where
    example = _example(list_at, _siblings(list_at, fields) if list_at else {})
    if value is None:
        return "missing-field", f"`{name}` is empty.", f"Fill it in, or delete the line. {example}".strip()
    if wanted is None:
        return "wrong-type", f"`{name}` cannot be read.", f"Compare it with another entry. {example}".strip()
    got = "a list" if isinstance(value, list) else "a group of fields" if isinstance(value, dict) else "text"
    if wanted == "a list":
        step = _list_step(where, value, example)
    elif wanted == "text":
        step = f"{_text_step(where, value)} {example}"
    else:
        parts = ", ".join(f"`{part}`" for part in fields.get(_shape(where), {}) if where)
        told = f" Its parts are {parts}." if parts else ""
        step = f"Write its parts below it, each as `name: text`, indented by two spaces.{told} {example}"
    return "wrong-type", f"`{name}` must be {wanted}, and this is {got}.", step.strip()


_SIGNS = "-–—−•·‣▪◦*"
"""What people put in front of the items of a list; only a hyphen with a space after it makes one."""


def _list_step(where: FieldPath, value: object, example: str) -> str:
    """What to write instead of a text or a group where a list belongs."""
    if isinstance(value, dict):
        return f"Put a hyphen and a space in front of its first line, and two spaces in front of the others. {example}"
    text = str(value)
    if text[:1] in _SIGNS and text[:1]:
        return "Start each item with a hyphen and a space, such as `- co-production`. No other sign makes a list."
    items = [item for item in re.split(r"[,;\n]\s*", text) if item]
    short = len(items) > 1 and len(text) <= 120 and all(len(item) <= 40 for item in items)
    if short and len(where) == 1 and (not example or ": [{" not in example):
        return f"If these are several, write them as a list: `{_in_yaml(str(where[0]), items)}`."
    return (
        "Write each item on a line of its own below the name, with a hyphen and a space in front; or all of them in "
        f"brackets. {example}"
    )


def _text_step(where: FieldPath, value: object) -> str:
    """What to write instead of a list or a group where text belongs."""
    if isinstance(value, dict) and len(value) == 1 and where and isinstance(where[-1], int):
        ((name, text),) = value.items()
        return f"Text with a colon in it needs quotation marks around it: `- {_in_yaml_text(f'{name}: {text}')}`."
    return "Write the text after the colon, without hyphens below it."


def _name(where: FieldPath) -> str:
    """A field as a contributor thinks of it: `contributors 2, orcid`, `keywords 1`."""
    words: list[str] = []
    for part in where:
        if isinstance(part, int) and words:
            words[-1] += f" {part + 1}"
        else:
            words.append(f"item {part + 1}" if isinstance(part, int) else part)
    return ", ".join(words) or "The file"


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:60] + "…"


def _example(where: FieldPath, siblings: Mapping[str, FieldInfo]) -> str:
    """“For example: …” from the field's own example, as it would stand in the file."""
    named = [part for part in where if isinstance(part, str)]
    field = siblings.get(named[-1]) if named else None
    if field is None or not field.examples:
        return ""
    return f"For example: `{_in_yaml(named[-1], field.examples[0])}`."


def _in_yaml(name: str, value: object) -> str:
    """A field in one line, as it may stand in a file."""
    text = yaml.safe_dump(
        {name: value}, allow_unicode=True, sort_keys=False, width=1000, default_flow_style=True
    )
    return text.strip()[1:-1]


def _in_yaml_text(text: str) -> str:
    """Text in quotation marks, clipped."""
    return '"' + _shown(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shape(where: FieldPath) -> FieldPath:
    """A path without list positions, as the table of fields knows it."""
    return tuple(part for part in where if isinstance(part, str))


def _root_model(adapter: TypeAdapter[Any]) -> Any:
    return adapter._type  # the adapter keeps it, and offers no public way to ask


@cache
def fields_below(annotation: Any) -> Mapping[FieldPath, Mapping[str, FieldInfo]]:
    """For each group of fields, by its path: the fields that it may hold, by written name."""
    table: dict[FieldPath, dict[str, FieldInfo]] = {}

    def visit(annotation: Any, path: FieldPath) -> None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            group = table.setdefault(path, {})
            for name, field in annotation.model_fields.items():
                written = field.alias or name
                group[written] = field
                visit(field.annotation, (*path, written))
        if get_origin(annotation) is dict:
            path = (*path, _ANY_NAME)
        for argument in get_args(annotation):
            visit(argument, path)

    visit(annotation, ())
    return table
