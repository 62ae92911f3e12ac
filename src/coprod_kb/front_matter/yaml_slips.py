"""The slip behind a fault of YAML's syntax: the line to mend, what is wrong there, and what to write instead.

libyaml says what it expected, in words of its own, and where it gave up: often a line too late. Here
the lines are looked at as people write them. Rows and columns are counted from 0 in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from coprod_kb.front_matter.document import Place

Spot = tuple[int, int]


class Slip(NamedTuple):
    """One slip and its place."""

    row: int
    column: int
    message: str
    hint: str

    def place(self, first_line: int = 1) -> Place:
        """The place in the file whose line `first_line` is the first row of the text."""
        return Place(self.row + first_line, self.column + 1)


class _Fault(NamedTuple):
    """What libyaml found: the lines, where it gave up, and where what it was reading had begun."""

    lines: Sequence[str]
    row: int
    column: int
    since: Spot

    @property
    def line(self) -> str:
        return self.lines[self.row] if self.row < len(self.lines) else ""

    def slip(self, message: str, hint: str) -> Slip:
        return Slip(self.row, self.column, message, hint)

    def at(self, spot: Spot) -> _Fault:
        return self._replace(row=spot[0], column=spot[1])


_SHORT = 60
"""Characters of a person's own text that a hint repeats; a longer one would hide what it says."""

_FIELD = re.compile(r"[ ]*(?:- +)*[^\s:#\"'][^:]*?:(?= |$)")
_DASH = r"\-–—−•·‣▪◦*"
_BLANKS = "\u00a0\u2002-\u200a\u202f\u3000"
_OTHER_BLANK = re.compile(f"(?P<before>[ ]*(?:- +)?(?:\\w+:)?)[{_BLANKS}]")
_REMARK = re.compile(r"[ ]*(?P<at><!--)")
_ITEM = re.compile(rf"[ ]*(?P<at>[{_DASH}])(?P<blanks>[ {_BLANKS}]*)(?P<rest>[^\s{_DASH}].*)")
_TIGHT = re.compile(r"[ ]*(?:- +)?(?P<name>\w+)(?P<at>:)(?!//)(?P<rest>[^\s:].*)")
_OTHER_COLON = re.compile(r"[ ]*(?:- +)?(?P<name>\w+) ?(?P<at>[=;：])\s*(?P<rest>.*)")


def slip_of(problem: str, lines: Sequence[str], at: Spot | None, since: Spot | None) -> Slip:
    """The slip that most probably led to libyaml's `problem`.

    at: where it gave up. since: where what it was reading then had begun.
    """
    row, column = at or since or (0, 0)
    fault = _Fault(lines, row, column, since or (row, column))
    for fragment, explain in _EXPLANATIONS:
        if fragment in problem:
            return explain(fault)
    return fault.slip(
        f"The fields cannot be read here: {problem}.",
        "Compare this line and the one above it with another entry. Quotation marks around the text often help.",
    )


# --- What one line shows by itself ------------------------------------------------------------------


def _own_slip(lines: Sequence[str], row: int) -> Slip | None:
    """What is wrong with a line, where it can be seen from the line alone."""
    line = lines[row]
    if found := _OTHER_BLANK.match(line):
        return Slip(
            row,
            found.end() - 1,
            "The space here is not an ordinary one. It was probably pasted from a word processor or a web page.",
            "Delete it, and press the space bar instead.",
        )
    if found := _REMARK.match(line):
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
        hint = f"Write a hyphen and a space: `- {shortened(found['rest'], 'co-production')}`."
        return Slip(row, found.start("at"), message, hint)
    for pattern in (_TIGHT, _OTHER_COLON):
        if found := pattern.match(line):
            sign = found["at"]
            message = (
                "There is no space after the colon."
                if sign == ":"
                else f"There is “{sign}” where the colon should be."
            )
            hint = f"Write a colon and a space: `{found['name']}: {shortened(found['rest'], '…')}`."
            return Slip(row, found.start("at"), message, hint)
    return None


