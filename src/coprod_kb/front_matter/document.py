"""The values of a YAML text with their places in the file, and diagnostics about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from coprod_kb.diagnostics import Diagnostic, Severity

Value = str | list["Value"] | dict[str, "Value"] | None
"""Text, a list, a mapping, or `None` for a key or list item that was left blank."""

FieldPath = tuple[str | int, ...]
"""Names of fields and positions in lists (from 0), from the outermost inwards; `()` is the whole document."""


class Place(NamedTuple):
    """Line and column in the file, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Document:
    """The values of one YAML text, and the places of keys and values.

    path: the file that holds the text, for diagnostics.
    value: `None` if the text is empty or cannot be read.
    """

    path: str
    value: Value
    values_at: dict[FieldPath, Place] = field(default_factory=dict)
    keys_at: dict[FieldPath, Place] = field(default_factory=dict)

    def place(self, path: FieldPath, *, key: bool = False) -> Place | None:
        """The place of the value at `path`, or of its key; if it is absent, that of the nearest field around it.

        `None` for a document without values.
        """
        for length in range(len(path), 0, -1):
            prefix = path[:length]
            for places in (self.keys_at, self.values_at) if key else (self.values_at, self.keys_at):
                if prefix in places:
                    return places[prefix]
        return self.values_at.get(())

    def finding(
        self,
        code: str,
        where: FieldPath,
        message: str,
        hint: str,
        *,
        severity: Severity = Severity.ERROR,
        key: bool = False,
    ) -> Diagnostic:
        """A diagnostic at the value of the field `where`, or at its key if `key`."""
        place = self.place(where, key=key) or Place(1, 1)
        exact = bool(where) and (where[:1] in self.values_at or where[:1] in self.keys_at)
        return Diagnostic(
            code=code,
            severity=severity,
            path=self.path,
            line=place.line,
            column=place.column,
            field=".".join(map(str, where)) or None,
            message=message,
            hint=hint,
            exact=exact,
        )


def diagnostic_at(
    path: str, code: str, message: str, hint: str, place: Place, severity: Severity = Severity.ERROR
) -> Diagnostic:
    """A diagnostic about a place in the text rather than a field."""
    return Diagnostic(
        code=code,
        severity=severity,
        path=path,
        message=message,
        hint=hint,
        line=place.line,
        column=place.column,
    )
