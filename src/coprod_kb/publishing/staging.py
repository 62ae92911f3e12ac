"""A folder replaced whole or not at all: the new one is built beside the old, and swapped in when complete.

A run may be killed at any moment. Beside a target `site` there may be, until the next run tidies up:

- `.site.building-1a2b3c4d`: a folder in the making or, once swapped out, the old one. Rubbish, unless
  the run that works in it is alive; it holds a lock on the folder, which ends with it.
- `.site.old-1a2b3c4d`: only where the system cannot swap two folders in one step. The old one, whole,
  on its way out. While there is no target, it is put back.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import secrets
import shutil
import stat
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

if sys.platform != "win32":
    import fcntl

SITE_MARKERS = ("index.html", "404.html", "sitemap.xml")
"""What a built site has at its top: a folder with one of them may be replaced by another site."""

_NO_LOCK = -1
"""In place of a descriptor, where the system or the file system does not lock folders."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # both from Linux's fcntl.h
# EPERM too: some sandboxes answer so to every system call that they do not know.
_CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM}
_TAKEN = {errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR}
_ATTEMPTS = 100


class StagingError(Exception):
    """A folder cannot be replaced; the message says why and what to do. The folder is as it was."""


class Staging:
    """The new version of one folder, from the moment it is begun until it is put in place or discarded.

    target: what will be replaced, absolute, and without the links that lead to it. A link stays,
      and leads to the new one.
    folder: where to write. A fresh folder beside the target, with the permissions of the old one.

    As a context manager it is discarded at the end, unless it was put in place.
    """

    target: Path
    folder: Path

    def __init__(
        self, target: Path, *, root: Path | None = None, markers: Collection[str] = SITE_MARKERS
    ) -> None:
        """Makes the folder to write in, and removes what killed runs have left beside the target.

        root: the project's folder, which must not be replaced; `None` where there is none.
        markers: names of files. A target that is not empty is replaced only if it has one of
          them at its top. Entries whose names start with a dot do not count.

        Raises `StagingError` if the target must not or cannot be replaced.
        """
        try:
            self.target = target.resolve()
        except (OSError, RuntimeError):
            raise StagingError(f"{target} is a link that leads back to itself. Name a folder.") from None
        self._root = root.resolve() if root else None
        self._markers = markers
        self._open = False
        try:
            self._check_place()
            _tidy(self.target)
            self._check_content()
            self.target.parent.mkdir(parents=True, exist_ok=True)
            self.folder, self._lock = _begin(self.target)
            self._open = True
            _same_permissions(self.target, self.folder)
        except OSError as error:
            self.discard()
            raise StagingError(
                f"No new folder can be made in place of {self.target}: {_reason(error)}. "
                f"Allow reading it and writing to {self.target.parent}, or name a folder elsewhere."
            ) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.discard()

    def put_in_place(self) -> None:
        """Makes what was written to `folder` the target, and removes the old one.

        What the old one has under names that start with a dot, and the new one has not, comes along.
        Two runs may do this at once: the later one wins.

        Raises `StagingError` if it cannot be done; `discard` is still to be called then. Raises
        `RuntimeError` after `put_in_place` or `discard`.
        """
        if not self._open:
            raise RuntimeError("put in place or discarded before")
        try:
            # Each further attempt means that another run has replaced the target in the meantime.
            if not any(self._attempt() for _ in range(_ATTEMPTS)):
                raise StagingError(f"{self.target} keeps changing. End the other program that writes to it.")
        except OSError as error:
            raise StagingError(
                f"{self.target} could not be replaced: {_reason(error)}. "
                "Close the programs that use it, or move it away, or name another folder."
            ) from None
        self.discard()

    def discard(self) -> None:
        """Removes what was written to `folder`. Does nothing after `put_in_place` or another `discard`.

        Never raises: what cannot be removed is left to the next run.
        """
        if self._open:
            self._open = False
            _remove(self.folder)  # after an exchange, this is where the old one is
            _unlock(self._lock)

    def _attempt(self) -> bool:
        """Swaps once; `False` if the target came, went or became another one while this went on."""
        if not self.target.exists():
            _put_back(self.target)
            return not self.target.exists() and _rename(self.folder, self.target)
        # Whoever swaps has the old one to itself, so that nobody puts it back half-way.
        with _held(self.target, wait=True) as lock:
            if lock is None:
                return False
            try:
                before = self.target.stat()
                self._refuse_foreign()  # once more: a build takes its time
                for entry in self.target.iterdir():
                    if entry.name.startswith("."):
                        # Before the swap, and not moved: wherever a run is killed, the target has them.
                        _bring(entry, self.folder / entry.name)
                if not os.path.samestat(before, self.target.stat()):
                    return False  # only without locks: what came along may be half of it
                return _exchange(self.folder, self.target) or _replace(self.folder, self.target)
            except FileNotFoundError:
                if not self.folder.exists():
                    raise
                return False

    def _check_place(self) -> None:
        """`StagingError` if nothing may be built where the target is."""
        target, root = self.target, self._root
        example = (root or target) / "site"
        name_another = f"Name a folder of its own, such as {example}."
        if target == Path(target.anchor):
            raise StagingError(f"{target} is the root of the file system. {name_another}")
        if (home := _home()) and home.is_relative_to(target):
            raise StagingError(f"{target} is your home folder, or holds it. {name_another}")
        if root and root.is_relative_to(target):
            raise StagingError(f"{target} is the project's own folder, or holds it. {name_another}")
        with suppress(FileNotFoundError):
            if not stat.S_ISDIR(target.stat().st_mode):
                raise StagingError(f"{target} is not a folder. {name_another}")
        if os.path.ismount(target):
            raise StagingError(
                f"A disk or volume is mounted at {target}, so this folder cannot be swapped for another. "
                f"Name a folder in it, such as {target / 'site'}."
            )
        if _working_folder().is_relative_to(target):
            raise StagingError(
                f"You are in {target}, which is about to be replaced. Go to the project's folder first."
            )

    def _check_content(self) -> None:
        """`_refuse_foreign`, at a moment when no other run replaces the target."""
        while self.target.exists():
            with suppress(FileNotFoundError), _held(self.target, wait=True) as lock:
                if lock is not None:
                    self._refuse_foreign()
                    return

    def _refuse_foreign(self) -> None:
        """`StagingError` if the target holds what was hardly built.

        `FileNotFoundError` if it is gone, or became another one while this looked.
        """
        before = self.target.stat()
        names = sorted(name for name in os.listdir(self.target) if not name.startswith("."))
        # A marker may be such a name itself, hence the folder and not `names`.
        if names and not any((self.target / marker).is_file() for marker in self._markers):
            if not os.path.samestat(before, self.target.stat()):
                raise FileNotFoundError(errno.ENOENT, "another run has replaced it")
            raise StagingError(
                f"{self.target} holds something else than what was built here before, such as {names[0]}: "
                f"it has no {' or '.join(self._markers)}. Move it away, or name a new or empty folder."
            )