def _no_field(lines: Sequence[str], row: int) -> Slip:
    """A line that is neither a field nor a list item nor the rest of a text."""
    return _own_slip(lines, row) or Slip(
        row,
        indent_of(lines[row]),
        "This line has no colon, so it is no field, and it does not belong to the field above it either.",
        "If it is a field, write a colon and a space after its name: `title: Keeping well`. If it goes on with the "
        "text above it, start it with two more spaces.",
    )


# --- What several lines show together ---------------------------------------------------------------


def _no_colon(fault: _Fault) -> Slip:
    return _no_field(fault.lines, min(fault.since[0], len(fault.lines) - 1))


def _colon(fault: _Fault) -> Slip:
    """A colon too many on this line; or the first one, where the line above it goes astray."""
    first = _FIELD.match(fault.line)
    above = next((row for row in range(fault.row - 1, -1, -1) if fault.lines[row].strip()), None)
    if first and first.end() - 1 == fault.column and above is not None:
        if slip := _own_slip(fault.lines, above):
            return slip
        if not _FIELD.match(fault.lines[above]):
            return _no_field(fault.lines, above)
        return Slip(
            fault.row,
            indent_of(fault.line),
            "This line starts further to the right than the field above it.",
            "Line the two up under each other. If it goes on with the text above, put that whole text in "
            "quotation marks.",
        )
    if re.search("[:-] +[“”„‘’]", fault.line[: fault.column]):
        return fault.slip(
            "There is a second colon on this line. The curly quotation marks do not help: only straight ones count.",
            f"Put straight ones around the whole text: `{_in_quotes(fault.line)}`.",
        )
    return fault.slip(
        "There is a second colon on this line.",
        f"Put the whole text in quotation marks: `{_in_quotes(fault.line)}`.",
    )


def _key(fault: _Fault) -> Slip:
    """Something else than the next field: most often the rest of a text, or a line that is not lined up."""
    before, rest = fault.line[: fault.column].rstrip(), fault.line[fault.column :]
    if before.endswith("]") and rest.startswith("("):
        return fault.at((fault.row, before.rfind("["))).slip(
            "A link in this form works only in the text below the fields.",
            "Write the address alone, such as `https://example.org/report`, or put the whole text in quotation marks.",
        )
    if re.search("[:-] [\"']$", before) and (opened := _unclosed(fault, before[-1])):
        return opened
    if before.endswith(('"', "'")):
        return fault.slip(
            "The text goes on after the closing quotation mark.",
            f"Put quotation marks around the whole text: `{_in_quotes(fault.line)}`.",
        )
    if before.endswith(("]", "}")):
        return fault.slip(
            "The text goes on after the closing bracket.",
            "If this is a list, close the bracket at its end. If it is text, put quotation marks around all of it: "
            f"`{_in_quotes(fault.line)}`.",
        )
    if fault.row < len(fault.lines) and (slip := _own_slip(fault.lines, fault.row)):
        return slip
    if rest.startswith("- "):
        return fault.slip(
            "The indentation changes here: this list item is not lined up with those above it.",
            "Start all items of a list in the same column.",
        )
    return _indentation(fault)


def _indentation(fault: _Fault) -> Slip:
    return fault.slip(
        "The indentation changes here: this line is not lined up with the fields above it.",
        "Start fields that belong together in the same column.",
    )


def _unclosed(fault: _Fault, mark: str) -> Slip | None:
    """The line above whose quotation mark ends here instead of where its text ends."""
    for row in range(fault.row - 1, -1, -1):
        found = re.match(rf"(?P<before>[^{mark}]*[:-] +){mark}[^{mark}]*$", fault.lines[row])
        if found:
            return _open_quote(fault.at((row, len(found["before"]))))
    return None


