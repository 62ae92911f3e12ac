"""Swaps, copies and removes folders, as far as the operating system and the file system allow."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import stat
import sys
from contextlib import suppress
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # both from Linux's fcntl.h
# EPERM too: some sandboxes return it for every system call that they do not know.
_CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM}
_TAKEN = {errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR}


# --- Swapping ---------------------------------------------------------------------------------------


def exchange(new: Path, target: Path) -> bool:
    """Swaps two folders in one step, see rename(2). Returns `False` if the system cannot do that."""
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


def swap_by_renames(new: Path, target: Path, aside: Path) -> bool:
    """Swaps two folders in three steps, by way of `aside`, a free name.

    Returns `False` if another run has put a folder at `target` meanwhile. Between the first two steps there
    is no target: after a run that was killed there, the old folder is at `aside`.
    """
    target.rename(aside)
    try:
        done = rename_to_free(new, target)
    except BaseException:
        with suppress(OSError):
            aside.rename(target)
        raise
    with suppress(OSError):  # if it fails, the next run removes `aside`
        aside.rename(new if done else target)
    return done


def rename_to_free(folder: Path, target: Path) -> bool:
    """Renames a folder. Returns `False` if the target exists."""
    try:
        folder.rename(target)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        raise
    return True


# --- Copying and removing ---------------------------------------------------------------------------


def copy_permissions(old: Path, new: Path) -> None:
    """Gives a folder the owner, group, mode and times of another one, if that exists. Its owner can always write."""
    with suppress(FileNotFoundError):
        status = old.stat()
        if sys.platform != "win32":
            # First, because this clears bits of the mode. We may be allowed to change the group alone.
            for owner, group in ((status.st_uid, -1), (-1, status.st_gid)):
                with suppress(OSError):
                    os.chown(new, owner, group)
        shutil.copystat(old, new)
        new.chmod(stat.S_IMODE(status.st_mode) | stat.S_IRWXU)


def copy_missing(source: Path, goal: Path) -> None:
    """Copies a file, link or folder, except what exists at `goal` already. Files become hard links where possible."""
    try:
        mode = source.lstat().st_mode
        if stat.S_ISDIR(mode):
            _copy_missing_below(source, goal)
        elif os.path.lexists(goal):
            pass
        elif stat.S_ISLNK(mode):
            goal.symlink_to(source.readlink(), target_is_directory=source.is_dir())
        elif stat.S_ISREG(mode):
            _link_or_copy(source, goal)
        # Sockets and pipes belong to running programs and have no content.
    except FileNotFoundError:
        if os.path.lexists(source) or not source.parent.exists():
            raise  # otherwise only `source` was removed meanwhile, as git does with its lock files


def _copy_missing_below(source: Path, goal: Path) -> None:
    is_new = not os.path.lexists(goal)
    if is_new:
        goal.mkdir()
    elif goal.is_symlink() or not goal.is_dir():
        return
    for entry in source.iterdir():
        copy_missing(entry, goal / entry.name)
    if is_new:
        shutil.copystat(source, goal)  # last, because it may make the folder read-only


def _link_or_copy(source: Path, goal: Path) -> None:
    if sys.platform != "win32":  # there, a read-only file could not be removed under either name
        with suppress(OSError):
            goal.hardlink_to(source)
            return
    shutil.copy2(source, goal, follow_symlinks=False)


def remove(folder: Path) -> None:
    """Removes a folder and its content as far as possible. Never raises `OSError`."""
    shutil.rmtree(folder, ignore_errors=True)
    if not folder.is_dir():
        return
    for directory, folders, files in os.walk(folder):
        # On Unix, removing a file needs write access to its folder alone; and the new site may share the file.
        for name in (*folders, *(files if sys.platform == "win32" else ())):
            path = Path(directory, name)
            with suppress(OSError):
                if not path.is_symlink():
                    path.chmod(stat.S_IRWXU)
    with suppress(OSError):
        folder.chmod(stat.S_IRWXU)
    shutil.rmtree(folder, ignore_errors=True)
