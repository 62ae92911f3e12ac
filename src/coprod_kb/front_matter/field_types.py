"""The types of a field's value: what text each accepts, and what is wrong with any other.

Every type takes text as YAML has it and gives the value in its normal form. What does not fit is
a `PydanticCustomError` with code, message and hint, to which `validation.py` adds the place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, cast

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
from coprod_kb.values.dates import PartialDate, parse_end, parse_period
from coprod_kb.values.names import is_reserved
from coprod_kb.values.web import MAX_ADDRESS, is_web_address

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)
_AMOUNT = re.compile(r"[0-9][0-9,. ]*[0-9]|[0-9]", re.ASCII)


def fault(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """A finding raised inside validation; `validation.py` gives it its place in the file."""
    return PydanticCustomError(cast(Any, code), "{code}", {"code": code, "message": message, "hint": hint})


def _one_line(text: str) -> str:
    if "\n" in text:
        raise fault("one-line", "This must be one line of text.", "Put it on one line, without `|`.")
    return text


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise fault(
            "slug",
            f"“{text}” is not the name of an entry.",
            "Write an entry's file name without `.md`: small letters, digits and single hyphens.",
        )
    if is_reserved(text):
        raise fault("slug", f"“{text}” is a name that Windows keeps for itself.", "Choose a longer name.")
    return text


def _url(text: str) -> str:
    if not is_web_address(text):
        raise fault(
            "url",
            f"“{text}” is not a full web address.",
            "Copy the whole address from the browser; it starts with https://. "
            "If there is none, leave `url` out: the page then says so.",
        )
    return text


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise fault(
            "language",
            f"“{text}” is not a language code.",
            "Write its two letters, such as `en` for English or `cy` for Welsh.",
        )
    return text


def _amount(text: str) -> str:
    if not _AMOUNT.fullmatch(text):
        raise fault(
            "amount",
            f"“{text}” is not an amount.",
            'Write the figure alone, such as "2,148,293", and the currency in `currency`.',
        )
    return text


def parsed(parse: Callable[[str], object], code: str, hint: str) -> PlainValidator:
    """Validation by a function from text that raises `ValueError` with a sentence."""

    def validate(value: object) -> object:
        if not isinstance(value, str):
            raise fault("wrong-type", "This must be text.", hint)
        if len(value) > 400:  # the sentence of the parser would repeat all of it
            raise fault("too-long", "This is longer than 400 characters.", hint)
        try:
            return parse(value)
        except ValueError as error:
            raise fault(code, str(error), hint) from None

    return PlainValidator(validate)


def _flag(text: str) -> bool:
    if text.casefold() in {"true", "yes"}:
        return True
    if text.casefold() in {"false", "no"}:
        return False
    raise ValueError(f"“{text}” is neither true nor false.")


def _full_date(text: str) -> PartialDate:
    parsed = PartialDate.parse(text)
    if parsed.day is None:
        raise ValueError(f"“{text}” lacks the day.")
    return parsed


@dataclass(frozen=True, slots=True)
class UpTo:
    """A list of so many items at most. A longer one is refused as a whole: its items are not looked at."""

    most: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._counted, handler(source))

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(core) | {"maxItems": self.most}

    def _counted(self, value: object) -> object:
        if isinstance(value, list | tuple) and len(value) > self.most:
            raise fault(
                "too-many",
                f"This list has {len(value)} items; at most {self.most} are published.",
                "Keep those that matter most to readers, and link to the full list.",
            )
        return value


@dataclass(frozen=True, slots=True)
class AlsoCalled:
    """Names that people try for a field, in small letters; whoever writes one is told the right one."""

    names: tuple[str, ...]


def as_name(value: object) -> object:
    """Text alone stands for `name: text`."""
    return {"name": value} if isinstance(value, str) else value


def as_list(value: object) -> object:
    """Text alone stands for a list of one."""
    return [value] if isinstance(value, str) else value


def as_period(value: object) -> object:
    """`2018 – ongoing` stands for `start: 2018`."""
    if not isinstance(value, str):
        return value
    if len(value) > 400:
        raise fault("too-long", "This is longer than 400 characters.", _PERIOD_HINT)
    try:
        start, end = parse_period(value)
    except ValueError as error:
        raise fault("period", str(error), _PERIOD_HINT) from None
    return {"start": str(start), "end": str(end or "ongoing")}


_DATE_HINT = "Write a year, a month or a day: `2022`, `2022-07` or `2022-07-14`."
_DAY_HINT = "Write the day in the form `2022-07-14`."
_PERIOD_HINT = "Write `start:` and `end:` below it, such as `start: 2018-01`. Leave `end` out if it goes on."

Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400), AfterValidator(_one_line)
]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Terms = tuple[Line, ...]
Slug = Annotated[str, StringConstraints(max_length=100), AfterValidator(_slug)]
Url = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_ADDRESS), AfterValidator(_url)]
Date = Annotated[PartialDate, parsed(PartialDate.parse, "date", _DATE_HINT)]
PeriodEnd = Annotated[PartialDate | None, parsed(parse_end, "date", _DATE_HINT)]
Day = Annotated[PartialDate, parsed(_full_date, "date", _DAY_HINT)]
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
Language = Annotated[str, StringConstraints(max_length=35), AfterValidator(_language)]
Amount = Annotated[Line, AfterValidator(_amount)]
Pmid = Annotated[str, parsed(identifiers.pmid, "pmid", "Copy the number from PubMed, such as `29939208`.")]
