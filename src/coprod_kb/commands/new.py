"""`coprod-kb new`: writes a new entry from questions in the terminal, from options, or from the record of its DOI."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coprod_kb.collection.site import Site, Snapshot, open_site
from coprod_kb.commands.new_dialogue import ask_answers, ask_slug, confirm, is_needed, slug_problem
from coprod_kb.commands.new_lookup import add_organisation, entry_of_doi
from coprod_kb.commands.reporting import NOTHING_WRITTEN, exit_status
from coprod_kb.contributing.new_entry import (
    answered,
    flag,
    line_form,
    root,
    several,
    slug_for,
    terminal_questions,
)
from coprod_kb.contributing.questions import Question
from coprod_kb.diagnostics import Diagnostic, as_text, printable
from coprod_kb.entries.reading import read
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.formatting import write_entry
from coprod_kb.importing.works.entries import Draft
from coprod_kb.project.project import ProjectError
from coprod_kb.project.writing import write_new

_UNNAMED = "new.md"
"""The path in diagnostics before the file has a name."""


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Write a new entry. Questions are asked where the options do not give all that it needs. "
        "No file is ever overwritten. Dates are written 2022, 2022-07 or 2022-07-14."
    )
    for question in terminal_questions(Vocabulary()):
        parser.add_argument(
            flag(question),
            dest=question.path,
            action="append" if several(question) else "store",
            metavar=line_form(question),
            help=f"{question.asked}{' May be repeated.' if several(question) else ''}",
        )
    parser.add_argument(
        "--doi", metavar="DOI", help="look the work up on the web, and fill in what its record says"
    )
    parser.add_argument(
        "--ror", metavar="ID", help="write no entry: look an organisation up, and put it into the vocabulary"
    )
    parser.add_argument("--slug", metavar="NAME", help="the name of the file, without .md")
    parser.add_argument("--draft", action="store_true", help="keep the entry unpublished")
    parser.add_argument("--dry-run", action="store_true", help="show the entry, and write nothing")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    site = open_site(Path.cwd())
    if options.ror:
        return add_organisation(options.ror, site, dry_run=options.dry_run)
    before = site.read()
    vocabulary = before.catalogue.vocabulary
    looked_up = entry_of_doi(options.doi, site, before) if options.doi else Draft({}, "", ())
    asked = terminal_questions(vocabulary)
    given = looked_up.values | _from_options(options, asked)
    missing = [
        question for question in asked if is_needed(question, options.draft) and root(question) not in given
    ]
    asking = bool(missing) and sys.stdin.isatty()
    if missing:
        found = read(write_entry(given, "", vocabulary.schema).encode(), _UNNAMED, vocabulary).diagnostics
        roots = {"", *given}
        errors = [error for error in found if error.is_error and (error.field or "").split(".")[0] in roots]
        if not asking:
            print(as_text(errors), file=sys.stderr)
            flags = ", ".join(flag(question) for question in missing)
            raise ProjectError(f"There is no terminal to ask in, and something is missing. Add {flags}.")
        if errors:
            return _refuse(errors)
    try:
        values = ask_answers(given, vocabulary, options.draft) if asking else given
        slug = _slug(options.slug, values["title"], _taken_names(site, before), asking)
        text = write_entry(values, looked_up.text, vocabulary.schema)
        return _finish(site, before, slug, text, asking, options.dry_run)
    except (EOFError, KeyboardInterrupt):
        raise ProjectError(f"Stopped. {NOTHING_WRITTEN}") from None


def _from_options(options: Namespace, asked: Sequence[Question]) -> dict[str, Any]:
    values: dict[str, Any] = {"draft": True} if options.draft else {}
    for question in asked:
        given = getattr(options, question.path)
        for answer in given if isinstance(given, list) else [given]:
            if answer is not None and answer.strip():
                values = answered(question, values, answer.strip())
    return values


def _taken_names(site: Site, before: Snapshot) -> set[str]:
    """Names that the file cannot have: those of files and entries, and former names of entries."""
    taken = {file.stem for file in (site.root / site.settings.entries_dir).glob("*.md")}
    for reading in before.readings:
        taken |= {reading.slug, *(reading.entry.fields.formerly if reading.entry else ())}
    return taken


def _slug(given: str | None, title: str, taken: set[str], asking: bool) -> str:
    """The given name, or one made from the title. If `asking`, the person may choose another one.

    Raises `ProjectError` if the name cannot be used and the person is not asked.
    """
    slug = given or slug_for(title)
    problem = slug_problem(slug, taken)
    if problem and not asking:
        raise ProjectError(f"{problem} {NOTHING_WRITTEN}")
    return ask_slug(slug, problem, taken) if asking and (problem or not given) else slug


def _finish(site: Site, before: Snapshot, slug: str, text: str, asking: bool, dry_run: bool) -> int:
    """Shows the entry, and writes it if it has no errors and the person agrees. Returns the exit status."""
    path = f"{site.settings.entries_dir}/{slug}.md"
    reading = read(text.encode(), path, before.catalogue.vocabulary)
    if asking or dry_run:
        print(f"\n{path}:\n", *map(printable, text.split("\n")), sep="\n")
    if not reading.sound:
        return _refuse(reading.diagnostics)
    if dry_run:
        print(f"{path} would be written.")
        return 0
    if asking and not confirm():
        raise EOFError
    _write(site.root / path, text)
    found = [diagnostic for diagnostic in site.read().diagnostics if diagnostic.path == path]
    if found:
        print(as_text(found), file=sys.stderr)
    body = text.split("\n---\n", 1)[-1].strip()
    empty = "" if body else " Its text is still empty: write it below the second line of hyphens."
    print(f"{path} is written.{empty}")
    return exit_status(found)


def _refuse(errors: Sequence[Diagnostic]) -> int:
    print(as_text(errors), file=sys.stderr)
    print(NOTHING_WRITTEN, file=sys.stderr)
    return 1


def _write(file: Path, text: str) -> None:
    try:
        write_new(file, text.encode())
    except FileExistsError:
        raise ProjectError(
            f"{file} has just been written by somebody else. {NOTHING_WRITTEN} Choose another --slug."
        ) from None