def _reason(error: OSError) -> str:
    where = f" ({error.filename})" if isinstance(error.filename, str) else ""
    return f"{error.strerror or error}{where}"


def _home() -> Path | None:
    try:
        return Path.home().resolve()
    except (OSError, RuntimeError):  # a user of no name, as in some containers
        return None


def _working_folder() -> Path:
    try:
        return Path.cwd().resolve()
    except OSError:  # it has been deleted
        return Path(os.sep)


def _beside(target: Path, kind: str) -> Path:
    """A new name for the folder; the same folder, so that it can be swapped in by its name alone."""
    return target.with_name(f".{target.name}.{kind}-{secrets.token_hex(4)}")


def _left_beside(target: Path, kind: str) -> list[Path]:
    """Folders of such names, latest first."""
    name = re.compile(rf"\.{re.escape(target.name)}\.{kind}-[0-9a-f]{{8}}")
    found = []
    with suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            with suppress(OSError):
                if name.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
                    found.append((entry.stat(follow_symlinks=False).st_ctime_ns, Path(entry.path)))
    return [path for _, path in sorted(found, reverse=True)]


def _put_back(target: Path) -> None:
    """Brings back a target that a run killed between two renames has moved away.

    Waits for a run that is alive to do its second one.
    """
    for path in _left_beside(target, "old"):
        with suppress(OSError), _held(path, wait=True) as lock:
            if lock is not None and not os.path.lexists(target):
                path.rename(target)


def _tidy(target: Path) -> None:
    """Removes what killed runs left beside the target.

    What another run still works in stays. So does everything where there are no locks to tell.
    """
    _put_back(target)
    for kind in ("old", "building"):
        for path in _left_beside(target, kind):
            with suppress(OSError), _held(path) as lock:
                if lock in (None, _NO_LOCK) or (kind == "old" and not target.exists()):
                    continue
                # Under a name that nobody puts back: it must not return with half its files.
                rubbish = _beside(target, "building")
                path.rename(rubbish)
                _remove(rubbish)


def _begin(target: Path) -> tuple[Path, int]:
    """A new folder beside the target, and the lock on it."""
    for _ in range(_ATTEMPTS):
        folder = _beside(target, "building")
        folder.mkdir()
        lock = _lock(folder)
        if lock is not None:
            return folder, lock
        # Another run came between, took it for rubbish, and removes it.
    raise OSError(errno.EBUSY, "other runs keep removing it")


