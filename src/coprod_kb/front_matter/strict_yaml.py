"""A strict subset of YAML, read from libyaml's events into text, lists and mappings with their places.

PyYAML's loaders guess types (`NO`, `1e9`, `2014-02-30`), follow anchors and interpret tags. Here every scalar is text,
and anchors, aliases, merge keys and tags are errors. The schema converts text into typed values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import yaml

from coprod_kb.diagnostics import Diagnostic, Severity, Wording
from coprod_kb.front_matter.document import Document, FieldPath, Place, Value, diagnostic_at
from coprod_kb.front_matter.flow import DRIVE
from coprod_kb.front_matter.quoting import whole_text
from coprod_kb.front_matter.yaml_slips import slip_of
from coprod_kb.values.characters import NOT_IN_YAML, control_code, invisible, without
from coprod_kb.values.translation import N_

MAX_BYTES = 64 * 1024
MAX_DEPTH = 8
MAX_NODES = 20_000
MAX_NAME = 100
"""Length of a field's name in characters; diagnostics repeat the name."""

FIELDS_TOO_LONG = Wording(
    "too-long",
    N_("The fields take more than {limit} KB."),
    N_("Move long text below the fields, or link to it."),
)
CONTROL_CHARACTER = Wording(
    "control-character",
    N_("There is an invisible control character ({value}) here."),
    N_("Delete it, and type the words around it again."),
)

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LOST_TEXT = re.compile(r"\s+(#\S{1,60})")


def load(
    text: str, path: str, first_line: int = 1, *, most_bytes: int = MAX_BYTES, most_nodes: int = MAX_NODES
) -> tuple[Document, list[Diagnostic]]:
    """The values of a YAML text whose first line is line `first_line` of the file `path`, and all faults found.

    Never raises. After a fault of syntax, the document has no value: what was read up to there would lead to
    diagnostics about fields that seem to be missing.
    most_bytes, most_nodes: limits of the text's length in UTF-8 and of the number of values.
    """
    if len(text.encode("utf-8", "replace")) > most_bytes:
        return Document(path, None), [
            diagnostic_at(path, *FIELDS_TOO_LONG.filled(limit=most_bytes // 1024), Place(first_line, 1))
        ]
    if forbidden := list(_control_characters(text, path, first_line)):
        return Document(path, None), forbidden
    written_lines = text.split("\n")
    left_out = {row: found for row, line in enumerate(written_lines) if (found := _invisible_in(line))}
    lines = list(written_lines)
    for row, columns in left_out.items():
        lines[row] = without(lines[row], columns)
    reader = _EventReader("\n".join(lines), path, first_line, most_nodes)
    document = reader.read()
    if not left_out:
        return document, reader.faults

    def written(place: Place) -> Place:
        column = place.column
        for position in left_out.get(place.line - first_line, ()):
            column += position < column
        return Place(place.line, column)

    faults = [
        replace(fault, column=written(Place(fault.line or 1, fault.column or 1)).column)
        for fault in reader.faults
    ]
    faults += [
        _invisible(written_lines[row][columns[0]], path, Place(first_line + row, columns[0] + 1))
        for row, columns in left_out.items()
    ]
    values_at, keys_at = (
        {where: written(place) for where, place in places.items()}
        for places in (document.values_at, document.keys_at)
    )
    return replace(document, values_at=values_at, keys_at=keys_at), faults


def _invisible_in(line: str) -> list[int]:
    """As `invisible`. An escape such as `\\U0001F469` counts as its character, which may need a joiner beside it."""
    if "\\" not in line or line.isascii():
        return invisible(line)
    read = _ESCAPE.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)) * len(found[0]), line)
    return [position for position in invisible(read) if not line[position].isascii()]  # not within an escape


def _invisible(char: str, path: str, place: Place) -> Diagnostic:
    return diagnostic_at(
        path,
        "invisible-character",
        f"A character that nobody can see (U+{ord(char):04X}) is here. It is left out.",
        "Delete it, or delete the words around it and type them again.",
        place,
        Severity.WARNING,
    )


