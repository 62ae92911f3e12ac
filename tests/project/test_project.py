"""Around the entries: the project's `mkdocs.yml`, and the history that git keeps."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coprod_kb.collection.site import open_site
from coprod_kb.project.files import template_folder
from coprod_kb.project.history import current_day, file_history
from coprod_kb.project.project import ProjectError, read_config
from coprod_kb.project.settings import Settings
from tests.conftest import entry_text

# --- mkdocs.yml -------------------------------------------------------------------------------------


def test_what_only_mkdocs_understands_is_passed_over(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        "site_name: !ENV [NAME, Fallback]\n"
        "site_url: https://example.org/\n"
        "markdown_extensions:\n"
        "  - pymdownx.emoji:\n"
        "      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
        "  - toc:\n"
        "      slugify: !!python/object/apply:os.system [exit 1]\n",
        encoding="utf-8",
    )
    assert read_config(config) == {
        "site_name": None,
        "site_url": "https://example.org/",
        "markdown_extensions": [{"pymdownx.emoji": {"emoji_index": None}}, {"toc": {"slugify": None}}],
    }
    assert open_site(tmp_path).settings == Settings(
        site_name="Knowledge base", site_url="https://example.org/"
    )


@pytest.mark.parametrize(
    "text",
    [b"site_name: [", b"\tsite_name: x", b"site_name: \xff", b"{[a]: b}", b"day: 2014-02-30", b"\x00"],
)
def test_a_configuration_that_cannot_be_read_is_an_error_of_the_project(text: bytes, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(text)
    with pytest.raises(ProjectError, match=r"^mkdocs\.yml cannot be read: "):
        open_site(tmp_path)


SETTINGS: list[tuple[dict[str, Any], dict[str, str]]] = [
    ({}, {"site_name": "Knowledge base"}),
    ({"site_name": None, "plugins": None, "extra": None}, {"site_name": "Knowledge base"}),
    ({"site_name": "A", "extra": {"contact": "a@example.org"}}, {"site_name": "A", "contact": "a@example.org"}),
    ({"site_name": "A", "extra": ["contact"]}, {"site_name": "A"}),
    ({"site_name": "A", "plugins": ["search", "coprod_kb"]}, {"site_name": "A"}),
    ({"site_name": "A", "plugins": [{"coprod_kb": None}]}, {"site_name": "A"}),
    (
        {"site_name": "A", "plugins": ["search", {"coprod_kb": {"entries": "content", "vocabulary": "terms"}}]},
        {"site_name": "A", "entries_dir": "content", "vocabulary_dir": "terms"},
    ),
    (
        {"site_name": "A", "plugins": {"coprod_kb": {"entries": "content"}}},
        {"site_name": "A", "entries_dir": "content"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("config", "expected"), SETTINGS)
def test_settings_take_defaults_for_what_is_left_out(
    config: dict[str, Any], expected: Mapping[str, str]
) -> None:
    assert Settings.of(config) == Settings(**expected)


GITHUB = "https://github.com/example-org/kb"
EDITING = [
    (GITHUB, "edit/main/docs/", f"{GITHUB}/edit/main/entries/a.md"),
    (GITHUB, "edit/main/docs", f"{GITHUB}/edit/main/entries/a.md"),
    (f"{GITHUB}/", "/edit/main/docs/", f"{GITHUB}/edit/main/entries/a.md"),
    (GITHUB, "", None),
    ("", "edit/main/docs/", None),
]


@pytest.mark.parametrize(("repo_url", "edit_uri", "expected"), EDITING)
def test_where_an_entry_is_edited(repo_url: str, edit_uri: str, expected: str | None) -> None:
    settings = Settings.of({"repo_url": repo_url, "edit_uri": edit_uri})
    assert settings.edit_url("entries/a.md") == expected


def test_addresses_hold_any_file_name_and_title() -> None:
    settings = Settings.of(
        {"repo_url": GITHUB, "edit_uri": "edit/main/docs/", "extra": {"contact": "a@example.org"}}
    )
    assert (
        settings.edit_url("entries/a b?#é\udcff.md") == f"{GITHUB}/edit/main/entries/a%20b%3F%23%C3%A9%FF.md"
    )
    assert (
        settings.question_url("A & <b>")
        == f"{GITHUB}/issues/new?title=Question+about+%E2%80%9CA+%26+%3Cb%3E%E2%80%9D"
    )
    assert (
        settings.question_mail("A & b")
        == "mailto:a@example.org?subject=Question%20about%20%E2%80%9CA%20%26%20b%E2%80%9D"
    )


def test_questions_where_there_are_issues_only() -> None:
    asked = {
        host: Settings(site_name="A", repo_url=f"https://{host}/a").question_url("T")
        for host in ("github.com", "gitlab.com", "example.org")
    }
    assert asked == {
        "github.com": "https://github.com/a/issues/new?title=Question+about+%E2%80%9CT%E2%80%9D",
        "gitlab.com": "https://gitlab.com/a/-/issues/new?issue%5Btitle%5D=Question+about+%E2%80%9CT%E2%80%9D",
        "example.org": None,
    }


def test_the_project_is_found_from_any_folder_below(miniature: Path) -> None:
    assert open_site(miniature / "entries" / "reports").root == miniature.resolve()


def test_templates_are_found() -> None:
    assert (template_folder() / "entry.html").is_file()


# --- History ----------------------------------------------------------------------------------------


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


# --- The day ----------------------------------------------------------------------------------------


def test_the_day_can_be_set_for_reproducible_builds(monkeypatch: pytest.MonkeyPatch, miniature: Path) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1262304000")
    assert current_day() == date(2010, 1, 1)
    early = [found.code for found in open_site(miniature).read().diagnostics]
    assert early.count("status-against-period") == 2  # the choir and the helpline are still to come
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert current_day() > date(2025, 1, 1)
