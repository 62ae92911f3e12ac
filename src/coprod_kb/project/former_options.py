"""Options that once stood in `mkdocs.yml` and are parts of `collection.yml` now. They are still read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from coprod_kb.diagnostics import Diagnostic, Severity
from coprod_kb.front_matter.document import Document, FieldPath, Place, Value
from coprod_kb.project.project import as_list, as_mapping

MOVED: Mapping[FieldPath, str] = {
    ("site_description",): "purpose",
    ("extra", "contact"): "contact",
    ("extra", "editors"): "editors",
    ("extra", "licence"): "licence",
    ("extra", "unreviewed"): "unreviewed",
    ("extra", "find_this_work"): "find_this_work",
    ("coprod_kb", "maps"): "maps",
}
"""For each place in `mkdocs.yml`, or among the options of the plugin, the name of the part of `collection.yml`."""


def former_options(config: Mapping[str, Any], settings: Document) -> Document:
    """The values of such options under their names in `collection.yml`, with their places in `mkdocs.yml`.

    config: the values of `mkdocs.yml`, including inherited ones. settings: the file with its places.
    """
    values: dict[str, Value] = {}
    values_at: dict[FieldPath, Place] = {}
    keys_at: dict[FieldPath, Place] = {}
    for where, name, value in _found(config):
        values[name] = _as_text(value)
        for places, known in ((values_at, settings.values_at), (keys_at, settings.keys_at)):
            below = (path for path in known if path[: len(where)] == where)
            places.update({(name, *path[len(where) :]): known[path] for path in below})
    return Document(settings.path, values, values_at, keys_at)


def moved_options(former: Document) -> Iterator[Diagnostic]:
    """A warning for each option that stands in its former place."""
    for name in former.value if isinstance(former.value, dict) else ():
        yield former.finding(
            "moved-option",
            (name,),
            f"This is a part of `collection.yml` now: `{name}`.",
            f"Move it into `collection.yml`, beside `mkdocs.yml`, under the name `{name}`, and delete it here.",
            severity=Severity.WARNING,
            key=True,
        )


def _found(config: Mapping[str, Any]) -> Iterator[tuple[FieldPath, str, Any]]:
    """Place, new name and value of each option that has a value."""
    roots: list[tuple[FieldPath, Any]] = [((), config)]
    plugins = config.get("plugins")
    roots += [
        (("plugins",), plugins),
        *((("plugins", index), each) for index, each in enumerate(as_list(plugins))),
    ]
    for root, values in roots:
        for place, name in MOVED.items():
            value = values
            for part in place:
                value = as_mapping(value).get(str(part))
            if value:
                yield (*root, *place), name, value


def _as_text(value: Any) -> Value:
    """The value with all scalars as text, as `collection.yml` has them."""
    if isinstance(value, Mapping):
        return {str(name): _as_text(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_as_text(inner) for inner in value]
    return None if value is None else str(value)
