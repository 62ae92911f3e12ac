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
from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket
from mkdocs.__main__ import cli
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig


def shared(factory: pytest.TempPathFactory, name: str, fill: Callable[[Path], object]) -> Path:
    """The folder of this name, which `fill` has made and filled once in this run. Tests may only read it.

    Other workers wait until it is complete. If `fill` raises, the next one that needs the folder tries again.
    """
    run = run_folder(factory)
    folder, incomplete = run / name, run / f"{name}.incomplete"
    with (run / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            shutil.rmtree(incomplete, ignore_errors=True)
            fill(incomplete)
            incomplete.rename(folder)
    return folder


def run_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder of this run, in which each worker has one of its own."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def mkdocs_build(project: Path, *options: str, program: str = "mkdocs") -> None:
    """Runs `mkdocs build` here, or that of another program with the same options; fails with what it prints."""
    if program == "mkdocs":
        run = built_here(project, *options)
    else:
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


class Compiled(FileSystemBytecodeCache):
    """Templates that any process of this run has compiled: a small build would spend half of its time on the same again."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        folder = run_folder(factory) / "compiled"
        folder.mkdir(exist_ok=True)
        super().__init__(str(folder))

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        escapes = environment.autoescape
        syntax = (
            *(environment.block_start_string, environment.trim_blocks, environment.keep_trailing_newline),
            *sorted(environment.extensions),
            *(environment.policies["ext.i18n.trimmed"], getattr(environment, "newstyle_gettext", None)),
            escapes(name) if callable(escapes) else escapes,
        )
        return super().get_bucket(environment, f"{name} {syntax}", filename, source)


def forget_plugins() -> None:
    """Drops the plugins that MkDocs keeps for `serve`, and would use in a later build of this process too."""
    plugins: Any = dict(MkDocsConfig._schema)["plugins"]
    plugins.plugin_cache.clear()
