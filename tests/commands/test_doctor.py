"""`coprod-kb doctor` and `--version`: what is installed, and what of the settings will not work."""

from __future__ import annotations

import platform
from importlib.metadata import version
from pathlib import Path

import pytest

from coprod_kb.commands import doctor
from tests.conftest import Run, command_runner


@pytest.fixture
def run(miniature: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(miniature)
    return command_runner(capsys)


def test_the_version_names_what_a_report_needs(run: Run) -> None:
    status, out, _ = run("--version")
    lines = out.splitlines()
    assert (status, len(lines)) == (0, 3)
    assert lines[0] == f"coprod-kb {version('coprod-kb')}"
    assert lines[1].startswith(f"Python {platform.python_version()} on {platform.system()} ")
    assert {f"{name} {version(name)}" for name in ("mkdocs", "properdocs", "mkdocs-material")} <= {
        *lines[2].split(", ")
    }


def test_a_sound_project_has_nothing_to_mend(run: Run, miniature: Path) -> None:
    (miniature / "collection.yml").write_text("contact: editors@example.org\n", encoding="utf-8")
    status, out, _ = run("doctor")
    assert status == 0
    for line in (
        f"  Folder: {miniature}",
        "  Name: Example Town knowledge base",
        "  Address: https://example.org/miniature/",
        "  Without `licence`, pages do without the question whether contributors agree to a licence.",
    ):
        assert f"\n{line}\n" in out
    assert "Without `contact`" not in out


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  - coprod_kb\n", "  - coprod_kb\n  - meta-tags-example\n", "The plugin `meta-tags-example` is not installed."),
        ("  - coprod_kb\n", "  coprod_kb:\n  no-plugin: {a: 1}\n", "The plugin `no-plugin` is not installed."),
        ("plugins:\n  - coprod_kb\n", "plugins: []\n", "The plugin `coprod_kb` is not named"),
        ("name: material", "name: marble", "The theme `marble` is not installed."),
        ("plugins:", "markdown_extensions: [tables, no.such.extension]\nplugins:", "`no.such.extension` is not installed."),
        ("plugins:", "markdown_extensions: [md_in_html]\nplugins:", "The extension `md_in_html` lets HTML"),
        ("font: false", "font: Roboto", "The theme would load this font from another host"),
    ],
)  # fmt: skip
def test_what_will_not_work_is_named_with_its_reason(
    run: Run, miniature: Path, old: str, new: str, expected: str
) -> None:
    file = miniature / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    status, out, _ = run("doctor")
    assert (status, expected in out) == (1, True)


def test_faults_of_the_description_are_named(run: Run, miniature: Path) -> None:
    (miniature / "collection.yml").write_text("typs: []\n", encoding="utf-8")
    status, out, _ = run("doctor")
    assert (status, "  1:1 error: `typs` is not a field. [unknown-field]" in out) == (1, True)


def test_without_a_project_it_says_what_is_installed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(doctor, "installed", lambda name: "" if name == "zensical" else version(name))
    monkeypatch.setattr("shutil.which", lambda name: None)
    status, out, _ = run("doctor")
    assert status == 0
    assert "There is no mkdocs.yml here" in out
    assert "Not installed: zensical. Only mkdocs and mkdocs-material are needed." in out
    assert "git: not found" in out


def test_settings_that_cannot_be_read_are_named(run: Run, miniature: Path) -> None:
    (miniature / "mkdocs.yml").write_text("site_name: [", encoding="utf-8")
    status, out, err = run("doctor")
    assert (status, "Installed" in out) == (2, True)
    assert "mkdocs.yml cannot be read" in err
