"""The folder of entries: which files are read, and why others are not."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from coprod_kb.diagnostics import Diagnostic, Severity
from coprod_kb.front_matter.splitting import decode

MAX_FILE = 256 * 1024
"""Bytes; a longer file is refused unread. Front matter and body have limits of their own."""


def entry_files(root: Path, folder: str) -> Iterator[tuple[str, os.stat_result | Diagnostic]]:
    """Every file below the folder in a fixed order: its status, or why it is not read."""
    unopened: list[OSError] = []
    for directory, folders, names in os.walk(root / folder, onerror=unopened.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = Path(directory).relative_to(root).as_posix()
        for name in [*folders, *sorted(names)]:
            path = name if below == "." else f"{below}/{name}"  # thousands of `Path` objects would take long
            try:
                status = os.lstat(os.path.join(directory, name))
            except FileNotFoundError:
                continue  # deleted since its folder was listed
            if name.startswith(".") or stat.S_ISDIR(status.st_mode):
                continue
            if not stat.S_ISREG(status.st_mode):
                yield (
                    path,
                    refused(
                        path,
                        "not-a-file",
                        "This is not a regular file.",
                        "Put the entry itself here, not a link to it.",
                    ),
                )
            elif not name.endswith(".md"):
                yield (
                    path,
                    refused(
                        path,
                        "not-an-entry",
                        "Only entries belong in this folder.",
                        "Rename it so that it ends in `.md`, or move it away.",
                    ),
                )
            elif status.st_size > MAX_FILE:
                yield (
                    path,
                    refused(
                        path,
                        "too-long",
                        f"The file is larger than {MAX_FILE // 1024} KB.",
                        "Shorten it, and link to the longer text.",
                    ),
                )
            else:
                yield path, status
    for error in unopened:
        if not isinstance(error, FileNotFoundError):  # a project may still have no entries
            path = Path(error.filename).relative_to(root).as_posix()
            problem = f"The folder cannot be opened: {error.strerror}."
            yield path, refused(path, "unreadable", problem, "Check its permissions.")


def content_of(file: Path) -> bytes:
    """Of a regular file only, also if another has taken its place since the folder was listed."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(file, "rb", opener=lambda name, _: os.open(name, flags | getattr(os, "O_BINARY", 0))) as opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            raise OSError(0, "it is not a regular file")
        return opened.read(MAX_FILE)


def lines_of(file: Path, path: str) -> list[str]:
    """The lines of a file as findings count them; none where it cannot be read, or is no text."""
    try:
        text = decode(content_of(file), path)
    except (OSError, ValueError):  # the last for a name that no system allows
        return []
    return [] if isinstance(text, Diagnostic) else text.split("\n")


def refused(path: str, code: str, message: str, hint: str) -> Diagnostic:
    """A finding about a file as a whole."""
    return Diagnostic(
        code=code,
        severity=Severity.ERROR,
        path=path,
        message=message,
        hint=hint,
        line=1,
        column=1,
        exact=False,
    )
