"""The desk as a table for spreadsheets, and as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coprod_kb.desk.model import MOST_FILES, Section, Step
from coprod_kb.diagnostics import printable
from coprod_kb.records.exporters.csv_table import csv_text

COLUMNS = ("section", "entry", "what", "command")


def as_table(sections: Sequence[Section]) -> str:
    """CSV with a row for each task.

    `entry` has the paths of files, `command` the ways to settle the task, each on a line of its own.
    """
    rows = [
        (
            section.title,
            "\n".join(task.paths),
            "\n".join((task.what, *task.facts)),
            "\n".join(step.code or step.words for step in task.steps),
        )
        for section in sections
        for task in section.tasks
    ]
    rows += [(section.title, "", label, url) for section in sections for label, url in section.links]
    return csv_text([COLUMNS, *rows])


def overview(sections: Sequence[Section]) -> Iterator[str]:
    """A line for each section: the number of its tasks, its name and its title."""
    width = max(len(section.name) for section in sections)
    for section in sections:
        yield f"{len(section.tasks):>6,}  {section.name:<{width}}  {section.title}"


def section_lines(section: Section) -> Iterator[str]:
    """All tasks of a section, safe to print."""
    yield from (section.title, section.lead, "")
    yield from _steps(section.steps, "")
    for task in section.tasks:
        yield printable(task.what)
        more = [f"and {len(task.paths) - MOST_FILES:,} more"] if len(task.paths) > MOST_FILES else []
        yield from (f"  {printable(text)}" for text in (*task.facts, *task.paths[:MOST_FILES], *more))
        yield from _steps(task.steps, "  ")
        yield ""
    yield from (f"{label}: {url}" for label, url in section.links)


def _steps(steps: Sequence[Step], indent: str) -> Iterator[str]:
    for step in steps:
        yield f"{indent}{printable(step.words)}{':' if step.code else ''}"
        yield from (f"{indent}  {printable(line)}" for line in step.code.splitlines())
