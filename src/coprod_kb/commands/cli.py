"""The `coprod-kb` command. Exit status: 0 fine, 1 errors found in content, 2 could not run."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Container, Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from coprod_kb.commands import COMMANDS, fill
from coprod_kb.diagnostics import did_you_mean, printable
from coprod_kb.project.changes import finish_changes
from coprod_kb.project.project import ProjectError, find_project


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # escapes characters that the terminal's encoding lacks
            stream.reconfigure(errors="backslashreplace")
    _disable_pydantic_plugins()
    typed = sys.argv[1:] if arguments is None else arguments
    options, unknown = _parser(typed).parse_known_args(typed)
    if unknown:
        options.parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    options.typed = list(typed)
    try:
        _finish_interrupted()
        status = int(options.run(options))
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # the reader of the output, such as `head`, has ended
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # discards the rest
        return 2
    except (ProjectError, OSError) as error:
        message = "\n".join(map(printable, _message(error).splitlines()))
        print(f"coprod-kb: {message}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("coprod-kb: Stopped.", file=sys.stderr)
        return 2


def _finish_interrupted() -> None:
    """Completes a change of files that a killed command left half done."""
    with suppress(ProjectError):  # the command says so, if it needs a project
        if done := finish_changes(find_project(Path.cwd())):
            print(f"coprod-kb: {printable(done)}", file=sys.stderr)


def _disable_pydantic_plugins() -> None:
    """Keeps Pydantic from searching all packages for plugins, which takes 5 % of the start. We use none."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _message(error: Exception) -> str:
    """The text of an error; for an error of the system, its file and description without the number."""
    if not isinstance(error, OSError) or not error.strerror:
        return str(error)
    file = f"{os.fsdecode(error.filename)}: " if error.filename else ""
    return f"{file}{error.strerror}."


class _Version(argparse.Action):
    """Prints what a report of a fault needs: the versions of the program, of Python and of what renders pages."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(
            option_strings, dest, nargs=0, help="show the versions of the program and what it uses"
        )

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from coprod_kb.commands.versions import version_lines  # noqa: PLC0415 (others start without it)

        print(*version_lines(), sep="\n")
        parser.exit()


class _Parser(argparse.ArgumentParser):
    """Suggests the command or option that was probably meant."""

    def error(self, message: str) -> NoReturn:
        unknown = re.search(r"invalid choice: '(.+?)' (.*)|unrecognized arguments: (\S+)", message)
        if unknown:
            choices = re.findall(r"'(.+?)'", unknown[2] or "") or re.findall(
                r"--[a-z-]+", self.format_usage()
            )
            message = f"{message}\n{did_you_mean(unknown[1] or unknown[3], choices)}".rstrip()
        super().error(message)


def _parser(typed: Container[str]) -> argparse.ArgumentParser:
    """Lists all commands, with the options of those whose names are in `typed`."""
    parser = _Parser(prog="coprod-kb", description="Check and publish a knowledge base.")
    parser.add_argument("--version", action=_Version)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose)
        command.set_defaults(parser=command)
        if name in typed:
            fill(name, command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
