"""Adds terms and fields to a vocabulary file without changing a byte of what people wrote in it.

The file is never parsed and written anew: its comments, order and form belong to its authors. Text is only inserted.
Each changed term is read again, to verify that it holds its former values and the additions, and nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import yaml

from coprod_kb.front_matter.formatting.writing import write_fields
from coprod_kb.front_matter.strict_yaml import load

TermFields = Mapping[str, Any]
"""Fields of a term by name: text, or a list of texts."""

_TERM = ("keywords.yml",)  # the path of no group of an entry, so that `write_fields` keeps the order given
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_COMMENT = re.compile(r"#[^\r\n]*")
_SIMPLE = re.compile(r"[^\W\d_](?:[\w '()/-]*[\w)])?")
"""Words that need no quotation marks within brackets."""


@dataclass(frozen=True, slots=True)
class Additions:
    """The result of adding to a file.

    text: of the file with the additions; line ends and everything else are unchanged.
    refused: positions of the terms to which nothing could be added because of their form; they are unchanged.
    """

    text: str
    refused: frozenset[int] = frozenset()


class NoPlace(ValueError):
    """The file is not a list to which terms can be appended."""


def with_additions(
    text: str, new: Sequence[TermFields], added: Mapping[int, TermFields], order: Sequence[str]
) -> Additions:
    """The list of terms in `text` with further fields and list items, and with further terms at its end.

    text: of a file without faults, with its own line ends, without a byte order mark.
    new: whole terms to append. added: by the position of a term, fields that it lacks and further items of its lists.
    order: all fields that a term may have, in the order in which they are written.
    Raises `NoPlace` if the terms stand in brackets rather than after hyphens.
    """
    lines = _LINE.findall(text)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if root is not None and (not isinstance(root, yaml.SequenceNode) or root.flow_style):
        raise NoPlace("the terms stand in brackets")
    items = root.value if root else []
    rows = [item.start_mark.line for item in items]
    pieces: list[str] = [text[: starts[rows[0]]]] if rows else [text]
    refused = set()
    for place, (item, row) in enumerate(zip(items, rows, strict=True)):
        stop = starts[rows[place + 1]] if place + 1 < len(rows) else len(text)
        own = text[starts[row] : stop]
        changed = _completed(own, item, row, added[place], end, order) if place in added else own
        if place in added and changed == own:
            refused.add(place)
        pieces.append(changed)
    whole = "".join(pieces)
    margin = " " * root.start_mark.column if root else ""
    for values in new:
        joint = "" if not whole.strip() else end if whole.endswith(("\n", "\r")) else end * 2
        whole += joint + "".join(f"{line}{end}" for line in _term_lines(values, margin, order))
    return Additions(whole, frozenset(refused))


def _term_lines(values: TermFields, margin: str, order: Sequence[str]) -> Iterable[str]:
    ordered = {name: values[name] for name in order if values.get(name)}
    for number, line in enumerate(write_fields(ordered, _TERM).splitlines()):
        yield f"{margin}{'  ' if number else '- '}{line}" if line else ""


# --- Existing terms ---------------------------------------------------------------------------------


def _completed(own: str, item: yaml.Node, row: int, added: TermFields, end: str, order: Sequence[str]) -> str:
    """The lines of one term with the additions; unchanged if the result would not have the expected values.

    row: of the file, where the lines start.
    """
    if not isinstance(item, yaml.MappingNode) or not item.value:
        return own
    changed = _TermLines(own, row, end).with_fields(item, added, order)
    try:
        before, after = _values(own), _values(changed)
    except ValueError:
        return own
    expected = {name: value for name, value in before.items() if value is not None}
    for name, value in added.items():
        expected[name] = [*(before.get(name) or ()), *value] if isinstance(value, list | tuple) else value
    return changed if after == expected else own


def _values(own: str) -> dict[str, Any]:
    """The values of the lines of one term. Raises `ValueError` if these are not a term by themselves."""
    document, faults = load(own.replace("\r\n", "\n").replace("\r", "\n"), "")
    if (
        any(found.is_error for found in faults)
        or not isinstance(document.value, list)
        or len(document.value) != 1
    ):
        raise ValueError
    term = document.value[0]
    if not isinstance(term, dict):
        raise ValueError
    return dict(term)


class _TermLines:
    """The lines of one term, and the insertions into them."""

    def __init__(self, own: str, row: int, end: str) -> None:
        self.own = own
        self.lines = _LINE.findall(own)
        self.row = row
        self.end = end
        self.inserted: list[tuple[int, str]] = []

    def with_fields(self, item: yaml.MappingNode, added: TermFields, order: Sequence[str]) -> str:
        """The lines with these fields, each below the field that precedes it in `order`."""
        present = {name.value: value for name, value in item.value}
        keys = {name.value: name for name, _ in item.value}
        above = next(iter(present.values()))
        in_line: list[str] = []
        for name in order:
            above = present.get(name, above)
            if name not in added:
                continue
            value = added[name]
            if name in present:
                self._put_items(keys[name], present[name], value, item.start_mark.column)
            elif item.flow_style:
                short = _in_brackets(value) if isinstance(value, str) else f"[{_all_in_brackets(value)}]"
                in_line.append(f"{name}: {short}")
            else:
                self._put_below(
                    above, write_fields({name: value}, _TERM).splitlines(), item.start_mark.column
                )
        if in_line:
            self._put_before_bracket(item, ", ".join(in_line))
        changed, done = [], 0
        for at, text in sorted(
            self.inserted, key=itemgetter(0)
        ):  # stable: keeps the order at the same position
            changed += [self.own[done:at], text]
            done = at
        return "".join([*changed, self.own[done:]])

    def _put_items(self, key: yaml.Node, node: Any, items: Sequence[str], column: int) -> None:
        """Inserts items into a list in the form that it has; the list may have been left blank."""
        lines = [line[2:] for line in write_fields({"x": list(items)}, _TERM).splitlines()[1:]]
        if isinstance(node, yaml.ScalarNode):
            self._put_below(key, lines, column + 2)
        elif not node.flow_style:
            self._put_below(node, lines, node.start_mark.column)
        else:
            self._put_before_bracket(node, _all_in_brackets(items))

    def _put_below(self, node: yaml.Node, lines: Iterable[str], column: int) -> None:
        """Inserts lines below the last line of a value."""
        margin = " " * column
        row = self._last_row(node)
        text = "".join(f"{margin}{line}{self.end}" if line else self.end for line in lines)
        if not self.lines[row].endswith(("\n", "\r")):  # the file ends here
            text = self.end + text.removesuffix(self.end)
        self.inserted.append((sum(map(len, self.lines[: row + 1])), text))

    def _put_before_bracket(self, node: Any, text: str) -> None:
        at = self._at(node.end_mark) - 1
        last = node.value[-1] if node.value else None
        end = self._at((last[1] if isinstance(last, tuple) else last).end_mark) if last else at
        joint = ", " if last and "," not in _COMMENT.sub("", self.own[end:at]) else ""
        self.inserted.append((at, joint + text))

    def _at(self, mark: Any) -> int:
        return sum(map(len, self.lines[: mark.line - self.row])) + int(mark.column)

    def _last_row(self, node: yaml.Node) -> int:
        """The last line of a value, counted from the first line of the term."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._last_row(last[1] if isinstance(last, tuple) else last)
        row = int(node.end_mark.line) - self.row
        if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
            row -= not node.end_mark.column
            while row > 0 and not self.lines[row].strip():
                row -= 1
        return row


def _all_in_brackets(items: Iterable[str]) -> str:
    return ", ".join(map(_in_brackets, items))


def _in_brackets(text: str) -> str:
    """The text as an item of a list in brackets."""
    [plain] = write_fields({"x": text}, _TERM).splitlines() if "\n" not in text else [""]
    return text if _SIMPLE.fullmatch(text) and plain == f"x: {text}" else json.dumps(text, ensure_ascii=False)
