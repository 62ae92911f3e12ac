"""A folder replaced whole or not at all: what may be replaced, what comes along, and runs that are killed."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coprod_kb.publishing import staging
from coprod_kb.publishing.staging import Staging, StagingError

ROOT_USER = os.geteuid() == 0
PAGES = 4

PRELUDE = f"""
import errno, os, signal, sys
from itertools import count
from pathlib import Path
from coprod_kb.publishing import staging
from coprod_kb.publishing.staging import Staging

target, ways = Path(sys.argv[1]), sys.argv[2].split("+")
if "renames" in ways:
    staging._exchange = lambda new, target: False
if "lockless" in ways:
    def refuse(*_):
        raise OSError(errno.EBADF, "no locks here")
    staging.fcntl.flock = refuse

def build(version):
    new = Staging(target)
    for number in range({PAGES}):
        (new.folder / f"page-{{number}}.html").write_text(str(version))
    (new.folder / "index.html").write_text(str(version))
    new.put_in_place()
"""


def program(text: str, target: Path, ways: str) -> subprocess.Popen[str]:
    """A child that builds sites; what it says and is told goes line by line."""
    code = PRELUDE + textwrap.dedent(text)
    command = [sys.executable, "-c", code, os.fspath(target), ways]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def version(target: Path) -> str:
    """The one version of all pages; fails where the site is not whole, or has lost its dot entries."""
    names = {"index.html", *(f"page-{number}.html" for number in range(PAGES))}
    assert {file.name for file in target.iterdir()} == names | {".git", ".well-known"}
    versions = {(target / name).read_text(encoding="utf-8") for name in names}
    assert len(versions) == 1
    assert (target / ".git").read_text(encoding="utf-8") == "gitdir: elsewhere"
    assert (target / ".well-known" / "security.txt").read_text(encoding="utf-8") == "Contact: us"
    return versions.pop()


def published(folder: Path) -> Path:
    """A target of version 0, with entries that no build writes."""
    target = folder / "site"
    target.mkdir()
    for name in ("index.html", *(f"page-{number}.html" for number in range(PAGES))):
        (target / name).write_text("0", encoding="utf-8")
    (target / ".git").write_text("gitdir: elsewhere", encoding="utf-8")
    (target / ".well-known").mkdir()
    (target / ".well-known" / "security.txt").write_text("Contact: us", encoding="utf-8")
    return target


def write(folder: Path, text: str = "new") -> None:
    (folder / "index.html").write_text(text, encoding="utf-8")


def replace(target: Path, text: str = "new") -> None:
    new = Staging(target)
    write(new.folder, text)
    new.put_in_place()


def index(target: Path) -> str:
    return (target / "index.html").read_text(encoding="utf-8")


def beside(target: Path) -> list[str]:
    """Names of everything beside the target."""
    return sorted(path.name for path in target.parent.iterdir() if path != target)


@pytest.fixture(params=["exchange", "renames"])
def both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A system that swaps folders in one step, and one that does not."""
    if request.param == "renames":
        monkeypatch.setattr(staging, "_exchange", lambda new, target: False)
    elif sys.platform != "linux":
        pytest.skip("only Linux swaps in one step")
    return str(request.param)


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that locks no folders."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EBADF, "no locks here")

    monkeypatch.setattr(fcntl, "flock", refuse)


# Swapping


@pytest.mark.usefixtures("both_ways")
def test_the_new_one_takes_the_place_of_the_old(tmp_path: Path) -> None:
    target = published(tmp_path)
    new = Staging(target)
    assert new.target == target
    assert new.folder.parent == tmp_path
    assert list(new.folder.iterdir()) == []
    write(new.folder)
    assert index(target) == "0"
    new.put_in_place()
    assert {path.name for path in target.iterdir()} == {"index.html", ".git", ".well-known"}
    assert index(target) == "new"
    assert beside(target) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux swaps in one step")
