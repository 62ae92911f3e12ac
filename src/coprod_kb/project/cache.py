"""Results that are kept for the next run, in the cache folder of the user, which may be deleted at any time.

They are outside the project, so that nobody can submit them along with entries.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

from coprod_kb.project.writing import write_over


def cache_folder(name: str) -> Path | None:
    """The folder for results of one kind; `None` in workflows, which set `CI`: they check the work of strangers."""
    return None if os.environ.get("CI") else user_cache_path("coprod-kb") / name


def lasting_folder(name: str) -> Path:
    """The folder for results that a later step of a workflow needs as well: they hold nothing that strangers wrote."""
    return user_cache_path("coprod-kb") / name


class Cache:
    """Files in a folder of `cache_folder`; without a folder, nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, name: str, *, days: int) -> bytes | None:
        """The content kept under a name; `None` if there is none, or if it is at least `days` days old."""
        if self._folder is None:
            return None
        file = self._folder / name
        try:
            return file.read_bytes() if time.time() - file.stat().st_mtime < days * 24 * 60 * 60 else None
        except OSError:
            return None

    def put(self, name: str, content: bytes) -> None:
        """Stores the content under this name, in place of earlier content. Does nothing if it cannot be written."""
        if self._folder is not None:
            with suppress(OSError):
                write_over(self._folder / name, content)
