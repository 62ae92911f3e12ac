"""Locks on folders, as far as the operating system and the file system allow."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

NO_LOCK = -1
"""Stands for a lock where the operating system or the file system cannot lock folders."""


def lock_folder(folder: Path, *, wait: bool = False) -> int | None:
    """Locks a folder for this process until `unlock` or the end of the process. Child processes do not inherit it.

    wait: whether to wait for another process that holds the lock.

    Returns the value for `unlock`: a file descriptor, or `NO_LOCK` if folders cannot be locked here. Returns
    `None` if another process holds the lock, if the folder is gone, or if its name has passed to another folder.
    """
    if sys.platform == "win32":
        return NO_LOCK
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(lock)
        return None
    except OSError:  # some network file systems
        os.close(lock)
        return NO_LOCK
    # The lock belongs to the folder and not to its name, and another run may have renamed the folder.
    with suppress(FileNotFoundError):
        if os.path.samestat(os.fstat(lock), os.lstat(folder)):
            return lock
    unlock(lock)
    return None


@contextmanager
def locked(folder: Path, *, wait: bool = False) -> Iterator[int | None]:
    """Locks a folder while the context lasts. Yields what `lock_folder` returns."""
    lock = lock_folder(folder, wait=wait)
    try:
        yield lock
    finally:
        if lock is not None:
            unlock(lock)


def unlock(lock: int) -> None:
    """Releases a lock; does nothing for `NO_LOCK`."""
    if sys.platform != "win32":
        if lock == NO_LOCK:
            return
        with suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_UN)  # closing is not enough if a forked process has a copy
        os.close(lock)
