"""Files are written as a whole or not at all, and nobody's text is lost."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coprod_kb.project.writing import replace_file, write_all_new, write_new, write_over, write_text

OLD = b"What somebody wrote."
NEW = b"What we write."


def failing(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def contents(folder: Path) -> dict[str, bytes]:
    """The content of every file below the folder, hidden ones included."""
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


@pytest.fixture(params=["hard links", "no hard links"])
def file_system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "no hard links":
        monkeypatch.setattr(os, "link", failing)
    return str(request.param)


@pytest.mark.usefixtures("file_system")
def test_a_new_file_is_written_with_the_folders_above_it(tmp_path: Path) -> None:
    write_new(tmp_path / "entries" / "more" / "a.md", NEW)
    assert contents(tmp_path) == {"entries/more/a.md": NEW}


@pytest.mark.usefixtures("file_system")
@pytest.mark.parametrize("taken_by", ["file", "folder", "broken link"])
def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path, taken_by: str) -> None:
    file = tmp_path / "a.md"
    match taken_by:
        case "file":
            file.write_bytes(OLD)
        case "folder":
            file.mkdir()
        case "broken link":
            file.symlink_to(tmp_path / "missing.md")
    with pytest.raises(FileExistsError):
        write_new(file, NEW)
    assert contents(tmp_path) == ({"a.md": OLD} if taken_by == "file" else {})
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.usefixtures("file_system")
def test_a_file_that_another_program_writes_first_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: (tmp_path / "a.md").write_bytes(OLD))
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.md", NEW)
    assert contents(tmp_path) == {"a.md": OLD}


def test_a_failure_leaves_no_part_of_a_new_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file_system: str
) -> None:
    monkeypatch.setattr(os, "fsync" if file_system == "hard links" else "replace", failing)
    with pytest.raises(OSError, match="No space left"):
        write_new(tmp_path / "a.md", NEW)
    assert contents(tmp_path) == {}


@pytest.mark.usefixtures("file_system")
def test_of_several_new_files_those_whose_names_are_taken_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_bytes(OLD)
    taken = write_all_new({tmp_path / name: NEW for name in ("a.md", "b.md", "c.md")})
    assert taken == [tmp_path / "b.md"]
    assert contents(tmp_path) == {"a.md": NEW, "b.md": OLD, "c.md": NEW}


def test_where_one_of_several_new_files_cannot_be_written_none_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = iter([None, failing])
    monkeypatch.setattr(os, "fsync", lambda _: (next(written) or str)())
    with pytest.raises(OSError, match="No space left"):
        write_all_new({tmp_path / name: NEW for name in ("a.md", "b.md")})
    assert contents(tmp_path) == {}


def replace(file: Path) -> None:
    replace_file(file, OLD, NEW)


def write_again(file: Path) -> None:
    write_text(file, OLD, NEW.decode())


@pytest.mark.parametrize("write", [replace, write_again])
def test_a_replaced_file_keeps_its_permissions(tmp_path: Path, write: Callable[[Path], None]) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(OLD)
    file.chmod(0o640)
    write(file)
    assert contents(tmp_path) == {"a.md": NEW}
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("write", [replace, write_again])
@pytest.mark.parametrize("change", [b"", b"Quite another text.", OLD + b"\n", OLD[:-1]])
def test_a_file_that_was_changed_meanwhile_is_kept(
    tmp_path: Path, write: Callable[[Path], None], change: bytes
) -> None:
    (tmp_path / "a.md").write_bytes(change)
    with pytest.raises(OSError, match="it has just been changed by another program"):
        write(tmp_path / "a.md")
    assert contents(tmp_path) == {"a.md": change}


def test_the_target_of_a_link_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_bytes(OLD)
    (tmp_path / "a.md").symlink_to("outside.md")
    with pytest.raises(OSError, match="symbolic links"):
        replace(tmp_path / "a.md")
    assert (tmp_path / "outside.md").read_bytes() == OLD
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "outside.md"]


@pytest.mark.parametrize("function", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    (tmp_path / "a.md").write_bytes(OLD)
    monkeypatch.setattr(os, function, failing)
    with pytest.raises(OSError, match="No space left"):
        replace(tmp_path / "a.md")
    assert contents(tmp_path) == {"a.md": OLD}


def test_a_file_longer_than_any_entry_is_replaced(tmp_path: Path) -> None:
    """Vocabulary files may be."""
    long = b"x" * 1024 * 1024
    (tmp_path / "keywords.yml").write_bytes(long)
    replace_file(tmp_path / "keywords.yml", long, NEW)
    assert contents(tmp_path) == {"keywords.yml": NEW}


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_text_keeps_its_byte_order_mark(tmp_path: Path, mark: bytes) -> None:
    (tmp_path / "a.md").write_bytes(mark + OLD)
    write_text(tmp_path / "a.md", mark + OLD, "é\r\n")
    assert contents(tmp_path) == {"a.md": mark + "é\r\n".encode()}


def test_a_text_may_need_a_new_file_which_takes_the_place_of_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_text(tmp_path / "a.md", b"", NEW.decode())
    assert contents(tmp_path) == {"a.md": NEW}
    monkeypatch.setattr(Path, "is_file", lambda _: False)  # as if it had been written just afterwards
    with pytest.raises(FileExistsError):
        write_text(tmp_path / "a.md", b"", "Other words.")
    assert (tmp_path / "a.md").read_bytes() == NEW


def test_a_file_of_this_program_is_written_over(tmp_path: Path) -> None:
    for content in (OLD, NEW):
        write_over(tmp_path / "cache" / "a", content)
        assert contents(tmp_path) == {"cache/a": content}
