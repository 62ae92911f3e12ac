"""The days on which files were committed, and the day that builds take for today."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from coprod_kb.collection.site import open_site
from coprod_kb.project.history import current_day, file_history
from coprod_kb.publishing.feeds import entry_id
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
    assert file_history(repository, "entries").days == {
        "entries/garden.md": (date(2020, 2, 3), date(2021, 4, 5)),
        "entries/café \udcff.md": (date(2021, 4, 5), date(2021, 4, 5)),
        "mkdocs.yml": (date(2020, 2, 3), date(2020, 2, 3)),
    }
    by_slug = open_site(repository).read().catalogue.by_slug
    assert (by_slug["garden"].added, by_slug["garden"].updated) == (date(2020, 2, 3), date(2021, 4, 5))
    assert (by_slug["choir"].added, by_slug["choir"].updated) == (None, None)


ALIKE = "".join(f"Line {number}.\n" for number in range(40))


def played(project: Path, script: str) -> None:
    """Makes a repository.

    Each line has a day and commands, divided by semicolons: of git, or `write FILE WORDS`. Files with few words are alike.
    `half` writes a file that is like them by more than half.
    """
    (project / "entries").mkdir(parents=True)
    git(project, "init", "--quiet", "-b", "main")
    for line in filter(None, map(str.strip, script.split("\n"))):
        day, _, commands = line.partition(" ")
        for command in commands.split("; "):
            verb, *words = command.split(" ")
            match verb:
                case "write":
                    file = project / words[0]
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_text((ALIKE if len(words) < 4 else "") + " ".join(words[1:]), encoding="utf-8")
                    git(project, "add", words[0])
                case "half":
                    (project / words[0]).parent.mkdir(parents=True, exist_ok=True)
                    (project / words[0]).write_text(
                        ALIKE[: len(ALIKE) * 2 // 3] + "Another line.\n" * 12, encoding="utf-8"
                    )
                    git(project, "add", words[0])
                case "mv":
                    (project / words[1]).parent.mkdir(parents=True, exist_ok=True)
                    git(project, "mv", *words)
                case "save":
                    git(project, "commit", "--quiet", "-a", "-m", "Save", day=day)
                case "merge":
                    message = " ".join(words[1:]) or "Merge"
                    git(project, "merge", "--quiet", "--no-ff", "-m", message, words[0], day=day)
                case "squash":
                    git(project, "merge", "--quiet", "--squash", *words)
                case _:
                    git(project, verb, *words, day=day)


BRANCH = """
    2020-01-01 write entries/z.md Z; save
    2020-02-01 switch -c offer; write entries/a.md A; save; switch main
"""


@pytest.mark.parametrize(
    ("script", "path", "first", "last"),
    [
        ("2020-01-01 write entries/a.md A; save\n2020-03-01 mv entries/a.md entries/b.md; save",
         "entries/b.md", "2020-01-01", "2020-03-01"),
        ("2020-01-01 write entries/a.md A; save\n2020-03-01 mv entries/a.md entries/2020/a.md; save",
         "entries/2020/a.md", "2020-01-01", "2020-03-01"),
        # Moved and written anew: the name tells.
        ("2020-01-01 write entries/a.md A; save\n2020-03-01 rm -q entries/a.md; write entries/x/a.md Quite another text now; save",
         "entries/x/a.md", "2020-01-01", "2020-03-01"),
        # One deleted and one added: half of their lines are the same, as those of any two entries are.
        ("2020-01-01 write entries/a.md A; save\n2020-03-01 rm -q entries/a.md; half entries/b.md B; save",
         "entries/b.md", "2020-03-01", "2020-03-01"),
        # Deleted by mistake.
        ("2020-01-01 write entries/a.md A; write entries/z.md Z; save\n2020-02-01 rm -q entries/a.md; save\n2020-03-01 write entries/a.md A; save",
         "entries/a.md", "2020-01-01", "2020-03-01"),
        # A new entry under a name that became free.
        ("2020-01-01 write entries/a.md A; save\n2020-02-01 mv entries/a.md entries/b.md; save\n2020-03-01 write entries/a.md A wholly new text here; save",
         "entries/a.md", "2020-03-01", "2020-03-01"),
        # From elsewhere, it is new as an entry; with the whole folder, it is not.
        ("2020-01-01 write ideas/a.md A; save\n2020-03-01 mv ideas/a.md entries/a.md; save",
         "entries/a.md", "2020-03-01", "2020-03-01"),
        ("2020-01-01 write old/a.md A; write mkdocs.yml x; save\n2020-03-01 mv old/a.md entries/a.md; write mkdocs.yml y; save",
         "entries/a.md", "2020-01-01", "2020-03-01"),
        # A branch that waited: merged, squashed, renamed while it waited, and merged into another branch before.
        (f"{BRANCH}\n2020-05-01 merge offer", "entries/a.md", "2020-05-01", "2020-05-01"),
        (f"{BRANCH}\n2020-05-01 squash offer; save", "entries/a.md", "2020-05-01", "2020-05-01"),
        (f"{BRANCH}\n2020-03-01 switch offer; mv entries/a.md entries/b.md; save; switch main\n2020-05-01 merge offer",
         "entries/b.md", "2020-05-01", "2020-05-01"),
        (f"{BRANCH}\n2020-03-01 switch -c next; merge offer; switch main\n2020-05-01 merge next",
         "entries/a.md", "2020-05-01", "2020-05-01"),
        # A branch that took in the main line, and became it: what the main line had keeps its day.
        (f"{BRANCH}\n2020-03-01 write entries/m.md M; save; switch offer\n2020-05-01 merge main Merge branch 'main' into offer",
         "entries/m.md", "2020-03-01", "2020-03-01"),
        (f"{BRANCH}\n2020-03-01 write entries/m.md M; save; switch offer\n2020-05-01 merge main Merge branch 'main' into offer",
         "entries/a.md", "2020-05-01", "2020-05-01"),
    ],
)  # fmt: skip
def test_days_belong_to_the_entry_and_to_the_main_line(
    tmp_path: Path, script: str, path: str, first: str, last: str
) -> None:
    played(tmp_path / "kb", script)
    found = file_history(tmp_path / "kb", "entries").days[path]
    assert found == (date.fromisoformat(first), date.fromisoformat(last))


def test_what_an_entry_says_of_itself_counts_before_git(repository: Path) -> None:
    text = entry_text(title="Garden", added="2019-01-01", updated="2022-01-01")
    (repository / "entries" / "garden.md").write_text(text, encoding="utf-8")
    garden = open_site(repository).read().catalogue.by_slug["garden"]
    assert (garden.added, garden.updated) == (date(2019, 1, 1), date(2022, 1, 1))


@pytest.mark.parametrize("branch", ["renamed", "uncommitted"])
def test_former_names_lead_to_the_first_day(repository: Path, branch: str) -> None:
    git(repository, "rm", "--quiet", "entries/garden.md")
    text = entry_text("Other words throughout.", title="Yard", formerly=["garden"])
    (repository / "entries" / "yard.md").write_text(text, encoding="utf-8")
    if branch == "renamed":
        git(repository, "add", "entries/yard.md")
        git(repository, "commit", "--quiet", "-m", "Third", day="2022-06-07")
    assert open_site(repository).read().catalogue.by_slug["yard"].added == date(2020, 2, 3)


RENAMED = """
    2020-01-01 write entries/a.md A; write entries/z.md Z; save
    2020-02-01 mv entries/a.md entries/b.md; save
    2020-03-01 mv entries/b.md entries/c.md; save
