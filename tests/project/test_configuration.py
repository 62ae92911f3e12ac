"""Options of `mkdocs.yml` that are unsafe, and builds that stop because of them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from coprod_kb.collection.site import open_site
from coprod_kb.commands.cli import main
from coprod_kb.diagnostics import Diagnostic
from coprod_kb.project.configuration import configuration_faults
from tests import ROOT
from tests.shared import built_here

MINIMAL = "site_name: A\ntheme:\n  name: material\nplugins:\n  - coprod_kb\n"


def faults(text: str) -> list[Diagnostic]:
    return configuration_faults(yaml.safe_load(text), "mkdocs.yml", text.encode())[0]


def test_our_own_and_a_minimal_configuration_are_safe() -> None:
    assert open_site(ROOT).configuration == []
    assert faults(MINIMAL) == []
    assert faults("site_name: A") == []


OPEN: dict[str, tuple[str, str, int]] = {
    "snippets": ("markdown_extensions:\n- pymdownx.snippets", "`pymdownx.snippets`", 2),
    "snippets with options": (
        "markdown_extensions:\n- tables\n- pymdownx.snippets: {base_path: entries}",
        "`pymdownx.snippets`",
        3,
    ),
    "extensions as a mapping": ("markdown_extensions:\n  md_in_html: {}", "`md_in_html`", 2),
    "raw HTML": ("markdown_extensions: [md_in_html]", "`md_in_html`", 1),
    "raw HTML in a bundle": ("markdown_extensions: [extra]", "`extra`", 1),
    "macros": ("plugins: [coprod_kb, macros]", "`macros`", 1),
    "macros with options": ("plugins:\n- coprod_kb\n- macros: {module_name: main}", "`macros`", 3),
    "copies": ("plugins: [coprod_kb, include-markdown]", "`include-markdown`", 1),
    "the theme's search": ("plugins: [coprod_kb, search]", "`search`", 1),
    "the theme's search by its full name": ("plugins: [coprod_kb, material/search]", "`material/search`", 1),
    "tooltips": ("theme:\n  name: material\n  features:\n  - content.tooltips", "`content.tooltips`", 4),
    "instant": ("theme: {features: [navigation.instant.prefetch]}", "`navigation.instant.prefetch`", 1),
    "font": ("theme:\n  font: {text: Roboto}", "font", 2),
    "script": ("extra_javascript:\n- https://example.org/a.js", "https://example.org/a.js", 2),
    "script without a scheme": ("extra_javascript: [//example.org/a.js]", "//example.org/a.js", 1),
    "script with options": (
        "extra_javascript:\n- {path: 'HTTPS://example.org/a.js', defer: true}",
        "a.js",
        2,
    ),
    "style": ("extra_css: ['https://example.org/a.css']", "https://example.org/a.css", 1),
    "logo": ("theme:\n  logo: https://example.org/logo.png", "https://example.org/logo.png", 2),
    "analytics": ("extra:\n  analytics: {provider: google, property: A}", "counts readers", 2),
    "manual": ("plugins: [coprod_kb: {manual: 'javascript:a()'}]", "not a full https address", 1),
    "no folders": ("use_directory_urls: false", "addresses such as /keywords/", 1),
    "docs hold entries": ("docs_dir: .", "lie in one another", 1),
    "entries hold docs": ("docs_dir: entries/docs", "lie in one another", 1),
    "entries among docs": ("plugins: [coprod_kb: {entries: docs/entries}]", "lie in one another", 1),
    "templates hold entries": ("theme:\n  custom_dir: ./", "lie in one another", 2),
    "the site in the entries": ("site_dir: entries/site", "lie in one another", 1),
    "entries elsewhere": ("plugins: [coprod_kb: {entries: ../entries}]", "is not a folder in the project", 1),
    "entries everywhere": ("plugins: [coprod_kb: {entries: .}]", "is not a folder in the project", 1),
    "entries at an absolute path": ("plugins: [coprod_kb: {entries: /tmp}]", "is not a folder", 1),
}


@pytest.mark.parametrize(("text", "words", "line"), OPEN.values(), ids=OPEN.keys())
def test_an_unsafe_option_is_reported_with_its_place_and_reason(text: str, words: str, line: int) -> None:
    (found,) = faults(f"{text}\n")
    assert (found.code, found.path, found.is_error) == ("configuration", "mkdocs.yml", True)
    assert words in found.message
    assert found.line == line
    assert found.hint


@pytest.mark.parametrize(
    "text",
    [
        "markdown_extensions: [tables, attr_list, {toc: {permalink: true}}]",
        "extra_javascript: [assets/own.js]\nextra_css: [assets/own.css]\ntheme: {logo: assets/logo.svg}",
        "theme: {name: material, font: false, features: [navigation.top, toc.follow]}",
        "plugins: [coprod_kb, redirects, awesome-pages]",
        "docs_dir: entries-docs\nsite_dir: ../public\nextra: {social: [{link: 'https://example.org/'}]}",
    ],
)
def test_what_opens_nothing_is_left_alone(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize("plugins", ["[coprod_kb, rss]", "{coprod_kb: {}, material/tags: {}}"])
def test_a_plugin_that_expects_every_page_is_warned_about(plugins: str) -> None:
    (found,) = faults(f"plugins: {plugins}")
    assert (found.code, found.is_error, found.line) == ("plugin-for-pages", False, 1)


def test_values_that_only_mkdocs_understands_are_no_hindrance(miniature: Path) -> None:
    with (miniature / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(
            "copyright: !ENV [YEAR, '2026']\nmarkdown_extensions:\n- pymdownx.snippets\n"
            "- pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji }\n"
        )
    (found,) = open_site(miniature).configuration
    assert found.line == (miniature / "mkdocs.yml").read_text(encoding="utf-8").count("\n") - 1


@pytest.mark.slow
@pytest.mark.parametrize("check", ["true", "false"])
def test_a_build_stops_with_the_reason_also_where_entries_are_not_checked(
    miniature: Path, check: str
) -> None:
    (miniature / "base.yml").write_text(
        "markdown_extensions: [pymdownx.snippets]\n", encoding="utf-8"
    )  # what is inherited counts as well
    config = (miniature / "mkdocs.yml").read_text(encoding="utf-8")
    (miniature / "mkdocs.yml").write_text(
        "INHERIT: base.yml\n" + config.replace("- coprod_kb", f"- coprod_kb: {{check: {check}}}"),
        encoding="utf-8",
    )
    run = built_here(miniature)
    assert run.returncode == 1
    assert "The extension `pymdownx.snippets` copies files into pages" in run.stderr
    assert not (miniature / "site").exists()


@pytest.mark.parametrize("options", [[], ["--unchecked"]])
def test_emit_and_check_say_so_too(
    miniature: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    with (miniature / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("extra_css: ['//example.org/a.css']\n")
    monkeypatch.chdir(miniature)
    assert main(["emit", *options, str(miniature / "out")]) == 1
    assert "[configuration]" in capsys.readouterr().err
    assert not (miniature / "out").exists()
    assert main(["check"]) == 1
    assert "[configuration]" in capsys.readouterr().out


@pytest.mark.parametrize("linked", ["folder", "file"])
def test_a_link_from_the_docs_to_the_entries_stops_the_build(miniature: Path, linked: str) -> None:
    entries = miniature / "entries"
    target = entries if linked == "folder" else next(entries.rglob("*.md"))
    name = "more" if linked == "folder" else "more.md"
    (miniature / "docs" / name).symlink_to(target)
    walls = open_site(miniature).read().unsafe_findings
    assert walls
    assert all(finding.path.startswith("docs/more") for finding in walls)
