"""A site is left as it is where a build would change nothing, and only there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coprod_kb.publishing.last_build import FILE, LastBuild
from tests.conftest import MINIATURE


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a site, as far as files go."""
    root = tmp_path / "project"
    for name in (
        "mkdocs.yml",
        "entries/one.md",
        "docs/.well-known/a.txt",
        "site/one/index.html",
        ".venv/x.py",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "main.html").write_text("{% block content %}", encoding="utf-8")
    (root / "own").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    return root


def last_build(root: Path, **settings: Any) -> LastBuild:
    return LastBuild(root, root / "site", [root / "docs", root / "own"], {"site_name": "Example"} | settings)


def test_it_is_current_until_something_changes(project: Path) -> None:
    assert not last_build(project).is_current()
    last_build(project).keep()
    assert last_build(project).is_current()
    (project / ".venv" / "x.py").write_text("else", encoding="utf-8")
    (project / ".cache" / "citations.json").write_text("{}", encoding="utf-8")
    assert last_build(project).is_current()


def changed_in_secret(file: Path) -> None:
    """To something as long, and of the same time."""
    before = file.stat()
    file.write_bytes(file.read_bytes()[::-1])
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "entries" / "one.md").write_text("else", encoding="utf-8"),
        lambda root: changed_in_secret(root / "entries" / "one.md"),
        lambda root: (root / "entries" / "two.md").touch(),
        lambda root: (root / "entries" / "one.md").rename(root / "entries" / "two.md"),
        lambda root: (root / "mkdocs.yml").touch(),
        lambda root: (root / "docs" / ".well-known" / "a.txt").unlink(),
        lambda root: (root / "own" / "main.html").write_text("else", encoding="utf-8"),
        lambda root: (root / "site" / "one" / "index.html").unlink(),
        lambda root: changed_in_secret(root / "site" / "one" / "index.html"),
        lambda root: (root / "site" / "two.html").touch(),
        lambda root: (root / FILE).write_text("[[[[", encoding="utf-8"),
        lambda root: (root / FILE).write_text("{}", encoding="utf-8"),
    ],
)
def test_any_change_of_what_it_is_made_from_or_of_the_site_counts(
    project: Path, change: Callable[[Path], object]
) -> None:
    last_build(project).keep()
    change(project)
    assert not last_build(project).is_current()


def test_settings_and_days_and_commits_count(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    last_build(project, emoji=json.dumps).keep()
    assert last_build(project, emoji=json.dumps).is_current()
    assert not last_build(project, emoji=json.loads).is_current()
    assert not last_build(project, emoji=json.dumps, strict=True).is_current()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert not last_build(project, emoji=json.dumps).is_current()
    last_build(project).keep()
    commit = [
        "git",
        "-c",
        "user.name=Ada Example",
        "-c",
        "user.email=ada@example.org",
        "commit",
        "-qm",
        "One",
    ]
    for command in (["git", "init", "-q"], ["git", "add", "entries"], commit):
        subprocess.run(command, cwd=project, check=True)
    assert not last_build(project).is_current()


def test_links_that_lead_in_a_circle_or_anywhere_are_followed_once_or_not_at_all(project: Path) -> None:
    (project / "entries" / "everything").symlink_to("/", target_is_directory=True)
    (project / "docs" / "again").symlink_to(project / "docs", target_is_directory=True)
    last_build(project).keep()
    assert last_build(project).is_current()
    (project / "entries" / "everything").unlink()
    (project / "entries" / "everything").symlink_to(project, target_is_directory=True)
    assert not last_build(project).is_current()


def test_a_change_during_the_build_is_not_missed(project: Path) -> None:
    building = last_build(project)
    (project / "entries" / "one.md").write_text("else", encoding="utf-8")
    building.keep()
    assert not last_build(project).is_current()


def test_a_record_that_somebody_sends_along_with_a_site_fits_nothing(project: Path, tmp_path: Path) -> None:
    last_build(project).keep()
    received = tmp_path / "received"
    shutil.copytree(project, received, symlinks=True)  # with the times of all files
    shutil.rmtree(project)
    received.rename(project)
    assert not last_build(project).is_current()


# --- With MkDocs ------------------------------------------------------------------------------------


def build(project: Path, *options: str) -> str:
    """What a build says."""
    command = [sys.executable, "-m", "mkdocs", "build", *options]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stderr


LEFT = "It was left as it is."


def states(site: Path) -> dict[Path, int]:
    return {file: file.stat().st_ctime_ns for file in site.rglob("*")}


def test_a_build_with_nothing_to_do_writes_nothing(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(MINIATURE, project)
    assert LEFT not in build(project)
    before = states(project / "site")
    assert LEFT in build(project)
    assert states(project / "site") == before
    assert LEFT not in build(project, "--strict")
    entry = project / "entries" / "phone-friends.md"
    entry.write_text(f"{entry.read_text(encoding='utf-8')}\nMore of it.\n", encoding="utf-8")
    assert LEFT not in build(project)
    page = project / "site" / "entries" / "phone-friends" / "index.html"
    assert "More of it." in page.read_text(encoding="utf-8")


def test_warnings_are_told_each_time_and_others_who_take_part_are_asked_each_time(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(MINIATURE, project)
    page = project / "docs" / "astray.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("# Astray\n\n[Nowhere](nowhere.md)\n", encoding="utf-8")
    for _ in range(2):
        assert "nowhere.md" in build(project)
    page.unlink()
    (project / "hook.py").write_text("def on_post_build(config):\n    pass\n", encoding="utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("hooks: [hook.py]\n")
    for _ in range(2):
        assert LEFT not in build(project)
