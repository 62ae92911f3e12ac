"""Sections, tasks and steps: the work that is left, as plain data."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass

MOST_FILES = 5
"""Files of a task that a page or a terminal shows; the table has all of them."""


@dataclass(frozen=True, slots=True)
class Step:
    """One way to settle a task.

    words: what it does, or what to do by hand. code: a command for a shell, or lines for a file; empty if there is none.
    """

    words: str
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to settle.

    what: one or two sentences. paths: of the files that it concerns, relative to the project. facts: what helps to
    decide, a sentence each. steps: ways to settle it, the most likely first.
    """

    what: str
    paths: Sequence[str] = ()
    facts: Sequence[str] = ()
    steps: Sequence[Step] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Tasks of one kind, the most useful first.

    name: its anchor on the page, and its name on the command line. lead: what the tasks are, and why they matter.
    steps: what settles many of the tasks at once. links: pages of the host with further work, label and address.
    """

    name: str
    title: str
    lead: str
    tasks: Sequence[Task] = ()
    steps: Sequence[Step] = ()
    links: Sequence[tuple[str, str]] = ()


def command(*words: str) -> str:
    """A command of `coprod-kb` as a line for a shell, with quotation marks where they are needed."""
    return " ".join(["coprod-kb", *map(_quoted, words)])


def _quoted(word: str) -> str:
    """As `shlex.quote`, but plainer to read where there is an apostrophe: `"Crohn's disease"`."""
    return f'"{word}"' if "'" in word and not set('"$`\\!') & set(word) else shlex.quote(word)


def where(field: str, value: str, *others: str) -> tuple[str, str]:
    """Returns the option `--where` and its filter for the entries whose field has this value.

    The value is put in quotation marks that do not occur in it. others: filters that hold as well.
    """
    first, last = next((marks for marks in _MARKS if not set(marks) & set(value)), _MARKS[0])
    return "--where", " and ".join([*others, f"{field}={first}{value}{last}"])


_MARKS = (('"', '"'), ("'", "'"), ("“", "”"), ("‘", "’"))
"""Quotation marks that filters understand."""
