"""`coprod-kb emit`: writes every page as a plain Markdown file."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from coprod_kb.collection.site import open_site
from coprod_kb.diagnostics import as_text, tally
from coprod_kb.project.cache import Cache
from coprod_kb.publishing import contents
from coprod_kb.publishing.emission import emit
from coprod_kb.records.citation_memory import CitationMemory


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Write every page of the site as a plain Markdown file, for other programs than MkDocs. "
        "If an entry has an error, nothing is written."
    )
    parser.add_argument("directory", type=Path, metavar="DIR", help="a new or empty folder")
    parser.add_argument(
        "--unchecked",
        action="store_true",
        help="publish entries with errors too, as far as they can be shown",
    )
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    site = open_site(Path.cwd())
    snapshot = contents.read_site(site, unchecked=options.unchecked)
    if snapshot.errors:
        print(as_text(snapshot.errors), file=sys.stderr)
    if snapshot.unsafe_findings or (snapshot.errors and not options.unchecked):
        print(f"Nothing was written: {tally(snapshot.errors)}.", file=sys.stderr)
        return 1
    citations = CitationMemory(Cache(site.root))
    pages, files = contents.pages(snapshot, citations.cite), contents.files(snapshot)
    written = emit(pages, options.directory, site.docs, site.settings.excluded, files)
    citations.keep()
    print(f"{written} pages written to {options.directory}.")
    return 0
