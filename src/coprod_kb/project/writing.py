"""Files that are written as a whole or not at all, and without loss of what other programs wrote."""

from __future__ import annotations

import codecs
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from coprod_kb.entries.folder import content_of


def write_new(file: Path, content: bytes) -> None:
    """Writes a new file, and creates the folders above it. Raises `FileExistsError` if the name is taken.

    Raises another `OSError` if it cannot be written. The file then does not exist.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with _written_aside({file: content}) as (aside,):
        _take_name(aside, file)


def write_all_new(files: Mapping[Path, bytes]) -> list[Path]:
    """Writes new files as `write_new` does, and returns those whose names are taken.

    All contents are on the disk before the first file has its name, so that a disk with too little room raises before.
    """
    taken = []
    with _written_aside(files) as asides:
        for aside, file in zip(asides, files, strict=True):
            try:
                _take_name(aside, file)
            except FileExistsError:
                taken.append(file)
    return taken


def _take_name(aside: Path, file: Path) -> None:
    """Gives a temporary file its name. Raises `FileExistsError` if it is taken."""
    try:
        os.link(aside, file)  # unlike a rename, this fails if another program was faster
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        _move_to_new_name(aside, file)


def _move_to_new_name(source: Path, file: Path) -> None:
    """Renames `source`. An empty file takes the name first: that fails if the name is taken, and a rename does not."""
    file.open("xb").close()
    try:
        os.replace(source, file)
    except OSError:
        file.unlink()
        raise


def write_over(file: Path, content: bytes) -> None:
    """Writes a file that only this program writes, and creates the folders above it. Replaces the file if there is one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with _written_aside({file: content}) as (aside,):
        os.replace(aside, file)


def write_text(file: Path, before: bytes, text: str) -> None:
    """Writes the new text of a file that people edit as well. A byte order mark is kept.

    before: what was read from the file; empty if there was none.
    Raises `OSError` and leaves the file as it is if it no longer holds `before`, or may not be written.
    """
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    if file.is_file():
        replace_file(file, before, mark + text.encode())
    else:
        write_new(file, mark + text.encode())


def replace_file(file: Path, old: bytes, new: bytes) -> None:
    """Replaces the content of a file and keeps its permissions.

    Raises `OSError` and leaves the file as it is if it no longer holds `old`, may not be written, or is not regular.
    """
    with file.open("r+b") as opened:  # so that a write-protected file is not replaced
        mode = stat.S_IMODE(os.fstat(opened.fileno()).st_mode)
    with _written_aside({file: new}) as (aside,):
        aside.chmod(mode)
        if content_of(file, len(old) + 1) != old:
            raise OSError(0, "it has just been changed by another program")
        os.replace(aside, file)


def remove_file(file: Path, old: bytes) -> None:
    """Deletes a file. Raises `OSError` and leaves it as it is if it no longer holds `old`."""
    if content_or_none(file) != old:
        raise OSError(0, "it has just been changed by another program", str(file))
    file.unlink()


def content_or_none(file: Path) -> bytes | None:
    """The content of a file; `None` if there is none. Raises `OSError` if it is not a regular file."""
    try:
        return content_of(file, _MOST_BYTES)
    except FileNotFoundError:
        return None


_MOST_BYTES = 1 << 26

_ASIDE = re.compile(r"\.[0-9a-f]{16}(?:\.([0-9]{1,9}))?\.tmp")
"""The name of a temporary file, with the number of the process that writes it; older versions left it out."""

_SECONDS_IN_USE = 60
"""After which a temporary file belongs to a run that was killed, whatever process has its number now."""


def remove_leftovers(folder: Path) -> None:
    """Removes temporary files that killed runs left in a folder. Those of other programs are not touched."""
    oldest = time.time() - _SECONDS_IN_USE
    for file in folder.glob(".*.tmp"):
        if (found := _ASIDE.fullmatch(file.name)) and file.is_file():
            ended = found[1] and not _runs(int(found[1]))
            if ended or file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    """Whether a process of this number runs on this machine; true where that cannot be asked without harm."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # of another user
        pass
    return True


@contextmanager
def _written_aside(files: Mapping[Path, bytes]) -> Iterator[list[Path]]:
    """For each file a temporary one with its content, in the same folder; deleted in the end unless it was renamed.

    Its name starts with a dot, so that it is not taken for an entry.
    """
    asides = [file.with_name(f".{secrets.token_hex(8)}.{os.getpid()}.tmp") for file in files]
    try:
        for aside, content in zip(asides, files.values(), strict=True):
            with aside.open("xb") as written:
                written.write(content)
        for aside in asides:  # after the last one, as the disk then writes many at once
            with aside.open("rb+") as written:
                os.fsync(written.fileno())
        yield asides
    finally:
        for aside in asides:
            aside.unlink(missing_ok=True)
