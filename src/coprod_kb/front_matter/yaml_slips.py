"""Slips that lead to faults of YAML's syntax: the place to correct, what is wrong there, and what to write instead.

libyaml reports what it expected and where it stopped, often a line too late. The functions here look at the
lines themselves for the mistakes that people make. Rows and columns are counted from 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from coprod_kb.front_matter.document import Place
from coprod_kb.front_matter.quoting import FIELD, indent_of, short_or, start_of, whole_text

Position = tuple[int, int]
"""Row and column."""


class Slip(NamedTuple):
    """A slip with its row and column in the text."""

    row: int
    column: int
    message: str
    hint: str

    def place(self, first_line: int = 1) -> Place:
        """The place in the file if the text starts on its line `first_line`."""
        return Place(self.row + first_line, self.column + 1)


class _Problem(NamedTuple):
    """A problem that libyaml reports.

    row, column: where it stopped. since: where the value began that it was reading.
    """

    lines: Sequence[str]
    row: int
    column: int
    since: Position

    @property
    def line(self) -> str:
        return self.lines[self.row] if self.row < len(self.lines) else ""

    def slip(self, message: str, hint: str) -> Slip:
        return Slip(self.row, self.column, message, hint)

    def at(self, position: Position) -> _Problem:
        return self._replace(row=position[0], column=position[1])


_DASH = r"\-–—−•·‣▪◦*"
_BLANKS = "\u00a0\u2002-\u200a\u202f\u3000"
_OTHER_BLANK = re.compile(f"(?P<before>[ ]*(?:- +)?(?:\\w+:)?)[{_BLANKS}]")
_HTML_COMMENT = re.compile(r"[ ]*(?P<at><!--)")
_ITEM = re.compile(rf"[ ]*(?P<at>[{_DASH}])(?P<blanks>[ {_BLANKS}]*)(?P<rest>[^\s{_DASH}].*)")
_TIGHT = re.compile(r"[ ]*(?:- +)?(?P<name>\w+)(?P<at>:)(?!//)(?P<rest>[^\s:].*)")
_OTHER_COLON = re.compile(r"[ ]*(?:- +)?(?P<name>\w+) ?(?P<at>[=;：])\s*(?P<rest>.*)")


def slip_of(message: str, lines: Sequence[str], at: Position | None, since: Position | None) -> Slip:
    """The slip that most probably led to a problem of libyaml.

    message: libyaml's own. at: where it stopped. since: where the value began that it was reading.
    """
    row, column = at or since or (0, 0)
    problem = _Problem(lines, row, column, since or (row, column))
    for fragment, explain in _EXPLANATIONS:
        if fragment in message:
            return explain(problem)
    return problem.slip(
        f"The fields cannot be read here: {message}.",
        "Compare this line and the one above it with another entry. Quotation marks around the text often help.",
    )


# --- Slips within a line ----------------------------------------------------------------------------


def _slip_in_line(lines: Sequence[str], row: int) -> Slip | None:
    """The slip that can be seen from the line alone; `None` if there is none."""
    line = lines[row]
    if found := _OTHER_BLANK.match(line):
        return Slip(
            row,
            found.end() - 1,
            "The space here is not an ordinary one. It was probably pasted from a word processor or a web page.",
            "Delete it, and press the space bar instead.",
        )
    if found := _HTML_COMMENT.match(line):
        return Slip(
            row,
            found.start("at"),
            "A remark cannot start with `<!--` here.",
            "Start it with `#` and a space.",
        )
    if (found := _ITEM.match(line)) and (found["at"] != "-" or not found["blanks"]):
        message = (
            "There is no space after the hyphen."
            if found["at"] == "-"
            else f"The sign “{found['at']}” does not start a list item."
        )
        hint = f"Write a hyphen and a space: `- {short_or('peer support', found['rest'])}`."
        return Slip(row, found.start("at"), message, hint)
    for pattern in (_TIGHT, _OTHER_COLON):
        if found := pattern.match(line):
            sign = found["at"]
            message = (
                "There is no space after the colon."
                if sign == ":"
                else f"There is “{sign}” where the colon should be."
            )
            hint = f"Write a colon and a space: `{found['name']}: {short_or('…', found['rest'])}`."
            return Slip(row, found.start("at"), message, hint)
    return None


def _slip_without_field(lines: Sequence[str], row: int) -> Slip:
    """The slip in a line that is neither a field, nor a list item, nor the continuation of a text."""
    return _slip_in_line(lines, row) or Slip(
        row,
        indent_of(lines[row]),
        "This line has no colon, so it is no field, and it does not belong to the field above it either.",
        "If it is a field, write a colon and a space after its name: `title: Keeping well`. If it goes on with the "
        "text above it, start it with two more spaces.",
    )


# --- Slips across lines -----------------------------------------------------------------------------


def _no_colon(problem: _Problem) -> Slip:
    row = min(problem.since[0], len(problem.lines) - 1)
    return _empty_brackets(problem) or _comment(problem, row) or _slip_without_field(problem.lines, row)


def _comment(problem: _Problem, row: int) -> Slip | None:
    """The slip where a text stops at a number sign, although the line below goes on with it."""
    if row >= len(problem.lines):
        return None
    for above in range(start_of(problem.lines, row), row):
        if found := re.search(r"\s#\S", problem.lines[above]):
            return problem.at((above, found.start() + 1)).slip(
                "The text stops here: after a space, `#` starts a comment.", whole_text(problem.lines, above)
            )
    return None


def _colon(problem: _Problem) -> Slip:
    """A second colon on the line; or, if it is the line's first colon, a slip in the line above."""
    first = FIELD.match(problem.line)
    above = next((row for row in range(problem.row - 1, -1, -1) if problem.lines[row].strip()), None)
    goes_on = problem.row < len(problem.lines) and start_of(problem.lines, problem.row) != problem.row
    if not goes_on and first and first.end() - 1 == problem.column and above is not None:
        if slip := _slip_in_line(problem.lines, above):
            return slip
        if not FIELD.match(problem.lines[above]):
            return _slip_without_field(problem.lines, above)
        return Slip(
            problem.row,
            indent_of(problem.line),
            "This line starts further to the right than the field above it.",
            "Line the two up under each other. If it goes on with the text above, put that whole text in "
            "quotation marks.",
        )
    if re.search("[:-] +[“”„‘’]", problem.line[: problem.column]):
        return problem.slip(
            "There is a second colon in this text. The curly quotation marks do not help: only straight ones count.",
            whole_text(problem.lines, problem.row),
        )
    return problem.slip("There is a second colon in this text.", whole_text(problem.lines, problem.row))


