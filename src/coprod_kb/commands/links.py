"""`coprod-kb links`: lists broken links within the site and, with `--external`, on the web."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from coprod_kb.collection.site import Site, Snapshot, open_site
from coprod_kb.commands.paths import add_paths, chosen_files, refuse_unwritable
from coprod_kb.commands.reporting import exit_status
from coprod_kb.diagnostics import Diagnostic, as_json, in_order, printable, tally
from coprod_kb.entries.vocabulary_files import FILES
from coprod_kb.front_matter.document import Document
from coprod_kb.front_matter.splitting import decode
from coprod_kb.links.docs_links import docs_link_faults
from coprod_kb.links.last_check import keep_outcomes
from coprod_kb.links.link_check import (
    LinkMention,
    LinkReport,
    all_mentions,
    in_turn,
    pages_to_visit,
    report,
)
from coprod_kb.links.network import visit
from coprod_kb.links.outcome import LinkOutcome, LinkStatus
from coprod_kb.project.docs_folder import pages_by_hand, published_files
from coprod_kb.project.history import current_day
from coprod_kb.project.project import ProjectError
from coprod_kb.project.writing import replace_file, write_new
from coprod_kb.publishing import contents

_INTERNAL = {
    "unknown-entry",
    "own-entry",
    "unknown-heading",
    "former-name-taken",
    "link-address",
    "link-form",
    "address-taken",
    "unknown-address",
}
"""Codes of the findings of `check` that concern links within the site."""

_HEADINGS = {
    LinkStatus.GONE: "Gone",
    LinkStatus.UNKNOWN_HOST: "Not on the web under this name",
    LinkStatus.MOVED: "Moved for good",
    LinkStatus.UNREACHABLE: "Could not be reached",
    LinkStatus.TIMED_OUT: "Did not answer in time",
    LinkStatus.SERVER_ERROR: "On a server with a fault",
    LinkStatus.OUT_OF_TIME: "Not asked for, because the server was too slow",
    LinkStatus.CIRCLE: "Leading in a circle",
    LinkStatus.CERTIFICATE: "On a server that does not prove who it is",
    LinkStatus.TOO_MANY: "On a server that wants fewer questions",
    LinkStatus.REFUSED: "Not shown to programs",
    LinkStatus.NOT_ALLOWED: "Not opened",
    LinkStatus.OK: "Fine",
}
"""Headings of the report in their order: the most urgent first."""
_SECONDS_BETWEEN = 10
"""The report of an external check is written at least so far apart."""


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Say which links lead nowhere: within the site, and with --external also on the web. "
        "What is wrong with an address on the web is only ever a warning."
    )
    add_paths(parser)
    parser.add_argument(
        "--external", action="store_true", help="also ask the web for every address elsewhere"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how findings are written")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the report to this new file")
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    if options.output:
        refuse_unwritable(options.output)
        if options.output.exists():
            raise ProjectError(f"{options.output} is there already. Name a new file.")
    site = open_site(Path.cwd())
    snapshot = contents.read_site(site)
    is_chosen = chosen_files(options.paths, site.root)
    internal = [found for found in snapshot.diagnostics if found.code in _INTERNAL]
    internal = in_order(
        found for found in [*internal, *_docs_faults(site, snapshot)] if is_chosen(found.path)
    )
    unread = list(_unread_note([path for path in _unread(site, snapshot) if is_chosen(path)]))

    def text_of(reports: Sequence[LinkReport], end: str = "") -> str:
        diagnostics = _diagnostics(internal, reports)
        if options.format == "json":
            return as_json(diagnostics) + "\n"
        end = end or f"Links checked: {tally(diagnostics)}."
        return "\n".join([*_as_text(internal, reports), *unread, end, ""])

    if options.format == "json":
        print(*unread, sep="\n", end="\n" if unread else "", file=sys.stderr)
    growing = _GrowingFile(options.output) if options.output else None
    reports: list[LinkReport] = []
    if options.external:
        mentions = [mention for mention in all_mentions(site, snapshot) if is_chosen(mention.path)]

        def show(outcomes: Sequence[LinkOutcome], pages: int) -> None:
            if growing and growing.is_due:
                growing.write(text_of(report(mentions, outcomes), _UNFINISHED.format(len(outcomes), pages)))

        reports = _visit(mentions, site, show)
    text = text_of(reports)
    if growing:
        growing.write(text)
    else:
        print(text, end="")
    return exit_status(_diagnostics(internal, reports), strict=options.strict)


_UNFINISHED = "This report is not complete: {} of {} addresses have been asked for so far."


def _diagnostics(internal: Sequence[Diagnostic], reports: Sequence[LinkReport]) -> list[Diagnostic]:
    return [*internal, *in_order(found for each in reports for found in each.findings)]


class _GrowingFile:
    """A new file that is written again and again, so that whoever ends the command early finds what is known."""

    def __init__(self, file: Path) -> None:
        self._file, self._content, self._next = file, b"", 0.0

    @property
    def is_due(self) -> bool:
        return time.monotonic() >= self._next

    def write(self, text: str) -> None:
        content = text.encode(errors="backslashreplace")
        if self._content:
            replace_file(self._file, self._content, content)
        else:
            write_new(self._file, content)
        self._content, self._next = content, time.monotonic() + _SECONDS_BETWEEN


def _docs_faults(site: Site, snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Findings about broken links on the pages of the docs folder."""
    excluded, docs_dir = site.settings.excluded, site.settings.docs_dir
    sources = {str(file) for file in published_files(site.docs, excluded)}
    sources |= {f"{page.path}index.md" for page in contents.pages(snapshot)}
    addresses = contents.addresses(snapshot, site.docs)
    for _, file in pages_by_hand(site.docs, excluded):
        text = decode((site.docs / file).read_bytes(), f"{docs_dir}/{file}")
        if isinstance(text, str):  # MkDocs reports files that it cannot read
            yield from docs_link_faults(text, file, docs_dir, sources, addresses)


