"""`coprod-kb set`: gives a field of entries another value."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coprod_kb.commands.changing import Work, add_change_options, add_where
from coprod_kb.editing.fields import set_field


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Give a field of the entries that match a filter a value, or several where it is a list. An empty value takes "
        "the field out. Everything else in their files stays as it is. The manual explains filters."
    )
    parser.add_argument("field", metavar="FIELD", help="such as status, setting or publication.publisher")
    parser.add_argument("values", nargs="+", metavar="VALUE", help="the value; several for a list")
    parser.add_argument(
        "--assigned",
        action="store_true",
        help="also name the field in `assigned`: the source does not state the value, you choose it",
    )
    add_where(parser)
    add_change_options(parser)
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    work = Work.here()
    entries = work.where(options.where)
    set_field(work.plan, entries, options.field, options.values, assigned=options.assigned)
    return work.carry_out(options)
