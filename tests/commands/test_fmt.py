"""`coprod-kb fmt`: which files it rewrites, and that none is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_kb.commands import fmt
from coprod_kb.commands.cli import main

TIDY = "---\ntitle: A\ntype: paper\n---\n\nText.\n"
MESSY = "---\ntype: paper\ntitle: A\n---\n\nText.\n"
ANCHOR = "---\ntype: paper\ntitle: &a A\n---\n"


@pytest.fixture
def entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The empty folder of entries of a project; the command runs in the project."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Example\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "entries"
    (folder / "2026").mkdir(parents=True)
    return folder


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.md").write_bytes(text.encode())


def test_entries_are_formatted_in_place(entries: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(entries, a=MESSY, b=TIDY)
    write(entries / "2026", c=MESSY)
    (entries / "a.md").chmod(0o640)
    tidy = (entries / "b.md").stat()
    assert main(["fmt"]) == 0
    assert {file.name: file.read_text() for file in entries.rglob("*.*")} == dict.fromkeys(
        ("a.md", "b.md", "c.md"), TIDY
    )
    assert (entries / "a.md").stat().st_mode & 0o777 == 0o640
    assert (entries / "b.md").stat() == tidy
    *changed, summary = capsys.readouterr().out.splitlines()
    assert sorted(changed) == ["entries/2026/c.md is formatted.", "entries/a.md is formatted."]
    assert summary == "3 entries: 2 formatted, 1 in order already."
    assert main(["fmt", "--check"]) == 0


@pytest.mark.parametrize(("option", "status"), [("--check", 1), ("--dry-run", 0)])
def test_with_check_and_dry_run_nothing_is_written(
    entries: Path, capsys: pytest.CaptureFixture[str], option: str, status: int
) -> None:
    write(entries, a=MESSY, b=TIDY)
    assert main(["fmt", option]) == status
    assert (entries / "a.md").read_text() == MESSY
    assert (
        capsys.readouterr().out
        == "entries/a.md would change.\n2 entries: 1 would change, 1 in order already.\n"
    )


def test_paths_limit_the_files(entries: Path, tmp_path: Path) -> None:
    write(entries, a=MESSY, b=MESSY)
    write(entries / "2026", c=MESSY)
    assert main(["fmt", "entries/2026", "entries/b.md"]) == 0
    assert (entries / "a.md").read_text() == MESSY
    assert (entries / "b.md").read_text() == (entries / "2026" / "c.md").read_text() == TIDY
    write(tmp_path, outside=MESSY)
    for elsewhere in ("outside.md", "entries/../outside.md", "entries/none.md", str(tmp_path.parent)):
        assert main(["fmt", elsewhere]) == 2
    assert (tmp_path / "outside.md").read_text() == MESSY


def test_unreadable_files_are_reported_and_the_others_formatted(
    entries: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(entries, a=ANCHOR, b=MESSY)
    assert main(["fmt"]) == 1
    assert ((entries / "a.md").read_text(), (entries / "b.md").read_text()) == (ANCHOR, TIDY)
    out, err = capsys.readouterr()
    assert "[yaml-anchor]" in err
    assert out.endswith(
        "2 entries: 1 formatted, 1 left alone because of what is said above, 0 in order already.\n"
    )


@pytest.mark.parametrize("chosen", [[], ["entries/link.md"], ["entries/folder"]])
def test_links_are_not_followed(
    entries: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], chosen: list[str]
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    write(outside, a=MESSY)
    (entries / "link.md").symlink_to(outside / "a.md")
    (entries / "folder").symlink_to(outside)
    assert main(["fmt", *chosen]) == 1
    assert (outside / "a.md").read_text() == MESSY
    assert "[not-a-file]" in capsys.readouterr().err


def test_a_change_made_meanwhile_is_kept(
    entries: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(entries, a=MESSY)
    original = fmt.content_of

    def content(file: Path) -> bytes:  # somebody saves the file after it was read
        data = original(file)
        write(entries, a=f"{MESSY}More.\n")
        return data

    monkeypatch.setattr(fmt, "content_of", content)
    assert main(["fmt"]) == 1
    assert [file.read_text() for file in entries.iterdir() if file.is_file()] == [f"{MESSY}More.\n"]
    assert "it has just been changed by another program" in capsys.readouterr().err


def test_names_of_files_cannot_control_the_terminal(
    entries: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(entries, **{"a\x1b[2J": MESSY})
    assert main(["fmt"]) == 0
    assert "\x1b" not in capsys.readouterr().out
