"""The types of single values: a line of text, a date, an identifier, a web address and others.

Each type takes text and returns it, or a value in its normal form. For other text it raises a fault with code,
message and hint; `validation.py` turns this into a diagnostic with a place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar, cast

from pydantic import (
    AfterValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    StringConstraints,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from coprod_kb.values import identifiers
from coprod_kb.values.dates import PartialDate, date_meant, parse_end, parse_period, period_of
from coprod_kb.values.names import is_reserved
from coprod_kb.values.web import MAX_ADDRESS, is_web_address

Parsed = TypeVar("Parsed")


def fault(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """An error to raise during validation; without a hint, the field's example serves as one."""
    return PydanticCustomError(cast(Any, code), "{code}", {"code": code, "message": message, "hint": hint})


def matching(test: Callable[[str], object], code: str, message: str, hint: str) -> AfterValidator:
    """Validation of text by a test, which is true for valid text. message: `{}` stands for the text."""

    def validate(text: str) -> str:
        if not test(text):
            raise fault(code, message.format(text), hint)
        return text

    return AfterValidator(validate)


def parsed(
    parse: Callable[[str], object], code: str, hint: str, better: Callable[[str], str] = lambda _: ""
) -> PlainValidator:
    """Validation by `parse`, which returns the value or raises `ValueError` with the message.

    better: the hint for a text that is understood all the same; empty for other texts.
    """

    def validate(value: object) -> object:
        if not isinstance(value, str):
            raise fault("wrong-type", "This must be text.", hint)
        return _parse(parse, value, code, hint, better)

    return PlainValidator(validate)


def _parse(
    parse: Callable[[str], Parsed],
    text: str,
    code: str,
    hint: str,
    better: Callable[[str], str] = lambda _: "",
) -> Parsed:
    if len(text) > 400:  # the message of `parse` would repeat all of it
        raise fault("too-long", "This is longer than 400 characters.", hint)
    try:
        return parse(text)
    except ValueError as error:
        raise fault(code, str(error), better(text) or hint) from None


def _flag(text: str) -> bool:
    if text.casefold() in {"true", "yes"}:
        return True
    if text.casefold() in {"false", "no"}:
        return False
    raise ValueError(f"“{text}” is neither true nor false.")


def _full_date(text: str) -> PartialDate:
    date = PartialDate.parse(text)
    if date.day is None:
        raise ValueError(f"“{text}” lacks the day.")
    return date


@dataclass(frozen=True, slots=True)
class UpTo:
    """Limits a list to `most` items. A longer list is refused as a whole, without validating its items."""

    most: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._check_length, handler(source))

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(core) | {"maxItems": self.most}

    def _check_length(self, value: object) -> object:
        if isinstance(value, list | tuple) and len(value) > self.most:
            raise fault(
                "too-many",
                f"This list has {len(value)} items; at most {self.most} are published.",
                "Keep those that matter most to readers, and link to the full list.",
            )
        return value


@dataclass(frozen=True, slots=True)
class AlsoCalled:
    """Other names that people try for a field, in lower case; the hint for such a name gives the right one."""

    names: tuple[str, ...]


def as_name(value: object) -> object:
    """Text is short for the group `name: text`."""
    return {"name": value} if isinstance(value, str) else value


def as_list(value: object) -> object:
    """Text is short for a list of one item."""
    return [value] if isinstance(value, str) else value


def as_period(value: object) -> object:
    """Text such as `2018 – 2019` is short for the group of `start` and `end`."""
    if not isinstance(value, str):
        return value
    start, end = _parse(parse_period, value, "period", _PERIOD_HINT, _write_period)
    return {"start": str(start), "end": str(end or "ongoing")}


_DATE_HINT = "Write a year, a month or a day: `2022`, `2022-07` or `2022-07-14`."
_DAY_HINT = "Write the day in the form `2022-07-14`."
_PERIOD_HINT = "Write `start:` and `end:` below it, such as `start: 2018-01`. Leave `end` out if it goes on."


def _write_period(text: str) -> str:
    """What to write for a period between dates in another form; empty for other texts."""
    meant = period_of(text)
    try:
        parse_period(meant)
    except ValueError:
        return ""
    return f"Write `{meant}`."


def _write_date(text: str, *, day: bool = False) -> str:
    """What to write for a date in another form. day: whether it has to be a whole day."""
    meant = date_meant(text)
    return f"Write `{meant}`." if meant and (meant.day or not day) else ""


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=400),
    matching(
        lambda text: "\n" not in text,
        "one-line",
        "This must be one line of text.",
        "Put it on one line, without `|`.",
    ),
]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Terms = tuple[Line, ...]
Slug = Annotated[
    str,
    StringConstraints(max_length=100),
    matching(
        re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII).fullmatch,
        "slug",
        "“{}” is not the name of an entry.",
        "Write an entry's file name without `.md`: small letters, digits and single hyphens.",
    ),
    matching(
        lambda text: not is_reserved(text),
        "slug",
        "“{}” is a name that Windows keeps for itself.",
        "Choose a longer name.",
    ),
]
Url = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=MAX_ADDRESS),
    matching(
        is_web_address,
        "url",
        "“{}” is not a full web address.",
        "Copy the whole address from the browser; it starts with https://. "
        "If there is none, leave `url` out: the page then says so.",
    ),
]
Date = Annotated[PartialDate, parsed(PartialDate.parse, "date", _DATE_HINT, _write_date)]
PeriodEnd = Annotated[PartialDate | None, parsed(parse_end, "date", _DATE_HINT, _write_date)]
Day = Annotated[PartialDate, parsed(_full_date, "date", _DAY_HINT, lambda text: _write_date(text, day=True))]
Flag = Annotated[bool, parsed(_flag, "flag", "Write `true`, or leave the line out.")]
Doi = Annotated[
    str, parsed(identifiers.doi, "doi", "Copy it from the work's own page, such as `10.1093/ageing/afy092`.")
]
Orcid = Annotated[
    str,
    parsed(
        identifiers.orcid, "orcid", "Copy the iD from the person's own page on orcid.org, or leave it out."
    ),
]
Isbn = Annotated[
    str, parsed(identifiers.isbn, "isbn", "Copy it again from the back of the book, or leave it out.")
]
Language = Annotated[
    str,
    StringConstraints(max_length=35),
    matching(
        re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII).fullmatch,
        "language",
        "“{}” is not a language code.",
        "Write its two letters, such as `en` for English or `cy` for Welsh.",
    ),
]
Amount = Annotated[
    Line,
    matching(
        re.compile(r"[0-9][0-9,. ]*[0-9]|[0-9]", re.ASCII).fullmatch,
        "amount",
        "“{}” is not an amount.",
        'Write the figure alone, such as "2,148,293", and the currency in `currency`.',
    ),
]
Pmid = Annotated[str, parsed(identifiers.pmid, "pmid", "Copy the number from PubMed, such as `29939208`.")]
