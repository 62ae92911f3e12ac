"""What the annotation of a schema field allows: its plain type, its choices, and the fields of its group."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from coprod_kb.front_matter.field_types import UpTo
from coprod_kb.front_matter.reportable import NotReported


def shape(annotation: Any) -> Any:
    """The type without its constraints, and without the `None` and `NotReported` that stand for no answer."""
    if get_origin(annotation) is Annotated:
        return shape(get_args(annotation)[0])
    given = get_args(annotation)
    present = [argument for argument in given if argument not in {NoneType, NotReported}]
    return shape(present[0]) if len(given) > len(present) == 1 else annotation


def notes(annotation: Any) -> Iterator[Any]:
    """The metadata of a type, from the outside inwards, but not that of items and of parts of groups."""
    if get_origin(annotation) is Annotated:
        yield from get_args(annotation)[1:]
        yield from notes(get_args(annotation)[0])
    elif get_origin(annotation) is not tuple:
        present = [argument for argument in get_args(annotation) if argument not in {NoneType, NotReported}]
        yield from notes(present[0]) if len(present) == 1 else ()


def may_be_unreported(field: FieldInfo) -> bool:
    """Whether a field may be “not reported”."""

    def within(annotation: Any) -> bool:
        return annotation is NotReported or any(map(within, get_args(annotation)))

    return within(field.annotation)


def most_items(annotation: Any) -> int:
    """How many items a list may have; raises `StopIteration` if the annotation is not that of a bounded list."""
    return next(limit.most for limit in get_args(annotation)[1:] if isinstance(limit, UpTo))


def alternatives(annotation: Any) -> tuple[Any, ...]:
    """The forms that one item may have: usually one, and two for key points, which are texts or groups."""
    plain = shape(annotation)
    several = get_args(plain) if not isinstance(plain, type) and get_origin(plain) is not tuple else ()
    return several if any(get_origin(form) is Annotated for form in several) else (annotation,)


def choices(annotation: Any) -> Iterator[str]:
    """The values of an enumeration or of literals, in their order; none if any text is allowed."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from (str(member.value) for member in annotation)
    for argument in get_args(annotation):
        if isinstance(argument, str):
            yield argument
        else:
            yield from choices(argument)


def fields_of(annotation: Any) -> dict[str, FieldInfo]:
    """The fields of the group in an annotation, by the name that stands in files; empty if it holds no group."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {field.alias or name: field for name, field in annotation.model_fields.items()}
    return next(filter(None, map(fields_of, get_args(annotation))), {})


def titles_of(annotation: Any) -> dict[str, str]:
    """The titles of the fields of a group, by the name that stands in files."""
    return {name: field.title or name for name, field in fields_of(annotation).items()}
