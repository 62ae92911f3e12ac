"""Changes values in a YAML text, or in the fields of an entry, without changing a byte of what stays.

The caller says which value the whole text is to have. Comments stay: those beside a line that goes get a line of
their own. The result is read again, to verify that it holds the wanted value and all comments.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from typing import Any

import yaml

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.front_matter.document import FieldPath, Value
from coprod_kb.front_matter.entry_schema import EntrySchema
from coprod_kb.front_matter.formatting.rewriting import fields_of, normal_text, raw_fields
from coprod_kb.front_matter.formatting.splices import NoPlace, Splices
from coprod_kb.front_matter.formatting.writing import Order
from coprod_kb.front_matter.strict_yaml import MAX_BYTES, load


def edited_entry(
    data: bytes, path: str, change: Callable[[dict[str, Any]], dict[str, Any]], schema: EntrySchema
) -> bytes:
    """The file of an entry with changed fields.

    change: gives the wanted fields for the present ones; lists and groups that have become empty are taken out.

    Raises `NoPlace` if its fields cannot be read, or not be changed in the form that they have.
    """
    start, stop = place_of_fields(data, path)
    text = data[start:stop].decode()
    present = value_of(text, MAX_BYTES)
    if not isinstance(present, dict):
        raise NoPlace("it has no fields")
    wanted = without_empty(change(json.loads(json.dumps(present))), present)
    changed = with_values(text, wanted, schema.order, schema)
    return data[:start] + changed.encode() + data[stop:]


def place_of_fields(data: bytes, path: str) -> tuple[int, int]:
    """Where the lines of the fields of an entry start and stop in its file. Raises `NoPlace` if it has none."""
    fields = fields_of(data, path)
    if isinstance(fields, Diagnostic):
        raise NoPlace(fields.message)
    return raw_fields(data, fields)


def with_values(
    text: str, wanted: Value, order: Order, schema: EntrySchema | None = None, *, most_bytes: int = 1 << 20
) -> str:
    """The text with the changes that give it the value `wanted`.

    text: of a list or a group without faults, with its own line ends, without a byte order mark. Items are only added to
    the ends of lists. schema: of the entry whose fields these are. Raises `NoPlace` if the form of the text does not allow a change.
    """
    present = value_of(text, most_bytes)
    if present == wanted:
        return text
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if root is None:
        raise NoPlace("there is nothing in the file")
    edit = _Edit(text, order, schema)
    edit.bring(None, root, present, wanted, ())
    changed = edit.result()
    if value_of(changed, most_bytes) != wanted or _comments(changed) != _comments(text):
        raise NoPlace("its form does not allow it")
    return changed


def with_renamed(text: str, fields: Iterable[FieldPath], name: str) -> str:
    """The text with the name `name` for each of these fields, which keep their places and the form of their values."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    splices = Splices(text, 0, "\n")
    for field in fields:
        group: Any = root
        for part in field[:-1]:
            group = group.value[part] if isinstance(part, int) else _named(group, part)[1]
        key, _ = _named(group, field[-1])
        splices.splices.append((splices.at(key.start_mark), splices.at(key.end_mark), name))
    return splices.result()


def _named(group: yaml.MappingNode, name: str | int) -> tuple[yaml.Node, yaml.Node]:
    return next((key, value) for key, value in group.value if key.value == name)


