"""Where the project is, and the values of its `mkdocs.yml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from coprod_kb.front_matter.document import FieldPath

Fault = tuple[FieldPath, str, str]
"""A fault of `mkdocs.yml`: the place, what is wrong, and what to do."""


class ProjectError(Exception):
    """A command cannot run here. The message says why, and what to do."""


def find_project(start: Path) -> Path:
    """The nearest folder that holds `mkdocs.yml`, from `start` upwards. Raises `ProjectError` if there is none."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    raise ProjectError("There is no mkdocs.yml here or in a folder above. Go to the project's folder first.")


def read_config(file: Path) -> dict[str, Any]:
    """The values of `mkdocs.yml`. Those that only MkDocs understands (`!ENV`, `!!python/…`) are `None`.

    `INHERIT` is not followed. Raises `ProjectError` if the file cannot be read.
    """
    loader = type("PlainLoader", (yaml.SafeLoader,), {})
    loader.add_multi_constructor("", lambda *_: None)  # type: ignore[attr-defined]
    try:
        config = yaml.load(file.read_bytes(), Loader=loader)  # noqa: S506 (a SafeLoader that skips tags)
    except (OSError, yaml.YAMLError, ValueError) as error:  # the last for 2014-02-30
        raise ProjectError(f"{file.name} cannot be read: {error}") from None
    return config if isinstance(config, dict) else {}


def as_mapping(value: Any) -> Mapping[str, Any]:
    """A value of `mkdocs.yml` if it is a mapping; else an empty mapping."""
    return value if isinstance(value, Mapping) else {}


def as_list(value: Any) -> Sequence[Any]:
    """A value of `mkdocs.yml` if it is a list; else an empty list."""
    return value if isinstance(value, list) else []


def plugin_options(plugins: Any) -> Iterator[tuple[FieldPath, Mapping[str, Any]]]:
    """Place and options of each plugin `coprod_kb`. plugins: the value of `plugins`, a list or a mapping."""
    places: list[tuple[FieldPath, Any]] = [(("plugins",), plugins)]
    places += [(("plugins", index), plugin) for index, plugin in enumerate(as_list(plugins))]
    for where, plugin in places:
        if options := as_mapping(as_mapping(plugin).get("coprod_kb")):
            yield (*where, "coprod_kb"), options
