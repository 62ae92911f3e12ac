"""Style sheet, scripts and pictures of the site, as they are published below `assets/`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from coprod_kb.project.files import template_folder

FOLDER = "assets"
STYLES = f"{FOLDER}/coprod-kb.css"


def asset_files() -> Iterator[tuple[str, Path]]:
    """Each asset that comes with the program: its path from the root of the site, and where it is now."""
    templates = template_folder()
    for file in sorted((templates / FOLDER).rglob("*")):
        if file.is_file():
            yield file.relative_to(templates).as_posix(), file
