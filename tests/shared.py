"""Folders that all processes of a test run share, so that a site is built once however many workers there are."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest


def shared(factory: pytest.TempPathFactory, name: str, fill: Callable[[Path], object]) -> Path:
    """The folder of this name, which `fill` has made and filled once in this run. Tests may only read it.

    Other workers wait until it is complete. If `fill` raises, the next one that needs the folder tries again.
    """
    run = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent  # each worker has a folder of its own in it
    folder, incomplete = run / name, run / f"{name}.incomplete"
    with (run / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            shutil.rmtree(incomplete, ignore_errors=True)
            fill(incomplete)
            incomplete.rename(folder)
    return folder


def mkdocs_build(project: Path, *options: str, program: str = "mkdocs") -> None:
    """Runs `mkdocs build`, or that of another program with the same options; fails with what it prints."""
    command = [sys.executable, "-m", program, "build", *options]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
