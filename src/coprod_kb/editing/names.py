"""Puts another spelling of a name into the entries that have one of its old spellings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from coprod_kb.collection.authorities import Mention
from coprod_kb.editing.plan import Fields, Plan

_NAMING = {"name", "organisation", "funder", "publisher"}


@dataclass(frozen=True, slots=True)
class NewName:
    """A name that takes the place of others. old, same: the keys of those, and of all names that mean the same as it."""

    name: str
    key: Callable[[str], str]
    old: Collection[str]
    same: Collection[str]

    def within(self, value: Any) -> Any:
        """A value of a field with the new name. In a list of plain names it then stands once."""
        if isinstance(value, str):
            return self.name if self.key(value) in self.old else value
        if isinstance(value, dict):
            return {name: self.within(inner) if name in _NAMING else inner for name, inner in value.items()}
        if not isinstance(value, list):
            return value
        kept: list[Any] = []
        is_there = any(isinstance(item, str) and self.key(item) in self.same for item in value)
        for item in value:
            if not (isinstance(item, str) and self.key(item) in self.old):
                kept.append(self.within(item))
            elif not is_there:
                kept.append(self.name)
                is_there = True
        return kept


def rewrite_names(plan: Plan, mentions: Iterable[Mention], new: NewName) -> None:
    """Puts the new name into the entries where they mention the old ones."""
    places: dict[str, set[str | int]] = defaultdict(set)
    for mention in mentions:
        places[mention.entry.path].add(mention.where[0])
    for path, roots in places.items():

        def change(fields: Fields, roots: Iterable[Any] = frozenset(roots)) -> Fields:
            return fields | {root: new.within(fields[root]) for root in roots if root in fields}

        plan.edit(path, change)
