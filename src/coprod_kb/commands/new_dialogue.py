"""The questions that `coprod-kb new` asks in the terminal.

Every function that asks raises `EOFError` or `KeyboardInterrupt` if the person stops.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from coprod_kb.contributing.new_entry import (
    answered,
    faults_of,
    root,
    several,
    slug_faults,
    slug_for,
    suits,
    terminal_questions,
)
from coprod_kb.contributing.questions import Question
from coprod_kb.diagnostics import Diagnostic, printable
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.schema import REQUIRED
from coprod_kb.values.dates import date_meant, date_of
from coprod_kb.values.names import first_free

_NEEDED = "An entry cannot do without this answer. To stop and write nothing, press Ctrl+C."
_KEEP_OR_REWRITE = "Press Enter to keep it, or write it anew: "
_MOST_SHOWN = 40
"""Keywords of the vocabulary that are listed before the question."""


def is_needed(question: Question, draft: bool) -> bool:
    """Whether an entry cannot be written without an answer."""
    return question.path == "title" or (question.path in REQUIRED and not draft)


def ask_answers(given: dict[str, Any], vocabulary: Vocabulary, draft: bool) -> dict[str, Any]:
    """Asks all questions that fit the type of the entry and are not answered. Returns `given` with the answers."""
    print(
        "A few questions about the new entry. Leave an answer blank to skip it. Nothing is written until the end."
    )
    values = given
    for question in terminal_questions(vocabulary):
        if root(question) in given or not suits(question, values):
            continue
        if question.form == "date" and {"date", "period"} & given.keys():
            continue
        if question.path == "period.end" and "period" not in values:
            continue
        values = _ask(question, values, vocabulary, needed=is_needed(question, draft))
    return values


def _ask(
    question: Question, values: dict[str, Any], vocabulary: Vocabulary, *, needed: bool
) -> dict[str, Any]:
    """Asks until an answer has no errors, or is blank where it may be. Returns `values` with the answer."""
    _introduce(question, vocabulary)
    doubtful: dict[str, Any] | None = None  # values with an answer that has warnings; the person may keep it
    while True:
        line = _read_line(_KEEP_OR_REWRITE if doubtful else "> ")
        if line:
            answers = answered(question, values, line)
            found = faults_of(question, answers, vocabulary)
            _print_faults(found, question)
            if any(fault.is_error for fault in found):
                doubtful = None
                continue
            if question.form == "date" and date_of(line) != line and (meant := date_meant(line)):
                print(f"  {meant.label}")
            if found:
                doubtful = answers
                continue
        elif doubtful:
            answers = doubtful
        elif needed and root(question) not in values:
            print(f"  {_NEEDED}")
            continue
        else:
            return values
        values, doubtful = answers, None
        if not several(question):
            return values


def _introduce(question: Question, vocabulary: Vocabulary) -> None:
    print(f"\n{question.asked}\n  {question.why}")
    if several(question):
        print("  One at a time. Press Enter alone when there are no more.")
    if question.path == "keywords" and (labels := [term.label for term in vocabulary.keywords.terms]):
        others = " and others" if len(labels) > _MOST_SHOWN else ""
        print(f"  In use already: {printable(', '.join(labels[:_MOST_SHOWN]))}{others}.")


def _print_faults(found: Sequence[Diagnostic], question: Question) -> None:
    for fault in found:
        # The hint of a missing field shows how to write it in a file, not what to type here.
        missing = fault.code == "missing-field" and fault.field == root(question)
        print(f"  {_NEEDED if missing else _message(fault)}")


def ask_slug(slug: str, problem: str, taken: Collection[str]) -> str:
    """Asks for the name of the file until it can be used. problem: what is wrong with `slug`; empty if nothing is."""
    print("\nWhat shall the file be called?\n  The name becomes part of the address of the page.")
    while True:
        if problem:
            print(f"  {problem}")
        free = first_free(slug_for(slug), taken)
        slug = _read_line(f"Press Enter for {free}, or write another name: ").removesuffix(".md") or free
        problem = slug_problem(slug, taken)
        if not problem:
            return slug


def slug_problem(slug: str, taken: Collection[str]) -> str:
    """Why the file cannot have this name, and what to do; empty if it can."""
    if found := slug_faults(slug):
        return _message(found[0])
    if slug in taken:
        free = first_free(slug, taken)
        return f"There is an entry {slug} already. Look whether it is the same. If not, name this one {free}."
    return ""


def confirm() -> bool:
    """Asks whether to write the file."""
    answer = _read_line("Write this file? Press Enter for yes, or write no: ")
    return answer.casefold() not in {"n", "no"}


def _message(found: Diagnostic) -> str:
    return printable(f"{found.message} {found.hint}")


def _read_line(prompt: str) -> str:
    return input(prompt).strip()
