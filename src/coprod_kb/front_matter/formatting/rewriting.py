"""An entry that is there, with its fields in canonical order and spelling.

Only the front matter changes, and only its form: the order of fields, indentation, quotation marks
where a reader of YAML needs them, and the normal form of identifiers and dates. What it says is the
same before and after, each comment stays with its field, and the text below is the same byte for byte.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile
from typing import Annotated, Any

from pydantic import PlainValidator, TypeAdapter, ValidationError

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.front_matter.document import FieldPath, Value
from coprod_kb.front_matter.formatting.pieces import Piece, pieces_of
from coprod_kb.front_matter.formatting.writing import field_order, needs_quotes, write_text
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.front_matter.splitting import decode, split
from coprod_kb.front_matter.strict_yaml import load
from coprod_kb.front_matter.validation import fields_below

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|$)")
_MARK = b"\xef\xbb\xbf"
_FOR_EDITORS = "# yaml-language-server:"


@dataclass(frozen=True, slots=True)
class Formatting:
    """What became of one file.

    data: the file as it should be; as it is where it was left alone.
    findings: the errors that keep its fields from being read.
    refused: whether it was left alone because the result would not have said the same.
    """

    data: bytes
    findings: tuple[Diagnostic, ...] = ()
    refused: bool = False


def format_entry(data: bytes, path: str) -> Formatting:
    """The file `path` in canonical form. Total: it never raises, and doing it twice changes nothing more.

    A byte order mark is kept, and lines of the fields end as the first line does. A file whose fields
    cannot be read stays as it is. Errors in what the fields say are no obstacle.
    """
    text = decode(data, path)
    halves = text if isinstance(text, Diagnostic) else split(text, path)
    if isinstance(halves, Diagnostic) or isinstance(text, Diagnostic):
        return Formatting(data, (halves,) if isinstance(halves, Diagnostic) else ())
    opening, rest = text.split("\n", 1)
    # The splitter takes blank lines at the top away; counted from the first line, they are there.
    fields = rest[: text.index(halves.text, len(opening)) + len(halves.text) - len(opening) - 1]
    document, faults = load(fields, path, 2)
    if errors := tuple(found for found in faults if found.is_error):
        return Formatting(data, errors)
    if not isinstance(document.value, dict) or not document.value:
        return Formatting(data)
    written = _written(fields)
    again, faults = load(written, path, 2)
    same = again.value == _normal(document.value, ()) and not any(found.is_error for found in faults)
    if not same or _comments(written) != _comments(fields) or _written(written) != written:
        return Formatting(data, refused=True)
    return Formatting(_with_fields(data, fields.count("\n"), written))


def _with_fields(data: bytes, lines: int, written: str) -> bytes:
    """The file with other fields in place of those on the `lines` lines after its first."""
    mark = _MARK if data.startswith(_MARK) else b""
    found = _LINE.finditer(data, len(mark))
    opening = next(found)
    start = stop = opening.end()
    for _ in range(lines):
        stop = next(found).end()
    end = opening.group()[len(opening.group().rstrip(b"\r\n")) :]
    return data[:start] + written.encode().replace(b"\n", end) + data[stop:]


def _written(fields: str) -> str:
    whole = pieces_of(fields)
    head = _head(whole)
    _settle(whole, ())
    # A blank line above a field that is the first one now would part nothing.
    lines = dropwhile(lambda line: not line, [*head, *_group_lines(whole, 0)])
    return "".join(f"{line}\n" for line in lines)


def _head(whole: Piece) -> list[str]:
    """Comments at the top that belong to the file, not to its first field.

    Those with a blank line below them do, and what tells editors where the schema is.
    """
    above = whole.parts[0].above
    ends = (place for place, text in enumerate(above, 1) if not text or text.startswith(_FOR_EDITORS))
    last = max(ends, default=0)
    head, above[:] = above[:last], above[last:]
    return head


# --- What the fields say -----------------------------------------------------------------------------


def _settle(piece: Piece, group: FieldPath) -> None:
    """The parts of `piece` in canonical order and spelling, down to the last."""
    order = field_order(group)
    if piece.parts and piece.parts[0].name is not None:
        piece.parts.sort(key=lambda part: order.index(part.name) if part.name in order else len(order))
    for part in piece.parts:
        _settle(part, group if part.name is None else (*group, part.name))
    if piece.value is None:
        return
    value, switch = _normal_text(piece.value, group)
    if value != piece.value or (piece.plain and (piece.lines[0] != value or needs_quotes(value))):
        piece.lines = write_text(value, switch=switch and piece.plain)


def _normal(value: Value, field: FieldPath) -> Value:
    """What the rewritten file has to say, reckoned from the values alone."""
    if isinstance(value, dict):
        return {name: _normal(inner, (*field, name)) for name, inner in value.items()}
    if isinstance(value, list):
        return [_normal(inner, field) for inner in value]
    return value if value is None else _normal_text(value, field)[0]


def _normal_text(text: str, field: FieldPath) -> tuple[str, bool]:
    """The text in the normal form that the schema has for this field, if any; whether it is true or false."""
    adapter = _adapter(field)
    try:
        typed = adapter.validate_python(text) if adapter else None
    except ValidationError:
        return text, False
    if isinstance(typed, bool):
        return str(typed).lower(), True
    return (text if typed is None else str(typed)), False


@cache
def _adapter(field: FieldPath) -> TypeAdapter[Any] | None:
    """What checks an identifier, a date, or a switch; `None` for fields that keep the source's spelling."""
    known = fields_below(FrontMatter).get(field[:-1], {}).get(str(field[-1])) if field else None
    if known is None:
        return None
    annotation: Any = Annotated[(known.annotation, *known.metadata)] if known.metadata else known.annotation
    return TypeAdapter(annotation) if _is_parsed(annotation) else None


