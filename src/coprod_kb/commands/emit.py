"""`coprod-kb emit`: writes every page as a plain Markdown file."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from coprod_kb.collection.site import open_site
from coprod_kb.commands.reporting import report_history_gap
from coprod_kb.diagnostics import as_text, tally
from coprod_kb.pages.menu import menu
from coprod_kb.project.docs_folder import page_address, published_files
from coprod_kb.project.files import template_folders
from coprod_kb.project.project import read_config
from coprod_kb.publishing import contents
from coprod_kb.publishing.emission import emit
from coprod_kb.rendering.environment import environment
from coprod_kb.rendering.inside import inside_of


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
    report_history_gap(snapshot)
    purpose = snapshot.settings.site_description
    config = read_config(site.root / "mkdocs.yml") | ({"site_description": purpose} if purpose else {})
    files = published_files(site.docs, site.settings.excluded)
    by_hand = [str(file) for file in files if page_address(file) is not None]
    config.setdefault("nav", menu(snapshot.listed, by_hand))
    own = site.settings.custom_dir
    env = environment(template_folders(site.root / own if own else None))
    pages = (
        (page, inside_of(page, env, snapshot.settings, search=False)) for page in contents.pages(snapshot)
    )
    number = emit(pages, contents.files(snapshot), options.directory, site.docs, config)
    print(f"{number} pages written to {options.directory}.")
    return 0
