"""The folder of entries: which of its files are read, and how they are opened safely."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from coprod_kb.diagnostics import Diagnostic, Severity
from coprod_kb.front_matter.splitting import decode

MAX_FILE = 256 * 1024
"""Bytes. A longer file is refused without being read. Front matter and body have limits of their own."""

_MAX_QUOTED = 16 * 1024 * 1024
"""Bytes of a file whose lines are quoted: vocabulary files and lists of addresses are longer than entries."""

_HARMLESS = re.compile(
    r"\.(?:git|gitkeep|keep|DS_Store|localized|directory)"  # `.git` is there if the folder is a repository of its own
    r"|\.(?:_|\#|fuse_hidden|goutputstream-|nfs|Trash-).*"  # macOS, Emacs, GNOME, network drives
    r"|\..*(?:\.sw[a-p]|\.un~|~|\.tmp|\.part|\.kate-swp|\#)",  # vim, KDE, LibreOffice, and our own unfinished files
    re.DOTALL,
)
"""Hidden files that systems and editors leave, and that no other program obeys."""


def entry_files(root: Path, folder: str) -> Iterator[tuple[str, os.stat_result | Diagnostic]]:
    """Each file below the folder: its path, and its status or the reason why it is not to be read.

    Paths are relative to `root`, with forward slashes, in a fixed order. Hidden files that systems and editors leave are
    left out; all other hidden files and folders have a reason, and so has a folder that cannot be opened. Yields nothing
    if there is no such folder.
    """
    unopened: list[OSError] = []
    for directory, folders, names in os.walk(root / folder, onerror=unopened.append):
        hidden = sorted(name for name in folders if name.startswith("."))
        folders[:] = sorted(set(folders).difference(hidden))
        below = Path(directory).relative_to(root).as_posix()
        for name in [*folders, *hidden, *sorted(names)]:
            if name.startswith(".") and _HARMLESS.fullmatch(name):
                continue
            path = name if below == "." else f"{below}/{name}"  # thousands of `Path` objects would take long
            try:
                status = os.lstat(os.path.join(directory, name))
            except FileNotFoundError:
                continue  # deleted since its folder was listed
            if name.startswith(".") or not stat.S_ISDIR(status.st_mode):
                yield path, _refusal(path, status) or status
    for error in unopened:
        if not isinstance(error, FileNotFoundError):  # a project may still have no entries
            path = Path(error.filename).relative_to(root).as_posix()
            problem = f"The folder cannot be opened: {error.strerror}."
            yield path, refused(path, "unreadable", problem, "Check its permissions.")


def _refusal(path: str, status: os.stat_result) -> Diagnostic | None:
    """The reason why a file in the folder is not read; `None` if it is read."""
    if (name := path.rpartition("/")[2]).startswith("."):
        problem = f"“{name}” is hidden, and git or other programs may obey it."
        hint = "Delete it: only entries belong in this folder, and their names do not start with a full stop."
        return refused(path, "not-an-entry", problem, hint)
    if not stat.S_ISREG(status.st_mode):
        problem, hint = "This is not a regular file.", "Put the entry itself here, not a link to it."
        return refused(path, "not-a-file", problem, hint)
    if not path.endswith(".md"):
        problem, hint = (
            "Only entries belong in this folder.",
            "Rename it so that it ends in `.md`, or move it away.",
        )
        return refused(path, "not-an-entry", problem, hint)
    if status.st_size > MAX_FILE:
        problem = f"The file is larger than {MAX_FILE // 1024} KB."
        return refused(path, "too-long", problem, "Shorten it, and link to the longer text.")
    return None


def content_of(file: Path, most: int = MAX_FILE) -> bytes:
    """At most the first `most` bytes of a regular file.

    Raises `OSError` for anything else, such as a symbolic link or a pipe that took the place of the file after the
    folder was listed.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(file, "rb", opener=lambda name, _: os.open(name, flags | getattr(os, "O_BINARY", 0))) as opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            raise OSError(0, "it is not a regular file")
        return opened.read(most)


def lines_of(file: Path, path: str) -> list[str]:
    """The lines of a file as diagnostics count them; empty if it cannot be read or is not text."""
    try:
        text = decode(content_of(file, _MAX_QUOTED), path)
    except (OSError, ValueError):  # `ValueError` for a name that no system allows
        return []
    return [] if isinstance(text, Diagnostic) else text.split("\n")


def refused(path: str, code: str, message: str, hint: str) -> Diagnostic:
    """An error about a file as a whole, placed on its first line."""
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
