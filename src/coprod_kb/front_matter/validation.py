"""Checks values against a schema: returns typed values, or diagnostics in plain words with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from coprod_kb.diagnostics import Diagnostic, Severity, Wording, did_you_mean, nearest
from coprod_kb.front_matter.document import Document, FieldPath, Value
from coprod_kb.front_matter.field_types import AlsoCalled
from coprod_kb.front_matter.quoting import quoted
from coprod_kb.values.identifiers import tidy_address
from coprod_kb.values.translation import N_
from coprod_kb.values.web import is_web_address

Checked = TypeVar("Checked")
TEXT_TOO_LONG = Wording(
    "too-long", N_("{field} is longer than {most} characters."), N_("Shorten it; details belong in the text.")
)
_FEW = 14
"""Number of names that a hint about an unknown field lists at most, and of unknown fields that are compared with others."""

_Fields = Mapping[FieldPath, Mapping[str, FieldInfo]]
"""For the path of each group, without positions in lists: its fields by the names that contributors write."""

_KEY = "[key]"  # the last part of pydantic's path to a name in a group that is at fault itself
_NAME = re.compile(r"[a-z0-9_-]*")
_ANY_NAME = "*"  # stands in such paths for a name that is not fixed, as that of a facet


def validate(adapter: TypeAdapter[Checked], document: Document) -> tuple[Checked | None, list[Diagnostic]]:
    """The typed value and no diagnostics, or `None` and a diagnostic for every fault of the document.

    Blank fields (`doi:` with nothing after it) count as absent.
    """
    values = without_blanks(document.value)
    try:
        return adapter.validate_python(values), []
    except ValidationError as error:
        fields = fields_below(_root_model(adapter))
        return None, list(_diagnostics(error, document, fields))


def faulty_fields(error: ValidationError, value: Value) -> set[FieldPath]:
    """The paths of the fields at fault in the value that was validated."""
    return {_field_path(details, value) for details in error.errors(include_url=False)}


def address_marks(document: Document) -> Iterator[Diagnostic]:
    """Web addresses that end with what may be the end of a sentence."""
    for where, address in _addresses(document.value):
        if is_web_address(address) and (right := tidy_address(address)) != address:
            yield document.finding(
                "address-mark",
                where,
                f"“{address}” ends with what may be the end of a sentence.",
                f"If it does not belong to the address, write `{where[-1]}: {right}`.",
                severity=Severity.WARNING,
            )


def _addresses(value: Value, where: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """The texts of all fields for web addresses, with their paths."""
    if isinstance(value, str) and where and where[-1] in {"url", "source_url"}:
        yield where, value.strip()
    elif isinstance(value, dict | list):
        for part, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _addresses(inner, (*where, part))


def without_blanks(value: Value) -> Value:
    """The values without blank fields; blank items of lists stay, and names with capitals or spaces, which are text."""
    if isinstance(value, dict):
        kept = {key: inner for key, inner in value.items() if inner is not None or not _NAME.fullmatch(key)}
        return {key: without_blanks(inner) for key, inner in kept.items()}
    if isinstance(value, list):
        return [without_blanks(inner) for inner in value]
    return value


def _diagnostics(error: ValidationError, document: Document, fields: _Fields) -> Iterator[Diagnostic]:
    errors = error.errors(include_url=False)
    faulty = faulty_fields(error, document.value)
    misspelt = set(_misspelt(errors, document.value, fields))
    for details in errors:
        where = _field_path(details, document.value)
        if details["type"] == "missing" and where in misspelt:
            continue  # it is there under a misspelt name, which is reported
        if details["type"] == "too_short" and any(
            len(other) > len(where) and other[: len(where)] == where for other in faulty
        ):
            continue  # it is too short only because of faulty items, which are reported
        code, message, hint = _explain(details, where, document, fields)
        if details["type"] == "missing" and where in document.keys_at:
            message, hint = message.replace("is missing", "is blank"), hint.replace("Add ", "Fill in ", 1)
        key = code == "unknown-field" or details["loc"][-1:] == (_KEY,)
        yield document.finding(code, where, message, hint, key=key)


def _field_path(details: ErrorDetails, value: Any) -> FieldPath:
    """The path of the field at fault, without the schema's tags for the branches of a union.

    These tags start with `=`. So may a contributor's field, but then `value` holds it.
    """
    where: list[str | int] = []
    for part in details["loc"]:
        if part == _KEY or (str(part).startswith("=") and not (isinstance(value, dict) and part in value)):
            continue
        where.append(part)
        if isinstance(value, dict):
            value = value.get(str(part))
        elif isinstance(value, list):
            value = value[int(part)]
    return tuple(where)


def _misspelt(errors: list[ErrorDetails], value: Value, fields: _Fields) -> Iterator[FieldPath]:
    """The fields that are probably meant by unknown ones."""
    unknown = [details for details in errors if details["type"] == "extra_forbidden"]
    for details in unknown[:_FEW]:
        where = _field_path(details, value)
        if meant := _meant(str(where[-1]), _siblings(where, fields)):
            yield (*where[:-1], meant)


def _meant(word: str, siblings: Mapping[str, FieldInfo]) -> str | None:
    """The field that is probably meant by an unknown name; `None` if no name is similar."""
    for name, field in siblings.items():
        if any(word.casefold() in also.names for also in field.metadata if isinstance(also, AlsoCalled)):
            return name
    return nearest(word, siblings)


def _siblings(where: FieldPath, fields: _Fields) -> Mapping[str, FieldInfo]:
    """The fields that the group which holds this field may have."""
    shape = _shape(where[:-1])
    shapes = (shape, (_ANY_NAME, *shape[1:]), (*shape[:1], *shape[2:]))
    return next((fields[each] for each in shapes if fields.get(each)), {})


def _explain(
    details: ErrorDetails, where: FieldPath, document: Document, fields: _Fields
) -> tuple[str, str, str]:
    """Code, message and hint for one of pydantic's errors."""
    context: dict[str, Any] = details.get("ctx") or {}
    kind = details["type"]
    name = _name(where)
    siblings = _siblings(where, fields)
    example = _example(where, siblings)
    if "code" in context:
        return context["code"], context["message"], context["hint"] or example
    if kind == "missing":
        field = siblings.get(str(where[-1])) if where else None
        description = (field and field.description) or "It."
        hint = f"Add {description[0].lower()}{description[1:]} {example}".strip()
        return "missing-field", f"`{name}` is missing.", hint
    if kind == "extra_forbidden":
        return "unknown-field", f"`{name}` is not a field.", _instead(where, document.value, fields)
    if kind in {"enum", "literal_error"}:
        choices = [choice.strip("'") for choice in context["expected"].replace(" or ", ", ").split(", ")]
        hint = did_you_mean(str(details["input"]), choices) + f"Write one of: {', '.join(choices)}."
        return "unknown-value", f"`{name}` cannot be “{_shown(details['input'])}”.", hint
    if kind in {"string_too_long", "string_too_short", "too_short"}:
        if kind == "string_too_long":
            return TEXT_TOO_LONG.filled(field=f"`{name}`", most=context["max_length"])
        return "missing-field", f"`{name}` is empty.", f"Fill it in, or delete the line. {example}".strip()
    return _wrong_type(kind, name, details["input"], where, document, fields)