def _dash(fault: _Fault) -> Slip:
    return _own_slip(fault.lines, fault.row) or fault.slip(
        "This line does not belong to the list above it.",
        "If it is a list item, start it with a hyphen and a space, in the same column as those above. If it is part "
        "of the item above, line it up with that item's first word.",
    )


def _item(fault: _Fault) -> Slip:
    return fault.slip(
        "A list item cannot start here.",
        "Put each `- ` item on a line of its own, below the name of the field. If the text itself starts with a "
        "hyphen, put it in quotation marks.",
    )


def _first_sign(fault: _Fault) -> Slip:
    """Text that starts with a sign that has a meaning of its own."""
    sign = fault.line[fault.column : fault.column + 1]
    if sign == "\t":
        return _tab(fault)
    if sign == "*" and (slip := _own_slip(fault.lines, fault.row)) and slip.column == fault.column:
        return slip
    return fault.slip(
        f"Text cannot start with “{sign}”: this sign has a special meaning.",
        f"Put the whole text in quotation marks: `{_in_quotes(fault.line)}`.",
    )


def _tab(fault: _Fault) -> Slip:
    return fault.slip("There is a tab here.", "Indent with spaces instead of tabs.")


def _backslash(fault: _Fault) -> Slip:
    return fault.slip(
        "A backslash has a special meaning between double quotation marks.",
        r"Use single ones: `title: 'C:\reports'`. Or write two backslashes for each.",
    )


def _bracket(fault: _Fault) -> Slip:
    return fault.slip(
        "A bracket is not closed.", "Close it, or put text that starts with `[` or `{` in quotation marks."
    )


def _content(fault: _Fault) -> Slip:
    return fault.slip(
        "Something is missing here, after a bracket or a comma.",
        "Close the bracket, or put text that starts with `[` or `{` in quotation marks.",
    )


def _open_quote(fault: _Fault) -> Slip:
    return fault.slip("A quotation mark is not closed.", "Close it where the text ends.")


def _where_it_began(explain: Callable[[_Fault], Slip]) -> Callable[[_Fault], Slip]:
    """Where a bracket or a text begins helps more than where the file ends."""
    return lambda fault: explain(fault.at(fault.since))


_EXPLANATIONS: tuple[tuple[str, Callable[[_Fault], Slip]], ...] = (
    ("found a tab character", _tab),
    ("cannot start any token", _first_sign),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    ("did not find expected key", _key),
    ("did not find expected '-' indicator", _dash),
    ("block sequence entries are not allowed", _item),
    ("block mapping", _indentation),
    ("did not find expected ',' or", _where_it_began(_bracket)),
    ("did not find expected node content", _content),
    ("unexpected end of stream", _where_it_began(_open_quote)),
    ("expected alphabetic or numeric", _where_it_began(_first_sign)),
    ("expected comment or line break", _where_it_began(_first_sign)),
    ("mapping keys are not allowed", _first_sign),
    ("unknown escape character", _backslash),
    ("expected hexdecimal number", _backslash),  # so spelt by libyaml
)


# --- Words ------------------------------------------------------------------------------------------


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip())


def shortened(text: str, otherwise: str) -> str:
    text = text.strip()
    return text if 0 < len(text) <= _SHORT and "`" not in text else otherwise


def _in_quotes(line: str) -> str:
    """The line with its text in quotation marks, where it is short; else an example."""
    found = re.match(r"[ ]*(?:- +)?(?P<name>\w+): +(?P<text>.+)", line)
    text = found["text"].strip() if found else ""
    if found and shortened(text, ""):
        bare = text.strip("“”„‘’") if text[0] in "“”„‘’" and text[-1] in "“”„‘’" else text
        if "'" not in bare and ('"' in bare or "\\" in bare):
            return f"{found['name']}: '{bare}'"
        if '"' not in bare and "\\" not in bare:
            return f'{found["name"]}: "{bare}"'
    return 'title: "Keeping well: a study"'
