"""A folder replaced as a whole or not at all: what may be replaced, what is kept, concurrent and killed runs."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import re
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

from coprod_kb.publishing import folder_operations, staging
from coprod_kb.publishing.folder_operations import copy_missing
from coprod_kb.publishing.staging import Staging, StagingError

PAGES = ("index.html", "page-1.html", "page-2.html")
KEPT = {".git": "gitdir: elsewhere", ".well-known/security.txt": "Contact: us"}
"""Files of a published site that no build writes."""

PRELUDE = f"""
import errno, os, signal, sys
from itertools import count
from pathlib import Path
from coprod_kb.project import folder_locks
from coprod_kb.publishing import staging
from coprod_kb.publishing.staging import Staging

target, ways = Path(sys.argv[1]), sys.argv[2].split("+")
if "renames" in ways:
    staging.exchange = lambda new, target: False
if "lockless" in ways:
    def refuse(*_):
        raise OSError(errno.EBADF, "no locks here")
    folder_locks.fcntl.flock = refuse

def build(version):
    new = Staging(target)
    for name in {PAGES}:
        (new.folder / name).write_text(str(version))
    new.put_in_place()
"""


def program(text: str, target: Path, ways: str) -> subprocess.Popen[str]:
    """A child process that runs `text` after the prelude; stdin and stdout are pipes."""
    command = [sys.executable, "-c", PRELUDE + textwrap.dedent(text), os.fspath(target), ways]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def published(folder: Path) -> Path:
    """A target of version 0."""
    target = folder / "site"
    for name, text in {**dict.fromkeys(PAGES, "0"), **KEPT}.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(text, encoding="utf-8")
    return target


def version(target: Path) -> str:
    """The version of all pages; fails if pages are missing or differ, or if a kept file is lost."""
    files = {
        file.relative_to(target).as_posix(): file.read_text(encoding="utf-8")
        for file in target.rglob("*")
        if file.is_file()
    }
    assert {name: files.pop(name) for name in KEPT} == KEPT
    assert sorted(files) == sorted(PAGES)
    [found] = set(files.values())
    return found


def staged(target: Path, text: str = "new") -> Staging:
    new = Staging(target)
    (new.folder / "index.html").write_text(text, encoding="utf-8")
    return new


def replace(target: Path) -> None:
    staged(target).put_in_place()


def index(target: Path) -> str:
    return (target / "index.html").read_text(encoding="utf-8")


def is_replaced(target: Path, *kept: str) -> bool:
    """Whether the target has the new index, the kept files and nothing else, and nothing is left beside it."""
    names = {"index.html", *(kept or (".git", ".well-known"))}
    return {path.name for path in target.iterdir()} == names and index(target) == "new" and not beside(target)


def beside(target: Path) -> list[str]:
    """Names of everything beside the target."""
    return sorted(path.name for path in target.parent.iterdir() if path != target)


def refuse(code: int, message: str) -> Callable[..., None]:
    """A function that raises this `OSError`."""

    def raising(*_: object, **__: object) -> None:
        raise OSError(code, message)

    return raising


@pytest.fixture(params=["exchange", "renames"])
def both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A system that swaps folders in one step, and one that does not."""
    if request.param == "renames":
        monkeypatch.setattr(staging, "exchange", lambda new, target: False)
    elif sys.platform != "linux":
        pytest.skip("only Linux swaps in one step")
    return str(request.param)


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that cannot lock folders."""
    monkeypatch.setattr(fcntl, "flock", refuse(errno.EBADF, "no locks here"))


# --- Swapping ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("both_ways")
def test_the_new_folder_replaces_the_old_one(tmp_path: Path) -> None:
    target = published(tmp_path)
    (target / "assets").mkdir()
    (target / "assets" / "read-only.css").touch(0o444)
    (target / "assets").chmod(0o555)
    new = Staging(target)
    assert (new.target, new.folder.parent, list(new.folder.iterdir())) == (target, tmp_path, [])
    (new.folder / "index.html").write_text("new", encoding="utf-8")
    assert index(target) == "0"
    new.put_in_place()
    assert is_replaced(target)
    with pytest.raises(RuntimeError):
        new.put_in_place()
    new.discard()
    assert is_replaced(target)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux swaps in one step")
def test_on_linux_the_swap_is_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(staging, "swap_by_renames")
    replace(published(tmp_path))
    assert is_replaced(tmp_path / "site")


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM, None])
def test_elsewhere_the_swap_is_two_renames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int | None
) -> None:
    """`code`: the error of renameat2; `None` where the C library lacks this function."""

    class Library:
        def __init__(self, *_: object, **__: object) -> None:
            if code:
                self.renameat2 = lambda *_: -1

    monkeypatch.setattr(ctypes, "CDLL", Library)
    monkeypatch.setattr(ctypes, "get_errno", lambda: code)
    replace(published(tmp_path))
    assert is_replaced(tmp_path / "site")


@pytest.mark.usefixtures("both_ways")
@pytest.mark.parametrize("name", ["empty", "parent/none", "Ünïcode and spaces (1)", "[a-z]*"])
def test_the_target_may_be_absent_or_empty_and_have_any_name(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    if name != "parent/none":
        target.mkdir()
    replace(target)
    assert (index(target), beside(target)) == ("new", [])


@pytest.mark.usefixtures("both_ways")
def test_a_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    target, link, later = published(tmp_path / "disk"), tmp_path / "www", tmp_path / "later"
    link.symlink_to(target)
    replace(link)
    assert link.is_symlink()
    assert is_replaced(target)
    link.unlink()
    link.symlink_to(later)
    replace(link)
    assert index(later) == "new"


def test_if_the_second_rename_fails_the_old_folder_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = published(tmp_path)
    monkeypatch.setattr(staging, "exchange", lambda new, target: False)
    with staged(target) as new:
        rename = Path.rename
        monkeypatch.setattr(
            Path,
            "rename",
            lambda self, goal: refuse(errno.EACCES, "in use")() if self == new.folder else rename(self, goal),
        )
        with pytest.raises(StagingError, match="could not be replaced: in use"):
            new.put_in_place()
        assert version(target) == "0"
    assert beside(target) == []


@pytest.mark.parametrize("failing", [(staging, "exchange"), (folder_operations, "_link_or_copy")])
def test_a_swap_that_fails_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: tuple[object, str]
) -> None:
    target = published(tmp_path)
    monkeypatch.setattr(*failing, refuse(errno.EACCES, "Permission denied"))
    with staged(target) as new, pytest.raises(StagingError, match="could not be replaced: Permission denied"):
        new.put_in_place()
    assert (version(target), beside(target)) == ("0", [])


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of Unix")
def test_permissions_are_those_of_the_old_folder_or_the_usual_ones(tmp_path: Path) -> None:
    target = tmp_path / "site"
    before = os.umask(0o027)
    try:
        replace(target)
        assert stat.S_IMODE(target.stat().st_mode) == 0o750
        for old, expected in ((0o2775, 0o2775), (0o555, 0o755)):  # the owner must be able to build
            target.chmod(old)
            replace(target)
            assert stat.S_IMODE(target.stat().st_mode) == expected
    finally:
        os.umask(before)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can change the owner")
def test_owner_and_group_stay(tmp_path: Path) -> None:
    target = published(tmp_path)
    os.chown(target, 12345, 54321)
    replace(target)
    assert (target.stat().st_uid, target.stat().st_gid) == (12345, 54321)


# --- What is copied from the old folder -------------------------------------------------------------


@pytest.mark.usefixtures("both_ways")
@pytest.mark.parametrize("hard_links", [True, False])
def test_dot_entries_are_copied_unchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hard_links: bool
) -> None:
    if not hard_links:
        monkeypatch.setattr(Path, "hardlink_to", refuse(errno.EPERM, "no hard links here"))
    target = published(tmp_path)
    (target / ".git").unlink()
    objects, blob = target / ".git" / "objects", target / ".git" / "objects" / "ab"
    objects.mkdir(parents=True)
    blob.write_bytes(b"\0\1")
    blob.chmod(0o444)
    objects.chmod(0o555)
    (target / ".link").symlink_to("nowhere at all")
    (target / ".folder").symlink_to(".git", target_is_directory=True)
    os.mkfifo(target / ".pipe")
    before = [path.stat().st_mtime_ns for path in (objects, blob)]
    for _ in range(2):
        replace(target)
        assert blob.read_bytes() == b"\0\1"
        assert [stat.S_IMODE(path.stat().st_mode) for path in (objects, blob)] == [0o555, 0o444]
        assert [path.stat().st_mtime_ns for path in (objects, blob)] == before
        assert [os.readlink(target / name) for name in (".link", ".folder")] == ["nowhere at all", ".git"]
        assert is_replaced(target, ".git", ".well-known", ".link", ".folder")


def test_entries_of_the_new_folder_are_not_overwritten(tmp_path: Path) -> None:
    target = published(tmp_path)
    new = staged(target)
    for folder, names in ((target, ("old", "both")), (new.folder, ("both",))):
        (folder / ".folder").mkdir()
        for name in names:
            (folder / ".folder" / name).write_text(folder.name, encoding="utf-8")
    (target / ".kind").mkdir()
    (target / ".kind" / "file").touch()
    for name in (".git", ".kind"):
        (new.folder / name).write_text("new", encoding="utf-8")
    new.put_in_place()
    found = [(target / name).read_text(encoding="utf-8") for name in (".git", ".kind", ".folder/old")]
    assert found == ["new", "new", "site"]
    assert (target / ".folder" / "both").read_text(encoding="utf-8") == new.folder.name


def test_a_file_that_vanishes_during_the_copy_is_left_out_unless_its_folder_vanishes(tmp_path: Path) -> None:
    copy_missing(tmp_path / ".index.lock", tmp_path / "goal")
    with pytest.raises(FileNotFoundError):  # another run has replaced the target
        copy_missing(tmp_path / "gone" / ".git", tmp_path / "goal")
    assert list(tmp_path.iterdir()) == []


# --- Discarding -------------------------------------------------------------------------------------


def test_discarding_leaves_the_old_folder(tmp_path: Path) -> None:
    target = published(tmp_path)
    new = staged(target)
    (new.folder / "read-only").mkdir(0o555)
    for _ in range(2):
        new.discard()
        assert (version(target), beside(target)) == ("0", [])
    with pytest.raises(RuntimeError):
        new.put_in_place()
    with pytest.raises(ZeroDivisionError), staged(target):
        raise ZeroDivisionError
    assert (version(target), beside(target)) == ("0", [])


# --- What must not be replaced ----------------------------------------------------------------------


OWN = "Name a folder of its own, such as {tmp}/around/project/site."
REFUSED = {
    "/": f"/ is the root of the file system. {OWN}",
    "{tmp}/people/ada": f"{{tmp}}/people/ada is your home folder, or holds it. {OWN}",
    "{tmp}/people": f"{{tmp}}/people is your home folder, or holds it. {OWN}",
    "{tmp}/to-home": f"{{tmp}}/people/ada is your home folder, or holds it. {OWN}",
    "{tmp}/around/project": f"{{tmp}}/around/project is the project's own folder, or holds it. {OWN}",
    "{tmp}/around/project/site/..": f"{{tmp}}/around/project is the project's own folder, or holds it. {OWN}",
    "{tmp}/around": f"{{tmp}}/around is the project's own folder, or holds it. {OWN}",
    "{tmp}/file": f"{{tmp}}/file is not a folder. {OWN}",
    "{tmp}/file/below": "No new folder can be made in place of {tmp}/file/below: Not a directory",
    "{tmp}/loop": "{tmp}/loop is a link that leads back to itself. Name a folder.",
    "/proc": "A disk or volume is mounted at /proc, so this folder cannot be swapped for another. "
    "Name a folder in it, such as /proc/site.",
    "{tmp}/site": "You are in {tmp}/site, which is about to be replaced. Go to the project's folder first.",
    **{
        f"{{tmp}}/{folder}": f"{{tmp}}/{folder} holds something else than what was built here before, such as "
        f"{name}: it has no index.html or 404.html or sitemap.xml. Move it away, or name a new or empty folder."
        for folder, name in (("notes", "notes.txt"), ("page", "page.html"), ("deep", "below"))
    },
}


@pytest.mark.parametrize(("target", "message"), REFUSED.items(), ids=REFUSED)
def test_folders_that_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, message: str
) -> None:
    if target == "/proc" and not os.path.ismount(target):
        pytest.skip("needs a mounted file system")
    published(tmp_path)
    for name in (
        "people/ada/a",
        "around/project/a",
        "site/deeper/a",
        "notes/notes.txt",
        "deep/below/index.html",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("mine", encoding="utf-8")
    (tmp_path / "page").mkdir()
    for name in ("page/page.html", "page/.nojekyll", "file"):
        (tmp_path / name).write_text("mine", encoding="utf-8")
    (tmp_path / "to-home").symlink_to("people/ada")
    (tmp_path / "loop").symlink_to("loop")
    monkeypatch.setenv("HOME", os.fspath(tmp_path / "people" / "ada"))
    monkeypatch.chdir(tmp_path / "site" / "deeper")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StagingError) as caught:
        Staging(Path(target.format(tmp=tmp_path)), root=tmp_path / "around" / "project")
    assert str(caught.value).startswith(message.format(tmp=tmp_path))
    assert sorted(tmp_path.rglob("*")) == before


def test_folders_within_those_that_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", os.fspath(tmp_path))
    monkeypatch.chdir(tmp_path)
    published(tmp_path)
    Staging(Path("site"), root=tmp_path).discard()
    replace(Path("site"))
    assert is_replaced(tmp_path / "site")


@pytest.mark.parametrize("names", [*([name, "other.txt"] for name in staging.SITE_MARKERS), [".git"]])
def test_a_folder_that_was_built_or_has_only_dot_entries(tmp_path: Path, names: list[str]) -> None:
    target = tmp_path / "site"
    target.mkdir()
    for name in names:
        (target / name).touch()
    replace(target)
    assert {file.name for file in target.iterdir()} - {".git"} == {"index.html"}


def test_the_caller_names_the_markers(tmp_path: Path) -> None:
    target = published(tmp_path)
    with pytest.raises(StagingError, match=r"it has no \.written\."):
        Staging(target, markers=[".written"])
    (target / ".written").touch()
    Staging(target, markers=[".written"]).discard()


@pytest.mark.usefixtures("both_ways")
def test_what_a_person_writes_during_the_build(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with staged(target) as new:
        target.mkdir()
        (target / "notes.txt").write_text("mine", encoding="utf-8")
        with pytest.raises(StagingError, match=r"such as notes\.txt"):
            new.put_in_place()
    assert (target / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_folder_without_write_access(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = published(tmp_path)
    monkeypatch.setattr(Path, "mkdir", refuse(errno.EACCES, "Permission denied"))
    message = f"in place of {target}: Permission denied. Allow reading it and writing to {tmp_path}, or name"
    with pytest.raises(StagingError, match=re.escape(message)):
        Staging(target)


# --- Concurrent runs and killed runs ----------------------------------------------------------------


@pytest.mark.parametrize("exists", [True, False])
def test_the_folders_of_concurrent_runs_stay_and_the_last_run_wins(tmp_path: Path, exists: bool) -> None:
    target = published(tmp_path) if exists else tmp_path / "site"
    first, second = staged(target, "first"), staged(target, "new")
    first.put_in_place()
    assert index(target) == "first"
    (target / ".git").touch()
    third = Staging(target)
    second.put_in_place()
    third.discard()
    assert is_replaced(target, *([".git", ".well-known"] if exists else [".git"]))


@pytest.mark.usefixtures("both_ways")
@pytest.mark.parametrize("killed", [True, False])
def test_a_target_that_vanishes_during_the_build(tmp_path: Path, killed: bool) -> None:
    """A person removes it, or another run is killed between its two renames."""
    target = published(tmp_path)
    with staged(target) as new:
        if killed:
            target.rename(tmp_path / ".site.old-00000001")
        else:
            shutil.rmtree(target)
        new.put_in_place()
    if killed:
        assert is_replaced(target)
    else:
        assert (index(target), beside(target)) == ("new", [])


def test_only_names_of_staging_are_removed(tmp_path: Path) -> None:
    target = published(tmp_path)
    others = [f".site{end}" for end in (".building-1", ".building-0000000g", "s.building-00000001", ".old")]
    for name in [".site.building-00000001", ".site.old-00000001", *others]:
        (tmp_path / name).mkdir()
    (tmp_path / ".site.building-00000002").symlink_to(target)
    (tmp_path / ".site.building-00000003").touch()
    Staging(target).discard()
    assert beside(target) == sorted([*others, ".site.building-00000002", ".site.building-00000003"])
    assert version(target) == "0"


@pytest.mark.usefixtures("no_locks")
def test_without_locks_leftovers_stay(tmp_path: Path) -> None:
    target = published(tmp_path)
    left = [".site.building-00000001", ".site.old-00000001"]
    for name in left:
        (tmp_path / name).mkdir()
    replace(target)
    assert (index(target), beside(target)) == ("new", left)
    shutil.rmtree(tmp_path / left[1])
    target.rename(tmp_path / ".site.old-00000002")
    Staging(target).discard()
    assert (index(target), beside(target)) == ("new", left[:1])


def test_a_child_process_does_not_keep_the_lock_of_a_killed_run(tmp_path: Path) -> None:
    target = published(tmp_path)
    text = """
        import subprocess
        new = Staging(target)
        subprocess.Popen([sys.executable, "-c", "input()"], close_fds=False)
        print("ready", flush=True)
        signal.pause()
        """
    with program(text, target, "exchange") as run:
        assert run.stdout
        assert run.stdin
        assert run.stdout.readline() == "ready\n"
        assert len(beside(target)) == 1
        run.kill()
        run.wait()
        Staging(target).discard()
        assert beside(target) == []
        run.stdin.close()  # ends the child process


@pytest.mark.slow
@pytest.mark.parametrize("tidied", [True, False])
def test_killed_before_every_single_step(tmp_path: Path, both_ways: str, tidied: bool) -> None:
    """Before the first operation on the disk, before the second, and so on until a run ends by itself."""
    target = published(tmp_path)
    text = """
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
        """
    missing, last, now, ended = 0, 0, "0", -1
    with program(text, target, both_ways) as run:
        assert run.stdout
        assert run.stdin
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
            if tidied:  # otherwise the next build does it
                Staging(target).discard()
                assert beside(target) == []
                assert version(target) in (now, str(last))
            now = version(target) if target.exists() else now
        run.stdin.close()
    assert last > 30
    assert (version(target), beside(target)) == (str(last), [])
    assert missing or both_ways == "exchange" or not tidied


@pytest.mark.parametrize("ways", ["exchange", "renames", "renames+lockless"])
def test_two_runs_at_once(tmp_path: Path, ways: str) -> None:
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


def test_no_descriptors_stay_open(tmp_path: Path) -> None:
    target = published(tmp_path)
    before = len(os.listdir("/dev/fd"))
    replace(target)
    Staging(target).discard()
    assert len(os.listdir("/dev/fd")) == before