def _same_permissions(old: Path, new: Path) -> None:
    """Gives a new folder what the old one has, if there is one; the owner can write to it in any case."""
    with suppress(FileNotFoundError):
        status = old.stat()
        if sys.platform != "win32":
            # First of all: this takes away bits of the mode. Only the group may be ours to give.
            for owner, group in ((status.st_uid, -1), (-1, status.st_gid)):
                with suppress(OSError):
                    os.chown(new, owner, group)
        shutil.copystat(old, new)
        new.chmod(stat.S_IMODE(status.st_mode) | stat.S_IRWXU)


def _lock(folder: Path, *, wait: bool = False) -> int | None:
    """Takes a folder for this process alone, until `_unlock` or its end. Child programs do not inherit it.

    wait: whether to wait for another process that has it.

    Returns what `_unlock` needs; `None` if another process has the folder, or if it is gone or
    another one has its name by now; `_NO_LOCK` where nothing is locked.
    """
    if sys.platform == "win32":
        return _NO_LOCK
    try:
        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(held, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(held)
        return None
    except OSError:  # some network file systems
        os.close(held)
        return _NO_LOCK
    # The lock is on the folder itself, whatever its name; another run may have renamed it.
    with suppress(FileNotFoundError):
        if os.path.samestat(os.fstat(held), os.lstat(folder)):
            return held
    _unlock(held)
    return None


@contextmanager
def _held(folder: Path, *, wait: bool = False) -> Iterator[int | None]:
    """What `_lock` returns, for as long as it is needed."""
    lock = _lock(folder, wait=wait)
    try:
        yield lock
    finally:
        if lock is not None:
            _unlock(lock)


def _unlock(lock: int) -> None:
    if sys.platform != "win32":
        if lock == _NO_LOCK:
            return
        with suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_UN)  # closing is not enough where a fork has a copy
        os.close(lock)


def _exchange(new: Path, target: Path) -> bool:
    """Swaps two folders in a single step, see rename(2); `False` where the system cannot."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)  # not in every C library
    if rename is None:
        return False
    rename.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    paths = (_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(target))
    if rename(*paths, _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), os.fspath(target))


def _replace(new: Path, target: Path) -> bool:
    """Swaps two folders by renaming them; `False` if another run has put one in place meanwhile.

    Between the first two steps there is no target. A run killed there is mended by the next.
    """
    old = _beside(target, "old")
    target.rename(old)
    try:
        done = _rename(new, target)
    except BaseException:
        with suppress(OSError):
            old.rename(target)
        raise
    with suppress(OSError):  # else it is removed by the next run, under the name it has
        old.rename(new if done else target)
    return done


def _rename(folder: Path, target: Path) -> bool:
    """`False` if there is a target already."""
    try:
        folder.rename(target)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        raise
    return True


def _bring(source: Path, goal: Path) -> None:
    """Copies what there is below `source` and not below `goal`. What is there stays as it is."""
    try:
        mode = source.lstat().st_mode
        if stat.S_ISDIR(mode):
            _bring_folder(source, goal)
        elif os.path.lexists(goal):
            pass
        elif stat.S_ISLNK(mode):
            goal.symlink_to(source.readlink(), target_is_directory=source.is_dir())
        elif stat.S_ISREG(mode):
            _link_or_copy(source, goal)
        # Sockets and pipes belong to running programs, and hold nothing.
    except FileNotFoundError:
        if os.path.lexists(source) or not source.parent.exists():
            raise  # otherwise it alone was removed meanwhile, as git does with its own locks


def _bring_folder(source: Path, goal: Path) -> None:
    fresh = not os.path.lexists(goal)
    if fresh:
        goal.mkdir()
    elif goal.is_symlink() or not goal.is_dir():
        return
    for entry in source.iterdir():
        _bring(entry, goal / entry.name)
    if fresh:
        shutil.copystat(source, goal)  # last: it may be read-only


def _link_or_copy(source: Path, goal: Path) -> None:
    if sys.platform != "win32":  # there, a second name would be as read-only as the first
        with suppress(OSError):
            goal.hardlink_to(source)
            return
    shutil.copy2(source, goal, follow_symlinks=False)


def _remove(folder: Path) -> None:
    """Removes a folder with all that is in it, as far as that can be done. Never raises `OSError`."""
    shutil.rmtree(folder, ignore_errors=True)
    if not folder.is_dir():
        return
    for directory, folders, files in os.walk(folder):
        # On Unix a file is removed by who may write to its folder; and the new folder may share the file.
        for name in (*folders, *(files if sys.platform == "win32" else ())):
            path = Path(directory, name)
            with suppress(OSError):
                if not path.is_symlink():
                    path.chmod(stat.S_IRWXU)
    with suppress(OSError):
        folder.chmod(stat.S_IRWXU)
    shutil.rmtree(folder, ignore_errors=True)
