"""Where the value of a field stands in records for other programs: metadata in its `Annotated` type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel
from pydantic.fields import FieldInfo


@dataclass(frozen=True, slots=True, eq=False)
class Mapped:
    """Where the value of a field stands in records.

    csl: the CSL variable, from which the fields of BibTeX and the tags of RIS follow; "" for none.
    schema_org: the property of https://schema.org; "" for none.
    as_is: whether the value is copied into the variable. Others are made by a function of `records`.
    """

    csl: str = ""
    schema_org: str = ""
    as_is: bool = False


def mapping_of(info: FieldInfo) -> Mapped:
    """Where the value of a field stands; nowhere if the field does not say."""
    return next((note for note in info.metadata if isinstance(note, Mapped)), Mapped())


def copied(group: BaseModel) -> Iterator[tuple[str, str]]:
    """The CSL variables into which values of a group are copied, with the values that it has."""
    for name, variable in _copied(type(group)):
        if value := getattr(group, name):
            yield variable, str(value)


@cache
def _copied(model: type[BaseModel]) -> list[tuple[str, str]]:
    """The names of fields that are copied, and their variables."""
    mapped = ((name, mapping_of(info)) for name, info in model.model_fields.items())
    return [(name, place.csl) for name, place in mapped if place.as_is]
