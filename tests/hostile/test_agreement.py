"""The check, a build and a preview agree about every case: what is published, and what is refused."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from coprod_kb.diagnostics import Diagnostic, printable
from tests.hostile.corpus import QUICK, SETTINGS, write_project
from tests.mkdocs_plugin.test_preview import Preview
from tests.shared import built_here

pytestmark = pytest.mark.built

PATHS = {case.path for case in QUICK}


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


def test_a_build_refuses_what_the_check_refuses(
    accepted: set[str], quick_project: Path, tmp_path: Path
) -> None:
    run = built_here(quick_project, "--site-dir", str(tmp_path / "site"))
    assert run.returncode == 1
    assert not (tmp_path / "site").exists()
    named = {line for line in run.stderr.splitlines() if line.startswith("entries/")}
    assert named ^ {printable(path) for path in PATHS - accepted} == set()


def test_a_preview_shows_what_the_check_accepts(accepted: set[str], preview: Preview) -> None:
    pages = [
        page for page in preview.plugin.pages if page.source in PATHS and page.path.startswith("entries/")
    ]
    faulty = {page.source for page in pages if page.template == "faults.html"}
    shown = {page.source for page in pages} - faulty
    for number, page in enumerate(pages):
        if page.source in faulty or number % 6 == 0:  # a build renders all the others
            status, html = preview.get(page.path)
            assert (status, b"This entry needs mending" in html) == ("200 OK", page.source in faulty), (
                page.path
            )
    assert shown ^ accepted == set()
    assert faulty <= PATHS - accepted
    assert len(faulty) > len(PATHS - accepted) / 2  # others take no address
