"""The folder of entries: which files are read, and what is refused without being opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries.folder import MAX_FILE, content_of, entry_files, lines_of


def listed(root: Path) -> dict[str, str]:
    """Each path that the folder gives, with the code of its diagnostic; without a code if it is to be read."""
    files = entry_files(root, "entries")
    return {path: status.code if isinstance(status, Diagnostic) else "" for path, status in files}


@pytest.fixture
def entries(tmp_path: Path) -> Path:
    """A folder of two entries, one in a folder below."""
    (tmp_path / "entries" / "reports").mkdir(parents=True)
    for name in ("choir.md", "reports/garden.md"):
        (tmp_path / "entries" / name).write_text("An entry.", encoding="utf-8")
    return tmp_path / "entries"


def test_regular_markdown_files_are_read_and_others_are_refused(entries: Path) -> None:
    (entries / "link.md").symlink_to(entries / "choir.md")
    (entries / "nowhere.md").symlink_to(entries / "missing.md")
    (entries / "folder").symlink_to(entries / "reports")
    os.mkfifo(entries / "pipe.md")
    (entries / "long.md").write_bytes(b"x" * MAX_FILE)
    (entries / "longer.md").write_bytes(b"x" * (MAX_FILE + 1))
    (entries / "notes.txt").write_text("notes", encoding="utf-8")
    hidden = (".hidden.md", ".gitattributes", ".gitignore", ".mailmap", ".envrc", ".x.md")
    for name in hidden:
        (entries / "reports" / name).write_text("obeyed by others", encoding="utf-8")
    for name in (
        ".DS_Store",
        "._choir.md",
        ".choir.md.swp",
        ".#choir.md",
        ".0123456789abcdef.tmp",
        ".gitkeep",
    ):
        (entries / name).write_text("left behind", encoding="utf-8")
    (entries / ".github").mkdir()
    (entries / ".github" / "CODEOWNERS").write_text("not looked at", encoding="utf-8")
    (entries / ".git").mkdir()
    (entries / ".git" / "config.md").write_text("not looked at", encoding="utf-8")
    assert listed(entries.parent) == {
        **{f"entries/reports/{name}": "not-an-entry" for name in hidden},
        "entries/.github": "not-an-entry",
        "entries/choir.md": "",
        "entries/folder": "not-a-file",
        "entries/link.md": "not-a-file",
        "entries/long.md": "",
        "entries/longer.md": "too-long",
        "entries/notes.txt": "not-an-entry",
        "entries/nowhere.md": "not-a-file",
        "entries/pipe.md": "not-a-file",
        "entries/reports/garden.md": "",
    }


def test_a_folder_that_cannot_be_opened_is_an_error(entries: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = os.scandir

    def scandir(folder: str) -> object:
        if Path(folder).name == "reports":
            raise PermissionError(13, "Permission denied", str(folder))
        return original(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    assert listed(entries.parent) == {"entries/choir.md": "", "entries/reports": "unreadable"}


def test_a_file_that_is_deleted_while_the_folder_is_listed_is_left_out(
    entries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = os.lstat

    def lstat(file: str) -> os.stat_result:
        if os.path.basename(file) == "choir.md":
            Path(file).unlink(missing_ok=True)
        return original(file)

    monkeypatch.setattr(os, "lstat", lstat)
    assert listed(entries.parent) == {"entries/reports/garden.md": ""}


def test_a_project_without_a_folder_has_no_entries(tmp_path: Path) -> None:
    assert listed(tmp_path) == {}


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "gone"])
def test_only_regular_files_are_opened(entries: Path, kind: str) -> None:
    """Another file may take the place of an entry after the folder was listed."""
    file = entries / "a.md"
    match kind:
        case "link":
            file.symlink_to(entries / "choir.md")
        case "pipe":
            os.mkfifo(file)
        case "folder":
            file.mkdir()
    with pytest.raises(OSError, match=r"regular|symbolic|directory|No such"):
        content_of(file)
    assert lines_of(file, "entries/a.md") == []


def test_no_more_of_a_file_is_read_than_the_limit(entries: Path) -> None:
    (entries / "a.md").write_bytes(b"x" * (MAX_FILE + 1))
    assert len(content_of(entries / "a.md")) == MAX_FILE


def test_lines_are_quoted_of_files_longer_than_entries(entries: Path) -> None:
    """Such as vocabulary files."""
    lines = [f"- label: term {number}" for number in range(20_000)]
    (entries / "keywords.yml").write_text("\r\n".join(lines), encoding="utf-8")
    assert lines_of(entries / "keywords.yml", "vocabulary/keywords.yml") == lines


def test_what_is_no_text_has_no_lines(entries: Path) -> None:
    (entries / "a.md").write_bytes(b"\xff")
    assert lines_of(entries / "a.md", "entries/a.md") == []
    assert lines_of(Path("\0.md"), "\0.md") == []
