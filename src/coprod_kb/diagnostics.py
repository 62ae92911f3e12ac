"""Diagnostics: what is wrong with a contribution, where, and what to write instead.

A `Diagnostic` is a value, not an exception. Checks yield them and go on; nothing is printed until a
command formats them as text, as JSON, or as GitHub's workflow commands.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import fuzz, process

MOST_PER_FILE = 100
"""Number of findings listed per file; nobody corrects more than these at once."""

_COMMAND = re.compile(r"##(?=(?:vso)?\[)", re.IGNORECASE)
_UNSEEN = re.compile(  # fillers and others that no category tells from letters and marks; joiners and selectors
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\uffa0\ufff0-\ufff8\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
    "|(?P<joins>[\u200c\u200d\ufe00-\ufe0f](?!\u20e3))"
)
_HIDDEN = {"Cf", "Cs", "Zl", "Zp"}
_COMMAND_AT_START = re.compile(r"\A(\s*):(?=:)")


class Severity(StrEnum):
    """How serious a finding is, the most serious first.

    An `ERROR` stops the build of a site. A `WARNING` asks whether this is meant. A `NOTE` reports what is often fine.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the most serious."""
        return list(Severity).index(self)


class Wording(NamedTuple):
    """What a finding says, wherever it is said. Named slots in braces stand for values in message and hint."""

    code: str
    message: str
    hint: str

    def filled(self, **slots: object) -> Wording:
        """The same with values in the slots."""
        return Wording(self.code, self.message.format(**slots), self.hint.format(**slots))


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One fault in one place.

    code: stable kebab-case name, explained in `manual/docs/diagnostics/`.
    path: file relative to the project's folder, with forward slashes.
    line, column: counted from 1; `None` where the fault concerns the whole file.
    field: dotted path of the front-matter field (`contributors.0.orcid`), or `None`.
    message: what is wrong, one or two sentences.
    hint: what to write instead, or the next step; never empty.
    exact: whether line and column point at the fault. `False` where something is missing from a whole file
    or from all its fields; line and column then say only where these begin.
    """

    code: str
    severity: Severity
    path: str
    message: str
    hint: str
    line: int | None = None
    column: int | None = None
    field: str | None = None
    exact: bool = True

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


