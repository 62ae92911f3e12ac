"""A bag in a ZIP file: files with their checksums (BagIt 1.0, RFC 8493). The same files give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PAYLOAD = "data"
"""The folder of the files that the bag is about; those beside it describe the bag."""

_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def bag(name: str, files: Mapping[str, Path | bytes], info: Iterable[tuple[str, str]], read_me: str) -> bytes:
    """A ZIP file with one folder, which is a bag.

    name: of the folder. files: by path below `PAYLOAD`. info: labels and values for `bag-info.txt`; empty values are left
    out. read_me: a text beside the payload.
    """
    written = BytesIO()
    sums: dict[str, str] = {}
    size = 0
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:

        def add(path: str, content: bytes) -> str:
            entry = ZipInfo(f"{name}/{path}")  # of 1980, whenever it is written
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # on every system as on Unix, for the permissions
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content)
            return sha256(content).hexdigest()

        for path, source in sorted(files.items()):
            content = source.read_bytes() if isinstance(source, Path) else source
            size += len(content)
            sums[f"{PAYLOAD}/{path}"] = add(f"{PAYLOAD}/{path}", content)
        described = [*info, ("Payload-Oxum", f"{size}.{len(sums)}")]
        lines = (f"{label}: {' '.join(value.split())}\n" for label, value in described if value.strip())
        tags = {
            "README.txt": read_me,
            "bag-info.txt": "".join(lines),
            "bagit.txt": _DECLARATION,
            "manifest-sha256.txt": _manifest(sums),
        }
        of_tags = {path: add(path, text.encode()) for path, text in tags.items()}
        add("tagmanifest-sha256.txt", _manifest(of_tags).encode())
    return written.getvalue()


def _manifest(sums: Mapping[str, str]) -> str:
    """Lines of checksum and path. Signs with a meaning there are written as RFC 8493, 2.1.3, requires."""
    return "".join(f"{digest}  {_escaped(path)}\n" for path, digest in sums.items())


def _escaped(path: str) -> str:
    return re.sub(r"[%\r\n]", lambda sign: f"%{ord(sign[0]):02X}", path)
