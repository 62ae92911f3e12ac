"""The real collection and the miniature, built once per test process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def _build(project: Path, site: Path, *options: str) -> Path:
    command = [sys.executable, "-m", "mkdocs", "build", *options, "--site-dir", str(site)]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return site


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `mkdocs build` wrote for the project itself."""
    return _build(ROOT, tmp_path_factory.mktemp("built") / "site", "--strict")


@pytest.fixture(scope="session")
def built_miniature(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for the miniature: every kind of page, odd titles and other languages included."""
    return _build(ROOT / "tests" / "miniature", tmp_path_factory.mktemp("miniature") / "site")


@pytest.fixture(scope="session", params=["built_site", "built_miniature"])
def any_site(request: pytest.FixtureRequest) -> Path:
    """Each of the two in turn."""
    site: Path = request.getfixturevalue(request.param)
    return site
