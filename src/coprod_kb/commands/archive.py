"""`coprod-kb archive`: writes the site and its sources into one file that opens without a server."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from coprod_kb.collection.site import open_site
from coprod_kb.commands.paths import refuse_taken
from coprod_kb.commands.reporting import NOTHING_WRITTEN, report_history_gap
from coprod_kb.diagnostics import as_text, tally
from coprod_kb.project.project import ProjectError
from coprod_kb.project.writing import write_new, write_over
from coprod_kb.publishing.archive.making import make_archive
from coprod_kb.publishing.archive.scripts import ScriptError
from coprod_kb.publishing.contents import read_site


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Write one ZIP file that outlasts the host: the site, which opens from a disk with its search and its form, all "
        "sources and exports, and checksums. If an entry has an error, nothing is written."
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", required=True, help="the new file, such as archive.zip"
    )
    parser.add_argument("--replace", action="store_true", help="write also where FILE is there already")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    refuse_taken(options.output, options.replace)
    site = open_site(Path.cwd())
    snapshot = read_site(site)
    if snapshot.errors:
        print(as_text(snapshot.errors), file=sys.stderr)
        print(f"{NOTHING_WRITTEN.removesuffix('.')}: {tally(snapshot.errors)}.", file=sys.stderr)
        return 1
    report_history_gap(snapshot)
    try:
        content = make_archive(site.root, snapshot, lambda folder: _build(site.root, folder))
    except ScriptError as error:
        raise ProjectError(f"This script cannot be read from a disk: {error}\n{NOTHING_WRITTEN}") from None
    try:
        (write_over if options.replace else write_new)(options.output, content)
    except FileExistsError:  # made since by another program
        refuse_taken(options.output, options.replace)
        raise
    print(f"{options.output} is written.")
    return 0


def _build(root: Path, folder: Path) -> None:
    """Runs `mkdocs build`. Raises `ProjectError` with what it prints if it fails."""
    command = [
        *(sys.executable, "-m", "mkdocs", "build", "--quiet"),
        *("--config-file", str(root / "mkdocs.yml"), "--site-dir", str(folder)),
    ]
    run = subprocess.run(  # noqa: S603
        command,
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )
    if run.returncode:
        raise ProjectError(f"The site could not be built.\n{run.stderr.strip()}\n{NOTHING_WRITTEN}")
