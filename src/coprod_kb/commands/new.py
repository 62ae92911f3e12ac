"""`coprod-kb new`: a new entry, from questions in the terminal, from options, or from the record of its DOI."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from coprod_kb.collection.site import Site, Snapshot, open_site
from coprod_kb.commands.lookup import add_organisation, entry_of_doi
from coprod_kb.contributing.new_entry import (
    QUESTIONS,
    TerminalQuestion,
    faults_of,
    slug_faults,
    slug_for,
)
from coprod_kb.diagnostics import Diagnostic, as_text, printable
from coprod_kb.entries.reading import REQUIRED, read
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.formatting import write_entry
from coprod_kb.importing.works.entries import Draft
from coprod_kb.project.project import ProjectError
from coprod_kb.project.writing import write_new
from coprod_kb.values.names import first_free

_ENDED = "Nothing was written."
_UNNAMED = "new.md"
"""What findings call the entry before its file has a name."""

_NEEDED = "An entry cannot do without this answer. To stop and write nothing, press Ctrl+C."
_ANEW = "Press Enter to keep it, or write it anew: "
_MOST_SHOWN = 40
"""Keywords of the vocabulary that are listed before the question."""


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Write a new entry. Questions are asked where the options do not give all that it needs. "
        "No file is ever overwritten. Dates are written 2022, 2022-07 or 2022-07-14."
    )
    for question in QUESTIONS:
        parser.add_argument(
            question.flag,
            dest=question.field,
            action="append" if question.several else "store",
            metavar={"contributors": "NAME; ORGANISATION", "links": "LABEL=URL"}.get(question.field, "TEXT"),
            help=f"{question.asked}{' May be repeated.' if question.several else ''}",
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
    looked_up = entry_of_doi(options.doi, site, before) if options.doi else Draft({}, "", ())
    given = looked_up.values | _from_options(options)
    missing = [
        question for question in QUESTIONS if _needed(question, options.draft) and question.root not in given
    ]
    asking = bool(missing) and sys.stdin.isatty()
    if missing and not asking:
        flags = ", ".join(question.flag for question in missing)
        raise ProjectError(f"There is no terminal to ask in, and something is missing. Add {flags}.")
    if asking:
        found = read(write_entry(given, "").encode(), _UNNAMED, before.catalogue.vocabulary).diagnostics
        if wrong := [
            one for one in found if one.is_error and (one.field or "").split(".")[0] in {"", *given}
        ]:
            return _refuse(wrong)
    try:
        values = _ask(given, before.catalogue.vocabulary, options.draft) if asking else given
        slug = _slug(options.slug, values["title"], before, site, asking)
        return _finish(site, before, slug, write_entry(values, looked_up.text), asking, options.dry_run)
    except (EOFError, KeyboardInterrupt):
        raise ProjectError(f"Stopped. {_ENDED}") from None


def _needed(question: TerminalQuestion, draft: bool) -> bool:
    return question.field == "title" or (question.field in REQUIRED and not draft)


def _from_options(options: Namespace) -> dict[str, Any]:
    values: dict[str, Any] = {"draft": True} if options.draft else {}
    for question in QUESTIONS:
        answer = getattr(options, question.field)
        for one in answer if isinstance(answer, list) else [answer]:
            if one is not None and one.strip():
                values = question.answered(values, one.strip())
    return values


def _finish(site: Site, before: Snapshot, slug: str, text: str, asking: bool, dry_run: bool) -> int:
    """Shows what is to be written, and writes it if it has no errors and nobody objects."""
    path = f"{site.settings.entries_dir}/{slug}.md"
    reading = read(text.encode(), path, before.catalogue.vocabulary)
    if asking or dry_run:
        print(f"\n{path}:\n", *map(printable, text.split("\n")), sep="\n")
    if not reading.sound:
        return _refuse(reading.diagnostics)
    if dry_run:
        print(f"{path} would be written.")
        return 0
    if asking and _line("Write this file? Press Enter for yes, or write no: ").casefold() in {"n", "no"}:
        raise EOFError
    _write(site.root / path, text)
    found = [one for one in site.read().diagnostics if one.path == path]
    if found:
        print(as_text(found), file=sys.stderr)
    body = text.split("\n---\n", 1)[-1].strip()
    empty = "" if body else " Its text is still empty: write it below the second line of hyphens."
    print(f"{path} is written.{empty}")
    return 1 if any(one.is_error for one in found) else 0


def _refuse(found: Sequence[Diagnostic]) -> int:
    print(as_text(found), file=sys.stderr)
    print(_ENDED, file=sys.stderr)
    return 1


def _write(file: Path, text: str) -> None:
    try:
        write_new(file, text.encode())
    except FileExistsError:
        raise ProjectError(
            f"{file} has just been written by somebody else. {_ENDED} Choose another --slug."
        ) from None


# --- The name of the file ---------------------------------------------------------------------------


def _slug(given: str | None, title: str, before: Snapshot, site: Site, asking: bool) -> str:
    """A name that is free: the one given, or made from the title, or the one that the person chooses."""
    folder = site.root / site.settings.entries_dir
    taken = {file.stem for file in folder.glob("*.md")} | {reading.slug for reading in before.readings}
    entries = [reading.entry for reading in before.readings if reading.entry]
    taken |= {former for entry in entries for former in entry.fields.formerly}
    slug = given or slug_for(title)
    problem = _slug_problem(slug, taken)
    if not asking and problem:
        raise ProjectError(f"{problem} {_ENDED}")
    if not asking or (given and not problem):
        return slug
    print("\nWhat shall the file be called?\n  The name becomes part of the address of the page.")
    while True:
        if problem:
            print(f"  {problem}")
        free = first_free(slug_for(slug), taken)
        slug = _line(f"Press Enter for {free}, or write another name: ").removesuffix(".md") or free
        problem = _slug_problem(slug, taken)
        if not problem:
            return slug


def _slug_problem(slug: str, taken: Collection[str]) -> str:
    """Why the file cannot have this name, and what to do; empty where it can."""
    if found := slug_faults(slug):
        return _words(found[0])
    if slug in taken:
        free = first_free(slug, taken)
        return f"There is an entry {slug} already. Look whether it is the same. If not, name this one {free}."
    return ""


# --- Questions in the terminal ----------------------------------------------------------------------


def _ask(given: dict[str, Any], vocabulary: Vocabulary, draft: bool) -> dict[str, Any]:
    """`given` and the answers to all other questions that fit the type of the entry."""
    print(
        "A few questions about the new entry. Leave an answer blank to skip it. Nothing is written until the end."
    )
    values = given
    for question in QUESTIONS:
        if question.root in given or (question.kinds and values.get("type") not in question.kinds):
            continue
        if question.kinds and {"date", "period"} & given.keys():
            continue
        if question.field == "period.end" and "period" not in values:
            continue
        values = _answer(question, values, vocabulary, needed=_needed(question, draft))
    return values


def _answer(
    question: TerminalQuestion, values: dict[str, Any], vocabulary: Vocabulary, *, needed: bool
) -> dict[str, Any]:
    """`values` with what the person answers; asked again until it is right, or blank where it may be."""
    _introduce(question, vocabulary)
    doubtful: dict[str, Any] | None = None  # an answer with a warning, which the person may want to keep
    while True:
        line = _line(_ANEW if doubtful else "> ")
        if line:
            answered = question.answered(values, line)
            found = faults_of(question, answered, vocabulary)
            _tell(found, question)
            if any(one.is_error for one in found):
                doubtful = None
                continue
            if found:
                doubtful = answered
                continue
        elif doubtful:
            answered = doubtful
        elif needed and question.root not in values:
            print(f"  {_NEEDED}")
            continue
        else:
            return values
        values, doubtful = answered, None
        if not question.several:
            return values


def _introduce(question: TerminalQuestion, vocabulary: Vocabulary) -> None:
    print(f"\n{question.asked}\n  {question.why}")
    if question.several:
        print("  One at a time. Press Enter alone when there are no more.")
    if question.field == "keywords" and (labels := [term.label for term in vocabulary.keywords.terms]):
        others = " and others" if len(labels) > _MOST_SHOWN else ""
        print(f"  In use already: {printable(', '.join(labels[:_MOST_SHOWN]))}{others}.")


def _tell(found: Sequence[Diagnostic], question: TerminalQuestion) -> None:
    for one in found:
        # The example in its hint is how a file says it, and not what to type here.
        absent = one.code == "missing-field" and one.field == question.root
        print(f"  {_NEEDED if absent else _words(one)}")


def _words(found: Diagnostic) -> str:
    return printable(f"{found.message} {found.hint}")


def _line(prompt: str) -> str:
    return input(prompt).strip()
