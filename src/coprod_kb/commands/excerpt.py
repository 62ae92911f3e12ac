"""One line of a file, made safe to print, and below it a mark under the place that is meant."""

from __future__ import annotations

from collections.abc import Sequence

from coprod_kb.diagnostics import printable_parts

WIDTH = 70
"""Columns of a terminal that a line may take; longer ones are cut around the place."""


def excerpt(line: str, number: int, column: int, width: int = WIDTH) -> tuple[str, str]:
    """`3 | type: projct` and `  |       ^`: the line with its number, and a caret below `column`.

    column: counted from 1 in characters; may lie one behind the last. The caret stands where the
    terminal shows this character: two cells further for each wide one before it, none for a mark that
    combines with the letter before.
    """
    at = min(column, len(line) + 1) - 1
    first, last = max(at - 4 * width, 0), at + 4 * width  # marks that take no room could go on for ever
    parts = printable_parts(line[first:last])
    start, end = _window(parts, at - first, width)
    before = ("…" if first + start else "") + "".join(parts[start : at - first])
    shown = before + "".join(parts[at - first : end]) + ("…" if first + end < len(line) else "")
    gutter = f"{number} | "
    below = f"{' ' * len(str(number))} | {' ' * _cells(before)}^"
    return f"{gutter}{shown}".rstrip(), below


def _window(parts: Sequence[str], at: int, width: int) -> tuple[int, int]:
    """Which parts to show: first those after the place, up to half of the width, then those before, then more."""
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
    """Columns of a terminal that printable text takes."""
    if text.isascii():
        return len(text)
    # The tables of other scripts take as long to load as YAML and its C library.
    from wcwidth import wcswidth  # noqa: PLC0415

    return max(wcswidth(text), 0)
