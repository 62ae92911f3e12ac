"""Lists and groups in brackets, `[a, b]` and `{name: a}`, read as they are meant where YAML cannot read them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

_CLOSING = {"[": "]", "{": "}"}
_DEEPEST = 4
DRIVE = re.compile(r"\b[A-Za-z]:\\(?!\\|U[0-9A-Fa-f]{8}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})")
"""The start of a path on Windows, which is no escape."""

_NAME = re.compile(r"\s*([a-z_]+)\s*:(?=\s)\s*")


class Flow(NamedTuple):
    """A list or group in brackets. changed: its items that need quotation marks, as they were and as they are now."""

    written: str
    changed: list[tuple[str, str]]


def mended(text: str, in_quotes: Callable[[str], str]) -> Flow | None:
    """The list or group with each item in quotation marks that needs them; `None` if the text is none.

    text: from its first bracket to the end of the value, on one line. A bracket is added where the last one is missing and
    there are several items. in_quotes: puts the text of an item, which may have a frame already, in quotation marks.
    """
    reader = _Reader(text, in_quotes)
    written = reader.group(0)
    rest = text[reader.at :].strip()
    if written is None or (rest and not rest.startswith("#")) or (reader.is_open and "," not in text):
        return None
    return Flow(written, reader.changed)


class _Reader:
    """Reads one text from the left to the right. at: the position of what is read next."""

    def __init__(self, text: str, in_quotes: Callable[[str], str]) -> None:
        self.text, self.in_quotes = text, in_quotes
        self.changed: list[tuple[str, str]] = []
        self.at = 0
        self.is_open = False

    def group(self, depth: int) -> str | None:
        """The list or group that starts here; `None` if they stand inside each other too many times."""
        opening = self.text[self.at]
        closing = _CLOSING[opening]
        self.at += 1
        items: list[str] = []
        while depth < _DEEPEST:
            self._blanks()
            sign = self.text[self.at : self.at + 1]
            if sign in {"", closing}:
                self.is_open |= not sign
                self.at += len(sign)
                return f"{opening}{', '.join(items)}{closing}"
            if sign == ",":
                self.at += 1
            elif (item := self._named() if opening == "{" else self._item("]", depth)) is not None:
                items.append(item)
        return None

    def _blanks(self) -> None:
        while self.text[self.at : self.at + 1].isspace():
            self.at += 1

    def _named(self) -> str:
        """A part of a group. What follows a comma without a name goes on with the text before the comma."""
        found = _NAME.match(self.text, self.at)
        if not found:
            return self._text("}")
        self.at = found.end()
        if self.text[self.at : self.at + 1] in _CLOSING:
            return f"{found[1]}: {self._item('}', 1)}"
        start = self.at
        value = self._text("}")
        while self.text[self.at : self.at + 1] == "," and not _NAME.match(self.text, self.at + 1):
            if not self.text[self.at + 1 :].strip(" }"):
                break
            self.at += 1
            self._text("}")
            value = self._quoted(self.text[start : self.at].strip(), "}")
        return f"{found[1]}: {value}"

    def _item(self, closing: str, depth: int) -> str | None:
        if self.text[self.at] not in _CLOSING:
            return self._text(closing)
        start = self.at
        inner = self.group(depth + 1)
        self._blanks()
        if self.text[self.at : self.at + 1] in {"", ",", closing}:
            return inner
        self._text(closing)  # `[Keeping] well`
        return self._changed(self.text[start : self.at].strip())

    def _text(self, closing: str) -> str:
        start, mark = self.at, self.text[self.at]
        end = None
        if mark in "'\"":
            ending = re.compile(rf"{mark}(?=\s*(?:[,\{closing}]|\Z))")
            end = ending.search(self.text, start + 1)
            while end and self._is_escaped(end.start(), start, mark):
                end = ending.search(self.text, end.end())
            if (
                end
                and re.search(rf",\s+(?:{mark}|[a-z_]+:\s)", self.text[start + 1 : end.start()])
                and self._read(self.text[start : end.end()], closing) is None
            ):
                end = None  # `'90s care, 'carers planned'`: an apostrophe before a quotation
        if end:
            self.at = end.end()
        else:
            opened = 0
            while self.at < len(self.text) and (opened or self.text[self.at] not in f",{closing}"):
                sign = self.text[self.at]
                opened += (sign in "[{") - (sign in "]}" and opened > 0)
                self.at += 1
        written = self._quoted(self.text[start : self.at].strip(), closing)
        self._blanks()
        return written

    def _is_escaped(self, at: int, start: int, mark: str) -> bool:
        before = self.text[start + 1 : at]
        if mark == '"':
            return (len(before) - len(before.rstrip("\\"))) % 2 == 1
        return (len(before) - len(before.rstrip("'"))) % 2 == 1

    def _quoted(self, item: str, closing: str) -> str:
        """The item as it is if YAML reads it as text with nothing left out, else in quotation marks."""
        plain = item[:1] not in {"'", '"'}
        is_path = DRIVE.search(item) and not plain
        value = self._read(item, closing)
        return (
            item
            if value is not None and not is_path and (value == item or not plain)
            else self._changed(item)
        )

    def _read(self, item: str, closing: str) -> str | None:
        """The item as YAML reads it in brackets; `None` if it is no text there."""
        try:
            read = yaml.load(f"[{item}]" if closing == "]" else f"{{a: {item}}}", yaml.CBaseLoader)  # noqa: S506 (text alone)
        except yaml.YAMLError:
            return None
        value = read[0] if isinstance(read, list) else read.get("a")
        return value if len(read) == 1 and isinstance(value, str) else None

    def _changed(self, item: str) -> str:
        self.changed.append((item, self.in_quotes(item)))
        return self.changed[-1][1]
