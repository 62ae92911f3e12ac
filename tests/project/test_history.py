"""The days on which files were committed, and the day that builds take for today."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from coprod_kb.collection.site import open_site
from coprod_kb.project.history import current_day, file_history
from tests.conftest import entry_text


def git(folder: Path, *arguments: str, day: str = "2020-01-01") -> None:
    moment = f"{day}T12:00:00+00:00"
    who = {"GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org"}
    who |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in who.items()}
    environment = os.environ | who | {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "-C", folder, *arguments], env=environment, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A project in a folder of a repository: one entry of 2020 that changed in 2021, and one of 2021."""
    project = tmp_path / "repository" / "kb"
    (project / "entries").mkdir(parents=True)
    (project / "mkdocs.yml").write_text("site_name: A", encoding="utf-8")
    (project / "entries" / "garden.md").write_text(entry_text(title="Garden"), encoding="utf-8")
    git(project.parent, "init", "--quiet")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "-m", "First", day="2020-02-03")
    (project / "entries" / "garden.md").write_text(entry_text("Changed.", title="Garden"), encoding="utf-8")
    (project / "entries" / "café \udcff.md").write_text("not an entry", encoding="utf-8")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "-m", "Second", day="2021-04-05")
    (project / "entries" / "choir.md").write_text(entry_text(title="Choir"), encoding="utf-8")
    return project


def test_first_and_last_day_come_from_git(repository: Path) -> None:
    assert file_history(repository, "entries") == {
        "entries/garden.md": (date(2020, 2, 3), date(2021, 4, 5)),
        "entries/café \udcff.md": (date(2021, 4, 5), date(2021, 4, 5)),
    }
    by_slug = open_site(repository).read().catalogue.by_slug
    assert (by_slug["garden"].added, by_slug["garden"].updated) == (date(2020, 2, 3), date(2021, 4, 5))
    assert (by_slug["choir"].added, by_slug["choir"].updated) == (None, None)


def test_what_an_entry_says_of_itself_counts_before_git(repository: Path) -> None:
    text = entry_text(title="Garden", added="2019-01-01", updated="2022-01-01")
    (repository / "entries" / "garden.md").write_text(text, encoding="utf-8")
    garden = open_site(repository).read().catalogue.by_slug["garden"]
    assert (garden.added, garden.updated) == (date(2019, 1, 1), date(2022, 1, 1))


def test_a_shallow_clone_has_no_history(repository: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{repository.parent}", str(clone))
    assert (clone / "kb" / "entries" / "garden.md").is_file()
    assert file_history(clone / "kb", "entries") == {}


def test_outside_a_repository_and_without_git_there_is_no_history(
    repository: Path, miniature: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert file_history(miniature, "entries") == {}
    assert file_history(repository, "entries") != {}
    monkeypatch.setenv("PATH", os.devnull)
    assert file_history(repository, "entries") == {}


def test_the_day_can_be_set_for_reproducible_builds(monkeypatch: pytest.MonkeyPatch, miniature: Path) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1262304000")
    assert current_day() == date(2010, 1, 1)
    early = [found.code for found in open_site(miniature).read().diagnostics]
    assert early.count("status-against-period") == 2  # the choir and the helpline are still to come


@pytest.mark.parametrize("epoch", ["", "tomorrow", "²", "9" * 30])
def test_without_a_time_for_builds_it_is_the_day_of_the_clock(
    monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert current_day() in {datetime.now(UTC).date() - timedelta(days=n) for n in (0, 1)}
