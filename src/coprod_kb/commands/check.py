"""`coprod-kb check`: what is wrong with the entries, and what to write instead."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from coprod_kb.collection import addresses
from coprod_kb.collection.addresses import vanished
from coprod_kb.collection.site import open_site
from coprod_kb.commands.excerpt import excerpt
from coprod_kb.diagnostics import Diagnostic, Excerpt, as_github, as_json, as_text, tally
from coprod_kb.entries.folder import lines_of
from coprod_kb.entries.reading_memory import ReadingMemory
from coprod_kb.project.project import ProjectError
from coprod_kb.publishing import contents


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Say what is wrong with the entries, where, and what to write instead. The exit status is 0 "
        "if all is well, 1 if there are errors in the content, and 2 if the command could not run."
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="only these files or folders")
    parser.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="how findings are written: for people, for programs, or for GitHub to show beside the lines",
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
    if not os.environ.get("CI"):  # where strangers' work is judged, nothing is taken from an earlier run
        site.memory = ReadingMemory.of(site.root)
    held_against = options.against and not (options.first_publication and not options.against.exists())
    snapshot = contents.read_site(site) if held_against else None
    checked = snapshot.checked if snapshot else contents.check_site(site)
    chosen = [_project_path(path, site.root) for path in options.paths]
    found = [one for one in checked.diagnostics if not chosen or _is_below(one.path, chosen)]
    if snapshot:
        vocabulary = site.settings.vocabulary_dir
        found += vanished(
            _listed(options.against),
            contents.addresses(snapshot, site.docs),
            str(options.against),
            vocabulary,
        )
    if options.format == "json":
        print(as_json(found))
    else:
        if found and options.format == "github":
            print(as_github(found))
        elif found:
            print(as_text(found, _excerpts(site.root, options.against), colour=_in_colour()) + "\n")
        entries = sum(not chosen or _is_below(path, chosen) for path in checked.paths)
        print(f"{entries} {'entry' if entries == 1 else 'entries'} checked: {tally(found)}.")
    failing = found if options.strict else [one for one in found if one.is_error]
    return 1 if failing else 0


def _excerpts(root: Path, listed: Path | None) -> Excerpt:
    """What shows the line of a finding. `listed`: the one file that findings name as it was given."""

    @cache
    def lines(path: str) -> Sequence[str]:
        return lines_of(listed if listed and path == str(listed) else root / path, path)

    def shown(found: Diagnostic) -> Sequence[str]:
        if not (found.exact and found.line and found.column):
            return ()
        # The file may have changed since it was checked.
        line = lines(found.path)[found.line - 1 : found.line]
        return excerpt(line[0], found.line, found.column) if line else ()

    return shown


def _in_colour() -> bool:
    """Whether the output goes to a terminal, and nobody asked for none (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _listed(file: Path) -> list[str]:
    """The addresses in a list that an earlier build wrote."""
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


def _project_path(path: Path, root: Path) -> str:
    if not path.exists():
        raise ProjectError(f"{path} does not exist.")
    try:
        return path.resolve().relative_to(root).as_posix()
    except ValueError:
        raise ProjectError(f"{path} lies outside the project {root}.") from None


def _is_below(path: str, chosen: Sequence[str]) -> bool:
    return any(one in {".", path} or path.startswith(f"{one}/") for one in chosen)
