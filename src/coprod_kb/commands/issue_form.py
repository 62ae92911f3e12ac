"""`coprod-kb issue-form`: writes the issue form on GitHub for offering an entry."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from coprod_kb.collection.site import open_site
from coprod_kb.contributing.issue_form import FILE, issue_form


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Write the form on GitHub for offering an entry anew. Do so after a change of fields, facets "
        "or site_url."
    )
    parser.add_argument("--check", action="store_true", help="only say whether the form is up to date")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    site = open_site(Path.cwd())
    form = issue_form(site.settings, site.read().catalogue.vocabulary)
    file = site.root / FILE
    if file.exists() and file.read_text(encoding="utf-8") == form:
        print(f"{FILE} is up to date.")
        return 0
    if options.check:
        print(f"{FILE} is not up to date. Write it anew: coprod-kb issue-form")
        return 1
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(form, encoding="utf-8", newline="\n")
    print(f"{FILE} is written.")
    return 0
