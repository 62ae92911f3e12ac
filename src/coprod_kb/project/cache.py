"""Results kept in the project's `.cache/` for the next run. The folder may be deleted at any time."""

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
        """The content kept under a name; `None` where there is none, or where it is older than so many days."""
        file = self.folder / name
        try:
            if days is not None and time.time() - file.stat().st_mtime >= days * 24 * 60 * 60:
                return None
            return file.read_bytes()
        except OSError:
            return None

    def put(self, name: str, content: bytes) -> None:
        """Keeps the content under a name; raises `OSError` where it cannot be written."""
        write_over(self.folder / name, content)
