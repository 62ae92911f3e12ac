"""The corpus as projects, written and built once per test run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from coprod_kb.collection.site import open_site
from coprod_kb.diagnostics import Diagnostic
from tests.hostile.corpus import CASES, write_project
from tests.shared import mkdocs_build, shared

QUICK = [case for case in CASES if not case.name.startswith("slow-")]
"""Every case but those that take long to read."""


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every case, in a project that is built with `check: false`."""
    return shared(tmp_path_factory, "hostile", lambda folder: write_project(folder, CASES, check=False))


@pytest.fixture(scope="session")
def findings(project: Path) -> tuple[Diagnostic, ...]:
    """What is found where every case is read together."""
    return open_site(project).read().diagnostics


@pytest.fixture(scope="session")
def quick_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The quick cases, checked."""
    return shared(tmp_path_factory, "hostile-quick", lambda folder: write_project(folder, QUICK))


@pytest.fixture(scope="session")
def unchecked_site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every case, published as far as it can be."""
    return shared(
        tmp_path_factory, "hostile-site", lambda site: mkdocs_build(project, "-q", "--site-dir", str(site))
    )


@pytest.fixture(scope="session")
def accepted_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The accepted cases alone, built with the check on."""

    def build(folder: Path) -> None:
        mkdocs_build(write_project(folder, [case for case in QUICK if case.accepted]), "-q")

    return shared(tmp_path_factory, "hostile-accepted", build) / "site"


@pytest.fixture(scope="session")
def emitted_site(quick_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every quick case, emitted without the check and built by a renderer that escapes nothing."""

    def build(folder: Path) -> None:
        emit = [sys.executable, "-m", "coprod_kb.commands.cli", "emit", "--unchecked", str(folder)]
        subprocess.run(emit, cwd=quick_project, capture_output=True, check=True)
        mkdocs_build(folder, program="zensical")

    return shared(tmp_path_factory, "hostile-emitted", build) / "site"
