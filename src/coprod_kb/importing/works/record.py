"""The records that every format is read into: a CSL-JSON item each, with its place in the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from coprod_kb.diagnostics import Diagnostic, Severity
from coprod_kb.entries.workers import note_place
from coprod_kb.importing.works.when import DateParts

MAX_BYTES = 64 * 1024 * 1024
MAX_RECORDS = 20_000
MAX_RECORD = 1024 * 1024
"""Characters of one record; 3,000 authors with their addresses need about half of that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One work as a file describes it.

    item: CSL-JSON (CSL 1.0.2 names), plain text throughout; what the record does not say is absent.
    keywords: its own words, in its order.
    path, line: the file as it was named, and where the record begins there.
    key: its citation key or number; may be empty, and others may have the same.
    unkept: names of its tags or fields for which an entry has no place, each once.
    own: fields of an entry as a table of this program states them; they go before the item.
    absent: CSL variables for which it only says that there is no value, as “[Anonymous]” does.
    """

    item: dict[str, Any]
    path: str
    line: int
    key: str = ""
    keywords: tuple[str, ...] = ()
    unkept: tuple[str, ...] = ()
    own: dict[str, Any] = field(default_factory=dict)
    absent: tuple[str, ...] = ()


@dataclass(slots=True)
class Readout:
    """The records of a file in their order, and diagnostics about the file or single records.

    seen: how many records there are, those that could not be read included.
    """

    records: list[Record] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    seen: int = 0

    def begin(self, line: int) -> None:
        """Counts the record that begins in this line, and notes it for the case that reading has to be stopped there."""
        self.seen += 1
        note_place(line)

    def unreadable(self, path: str, line: int, why: str) -> None:
        """Reports a record that could not be read; the others are still read."""
        self.diagnostics.append(
            fault(
                "import-record",
                path,
                line,
                f"This record cannot be read: {why}",
                "Mend it in the program that it comes from, or delete it here, and import the file again. "
                "The other records are not affected.",
                Severity.ERROR,
            )
        )

    def mended(self, path: str, line: int, what: str) -> None:
        """Reports a record that was read although its form is broken."""
        self.diagnostics.append(
            fault(
                "import-mended",
                path,
                line,
                f"The record is not complete in its form: {what} It was read all the same.",
                "Compare the entry with the record.",
            )
        )

    def left_out(self, path: str, line: int, what: str) -> None:
        """Reports a value that cannot be used."""
        self.diagnostics.append(left_out(path, line, what))


def left_out(path: str, line: int, what: str) -> Diagnostic:
    return fault(
        "import-left-out",
        path,
        line,
        f"Left out: {what}.",
        "Look it up in the work itself, and add it to the entry by hand.",
    )


def unknown_tag(path: str, tag: str, count: int, line: int) -> Diagnostic:
    records = "one record" if count == 1 else f"{count} records"
    return fault(
        "import-unknown-tag",
        path,
        line,
        f"The tag `{tag}` is not known. What it says in {records} is left out.",
        "If it matters, add it to the entry by hand.",
    )


def fault(
    code: str, path: str, line: int | None, message: str, hint: str, severity: Severity = Severity.WARNING
) -> Diagnostic:
    """A finding about an import file; only its line is known."""
    return Diagnostic(
        code=code,
        severity=severity,
        path=path,
        line=line,
        column=1 if line else None,
        message=message,
        hint=hint,
        exact=False,
    )


def date_variable(*dates: DateParts) -> dict[str, Any]:
    """A CSL date: one, or the start and end of a range."""
    return {"date-parts": [list(date) for date in dates]}


def each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
