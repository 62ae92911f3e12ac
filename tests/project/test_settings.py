"""The options of `mkdocs.yml`, and the addresses that are made from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from coprod_kb.front_matter.description import CollectionDescription
from coprod_kb.project.settings import Settings

SETTINGS: list[tuple[dict[str, Any], dict[str, str]]] = [
    ({}, {"site_name": "Knowledge base"}),
    ({"site_name": None, "plugins": None, "extra": None}, {"site_name": "Knowledge base"}),
    ({"site_name": "A", "docs_dir": "pages"}, {"site_name": "A", "docs_dir": "pages"}),
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
BITBUCKET = "https://bitbucket.org/example-org/kb"
EDITING: list[tuple[dict[str, str], str | None]] = [
    ({"edit_uri": "edit/main/docs/"}, f"{GITHUB}/edit/main/entries/a.md"),
    ({"edit_uri": "edit/main/docs"}, f"{GITHUB}/edit/main/entries/a.md"),
    ({"repo_url": f"{GITHUB}/", "edit_uri": "/edit/main/docs/"}, f"{GITHUB}/edit/main/entries/a.md"),
    ({"edit_uri": "edit/main/kb/docs/"}, f"{GITHUB}/edit/main/kb/entries/a.md"),
    ({"edit_uri": "edit/main/kb/my-docs/", "docs_dir": "kb/my-docs"}, f"{GITHUB}/edit/main/entries/a.md"),
    ({"edit_uri": "docs/"}, f"{GITHUB}/entries/a.md"),
    ({"edit_uri": "https://example.org/fork/edit/docs/"}, "https://example.org/fork/edit/entries/a.md"),
    ({"edit_uri": ""}, None),
    ({"repo_url": "", "edit_uri": "edit/main/docs/"}, None),
    # A query behind the path, also with the slash that MkDocs adds; or a query or fragment that holds the path.
    *(
        (
            {"repo_url": BITBUCKET, "edit_uri": f"src/default/docs/{query}{slash}"},
            f"{BITBUCKET}/src/default/entries/a.md{query}",
        )
        for query in ("?mode=edit", "?plain=1#L1", "#L1")
        for slash in ("", "/")
    ),
    ({"edit_uri": "src/docs?mode=edit"}, f"{GITHUB}/src/entries/a.md?mode=edit"),
    ({"edit_uri": "?query=root/path/docs/"}, f"{GITHUB}?query=root/path/entries/a.md"),
    ({"edit_uri": "#root/path/docs/"}, f"{GITHUB}#root/path/entries/a.md"),
    ({"edit_uri_template": "blob/main/docs/{path}?plain=1"}, f"{GITHUB}/blob/main/entries/a.md?plain=1"),
    ({"edit_uri_template": "-/sse/kb/docs/{path_noext}.md#L1"}, f"{GITHUB}/-/sse/kb/entries/a.md#L1"),
    (
        {"edit_uri_template": "edit?file=main%2Fdocs%2F{path!q}", "edit_uri": "edit/main/docs/"},
        f"{GITHUB}/edit?file=main%2Fentries%2Fa.md",
    ),
    (
        {"repo_url": "", "edit_uri_template": "https://example.org/edit?f=docs/{path}"},
        "https://example.org/edit?f=entries/a.md",
    ),
    # Of a wiki or a faulty template, nobody knows where entries are.
    ({"edit_uri_template": "wiki/{path_noext}"}, None),
    ({"edit_uri_template": "edit/docs/{path}/{branch}"}, None),
    ({"edit_uri_template": "edit/docs/{path"}, None),
    ({"repo_url": "", "edit_uri_template": "edit/docs/{path}"}, None),
]


@pytest.mark.parametrize(("given", "expected"), EDITING)
def test_where_an_entry_is_edited(given: dict[str, str], expected: str | None) -> None:
    assert Settings.of({"repo_url": GITHUB, **given}).edit_url("entries/a.md") == expected


def test_addresses_hold_any_file_name_and_title() -> None:
    settings = Settings.of(
        {"repo_url": GITHUB, "edit_uri": "edit/main/docs/"},
        CollectionDescription(contact="a@example.org"),
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


@pytest.mark.parametrize(
    ("given", "explanation"),
    [
        (None, "https://example.org/coprod-kb/manual/diagnostics/date/"),
        ("https://example.org/ours", "https://example.org/ours/diagnostics/date/"),
        ("javascript:a()", "https://example.org/coprod-kb/manual/diagnostics/date/"),
    ],
)
def test_findings_are_explained_in_the_manual_that_is_named(given: str | None, explanation: str) -> None:
    assert Settings.of({"plugins": [{"coprod_kb": {"manual": given}}]}).explanation("date") == explanation
