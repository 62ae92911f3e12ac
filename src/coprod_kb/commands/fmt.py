"""`coprod-kb fmt`: the fields of entries in canonical order and spelling."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coprod_kb.collection.site import Site, open_site
from coprod_kb.diagnostics import Diagnostic, as_text, printable
from coprod_kb.entries.folder import MAX_FILE, content_of, entry_files, refused
from coprod_kb.front_matter.formatting import format_entry
from coprod_kb.project.project import ProjectError
from coprod_kb.project.writing import replace_file


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Put the fields of entries into one order and spelling. Comments stay with their fields, and "
        "the text below is not touched. A file that cannot be read is left as it is."
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="only these files or folders")
    parser.add_argument(
        "--check", action="store_true", help="list what would change, and fail if anything would"
    )
    parser.add_argument("--dry-run", action="store_true", help="list what would change")
    parser.set_defaults(run=run)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one file: it changes, or there are findings, or a `reason` to leave it alone."""

    path: str
    changes: bool = False
    findings: tuple[Diagnostic, ...] = ()
    reason: str = ""


def run(options: Namespace) -> int:
    site = open_site(Path.cwd())
    chosen = [_place(path, site) for path in options.paths or [site.root / site.settings.entries_dir]]
    writing = not (options.check or options.dry_run)
    outcomes = []
    for path, finding in _files(site, chosen):
        outcome = _Outcome(path, findings=(finding,)) if finding else _format(site.root, path, writing)
        outcomes.append(outcome)
        if outcome.reason:
            print(f"{printable(path)}: {outcome.reason}", file=sys.stderr)
        if outcome.changes:
            print(f"{printable(path)} {'is formatted' if writing else 'would change'}.")
    if found := [one for outcome in outcomes for one in outcome.findings]:
        print(as_text(found), file=sys.stderr)
    changed = sum(one.changes for one in outcomes)
    alone = sum(bool(one.findings or one.reason) for one in outcomes)
    print(_summary(len(outcomes), changed, alone, writing))
    return 1 if alone or (options.check and changed) else 0


def _summary(files: int, changed: int, alone: int, writing: bool) -> str:
    entries = f"{files} {'entry' if files == 1 else 'entries'}"
    parts = [f"{changed} {'formatted' if writing else 'would change'}"]
    if alone:
        parts.append(f"{alone} left alone because of what is said above")
    return f"{entries}: {', '.join(parts)}, {files - changed - alone} in order already."


def _place(path: Path, site: Site) -> Path:
    """The path below the project's folder; where its last part is a link, that of the link itself."""
    if not os.path.lexists(path):
        raise ProjectError(f"{path} does not exist.")
    place = path.parent.resolve() / path.name if path.is_symlink() else path.resolve()
    folder = site.root / site.settings.entries_dir
    if place == site.root:
        return folder
    if not place.is_relative_to(folder):
        raise ProjectError(f"{path} lies outside the folder of entries, {folder}.")
    return place


def _files(site: Site, chosen: Sequence[Path]) -> Iterator[tuple[str, Diagnostic | None]]:
    """Every file in the chosen places, and why it is not looked at if so."""
    for path, status in entry_files(site.root, site.settings.entries_dir):
        if any((site.root / path).is_relative_to(one) for one in chosen):
            yield path, status if isinstance(status, Diagnostic) else None


def _format(root: Path, path: str, writing: bool) -> _Outcome:
    file = root / path
    try:
        data = content_of(file)
        if len(data) >= MAX_FILE:  # it may have grown, and there may be more of it
            return _Outcome(path, reason="it is too long to be formatted.")
        formatting = format_entry(data, path)
        if formatting.refused:
            reason = (
                "it stays as it is, because its fields could not be put in order without losing something."
            )
            return _Outcome(path, reason=reason)
        if formatting.data == data:
            return _Outcome(path, findings=formatting.findings)
        if writing:
            replace_file(file, data, formatting.data)
    except OSError as error:
        problem = f"The file cannot be opened: {error.strerror or error}."
        return _Outcome(path, findings=(refused(path, "unreadable", problem, "Check its permissions."),))
    return _Outcome(path, changes=True)