def _instead(where: FieldPath, value: Value, fields: _Fields) -> str:
    """The hint for an unknown field."""
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
    if around := _written_around(where, value):
        return (
            f"If it goes on with the text before the comma, put quotation marks around the whole: `{around}`."
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
    kind: str, name: str, value: object, where: FieldPath, document: Document, fields: _Fields
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
        step = f"{_text_step(where, value, document)} {example}"
    else:
        parts = ", ".join(f"`{part}`" for part in fields.get(_shape(where), {}) if where)
        named = f" Its parts are {parts}." if parts else ""
        step = f"Write its parts below it, each as `name: text`, indented by two spaces.{named} {example}"
    return "wrong-type", f"`{name}` must be {wanted}, and this is {got}.", step.strip()


def _written_around(where: FieldPath, value: Value) -> str:
    """The part of a group before a blank one whose name is no name, with the name as the end of its text; else empty."""
    group: Any = value
    for part in where[:-1]:
        group = group[part]
    names = list(group) if isinstance(group, dict) else []
    at = names.index(where[-1]) if where[-1] in names else 0
    if (
        not at
        or _NAME.fullmatch(str(where[-1]))
        or group[where[-1]]
        or not isinstance(group[names[at - 1]], str)
    ):
        return ""
    return f"{names[at - 1]}: {quoted(f'{group[names[at - 1]]}, {where[-1]}')}"


_SIGNS = "-–—−•·‣▪◦*"
"""Signs that people put before list items; in YAML only a hyphen followed by a space starts an item."""


def _list_step(where: FieldPath, value: object, example: str) -> str:
    """The hint for text or a group in the place of a list."""
    if isinstance(value, dict):
        return f"Put a hyphen and a space in front of its first line, and two spaces in front of the others. {example}"
    text = str(value)
    if text[:1] in _SIGNS and text[:1]:
        return (
            "Start each item with a hyphen and a space, such as `- peer support`. No other sign makes a list."
        )
    items = [item for item in re.split(r"[,;\n]\s*", text) if item]
    short = len(items) > 1 and len(text) <= 120 and all(len(item) <= 40 for item in items)
    if short and len(where) == 1 and (not example or ": [{" not in example):
        return f"If these are several, write them as a list: `{_in_yaml(str(where[0]), items)}`."
    return (
        "Write each item on a line of its own below the name, with a hyphen and a space in front; or all of them in "
        f"brackets. {example}"
    )


def _text_step(where: FieldPath, value: object, document: Document) -> str:
    """The hint for a list or a group in the place of text."""
    name = where[-1] if where else ""
    if (
        isinstance(name, str)
        and _is_in_brackets(where, document)
        and (text := _text_in_brackets(where, document))
    ):
        return f"Text in brackets needs quotation marks around it: `{name}: {quoted(text)}`."
    if isinstance(name, str) or not isinstance(value, dict) or len(value) != 1:
        return "Write the text after the colon, without hyphens below it."
    around = f"- {quoted(_text_of(value))}"
    if _is_in_brackets(where[:-1], document):
        texts = map(_text_of, _written(where[:-1], document))
        inside = ", ".join(quoted(text) if set(text) & set(_IN_BRACKETS) else text for text in texts)
        around = f"{where[-2]}: [{inside}]"
    return f"Text with a colon in it needs quotation marks around it: `{around}`."


_IN_BRACKETS = ",[]{}:#'\"&*!|>%@`"
"""Signs for which an item in brackets is shown in quotation marks."""


def _is_in_brackets(where: FieldPath, document: Document) -> bool:
    """Whether a list or group starts on the line of its name, as only those in brackets do."""
    key, value = document.keys_at.get(where), document.values_at.get(where)
    return bool(key and value and key.line == value.line)


def _text_of(item: object) -> str:
    """The text that is meant by a list item, which may have a colon in it."""
    if isinstance(item, dict) and len(item) == 1:
        ((name, text),) = item.items()
        return f"{name}: {text}" if text else str(name)
    return item if isinstance(item, str) else ""


def _written(where: FieldPath, document: Document) -> Any:
    """The value of a field with its blank parts."""
    value: Any = document.value
    for part in where:
        value = value[part]
    return value


def _text_in_brackets(where: FieldPath, document: Document) -> str:
    """The text that is meant by a list or group in brackets; empty if it holds more than text."""
    value = _written(where, document)
    if isinstance(value, dict):
        texts = [_text_of({name: text}) for name, text in value.items()]
        return f"{{{', '.join(texts)}}}" if all(texts) else ""
    texts = [_text_of(item) for item in value] if isinstance(value, list) else []
    return f"[{', '.join(texts)}]" if all(texts) else ""


def _name(where: FieldPath) -> str:
    """The field for readers: `contributors 2, orcid`, `keywords 1`; positions count from 1."""
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
    """“For example: …” with the field's example as YAML; empty if the schema has none."""
    named = [part for part in where if isinstance(part, str)]
    field = siblings.get(named[-1]) if named else None
    if field is None or not field.examples:
        return ""
    return f"For example: `{_in_yaml(named[-1], field.examples[0])}`."


def _in_yaml(name: str, value: object) -> str:
    """A field as YAML in one line."""
    text = yaml.safe_dump(
        {name: value}, allow_unicode=True, sort_keys=False, width=1000, default_flow_style=True
    )
    return text.strip()[1:-1]


def _shape(where: FieldPath) -> FieldPath:
    """The path without positions in lists, as `_Fields` has it."""
    return tuple(part for part in where if isinstance(part, str))


def _root_model(adapter: TypeAdapter[Any]) -> Any:
    return adapter._type  # the adapter has no public attribute for it


@cache
def fields_below(annotation: Any) -> Mapping[FieldPath, Mapping[str, FieldInfo]]:
    """The fields of the group `annotation` and of all groups within it.

    Keys are the paths of groups without positions in lists; values map the names that contributors write to fields.
    """
    table: dict[FieldPath, dict[str, FieldInfo]] = {}

    def visit(annotation: Any, path: FieldPath) -> None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            group = table.setdefault(path, {})
            for name, field in annotation.model_fields.items():
                written = field.alias or name
                group[written] = field
                visit(field.annotation, (*path, written))
        if get_origin(annotation) is dict and not path:  # within a field, names are codes of languages
            path = (*path, _ANY_NAME)
        for argument in get_args(annotation):
            visit(argument, path)

    visit(annotation, ())
    return table
