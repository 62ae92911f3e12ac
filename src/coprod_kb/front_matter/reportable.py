"""Fields with three states: nobody has looked yet, looked at and not reported, and the value.

In a file the field is absent, it is `not reported`, or it has its value. Text such as “n/a” is refused: it does not say
which of the first two is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal, Never, TypeVar, get_args

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from coprod_kb.diagnostics import Wording
from coprod_kb.front_matter.forms import Form, ShortFor, fault
from coprod_kb.values.translation import N_
from coprod_kb.values.wording import is_no_answer

Value = TypeVar("Value")

NOT_REPORTED = N_("not reported")
"""What stands in a file if somebody has looked, and the source does not say."""


NO_ANSWER = Wording(
    "not-reported",
    N_("“{value}” does not say whether somebody has looked."),
    N_(
        "If the source does not say, write `not reported` as the whole value. If nobody has looked, leave the field "
        "out. If there was none, say so in a few words."
    ),
)


class State(StrEnum):
    """What is known about a field of an entry."""

    REPORTED = "reported"
    NOT_REPORTED = NOT_REPORTED
    NOT_LOOKED_AT = "nobody has looked yet"


@dataclass(frozen=True, slots=True)
class NotReported:
    """The value of a field that is not reported. It is false and has no items, so it never passes for a text or a term."""

    def __bool__(self) -> Literal[False]:
        return False

    def __len__(self) -> Literal[0]:
        return 0

    def __iter__(self) -> Iterator[Never]:
        return iter(())

    def __str__(self) -> str:
        return NOT_REPORTED


@dataclass(frozen=True, slots=True)
class _OrNotReported:
    """Accepts `not reported` in the place of the value."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(_validated, handler(get_args(source)[0]))

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        made = handler(core)
        return made if made.get("type") == "string" or "pattern" in made else {"anyOf": [made, _WRITTEN]}


_WRITTEN: JsonSchemaValue = {"enum": [NOT_REPORTED]}
Reportable = Annotated[Value | NotReported, _OrNotReported()]
"""The type of a field with three states, such as `Reportable[Text]`; its default stands for “nobody has looked yet”."""


def state_of(value: object) -> State:
    """The state of a field with this value."""
    if isinstance(value, NotReported):
        return State.NOT_REPORTED
    return State.REPORTED if value else State.NOT_LOOKED_AT


def refuse_no_answer(text: str, *, within_list: bool = False) -> None:
    """Raises a fault for text such as “n/a” or “Not reported.”, and for `not reported` as an item of a list."""
    if text.strip() and is_no_answer(text):
        message = "“{value}” cannot be an item of a list." if within_list else NO_ANSWER.message
        if not within_list and text.casefold().strip(" .") == NOT_REPORTED:
            message = f"“{{value}}” has to be written as `{NOT_REPORTED}`."
        raise fault(NO_ANSWER.code, message.format(value=text), NO_ANSWER.hint)


def _validated(value: object, handler: Any) -> object:
    if isinstance(value, NotReported) or (isinstance(value, str) and value.strip() == NOT_REPORTED):
        return NotReported()
    items = value if isinstance(value, list | tuple) else ()
    for text in (value, *items):
        if isinstance(text, str):
            refuse_no_answer(text, within_list=bool(items))
    return handler(value)


def whole_not_reported(parts: Iterable[str]) -> ShortFor:
    """Accepts `not reported` in the place of a group, for all of its parts."""
    names = tuple(parts)

    def in_parts(text: str) -> object:
        if text.strip() == NOT_REPORTED:
            return dict.fromkeys(names, NOT_REPORTED)
        refuse_no_answer(text)
        return text

    return ShortFor(in_parts, _WHOLE)


_WHOLE = Form(
    "not-reported",
    "",
    "Write its parts, each on a line of its own; or `not reported` for all of them.",
    pattern=NOT_REPORTED,
)
