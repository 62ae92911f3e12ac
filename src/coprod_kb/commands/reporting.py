"""What several commands print about findings and about long lists, and their exit status."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Mapping, Sequence

from coprod_kb.collection.site import Snapshot
from coprod_kb.diagnostics import Diagnostic, Severity, printable

NOTHING_WRITTEN = "Nothing was written."
MOST_LISTED = 50
"""Lines of a list that are printed; `--json` prints all of them."""
MOST_NAMED = 40
"""Names in a sentence."""


def exit_status(found: Iterable[Diagnostic], *, strict: bool = False) -> int:
    """1 if there are errors or, with `strict`, warnings; else 0."""
    most = Severity.WARNING if strict else Severity.ERROR
    return int(any(diagnostic.severity.rank <= most.rank for diagnostic in found))


def report_history_gap(snapshot: Snapshot) -> None:
    """Says on the error output why days are missing; nothing if none is."""
    if snapshot.history_gap:
        print(f"Days of entries are not known: {printable(snapshot.history_gap)}", file=sys.stderr)


# --- Imports ----------------------------------------------------------------------------------------


def add_report_options(parser: ArgumentParser) -> None:
    """Adds `--dry-run` and `--json`."""
    parser.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")
    parser.add_argument("--json", action="store_true", help="tell everything as JSON")


def section(heading: str, lines: Sequence[str]) -> Iterator[str]:
    """Lines of text: a heading and an indented list of at most `MOST_LISTED` lines; none if the list is empty."""
    if lines:
        yield heading
        yield from (f"  {line}" for line in lines[:MOST_LISTED])
        if len(lines) > MOST_LISTED:
            yield f"  and {len(lines) - MOST_LISTED} more; --json lists all of them"
        yield ""


def table(rows: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """Lines of text: a table of counts. rows: at least one file, each with the same columns."""
    width = max(len("File"), *(len(path) for path in rows))
    names = list(next(iter(rows.values())))
    yield f"{'File':<{width}}" + "".join(f"{name.capitalize():>12}" for name in names)
    for path, numbers in rows.items():
        yield f"{path:<{width}}" + "".join(f"{number:>12}" for number in numbers.values())
    yield ""


def with_counts(counts: Mapping[str, int], most: int | None = MOST_NAMED) -> str:
    """“notes (2), tags (1)”: at most `most` names in alphabetical order; all of them if it is `None`."""
    named = ", ".join(f"{name} ({number})" for name, number in sorted(counts.items())[:most])
    return named + (" and others" if most is not None and len(counts) > most else "")
