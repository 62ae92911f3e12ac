"""Changes in a YAML text by the places of its values. What no change names stays the same byte for byte."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import Any

import yaml

from coprod_kb.front_matter.formatting.writing import write_fields, write_text

TermFields = Mapping[str, Any]
"""Fields by name: text, lists and groups."""

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
COMMENT = re.compile(r"(?<!\S)#[^\r\n]*")
_SIMPLE = re.compile(r"[^\W\d_](?:[\w '()/-]*[\w)])?")
"""Words that need no quotation marks within brackets."""


class NoPlace(ValueError):
    """The form of the text does not allow the change."""


class Splices:
    """The lines of a text, and the changes to them.

    text: has its own line ends. row: of the file where the text starts, as the marks of nodes count it.
    """

    def __init__(self, text: str, row: int, end: str) -> None:
        self.text = text
        self.lines = LINE.findall(text)
        self.starts = list(accumulate(map(len, self.lines), initial=0))
        self.row = row
        self.end = end
        self.splices: list[tuple[int, int, str]] = []

    def result(self) -> str:
        """The text with all changes. Raises `NoPlace` if two of them overlap."""
        changed, done = [], 0
        # Stable: keeps the order of insertions at one position.
        for start, stop, text in sorted(self.splices, key=itemgetter(0, 1)):
            if start < done:
                raise NoPlace("two changes overlap")
            changed += [self.text[done:start], text]
            done = stop
        return "".join([*changed, self.text[done:]])

    # --- Additions ------------------------------------------------------------------------------------

    def put_fields(self, group: yaml.MappingNode, added: TermFields, order: Sequence[str]) -> None:
        """Inserts fields into a group, each below the field that precedes it in `order`."""
        present = {name.value: value for name, value in group.value}
        keys = {name.value: name for name, _ in group.value}
        above = next(iter(present.values()))
        in_line: list[str] = []
        for name in order:
            above = present.get(name, above)
            if name not in added:
                continue
            value = added[name]
            if name in present:
                self.put_items(keys[name], present[name], value, group.start_mark.column)
            elif group.flow_style:
                in_line.append(f"{name}: {_in_brackets(value)}")
            else:
                self._put_below(above, write_fields({name: value}).splitlines(), group.start_mark.column)
        if in_line:
            self._put_before_bracket(group, ", ".join(in_line))

    def put_items(self, key: yaml.Node, node: Any, items: Sequence[Any], column: int) -> None:
        """Inserts items at the end of a list in the form that it has; the list may have been left blank."""
        lines = [line[2:] for line in write_fields({"x": list(items)}).splitlines()[1:]]
        if isinstance(node, yaml.ScalarNode):
            self._put_below(key, lines, column + 2)
        elif not node.flow_style:
            self._put_below(node, lines, node.start_mark.column)
        else:
            self._put_before_bracket(node, ", ".join(map(_in_brackets, items)))

    def _put_below(self, node: yaml.Node, lines: Iterable[str], column: int) -> None:
        """Inserts lines below the last line of a value."""
        margin = " " * column
        row = self._last_row(node)
        text = "".join(f"{margin}{line}{self.end}" if line else self.end for line in lines)
        if not self.lines[row].endswith(("\n", "\r")):  # the file ends here
            text = self.end + text.removesuffix(self.end)
        at = self._start_of(row + 1)
        self.splices.append((at, at, text))

    def _put_before_bracket(self, node: Any, text: str) -> None:
        at = self.at(node.end_mark) - 1
        parts = [part if isinstance(part, tuple) else (part, part) for part in node.value]
        end = self.at(parts[-1][1].end_mark) if parts else at
        remains = bool(parts) and (self.at(parts[0][0].start_mark), end, "") not in self.splices
        joint = ", " if remains and "," not in COMMENT.sub("", self.text[end:at]) else ""
        self.splices.append((at, at, joint + text))

    # --- Replacements and removals ----------------------------------------------------------------------

    def replace(self, node: yaml.ScalarNode, text: str, column: int, *, flow: bool) -> None:
        """Puts another text in the place of a text. column: that of further lines. flow: whether it is in brackets."""
        start, stop = self.at(node.start_mark), self.at(node.end_mark)
        if node.style in {"|", ">"}:
            row = self._last_row(node)
            stop = self._start_of(row) + len(self.lines[row].rstrip("\r\n"))
            if "#" in self.lines[node.start_mark.line - self.row][node.start_mark.column :]:
                raise NoPlace("a comment stands beside the sign that begins the text")
        first, *others = [_in_brackets(text)] if flow else write_text(text)
        margin = " " * column
        lines = [first, *(f"{margin}{line}" if line else "" for line in others)]
        self.splices.append((start, stop, ("" if start < stop else " ") + self.end.join(lines)))

    def remove_fields(self, group: yaml.MappingNode, names: Iterable[str]) -> None:
        """Removes fields from a group that keeps others. Comments stay, each on a line of its own."""
        places = [index for index, (name, _) in enumerate(group.value) if name.value in names]
        if group.flow_style:
            self._remove_in_brackets([(name, value) for name, value in group.value], places)
            return
        for place in places:
            name, value = group.value[place]
            self._remove_rows(name, value, name.start_mark.column)

    def remove_items(self, node: yaml.SequenceNode, places: Sequence[int]) -> None:
        """Removes items from a list that keeps others. Comments stay, each on a line of its own."""
        if node.flow_style:
            self._remove_in_brackets([(item, item) for item in node.value], places)
            return
        for place in places:
            self._remove_rows(node.value[place], node.value[place], node.start_mark.column)

    def _remove_rows(self, first: yaml.Node, last: yaml.Node, column: int) -> None:
        top, bottom = first.start_mark.line - self.row, self._last_row(last) + 1
        before = self.lines[top][:column]
        if before.strip() or self.lines[top][column : first.start_mark.column].strip("- "):
            raise NoPlace("something else stands on the same line")
        comments = [f"{' ' * column}{text}{self.end}" for text in self.comments(first, last, top, bottom)]
        blank = not top or not self.lines[top - 1].strip()
        while blank and not comments and self.lines[bottom : bottom + 1] in (["\n"], ["\r\n"]):
            bottom += 1
        while blank and not comments and top and self.starts[bottom] == len(self.text):
            top -= 1  # nothing follows, so the blank lines above separate nothing
            blank = not self.lines[top - 1].strip()
        self.splices.append((self._start_of(top), self._start_of(bottom), "".join(comments)))

    def _remove_in_brackets(
        self, parts: Sequence[tuple[yaml.Node, yaml.Node]], places: Sequence[int]
    ) -> None:
        for place in places:
            if place - 1 in places:
                continue  # removed together with the one before it
            end = place
            while end in places:
                end += 1
            if place == 0 and end == len(parts):  # what is added takes their place
                start, stop = self.at(parts[0][0].start_mark), self.at(parts[-1][1].end_mark)
            elif end < len(parts):
                start, stop = self.at(parts[place][0].start_mark), self.at(parts[end][0].start_mark)
            else:
                start, stop = self.at(parts[place - 1][1].end_mark), self.at(parts[end - 1][1].end_mark)
            if COMMENT.search(self.text, start, stop):
                raise NoPlace("a comment stands within the brackets")
            self.splices.append((start, stop, ""))

    def comments(self, first: yaml.Node, last: yaml.Node, top: int, bottom: int) -> list[str]:
        """The comments in some rows that hold the values from `first` to `last`."""
        found, start = [], self._start_of(top)
        for begin, end in (*self._texts(first), *(self._texts(last) if last is not first else ())):
            found += COMMENT.findall(self.text, start, begin)
            start = max(start, end)
        return [*found, *COMMENT.findall(self.text, start, self._start_of(bottom))]

    def _texts(self, node: yaml.Node) -> Iterable[tuple[int, int]]:
        """Start and end of each text in a value, in order. The line of a sign that begins a text is none of it."""
        if isinstance(node, yaml.ScalarNode):
            start, end = self.at(node.start_mark), self.at(node.end_mark)
            if node.style in {"|", ">"}:
                start = self._start_of(node.start_mark.line - self.row + 1)
                end = max(start, self._start_of(self._last_row(node) + 1))
            yield start, end
        else:
            for part in node.value:
                for child in part if isinstance(part, tuple) else (part,):
                    yield from self._texts(child)

    # --- Places ------------------------------------------------------------------------------------------

    def _start_of(self, row: int) -> int:
        return self.starts[min(row, len(self.lines))]

    def at(self, mark: Any) -> int:
        """The position of a mark in the text."""
        return self._start_of(mark.line - self.row) + int(mark.column)

    def _last_row(self, node: yaml.Node) -> int:
        """The last line of a value, counted from the first line of the text."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._last_row(last[1] if isinstance(last, tuple) else last)
        row = int(node.end_mark.line) - self.row
        if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
            row -= not node.end_mark.column
            while row > 0 and not self.lines[row].strip():
                row -= 1
        return row


def _in_brackets(value: Any) -> str:
    """A text, or a list of texts, as a part of a list or group in brackets."""
    if not isinstance(value, str):
        if not isinstance(value, list | tuple):
            raise NoPlace("a group would stand within brackets")
        return f"[{', '.join(map(_in_brackets, value))}]"
    [plain] = write_fields({"x": value}).splitlines() if "\n" not in value else [""]
    return (
        value
        if _SIMPLE.fullmatch(value) and plain == f"x: {value}"
        else json.dumps(value, ensure_ascii=False)
    )
