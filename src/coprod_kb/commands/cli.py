"""The `coprod-kb` command. Exit status: 0 fine, 1 errors found in content, 2 could not run."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Container, Sequence
from io import TextIOWrapper

from coprod_kb.commands import COMMANDS, fill
from coprod_kb.diagnostics import printable
from coprod_kb.project.project import ProjectError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # escapes characters that the terminal's encoding lacks
            stream.reconfigure(errors="backslashreplace")
    _disable_pydantic_plugins()
    typed = sys.argv[1:] if arguments is None else arguments
    options = _parser(typed).parse_args(typed)
    try:
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


def _disable_pydantic_plugins() -> None:
    """Keeps Pydantic from searching all packages for plugins, which takes 5 % of the start. We use none."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _message(error: Exception) -> str:
    """The text of an error; for an error of the system, its file and description without the number."""
    if not isinstance(error, OSError) or not error.strerror:
        return str(error)
    file = f"{os.fsdecode(error.filename)}: " if error.filename else ""
    return f"{file}{error.strerror}."


def _parser(typed: Container[str]) -> argparse.ArgumentParser:
    """Lists all commands, with the options of those whose names are in `typed`."""
    parser = argparse.ArgumentParser(
        prog="coprod-kb", description="Check and publish a knowledge base on co-production."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose)
        if name in typed:
            fill(name, command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
