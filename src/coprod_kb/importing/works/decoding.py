"""Bytes of an import file to text. Files come from many programs and decades; entries are stricter."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_END = re.compile(r"\r\n?")
_SAMPLE = 4096  # bytes that tell UTF-16 without a mark: every other one of Latin text is zero


def text_of(data: bytes) -> tuple[str, int | None]:
    """The text with `\\n` line ends, and the first line that is in no Unicode encoding, or `None`. Never raises.

    UTF-8, UTF-16 and UTF-32, with and without a byte order mark. A line that is none of these is
    read as Windows-1252, line by line, since files are put together from several sources.
    Marks and zero characters are dropped wherever they stand.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark) and encoding != "utf-8":
            return _clean(data[len(mark) :].decode(encoding, "replace")), None
    sample = data[:_SAMPLE]
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = sample[start::2].count(0)
        if zeros > len(sample) // 4 and zeros > 4 * sample[1 - start :: 2].count(0):
            return _clean(data.decode(encoding, "replace")), None
    try:
        return _clean(data.decode("utf-8")), None
    except UnicodeDecodeError:
        return _by_line(data)


def _by_line(data: bytes) -> tuple[str, int | None]:
    lines, first = [], None
    for number, line in enumerate(re.split(rb"\r\n?|\n", data), start=1):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            first = first or number
            lines.append(line.decode("cp1252", "replace"))
    return _clean("\n".join(lines)), first


def _clean(text: str) -> str:
    return _LINE_END.sub("\n", text).replace("\ufeff", "").replace("\0", "")
