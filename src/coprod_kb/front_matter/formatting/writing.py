"""Writes plain values as front matter in canonical form.

Fields stand in the order of the schema. Text has quotation marks wherever a YAML parser would otherwise take it for
something else: a number, a truth value, a comment, a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import yaml

from coprod_kb.front_matter.document import FieldPath
from coprod_kb.front_matter.entry_schema import EntrySchema
from coprod_kb.values.dates import PartialDate

_YAML_1_1 = yaml.resolver.Resolver()
"""The types that YAML 1.1 gives to text without quotation marks."""

_TEXT = "tag:yaml.org,2002:str"
_BOOLEAN = re.compile(r"y|n", re.IGNORECASE)  # truth values in YAML 1.1, though not in PyYAML
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:e[-+]?[0-9]+)?|0o[0-7]+", re.IGNORECASE)
_SURE_NUMBER = re.compile(r"0|[1-9][0-9]{0,14}")
_MARKS = re.compile(r'["\\]')  # what has to be escaped within double quotation marks
_TRUTH_VALUES = {"true", "false"}
_BLOCK = re.compile(r"(?![ \n])(?:[^\n\t\x85\u2028\u2029\ufeff]*[^\s]\n+)+[^\n\t\x85\u2028\u2029\ufeff]*\S")
"""Text of several lines that can be written as a block below `|-`."""

_WIDTH = 1 << 20  # characters; lines are never wrapped, so that a change to a text shows as one line


Order = Callable[[FieldPath], Sequence[str]]
"""Gives the names of the fields of a group in their order; the path has no positions."""


def write_entry(values: Mapping[str, Any], body: str, schema: EntrySchema) -> str:
    """The text of an entry's file: `values` as front matter, then the Markdown `body`. Lines end with `\\n`.

    values: by field, in any order: text, numbers, dates, truth values, and lists and groups of these. `None`, empty
    lists and empty groups are left out; empty text is not. Fields that the schema does not have come last.
    The values are not validated.
    """
    front = write_fields(values, schema.order)
    text = body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return f"---\n{front}---\n" + (f"\n{text}\n" if text.strip() else "")


def write_fields(values: Mapping[str, Any], order: Order = lambda _: ()) -> str:
    """The lines of the fields, each with its line end; empty if all values are. order: the one given, by default."""
    plain = _plain(values, (), order)
    return _dump(plain) if plain else ""


def write_text(text: str, *, switch: bool = False) -> list[str]:
    """The text as the value of a field: the rest of the line after `name: `, then further lines without indentation.

    switch: whether the field holds a truth value, so that `true` and `false` need no quotation marks.
    """
    name = yaml.ScalarNode(_TEXT, "x")
    field = yaml.MappingNode("tag:yaml.org,2002:map", [(name, _scalar(text, switch))], flow_style=False)
    written: str = yaml.serialize(field, Dumper=_EntryDumper, allow_unicode=True, width=_WIDTH)
    first, *others = written.removeprefix("x: ").removesuffix("\n").split("\n")
    return [first, *(line.removeprefix("  ") for line in others)]


def needs_quotes(text: str) -> bool:
    """Whether a YAML parser would change the text because it takes it for another type.

    Whole numbers and dates are left without quotation marks, because every parser preserves them.
    """
    if _SURE_NUMBER.fullmatch(text) or (text[:1].isdigit() and _is_date(text)):
        return False
    if _BOOLEAN.fullmatch(text) or _NUMBER.fullmatch(text):
        return True
    tag = _YAML_1_1.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return bool(tag != _TEXT)


def _is_date(text: str) -> bool:
    try:
        return str(PartialDate.parse(text)) == text
    except ValueError:
        return False


def _plain(value: Any, group: FieldPath, order: Order) -> Any:
    """The value as text, lists and mappings in canonical order, without empty parts; `None` if it is empty itself."""
    if isinstance(value, str):
        return str(value)  # of an enumeration its text
    if isinstance(value, Mapping):
        known = order(group)
        names = sorted(value, key=lambda name: known.index(name) if name in known else len(known))
        fields = {str(name): _plain(value[name], (*group, str(name)), order) for name in names}
        return {name: field for name, field in fields.items() if field is not None} or None
    if isinstance(value, Sequence):
        items = [_plain(item, group, order) for item in value]
        return [item for item in items if item is not None] or None
    if value is None or isinstance(value, bool):
        return value
    return str(value)


class _EntryDumper(yaml.SafeDumper):
    """Indents lists by two spaces below their name, and writes no anchors and aliases."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def choose_scalar_style(self) -> str:
        style: str = super().choose_scalar_style()
        text = getattr(self.event, "value", "")
        return '"' if style == "'" and ("'" in text or not _MARKS.search(text)) else style

    def ignore_aliases(self, data: Any) -> bool:
        return True


_EntryDumper.yaml_implicit_resolvers = {}  # `needs_quotes` decides on quotation marks
_EntryDumper.add_representer(str, lambda _, text: _scalar(text))
_EntryDumper.add_representer(bool, lambda _, value: _scalar("true" if value else "false", True))


def _scalar(text: str, switch: bool = False) -> yaml.ScalarNode:
    style = None
    if "\n" in text:
        style = "|" if _BLOCK.fullmatch(text) else '"'
    elif not (switch and text in _TRUTH_VALUES) and needs_quotes(text):
        style = '"'
    return yaml.ScalarNode(_TEXT, text, style=style)


def _dump(fields: Mapping[str, Any]) -> str:
    """The fields in lines. PyYAML would need five times as long for the plain words that most fields hold."""
    if _is_plainly_built(fields):
        return "".join(f"{line}\n" for line in _lines(fields))
    written: str = yaml.dump(
        fields,
        Dumper=_EntryDumper,
        allow_unicode=True,
        sort_keys=False,
        width=_WIDTH,
        default_flow_style=False,
    )
    return written


def _is_plainly_built(value: Any) -> bool:
    """Whether names need no quotation marks, and no list stands in a list."""
    if isinstance(value, dict):
        return all(map(_is_plain_name, value)) and all(map(_is_plainly_built, value.values()))
    return not isinstance(value, list) or all(
        _is_plainly_built(item) and not isinstance(item, list) for item in value
    )


@lru_cache(1 << 10)
def _is_plain_name(name: str) -> bool:
    return bool(_PLAIN.fullmatch(name)) and not needs_quotes(name)


def _lines(fields: Mapping[str, Any]) -> Iterator[str]:
    for name, value in fields.items():
        if isinstance(value, dict):
            yield f"{name}:"
            yield from _indented(_lines(value), "  ")
        elif isinstance(value, list):
            yield f"{name}:"
            for item in value:
                yield from _indented(_lines(item) if isinstance(item, dict) else _text(item), "    ", "  - ")
        else:
            yield from _indented(_text(value), "  ", f"{name}: ")


def _indented(lines: Iterable[str], indent: str, first: str = "") -> Iterator[str]:
    """The lines with an indent, but for empty ones; the first one behind `first` if that is given."""
    start = first or indent
    for line in lines:
        yield f"{start}{line}" if line else ""
        start = indent


_PLAIN = re.compile(r"[^\W_](?:[\w.,;()'’“”‘/+&=%?!~@*–-]|:(?=\w|/)| (?=[\w(“‘/+&–]))*")
"""Text that needs no quotation marks unless it reads as a number, a truth value and the like."""


def _text(value: Any) -> list[str]:
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if _PLAIN.fullmatch(value) and ((" " in value and not value[0].isdigit()) or not needs_quotes(value)):
        return [value]
    return write_text(value)
