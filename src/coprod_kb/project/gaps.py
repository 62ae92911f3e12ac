"""Places in the files of editors that are still to be filled in: `[…: say who runs this]`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coprod_kb.diagnostics import Diagnostic, Severity

CODE = "gap"
"""The code of the notes."""

INVENTED = "This entry is invented."
"""The first sentence of the summaries of a new project's examples."""

_GAP = re.compile(r"(?<!`)\[…: *([^\]\n]*)\]?")
"""Behind a backtick the mark is only spoken about."""


def gaps_in(path: str, data: bytes) -> Iterator[Diagnostic]:
    """A note for each gap in a file."""
    if "[…".encode() not in data:
        return
    for number, text in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        hint = "Write it in place of all from `[…:` to `]`."
        if text.lstrip().startswith("#") and path.endswith(".yml"):
            hint += " Take away the `#` before the setting as well."
        for found in _GAP.finditer(text):
            yield Diagnostic(
                code=CODE,
                severity=Severity.NOTE,
                path=path,
                line=number,
                column=found.start() + 1,
                message=f"This is still to be filled in: {found[1].strip() or 'nothing says what'}.",
                hint=hint,
            )


def is_example(summary: str | None) -> bool:
    """Whether an entry with this summary is one of a new project's examples."""
    return (summary or "").startswith(INVENTED)


def example(path: str) -> Diagnostic:
    """A note for an invented entry that is still there."""
    return Diagnostic(
        code=CODE,
        severity=Severity.NOTE,
        path=path,
        line=1,
        column=1,
        message="This entry is still the invented example.",
        hint="Replace it by an entry of your own, or delete the file.",
        exact=False,
    )
