"""The last touches to a built site before it is published: each page its policy, and the list of addresses."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from coprod_kb.collection import addresses
from coprod_kb.publishing.compaction import compacted
from coprod_kb.publishing.content_security import protected


def finished(html: str) -> str:
    """A page as it is published."""
    return protected(compacted(html))


def finish(site: Path, done: Collection[str] = ()) -> None:
    """Changes every HTML file below `site`, whoever wrote it, and writes `addresses.txt`.

    done: files that hold finished pages already, relative to `site`.
    """
    listed = addresses.as_text(addresses.addresses_of(_finished_files(site, done)))
    (site / addresses.NAME).write_text(listed, encoding="utf-8", newline="\n")


def _finished_files(site: Path, done: Collection[str]) -> Iterator[PurePosixPath]:
    for file in _files(site):
        if file.suffix in {".html", ".htm"} and str(file) not in done:
            page = site / file
            html = page.read_bytes().decode("utf-8", "surrogateescape")
            page.write_bytes(finished(html).encode("utf-8", "surrogateescape"))
        yield file


def _files(site: Path) -> Iterator[PurePosixPath]:
    for folder, _, names in os.walk(site):
        below = PurePosixPath(Path(folder).relative_to(site).as_posix())
        for name in names:
            yield below / name
