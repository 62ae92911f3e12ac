"""`coprod-kb split`: tells people of one name apart."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coprod_kb.collection.authorities import PersonRecord
from coprod_kb.commands.changing import Work, add_change_options
from coprod_kb.editing.authorities import existing, records
from coprod_kb.editing.namesakes import alike, by_entries, is_called, split
from coprod_kb.editing.plan import Refused
from coprod_kb.editing.terms import KINDS, read_terms, write_terms


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Tell people of one name apart, by writing into the vocabulary which entries mean whom. They are told apart by their "
        "ORCID iDs and organisations, or as you say with --entries. The one with most entries keeps the address."
    )
    parser.add_argument("kind", choices=("person",))
    parser.add_argument("name", metavar="NAME", help="the name that several people have")
    parser.add_argument(
        "--entries",
        nargs="+",
        action="append",
        default=[],
        metavar="ENTRY",
        help="these entries mean another person; may be repeated for a third one",
    )
    add_change_options(parser)
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    work, kind = Work.here(), KINDS["person"]
    path = f"{work.site.settings.vocabulary_dir}/{kind.file}"
    terms = read_terms(work.plan, path)
    found = records(kind, work.entries, work.before.catalogue.vocabulary)
    people = [
        record for record in found if isinstance(record, PersonRecord) and is_called(record, options.name)
    ]
    if not people:
        raise Refused(f"No entry names {existing(options.name, kind, found, terms).label}.")
    groups = by_entries(people, options.entries) if options.entries else alike(people)
    if len(groups) == 1:
        slugs = sorted({mention.entry.slug for mention in groups[0]})
        raise Refused(
            f"The entries say nothing that tells people called {options.name} apart. Say which of them mean another one, "
            f"with --entries and some of: {' '.join(slugs)}."
        )
    write_terms(work.plan, path, *split(terms, people[0], groups), kind.order)
    return work.carry_out(options)
