"""Findings that an entry accepts: warnings and notes whose codes its field `accepted` lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from coprod_kb.diagnostics import Diagnostic, Severity, did_you_mean
from coprod_kb.entries.model import Entry


def divided(
    found: Iterable[Diagnostic], entries: Iterable[Entry]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The findings to show, and those that entries accept. Errors cannot be accepted.

    A code that accepts nothing has a warning among the findings to show.
    """
    shown, accepted = [], []
    accepting = {entry.path: entry for entry in entries if entry.fields.accepted}
    codes: dict[str, set[str]] = defaultdict(set)
    for finding in found:
        entry = accepting.get(finding.path)
        if entry and not finding.is_error:
            codes[finding.path].add(finding.code)
            if finding.code in entry.fields.accepted:
                accepted.append(finding)
                continue
        shown.append(finding)
    for path, entry in accepting.items():
        for index, code in enumerate(entry.fields.accepted):
            if code not in codes[path]:
                shown.append(
                    entry.document().finding(
                        "accepted-absent",
                        ("accepted", index),
                        f"`accepted` names “{code}”, and the entry has no such warning or note.",
                        f"{did_you_mean(code, sorted(codes[path]))}Delete this line, or write the code of a finding "
                        "as the check shows it in square brackets.",
                        severity=Severity.WARNING,
                    )
                )
    return shown, accepted
