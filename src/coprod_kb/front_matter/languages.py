"""Fields that may be given in several languages: a value for each, by the code of the language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import copy
from typing import Annotated, Any, TypeVar

from pydantic import Discriminator, Tag
from pydantic.fields import FieldInfo

from coprod_kb.front_matter.asking import Asked
from coprod_kb.front_matter.field_types import LANGUAGE_CODE, AlsoCalled, Language
from coprod_kb.front_matter.mapping import Mapped

Value = TypeVar("Value")

IN_LANGUAGES = ("title", "summary", "key_points")
"""The names of these fields."""

CODE = re.compile(LANGUAGE_CODE, re.ASCII)
"""The code of a language."""

_NOTES = (AlsoCalled, Asked, Mapped)
"""What the metadata of a field says about it without being a rule for its values."""

_ALONE, _SEVERAL = "=alone", "=several"


def in_languages(field: FieldInfo) -> tuple[Any, FieldInfo]:
    """Type and field of a model for what stands in files: the value of the field as it is, or one for each language."""
    rules = [rule for rule in field.metadata if not isinstance(rule, _NOTES)]
    alone: Any = Annotated[(field.annotation, *rules)] if rules else field.annotation
    own = copy(field)
    own.metadata = [rule for rule in field.metadata if isinstance(rule, _NOTES)]
    own.annotation = Annotated[
        Annotated[alone, Tag(_ALONE)] | Annotated[dict[Language, alone], Tag(_SEVERAL)],
        Discriminator(_form),
    ]
    return own.annotation, own


def _form(value: object) -> str:
    """A group is taken for one by languages if a name in it could be a code; any other is a value of the wrong type."""
    return _SEVERAL if isinstance(value, dict) and any(map(CODE.fullmatch, value)) else _ALONE


def matching_code(codes: Iterable[str], wanted: str) -> str | None:
    """The code itself, or else the first of the same language in another region or script; `None` if there is none."""
    known = list(codes)
    near = (code for code in known if code.partition("-")[0] == wanted.partition("-")[0])
    return wanted if wanted in known else next(near, None)


def code_for(values: Mapping[str, Value], *wanted: str) -> str:
    """The code of the first language for which there is a value; that of the first value if there is none for any."""
    return next(filter(None, (matching_code(values, code) for code in wanted)), next(iter(values)))
