"""The version of the schema, and for each version how files that were written before it are brought forward.

Entries carry no version: a step finds out from a value whether it is needed. While a step is recent, files are read in
their old form too, with a warning. `coprod-kb migrate` writes the new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from importlib.metadata import version as installed_version
from typing import Any, NamedTuple

from coprod_kb.diagnostics import Diagnostic, Severity
from coprod_kb.front_matter.document import Document, FieldPath, Value

ENTRY = "entries"
"""What steps for entries name as their file."""

READ_FOR = 2
"""Minor versions of the program in which files are still read as they were before a step."""


@dataclass(frozen=True, slots=True)
class Step:
    """A field that has another name, another place or another form from one version of the schema on.

    version: of the schema. since: the version of the program that brought it, as `(0, 2)`.
    file: `ENTRY`, or the name of a file of the vocabulary or of settings, such as `keywords.yml` or `mkdocs.yml`.
    field: names from the outermost group inwards, without positions in lists. to: the new ones; a value that moves from
      one group to another stands in no list.
    what: a sentence for people who have the old form.
    change: gives the new value; the same value if it has the new form already.
    """

    version: int
    since: tuple[int, int]
    file: str
    field: tuple[str, ...]
    to: tuple[str, ...]
    what: str
    change: Callable[[Any], Any] = lambda value: value

    @property
    def renames(self) -> bool:
        """Whether the field has another name in the same group."""
        return self.field != self.to and self.field[:-1] == self.to[:-1]

    @property
    def read_until(self) -> tuple[int, int]:
        """The version of the program that no longer reads the old form."""
        return self.since[0], self.since[1] + READ_FOR


def _with_reviewer(value: Any) -> Any:
    return {"by": "The editors", "on": value} if isinstance(value, str) else value


STEPS: Sequence[Step] = (
    Step(
        version=2,
        since=(0, 1),
        file=ENTRY,
        field=("reviewed",),
        to=("reviewed",),
        what="`reviewed` says who compared the entry with its source (`by`), and when (`on`).",
        change=_with_reviewer,
    ),
)
"""All steps, oldest first. manual/docs/how-to/change-many.md lists them."""

VERSION = max(step.version for step in STEPS)
"""The present version of the schema."""


class Made(NamedTuple):
    """A value after a step.

    places: where the old form was, in the value before. conflicts: where it still is, because the new field holds something
    else: nothing is lost.
    """

    value: Any
    places: list[FieldPath]
    conflicts: list[FieldPath]


def made(step: Step, value: Value) -> Made:
    """Makes a step in a copy of a value."""
    name, stays = step.field[-1], step.field == step.to
    if all(stays and step.change(group[name]) == group[name] for _, group in _groups(value, step.field)):
        return Made(value, [], [])  # as nearly all are: a copy of each takes long
    changed = Made(deepcopy(value), [], [])
    for where, group in list(_groups(changed.value, step.field)):
        new = step.change(group[name])
        if stays:
            if new != group[name]:
                group[name] = new
                changed.places.append((*where, name))
        elif _put(group if step.renames else changed.value, step, new):
            del group[name]
            changed.places.append((*where, name))
        else:
            changed.conflicts.append((*where, name))
    return changed


def _groups(
    value: Any, field: FieldPath, where: FieldPath = ()
) -> Iterator[tuple[FieldPath, dict[str, Any]]]:
    """The groups that have this field, with their paths."""
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from _groups(item, field, (*where, place))
    elif isinstance(value, dict) and field[0] in value:
        if len(field) == 1:
            yield where, value
        else:
            yield from _groups(value[field[0]], field[1:], (*where, field[0]))


def _put(group: Any, step: Step, new: Any) -> bool:
    """Puts a value into its new place; adds items to a list that is there. Returns whether there was room for it."""
    for name in () if step.renames else step.to[:-1]:
        group = group.setdefault(name, {}) if isinstance(group, dict) else None
    if not isinstance(group, dict):
        return False
    name = step.to[-1]
    present = group.get(name)
    if isinstance(present, list) and isinstance(new, list):
        group[name] = [*present, *(item for item in new if item not in present)]
    elif present is None or present == new:
        group[name] = new
    else:
        return False
    return True


def brought_forward(document: Document, file: str) -> tuple[Document, list[Diagnostic]]:
    """The document in the present form, and a warning for each field in an old form that is still read."""
    found: list[Diagnostic] = []
    for step in STEPS:
        value, places, _ = made(step, document.value) if step.file == file else (None, [], [])
        if not places or not _is_read(step):
            continue
        old, new = ".".join(step.field), ".".join(step.to)
        message = f"`{old}` is `{new}` now." if old != new else f"`{old}` has another form now."
        until = ".".join(map(str, step.read_until))
        hint = (
            f"{step.what} `coprod-kb migrate` changes all files. The old form is read until version {until}."
        )
        found += (
            document.finding("old-form", place, message, hint, severity=Severity.WARNING, key=True)
            for place in places
        )
        document = replace(
            document,
            value=value,
            values_at=_moved(document.values_at, step, places),
            keys_at=_moved(document.keys_at, step, places),
        )
    return document, found


def _is_read(step: Step) -> bool:
    major, minor, *_ = installed_version("coprod-kb").split(".")
    return (int(major), int(minor)) < step.read_until


def _moved(at: dict[FieldPath, Any], step: Step, places: Sequence[FieldPath]) -> dict[FieldPath, Any]:
    """Places in the text, by their paths after a step that renames."""
    if not step.renames:
        return at
    moved = dict(at)
    for old in places:
        for path, place in at.items():
            if path[: len(old)] == old:
                moved[(*old[:-1], step.to[-1], *path[len(old) :])] = place
    return moved
