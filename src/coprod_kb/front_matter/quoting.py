"""What hints repeat of the text of a file: a line with its text in quotation marks, or a short text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coprod_kb.front_matter.flow import mended

FIELD = re.compile(r"[ ]*+(?:- ++)*+[^\s:#\"'][^:]*+:(?= |$)")
"""The name of a field, with the dashes of a list before it."""

_SHORT = 60
"""Length of a contributor's text that a hint repeats; a longer text would hide the advice."""

_VALUE = re.compile(  # the name of a part is in small letters; `- Gardens: a study` is an item
    r"(?P<before>[ ]*)(?:(?:- +)*(?P<name>[a-z_]+: +)|(?P<item>- +)+|(?P<other>[^\s:'\"-][^:]*: +))(?P<text>.+)"
)
_PART = re.compile(r"\s*(?:[a-z_]+:(?: |$)|- )")
_CLOSE = "Close the bracket where the list ends."
_FARTHEST = 50
"""Rows that are looked at above and below a row."""

_LONG = 300
"""As `_SHORT`, for a line that people copy."""

_FRAMES = ("''", '""', "“”", "„“", "‘’")
_ENDS_QUOTATION, _STARTS_QUOTATION = re.compile(r"\w['\"”’](?!\w)"), re.compile(r"(?<!\w)['\"“‘]\w")


def indent_of(line: str) -> int:
    """The number of blanks at the start of the line."""
    return len(line) - len(line.lstrip())


def short_or(example: str, text: str) -> str:
    """The text without blanks around it if a hint can repeat it, else the example."""
    text = text.strip()
    return text if 0 < len(text) <= _SHORT and "`" not in text else example


def start_of(lines: Sequence[str], row: int) -> int:
    """The row of the field or list item whose text goes on in this row; the row itself if none does."""
    own, beside = indent_of(lines[row]), False
    for above in range(row - 1, max(row - _FARTHEST, -1), -1):
        line = lines[above]
        found = _VALUE.match(line) if "[" in line or "{" in line or indent_of(line) < own else None
        if found and found["text"][0] in "[{" and _is_open([found["text"], *lines[above + 1 : row]]):
            return above
        if not line.strip() or indent_of(line) >= own:
            beside |= indent_of(line) == own and not _PART.match(line)
            continue
        if not found:
            if beside and FIELD.match(line) and line.rstrip().endswith(":"):
                return above  # its text starts in the row below
            return start_of(lines, above) if above and not FIELD.match(line) else row
        return start_of(lines, above) if _goes_on(found, lines[row], beside) else row
    return row


def _goes_on(value: re.Match[str], below: str, is_text: bool) -> bool:
    """Whether a line goes on with the text that starts above it.

    value: as found by `_VALUE`. is_text: whether a line between them, in the same column, is text and no field.
    """
    inner = value.start("name") if value["name"] else len(value["before"])
    sign = value["text"].strip()[0]
    return (
        indent_of(below) > inner
        and sign not in "|>#[{"
        and (is_text or sign in "'\"" or not _PART.match(below))
    )


def _is_open(parts: Sequence[str]) -> bool:
    """Whether brackets in these lines are not closed."""
    text = "".join(parts)
    return sum(map(text.count, "[{")) > sum(map(text.count, "]}"))


def whole_text(lines: Sequence[str], row: int) -> str:
    """A sentence that says how to write the field or list item of a row so that it is read as text.

    Marks around the whole text are taken for its frame. Lines that belong to it are joined. In a list in brackets, only
    those items change that have to.
    """
    row = start_of(lines, row) if row < len(lines) else row
    if row + 1 < len(lines) and FIELD.match(lines[row]) and lines[row].rstrip().endswith(":"):
        lines = [*lines[:row], f"{lines[row].rstrip()} {lines[row + 1].strip()}", *lines[row + 2 :]]
    found = _VALUE.match(lines[row]) if row < len(lines) else None
    if not found:
        if "".join(lines[: row + 1]).rstrip().endswith(("[", "{")):
            return _CLOSE
        return 'Put the whole text in quotation marks: `title: "Keeping well: a study"`.'
    start = found["name"] or found["item"] or found["other"]
    in_brackets = found["text"][0] in "[{"
    parts = [found["text"].strip()]
    for below in lines[row + 1 : row + _FARTHEST]:
        if in_brackets:
            if not _is_open(parts) or (indent_of(below) <= len(found["before"]) and FIELD.match(below)):
                break
        elif not below.strip() or not _goes_on(found, below, len(parts) > 1):
            break
        parts.append(below.strip())
    text = " ".join(parts)
    if in_brackets and (flow := mended(text, unframed)):
        if len(text) <= _LONG:
            return f"Put quotation marks around what needs them: `{start}{flow.written}`."
        if flow.changed:
            old, new = flow.changed[0]
            return f"In place of `{old}` write `{new}`."
        return _CLOSE
    if len(text) <= _LONG:
        return f"Put the whole text in quotation marks: `{start}{unframed(text)}`."
    framed = ", and without the quotation marks around it" if _without_frame(text) != text else ""
    return f"Write `{start}>-` alone on this line, and the text below it, two spaces further in{framed}."


def unframed(text: str) -> str:
    """The text in the right quotation marks, in place of those that may be around it."""
    return quoted(_without_frame(text))


def _without_frame(text: str) -> str:
    """The text without marks around all of it: what is escaped in it stands for itself, but for backslashes."""
    marks = text[0] + text[-1]
    if len(text) < 2 or marks not in _FRAMES:
        return text
    inner = text[1:-1].replace("''", "'") if marks == "''" else text[1:-1].replace('\\"', '"')
    inside = inner if "'" in marks else inner.replace("'", "")
    ended, started = _ENDS_QUOTATION.search(inside), _STARTS_QUOTATION.search(inside)
    two = ended and started and ended.start() < started.start() and len(text) < _SHORT  # as in `"a" and "b"`
    return text if two else inner


def quoted(text: str) -> str:
    """The text in the quotation marks in which nothing in it has to change; else in single ones."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"
