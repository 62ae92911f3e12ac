"""Brings the front matter of an existing entry into canonical form.

Only the form changes: the order of fields, indentation, quotation marks where YAML needs them, and the normal form of
identifiers and dates. The values stay, each comment stays with its field, and the body stays the same byte for byte.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.front_matter.document import FieldPath, Value
from coprod_kb.front_matter.entry_schema import EntrySchema
from coprod_kb.front_matter.formatting.pieces import Piece, pieces_of
from coprod_kb.front_matter.formatting.writing import needs_quotes, write_text
from coprod_kb.front_matter.forms import Form
from coprod_kb.front_matter.splitting import decode, split
from coprod_kb.front_matter.strict_yaml import load

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|$)")
_MARK = b"\xef\xbb\xbf"
_SCHEMA_COMMENT = "# yaml-language-server:"


@dataclass(frozen=True, slots=True)
class Formatting:
    """The result of formatting a file.

    data: the formatted file, or the file as it was if it could not be formatted.
    findings: the errors that prevent its fields from being read.
    refused: whether it was left as it was because the result would have had other values or comments.
    """

    data: bytes
    findings: tuple[Diagnostic, ...] = ()
    refused: bool = False


def format_entry(data: bytes, path: str, schema: EntrySchema) -> Formatting:
    """The file `path` in canonical form. Never raises; formatting the result again changes nothing.

    A byte order mark is kept, and lines of the fields end as the first line does. A file whose fields cannot be read
    stays as it is; faults of values do not matter.
    """
    fields = fields_of(data, path)
    if isinstance(fields, Diagnostic):
        return Formatting(data, (fields,))
    document, faults = load(fields, path, 2)
    if errors := tuple(found for found in faults if found.is_error):
        return Formatting(data, errors)
    if not isinstance(document.value, dict) or not document.value:
        return Formatting(data)
    written = _written(fields, schema)
    again, faults = load(written, path, 2)
    same = again.value == _normal(document.value, (), schema) and not any(found.is_error for found in faults)
    if not same or _comments(written) != _comments(fields) or _written(written, schema) != written:
        return Formatting(data, refused=True)
    start, stop = raw_fields(data, fields)
    end = data[len(data[:start].rstrip(b"\r\n")) : start]
    return Formatting(data[:start] + written.encode().replace(b"\n", end) + data[stop:])


def fields_of(data: bytes, path: str) -> str | Diagnostic:
    """The lines of the fields of an entry, each with `\\n`; or a diagnostic if there are none."""
    text = decode(data, path)
    if isinstance(text, Diagnostic):
        return text
    halves = split(text, path)
    if isinstance(halves, Diagnostic):
        return halves
    opening, rest = text.split("\n", 1)
    # `split` removes blank lines at the top; here they are needed to find the lines in the file.
    return rest[: text.index(halves.text, len(opening)) + len(halves.text) - len(opening) - 1]


def raw_fields(data: bytes, fields: str) -> tuple[int, int]:
    """Where the lines of the fields start and stop in a file. fields: as `fields_of` gives them."""
    found = _LINE.finditer(data, len(_MARK) if data.startswith(_MARK) else 0)
    start = stop = next(found).end()
    for _ in range(fields.count("\n")):
        stop = next(found).end()
    return start, stop


def _written(fields: str, schema: EntrySchema) -> str:
    whole = pieces_of(fields)
    head = _head(whole)
    _settle(whole, (), schema)
    # A blank line above the first field would separate nothing.
    lines = dropwhile(lambda line: not line, [*head, *_group_lines(whole, 0)])
    return "".join(f"{line}\n" for line in lines)


def _head(whole: Piece) -> list[str]:
    """Removes and returns the comments at the top that belong to the file rather than to its first field.

    These are the comments with a blank line below them, and the one that tells editors where the schema is.
    """
    above = whole.parts[0].above
    ends = (place for place, text in enumerate(above, 1) if not text or text.startswith(_SCHEMA_COMMENT))
    last = max(ends, default=0)
    head, above[:] = above[:last], above[last:]
    return head


# --- Values ------------------------------------------------------------------------------------------


def _settle(piece: Piece, group: FieldPath, schema: EntrySchema) -> None:
    """Sorts the parts of a piece, and brings all texts within it into canonical form."""
    order = schema.order(group)
    if piece.parts and piece.parts[0].name is not None:
        piece.parts.sort(key=lambda part: order.index(part.name) if part.name in order else len(order))
    for part in piece.parts:
        _settle(part, group if part.name is None else (*group, part.name), schema)
    if piece.value is None:
        return
    value, switch = normal_text(piece.value, group, schema)
    if value != piece.value or (piece.plain and (piece.lines[0] != value or needs_quotes(value))):
        piece.lines = write_text(value, switch=switch and piece.plain)


def _normal(value: Value, field: FieldPath, schema: EntrySchema) -> Value:
    """The values that the rewritten file must have, computed from the values before."""
    if isinstance(value, dict):
        return {name: _normal(inner, (*field, name), schema) for name, inner in value.items()}
    if isinstance(value, list):
        return [_normal(inner, field, schema) for inner in value]
    return value if value is None else normal_text(value, field, schema)[0]


def normal_text(text: str, field: FieldPath, schema: EntrySchema) -> tuple[str, bool]:
    """The text in the normal form of the field, if it has one, and whether it is a truth value."""
    adapter = _adapter(field, schema)
    try:
        typed = adapter.validate_python(text) if adapter else None
    except ValidationError:
        return text, False
    if isinstance(typed, bool):
        return str(typed).lower(), True
    return (text if typed is None else str(typed)), False


@cache
def _adapter(field: FieldPath, schema: EntrySchema) -> TypeAdapter[Any] | None:
    """The validation of an identifier, a date or a truth value; `None` for fields that keep the source's spelling."""
    known = schema.fields.get(field[:-1], {}).get(str(field[-1])) if field else None
    if known is None:
        return None
    annotation: Any = Annotated[(known.annotation, *known.metadata)] if known.metadata else known.annotation
    return TypeAdapter(annotation) if _is_parsed(annotation) else None


