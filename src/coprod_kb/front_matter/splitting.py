"""Splits a file: bytes to text, and the text of an entry to front matter and body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from frontmatter.default_handlers import YAMLHandler

from coprod_kb.diagnostics import Diagnostic, Wording
from coprod_kb.front_matter.document import Place, diagnostic_at
from coprod_kb.front_matter.quoting import indent_of, short_or
from coprod_kb.front_matter.yaml_slips import Slip
from coprod_kb.values.translation import N_

_OFFICE_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf")
"""The first bytes of files that are not plain text: Word and LibreOffice, old Word, PDF, rich text."""

_FRONT_MATTER = YAMLHandler()


class Halves(NamedTuple):
    """Front matter and body of an entry, each with the line of the file on which it starts, counted from 1."""

    text: str
    text_line: int
    body: str
    body_line: int


EMPTY_FILE = Wording(
    "empty-file",
    N_("The file is empty."),
    N_("Start with the lines of another entry: `---`, then `title:`, `type:` and so on, then `---`."),
)
NO_FIRST_LINE = Wording(
    "front-matter-missing",
    N_("The fields are missing: the file does not start with a line of three hyphens."),
    N_("Write `---` alone on the first line, then the fields such as `title:`, then `---` again."),
)
NO_LAST_LINE = Wording(
    "front-matter-open",
    N_("The fields do not end: there is no second line of three hyphens."),
    N_("Write `---` alone on a line after the last field, before the text of the entry."),
)
NOT_UTF_8 = Wording(
    "encoding",
    N_("The file is not saved as UTF-8, and a character{perhaps} cannot be read."),
    N_("Save it again, and choose the encoding UTF-8. Then look whether this character is the right one."),
)


def decode(data: bytes, path: str) -> str | Diagnostic:
    """The text of a file in UTF-8, or a diagnostic if it has another encoding.

    A byte order mark is removed; line ends of Windows and of old Macs become `\\n`.
    """
    if data.startswith(_OFFICE_FILES):
        return diagnostic_at(
            path,
            "encoding",
            "This is not a plain text file. It was made by a word processor or another office program.",
            "Copy its text into a plain text editor such as Notepad or TextEdit, and save that with a name that ends "
            "in `.md`.",
            Place(1, 1),
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return diagnostic_at(
            path,
            "encoding",
            "The file is saved as UTF-16.",
            "Save it again, and choose the encoding UTF-8.",
            Place(1, 1),
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        without_mark = error.object  # positions of the error count from after a byte order mark
        before = without_mark[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        start_of_line = before.rfind(b"\n") + 1
        place = Place(before.count(b"\n") + 1, len(before[start_of_line:].decode("utf-8", "replace")) + 1)
        probably = without_mark[error.start : error.start + 1].decode("cp1252", "replace")
        perhaps = f", perhaps “{probably}”," if probably.isalpha() or probably in "–—…•£€©°½" else ""
        return diagnostic_at(path, *NOT_UTF_8.filled(perhaps=perhaps), place)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split(text: str, path: str) -> Halves | Diagnostic:
    """Front matter and body of an entry, or a diagnostic if it lacks one of the two lines of hyphens."""
    if not text.strip():
        return diagnostic_at(path, *EMPTY_FILE, Place(1, 1))
    opening = YAMLHandler.FM_BOUNDARY.match(text) if YAMLHandler.FM_BOUNDARY else None
    if opening is None:
        slip = _late_fence(text.split("\n"))
        return diagnostic_at(path, NO_FIRST_LINE.code, slip.message, slip.hint, slip.place())
    try:
        front, body = _FRONT_MATTER.split(text)
    except ValueError:
        slip = _missing_fence(text.split("\n"))
        return diagnostic_at(path, NO_LAST_LINE.code, slip.message, slip.hint, slip.place())
    body_start = len(text) - len(body)
    # The pattern of the closing line also matches the blank lines below it.
    return Halves(front, text.count("\n", 0, opening.end()) + 1, body, text.count("\n", 0, body_start) + 1)


# --- Lines of three hyphens ------------------------------------------------------------------------

_FENCE = re.compile(r"-{3,}\s*")
_NEARLY_FENCE = re.compile(r"\s*(?:[-–—−―]+|\.{3,}|…|_{3,}|={3,}|\*{3,})\s*")
_NAME = re.compile(r"[A-Za-z][\w-]*:(?:\s|$)")
_OPENING = 10
"""Number of lines at the start in which a misplaced line of hyphens is looked for."""


def _late_fence(lines: Sequence[str]) -> Slip:
    """The slip in a file that does not start with a line of three hyphens."""
    for row, line in enumerate(lines[:_OPENING]):
        next_line = next((below for below in lines[row + 1 :] if below.strip()), "")
        if not (_NEARLY_FENCE.fullmatch(line) and _NAME.match(next_line)):
            continue
        has_text_above = any(above.strip() for above in lines[:row])
        if _FENCE.fullmatch(line.strip()) and (row or line[:1].isspace()):
            message = (
                f"The line of three hyphens has to be the first of the file. Here it is line {row + 1}."
                if row
                else "The first line has to start with its three hyphens. Here there is a space before them."
            )
            hint = (
                f"Delete {'what stands' if has_text_above else 'the blank lines'} above `---`."
                if row
                else "Start it with `---`."
            )
            return Slip(0, 0, message, hint)
        if not has_text_above:
            sign = line.strip()
            return Slip(
                row,
                0,
                f"The fields are missing: “{short_or('…', sign)}” is not a line of three hyphens.",
                "Type three hyphens, `---`. Some programs turn them into a dash.",
            )
    return Slip(0, 0, NO_FIRST_LINE.message, NO_FIRST_LINE.hint)


def _missing_fence(lines: Sequence[str]) -> Slip:
    """The slip in a file whose first line is its only line of three hyphens: where the second one belongs."""
    message = NO_LAST_LINE.message
    for row in range(1, len(lines)):
        if _NEARLY_FENCE.fullmatch(lines[row]):
            sign = short_or("…", lines[row])
            return Slip(
                row,
                indent_of(lines[row]),
                f"The fields do not end: “{sign}” is not a line of three hyphens.",
                "Write `---` on this line, and nothing else. Some programs turn three hyphens into a dash.",
            )
    if (start := _start_of_body(lines)) is not None:
        return Slip(start, 0, message, "Write `---` alone on a line above this one, before the text begins.")
    last = max((row for row, line in enumerate(lines) if line.strip()), default=0)
    return Slip(last, 0, message, NO_LAST_LINE.hint)


def _start_of_body(lines: Sequence[str]) -> int | None:
    """The first row below a blank one that is no field, list item, comment or indented text; `None` if there is none.

    A Markdown heading looks like a comment. It counts as body unless a colon in it suggests a field.
    """
    for row in range(2, len(lines)):
        line = lines[row]
        if (
            not lines[row - 1].strip()
            and line.strip()
            and not re.match(r"\s|- |#[^#\n]*\S:|[\w-]+:(?:\s|$)", line)
        ):
            return row
    return None