def _control_characters(text: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    """A diagnostic for the first such character of each line."""
    if not NOT_IN_YAML.search(text):
        return
    for line, content in enumerate(text.split("\n"), start=first_line):
        if found := NOT_IN_YAML.search(content):
            said = CONTROL_CHARACTER.filled(value=f"U+{ord(found.group()):04X}")
            yield diagnostic_at(
                path,
                control_code(found.group()),
                said.message,
                said.hint,
                Place(line, found.start() + 1),
            )


class _LimitExceeded(Exception):
    """The text is nested too deeply or has too many values. The diagnostic is recorded; reading stops."""


class _EventReader:
    """Turns the events of one text into values."""

    def __init__(self, text: str, path: str, first_line: int, most_nodes: int) -> None:
        self.path = path
        self.most_nodes = most_nodes
        self.first_line = first_line
        self.lines = text.split("\n")
        self.has_number_sign = "#" in text
        lines = text.rstrip().split("\n")
        self.end = Place(first_line + len(lines) - 1, len(lines[-1]) + 1)
        self.faults: list[Diagnostic] = []
        self.values_at: dict[FieldPath, Place] = {}
        self.keys_at: dict[FieldPath, Place] = {}
        self.nodes = 0
        self.parser = yaml.CLoader(text)
        self.next: Callable[[], Any] = self.parser.get_event

    def read(self) -> Document:
        try:
            self.next()  # stream start
            event = self.next()
            if isinstance(event, yaml.StreamEndEvent):
                return Document(self.path, None)
            value = self._node(self.next(), ())
            self.next()  # document end
            if not isinstance(extra := self.next(), yaml.StreamEndEvent):
                self._fault(
                    extra, "yaml-syntax", "There is a second block of fields.", "Keep one block of fields."
                )
        except yaml.YAMLError as error:
            self.faults = [
                fault for fault in self.faults if fault.code != "joined-items"
            ]  # an open quotation mark
            self.faults.append(self._syntax(error))
            return Document(self.path, None)
        except UnicodeDecodeError:  # a tag such as `!%C0%80`: libyaml accepts it, but PyYAML cannot decode it
            last = max([Place(self.first_line, 1), *self.values_at.values(), *self.keys_at.values()])
            self.faults.append(diagnostic_at(self.path, "yaml-syntax", *_UNDECODABLE_TAG, last))
            return Document(self.path, None)
        except _LimitExceeded:
            return Document(self.path, None)
        finally:
            self.parser.dispose()
        return Document(self.path, value, self.values_at, self.keys_at)

    def _node(self, event: yaml.Event, path: FieldPath) -> Value:
        self.nodes += 1
        if len(path) > MAX_DEPTH or self.nodes > self.most_nodes:
            self._fault(
                event,
                "too-deep" if len(path) > MAX_DEPTH else "too-long",
                "Lists or groups stand inside each other too many times."
                if len(path) > MAX_DEPTH
                else "There are too many values.",
                "Write the fields as the other entries do.",
            )
            raise _LimitExceeded
        self.values_at[path] = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            self._fault(
                event,
                "yaml-alias",
                f"`*{event.anchor}` cannot be read: text that starts with `*` has a special meaning.",
                f"{self._whole_text(event)} If it is not meant as text, write out what it stands for.",
            )
            return self._source_of(event)
        self._refuse_anchor_and_tag(event)
        if isinstance(event, yaml.ScalarEvent):
            blank = not event.style and event.value in {"", "~"}  # plain, not quoted
            if self.has_number_sign and not event.style:
                self._warn_of_lost_text(event)
            if event.style not in {"|", ">"}:
                self._warn_of_joined_items(event)
            if blank and (event.anchor or event.tag):
                return self._source_of(event)  # reported already; as `None` it would also count as missing
            return None if blank else self._text(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return list(self._items(path))
        return self._mapping(path)

    def _warn_of_lost_text(self, event: yaml.ScalarEvent) -> None:
        """To YAML, `Garden #1` ends before the `#`. With a space after it, a `#` is taken to start a comment."""
        start, end = _marks(event)
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        if lost := _LOST_TEXT.match(line, end.column):
            self.faults.append(
                diagnostic_at(
                    self.path,
                    "comment-in-text",
                    f"What starts with “{lost[1]}” is left out: after a space, `#` starts a comment.",
                    f"If it belongs to the text, it needs quotation marks. {whole_text(self.lines, start.line)}",
                    Place(end.line + self.first_line, lost.start(1) + 1),
                    Severity.WARNING,
                )
            )

    def _warn_of_joined_items(self, event: yaml.ScalarEvent) -> None:
        """To YAML, `- A` and a line `- B` below it that is indented further are one text."""
        start, end = _marks(event)
        for row in range(start.line + 1, min(end.line + 1, len(self.lines))):
            if found := re.match(r"[ ]*(?=- )", self.lines[row]):
                self.faults.append(
                    diagnostic_at(
                        self.path,
                        "joined-items",
                        "This looks like a list item, and is read as part of the text above it.",
                        "If it is an item of its own, start it in the same column as the other items.",
                        Place(row + self.first_line, found.end() + 1),
                        Severity.WARNING,
                    )
                )
                return

    def _whole_text(self, event: yaml.Event) -> str:
        """As `whole_text`, for the field of an event."""
        return whole_text(self.lines, _marks(event)[0].line)

    def _source_of(self, event: yaml.Event) -> str:
        """The text from which an event was made; empty if it stood on several lines."""
        start, end = _marks(event)
        return self.lines[start.line][start.column : end.column] if start.line == end.line else ""

    def _items(self, path: FieldPath) -> Iterator[Value]:
        index = 0
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            yield self._node(event, (*path, index))
            index += 1

    def _mapping(self, path: FieldPath) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._fault(
                    event,
                    "yaml-key",
                    "The name of a field must be a word.",
                    "Write the field as `name: text`. Put text that starts with `[`, `{` or `*` in quotation marks.",
                )
                self._node(event, (*path, "?"))
                self._node(self.next(), (*path, "?"))
                continue
            self._refuse_anchor_and_tag(event)
            key = self._text(event)
            key_path = (*path, key)
            if len(key) > MAX_NAME:
                self._fault(
                    event,
                    "too-long",
                    f"The name of this field is longer than {MAX_NAME} characters.",
                    "Write the field as `name: text`, with a short name.",
                )
                self._node(self.next(), (*path, "?"))
                continue
            if key == "<<" and not event.style:
                self._fault(
                    event,
                    "yaml-merge",
                    "`<<` would copy other fields to this place.",
                    "Write the fields out.",
                )
                self._node(self.next(), key_path)
                continue
            if key in mapping:
                first = self.keys_at[key_path]
                self._fault(
                    event,
                    "duplicate-key",
                    f"`{key}` is there twice. The first stands on line {first.line}.",
                    "Keep one of the two, or join them into one list.",
                )
                places = self.keys_at, self.values_at
                self.keys_at, self.values_at = {}, {}  # keeps the places of the first value
                self._node(self.next(), key_path)
                self.keys_at, self.values_at = places
                continue
            self.keys_at[key_path] = self._place(event)
            mapping[key] = self._node(self.next(), key_path)
        return mapping

    def _text(self, event: yaml.ScalarEvent) -> str:
        """The text of a scalar, checked for characters that an escape such as `"\\0"` brings in."""
        text = str(event.value)
        source = self._source_of(event)
        if event.style == '"' and (found := NOT_IN_YAML.search(text)):
            text = source[1:-1]
            self._fault(
                event,
                control_code(found.group()),
                f"This text holds an invisible control character (U+{ord(found.group()):04X}).",
                f"A backslash has a special meaning here. {self._whole_text(event)}",
            )
        elif event.style == '"' and DRIVE.search(source):
            text = source[1:-1]  # else a line end from `\\n` would count as a further fault
            self._fault(
                event,
                "yaml-syntax",
                "A backslash has a special meaning between double quotation marks.",
                f"{self._whole_text(event)} Or write two backslashes for each.",
            )
        if event.style == '"' and (positions := invisible(text)):
            self.faults.append(_invisible(text[positions[0]], self.path, self._place(event)))
            text = without(text, positions)
        return "" if "\u2800" in text and not text.strip("\u2800 ") else text  # the blank of Braille

    def _refuse_anchor_and_tag(self, event: yaml.Event) -> None:
        if anchor := getattr(event, "anchor", None):
            self._fault(
                event,
                "yaml-anchor",
                f"`&{anchor}` cannot be read: text that starts with `&` has a special meaning.",
                f"{self._whole_text(event)} If it is not meant as text, delete it.",
            )
        if tag := getattr(event, "tag", None):
            self._fault(
                event,
                "yaml-tag",
                f"`{tag}` cannot be read: text that starts with `!` has a special meaning.",
                f"{self._whole_text(event)} If it is not meant as text, delete it.",
            )

    def _place(self, event: yaml.Event) -> Place:
        mark, _ = _marks(event)
        place = Place(mark.line + self.first_line, mark.column + 1)
        return place if place < self.end else self.end  # libyaml may place the end below the last line

    def _fault(self, event: yaml.Event, code: str, message: str, hint: str) -> None:
        self.faults.append(diagnostic_at(self.path, code, message, hint, self._place(event)))

    def _syntax(self, error: yaml.YAMLError) -> Diagnostic:
        problem = str(getattr(error, "problem", None) or "it could not be read")
        at, since = (
            (mark.line, mark.column) if (mark := getattr(error, name, None)) else None
            for name in ("problem_mark", "context_mark")
        )
        slip = slip_of(problem, self.lines, at, since)
        place = min(slip.place(self.first_line), self.end)
        return diagnostic_at(self.path, "yaml-syntax", slip.message, slip.hint, place)


def _marks(event: yaml.Event) -> tuple[Any, Any]:
    """Where an event starts and ends in the text; libyaml marks every event."""
    assert event.start_mark is not None
    assert event.end_mark is not None
    return event.start_mark, event.end_mark


_UNDECODABLE_TAG = (
    "A type that starts with `!` cannot be read here.",
    "Delete it. If it is meant as text, put the text in quotation marks.",
)
