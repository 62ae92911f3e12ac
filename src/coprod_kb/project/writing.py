"""Files written whole or not at all. No text that somebody else put there is lost."""

from __future__ import annotations

import codecs
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coprod_kb.entries.folder import content_of


def write_new(file: Path, content: bytes) -> None:
    """Writes a file that is not there yet, and the folders above it; else raises `FileExistsError`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with _written_aside(file, content) as aside:
        try:
            os.link(aside, file)  # unlike a rename, this fails where another program was faster
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            file.open("xb").close()
            os.replace(aside, file)


def write_over(file: Path, content: bytes) -> None:
    """Writes a file of ours, in place of the one that may be there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with _written_aside(file, content) as aside:
        os.replace(aside, file)


def write_text(file: Path, before: bytes, text: str) -> None:
    """Writes a text that somebody may have changed meanwhile, with the line ends that it has.

    before: what was read; empty where there was no file. A byte order mark stays. Raises `OSError` and leaves the old
    file where it no longer holds `before`, or may not be written.
    """
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    if file.is_file():
        replace_file(file, before, mark + text.encode())
    else:
        write_new(file, mark + text.encode())


def replace_file(file: Path, old: bytes, new: bytes) -> None:
    """Replaces a file that still holds `old`, and keeps its permissions; `OSError` leaves the old one."""
    with file.open("r+b") as opened:  # a file that may not be written to is not replaced either
        mode = stat.S_IMODE(os.fstat(opened.fileno()).st_mode)
    with _written_aside(file, new) as aside:
        aside.chmod(mode)
        if content_of(file) != old:
            raise OSError(0, "it has just been changed by another program")
        os.replace(aside, file)


@contextmanager
def _written_aside(file: Path, content: bytes) -> Iterator[Path]:
    """The content in a temporary file of the same folder; names with a dot are no entries."""
    aside = file.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with aside.open("xb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        yield aside
    finally:
        aside.unlink(missing_ok=True)
