"""Formats a line of a file for the terminal, with a caret below one column."""

from __future__ import annotations

from collections.abc import Sequence

from coprod_kb.diagnostics import printable_parts

WIDTH = 70
"""Columns of the terminal for the text of the line; longer lines are cut around the caret."""


def excerpt(line: str, number: int, column: int, width: int = WIDTH) -> tuple[str, str]:
    """Returns two lines such as `3 | type: projct` and `  |       ^`.

    column: counted from 1 in characters; at most one more than the line has. The caret is at the cell where the
    terminal shows this character: wide characters before it take two cells, combining marks none.
    """
    at = min(column, len(line) + 1) - 1
    first, last = (
        max(at - 4 * width, 0),
        at + 4 * width,
    )  # bounds lines of combining marks, which take no cells
    parts = printable_parts(line[first:last])
    start, end = _window(parts, at - first, width)
    before = ("…" if first + start else "") + "".join(parts[start : at - first])
    shown = before + "".join(parts[at - first : end]) + ("…" if first + end < len(line) else "")
    gutter = f"{number} | "
    below = f"{' ' * len(str(number))} | {' ' * _cells(before)}^"
    return f"{gutter}{shown}".rstrip(), below


def _window(parts: Sequence[str], at: int, width: int) -> tuple[int, int]:
    """The range of parts to show: after the caret up to half of the width, then before it, then the rest."""
    start = end = at
    room = width
    while end < len(parts) and (cells := _cells(parts[end])) <= room - width // 2:
        room -= cells
        end += 1
    while start and (cells := _cells(parts[start - 1])) <= room:
        room -= cells
        start -= 1
    while end < len(parts) and (cells := _cells(parts[end])) <= room:
        room -= cells
        end += 1
    return start, end


def _cells(text: str) -> int:
    """Cells of the terminal that printable text takes."""
    if text.isascii():
        return len(text)
    # Imported late: its tables take as long to load as YAML and its C library.
    from wcwidth import wcswidth  # noqa: PLC0415

    return max(wcswidth(text), 0)
