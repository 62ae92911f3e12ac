"""Builds, and folders that all processes of a test run share: a site is built once however many workers there are."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mkdocs.__main__ import cli
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig


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


def built_here(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """What `mkdocs build` returns and prints, run in this process: its start takes two thirds of a small build."""
    forget_plugins()
    with chdir(project):
        run = CliRunner().invoke(cli, ["build", *options])
    forget_plugins()
    build.log.filters.clear()  # each build leaves one that keeps back what has been logged before
    if run.exception is not None and not isinstance(run.exception, SystemExit):
        raise run.exception
    return subprocess.CompletedProcess(["build", *options], run.exit_code, run.stdout, run.stderr)


def forget_plugins() -> None:
    """Drops the plugins that MkDocs keeps for `serve`, and would use in a later build of this process too."""
    plugins: Any = dict(MkDocsConfig._schema)["plugins"]
    plugins.plugin_cache.clear()