def _is_parsed(annotation: Any) -> bool:
    parts = (*getattr(annotation, "__metadata__", ()), *getattr(annotation, "__args__", ()))
    return any((isinstance(part, Form) and part.parse) or _is_parsed(part) for part in parts)


# --- Lines -------------------------------------------------------------------------------------------


def _group_lines(piece: Piece, indent: int) -> Iterator[str]:
    """The lines of the parts of a list or a group, and the comments below them."""
    for part in piece.parts:
        yield from _indented(part.above, indent)
        yield from _field_lines(part, indent) if part.name is not None else _item_lines(part, indent)
    yield from _indented(piece.below, indent)


def _field_lines(part: Piece, indent: int) -> Iterator[str]:
    margin = " " * indent
    name = write_text(str(part.name))[0]
    if part.parts:
        yield f"{margin}{name}:{part.beside}"
        yield from _group_lines(part, indent + 2)
        return
    first, *others = part.lines
    yield f"{margin}{name}:{_after_blank(first)}{part.beside}"
    yield from _indented(others, indent + 2)


def _item_lines(part: Piece, indent: int) -> Iterator[str]:
    margin = " " * indent
    if not part.parts:
        first, *others = part.lines
        yield f"{margin}-{_after_blank(first)}{part.beside}"
        yield from _indented(others, indent + 2)
        return
    # Comments above the first part cannot stand between the hyphen and the part.
    first_part = part.parts[0]
    yield from _indented(first_part.above, indent)
    first_part.above = []
    lines = _group_lines(part, indent + 2)
    yield f"{margin}- {next(lines)[indent + 2 :]}"
    yield from lines


def _after_blank(text: str) -> str:
    """The text after a space, if it is not empty. Blanks at its end stay: after `|` they belong to a comment."""
    return f" {text}" if text else ""


def _indented(lines: list[str], indent: int) -> Iterator[str]:
    for line in lines:
        yield f"{' ' * indent}{line}" if line else ""


def _comments(fields: str) -> Counter[str]:
    """How many times each comment stands in some front matter."""
    found: Counter[str] = Counter()

    def visit(piece: Piece) -> None:
        found.update(line for line in [*piece.above, piece.beside.lstrip(), *piece.below] if line)
        if piece.lines and piece.lines[0][:1] in {"|", ">"}:
            found.update(re.findall(r"#.*", piece.lines[0]))
        for part in piece.parts:
            visit(part)

    visit(pieces_of(fields))
    return found
