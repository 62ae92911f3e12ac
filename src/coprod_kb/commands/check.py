"""`coprod-kb check`: prints what is wrong with the entries, and what to write instead."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from coprod_kb.collection import addresses
from coprod_kb.collection.addresses import many_new, vanished
from coprod_kb.collection.site import Site, open_site
from coprod_kb.commands.excerpt import excerpt
from coprod_kb.commands.paths import add_paths, chosen_files
from coprod_kb.commands.reporting import exit_status
from coprod_kb.diagnostics import (
    Diagnostic,
    Excerpt,
    Severity,
    as_github,
    as_json,
    as_text,
    most_serious_first,
    tally,
)
from coprod_kb.entries.folder import lines_of
from coprod_kb.entries.reading_memory import ReadingMemory
from coprod_kb.project.cache import cache_folder
from coprod_kb.project.collection_file import FILE as COLLECTION
from coprod_kb.project.project import ProjectError
from coprod_kb.publishing import contents


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Say what is wrong with the entries, where, and what to write instead. The exit status is 0 "
        "if all is well, 1 if there are errors in the content, and 2 if the command could not run."
    )
    add_paths(parser)
    parser.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="how findings are written: for people, for programs, or for GitHub to show beside the lines",
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="CODE",
        help="only findings with this code; may be repeated",
    )
    parser.add_argument(
        "--level",
        choices=tuple(map(str, Severity)),
        default=str(Severity.NOTE),
        help="the least serious findings to show; by default notes too",
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help=f"show every finding, also where a code has more than {MOST_OF_A_CODE}",
    )
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")
    parser.add_argument(
        "--against", type=Path, metavar="FILE", help="also stop where an address in this list would vanish"
    )
    parser.add_argument(
        "--first-publication", action="store_true", help="let --against pass where there is no list yet"
    )
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    site = open_site(Path.cwd())
    if folder := cache_folder("readings"):
        site.memory = ReadingMemory.of(site.root, folder)
    held_against = options.against and not (options.first_publication and not options.against.exists())
    snapshot = contents.read_site(site) if held_against else None
    checked = snapshot.checked if snapshot else contents.check_site(site)
    is_chosen = chosen_files(options.paths, site.root)
    found = [
        finding
        for finding in checked.diagnostics
        if is_chosen(finding.path)
        or (finding.path == COLLECTION and finding.is_error)  # then no entry is checked
    ]
    if snapshot:
        published = _published_addresses(options.against)
        present = contents.addresses(snapshot, site.docs)
        found += vanished(published, present, str(options.against), site.settings.vocabulary_dir)
        found += many_new(published, present, site.settings.entries_dir)
    least = Severity(options.level).rank
    found = [
        finding
        for finding in found
        if finding.severity.rank <= least and (not options.only or finding.code in options.only)
    ]
    if options.format == "json":
        print(as_json(found))
    else:
        if found and options.format == "github":
            print(as_github(found))
        elif found:
            shown = found if options.all else _few_of_each_code(found)
            text = as_text(
                most_serious_first(shown), _excerpts(site.root, options.against), colour=_uses_colour()
            )
            print("\n".join([text, "", *_by_code(found, len(found) - len(shown), site)]))
        entries = sum(map(is_chosen, checked.paths))
        print(f"{entries} {'entry' if entries == 1 else 'entries'} checked: {tally(found)}.")
    return exit_status(found, strict=options.strict)


MOST_OF_A_CODE = 50
_SHOWN_OF_MANY = 3


def _few_of_each_code(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """All findings of a code that has at most `MOST_OF_A_CODE`, and three of any other."""
    total, seen = Counter(finding.code for finding in found), Counter[str]()
    shown = []
    for finding in found:
        seen[finding.code] += 1
        if total[finding.code] <= MOST_OF_A_CODE or seen[finding.code] <= _SHOWN_OF_MANY:
            shown.append(finding)
    return shown


def _by_code(found: Sequence[Diagnostic], hidden: int, site: Site) -> Iterator[str]:
    """Lines of text: the number of findings of each code, the most serious and the most frequent first, and who explains them.

    hidden: the number of findings that are not shown.
    """
    counts = Counter((finding.severity, finding.code) for finding in found)
    for (severity, code), number in sorted(
        counts.items(), key=lambda item: (item[0][0].rank, -item[1], item[0][1])
    ):
        yield f"{number:>6}  {severity:<8} {code}"
    yield f"What each of them means: {site.settings.explanation('')}"
    if hidden:
        yield f"{hidden:,} of these are not shown; --all shows them, and --only CODE those of one code."
    yield ""


def _excerpts(root: Path, against: Path | None) -> Excerpt:
    """Returns the function that gives the line of a diagnostic.

    against: the list of addresses; its path in diagnostics is the one that was given, not relative to the project.
    """

    @cache
    def lines(path: str) -> Sequence[str]:
        return lines_of(against if against and path == str(against) else root / path, path)

    def excerpt_of(found: Diagnostic) -> Sequence[str]:
        if not (found.exact and found.line and found.column):
            return ()
        line = lines(found.path)[found.line - 1 : found.line]  # empty if the file has changed meanwhile
        return excerpt(line[0], found.line, found.column) if line else ()

    return excerpt_of


def _uses_colour() -> bool:
    """Whether the output goes to a terminal, and NO_COLOR (no-color.org) is not set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _published_addresses(file: Path) -> list[str]:
    """The addresses in the list of an earlier build. Raises `ProjectError` if the file is no such list."""
    if not file.exists():
        raise ProjectError(
            f"{file} does not exist. Fetch {addresses.NAME} from the published site. "
            "Only if nothing has been published yet, add --first-publication."
        )
    if file.is_dir():
        raise ProjectError(f"{file} is a folder, and no list of addresses.")
    try:
        return addresses.parse(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise ProjectError(f"{file} is no list of addresses: it is not a text in UTF-8.") from None
    except ValueError as error:
        raise ProjectError(f"{file} is no list of addresses: {error}.") from None
