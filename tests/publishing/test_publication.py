"""A build replaces the site as a whole or not at all, and is reproducible."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

import pytest

from coprod_kb.mkdocs_plugin import plugin
from coprod_kb.publishing import parallel_writing
from tests.conftest import MINIATURE, entry_text
from tests.shared import built_here as build
from tests.shared import mkdocs_build

pytestmark = pytest.mark.built


@pytest.fixture
def published(miniature: Path, built_miniature: Path) -> Path:
    """A copy of the miniature with its site."""
    shutil.copytree(built_miniature, miniature / "site")
    return miniature


def content(site: Path) -> dict[str, bytes]:
    """Every file of a site but the search index, whose own program gives other bytes each time."""
    files = (file for file in site.rglob("*") if file.is_file() and "pagefind" not in file.parts)
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in files}


def is_whole(site: Path) -> bool:
    listed = (site / "addresses.txt").read_text(encoding="utf-8").splitlines()
    pages = [site / address.lstrip("/") / "index.html" for address in listed if address.endswith("/")]
    searchable = (site / "pagefind" / "pagefind-entry.json").is_file()
    return searchable and all(b"</html>" in page.read_bytes() for page in pages)


def beside(project: Path) -> list[str]:
    return [name for name in os.listdir(project) if name.startswith(".site.")]


def test_a_build_leaves_the_site_and_nothing_beside_it(published: Path) -> None:
    assert is_whole(published / "site")
    run = build(published)
    assert run.returncode == 0, run.stderr
    assert is_whole(published / "site")
    assert beside(published) == []


@pytest.mark.parametrize("fault", ["entry", "template", "strict"])
def test_a_build_that_fails_leaves_the_old_site(published: Path, fault: str) -> None:
    before = content(published / "site")
    (published / "entries" / "new.md").write_text(entry_text(title="Quite new"), encoding="utf-8")
    options = []
    match fault:
        case "entry":
            (published / "entries" / "bad.md").write_text("no front matter", encoding="utf-8")
        case "template":
            (published / "overrides").mkdir()
            (published / "overrides" / "timeline.html").write_text("{{ nothing.at.all }}", encoding="utf-8")
            config = (published / "mkdocs.yml").read_text(encoding="utf-8")
            (published / "mkdocs.yml").write_text(
                config.replace("  font: false", "  font: false\n  custom_dir: overrides"), encoding="utf-8"
            )
        case "strict":
            (published / "docs" / "more.md").write_text("# More\n\n[Lost](lost.md)\n", encoding="utf-8")
            options = ["--strict"]
    assert build(published, *options).returncode == 1
    assert content(published / "site") == before
    assert beside(published) == []


def test_what_is_not_a_site_is_not_replaced(miniature: Path) -> None:
    """MkDocs alone would empty the folder."""
    (miniature / "notes").mkdir()
    (miniature / "notes" / "mine.txt").write_text("Do not lose this.", encoding="utf-8")
    run = build(miniature, "--site-dir", "notes")
    assert run.returncode == 1
    assert "notes holds something else than what was built here before" in run.stderr
    assert (miniature / "notes" / "mine.txt").read_text(encoding="utf-8") == "Do not lose this."


def begun(target: Callable[[], object]) -> ForkProcess:
    """Starts a forked process that calls `target`, which is faster than a new Python process."""
    process = get_context("fork").Process(target=target)
    process.start()
    return process


def test_a_build_killed_at_any_moment_leaves_a_whole_site(published: Path) -> None:
    """The number of the entry's version tells whether pages of two builds got mixed."""
    start = time.monotonic()
    assert build(published).returncode == 0
    takes = time.monotonic() - start
    moments = random.Random(3)
    for version in range(4):
        for entry in (published / "entries").rglob("*.md"):
            text = entry.read_text(encoding="utf-8")
            entry.write_text(f"{text.split('Version ')[0]}Version {version}.\n", encoding="utf-8")
        run = begun(partial(build, published))
        run.join(moments.uniform(0.1, 1.05) * takes)
        run.kill()
        run.join()
        assert is_whole(published / "site")
        pages = [
            page.read_text(encoding="utf-8") for page in (published / "site" / "entries").rglob("*.html")
        ]
        versions = {page.split("Version ")[1][0] if "Version " in page else "" for page in pages}
        assert len(versions - {""}) <= 1
    run_after = build(published)
    assert run_after.returncode == 0
    assert beside(published) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process writes everything")
