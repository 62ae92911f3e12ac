"""From the bytes of a file to its text, and from the text of an entry to front matter and body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from frontmatter.default_handlers import YAMLHandler

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.front_matter.document import Place, diagnostic_at
from coprod_kb.front_matter.yaml_slips import Slip, indent_of, shortened

_DOCUMENTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf")
"""How files start that are no plain text: Word and LibreOffice, old Word, PDF, rich text."""

_FRONT_MATTER = YAMLHandler()


class Halves(NamedTuple):
    """The two halves of an entry's file; lines are counted from 1."""

    text: str
    text_line: int
    body: str
    body_line: int


def decode(data: bytes, path: str) -> str | Diagnostic:
    """UTF-8 text with `\\n` line ends; a byte order mark and CRLF are accepted and dropped."""
    if data.startswith(_DOCUMENTS):
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
        after_mark = error.object  # the codec counts from behind a byte order mark
        before = after_mark[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        start_of_line = before.rfind(b"\n") + 1
        place = Place(before.count(b"\n") + 1, len(before[start_of_line:].decode("utf-8", "replace")) + 1)
        probably = after_mark[error.start : error.start + 1].decode("cp1252", "replace")
        perhaps = f", perhaps “{probably}”," if probably.isalpha() or probably in "–—…•£€©°½" else ""
        return diagnostic_at(
            path,
            "encoding",
            f"The file is not saved as UTF-8, and a character{perhaps} cannot be read.",
            "Save it again, and choose the encoding UTF-8. Then look whether this character is the right one.",
            place,
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split(text: str, path: str) -> Halves | Diagnostic:
    """Front matter and body of an entry, split by python-frontmatter at its `---` lines."""
    if not text.strip():
        return diagnostic_at(
            path,
            "empty-file",
            "The file is empty.",
            "Start with the lines of another entry: `---`, then `title:`, `type:` and so on, then `---`.",
            Place(1, 1),
        )
    opening = YAMLHandler.FM_BOUNDARY.match(text) if YAMLHandler.FM_BOUNDARY else None
    if opening is None:
        slip = _late_fence(text.split("\n"))
        return diagnostic_at(path, "front-matter-missing", slip.message, slip.hint, slip.place())
    try:
        front, body = _FRONT_MATTER.split(text)
    except ValueError:
        slip = _missing_fence(text.split("\n"))
        return diagnostic_at(path, "front-matter-open", slip.message, slip.hint, slip.place())
    body_start = len(text) - len(body)
    # The handler's closing line takes the blank lines after it along; the body keeps its own line.
    return Halves(front, text.count("\n", 0, opening.end()) + 1, body, text.count("\n", 0, body_start) + 1)


# --- Lines of three hyphens ------------------------------------------------------------------------

_FENCE = re.compile(r"-{3,}\s*")
_NEARLY_FENCE = re.compile(r"\s*(?:[-–—−―]+|\.{3,}|…|_{3,}|={3,}|\*{3,})\s*")
_NAME = re.compile(r"[A-Za-z][\w-]*:(?:\s|$)")
_OPENING = 10
"""So many lines from the start the line of hyphens is looked for, where it is not the first."""


def _late_fence(lines: Sequence[str]) -> Slip:
    """Why a file does not start with a line of three hyphens."""
    for row, line in enumerate(lines[:_OPENING]):
        follows = next((one for one in lines[row + 1 :] if one.strip()), "")
        if not (_NEARLY_FENCE.fullmatch(line) and _NAME.match(follows)):
            continue
        above = any(one.strip() for one in lines[:row])
        if _FENCE.fullmatch(line.strip()) and (row or line[:1].isspace()):
            message = (
                f"The line of three hyphens has to be the first of the file. Here it is line {row + 1}."
                if row
                else "The first line has to start with its three hyphens. Here there is a space before them."
            )
            hint = (
                f"Delete {'what stands' if above else 'the blank lines'} above `---`."
                if row
                else "Start it with `---`."
            )
            return Slip(0, 0, message, hint)
        if not above:
            sign = line.strip()
            return Slip(
                row,
                0,
                f"The fields are missing: “{shortened(sign, '…')}” is not a line of three hyphens.",
                "Type three hyphens, `---`. Some programs turn them into a dash.",
            )
    return Slip(
        0,
        0,
        "The fields are missing: the file does not start with a line of three hyphens.",
        "Write `---` alone on the first line, then the fields such as `title:`, then `---` again.",
    )


def _missing_fence(lines: Sequence[str]) -> Slip:
    """Where the fields of a file should end, whose first line is its only line of three hyphens."""
    message = "The fields do not end: there is no second line of three hyphens."
    for row in range(1, len(lines)):
        if _NEARLY_FENCE.fullmatch(lines[row]):
            sign = shortened(lines[row].strip(), "…")
            return Slip(
                row,
                indent_of(lines[row]),
                f"The fields do not end: “{sign}” is not a line of three hyphens.",
                "Write `---` on this line, and nothing else. Some programs turn three hyphens into a dash.",
            )
    if (begins := next(_text_begins(lines), None)) is not None:
        return Slip(begins, 0, message, "Write `---` alone on a line above this one, before the text begins.")
    last = max((row for row, line in enumerate(lines) if line.strip()), default=0)
    return Slip(
        last, 0, message, "Write `---` alone on a line after the last field, before the text of the entry."
    )


def _text_begins(lines: Sequence[str]) -> Iterator[int]:
    """Rows after a blank one that are no field, list item, remark or indented text; headings are none either."""
    for row in range(2, len(lines)):
        line = lines[row]
        if (
            not lines[row - 1].strip()
            and line.strip()
            and not re.match(r"\s|- |#[^#\n]*\S:|[\w-]+:(?:\s|$)", line)
        ):
            yield row