def test_on_linux_it_is_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(staging, "_replace")
    replace(published(tmp_path))
    assert index(tmp_path / "site") == "new"


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM])
def test_where_a_file_system_cannot_swap_it_is_two_renames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    class Library:
        def __init__(self, *_: object, **__: object) -> None:
            self.renameat2 = lambda *_: -1

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Library())
    monkeypatch.setattr(ctypes, "get_errno", lambda: code)
    replace(published(tmp_path))
    assert index(tmp_path / "site") == "new"
    assert beside(tmp_path / "site") == []


def test_where_the_c_library_cannot_swap_it_is_two_renames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    replace(published(tmp_path))
    assert index(tmp_path / "site") == "new"


def test_without_an_old_one(tmp_path: Path) -> None:
    target = tmp_path / "parent" / "site"
    replace(target)
    assert index(target) == "new"
    assert beside(target) == []


@pytest.mark.usefixtures("both_ways")
@pytest.mark.parametrize("name", ["empty", "Ünïcode and spaces (1)", "[a-z]*"])
def test_an_empty_one_and_strange_names(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    target.mkdir()
    replace(target)
    assert index(target) == "new"
    assert beside(target) == []


@pytest.mark.usefixtures("both_ways")
def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    target = published(tmp_path / "disk")
    link = tmp_path / "www"
    link.symlink_to(target)
    new = Staging(link)
    assert new.folder.parent == target.parent
    write(new.folder)
    new.put_in_place()
    assert link.is_symlink()
    assert index(link) == index(target) == "new"


def test_the_second_rename_fails_and_the_old_one_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = published(tmp_path)
    monkeypatch.setattr(staging, "_exchange", lambda new, target: False)
    new = Staging(target)
    write(new.folder)
    rename = Path.rename

    def refuse(self: Path, goal: Path) -> Path:
        if self == new.folder:
            raise PermissionError(errno.EACCES, "in use")
        return rename(self, goal)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(StagingError, match="could not be replaced: in use"):
        new.put_in_place()
    assert version(target) == "0"
    new.discard()
    assert beside(target) == []


def test_a_swap_that_is_refused_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = published(tmp_path)

    def refuse(new: Path, target: Path) -> bool:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(staging, "_exchange", refuse)
    with Staging(target) as new:
        write(new.folder)
        with pytest.raises(StagingError, match="Invalid cross-device link"):
            new.put_in_place()
    assert version(target) == "0"
    assert beside(target) == []


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of Unix")
def test_permissions_are_those_of_the_old_one_or_the_usual_ones(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        target = tmp_path / "site"
        replace(target)
        assert stat.S_IMODE(target.stat().st_mode) == 0o750
        target.chmod(0o2775)
        replace(target)
        assert stat.S_IMODE(target.stat().st_mode) == 0o2775
        target.chmod(0o555)  # the owner must still be able to build
        replace(target)
        assert stat.S_IMODE(target.stat().st_mode) == 0o755
    finally:
        os.umask(before)


@pytest.mark.skipif(not ROOT_USER, reason="only root gives folders away")
def test_owner_and_group_stay(tmp_path: Path) -> None:
    target = published(tmp_path)
    os.chown(target, 12345, 54321)
    replace(target)
    assert (target.stat().st_uid, target.stat().st_gid) == (12345, 54321)


# What comes along


@pytest.mark.usefixtures("both_ways")
def test_dot_entries_come_along_as_they_are(tmp_path: Path) -> None:
    target = published(tmp_path)
    (target / ".git").unlink()
    (target / ".git" / "objects").mkdir(parents=True)
    (target / ".git" / "objects" / "ab").write_bytes(b"\0\1")
    (target / ".git" / "objects" / "ab").chmod(0o444)
    (target / ".git" / "objects").chmod(0o555)
    (target / ".nojekyll").touch()
    (target / ".link").symlink_to("nowhere at all")
    (target / ".folder").symlink_to(".git", target_is_directory=True)
    os.mkfifo(target / ".pipe")
    before = (target / ".git" / "objects").stat().st_mtime_ns
    for _ in range(2):
        replace(target)
        assert (target / ".git" / "objects" / "ab").read_bytes() == b"\0\1"
        assert stat.S_IMODE((target / ".git" / "objects").stat().st_mode) == 0o555
        assert stat.S_IMODE((target / ".git" / "objects" / "ab").stat().st_mode) == 0o444
        assert (target / ".git" / "objects").stat().st_mtime_ns == before
        assert (target / ".nojekyll").is_file()
        assert os.readlink(target / ".link") == "nowhere at all"
        assert os.readlink(target / ".folder") == ".git"
        assert beside(target) == []


def test_where_no_hard_links_can_be_made_files_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, source: Path) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    target = published(tmp_path)
    before = (target / ".git").stat()
    replace(target)
    after = (target / ".git").stat()
    assert after.st_ino != before.st_ino
    assert after.st_mtime_ns == before.st_mtime_ns
    assert (target / ".well-known" / "security.txt").read_text(encoding="utf-8") == "Contact: us"


def test_what_the_new_one_has_is_not_overwritten(tmp_path: Path) -> None:
    target = published(tmp_path)
    (target / ".both").mkdir()
    (target / ".both" / "old").write_text("old", encoding="utf-8")
    (target / ".both" / "same").write_text("old", encoding="utf-8")
    (target / ".kind").mkdir()
    (target / ".kind" / "file").touch()
    new = Staging(target)
    write(new.folder)
    (new.folder / ".git").write_text("new", encoding="utf-8")
    (new.folder / ".both").mkdir()
    (new.folder / ".both" / "same").write_text("new", encoding="utf-8")
    (new.folder / ".kind").write_text("a file now", encoding="utf-8")
    new.put_in_place()
    assert (target / ".git").read_text(encoding="utf-8") == "new"
    assert (target / ".both" / "old").read_text(encoding="utf-8") == "old"
    assert (target / ".both" / "same").read_text(encoding="utf-8") == "new"
    assert (target / ".kind").is_file()


def test_what_cannot_come_along_stops_the_swap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: Path, goal: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    target = published(tmp_path)
    monkeypatch.setattr(staging, "_link_or_copy", refuse)
    with Staging(target) as new:
        write(new.folder)
        with pytest.raises(StagingError, match="could not be replaced: Permission denied"):
            new.put_in_place()
    assert version(target) == "0"


def test_what_vanishes_meanwhile_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = published(tmp_path)
    (target / ".index.lock").touch()
    bring = staging._link_or_copy

    def vanish(source: Path, goal: Path) -> None:
        (target / ".index.lock").unlink(missing_ok=True)
        bring(source, goal)

    monkeypatch.setattr(staging, "_link_or_copy", vanish)
    replace(target)
    assert index(target) == "new"
    assert not (target / ".index.lock").exists()


def test_what_vanishes_with_its_folder_does(tmp_path: Path) -> None:
    """Without locks, the target may be gone for a moment; its entries must not be taken for removed."""
    with pytest.raises(FileNotFoundError):
        staging._bring(tmp_path / "gone" / ".git", tmp_path / "goal")
    staging._bring(tmp_path / ".gone", tmp_path / "goal")


def test_other_entries_go(tmp_path: Path) -> None:
    target = published(tmp_path)
    (target / "assets").mkdir()
    (target / "assets" / "read-only.css").touch(0o444)
    (target / "assets").chmod(0o555)
    replace(target)
    assert not (target / "assets").exists()
    assert beside(target) == []


def test_what_cannot_be_removed_is_left_to_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = published(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)
        replace(target)
    assert index(target) == "new"
    assert len(beside(target)) == 1
    Staging(target).discard()
    assert beside(target) == []


# Discarding


def test_discarding_leaves_the_old_one(tmp_path: Path) -> None:
    target = published(tmp_path)
    new = Staging(target)
    write(new.folder)
    (new.folder / "read-only").mkdir(0o555)
    for _ in range(2):
        new.discard()
        assert beside(target) == []
    with pytest.raises(RuntimeError):
        new.put_in_place()
    assert version(target) == "0"


def test_discarding_after_the_swap_does_nothing(tmp_path: Path) -> None:
    target = published(tmp_path)
    with Staging(target) as new:
        write(new.folder)
        new.put_in_place()
        with pytest.raises(RuntimeError):
            new.put_in_place()
    new.discard()
    assert index(target) == "new"


def test_an_exception_discards(tmp_path: Path) -> None:
    target = published(tmp_path)
    with pytest.raises(IsADirectoryError), Staging(target) as new:
        (new.folder / ".").write_text("nothing can be written to a folder")
    assert version(target) == "0"
    assert beside(target) == []


def test_what_was_written_has_been_removed_by_somebody(tmp_path: Path) -> None:
    for target in (published(tmp_path), tmp_path / "none"):
        new = Staging(target)
        new.folder.rmdir()
        with pytest.raises(StagingError, match="No such file"):
            new.put_in_place()
        new.discard()
    assert version(tmp_path / "site") == "0"


# What must not be replaced


def refusal(target: Path, root: Path | None = None) -> str:
    """What is said; nothing may have been made or changed."""
    around = target.parent if target.parent.is_dir() else Path.cwd()
    before = sorted(os.listdir(around))
    with pytest.raises(StagingError) as caught:
        Staging(target, root=root)
    assert sorted(os.listdir(around)) == before
    return str(caught.value)


def test_the_root_of_the_file_system(tmp_path: Path) -> None:
    example = tmp_path / "site"
    assert refusal(Path("/"), tmp_path) == (
        f"/ is the root of the file system. Name a folder of its own, such as {example}."
    )


def test_the_home_folder_and_those_around_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "people" / "ada"
    (home / "site").mkdir(parents=True)
    monkeypatch.setenv("HOME", os.fspath(home))
    for target in (home, home.parent, tmp_path):
        assert f"{target} is your home folder, or holds it." in refusal(target)
    (tmp_path / "to home").symlink_to(home)
    assert f"{home} is your home folder" in refusal(tmp_path / "to home")
    replace(home / "site")


def test_the_project_and_folders_around_it(tmp_path: Path) -> None:
    root = tmp_path / "around" / "project"
    root.mkdir(parents=True)
    write(root)
    for target in (root, root.parent, root / "site" / ".."):
        assert "is the project's own folder, or holds it." in refusal(target, root)
    replace(root / "site")
    assert index(root) == "new"


def test_a_file(tmp_path: Path) -> None:
    file = tmp_path / "site"
    file.write_text("mine", encoding="utf-8")
    assert refusal(file, tmp_path) == (
        f"{file} is not a folder. Name a folder of its own, such as {tmp_path / 'site'}."
    )
    assert refusal(file / "below").startswith("No new folder can be made in place of")
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_link_that_leads_to_itself(tmp_path: Path) -> None:
    link = tmp_path / "site"
    link.symlink_to(link)
    assert str(link) in refusal(link)


def test_a_link_that_leads_nowhere_yet(tmp_path: Path) -> None:
    (tmp_path / "www").symlink_to(tmp_path / "later")
    replace(tmp_path / "www")
    assert index(tmp_path / "later") == "new"


@pytest.mark.skipif(not os.path.ismount("/proc"), reason="needs a file system that is mounted")
def test_a_mount_point() -> None:
    assert "Name a folder in it, such as /proc/site." in refusal(Path("/proc"))


def test_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = published(tmp_path)
    (target / "deeper").mkdir()
    monkeypatch.chdir(target / "deeper")
    assert "Go to the project's folder first." in refusal(target)
    monkeypatch.chdir(tmp_path)
    replace(Path("site"))
    assert index(target) == "new"


@pytest.mark.parametrize("names", [["notes.txt"], ["page.html", ".nojekyll"], ["below/index.html"]])
def test_what_a_person_wrote(tmp_path: Path, names: list[str]) -> None:
    target = tmp_path / "site"
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text("mine", encoding="utf-8")
    first = names[0].split("/", maxsplit=1)[0]
    assert refusal(target) == (
        f"{target} holds something else than what was built here before, such as {first}: it has no "
        "index.html or 404.html or sitemap.xml. Move it away, or name a new or empty folder."
    )
    assert all((target / name).read_text(encoding="utf-8") == "mine" for name in names)


@pytest.mark.parametrize("name", staging.SITE_MARKERS)
def test_what_was_built_before(tmp_path: Path, name: str) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / name).touch()
    (target / "other.txt").touch()
    replace(target)
    assert [file.name for file in target.iterdir()] == ["index.html"]


