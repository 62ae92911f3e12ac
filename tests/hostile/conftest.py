"""The corpus as projects, written and built once per test run."""

from __future__ import annotations

import json
import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coprod_kb.collection.site import Snapshot, open_site
from coprod_kb.commands.cli import main
from coprod_kb.diagnostics import Diagnostic
from coprod_kb.pages import Page
from coprod_kb.publishing import contents
from tests.hostile.corpus import CASES, QUICK, write_project
from tests.shared import mkdocs_build, shared


@pytest.fixture(scope="session")
def findings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Diagnostic, ...]:
    """What is found where every case is read together."""

    def read(folder: Path) -> None:
        found = open_site(write_project(folder, CASES)).read().diagnostics
        (folder / "findings").write_bytes(pickle.dumps(found))

    kept = shared(tmp_path_factory, "hostile-findings", read) / "findings"
    found: tuple[Diagnostic, ...] = pickle.loads(kept.read_bytes())
    return found


@pytest.fixture(scope="session")
def quick_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The quick cases, checked."""
    return shared(tmp_path_factory, "hostile-quick", lambda folder: write_project(folder, QUICK))


@pytest.fixture(scope="session")
def unchecked_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The quick cases, published as far as they can be."""

    def build(folder: Path) -> None:
        mkdocs_build(write_project(folder, QUICK, check=False), "-q")

    return shared(tmp_path_factory, "hostile-unchecked", build) / "site"


@pytest.fixture(scope="session")
def emitted(quick_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every quick case, emitted without the check into `out/`; `pages` has the address and title of each page."""

    def emit(folder: Path) -> None:
        folder.mkdir()
        pages: list[Page] = []

        def noting(
            snapshot: Snapshot, made: Callable[[Snapshot], Iterator[Page]] = contents.pages
        ) -> list[Page]:
            pages.extend(made(snapshot))
            return pages

        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(quick_project)
            patch.setattr(contents, "pages", noting)
            assert main(["emit", "--unchecked", str(folder / "out")]) == 0
        assert os.listdir(folder) == ["out"]
        (folder / "pages").write_text(
            json.dumps([(page.path, page.title) for page in pages]), encoding="ascii"
        )

    return shared(tmp_path_factory, "hostile-emitted", emit)


@pytest.fixture(scope="session")
def emitted_site(emitted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The emitted pages of the hostile corpus as a site, built by a renderer that escapes nothing."""

    def build(folder: Path) -> None:
        shutil.copytree(emitted / "out", folder)
        mkdocs_build(folder, program="zensical")

    return shared(tmp_path_factory, "hostile-emitted-site", build) / "site"