def value_of(text: str, most_bytes: int = 1 << 20) -> Value:
    """The value of a YAML text. Raises `NoPlace` if it has errors."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    document, faults = load(plain, "", most_bytes=most_bytes, most_nodes=100_000)
    if any(found.is_error for found in faults):
        raise NoPlace(next(found.message for found in faults if found.is_error))
    return document.value


def _comments(text: str) -> Counter[str]:
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    assert root is not None
    splices = Splices(text, 0, "\n")
    return Counter(splices.comments(root, root, 0, len(splices.lines)))


class _Edit(Splices):
    """The changes that lead from one value to another."""

    def __init__(self, text: str, order: Order, schema: EntrySchema | None) -> None:
        super().__init__(text, 0, "\r\n" if text.split("\n", 1)[0].endswith("\r") else "\n")
        self.order = order
        self.schema = schema

    def bring(
        self,
        key: yaml.Node | None,
        node: yaml.Node,
        present: Value,
        wanted: Value,
        path: FieldPath,
        column: int = 0,
        flow: bool = False,
    ) -> None:
        """Changes the value of a node. path: of the field, without positions. column: of the group or list around it."""
        flow = flow or bool(getattr(node, "flow_style", False) and isinstance(node, yaml.CollectionNode))
        if present == wanted:
            return
        if isinstance(node, yaml.MappingNode) and isinstance(present, dict) and isinstance(wanted, dict):
            self._fields(node, present, wanted, path, flow)
        elif isinstance(node, yaml.SequenceNode) and isinstance(present, list) and isinstance(wanted, list):
            self._items(node, key, present, wanted, path, flow)
        elif isinstance(node, yaml.ScalarNode) and isinstance(wanted, str):
            self.replace(node, wanted, column + 2, flow=flow)
        elif isinstance(node, yaml.ScalarNode) and present is None and isinstance(wanted, list) and key:
            self.put_items(key, node, wanted, column)
        else:
            raise NoPlace("a text would become a list or a group")

    def _fields(
        self,
        node: yaml.MappingNode,
        present: dict[str, Value],
        wanted: dict[str, Value],
        path: FieldPath,
        flow: bool,
    ) -> None:
        for key, value in node.value:
            name = key.value
            if name in wanted:
                column = node.start_mark.column
                self.bring(key, value, present[name], wanted[name], (*path, name), column, flow)
        self.remove_fields(node, present.keys() - wanted.keys())
        added = {
            name: self._typed(value, (*path, name)) for name, value in wanted.items() if name not in present
        }
        if added:
            known = [*self.order(path)]
            self.put_fields(node, added, [*known, *(name for name in added if name not in known)])

    def _items(
        self,
        node: yaml.SequenceNode,
        key: yaml.Node | None,
        present: list[Value],
        wanted: list[Value],
        path: FieldPath,
        flow: bool,
    ) -> None:
        column = node.start_mark.column
        matcher = SequenceMatcher(None, [*map(_identity, present)], [*map(_identity, wanted)], autojunk=False)
        removed: list[int] = []
        for tag, first, last, new, end in matcher.get_opcodes():
            pairs = min(last - first, end - new)
            for step in range(pairs):
                now, then = present[first + step], wanted[new + step]
                self.bring(None, node.value[first + step], now, then, path, column, flow)
            removed += range(first + pairs, last)
            if end - new > pairs:
                if last != len(present):
                    raise NoPlace("an item would stand before others")
                assert tag != "equal"
                self.put_items(key or node, node, wanted[new + pairs : end], column)
        self.remove_items(node, removed)

    def _typed(self, value: Value, path: FieldPath) -> Any:
        """The value as it is written: `true` without quotation marks where the field is a truth value."""
        if isinstance(value, str) and self.schema:
            text, is_switch = normal_text(value, path, self.schema)
            return text == "true" if is_switch else value
        return value


def _identity(item: Value) -> str:
    """What tells an item of a list from others, so that one that changes is still the same."""
    if isinstance(item, dict):
        names = (item.get(name) for name in ("label", "name", "address", "text", "url"))
        return str(next(filter(None, names), item))
    return str(item)


def without_empty(wanted: dict[str, Any], present: Value = None) -> dict[str, Any]:
    """The fields without the lists and groups that are empty, unless they are so at present; blank fields stay."""
    before = present if isinstance(present, dict) else {}
    kept = {
        name: without_empty(value, before.get(name)) if isinstance(value, dict) else value
        for name, value in wanted.items()
    }
    return {name: value for name, value in kept.items() if value not in ({}, []) or before.get(name) == value}
