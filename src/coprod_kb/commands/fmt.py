"""`coprod-kb fmt`: rewrites the fields of entries in canonical order and spelling."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from pathlib import Path

from coprod_kb.collection.site import open_site
from coprod_kb.commands.paths import add_paths, chosen_files
from coprod_kb.diagnostics import Diagnostic, as_text, printable
from coprod_kb.entries.folder import MAX_FILE, content_of, refused
from coprod_kb.front_matter.entry_schema import EntrySchema
from coprod_kb.front_matter.formatting import format_entry
from coprod_kb.project.entry_folder import files_of_entries
from coprod_kb.project.writing import replace_file


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Put the fields of entries into one order and spelling. Comments stay with their fields, and "
        "the text below is not touched. A file that cannot be read is left as it is."
    )
    add_paths(parser)
    parser.add_argument(
        "--check", action="store_true", help="list what would change, and fail if anything would"
    )
    parser.add_argument("--dry-run", action="store_true", help="list what would change")
    parser.set_defaults(run=run)


@dataclass(frozen=True, slots=True)
class _Formatted:
    """The result for one file: whether it changes, or why it does not (`findings` or a `reason`)."""

    path: str
    changes: bool = False
    findings: tuple[Diagnostic, ...] = ()
    reason: str = ""


def run(options: Namespace) -> int:
    site = open_site(Path.cwd())
    entries_dir = site.settings.entries_dir
    is_chosen = chosen_files(options.paths, site.root, entries_dir)
    schema = site.schema
    writing = not (options.check or options.dry_run)
    results = []
    for path, status in files_of_entries(site.root, entries_dir):
        if not is_chosen(path):
            continue
        if isinstance(status, Diagnostic):
            if not status.is_error:
                print(as_text([status]), file=sys.stderr)
                continue
            result = _Formatted(path, findings=(status,))
        else:
            result = _format(site.root, path, writing, schema)
        results.append(result)
        if result.reason:
            print(f"{printable(path)}: {result.reason}", file=sys.stderr)
        if result.changes:
            print(f"{printable(path)} {'is formatted' if writing else 'would change'}.")
    if found := [diagnostic for result in results for diagnostic in result.findings]:
        print(as_text(found), file=sys.stderr)
    changed = sum(result.changes for result in results)
    alone = sum(bool(result.findings or result.reason) for result in results)
    print(_summary(len(results), changed, alone, writing))
    return 1 if alone or (options.check and changed) else 0


def _summary(files: int, changed: int, alone: int, writing: bool) -> str:
    entries = f"{files} {'entry' if files == 1 else 'entries'}"
    parts = [f"{changed} {'formatted' if writing else 'would change'}"]
    if alone:
        parts.append(f"{alone} left alone because of what is said above")
    return f"{entries}: {', '.join(parts)}, {files - changed - alone} in order already."


def _format(root: Path, path: str, writing: bool, schema: EntrySchema) -> _Formatted:
    file = root / path
    try:
        data = content_of(file)
        if len(data) >= MAX_FILE:  # it has grown meanwhile, and the data may be incomplete
            return _Formatted(path, reason="it is too long to be formatted.")
        formatting = format_entry(data, path, schema)
        if formatting.refused:
            reason = (
                "it stays as it is, because its fields could not be put in order without losing something."
            )
            return _Formatted(path, reason=reason)
        if formatting.data == data:
            return _Formatted(path, findings=formatting.findings)
        if writing:
            replace_file(file, data, formatting.data)
    except OSError as error:
        problem = f"The file cannot be opened: {error.strerror or error}."
        return _Formatted(path, findings=(refused(path, "unreadable", problem, "Check its permissions."),))
    return _Formatted(path, changes=True)
