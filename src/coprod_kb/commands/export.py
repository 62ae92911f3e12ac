"""`coprod-kb export`: prints or writes the published entries in a format for other programs."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from coprod_kb.collection.site import open_site
from coprod_kb.commands.paths import refuse_taken
from coprod_kb.commands.reporting import report_history_gap
from coprod_kb.diagnostics import as_text, tally
from coprod_kb.publishing.contents import read_site
from coprod_kb.records.exporters import FORMAT_NAMES, export


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Print the published entries for reference managers (ris, bibtex, biblatex, csl-json), "
        "spreadsheets (csv) or programs (json). If an entry has an error, nothing is written."
    )
    parser.add_argument("--format", choices=FORMAT_NAMES, required=True, help="what the other program reads")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="write it into this new file instead"
    )
    parser.add_argument("--replace", action="store_true", help="write also where FILE is there already")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Prints UTF-8 whatever the encoding of the terminal, because other programs read it."""
    if options.output:
        refuse_taken(options.output, options.replace)
    snapshot = read_site(open_site(Path.cwd()))
    if snapshot.errors:
        print(as_text(snapshot.errors), file=sys.stderr)
        print(f"Nothing was written: {tally(snapshot.errors)}.", file=sys.stderr)
        return 1
    report_history_gap(snapshot)
    text = export(options.format, snapshot.catalogue, snapshot.settings)
    if options.output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
    else:
        options.output.write_text(text, encoding="utf-8", newline="")
        print(f"{options.output} is written.")
    return 0
