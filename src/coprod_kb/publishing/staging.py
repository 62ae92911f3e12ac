"""Replaces a folder as a whole or not at all: the new one is built beside the old, and swapped in when complete.

A run may be killed at any moment. Beside a target `site` it may leave, until the next run:

- `.site.building-1a2b3c4d`: an unfinished folder or, after the swap, the old one. The next run removes it
  unless a live run works in it; that run holds a lock on the folder, which ends with its process.
- `.site.old-1a2b3c4d`: only where the system cannot swap two folders in one step. The complete old folder
  during the swap. The next run puts it back if there is no target, and else removes it.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from coprod_kb.project.folder_locks import NO_LOCK, lock_folder, locked, unlock
from coprod_kb.publishing.folder_operations import (
    copy_missing,
    copy_permissions,
    exchange,
    remove,
    rename_to_free,
    swap_by_renames,
)

SITE_MARKERS = ("index.html", "404.html", "sitemap.xml")
"""Files at the top of a built site: a folder with one of them may be replaced by another site."""

_ATTEMPTS = 100


class StagingError(Exception):
    """A folder cannot be replaced and is unchanged. The message says why, and what to do."""


class Staging:
    """The new version of a folder, until it is put in place or discarded.

    target: the folder to replace, as an absolute path without symbolic links. A link to it stays, and
      leads to the new folder afterwards.
    folder: where to write. A new folder beside the target, with its permissions.

    As a context manager it is discarded at the end, unless it was put in place.
    """

    target: Path
    folder: Path

    def __init__(
        self, target: Path, *, root: Path | None = None, markers: Collection[str] = SITE_MARKERS
    ) -> None:
        """Makes the folder to write in, and removes what killed runs have left beside the target.

        root: the project's folder, which must not be replaced; `None` if there is none.
        markers: names of files. A target that is not empty is replaced only if one of them is at its top.
          Names that start with a dot do not count as content.

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
            self.folder, self._lock = _new_folder(self.target)
            self._open = True
            copy_permissions(self.target, self.folder)
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
        """Replaces the target by `folder`, and removes the old content.

        Entries of the old folder whose names start with a dot are copied first, unless the new one has them.
        If two runs do this at once, the later one wins.

        Raises `StagingError` if the target cannot be replaced; `discard` must still be called then. Raises
        `RuntimeError` after `put_in_place` or `discard`.
        """
        if not self._open:
            raise RuntimeError("put in place or discarded before")
        try:
            # A second attempt is needed only if another run has replaced the target meanwhile.
            if not any(self._attempt() for _ in range(_ATTEMPTS)):
                raise StagingError(f"{self.target} keeps changing. End the other program that writes to it.")
        except OSError as error:
            raise StagingError(
                f"{self.target} could not be replaced: {_reason(error)}. "
                "Close the programs that use it, or move it away, or name another folder."
            ) from None
        self.discard()

    def discard(self) -> None:
        """Removes `folder`. Does nothing after `put_in_place` or `discard`.

        Never raises: the next run removes what this one cannot.
        """
        if self._open:
            self._open = False
            remove(self.folder)  # after a swap, this is the old folder
            unlock(self._lock)

    def _attempt(self) -> bool:
        """Tries to swap. Returns `False` if the target appeared, vanished or was replaced meanwhile."""
        if not self.target.exists():
            _put_back(self.target)
            return not self.target.exists() and rename_to_free(self.folder, self.target)
        # The lock on the old folder keeps other runs from putting it back during the swap.
        with locked(self.target, wait=True) as lock:
            if lock is None:
                return False
            try:
                before = self.target.stat()
                self._refuse_foreign()  # again, because a build takes time
                for entry in self.target.iterdir():
                    if entry.name.startswith("."):
                        # Copied before the swap, so that the target has them whenever the run is killed.
                        copy_missing(entry, self.folder / entry.name)
                if not os.path.samestat(before, self.target.stat()):
                    return False  # only possible without locks: the copies may be incomplete
                return exchange(self.folder, self.target) or swap_by_renames(
                    self.folder, self.target, _beside(self.target, "old")
                )
            except FileNotFoundError:
                if not self.folder.exists():
                    raise
                return False

    def _check_place(self) -> None:
        """Raises `StagingError` if nothing may be built at the target."""
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
        """Calls `_refuse_foreign` while no other run replaces the target."""
        while self.target.exists():
            with suppress(FileNotFoundError), locked(self.target, wait=True) as lock:
                if lock is not None:
                    self._refuse_foreign()
                    return

    def _refuse_foreign(self) -> None:
        """Raises `StagingError` if the target has content and none of the markers.

        Raises `FileNotFoundError` if the target vanished or was replaced meanwhile.
        """
        before = self.target.stat()
        names = sorted(name for name in os.listdir(self.target) if not name.startswith("."))
        # The name of a marker may start with a dot, so it is looked for in the folder and not in `names`.
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
    except (OSError, RuntimeError):  # the user has no name, as in some containers
        return None


def _working_folder() -> Path:
    try:
        return Path.cwd().resolve()
    except OSError:  # it has been deleted
        return Path(os.sep)


# --- Folders beside the target ----------------------------------------------------------------------


def _beside(target: Path, kind: str) -> Path:
    """A new path in the same folder as the target, so that a rename suffices to swap."""
    return target.with_name(f".{target.name}.{kind}-{secrets.token_hex(4)}")


def _left_beside(target: Path, kind: str) -> list[Path]:
    """Folders whose paths came from `_beside`, latest first."""
    name = re.compile(rf"\.{re.escape(target.name)}\.{kind}-[0-9a-f]{{8}}")
    found = []
    with suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            with suppress(OSError):
                if name.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
                    found.append((entry.stat(follow_symlinks=False).st_ctime_ns, Path(entry.path)))
    return [path for _, path in sorted(found, reverse=True)]


def _put_back(target: Path) -> None:
    """Restores a target that a run renamed before it was killed.

    Waits for a live run to finish its swap.
    """
    for path in _left_beside(target, "old"):
        with suppress(OSError), locked(path, wait=True) as lock:
            if lock is not None and not os.path.lexists(target):
                path.rename(target)


def _tidy(target: Path) -> None:
    """Removes what killed runs have left beside the target.

    Folders in which another run works stay. Where folders cannot be locked, all stay.
    """
    _put_back(target)
    for kind in ("old", "building"):
        for path in _left_beside(target, kind):
            with suppress(OSError), locked(path) as lock:
                if lock in (None, NO_LOCK) or (kind == "old" and not target.exists()):
                    continue
                # Renamed first: `_put_back` of another run must not restore a half-removed folder.
                rubbish = _beside(target, "building")
                path.rename(rubbish)
                remove(rubbish)


def _new_folder(target: Path) -> tuple[Path, int]:
    """A new folder beside the target, and the lock on it."""
    for _ in range(_ATTEMPTS):
        folder = _beside(target, "building")
        folder.mkdir()
        lock = lock_folder(folder)
        if lock is not None:
            return folder, lock
        # Another run locked the folder first, to remove it.
    raise OSError(errno.EBUSY, "other runs keep removing it")
