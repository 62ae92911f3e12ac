"""The files of the folder of entries, without those that editors and systems left there and git does not hold."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from coprod_kb.diagnostics import Diagnostic, Severity
from coprod_kb.entries.folder import entry_files, refused
from coprod_kb.project.history import tracked_files

_LEFT = re.compile(
    r"""
    .*~ | \#.*\# | ~\$.* | [0-9]{4,5}                           # Emacs and others; Office; Vim tries whether it may write
    | .*\.(?:orig|bak|rej|old|save|tmp|temp|part|sw[a-p])
    | .*___jb_(?:tmp|old)___ | .*_(?:BACKUP|BASE|LOCAL|REMOTE)_[0-9]+\.md   # JetBrains; git mergetool
    | (?:eh)?thumbs\.db | desktop\.ini | icon\r | .*:zone\.identifier       # Windows, macOS
    | readme(?:\..*)?
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_MOST_NAMED = 5


def files_of_entries(root: Path, folder: str) -> Iterator[tuple[str, os.stat_result | Diagnostic]]:
    """As `entry_files`, but what editors and systems left is passed over with one warning, unless it is committed.

    A hidden folder without files is passed over with a note: git cannot hold it.
    """
    left = {}
    for path, status in entry_files(root, folder):
        if _LEFT.fullmatch(PurePosixPath(path).name):
            left[path] = status
        elif isinstance(status, Diagnostic) and _is_empty_folder(root / path):
            message, hint = (
                "This hidden folder is empty, and passed over.",
                "Delete it, or leave it: it is not in git.",
            )
            yield path, replace(refused(path, "left-behind", message, hint), severity=Severity.NOTE)
        else:
            yield path, status
    held = tracked_files(root, list(left)) if left else set()
    yield from ((path, status) for path, status in left.items() if path in held)
    if passed := [path for path in left if path not in held]:
        yield folder, _note(folder, passed)


def _is_empty_folder(path: Path) -> bool:
    """Whether the path is a folder, and no link to one, in which there are no files at any depth."""
    return path.is_dir() and not path.is_symlink() and not any(files for _, _, files in os.walk(path))


def _note(folder: str, paths: Sequence[str]) -> Diagnostic:
    named = ", ".join(PurePosixPath(path).name for path in paths[:_MOST_NAMED])
    more = f" and {len(paths) - _MOST_NAMED} more" if len(paths) > _MOST_NAMED else ""
    message = f"Files that editors or systems leave behind are passed over: {named}{more}."
    hint = "Delete them, or leave them: they are not in git."
    return replace(refused(folder, "left-behind", message, hint), severity=Severity.WARNING)
