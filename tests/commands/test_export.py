"""The command `coprod-kb export`."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_kb.commands.cli import main
from coprod_kb.records.exporters import FORMAT_NAMES


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_the_command_prints_what_the_site_publishes(
    name: str, miniature: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(miniature)
    assert main(["export", "--format", name]) == 0
    printed = capfdbinary.readouterr().out
    assert main(["export", "--format", name, "-o", "x"]) == 0
    assert (miniature / "x").read_bytes() == printed
    assert printed.count(b"Kitchen") == 1


def test_the_command_overwrites_a_file_only_with_replace(
    miniature: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(miniature)
    mine = miniature / "mine.bib"
    mine.write_text("mine", encoding="utf-8")
    assert main(["export", "--format", "bibtex", "--output", "mine.bib"]) == 2
    assert "add --replace" in capsys.readouterr().err
    assert mine.read_text(encoding="utf-8") == "mine"
    assert main(["export", "--format", "bibtex", "-o", "mine.bib", "--replace"]) == 0
    assert "@" in mine.read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_command_writes_nothing_where_entries_have_errors(
    miniature: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (miniature / "entries" / "broken.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    monkeypatch.chdir(miniature)
    assert main(["export", "--format", "ris", "-o", "out.ris"]) == 1
    assert "Nothing was written" in capsys.readouterr().err
    assert not (miniature / "out.ris").exists()
