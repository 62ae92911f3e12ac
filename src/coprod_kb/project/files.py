"""The state of a file on the disk, and where the package keeps its templates."""

from __future__ import annotations

import os
from pathlib import Path


def signature(status: os.stat_result) -> tuple[int, ...]:
    """Another one wherever a file has been touched.

    The time of the last change of status counts as well: permissions may be mended, and an edit may keep the time of
    the last change of content.
    """
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def template_folder() -> Path:
    """The templates that travel with the package; in a checkout, its own `templates/`."""
    package = Path(__file__).parents[1]
    shipped = package / "templates"
    return shipped if shipped.is_dir() else package.parents[1] / "templates"
