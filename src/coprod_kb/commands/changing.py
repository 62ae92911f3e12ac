"""What the commands share that change many files.

The choice of entries, the check before, the rows for former addresses of terms, the diff and the question.
"""

from __future__ import annotations

import shlex
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from coprod_kb.collection.authorities import Record
from coprod_kb.collection.site import Site, Snapshot, open_site
from coprod_kb.commands.excerpt import excerpt
from coprod_kb.commands.reporting import NOTHING_WRITTEN
from coprod_kb.diagnostics import Diagnostic, Severity, as_text, bounded, printable
from coprod_kb.editing.filter_fields import filter_fields
from coprod_kb.editing.filters import FilterError, read_filter
from coprod_kb.editing.plan import Plan
from coprod_kb.editing.terms import TermKind, read_terms, write_terms
from coprod_kb.entries.model import Entry, typed_entries
from coprod_kb.entries.vocabulary import FormerAddress
from coprod_kb.entries.vocabulary_files import ADDRESSES
from coprod_kb.project.changes import change_files
from coprod_kb.project.project import ProjectError
from coprod_kb.project.writing import content_or_none
from coprod_kb.publishing import contents
from coprod_kb.values.wording import count

MOST_UNASKED = 20
"""Files that are changed without a question."""

_MOST_WARNINGS = 3


def add_change_options(parser: ArgumentParser) -> None:
    """Adds `--dry-run` and `--yes`."""
    parser.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")
    parser.add_argument(
        "--yes", action="store_true", help=f"do not ask before more than {MOST_UNASKED} files are changed"
    )


def add_where(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--where",
        required=True,
        metavar="FILTER",
        help="which entries, such as 'keyword=gardening and year>=2018'",
    )


@dataclass(slots=True)
class Work:
    """A project whose files are to be changed.

    before: as it is published now. entries: all of them, drafts and withdrawn ones included.
    """

    site: Site
    before: Snapshot
    plan: Plan
    entries: list[Entry] = field(default_factory=list)

    @classmethod
    def here(cls) -> Work:
        """The project around the current folder."""
        site = open_site(Path.cwd())
        before = contents.read_site(site)
        plan = Plan(lambda path: content_or_none(site.root / path), before.catalogue.vocabulary.schema)
        return cls(site, before, plan, typed_entries(before.readings))

    def where(self, text: str) -> list[Entry]:
        """The entries that match a filter. Raises `ProjectError` if it cannot be read."""
        try:
            matches = read_filter(text, filter_fields(self.entries, self.before.catalogue.vocabulary))
        except FilterError as error:
            shown = "\n  ".join(excerpt(text, 1, error.position + 1))
            raise ProjectError(f"--where: {error.message}\n  {shown}\n{error.hint}") from None
        return [entry for entry in self.entries if matches(entry)]

    def after(self) -> Snapshot:
        """The project as it would be."""
        return contents.read_site(replace(self.site, instead=dict(self.plan.after)))

    def new_findings(self, after: Snapshot) -> list[Diagnostic]:
        """The findings that there are not now. A file that moves takes its own along."""
        known = {
            _identity(found, self.plan.moved.get(found.path, found.path)) for found in self.before.diagnostics
        }
        return [found for found in after.diagnostics if _identity(found, found.path) not in known]

    def keep_addresses(self, kind: TermKind, label: str) -> None:
        """Lets addresses of a kind that would have no page any more lead to the page of the name `label`."""
        after = self.after()
        present = contents.addresses(after, self.site.docs)
        before = contents.addresses(self.before, self.site.docs)
        gone = [
            address
            for address in sorted(before - present)
            if PurePosixPath(address).parent == PurePosixPath(f"/{kind.section}")
        ]
        if gone:
            known: Iterable[Record] = getattr(after.catalogue, kind.section).values()
            slug = next(record.slug for record in known if kind.key(record.label) == kind.key(label))
            path = f"{self.before.catalogue.vocabulary.folder}/{ADDRESSES}"
            new = [{"address": address, "to": f"/{kind.section}/{slug}/"} for address in gone]
            write_terms(self.plan, path, read_terms(self.plan, path), new, [*FormerAddress.model_fields])

    def carry_out(
        self, options: Namespace, *, reasons: Sequence[str] = (), refused: Collection[str] = ()
    ) -> int:
        """Checks the change, shows it or asks, and writes it as a whole. Returns the exit status.

        reasons: for asking even if few files change. refused: what is left out, which makes the status 1.
        """
        status, plan = int(bool(refused)), self.plan
        if not plan.after:
            print("Nothing has to be changed.")
            return status
        found = self.new_findings(self.after())
        if errors := [finding for finding in found if finding.is_error]:
            print(as_text(bounded(errors)), file=sys.stderr)
            print(f"The check would find this, and does not now. {NOTHING_WRITTEN}", file=sys.stderr)
            return 1
        files = count(plan.files, "file")
        if options.dry_run:
            print(*map(printable, plan.diff()), *map(printable, reasons), sep="\n")
            print(f"{files} would be changed.".capitalize())
            return status
        _ask(options, [*reasons, *([f"This changes {files}."] if plan.files > MOST_UNASKED else [])])
        change_files(self.site.root, plan.changes)
        for path, to in plan.moved.items():
            print(f"{printable(path)} is now {printable(to)}.")
        print(f"{files} {'is' if plan.files == 1 else 'are'} changed.".capitalize())
        if warnings := [finding for finding in found if finding.severity is Severity.WARNING]:
            print(as_text(warnings[:_MOST_WARNINGS]), file=sys.stderr)
            print(f"New warnings: {len(warnings)}. `coprod-kb check` shows them all.", file=sys.stderr)
        return status


def _identity(found: Diagnostic, path: str) -> tuple[object, ...]:
    return found.code, found.severity, path, found.message


def _ask(options: Namespace, reasons: Sequence[str]) -> None:
    """Asks whether to go on. Raises `ProjectError` if the answer is no, or if nobody can be asked."""
    if not reasons or options.yes:
        return
    said = " ".join(map(printable, reasons))
    if not sys.stdin.isatty():
        command = shlex.join(["coprod-kb", *options.typed, "--yes"])
        raise ProjectError(
            f"{said} {NOTHING_WRITTEN} Look at it with --dry-run. If it is right, type:\n{command}"
        )
    try:
        answer = input(f"{said} Go on? Write yes, or press Enter for no: ")
    except (EOFError, KeyboardInterrupt):
        answer = ""
    if answer.strip().casefold() not in {"y", "yes"}:
        raise ProjectError(f"Stopped. {NOTHING_WRITTEN}")