"""


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (RENAMED, {"entries/c.md": "a"}),
        # Others have the name now: the next entry of this name, or one that was made from it.
        (f"{RENAMED}\n2020-04-01 write entries/a.md A wholly new text here; save", {}),
        (f"{RENAMED}\n2020-04-01 write entries/a.md A wholly new text here; save\n2020-05-01 mv entries/a.md entries/d.md; save",
         {"entries/c.md": "a"}),
        # Elsewhere it was no entry.
        ("2020-01-01 write ideas/a.md A; save\n2020-03-01 mv ideas/a.md entries/b.md; save", {}),
        ("2020-01-01 write old/a.md A; write mkdocs.yml x; save\n2020-03-01 mv old/a.md entries/a.md; write mkdocs.yml y; save", {}),
    ],
)  # fmt: skip
def test_first_names_follow_renamed_files(tmp_path: Path, script: str, expected: dict[str, str]) -> None:
    played(tmp_path / "kb", script)
    assert file_history(tmp_path / "kb", "entries").first_slugs == expected


def test_the_id_of_a_renamed_entry_stays(repository: Path) -> None:
    git(repository, "mv", "entries/garden.md", "entries/yard.md")
    git(repository, "commit", "--quiet", "-m", "Third", day="2022-06-07")
    snapshot = open_site(repository).read()
    settings = replace(snapshot.settings, site_url="https://example.org/")
    assert entry_id(snapshot.catalogue.by_slug["yard"], settings) == "https://example.org/entries/garden/"


# --- No history --------------------------------------------------------------------------------------


def gap(project: Path) -> str:
    """Why days are not known; there must be none then."""
    found = file_history(project, "entries")
    assert found.days == {} or not found.gap
    return found.gap


def test_a_shallow_clone_has_no_history(repository: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{repository.parent}", str(clone))
    assert (clone / "kb" / "entries" / "garden.md").is_file()
    assert "`git fetch --unshallow`" in gap(clone / "kb")
    git(clone, "fetch", "--quiet", "--unshallow")
    assert gap(clone / "kb") == ""


@pytest.mark.parametrize("filter", ["blob:none", "tree:0"])
def test_a_partial_clone_follows_what_it_holds(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filter: str
) -> None:
    git(repository.parent, "config", "uploadpack.allowFilter", "true")
    git(repository, "mv", "entries/garden.md", "entries/yard.md")
    git(repository, "commit", "--quiet", "-m", "Third", day="2022-06-07")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", f"--filter={filter}", f"file://{repository.parent}", str(clone))
    found = file_history(clone / "kb", "entries")
    assert found.gap or found.days["entries/yard.md"] == (date(2020, 2, 3), date(2022, 6, 7))


def test_without_git_or_a_commit_there_is_no_history(
    repository: Path, miniature: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "`git clone`" in gap(miniature)
    git(miniature, "init", "--quiet")
    assert "`git commit`" in gap(miniature)
    assert gap(repository) == ""
    with monkeypatch.context() as other_owner:
        other_owner.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
        assert f"`git config --global --add safe.directory {repository.parent}`" in gap(repository)
    (repository.parent / ".git" / "HEAD").write_text("nonsense", encoding="utf-8")
    assert "`git" in gap(repository)
    monkeypatch.setenv("PATH", os.devnull)
    assert "`sudo apt-get install git`" in gap(repository)


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
