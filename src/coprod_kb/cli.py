"""The `coprod-kb` command. Exit status: 0 fine, 1 errors found in content, 2 could not run."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from coprod_kb import addresses
from coprod_kb.addresses import vanished
from coprod_kb.diagnostics import Diagnostic, as_json, as_text, printable, tally
from coprod_kb.emission import emit
from coprod_kb.site import ProjectError, open_site


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what the terminal's encoding lacks is escaped
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except (ProjectError, OSError) as error:
        words = "\n".join(map(printable, str(error).splitlines()))
        print(f"coprod-kb: {words}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="coprod-kb", description="Check and publish a knowledge base on co-production."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="say what is wrong with the entries, and what to write instead")
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="only these files or folders")
    check.add_argument("--format", choices=("text", "json"), default="text", help="how findings are written")
    check.add_argument("--strict", action="store_true", help="count warnings as errors")
    check.add_argument(
        "--against", type=Path, metavar="FILE", help="also stop where an address in this list would vanish"
    )
    check.add_argument(
        "--first-publication", action="store_true", help="let --against pass where there is no list yet"
    )
    check.set_defaults(run=_check)

    write = commands.add_parser("emit", help="write every page as a plain Markdown file")
    write.add_argument("directory", type=Path, metavar="DIR", help="a new or empty folder")
    write.add_argument(
        "--unchecked",
        action="store_true",
        help="publish entries with errors too, as far as they can be shown",
    )
    write.set_defaults(run=_emit)
    return parser


def _check(options: argparse.Namespace) -> int:
    site = open_site(Path.cwd())
    snapshot = site.read()
    chosen = [_project_path(path, site.root) for path in options.paths]
    found = [one for one in snapshot.diagnostics if not chosen or _below(one, chosen)]
    if options.against and not (options.first_publication and not options.against.exists()):
        vocabulary = site.settings.vocabulary_dir
        found += vanished(
            _listed(options.against), site.addresses(snapshot), str(options.against), vocabulary
        )
    if options.format == "json":
        print(_with_escapes(as_json(found)))
    else:
        if found:
            print(as_text(found) + "\n")
        checked = [one for one in snapshot.readings if not chosen or _is_below(one.path, chosen)]
        print(f"{len(checked)} {'entry' if len(checked) == 1 else 'entries'} checked: {tally(found)}.")
    failing = found if options.strict else [one for one in found if one.is_error]
    return 1 if failing else 0


def _listed(file: Path) -> list[str]:
    """The addresses in a list that an earlier build wrote."""
    if not file.exists():
        raise ProjectError(
            f"{file} does not exist. Fetch {addresses.NAME} from the published site. "
            "Only if nothing has been published yet, add --first-publication."
        )
    try:
        return addresses.parse(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ProjectError(f"{file} is no list of addresses: {error}.") from None


def _with_escapes(text: str) -> str:
    """JSON that is safe in a terminal: characters that are not `printable` as JSON's own escapes."""
    return "".join(
        char if char == "\n" or printable(char) == char else json.dumps(char)[1:-1] for char in text
    )


def _project_path(path: Path, root: Path) -> str:
    if not path.exists():
        raise ProjectError(f"{path} does not exist.")
    try:
        return path.resolve().relative_to(root).as_posix()
    except ValueError:
        raise ProjectError(f"{path} lies outside the project {root}.") from None


def _below(found: Diagnostic, chosen: Sequence[str]) -> bool:
    return _is_below(found.path, chosen)


def _is_below(path: str, chosen: Sequence[str]) -> bool:
    return any(one in {".", path} or path.startswith(f"{one}/") for one in chosen)


def _emit(options: argparse.Namespace) -> int:
    site = open_site(Path.cwd())
    snapshot = site.read(unchecked=options.unchecked)
    if snapshot.errors:
        print(as_text(snapshot.errors), file=sys.stderr)
    if snapshot.open_walls or (snapshot.errors and not options.unchecked):
        print(f"Nothing was written: {tally(snapshot.errors)}.", file=sys.stderr)
        return 1
    written = emit(snapshot.pages(), options.directory, site.docs, site.settings.excluded)
    print(f"{written} pages written to {options.directory}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
