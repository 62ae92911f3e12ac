"""Files that a command writes: nothing that somebody else put there is lost."""

from __future__ import annotations

import codecs
import os
import secrets
import stat
from pathlib import Path

from coprod_kb.entries.workers import content_of
from coprod_kb.project.project import ProjectError


def refuse_unwritable(file: Path) -> None:
    """`ProjectError` where there can be no file of this name, before anything is done for it in vain."""
    if file.is_dir():
        raise ProjectError(f"{file} is a folder. Add the name of a file.")
    if not file.parent.is_dir():
        raise ProjectError(f"There is no folder {file.parent}. Make it, or name another one.")


def put_text(file: Path, before: bytes, text: str) -> None:
    """Puts a text, with the line ends that it has, in place of what a file held, or into a new one.

    before: what was read; nothing where there was no file. A byte order mark stays. `OSError` leaves the old file.
    """
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    after = mark + text.encode()
    if file.is_file():
        replace_file(file, before, after)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as opened:
        opened.write(after)


def replace_file(file: Path, old: bytes, new: bytes) -> None:
    """Puts a complete new file in place of the old one, with its permissions; `OSError` leaves the old one."""
    with file.open("r+b") as opened:  # a file that may not be written to is not replaced either
        mode = stat.S_IMODE(os.fstat(opened.fileno()).st_mode)
    beside = file.with_name(f".{secrets.token_hex(8)}.tmp")  # names with a dot are no entries
    try:
        with beside.open("xb") as written:
            written.write(new)
            written.flush()
            os.fsync(written.fileno())
        beside.chmod(mode)
        if content_of(file) != old:
            raise OSError(0, "it has just been changed by another program")
        os.replace(beside, file)
    finally:
        beside.unlink(missing_ok=True)
