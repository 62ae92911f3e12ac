"""The days on which files were committed, and the day that a build counts as today."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path


def source_day() -> date | None:
    """The day in UTC that `SOURCE_DATE_EPOCH` gives (reproducible-builds.org); `None` if it gives no time."""
    try:
        return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "")), UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def current_day() -> date:
    """The day in UTC that builds take for today: `source_day`, or else the day of the clock."""
    return source_day() or datetime.now(UTC).date()


def file_history(root: Path, *folders: str) -> dict[str, tuple[date, date]]:
    """For each committed file below the folders, the days of its first and its last commit.

    Folders and files are relative to `root`; folders outside it are left out.
    Empty without git, outside a repository, and in a shallow clone, whose history is incomplete.
    """
    inside = [folder for folder in folders if not folder.startswith("..")]
    try:
        if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
            return {}
        log = _git(root, "log", "--format=%x00%as", "--name-only", "--relative", "--", *inside)
    except (OSError, subprocess.CalledProcessError):
        return {}
    history: dict[str, tuple[date, date]] = {}
    for commit in log.split("\0")[1:]:  # latest first
        day, *paths = filter(None, commit.split("\n"))
        committed = date.fromisoformat(day)
        for path in paths:
            history[path] = (committed, history.get(path, (committed, committed))[1])
    return history


def _git(root: Path, *arguments: str) -> str:
    """What a git command prints, with file names as Python reads them."""
    command = ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments]
    run = subprocess.run(command, capture_output=True, check=True)  # noqa: S603
    return run.stdout.decode("utf-8", "surrogateescape")
