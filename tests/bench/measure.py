"""What one command costs: processor time, time by the clock, memory, and what it wrote."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile


@dataclass(frozen=True, slots=True)
class Cost:
    """Of a command and all its children.

    cpu: seconds of user and system time. wall: seconds by the clock. peak: the largest resident set of one
    process, in MB. files, size: what lies in the folder written to afterwards, in number and MB.
    """

    cpu: float
    wall: float
    peak: float
    files: int
    size: float


class CommandFailed(RuntimeError):
    """A command that was to be measured ended with an error; the message is what it printed."""


def run(
    command: Sequence[str], folder: Path, out: Path, environment: Mapping[str, str] | None = None
) -> Cost:
    """Runs `command` in `folder`. Raises `CommandFailed`."""
    started = time.monotonic()
    with TemporaryFile() as printed:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=printed,
            stderr=subprocess.STDOUT,
            env=os.environ | dict(environment or {}),
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            printed.seek(0)
            raise CommandFailed(f"{' '.join(command)}\n{printed.read().decode(errors='replace')[-3000:]}")
    sizes = [file.stat().st_size for file in out.rglob("*") if file.is_file()]
    return Cost(
        cpu=usage.ru_utime + usage.ru_stime,
        wall=wall,
        peak=usage.ru_maxrss / 1024,
        files=len(sizes),
        size=sum(sizes) / 1e6,
    )


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure, taken by itself."""
    return Cost(
        cpu=median(cost.cpu for cost in costs),
        wall=median(cost.wall for cost in costs),
        peak=median(cost.peak for cost in costs),
        files=round(median(cost.files for cost in costs)),
        size=median(cost.size for cost in costs),
    )
