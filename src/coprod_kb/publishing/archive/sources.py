"""The files that a collection is made of: entries, vocabulary, docs, its own templates and its settings."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from coprod_kb.project.project import ProjectError, read_config
from coprod_kb.project.settings import Settings

_AT_THE_TOP = re.compile(r"[^.].*\.(?:md|ya?ml|toml|txt|cff)|LICEN[CS]E|Makefile")
"""Settings and texts that stand beside `mkdocs.yml`."""


def source_files(root: Path, settings: Settings) -> Iterator[tuple[str, Path]]:
    """The path of each file in the archive, and the file; in no order.

    Hidden files are left out. So are links among entries and vocabulary, which builds do not follow either.
    """
    for file in root.iterdir():
        if file.is_file() and _AT_THE_TOP.fullmatch(file.name):
            yield file.name, file
    yield from _inherited(root, root / "mkdocs.yml")
    for folder in (settings.entries_dir, settings.vocabulary_dir):
        yield from _files(root, folder, follow=False)
    for folder in filter(None, (settings.docs_dir, settings.custom_dir)):
        yield from _files(root, folder, follow=True)


def _files(root: Path, folder: str, *, follow: bool) -> Iterator[tuple[str, Path]]:
    for directory, folders, names in os.walk(root / folder, followlinks=follow):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "__pycache__"]
        for name in names:
            file = Path(directory, name)
            if not name.startswith(".") and file.is_file() and (follow or not file.is_symlink()):
                yield _path(root, file), file


def _inherited(root: Path, config: Path) -> Iterator[tuple[str, Path]]:
    """The settings that `mkdocs.yml` takes over from other files (`INHERIT`)."""
    seen = {config.resolve()}
    while isinstance(name := read_config(config).get("INHERIT"), str):
        config = (config.parent / name).resolve()
        if config in seen or not config.is_file():
            raise ProjectError(
                f"mkdocs.yml inherits from {name}, which leads to no further file. Mend INHERIT."
            )
        seen.add(config)
        yield _path(root, config), config


def _path(root: Path, file: Path) -> str:
    """The path of a file from the project's folder. One beside that folder is put into it."""
    return re.sub(r"^(?:\.\./)+", "", Path(os.path.relpath(file, root)).as_posix())
