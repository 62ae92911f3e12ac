"""Files that people name for the output of a command."""

from __future__ import annotations

from pathlib import Path

from coprod_kb.project.project import ProjectError


def refuse_unwritable(file: Path) -> None:
    """`ProjectError` where there can be no file of this name, before anything is done for it in vain."""
    if file.is_dir():
        raise ProjectError(f"{file} is a folder. Add the name of a file.")
    if not file.parent.is_dir():
        raise ProjectError(f"There is no folder {file.parent}. Make it, or name another one.")
