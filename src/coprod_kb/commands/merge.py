"""`coprod-kb merge`: makes one of two keywords, organisations or people."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coprod_kb.commands.changing import Work, add_change_options
from coprod_kb.editing.authorities import merge
from coprod_kb.editing.terms import KINDS


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Make one of two keywords, organisations or people. The name that goes becomes an alias of the other one in the "
        "vocabulary, and its address leads there. Entries keep their spelling, unless you say --rewrite."
    )
    parser.add_argument("kind", choices=tuple(KINDS))
    parser.add_argument("gone", metavar="A", help="the name that goes; for namesakes the end of an address")
    parser.add_argument("kept", metavar="B", help="the name that stays")
    parser.add_argument("--rewrite", action="store_true", help="put the name that stays into the entries")
    add_change_options(parser)
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    work, kind = Work.here(), KINDS[options.kind]
    vocabulary = work.before.catalogue.vocabulary
    label, lost = merge(
        work.plan, kind, work.entries, vocabulary, options.gone, options.kept, rewrite=options.rewrite
    )
    work.keep_addresses(kind, label)
    reasons = [f"“{label}” has its own `{name}`, so this goes: {value}" for name, value in lost.items()]
    return work.carry_out(options, reasons=reasons)