@pytest.mark.parametrize("killed", ["the build", "one of its processes"])
def test_a_build_killed_while_several_processes_write_leaves_the_old_site(
    published: Path, killed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(published / "site")
    (published / "entries" / "new.md").write_text(entry_text(title="Quite new"), encoding="utf-8")
    builders: list[int] = []

    def killing(folder: Path, path: str, *others: Any, write: Any = parallel_writing.write_file) -> None:
        write(folder, path, *others)
        if os.getpid() not in builders and path.startswith("entries/"):
            os.kill(builders[0] if killed == "the build" else os.getpid(), signal.SIGKILL)

    def build_and_end() -> None:
        builders.append(os.getpid())
        ended = build(published)
        sys.exit(ended.returncode if "was ended by SIGKILL" in ended.stderr else 3)

    with monkeypatch.context() as patch:
        patch.setattr(plugin, "processors", lambda: 4)
        patch.setattr(parallel_writing, "write_file", killing)
        run = begun(build_and_end)
        run.join()
    assert run.exitcode == (-signal.SIGKILL if killed == "the build" else 1)
    assert content(published / "site") == before
    assert build(published).returncode == 0
    assert is_whole(published / "site")
    assert "entries/new/index.html" in content(published / "site")
    assert beside(published) == []


SURROUNDINGS = [
    (1, {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
    (5, {"TZ": "America/Lima", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}),
]


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature in a repository, with the site that two processes made of it."""
    project = tmp_path_factory.mktemp("first") / "kb"
    shutil.copytree(MINIATURE, project)
    git = ["git", "-c", "user.name=Ada Example", "-c", "user.email=ada@example.org", "-C", str(project)]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "All", "--date", "2024-02-29T23:30:00-0500"], check=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plugin, "processors", lambda: 2)
        mkdocs_build(project)
    return project


@pytest.mark.parametrize(("processes", "environment"), SURROUNDINGS)
def test_the_same_input_gives_the_same_bytes(
    committed: Path, tmp_path: Path, processes: int, environment: dict[str, str]
) -> None:
    """In another folder, time zone, locale, order of files and of sets, at another time, by any number of processes."""
    clone = tmp_path / "quite another place"
    subprocess.run(["git", "clone", "-q", str(committed), str(clone)], check=True)
    script = (
        "from coprod_kb.mkdocs_plugin import plugin\nfrom mkdocs.__main__ import cli\n"
        f"plugin.processors = lambda: {processes}\ncli(['build'])"
    )
    subprocess.run([sys.executable, "-c", script], cwd=clone, env=os.environ | environment, check=True)
    assert content(clone / "site") == content(committed / "site")


def test_without_history_the_day_of_the_source_is_that_of_its_date_epoch(
    miniature: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in miniature.rglob("*.md"):  # those that give a day of their own say so
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"(?m)^(updated|reviewed): .*\n", "", text), encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    assert build(miniature).returncode == 0
    assert b"<lastmod>2009-02-13</lastmod>" in content(miniature / "site")["sitemap.xml"]


def test_properdocs_builds_the_same_site(built_miniature: Path, tmp_path: Path) -> None:
    """ProperDocs is the maintained continuation of MkDocs 1.x."""
    mkdocs_build(MINIATURE, "--site-dir", str(tmp_path / "site"), program="properdocs")
    assert content(tmp_path / "site") == content(built_miniature)
