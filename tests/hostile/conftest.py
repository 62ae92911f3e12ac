"""The corpus as projects, read and built once per test process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from coprod_kb.collection.site import open_site
from coprod_kb.diagnostics import Diagnostic
from tests import ROOT
from tests.hostile.corpus import CASES, SETTINGS, write_project


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every case, in a project that is built with `check: false`."""
    return write_project(tmp_path_factory.mktemp("hostile") / "project", CASES, check=False)


@pytest.fixture(scope="session")
def findings(project: Path) -> tuple[Diagnostic, ...]:
    """What is found where every case is read together."""
    return open_site(project).read().diagnostics


@pytest.fixture(scope="session")
def quick_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every case but those that take long to read."""
    chosen = [case for case in CASES if not case.name.startswith("slow-")]
    return write_project(tmp_path_factory.mktemp("quick") / "project", chosen)


def _build(project: Path) -> Path:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    run = subprocess.run(command, cwd=project, capture_output=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return project / "site"


@pytest.fixture(scope="session")
def unchecked_site(project: Path) -> Path:
    """Every case, published as far as it can be."""
    return _build(project)


@pytest.fixture(scope="session")
def accepted_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The accepted cases alone, built with the check on."""
    chosen = [case for case in CASES if case.accepted and not case.name.startswith("slow-")]
    return _build(write_project(tmp_path_factory.mktemp("accepted") / "project", chosen))


@pytest.fixture(scope="session")
def emitted_site(quick_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every case but the slow ones, emitted without the check and built by a renderer that escapes nothing."""
    folder = tmp_path_factory.mktemp("emitted")
    emit = [sys.executable, "-m", "coprod_kb.commands.cli", "emit", "--unchecked", str(folder / "pages")]
    assert subprocess.run(emit, cwd=quick_project, capture_output=True, check=False).returncode == 0
    settings = (SETTINGS % "false").partition("plugins:")[0]
    settings = settings.replace("  name: material\n", "  name: material\n  custom_dir: templates\n")
    (folder / "mkdocs.yml").write_text(f"{settings}docs_dir: pages\n", encoding="utf-8")
    (folder / "templates").symlink_to(ROOT / "templates")
    build = [sys.executable, "-m", "zensical", "build"]
    run = subprocess.run(build, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "site"
