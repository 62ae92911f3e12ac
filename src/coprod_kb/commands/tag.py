"""`coprod-kb tag`: adds keywords to entries, and takes others away."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coprod_kb.commands.changing import Work, add_change_options, add_where
from coprod_kb.editing.fields import tag
from coprod_kb.project.project import ProjectError


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Add keywords to the entries that match a filter, and remove others. Everything else in their files stays "
        "as it is. The manual explains filters."
    )
    parser.add_argument("--add", action="append", default=[], metavar="KEYWORD", help="may be repeated")
    parser.add_argument("--remove", action="append", default=[], metavar="KEYWORD", help="may be repeated")
    add_where(parser)
    add_change_options(parser)
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    if not (options.add or options.remove):
        raise ProjectError("Say what to change, with --add or --remove.")
    work = Work.here()
    keywords = work.before.catalogue.vocabulary.keywords
    tag(work.plan, work.where(options.where), options.add, options.remove, keywords)
    return work.carry_out(options)
