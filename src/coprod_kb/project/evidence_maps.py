"""The evidence maps that `mkdocs.yml` asks for, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from coprod_kb.diagnostics import did_you_mean
from coprod_kb.front_matter.description import DEFAULT
from coprod_kb.front_matter.document import FieldPath
from coprod_kb.project.project import Fault, as_list, as_mapping, plugin_options
from coprod_kb.values.names import slug_of


@dataclass(frozen=True, slots=True)
class MapChoice:
    """An evidence map to publish: its title, and the facets of its rows and columns."""

    title: str
    rows: str
    columns: str

    @property
    def slug(self) -> str:
        """The part of the map's address that tells it from the first map."""
        return slug_of(self.title)


DEFAULT_MAPS = (
    MapChoice("For whom a difference is reported, by setting", rows="setting", columns="outcomes"),
    MapChoice("Kinds of evidence, by stage", rows="stage", columns="evidence"),
)

_FORM = "Write each map in this form: `- {title: Stages and evidence, rows: stage, columns: evidence}`."


def read_maps(plugins: Any) -> tuple[tuple[MapChoice, ...], list[Fault]]:
    """The maps without faults (the default ones if there is none) and the faults of the others.

    plugins: the value of `plugins` in `mkdocs.yml`, a list or a mapping.
    """
    maps: dict[str, MapChoice] = {}
    faults: list[Fault] = []
    for where, plugin in plugin_options(plugins):
        value = plugin.get("maps")
        if value is not None and not isinstance(value, list):
            faults.append(((*where, "maps"), "`maps` is not a list.", _FORM))
        for index, options in enumerate(as_list(value)):
            found = list(_map_faults(options, (*where, "maps", index), maps))
            faults += found
            title, rows, columns = (_text(options, name) for name in ("title", "rows", "columns"))
            choice = MapChoice(title, rows, columns)
            if not found:
                maps[choice.slug] = choice
    return tuple(maps.values()) or DEFAULT_MAPS, faults


def _text(options: Any, name: str) -> str:
    return str(as_mapping(options).get(name) or "").strip()


def _map_faults(options: Any, where: FieldPath, taken: Collection[str]) -> Iterator[Fault]:
    """taken: slugs that the map cannot have."""
    if not isinstance(options, Mapping):
        yield where, "This is not a map with a title, rows and columns.", _FORM
        return
    title, facets = _text(options, "title"), DEFAULT.facet_names
    if not title:
        yield where, "The map has no title.", "Give it a `title`: it stands above the table."
    elif slug_of(title) in taken:
        yield (
            (*where, "title"),
            f"The address of a map called “{title}” is taken.",
            "Give it another `title`: the address is made from it.",
        )
    for axis in ("rows", "columns"):
        facet = _text(options, axis)
        if facet not in facets:
            problem = f"`{facet}` is not a facet." if facet else f"The map has no `{axis}`."
            hint = f"{did_you_mean(facet, facets)}The facets are {', '.join(facets)}."
            yield (*where, axis) if axis in options else where, problem, hint
    if _text(options, "rows") == _text(options, "columns") in facets:
        yield (*where, "columns"), "Rows and columns are the same facet.", "Choose two different ones."
    if others := [str(name) for name in options if name not in {"title", "rows", "columns"}]:
        yield (*where, others[0]), f"A map has no `{others[0]}`.", "It has `title`, `rows` and `columns`."
