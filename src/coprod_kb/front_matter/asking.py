"""How people are asked for a field: metadata in its `Annotated` type, from which all forms are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic.fields import FieldInfo


class Part(StrEnum):
    """The parts of the contribution form, in their order."""

    ENTRY = "entry"
    POINTS = "points"
    PEOPLE = "people"
    FACTS = "facts"  # each group of facts has a part of its own
    FACETS = "facets"
    PUBLISHED = "published"
    RELATED = "related"
    EDITORS = "editors"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Asked:
    """How people are asked for a field. All words are for people who see no files.

    part: of the form, for a field of the entry itself. works: whether it suits entries that are cited as a work alone.
    hint: what to write, if not the field's description. missing: what is said if an answer has to be there and is not.
    item: what an item of the list is called, such as `keyword`. group: the same for an item that is a group of others.
    suggest: the list of names to offer while somebody types; "" for none.
    parts: what differs here, by name, from how the parts of the group are asked for elsewhere.
    typed: the parts of the group that the issue form asks for; all if empty.
    question, why: what the terminal asks, what the answer is for, and how to write it; empty if it does not ask.
    """

    part: Part = Part.ENTRY
    works: bool = False
    hint: str = ""
    missing: str = ""
    item: str = ""
    group: str = ""
    suggest: str = ""
    parts: Mapping[str, Asked] = field(default_factory=dict)
    typed: tuple[str, ...] = ()
    question: str = ""
    why: str = ""


_UNSAID = Asked()


def asked_of(info: FieldInfo) -> Asked:
    """How people are asked for a field; the defaults if it does not say."""
    return next((note for note in info.metadata if isinstance(note, Asked)), _UNSAID)
