"""`coprod-kb from-issue`: a new entry from the text of an issue that was made with the form."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from coprod_kb.collection.site import Site, Snapshot, open_site
from coprod_kb.contributing.issue_entry import MOST, NewEntry, read_issue
from coprod_kb.contributing.issue_form import questions
from coprod_kb.diagnostics import Diagnostic, as_json, as_text, printable, tally
from coprod_kb.entries.reading import read
from coprod_kb.project.project import ProjectError
from coprod_kb.project.writing import write_new
from coprod_kb.values.names import numbered

_ISSUE = "issue"
"""What findings call the text; the name of its file says nothing to those who read them."""


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
    """Writes the entry also where it has errors, which are told: an editor mends them, and nothing is lost."""
    site = open_site(Path.cwd())
    before = site.read()
    entry, found = read_issue(_text(options.file), _ISSUE, questions(before.catalogue.vocabulary))
    if entry and options.dry_run:
        path = f"{site.settings.entries_dir}/{entry.slug}.md"
        found += read(entry.text.encode(), path, before.catalogue.vocabulary).diagnostics
        print(f"{path} would be written:", *map(printable, entry.text.split("\n")), sep="\n", file=sys.stderr)
    elif entry:
        path = _write(entry, site, before)
        found += [one for one in site.read().diagnostics if one.path == path]
        print(f"{path} is written.", file=sys.stderr)
    _tell(found, options.format)
    return 1 if any(one.is_error for one in found) else 0


def _tell(found: Sequence[Diagnostic], form: str) -> None:
    if form == "json":
        print(as_json(found))
    elif found:
        print(f"{as_text(found)}\n\n{tally(found)}.")


def _text(file: Path) -> bytes:
    """What the file holds, as far as it will be looked at."""
    if str(file) == "-":
        return sys.stdin.buffer.read(MOST + 1)
    if not file.is_file():
        raise ProjectError(f"{file} is not a file.")
    with file.open("rb") as opened:
        return opened.read(MOST + 1)


def _write(entry: NewEntry, site: Site, before: Snapshot) -> str:
    """The path of the new file; where the name is taken, it gets the next free number."""
    taken = {reading.slug for reading in before.readings}
    folder = site.root / site.settings.entries_dir
    for name in numbered(entry.slug):
        if name in taken:
            continue
        try:
            write_new(folder / f"{name}.md", entry.text.encode())
        except FileExistsError:  # something that is no entry
            continue
        return f"{site.settings.entries_dir}/{name}.md"
    raise AssertionError  # numbers do not end
