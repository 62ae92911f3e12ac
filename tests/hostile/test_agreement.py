"""The check, a build and a preview agree about every case: what is published, and what is refused."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coprod_kb.diagnostics import Diagnostic, printable
from tests.hostile.conftest import QUICK
from tests.hostile.corpus import SETTINGS, write_project
from tests.mkdocs_plugin.test_preview import Preview

pytestmark = pytest.mark.built

PATHS = {case.path for case in QUICK}
DRAFTS = {case.path for case in QUICK if case.name.startswith("draft-")}
"""Drafts are shown in previews alone."""


@pytest.fixture(scope="module")
def accepted(findings: tuple[Diagnostic, ...]) -> set[str]:
    """What the check accepts."""
    return PATHS - {found.path for found in findings if found.is_error}


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """The quick cases in a preview, without a search."""
    project = write_project(tmp_path / "project", QUICK)
    (project / "mkdocs.yml").write_text(
        SETTINGS.replace("check: %s", "{check: true, search: false}"), encoding="utf-8"
    )
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    preview = Preview(project, tmp_path / "site")
    yield preview
    preview.close()


def test_a_build_accepts_what_the_check_accepts(
    accepted: set[str], quick_project: Path, accepted_site: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(tmp_path / "site")]
    run = subprocess.run(command, cwd=quick_project, capture_output=True, check=False)
    assert run.returncode == 1
    assert not (tmp_path / "site").exists()
    named = {line for line in run.stderr.decode().splitlines() if line.startswith("entries/")}
    assert named ^ {printable(path) for path in PATHS - accepted} == set()
    published = {
        path for path in PATHS if (accepted_site / "entries" / Path(path).stem / "index.html").exists()
    }
    assert published ^ (accepted - DRAFTS) == set()


def test_a_preview_shows_what_the_check_accepts(accepted: set[str], preview: Preview) -> None:
    shown, faulty = set(), set()
    for page in preview.plugin.pages:
        if page.source in PATHS and page.path.startswith("entries/"):
            status, html = preview.get(page.path)
            assert status == "200 OK", page.path
            (faulty if b"This entry needs mending" in html else shown).add(page.source)
    assert shown ^ accepted == set()
    assert faulty <= PATHS - accepted
    assert len(faulty) > len(PATHS - accepted) / 2  # others take no address
