"""Where a project is found, what is read from its `mkdocs.yml`, and small results that it keeps."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from coprod_kb.collection.site import open_site
from coprod_kb.project.cache import Cache, cache_folder
from coprod_kb.project.files import template_folder
from coprod_kb.project.project import ProjectError, read_config
from coprod_kb.project.settings import Settings


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


def test_the_project_is_found_from_any_folder_below(miniature: Path) -> None:
    assert open_site(miniature / "entries" / "reports").root == miniature.resolve()


def test_results_are_kept_for_a_number_of_days(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "answers")
    assert cache.get("a", days=1) is None
    cache.put("a", b"first")
    cache.put("a", b"second")
    assert (tmp_path / "answers" / "a").read_bytes() == b"second"
    assert Cache(tmp_path / "answers").get("a", days=1) == b"second"
    two_days_ago = time.time() - 2 * 24 * 60 * 60
    os.utime(tmp_path / "answers" / "a", (two_days_ago, two_days_ago))
    assert cache.get("a", days=3) == b"second"
    assert cache.get("a", days=1) is cache.get("a", days=2) is None


def test_results_that_cannot_be_kept_are_no_error(tmp_path: Path) -> None:
    (tmp_path / "answers").write_text("", encoding="utf-8")
    for cache in (Cache(None), Cache(tmp_path / "answers")):
        cache.put("a", b"first")
        assert cache.get("a", days=1) is None


@pytest.mark.parametrize(("ci", "kept"), [("", True), ("true", False)])
def test_workflows_keep_nothing(ci: str, kept: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", ci)
    assert (cache_folder("answers") is not None) == kept


def test_templates_are_found() -> None:
    assert (template_folder() / "pages" / "entry.html").is_file()
