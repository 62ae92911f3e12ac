"""Takes front matter apart into pieces: fields and list items, each with the comments that belong to it.

Pieces hold text rather than places, so they can be sorted and written anew. Between two values there are only
indicators (`-`, `:`, brackets), blanks and comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from coprod_kb.front_matter.formatting.writing import write_text


@dataclass(slots=True)
class Piece:
    """A field, a list item, or the front matter as a whole.

    name: of a field; `None` for a list item and for the whole.
    above: the comments on lines of their own above it, and `""` for each blank line.
    beside: the comment at the end of its line with the blanks before it; empty if there is none.
    below: as `above`, after the last of its parts.
    parts: of a list or a group; empty for text.
    column: where the parts start; `None` within brackets, where columns have no meaning, and for text.
    value: of text, without quotation marks; `None` if it was left blank.
    plain: whether text is written without quotation marks.
    lines: of text, as written: the first line, and the others without their indentation.
    """

    name: str | None = None
    above: list[str] = field(default_factory=list)
    beside: str = ""
    below: list[str] = field(default_factory=list)
    parts: list[Piece] = field(default_factory=list)
    column: int | None = None
    value: str | None = None
    plain: bool = False
    lines: list[str] = field(default_factory=list)


def pieces_of(text: str) -> Piece:
    """The front matter as a whole. text: a mapping that `strict_yaml.load` reads without faults."""
    return _PieceReader(text).read()


class _At(NamedTuple):
    """A row and a column of the text, counted from 0."""

    row: int
    column: int


class _Comment(NamedTuple):
    """A comment; or a blank line, if `text` is empty.

    alone: whether nothing else stands on its line. beside: the comment with the blanks before it.
    """

    at: _At
    text: str
    alone: bool
    beside: str


class _PieceReader:
    """Reads the pieces of one text.

    read_to: up to here, comments have been assigned to pieces.
    last: the piece at the end of whose line (`last_row`) a comment may stand; `None` if there is no such piece.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.rows = text.split("\n")
        self.read_to = _At(0, 0)
        self.last: Piece | None = None
        self.last_row = -1

    def read(self) -> Piece:
        node = yaml.compose(self.text, Loader=yaml.CSafeLoader)
        assert isinstance(node, yaml.CollectionNode)
        whole = Piece()
        self._parts(node, whole)
        rest = self._comments(_At(len(self.rows) - 1, len(self.rows[-1])))
        whole.below += self._after(whole, rest)
        return whole

    def _parts(self, node: yaml.CollectionNode, owner: Piece) -> None:
        """The fields or items of `node` become parts of `owner`."""
        owner.column = None if node.flow_style else node.start_mark.column
        for child in node.value:
            name, value = child if isinstance(node, yaml.MappingNode) else (None, child)
            comments = self._comments(_start(name or value))
            part = Piece(name.value if name else None)
            part.above = self._after(owner, comments)
            if name:
                self._ended(_end(name), part)
            self._value(value, part)
            owner.parts.append(part)

    def _value(self, node: yaml.Node, part: Piece) -> None:
        if isinstance(node, yaml.ScalarNode):
            self._scalar(node, part)
        elif not isinstance(node, yaml.CollectionNode) or not node.value:
            part.above += _texts(self._comments(_end(node)))
            part.lines = ["[]" if isinstance(node, yaml.SequenceNode) else "{}"]
            self._ended(_end(node), part)
        else:
            if part.name is None:
                self.last = None  # its first part stands on the same line
            if node.flow_style:
                part.above += _texts(self._comments(_start(node)))
            self._parts(node, part)
            if node.flow_style:
                part.below += self._after(part, self._comments(_end(node)))
                self._ended(_end(node), part if part.name is not None else part.parts[-1])

    def _scalar(self, node: yaml.ScalarNode, part: Piece) -> None:
        blank = not node.style and not node.value
        if not blank:
            part.above += _texts(self._comments(_start(node)))
            part.plain = not node.style
            part.value = None if part.plain and node.value == "~" else node.value
        start, end = _start(node), self.read_to if blank else _end(node)
        if node.style in {"|", ">"}:
            part.lines, end = self._block(node)
        elif start.row != end.row and not blank:
            part.lines = write_text(node.value)
        else:
            part.lines = ["" if blank else self.rows[start.row][start.column : end.column]]
        self._ended(end, part)

    def _block(self, node: yaml.ScalarNode) -> tuple[list[str], _At]:
        """The lines of a block of text (`|` or `>`), and where it ends; the first line may hold a comment."""
        start = _start(node)
        head = self.rows[start.row][start.column :]
        stop = _end(node).row + bool(_end(node).column)
        rows = self.rows[start.row + 1 : stop]
        own = next((row for row in rows if row.strip()), max(rows, key=len, default=""))
        margin = len(own) - len(own.lstrip(" "))
        # Blanks that are indented further than the text are part of it.
        while rows and "+" not in head.split("#")[0] and not rows[-1].strip() and len(rows[-1]) <= margin:
            rows.pop()
        stop = start.row + 1 + len(rows)
        end = _At(stop - 1, len(self.rows[stop - 1]))
        if any(char.isdigit() for char in head.split("#")[0]):  # an indentation indicator, as in `|2`
            return write_text(node.value), end
        return [head, *(row[margin:] for row in rows)], end

    def _ended(self, end: _At, part: Piece) -> None:
        self.read_to, self.last, self.last_row = end, part, end.row

    def _after(self, owner: Piece, comments: list[_Comment]) -> list[str]:
        """The comments that belong to the next piece; the others are assigned to earlier pieces.

        A comment at the end of a line belongs to the piece that ends there. A comment on a line of its own that is
        indented further than the next piece belongs to the previous part of `owner`.
        """
        first = comments[0] if comments else None
        last = self.last
        if first and last and not first.alone and first.at.row == self.last_row:
            if not last.beside:
                last.beside = first.beside
                comments = comments[1:]
            elif last.parts:  # a second comment, after the closing bracket of a list
                last.below.append(first.text)
                comments = comments[1:]
        deeper = 0
        if owner.column is not None and owner.parts and owner.parts[-1].parts:
            for count, comment in enumerate(comments, 1):
                if comment.text and (not comment.alone or comment.at.column <= owner.column):
                    break
                deeper = count if comment.text else deeper
            _put_below(owner.parts[-1], comments[:deeper])
        return [comment.text for comment in comments[deeper:]]

    def _comments(self, stop: _At) -> list[_Comment]:
        """Comments and blank lines from the end of the last value to `stop`."""
        found = list(self._between(self.read_to, stop))
        self.read_to = stop
        return found

    def _between(self, start: _At, stop: _At) -> Iterator[_Comment]:
        for row in range(start.row, min(stop.row + 1, len(self.rows))):
            line = self.rows[row]
            left = start.column if row == start.row else 0
            right = stop.column if row == stop.row else len(line)
            at = line.find("#", left, right)
            if at >= 0:
                before = line[:at]
                blanks = before[len(before.rstrip()) :] or " "
                yield _Comment(_At(row, at), line[at:], not before.strip(), blanks + line[at:])
            elif not line.strip() and row != stop.row and (row > start.row or start == (0, 0)):
                yield _Comment(_At(row, 0), "", True, "")


def _put_below(piece: Piece, comments: list[_Comment]) -> None:
    """Puts each comment below the innermost last part by its indentation, without changing their order."""
    levels = [piece]
    while levels[-1].parts[-1].parts and levels[-1].parts[-1].column is not None:
        levels.append(levels[-1].parts[-1])
    for comment in comments:
        while comment.text and len(levels) > 1 and comment.at.column < (levels[-1].column or 0):
            levels.pop()
        levels[-1].below.append(comment.text)


def _texts(comments: list[_Comment]) -> list[str]:
    """The comments without blank lines."""
    return [comment.text for comment in comments if comment.text]


def _start(node: yaml.Node) -> _At:
    return _At(node.start_mark.line, node.start_mark.column)


def _end(node: yaml.Node) -> _At:
    return _At(node.end_mark.line, node.end_mark.column)