def test_only_dot_entries_are_no_content(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / ".git").touch()
    replace(target)
    assert sorted(file.name for file in target.iterdir()) == [".git", "index.html"]


def test_the_caller_names_the_markers(tmp_path: Path) -> None:
    target = published(tmp_path)
    with pytest.raises(StagingError, match=r"it has no \.written\."):
        Staging(target, markers=[".written"])
    (target / ".written").touch()
    Staging(target, markers=[".written"]).discard()


@pytest.mark.usefixtures("both_ways")
def test_what_a_person_writes_during_the_build(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with Staging(target) as new:
        write(new.folder)
        target.mkdir()
        (target / "notes.txt").write_text("mine", encoding="utf-8")
        with pytest.raises(StagingError, match=r"such as notes\.txt"):
            new.put_in_place()
    assert (target / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    target = published(tmp_path)
    monkeypatch.setattr(Path, "mkdir", refuse)
    assert refusal(target) == (
        f"No new folder can be made in place of {target}: Permission denied. "
        f"Allow reading it and writing to {tmp_path}, or name a folder elsewhere."
    )


# Runs that are alive, and runs that were killed


def test_what_another_run_works_in_stays(tmp_path: Path) -> None:
    target = published(tmp_path)
    first, second = Staging(target), Staging(target)
    assert len(beside(target)) == 2
    write(first.folder, "first")
    write(second.folder, "second")
    first.put_in_place()
    assert index(target) == "first"
    third = Staging(target)
    second.put_in_place()
    assert index(target) == "second"
    third.discard()
    assert beside(target) == []
    assert (target / ".git").exists()


def test_two_first_builds_at_once(tmp_path: Path) -> None:
    target = tmp_path / "site"
    first, second = Staging(target), Staging(target)
    write(first.folder, "first")
    (first.folder / ".extra").touch()
    write(second.folder, "second")
    first.put_in_place()
    second.put_in_place()
    assert index(target) == "second"
    assert (target / ".extra").exists()
    assert beside(target) == []


@pytest.mark.usefixtures("both_ways")
def test_a_target_that_was_removed_meanwhile(tmp_path: Path) -> None:
    target = published(tmp_path)
    with Staging(target) as new:
        write(new.folder)
        shutil.rmtree(target)
        new.put_in_place()
    assert index(target) == "new"
    assert beside(target) == []


def test_only_our_own_names_are_removed(tmp_path: Path) -> None:
    target = published(tmp_path)
    (tmp_path / ".site.building-00000001").mkdir()
    (tmp_path / ".site.old-00000001").mkdir()
    others = [
        ".site.building-1",
        ".site.building-0000000g",
        ".sites.building-00000001",
        ".site.old",
        "site.old",
    ]
    for name in others:
        (tmp_path / name).mkdir()
    (tmp_path / ".site.building-00000002").symlink_to(target)
    (tmp_path / ".site.building-00000003").touch()
    others += [".site.building-00000002", ".site.building-00000003"]
    Staging(target).discard()
    assert beside(target) == sorted(others)
    assert version(target) == "0"


def test_a_target_between_two_renames_is_put_back(tmp_path: Path) -> None:
    target = published(tmp_path)
    half_done = tmp_path / ".site.building-00000001"
    half_done.mkdir()
    write(half_done)
    target.rename(tmp_path / ".site.old-00000001")
    Staging(target).discard()
    assert version(target) == "0"
    assert beside(target) == []


@pytest.mark.usefixtures("both_ways")
def test_a_target_moved_away_by_a_run_killed_during_ours_is_put_back_first(tmp_path: Path) -> None:
    target = published(tmp_path)
    with Staging(target) as new:
        write(new.folder)
        target.rename(tmp_path / ".site.old-00000001")
        new.put_in_place()
    assert {path.name for path in target.iterdir()} == {"index.html", ".git", ".well-known"}
    assert index(target) == "new"
    assert beside(target) == []


def test_a_lock_on_a_folder_that_has_got_another_name_meanwhile_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = published(tmp_path)

    def swap(*_: object) -> None:
        if not beside(target):
            target.rename(tmp_path / "elsewhere")
            target.mkdir()

    monkeypatch.setattr(fcntl, "flock", swap)
    assert staging._lock(target) is None
    lock = staging._lock(target)
    assert lock is not None
    staging._unlock(lock)


def test_a_new_folder_that_another_run_took_for_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = published(tmp_path)
    lock = staging._lock

    def late(folder: Path, *, wait: bool = False) -> int | None:
        if folder != target and not taken:
            taken.append(folder)
            folder.rmdir()
        return lock(folder, wait=wait)

    taken: list[Path] = []
    monkeypatch.setattr(staging, "_lock", late)
    replace(target)
    assert len(taken) == 1
    assert index(target) == "new"


@pytest.mark.usefixtures("no_locks")
def test_where_there_are_no_locks_leftovers_stay(tmp_path: Path) -> None:
    target = published(tmp_path)
    left = [".site.building-00000001", ".site.old-00000001"]
    for name in left:
        (tmp_path / name).mkdir()
    replace(target)
    assert index(target) == "new"
    assert beside(target) == left
    shutil.rmtree(tmp_path / left[1])
    target.rename(tmp_path / ".site.old-00000002")
    Staging(target).discard()
    assert index(target) == "new"
    assert beside(target) == left[:1]


@pytest.mark.usefixtures("no_locks", "both_ways")
@pytest.mark.parametrize("gone", [True, False])
def test_where_there_are_no_locks_another_run_may_come_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: bool
) -> None:
    """It has moved the target away, or put another in its place, while dot entries are copied from it."""
    target = published(tmp_path)
    link = staging._link_or_copy
    came: list[Path] = []

    def come_between(source: Path, goal: Path) -> None:
        if not came:
            came.append(target.rename(tmp_path / ".site.old-00000001"))
            if not gone:
                shutil.copytree(came[0], target)
                (target / ".late").touch()
        link(source, goal)

    monkeypatch.setattr(staging, "_link_or_copy", come_between)
    replace(target)
    expected = {"index.html", ".git", ".well-known"} | (set() if gone else {".late"})
    assert {path.name for path in target.iterdir()} == expected
    assert (target / ".well-known" / "security.txt").is_file()
    assert index(target) == "new"


@pytest.mark.usefixtures("no_locks")
def test_where_there_are_no_locks_another_run_may_come_between_the_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = published(tmp_path)
    listing = os.listdir

    def come_between(folder: Path) -> list[str]:
        names = listing(folder)
        if folder == target and not (tmp_path / ".site.building-00000001").exists():
            target.rename(tmp_path / ".site.building-00000001")
            target.mkdir()  # of another kind: no markers
        return names

    with monkeypatch.context() as patch:
        patch.setattr(os, "listdir", come_between)
        new = Staging(target)
    write(new.folder)
    new.put_in_place()
    assert index(target) == "new"


def test_a_program_that_outlives_a_killed_run_does_not_keep_its_folder(tmp_path: Path) -> None:
    target = published(tmp_path)
    run = program(
        """
        import subprocess
        new = Staging(target)
        subprocess.Popen([sys.executable, "-c", "input()"], close_fds=False)
        print("ready", flush=True)
        signal.pause()
        """,
        target,
        "exchange",
    )
    assert run.stdout
    assert run.stdin
    with run:
        assert run.stdout.readline() == "ready\n"
        assert len(beside(target)) == 1
        run.kill()
        run.wait()
        Staging(target).discard()
        assert beside(target) == []
        run.stdin.close()  # ends the other program


@pytest.mark.parametrize("tidied", [True, False])
def test_killed_before_every_single_step(tmp_path: Path, both_ways: str, tidied: bool) -> None:
    """Before the first thing done to the disk, before the second, and so on until nothing is left to do."""
    target = published(tmp_path)
    run = program(
        """
        steps = ("open", "os.", "shutil.", "fcntl.", "ctypes.dlsym")
        # Forked, because it is fast; each fork ends at its step.
        for last in count(1):
            if not sys.stdin.readline():
                break
            child = os.fork()
            if not child:
                done = count(1)
                def stop(event, _):
                    if event.startswith(steps) and next(done) == last:
                        os.kill(os.getpid(), signal.SIGKILL)
                sys.addaudithook(stop)
                build(last)
                os._exit(0)
            print(os.waitpid(child, 0)[1], flush=True)
        """,
        target,
        both_ways,
    )
    assert run.stdout
    assert run.stdin
    missing, last, now, ended = 0, 0, "0", -1
    with run:
        while ended != 0:
            last += 1
            run.stdin.write("\n")
            run.stdin.flush()
            ended = int(run.stdout.readline())
            assert ended in (0, signal.SIGKILL)
            if both_ways == "renames" and not target.exists():
                missing += 1
            else:
                assert version(target) in (now, str(last))
            if tidied:  # otherwise it is the next build that does it
                Staging(target).discard()
                assert beside(target) == []
                assert version(target) in (now, str(last))
            now = version(target) if target.exists() else now
        run.stdin.close()
    assert last > 30
    assert version(target) == str(last)
    assert beside(target) == []
    assert missing or both_ways == "exchange" or not tidied


def test_killed_at_any_moment(tmp_path: Path, both_ways: str) -> None:
    target = published(tmp_path)
    chance = random.Random(both_ways)
    built = 0
    for _ in range(12):
        run = program(
            f"""
            for number in count({built + 1}):
                build(number)
                print(number, flush=True)
            """,
            target,
            both_ways,
        )
        assert run.stdout
        with run:
            for _ in range(chance.randint(1, 4)):
                built = int(run.stdout.readline())
            time.sleep(chance.random() / 50)  # not for anything to happen: any moment will do
            run.kill()
        if both_ways == "renames" and not target.exists():
            Staging(target).discard()
        assert int(version(target)) >= built
        built = int(version(target))
        if chance.random() < 0.5:  # otherwise it is the next build that tidies up
            Staging(target).discard()
            assert beside(target) == []


@pytest.mark.parametrize("ways", ["exchange", "renames", "renames+lockless"])
def test_two_at_once(tmp_path: Path, ways: str) -> None:
    target = published(tmp_path)
    text = """
        for number in range(30):
            build(number)
        """
    runs = [program(text, target, ways) for _ in range(2)]
    whole = True
    while any(run.poll() is None for run in runs):
        whole = whole and (target / "index.html").exists()
        time.sleep(0.0005)  # leaves the processors to them
    for run in runs:
        run.communicate()
        assert run.returncode == 0
    assert whole or "renames" in ways or sys.platform != "linux"
    assert version(target) == "29"
    Staging(target).discard()
    assert beside(target) == [] or ways == "renames+lockless"


def test_replacing_does_not_leave_descriptors(tmp_path: Path) -> None:
    target = published(tmp_path)

    def descriptors() -> int:
        return len(os.listdir("/dev/fd"))

    before = descriptors()
    steps: list[Callable[[], None]] = [lambda: replace(target), lambda: Staging(target).discard()]
    for step in steps:
        step()
        assert descriptors() == before
