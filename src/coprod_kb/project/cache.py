"""Results that are kept for the next run, in the folder `.cache/` of the project. It may be deleted at any time."""

from __future__ import annotations

import time
from pathlib import Path

from coprod_kb.project.writing import write_over

FOLDER = ".cache"


class Cache:
    """Files below `.cache/` of a project. root: the folder that holds `mkdocs.yml`."""

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER

    def get(self, name: str, *, days: int | None = None) -> bytes | None:
        """The content kept under a name; `None` if there is none, or if it is at least `days` days old."""
        file = self.folder / name
        try:
            if days is not None and time.time() - file.stat().st_mtime >= days * 24 * 60 * 60:
                return None
            return file.read_bytes()
        except OSError:
            return None

    def put(self, name: str, content: bytes) -> None:
        """Keeps the content under a name, in place of what was kept there. Raises `OSError` if it cannot be written."""
        write_over(self.folder / name, content)
