"""Changes one field of many entries: its value, keywords, or `draft`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial, reduce
from typing import Any, get_origin

from coprod_kb.contributing.annotations import fields_of, shape
from coprod_kb.diagnostics import did_you_mean
from coprod_kb.editing.plan import Fields, Plan, Refused
from coprod_kb.entries.model import Entry
from coprod_kb.entries.vocabulary import TermList
from coprod_kb.front_matter.entry_schema import EntrySchema


def set_field(
    plan: Plan, entries: Iterable[Entry], name: str, values: Sequence[str], *, assigned: bool = False
) -> None:
    """Gives a field of each entry this value, or these if it is a list. A single empty value takes the field out.

    name: such as `status`, or `publication.publisher`. values: of a group its parts, such as `by=Ada Example`; of people
    their names, or `organisation=Example University`.
    assigned: names the field in `assigned` as well. A field that is taken out is named there no longer.
    Raises `Refused` if the field cannot be set.
    """
    path = tuple(name.split("."))
    changes = list(_changes(path, values, plan.schema))
    is_absent = len(path) == 1 and not any(value.strip() for value in values)
    if assigned or is_absent:
        changes.append(partial(_in_assigned, path[0], is_there=not is_absent))
    for change in changes:
        for entry in entries:
            plan.edit(entry.path, change)


def _in_assigned(name: str, fields: Fields, *, is_there: bool) -> Fields:
    names = [field for field in fields.get("assigned") or () if field != name or is_there]
    names += [name] if is_there and name not in names else []
    if not names:
        fields.pop("assigned", None)
        return fields
    return fields | {"assigned": names}


def _changes(
    path: tuple[str, ...], values: Sequence[str], schema: EntrySchema
) -> Iterator[Callable[[Fields], Fields]]:
    name, known = ".".join(path), schema.fields.get(path[:-1], {})
    if path[-1] not in known:
        siblings = [".".join((*path[:-1], field)) for field in known] or schema.names
        raise Refused(f"`{name}` is not a field. {did_you_mean(name, siblings)}".strip())
    annotation = known[path[-1]].annotation
    several, parts = get_origin(shape(annotation)) is tuple, fields_of(annotation)
    given: list[Any] = [value.strip() for value in values if value.strip()]
    if parts and several:
        if "name" not in parts:
            raise Refused(f"`{name}` is a list of groups. Change it in the files.")
        given = [_item(value, parts) for value in given]
    elif parts and given:
        pairs = [value.partition("=") for value in given]
        if not all(part in parts and sign for part, sign, _ in pairs):
            raise Refused(
                f"`{name}` has parts. Write them as `{next(iter(parts))}=…`; they are {', '.join(parts)}."
            )
        changes = [change for part, _, text in pairs for change in _changes((*path, part), [text], schema)]
        yield lambda fields: reduce(lambda changed, change: change(changed), changes, fields)
        return
    if len(given) > 1 and not several:
        raise Refused(f"`{name}` has one value, and {len(given)} are given. Put quotation marks around it.")

    def change(fields: Fields, *, added: bool = True) -> Fields:
        group = fields
        for part in path[:-1]:
            group = group.setdefault(part, {})
            if not isinstance(group, dict):
                raise Refused(f"`{part}` has several items or is one text. Write `{name}` in the files.")
        if several:
            kept = [item for item in group.get(path[-1]) or () if any(_is(item, value) for value in given)]
            new = [value for value in given if not any(_is(item, value) for item in kept)]
            group[path[-1]] = [*kept, *(new if added else ())]
        elif given:
            group[path[-1]] = given[0]
        else:
            group.pop(path[-1], None)
        return fields

    if several:  # in two steps, so that a new value does not get the comment of one that goes
        yield partial(change, added=False)
    yield change


def _item(value: str, parts: Collection[str]) -> dict[str, str]:
    """`Ada Example` or `organisation=Example University` as an item of a list of people."""
    part, sign, text = value.partition("=")
    return {part: text} if sign and part in parts else {"name": value}


def _is(item: Any, value: Any) -> bool:
    """Whether an item has the value, or all parts of it; it may have more parts. A person may be a name alone."""
    if isinstance(value, dict):
        item = item if isinstance(item, dict) else {"name": item}
        return all(item.get(part) == text for part, text in value.items())
    return bool(item == value)


def tag(
    plan: Plan,
    entries: Iterable[Entry],
    added: Sequence[str],
    removed: Sequence[str],
    keywords: TermList[Any],
) -> None:
    """Adds and removes keywords, in whatever spelling the entries have them. New ones get their preferred label."""
    gone = set(map(keywords.key, removed))

    def without(fields: Fields) -> Fields:
        kept = [name for name in fields.get("keywords") or () if not name or keywords.key(name) not in gone]
        return fields | {"keywords": kept}

    def with_added(fields: Fields) -> Fields:
        present = [*(fields.get("keywords") or ())]
        keys = {keywords.key(name) for name in present if name}
        new = {keywords.key(name): keywords.preferred_label(name) for name in added}
        return fields | {"keywords": [*present, *(label for key, label in new.items() if key not in keys)]}

    for entry in entries:
        plan.edit(entry.path, without)
        plan.edit(entry.path, with_added)


def publish(plan: Plan, entries: Iterable[Entry]) -> None:
    """Takes `draft` away from each of the entries that is a draft."""
    for entry in entries:
        if entry.fields.draft:
            plan.edit(entry.path, lambda fields: {name: fields[name] for name in fields if name != "draft"})
