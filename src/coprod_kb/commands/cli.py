"""The `coprod-kb` command. Exit status: 0 fine, 1 errors found in content, 2 could not run."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Container, Sequence
from io import TextIOWrapper

from coprod_kb.commands import COMMANDS, fill
from coprod_kb.diagnostics import printable
from coprod_kb.project.garbage import collect_less
from coprod_kb.project.project import ProjectError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what the terminal's encoding lacks is escaped
            stream.reconfigure(errors="backslashreplace")
    collect_less()
    _look_for_no_plugins()
    typed = sys.argv[1:] if arguments is None else arguments
    options = _parser(typed).parse_args(typed)
    try:
        status = int(options.run(options))
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever reads the output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left goes nowhere
        return 2
    except (ProjectError, OSError) as error:
        words = "\n".join(map(printable, _words(error).splitlines()))
        print(f"coprod-kb: {words}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("coprod-kb: Stopped.", file=sys.stderr)
        return 2


def _look_for_no_plugins() -> None:
    """Pydantic would look for plugins of its own in all packages: a twentieth of the start. None has a say here."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _words(error: Exception) -> str:
    """What the system says of a file, without its number; everything else as it is."""
    if not isinstance(error, OSError) or not error.strerror:
        return str(error)
    file = f"{os.fsdecode(error.filename)}: " if error.filename else ""
    return f"{file}{error.strerror}."


def _parser(called: Container[str]) -> argparse.ArgumentParser:
    """Lists all commands, and knows what those take that are named in `called`."""
    parser = argparse.ArgumentParser(
        prog="coprod-kb", description="Check and publish a knowledge base on co-production."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, good_for in COMMANDS.items():
        command = commands.add_parser(name, help=good_for)
        if name in called:
            fill(name, command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