def most_serious_first(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics sorted by file; files with errors come first, then those with warnings."""
    by_file: dict[str, list[Diagnostic]] = defaultdict(list)
    for found in in_order(diagnostics):
        by_file[found.path].append(found)
    files = sorted(by_file.values(), key=lambda own: min(found.severity.rank for found in own))
    return [found for own in files for found in own]


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics sorted by file, place and code; within a file, those without a line come first."""
    return sorted(diagnostics, key=_order)


def _order(found: Diagnostic) -> tuple[str, int, int, bool, str, str]:
    place = (found.path, found.line or 0, found.column or 0)
    return (*place, found.code == "more-findings", found.code, found.field or "")


def bounded(diagnostics: Iterable[Diagnostic], most: int = MOST_PER_FILE) -> list[Diagnostic]:
    """At most `most` diagnostics per file, and for each file that has more, one that says how many.

    The most serious are kept, then those that come first in the file. The result keeps the
    order of the input; the diagnostics that count the rest come last.
    """
    found = list(diagnostics)
    by_file: dict[str, list[int]] = defaultdict(list)
    for index, diagnostic in enumerate(found):
        by_file[diagnostic.path].append(index)
    kept: list[int] = []
    more: list[Diagnostic] = []
    for path, own in by_file.items():
        own.sort(key=lambda index: (found[index].severity.rank, _order(found[index])))
        kept += own[:most]
        if rest := [found[index] for index in own[most:]]:
            last = max((found[index] for index in own), key=_order)
            more.append(
                Diagnostic(
                    code="more-findings",
                    severity=min((diagnostic.severity for diagnostic in rest), key=lambda level: level.rank),
                    path=path,
                    line=last.line,
                    column=last.column,
                    message=f"There are more findings in this file than are listed: {tally(rest)} more.",
                    hint="Mend those that are listed, and check again.",
                )
            )
    return [found[index] for index in sorted(kept)] + more


def printable(text: str) -> str:
    """The text with control characters escaped as `\\x…`, and others that nobody can see as `<U+…>`.

    Text written by strangers must not move the cursor, colour a terminal, reorder a line, or send a command
    to the service that runs the checks: `::error::` at the start of a line, `##[error]` anywhere.
    Joiners and selectors stay behind letters that are not ASCII, because Persian and emoji need them.
    """
    return _COMMAND_AT_START.sub(r"\1\\x3a", "".join(printable_parts(text)))


def printable_parts(line: str) -> list[str]:
    """Each character of a line, escaped as by `printable`; for a line that is printed after other text."""
    commands = {found.start() + 1 for found in _COMMAND.finditer(line)}
    if line.isprintable() and not commands and not _UNSEEN.search(line):
        return list(line)  # true of nearly all lines; looking up each character takes twenty times as long
    parts: list[str] = []
    for index, char in enumerate(line):
        category = unicodedata.category(char)
        unseen = _UNSEEN.match(line, index)
        if index in commands:
            parts.append("\\x23")
        elif category == "Cc":
            parts.append(char.encode("unicode_escape").decode("ascii"))
        elif unseen["joins"] and parts and not parts[-1].isascii() if unseen else category not in _HIDDEN:
            parts.append(char)
        else:
            parts.append(f"<U+{ord(char):04X}>")
    return parts


Excerpt = Callable[[Diagnostic], Sequence[str]]
"""Returns lines, safe to print, that show the place of a diagnostic in its file; none if there is nothing to show."""

_BOLD, _CYAN = 1, 36
_COLOURS = {Severity.ERROR: 31, Severity.WARNING: 33, Severity.NOTE: 34}


def as_text(
    diagnostics: Iterable[Diagnostic], excerpt: Excerpt | None = None, *, colour: bool = False
) -> str:
    """Text for people: each path once, and below it its diagnostics, each with the lines of `excerpt`.

    colour: whether to add the escape codes of a terminal.
    """

    def painted(text: str, code: int) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    by_file: dict[str, list[str]] = defaultdict(list)
    for found in diagnostics:
        place = ":".join(str(part) for part in (found.line, found.column) if part)
        severity = painted(f"{found.severity}:", _COLOURS[found.severity])
        head = f"{place} {severity}" if place else severity
        shown = [painted(line, _CYAN) for line in excerpt(found)] if excerpt else []
        by_file[found.path] += [
            f"  {head} {printable(found.message)} [{found.code}]",
            *(f"    {line}" for line in shown),
            f"    {printable(found.hint)}",
        ]
    return "\n\n".join(
        "\n".join([painted(printable(path), _BOLD), *lines]) for path, lines in by_file.items()
    )


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """GitHub's workflow commands, one line each; GitHub shows them beside the lines of a pull request."""
    return "\n".join(map(_workflow_command, diagnostics))


def _workflow_command(found: Diagnostic) -> str:
    properties = {"file": printable(found.path), "line": found.line, "col": found.column, "title": found.code}
    given = ",".join(
        f"{name}={_escaped(str(value)).replace(':', '%3A').replace(',', '%2C')}"
        for name, value in properties.items()
        if value
    )
    words = "\n".join(map(printable, (found.message, found.hint)))
    command = "notice" if found.severity is Severity.NOTE else found.severity
    return f"::{command} {given}::{_escaped(words)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON array of objects with all fields of `Diagnostic` except `exact`; absent values are `null`.

    Safe to print in a terminal: characters that are not `printable` are written as JSON's own escapes.
    """
    objects = [
        {name: value for name, value in asdict(found).items() if name != "exact"} for found in diagnostics
    ]
    written = json.dumps(objects, ensure_ascii=False, indent=2)
    written = _COMMAND.sub(r"#\\u0023", written)  # number signs occur in strings only
    return "\n".join(
        line
        if line.isprintable()
        else "".join(
            char if shown == char else json.dumps(char)[1:-1]
            for char, shown in zip(line, printable_parts(line), strict=True)
        )
        for line in written.split("\n")
    )


def tally(diagnostics: Iterable[Diagnostic]) -> str:
    """The number of errors, of warnings and of any notes: `2 errors, 1 warning and 5 notes`."""
    counts = Counter(found.severity for found in diagnostics)
    shown = [level for level in Severity if counts[level] or level is not Severity.NOTE]
    *parts, last = (f"{counts[level]} {level}{'' if counts[level] == 1 else 's'}" for level in shown)
    return f"{', '.join(parts)} and {last}"


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that is most similar to `word`, ignoring case; `None` if none is similar enough."""
    found = process.extractOne(
        word, list(choices), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=72
    )
    return found[0] if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """`Did you mean “peer support”? ` with the space after it; empty if no choice is similar enough."""
    choice = nearest(word, choices)
    return f"Did you mean “{choice}”? " if choice else ""
