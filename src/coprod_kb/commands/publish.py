"""`coprod-kb publish`: publishes drafts that are complete."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from coprod_kb.commands.changing import Work, add_change_options
from coprod_kb.commands.paths import chosen_files
from coprod_kb.diagnostics import as_text
from coprod_kb.editing.fields import publish, set_field
from coprod_kb.project.history import current_day


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Take `draft: true` away from drafts that are complete. What an entry lacks that cannot be published is said, "
        "and it stays a draft."
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="drafts, or folders of them")
    parser.add_argument("--read-by", metavar="NAME", help="also say in `reviewed` who has read them, today")
    parser.add_argument(
        "--without-summary",
        action="store_true",
        help="publish drafts that have no summary as well; their pages say that nobody has written one yet",
    )
    add_change_options(parser)
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    work = Work.here()
    is_chosen = chosen_files(options.paths, work.site.root, work.site.settings.entries_dir)
    chosen = [entry for entry in work.entries if is_chosen(entry.path) and entry.fields.draft]
    refused = {entry.path for entry in chosen if not (entry.fields.summary or options.without_summary)}
    for path in sorted(refused):
        print(
            f"{path} stays a draft: it has no `summary`. Write one plain paragraph, what it is and what came of it, "
            "or add --without-summary.",
            file=sys.stderr,
        )
    chosen = [entry for entry in chosen if entry.path not in refused]
    publish(work.plan, chosen)
    if options.read_by:
        set_field(work.plan, chosen, "reviewed", [f"by={options.read_by}", f"on={current_day()}"])
    faulty: set[str] = set()
    while work.plan.after:  # an entry that stays a draft may be one that others link to
        errors = [found for found in work.new_findings(work.after()) if found.is_error]
        left = {found.path for found in errors} & work.plan.after.keys()
        if not left:
            break
        faulty |= left
        print(as_text(found for found in errors if found.path in left), file=sys.stderr)
        for path in left:
            del work.plan.after[path]
    for path in sorted(faulty):
        print(f"{path} stays a draft, because of what is said above.", file=sys.stderr)
    return work.carry_out(options, refused=refused | faulty)
