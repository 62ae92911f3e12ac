"""Brings files forward that were written for an earlier version of the schema."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from coprod_kb.editing.plan import Plan, Refused
from coprod_kb.front_matter.document import FieldPath, Value
from coprod_kb.front_matter.entry_schema import EntrySchema
from coprod_kb.front_matter.formatting import (
    NoPlace,
    place_of_fields,
    value_of,
    with_renamed,
    with_values,
    without_empty,
)
from coprod_kb.front_matter.schema_steps import ENTRY, Step, made

_MARK = b"\xef\xbb\xbf"


def migrate(plan: Plan, steps: Iterable[Step], entries: Sequence[str], others: Sequence[str]) -> list[str]:
    """Makes all steps in all files that need them. Returns the paths of entries that cannot be read, and stay as they are.

    others: paths of the files of vocabulary and settings. Raises `Refused` if the form of a file does not allow a change,
    or if it has an old and a new field that differ.
    """
    unread: dict[str, None] = {}
    for step in steps:
        of_entries = step.file == ENTRY
        for path in (
            entries if of_entries else [path for path in others if path.rpartition("/")[2] == step.file]
        ):
            data = plan.text_of(path)
            if not any(name.encode() in data for name in (step.field[-1], step.to[-1])):
                continue
            try:
                start, stop = (
                    place_of_fields(data, path)
                    if of_entries
                    else (len(_MARK) * data.startswith(_MARK), len(data))
                )
                text = data[start:stop].decode()
                present = value_of(text)
            except (NoPlace, UnicodeDecodeError):
                unread[path] = None
                continue
            plan.put(
                path, data[:start] + _after(step, text, present, path, plan.schema).encode() + data[stop:]
            )
    return list(unread)


def _after(step: Step, text: str, present: Value, path: str, schema: EntrySchema) -> str:
    """The text after a step. present: its value."""
    wanted, places, conflicts = made(step, present)
    if conflicts:
        names = " and ".join(f"`{'.'.join(field)}`" for field in (step.field, step.to))
        raise Refused(f"{path} has both {names}, with different values. Keep one of them.")
    if not places:
        return text
    try:
        if step.renames:
            text = with_renamed(
                text, [at for at in places if step.to[-1] not in _value(present, at[:-1])], step.to[-1]
            )
            present = value_of(text)
        order, of_entry = (schema.order, schema) if step.file == ENTRY else (lambda _: (), None)
        wanted = _tidy(wanted, present)
        try:
            return with_values(text, wanted, order, of_entry)
        except NoPlace:  # a text becomes a group, or a field is added beside the one that goes: in two steps
            between = deepcopy(present)
            for at in places:
                _value(between, at[:-1]).pop(at[-1], None)
            without = with_values(text, _tidy(between, present), order, of_entry)
            return with_values(without, wanted, order, of_entry)
    except NoPlace as error:
        raise Refused(f"{path} cannot be changed: {error}. Change it by hand: {step.what}") from None


def _value(value: Any, at: FieldPath) -> Any:
    for part in at:
        value = value[part]
    return value


def _tidy(value: Value, present: Value) -> Value:
    return without_empty(value, present) if isinstance(value, dict) else value
