"""Whether a file has changed on the disk, and where the templates are."""

from __future__ import annotations

import os
from pathlib import Path


def signature(status: os.stat_result) -> tuple[int, ...]:
    """A value that differs after each change of a file's content, permissions or place on the disk.

    It holds the time of the last change of status as well: an edit may restore the time of the last change of content,
    and new permissions may make a file readable.
    """
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def template_folder() -> Path:
    """The folder of templates in the installed package; in a checkout, its folder `templates/`."""
    package = Path(__file__).parents[1]
    shipped = package / "templates"
    return shipped if shipped.is_dir() else package.parents[1] / "templates"


def workflow_folder() -> Path:
    """The folder of workflows in the installed package; in a checkout, its folder `.github/`."""
    package = Path(__file__).parents[1]
    shipped = package / "github"
    return shipped if shipped.is_dir() else package.parents[1] / ".github"


def template_folders(own: Path | None) -> list[str]:
    """Where templates for the insides of pages are looked for. own: the project's `custom_dir`, which goes before ours."""
    shipped = template_folder()
    folders = [*([own / "pages", own] if own else []), shipped / "pages", shipped / "theme"]
    return [os.fspath(folder) for folder in folders]
