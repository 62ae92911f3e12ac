"""Where a project is, and its `mkdocs.yml`; and the error of a command that cannot run there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


class ProjectError(Exception):
    """The command cannot run here; the message says why and what to do."""


def find_project(start: Path) -> Path:
    """The nearest folder, from `start` upwards, that holds `mkdocs.yml`; else `ProjectError`."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    raise ProjectError("There is no mkdocs.yml here or in a folder above. Go to the project's folder first.")


def read_config(file: Path) -> dict[str, Any]:
    """`mkdocs.yml` as a mapping; values that only MkDocs understands (`!ENV`, `!!python/…`) are `None`."""
    loader = type("PlainLoader", (yaml.SafeLoader,), {})
    loader.add_multi_constructor("", lambda *_: None)  # type: ignore[attr-defined]
    try:
        config = yaml.load(file.read_bytes(), Loader=loader)  # noqa: S506 (a SafeLoader that skips tags)
    except (OSError, yaml.YAMLError, ValueError) as error:  # the last for 2014-02-30
        raise ProjectError(f"{file.name} cannot be read: {error}") from None
    return config if isinstance(config, dict) else {}
