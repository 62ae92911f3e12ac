"""`coprod-kb from-issue`: writes a new entry from the text of an issue that was made with the form."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from coprod_kb.collection.site import Site, Snapshot, open_site
from coprod_kb.commands.paths import read_input
from coprod_kb.commands.reporting import exit_status
from coprod_kb.contributing.issue_entry import MOST, NewEntry, read_issue
from coprod_kb.diagnostics import Diagnostic, as_json, as_text, printable, tally
from coprod_kb.entries.reading import read
from coprod_kb.project.writing import write_new
from coprod_kb.values.names import numbered

_ISSUE = "issue"
"""The path in diagnostics: the name of the file means nothing to those who read them."""


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Write a new entry from the text of an issue that was made with the form on GitHub. It is "
        "written also where it has errors, which are told. No file is ever overwritten."
    )
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="the text of the issue; - reads it from the input"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how findings are written")
    parser.add_argument("--dry-run", action="store_true", help="show the entry, and write nothing")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Writes the entry even if it has errors, and prints them, so that an editor can correct it and nothing is lost."""
    site = open_site(Path.cwd())
    before = site.read()
    entry, found = read_issue(_text(options.file), _ISSUE, before.catalogue.vocabulary)
    if entry and options.dry_run:
        path = f"{site.settings.entries_dir}/{entry.slug}.md"
        found += read(entry.text.encode(), path, before.catalogue.vocabulary).diagnostics
        print(f"{path} would be written:", *map(printable, entry.text.split("\n")), sep="\n", file=sys.stderr)
    elif entry:
        path = _write(entry, site, before)
        found += [diagnostic for diagnostic in site.read().diagnostics if diagnostic.path == path]
        print(f"{path} is written.", file=sys.stderr)
    _report(found, options.format)
    return exit_status(found)


def _report(found: Sequence[Diagnostic], form: str) -> None:
    if form == "json":
        print(as_json(found))
    elif found:
        print(f"{as_text(found)}\n\n{tally(found)}.")


def _text(file: Path) -> bytes:
    """The content of the file, or the standard input for `-`, but at most one byte more than `MOST`."""
    return sys.stdin.buffer.read(MOST + 1) if str(file) == "-" else read_input(file, MOST)


def _write(entry: NewEntry, site: Site, before: Snapshot) -> str:
    """Writes the entry under the first free name and returns its path."""
    taken = {reading.slug for reading in before.readings}
    folder = site.root / site.settings.entries_dir
    for name in numbered(entry.slug):
        if name in taken:
            continue
        try:
            write_new(folder / f"{name}.md", entry.text.encode())
        except FileExistsError:  # a file that is no entry, or one that another program has just written
            continue
        return f"{site.settings.entries_dir}/{name}.md"
    raise AssertionError  # numbers do not end