def _key(problem: _Problem) -> Slip:
    """Something other than the next field: most often the rest of a text, or a line with another indentation."""
    before, rest = problem.line[: problem.column].rstrip(), problem.line[problem.column :]
    if empty := _empty_brackets(problem):
        return empty
    if before.endswith("]") and rest.startswith("("):
        return problem.at((problem.row, before.rfind("["))).slip(
            "A link in this form works only in the text below the fields.",
            "Write the address alone, such as `https://example.org/report`, or put the whole text in quotation marks.",
        )
    if ended := _end_of_value(problem):
        return ended
    if comment := _comment(problem, problem.row):
        return comment
    if problem.row < len(problem.lines) and (slip := _slip_in_line(problem.lines, problem.row)):
        return slip
    if rest.startswith("- "):
        return problem.slip(
            "The indentation changes here: this list item is not lined up with those above it.",
            "Start all items of a list in the same column.",
        )
    return _indentation(problem)


_EMPTY = re.compile(r"(?:[ ]*[\w-]+:)?[ ]*(?P<at>\[[ ]*\]|\{[ ]*\})[ ]*(?:#.*)?")
_BESIDE = re.compile(r"[ ]*(?:$|#)")


def _empty_brackets(problem: _Problem) -> Slip | None:
    """The slip where `[]` or `{}` stands above or below what it should hold."""
    written = [row for row, line in enumerate(problem.lines) if not _BESIDE.match(line)]
    for row in [row for row in written if row <= problem.row][-2:]:
        if found := _EMPTY.fullmatch(problem.lines[row]):
            what = "list" if found["at"].startswith("[") else "group"
            beside = "above" if row == written[-1] else "below"
            message = f"`{found['at']}` stands for an empty {what}, and something is written {beside} it."
            return Slip(row, found.start("at"), message, f"Delete `{found['at']}`.")
    return None


def _document(problem: _Problem) -> Slip:
    return _empty_brackets(problem) or problem.slip(
        "This line does not go on with what stands above it.",
        "If it is an item of a list, start it with a hyphen and a space, in the same column as the others.",
    )


def _end_of_value(problem: _Problem) -> Slip | None:
    """The slip in a line that goes on after a closing quotation mark or bracket."""
    before = problem.line[: problem.column].rstrip()
    if before.endswith(('"', "'")):
        opened_above = start_of(problem.lines, problem.row) == problem.row and before.count(before[-1]) % 2
        if opened_above and (opened := _unclosed(problem, before[-1])):
            return opened
        return problem.slip(
            "The text goes on after the closing quotation mark.",
            whole_text(problem.lines, problem.row),
        )
    if before.endswith(("]", "}")):
        return problem.slip(
            "The text goes on after the closing bracket.",
            f"{whole_text(problem.lines, problem.row)} If it is a list, close the bracket at its end.",
        )
    return None


