"""What the check and the last check of links have found, what entries accept, and what waits on the host."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from coprod_kb.collection.authorities import KeywordRecord, OrganisationRecord, PersonRecord
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.collection.site import Snapshot
from coprod_kb.desk.model import Section, Step, Task, command, where
from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries.model import Entry, typed_entries
from coprod_kb.links.last_check import LastCheck
from coprod_kb.pages.page import day_label
from coprod_kb.project.settings import Settings

_SAME_WORK = ("same-doi", "near-same-title")
_ELSEWHERE = {*_SAME_WORK, "status-against-period", "no-summary", "no-date", "unknown-keyword"}
"""Codes of findings that have a section of their own."""


def errors(snapshot: Snapshot) -> Section:
    """The errors that no other section lists."""
    named = (KeywordRecord, OrganisationRecord, PersonRecord)
    listed = all(isinstance(later, named) for later, _ in snapshot.catalogue.collided)
    elsewhere = _ELSEWHERE | ({"colliding-address"} if listed else set())
    found = [finding for finding in snapshot.errors if finding.code not in elsewhere]
    return Section(
        name="errors", title="Errors", lead="They stop the site from being built.", tasks=_tasks(found)
    )


def same_works(snapshot: Snapshot) -> Section:
    """Entries that may describe one work."""
    by_path = _by_path(snapshot)
    return Section(
        name="same-works",
        title="Entries that may describe one work",
        lead="They have the same DOI, or nearly the same title.",
        tasks=[
            _same_work(found, by_path, snapshot.catalogue)
            for code in _SAME_WORK
            for found in snapshot.diagnostics
            if found.code == code
        ],
    )


def _same_work(found: Diagnostic, by_path: Mapping[str, Entry], catalogue: Catalogue) -> Task:
    later, first = by_path[found.path], by_path[found.message.partition(" has ")[0]]
    alike = "the same DOI" if found.code == "same-doi" else "nearly the same title"
    two = Step(f"If they are two works, write into {later.path}", f"related:\n  - {first.slug}")
    if found.code == "same-doi":
        two = Step(
            f"If they are two works, delete the `doi` of one of them, or write into {later.path}", two.code
        )
    return Task(
        what=f"{first.path} and {later.path} have {alike}: “{later.title}”",
        paths=[first.path, later.path],
        facts=[_work(entry, catalogue.type_of(entry).label) for entry in (first, later)],
        steps=[
            Step(
                f"If they are one work, copy what only {later.path} says into {first.path}, delete {later.path}, and "
                f"write into {first.path}",
                f"formerly:\n  - {later.slug}",
            ),
            two,
        ],
    )


def _work(entry: Entry, label: str) -> str:
    """“entries/a.md: Paper, 2019, Ada Example, doi:10.5555/1.”"""
    authors = [person.name or person.organisations[0] for person in entry.fields.authors[:1]]
    doi = f"doi:{entry.fields.doi}" if entry.fields.doi else "no DOI"
    return f"{entry.path}: {', '.join((label, entry.when or 'no date', *authors, doi))}."


def status_against_period(snapshot: Snapshot, today: date) -> Section:
    """Entries whose status contradicts their period; those that have ended come first."""
    by_path = _by_path(snapshot)
    found = [
        (by_path[finding.path], finding)
        for finding in snapshot.diagnostics
        if finding.code == "status-against-period"
    ]
    found.sort(key=lambda pair: pair[0].fields.status != "ongoing")
    return Section(
        name="status",
        title="Status against period",
        lead="Most of these have ended, and still say “ongoing”. If a source says both, accept `status-against-period` in the "
        "entry.",
        tasks=[
            Task(
                what=f"{entry.title}: {finding.message}",
                paths=[entry.path],
                steps=[
                    Step(
                        f"Make it “{status}”, or correct the period",
                        command("set", "status", status, *where("entry", entry.slug)),
                    )
                ],
            )
            for entry, finding in found
            for status in [_fitting_status(entry, today)]
        ],
    )


def _fitting_status(entry: Entry, today: date) -> str:
    period = entry.fields.period
    if period is None or period.start.first_day > today:
        return "planned"
    return "completed" if period.end and period.end.last_day < today else "ongoing"


def failing_links(links: LastCheck) -> Section:
    """A task for each place that names an address that fails."""
    when = f"Last asked for on {day_label(links.day)}." if links.day else "Not one was asked for so far."
    return Section(
        name="links",
        title="Links that fail",
        lead=f"{when} The answers are kept on this computer.",
        tasks=_tasks(links.findings),
        steps=[Step("Ask for every address, which can take a while", command("links", "--external"))],
    )


def accepted(snapshot: Snapshot) -> Section:
    """The findings that entries accept."""
    return Section(
        name="accepted",
        title="Findings that were accepted",
        lead="The check does not show them, because somebody decided that they are right to leave. Look again now and then.",
        tasks=[
            Task(
                what=f"{found.message} [{found.code}]",
                paths=[found.path],
                steps=[Step(f"To see it again, delete `{found.code}` below `accepted` in {found.path}.")],
            )
            for found in snapshot.accepted
        ],
    )


def other_findings(snapshot: Snapshot) -> Section:
    """Warnings and notes that no other section lists, counted by code."""
    counts = Counter(
        found.code for found in snapshot.diagnostics if not found.is_error and found.code not in _ELSEWHERE
    )
    return Section(
        name="check",
        title="Other findings of the check",
        lead="Warnings and notes by their code, the most frequent first.",
        tasks=[
            Task(
                what=f"{code} ({number:,})",
                steps=[Step("Show them", command("check", "--all", "--only", code))],
            )
            for code, number in counts.most_common()
        ],
    )


def waiting(settings: Settings) -> Section:
    """Where contributions wait: on the host of the repository, which the desk does not ask."""
    links = settings.waiting_urls()
    return Section(
        name="contributions",
        title="Contributions waiting",
        lead="They are kept where the project is kept."
        if links
        else "To have links to them here, write `repo_url` in mkdocs.yml.",
        links=links,
    )


def _tasks(found: Iterable[Diagnostic]) -> list[Task]:
    return [
        Task(
            what=f"{finding.message} [{finding.code}]",
            paths=[finding.path],
            steps=[Step(f"Line {finding.line}: {finding.hint}" if finding.line else finding.hint)],
        )
        for finding in found
    ]


def _by_path(snapshot: Snapshot) -> dict[str, Entry]:
    return {entry.path: entry for entry in typed_entries(snapshot.readings)}
