"""Findings that an entry accepts: warnings and notes whose codes its field `accepted` lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from coprod_kb.diagnostics import Diagnostic, Severity, did_you_mean
from coprod_kb.entries.model import Entry


def without_accepted(found: Iterable[Diagnostic], entries: Iterable[Entry]) -> Iterator[Diagnostic]:
    """The findings without those that entries accept, and a warning for each code that accepts nothing.

    Errors cannot be accepted.
    """
    accepting = {entry.path: entry for entry in entries if entry.fields.accepted}
    codes: dict[str, set[str]] = defaultdict(set)
    for finding in found:
        entry = accepting.get(finding.path)
        if entry and not finding.is_error:
            codes[finding.path].add(finding.code)
            if finding.code in entry.fields.accepted:
                continue
        yield finding
    for path, entry in accepting.items():
        for index, code in enumerate(entry.fields.accepted):
            if code not in codes[path]:
                yield entry.document().finding(
                    "accepted-absent",
                    ("accepted", index),
                    f"`accepted` names “{code}”, and the entry has no such warning or note.",
                    f"{did_you_mean(code, sorted(codes[path]))}Delete this line, or write the code of a finding "
                    "as the check shows it in square brackets.",
                    severity=Severity.WARNING,
                )