def _indentation(problem: _Problem) -> Slip:
    return problem.slip(
        "The indentation changes here: this line is not lined up with the fields above it.",
        "Start fields that belong together in the same column.",
    )


def _unclosed(problem: _Problem, mark: str) -> Slip | None:
    """The slip in a line above that opens a quotation mark and does not close it."""
    for row in range(problem.row - 1, -1, -1):
        found = re.match(rf"(?P<before>[^{mark}]*[:-] +){mark}[^{mark}]*$", problem.lines[row])
        if found:
            return _open_quote(problem.at((row, len(found["before"]))))
    return None


def _dash(problem: _Problem) -> Slip:
    return (
        _empty_brackets(problem)
        or _end_of_value(problem)
        or _slip_in_line(problem.lines, problem.row)
        or problem.slip(
            "This line does not belong to the list above it.",
            "If it is a list item, start it with a hyphen and a space, in the same column as those above. If it is part "
            "of the item above, line it up with that item's first word.",
        )
    )


def _item(problem: _Problem) -> Slip:
    return problem.slip(
        "A list item cannot start here.",
        f"{whole_text(problem.lines, problem.row)} If these are list items, write each on a line of its own, below the "
        "name of the field.",
    )


def _first_sign(problem: _Problem) -> Slip:
    """Text that starts with a character that has a special meaning."""
    sign = problem.line[problem.column : problem.column + 1]
    if sign == "\t":
        return _tab(problem)
    if (
        sign == "*"
        and start_of(problem.lines, problem.row) == problem.row
        and (slip := _slip_in_line(problem.lines, problem.row))
        and slip.column == problem.column
    ):
        return slip
    return problem.slip(
        f"Text cannot start with “{sign}”: this sign has a special meaning.",
        whole_text(problem.lines, problem.row),
    )


def _tab(problem: _Problem) -> Slip:
    return problem.slip("There is a tab here.", "Indent with spaces instead of tabs.")


def _backslash(problem: _Problem) -> Slip:
    return problem.slip(
        "A backslash has a special meaning between double quotation marks.",
        f"{whole_text(problem.lines, problem.row)} Or write two backslashes for each.",
    )


def _bracket(problem: _Problem) -> Slip:
    return problem.slip(
        "The brackets here cannot be read: one is not closed, or what is in them needs quotation marks.",
        whole_text(problem.lines, problem.row),
    )


def _content(problem: _Problem) -> Slip:
    row = problem.since[0]
    return problem.slip(
        "Something is missing here, after a bracket or a comma.", whole_text(problem.lines, row)
    )


def _open_quote(problem: _Problem) -> Slip:
    text = problem.line[problem.column :]
    if re.match("'(?:[0-9]|(?:tis|twas|em|n)\\b)", text):  # an apostrophe that leaves something out
        return problem.slip(
            "A quotation mark is not closed.",
            whole_text(problem.lines, problem.row),
        )
    lines = list(problem.lines)
    if not re.match(r"\s*(?:- )*(?:\w+: +)?[\[{]", lines[problem.row]):
        lines[problem.row] += text[:1]
    return problem.slip("A quotation mark is not closed.", whole_text(lines, problem.row))


def _at_start(explain: Callable[[_Problem], Slip]) -> Callable[[_Problem], Slip]:
    """Places the slip where the value begins: for an open bracket or quotation mark, libyaml stops far below."""
    return lambda problem: explain(problem.at(problem.since))


_EXPLANATIONS: tuple[tuple[str, Callable[[_Problem], Slip]], ...] = (
    ("found a tab character", _tab),
    ("cannot start any token", _first_sign),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    ("did not find expected key", _key),
    ("did not find expected '-' indicator", _dash),
    ("block sequence entries are not allowed", _item),
    ("did not find expected <document start>", _document),
    ("block mapping", _indentation),
    ("did not find expected ',' or", _at_start(_bracket)),
    ("did not find expected node content", _content),
    ("unexpected end of stream", _at_start(_open_quote)),
    ("expected alphabetic or numeric", _at_start(_first_sign)),
    ("expected comment or line break", _at_start(_first_sign)),
    ("mapping keys are not allowed", _first_sign),
    ("unknown escape character", _backslash),
    ("expected hexdecimal number", _backslash),  # so spelt by libyaml
)