def _unread(site: Site, snapshot: Snapshot) -> list[str]:
    """Paths of the entries and vocabulary files that cannot be read."""
    entries = [reading.path for reading in snapshot.readings if reading.entry is None]
    return entries + [
        document.path for document, faults in _vocabulary(site) if faults and document.value is None
    ]


def _vocabulary(site: Site) -> Iterator[tuple[Document, list[Diagnostic]]]:
    return map(site.vocabulary_document, FILES)


def _visit(
    mentions: Sequence[LinkMention], site: Site, show: Callable[[Sequence[LinkOutcome], int], None]
) -> list[LinkReport]:
    """A report for each page that is mentioned, in the order of first mentions.

    show: is given the outcomes so far, and the number of pages.
    """
    pages = pages_to_visit(mentions)
    outcomes: list[LinkOutcome] = []

    def known(outcome: LinkOutcome) -> None:
        outcomes.append(outcome)
        show(outcomes, len(pages))

    if pages:
        print(f"Asking for {_addresses(len(pages))}. This can take a while.", file=sys.stderr)
    about = quote(site.settings.site_url, safe="/:?#[]@!$&'*+,;=%~")
    agent = f"coprod-kb (link check; +{about})" if about else "coprod-kb"
    day = current_day()
    try:
        found = {outcome.address: outcome for outcome in visit(in_turn(pages, day), agent, known=known)}
        return report(mentions, [found[page] for page in pages])
    finally:  # also if somebody ends it early
        keep_outcomes(site, outcomes, day)


# --- The report -------------------------------------------------------------------------------------


def _as_text(internal: Sequence[Diagnostic], reports: Sequence[LinkReport]) -> Iterator[str]:
    """Lines of text: findings grouped by heading, each address once, and the number of addresses per status."""
    if internal:
        yield from ("Within the site", "")
        for found in internal:
            yield from _finding([found])
    by_status = {status: [each for each in reports if each.outcome.status is status] for status in _HEADINGS}
    for status, of_status in by_status.items():
        shown = [each for each in of_status if each.findings]
        if shown:
            yield from (f"{_HEADINGS[status]}: {_addresses(len(shown))}", "")
        for each in shown:
            alike: dict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
            for found in each.findings:  # an entry may name both a DOI and its address; their messages differ
                alike[found.message, found.hint].append(found)
            for findings in alike.values():
                yield from _finding(findings)
    if reports:
        counts = [
            f"{len(of_status)} {_HEADINGS[status].lower()}"
            for status, of_status in by_status.items()
            if of_status
        ]
        yield f"{_addresses(len(reports))} elsewhere: {', '.join(reversed(counts))}."
        not_reached = by_status[LinkStatus.UNREACHABLE] + by_status[LinkStatus.UNKNOWN_HOST]
        if len(reports) > 1 and len(not_reached) == len(reports):
            yield "None of them could be reached. Is this computer connected to the Internet?"


def _finding(alike: Sequence[Diagnostic]) -> Iterator[str]:
    """Lines of text: message, places and hint. alike: findings that differ only in their places."""
    first = alike[0]
    yield f"{first.severity}: {printable(first.message)} [{first.code}]"
    for found in alike:
        place = (found.path, found.line, found.column)
        yield "    " + printable(":".join(str(part) for part in place if part))
    yield from (f"    {printable(first.hint)}", "")


def _unread_note(paths: Sequence[str]) -> Iterator[str]:
    if paths:
        yield f"Without the links of these files, which cannot be read: {printable(', '.join(paths))}."
        yield "To see why: coprod-kb check"


def _addresses(count: int) -> str:
    return "1 address" if count == 1 else f"{count} addresses"
