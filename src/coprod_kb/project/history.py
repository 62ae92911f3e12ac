"""The days on which files were committed, and the day that a build counts as today."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path


def source_day() -> date | None:
    """The day in UTC that `SOURCE_DATE_EPOCH` (reproducible-builds.org) names; `None` where it is not set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else None


def current_day() -> date:
    """The day that the source is said to be of, else today, in UTC."""
    return source_day() or datetime.now(UTC).date()


def file_history(root: Path, *folders: str) -> dict[str, tuple[date, date]]:
    """For each committed file below the folders, the days of its first and its last commit.

    Empty without git, outside a repository, and in a shallow clone, whose history is cut short.
    Paths are relative to `root`.
    """

    def git(*arguments: str) -> str:
        command = ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments]
        run = subprocess.run(command, capture_output=True, check=True)  # noqa: S603
        return run.stdout.decode("utf-8", "surrogateescape")  # as Python reads file names

    try:
        inside = [folder for folder in folders if not folder.startswith("..")]  # git knows no others
        if git("rev-parse", "--is-shallow-repository").strip() != "false":
            return {}
        log = git("log", "--format=%x00%as", "--name-only", "--relative", "--", *inside)
    except (OSError, subprocess.CalledProcessError):
        return {}
    history: dict[str, tuple[date, date]] = {}
    for commit in log.split("\0")[1:]:  # latest first
        day, *paths = filter(None, commit.split("\n"))
        committed = date.fromisoformat(day)
        for path in paths:
            history[path] = (committed, history.get(path, (committed, committed))[1])
    return history