def _is_parsed(annotation: Any) -> bool:
    parts = (*getattr(annotation, "__metadata__", ()), *getattr(annotation, "__args__", ()))
    return any(isinstance(part, PlainValidator) or _is_parsed(part) for part in parts)


# --- How they are written ----------------------------------------------------------------------------


def _group_lines(piece: Piece, indent: int) -> Iterator[str]:
    """The lines of the parts of a list or a group, and what stands below them."""
    for part in piece.parts:
        yield from _set_in(part.above, indent)
        yield from _field_lines(part, indent) if part.name is not None else _item_lines(part, indent)
    yield from _set_in(piece.below, indent)


def _field_lines(part: Piece, indent: int) -> Iterator[str]:
    margin = " " * indent
    name = write_text(str(part.name))[0]
    if part.parts:
        yield f"{margin}{name}:{part.beside}"
        yield from _group_lines(part, indent + 2)
        return
    first, *others = part.lines
    yield f"{margin}{name}:{_after_blank(first)}{part.beside}"
    yield from _set_in(others, indent + 2)


def _item_lines(part: Piece, indent: int) -> Iterator[str]:
    margin = " " * indent
    if not part.parts:
        first, *others = part.lines
        yield f"{margin}-{_after_blank(first)}{part.beside}"
        yield from _set_in(others, indent + 2)
        return
    # What stands above the first of its parts would come between the dash and the part.
    first_part = part.parts[0]
    yield from _set_in(first_part.above, indent)
    first_part.above = []
    lines = _group_lines(part, indent + 2)
    yield f"{margin}- {next(lines)[indent + 2 :]}"
    yield from lines


def _after_blank(text: str) -> str:
    """Blanks at its end stay: after `|` they belong to a comment."""
    return f" {text}" if text else ""


def _set_in(lines: list[str], indent: int) -> Iterator[str]:
    for line in lines:
        yield f"{' ' * indent}{line}" if line else ""


def _comments(fields: str) -> Counter[str]:
    """Every comment of some front matter, and how often it is there."""
    found: Counter[str] = Counter()

    def visit(piece: Piece) -> None:
        found.update(line for line in [*piece.above, piece.beside.lstrip(), *piece.below] if line)
        if piece.lines and piece.lines[0][:1] in {"|", ">"}:
            found.update(re.findall(r"#.*", piece.lines[0]))
        for part in piece.parts:
            visit(part)

    visit(pieces_of(fields))
    return found
