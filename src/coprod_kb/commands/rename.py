"""`coprod-kb rename`: gives a keyword, an organisation, a person or an entry another name."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import PurePosixPath

from coprod_kb.commands.changing import Work, add_change_options
from coprod_kb.commands.new_dialogue import slug_problem
from coprod_kb.diagnostics import did_you_mean
from coprod_kb.editing.authorities import rename
from coprod_kb.editing.entry_names import rename_entry
from coprod_kb.editing.plan import Refused
from coprod_kb.editing.terms import KINDS
from coprod_kb.project.docs_folder import pages_by_hand


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Give a keyword, organisation, person or entry another name. The old address leads to the new one. Of an entry, the "
        "file is renamed, and all links to it are changed. Entries keep their spelling of other names, unless you say --rewrite."
    )
    parser.add_argument("kind", choices=(*KINDS, "entry"))
    parser.add_argument("old", metavar="A", help="the name now; of an entry, its file with or without .md")
    parser.add_argument("new", metavar="B", help="the new name")
    parser.add_argument("--rewrite", action="store_true", help="put the new name into the entries")
    add_change_options(parser)
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    work = Work.here()
    if options.kind == "entry":
        _rename_entry(
            work, *(PurePosixPath(name).name.removesuffix(".md") for name in (options.old, options.new))
        )
    else:
        kind, vocabulary = KINDS[options.kind], work.before.catalogue.vocabulary
        rename(work.plan, kind, work.entries, vocabulary, options.old, options.new, rewrite=options.rewrite)
        work.keep_addresses(kind, options.new)
    return work.carry_out(options)


def _rename_entry(work: Work, old: str, new: str) -> None:
    by_slug = {entry.slug: entry for entry in work.entries}
    entry = by_slug.get(old)
    if entry is None:
        if new in by_slug and old in by_slug[new].fields.formerly:
            return  # it has been renamed before
        raise Refused(f"There is no entry “{old}”. {did_you_mean(old, by_slug)}".strip())
    taken = {reading.slug for reading in work.before.readings}
    taken |= {name for other in work.entries if other is not entry for name in other.fields.formerly}
    if problem := slug_problem(new, taken):
        raise Refused(problem)
    settings = work.site.settings
    pages = [f"{settings.docs_dir}/{file}" for _, file in pages_by_hand(work.site.docs, settings.excluded)]
    rename_entry(work.plan, entry, new, work.entries, pages, settings.vocabulary_dir)
