"""The values of a YAML text and their places: what every check of fields refers to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from coprod_kb.diagnostics import Diagnostic, Severity

Value = str | list["Value"] | dict[str, "Value"] | None
"""Text, a list, a mapping, or `None` for a key or list item that was left blank."""

FieldPath = tuple[str | int, ...]


class Place(NamedTuple):
    """Line and column in the file, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Document:
    """Values of one YAML text in the file `path`, and where each key and value stands."""

    path: str
    value: Value
    values_at: dict[FieldPath, Place] = field(default_factory=dict)
    keys_at: dict[FieldPath, Place] = field(default_factory=dict)

    def place(self, path: FieldPath, *, key: bool = False) -> Place | None:
        """Where `path` stands: its value, or its key; else the nearest field that holds it."""
        for length in range(len(path), 0, -1):
            prefix = path[:length]
            places = (self.keys_at, self.values_at) if key else (self.values_at, self.keys_at)
            for known in places:
                if prefix in known:
                    return known[prefix]
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
        """A diagnostic at the place of a field: at its value, or at its name where `key`."""
        place = self.place(where, key=key) or Place(1, 1)
        known = bool(where) and (where[:1] in self.values_at or where[:1] in self.keys_at)
        return Diagnostic(
            code=code,
            severity=severity,
            path=self.path,
            line=place.line,
            column=place.column,
            field=".".join(map(str, where)) or None,
            message=message,
            hint=hint,
            exact=known,
        )


def diagnostic_at(
    path: str, code: str, message: str, hint: str, place: Place, severity: Severity = Severity.ERROR
) -> Diagnostic:
    """A diagnostic about a place that belongs to no field."""
    return Diagnostic(
        code=code,
        severity=severity,
        path=path,
        message=message,
        hint=hint,
        line=place.line,
        column=place.column,
    )
