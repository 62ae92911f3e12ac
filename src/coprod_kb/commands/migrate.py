"""`coprod-kb migrate`: brings files forward that were written for an earlier version of the schema."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from coprod_kb.commands.changing import Work, add_change_options
from coprod_kb.diagnostics import printable
from coprod_kb.editing.migration import migrate
from coprod_kb.entries.vocabulary_files import FILES
from coprod_kb.front_matter import schema_steps
from coprod_kb.project.collection_file import FILE as COLLECTION


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Bring entries, vocabulary and settings that were written for an earlier version of coprod-kb into the present form. "
        "Comments and texts stay as they are. The manual lists the steps."
    )
    add_change_options(parser)
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    work = Work.here()
    vocabulary = work.before.catalogue.vocabulary.folder
    others = [*(f"{vocabulary}/{name}" for name in FILES), "mkdocs.yml", COLLECTION]
    entries = [reading.path for reading in work.before.readings]
    unread = migrate(work.plan, schema_steps.STEPS, entries, others)
    for path in unread:
        print(
            f"{printable(path)} cannot be read and stays as it is. `coprod-kb check` says why.",
            file=sys.stderr,
        )
    return work.carry_out(options, refused=unread)
