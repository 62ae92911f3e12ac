"""The options of `mkdocs.yml`, and the addresses that are made from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from coprod_kb.project.settings import Settings

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
