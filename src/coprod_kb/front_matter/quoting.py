"""What hints repeat of the text of a file: a line with its text in quotation marks, or a short text."""

from __future__ import annotations

import re
from collections.abc import Sequence

FIELD = re.compile(r"[ ]*+(?:- ++)*+[^\s:#\"'][^:]*+:(?= |$)")
"""The name of a field, with the dashes of a list before it."""

_SHORT = 60
"""Length of a contributor's text that a hint repeats; a longer text would hide the advice."""

_VALUE = re.compile(  # the name of a part is in small letters; `- Gardens: a study` is an item
    r"(?P<before>[ ]*)(?:(?:- +)*(?P<name>[a-z_]+: +)|(?P<item>- +)+|(?P<other>[^\s:'\"-][^:]*: +))(?P<text>.+)"
)
_LONG = 300
"""As `_SHORT`, for a line that people copy."""

_MARKS = "'\"“”„‘’ "
_ENDS_QUOTATION, _STARTS_QUOTATION = re.compile(r"\w['\"”’](?!\w)"), re.compile(r"(?<!\w)['\"“‘]\w")


def indent_of(line: str) -> int:
    """The number of blanks at the start of the line."""
    return len(line) - len(line.lstrip())


def short_or(example: str, text: str) -> str:
    """The text without blanks around it if a hint can repeat it, else the example."""
    text = text.strip()
    return text if 0 < len(text) <= _SHORT and "`" not in text else example


def in_quotes(lines: Sequence[str], row: int) -> str:
    """The field or list item that starts in a row, with its text in quotation marks; words that say so if it is long.

    Marks around the whole text are taken for its frame. Lines below that go on with it are joined.
    """
    found = _VALUE.match(lines[row]) if row < len(lines) else None
    if not found:
        return 'title: "Keeping well: a study"'
    indent, start = len(found["before"]), found["name"] or found["item"] or found["other"]
    parts = [found["text"].strip()]
    for below in lines[row + 1 :]:
        if (
            not below.strip()
            or indent_of(below) <= indent
            or FIELD.match(below)
            or below.lstrip().startswith("- ")
        ):
            break
        parts.append(below.strip())
    text = " ".join(parts)
    marked = quoted(_without_frame(text))
    if len(text) <= _LONG:
        return f"{start}{marked}"
    rest = f", and two `{marked[0] * 2}` for each `{marked[0]}` in it" if marked[0] == "'" else ""
    return f"{start}{marked[0]}{parts[0][:20].strip(_MARKS)} … {text[-20:].strip(_MARKS)}{marked[0]}{rest}"


def _without_frame(text: str) -> str:
    """The text without marks around all of it: what is escaped in it stands for itself, but for backslashes."""
    if len(text) < 2 or text[0] + text[-1] not in {"''", '""', "“”", "„“", "‘’"}:
        return text
    inner = text[1:-1].replace("''", "'") if text[0] == "'" else text[1:-1].replace('\\"', '"')
    ended = _ENDS_QUOTATION.search(inner)
    two = ended and _STARTS_QUOTATION.search(inner, ended.end())  # as in `"a" and "b"`
    return text if two else inner


def quoted(text: str) -> str:
    """The text in the quotation marks in which nothing in it has to change; else in single ones."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"
