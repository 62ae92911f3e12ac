"""The types of single values: a line of text, a date, an identifier, a web address and others.

Each type takes text and returns it, or a value in its normal form. For other text it raises a fault with code,
message and hint; `validation.py` turns this into a diagnostic with a place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from coprod_kb.diagnostics import Wording
from coprod_kb.front_matter.forms import LINE, Form, ShortFor, fault
from coprod_kb.values import dates, identifiers
from coprod_kb.values.dates import PartialDate, date_meant, parse_end, parse_period, period_of
from coprod_kb.values.forms import Malformed, any_case
from coprod_kb.values.names import RESERVED, SLUG
from coprod_kb.values.translation import N_
from coprod_kb.values.web import MAX_ADDRESS, WEB, is_web_address

TOO_MANY = Wording(
    "too-many",
    N_("This list has {count} items; at most {most} are published."),
    N_("Keep those that matter most to readers, and link to the full list."),
)


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
            raise fault(*TOO_MANY.filled(count=len(value), most=self.most))
        return value


@dataclass(frozen=True, slots=True)
class AlsoCalled:
    """Other names that people try for a field, in lower case; the hint for such a name gives the right one."""

    names: tuple[str, ...]


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


def _flag(text: str) -> bool:
    if text.casefold() in {"true", "yes"}:
        return True
    if text.casefold() in {"false", "no"}:
        return False
    raise Malformed(_NOT_A_FLAG, text)


_NOT_A_FLAG = "“{value}” is neither true nor false."
_SHORT = {"maxLength": 400}
_YEARS = _SHORT | {"minimum": 1000, "maximum": 2999}
_NEARLY_A_DATE = {"year": dates.YEAR_OUTSIDE, "month": dates.NO_MONTH, "day": dates.NO_DAY}
_DATE_HINT = N_("Write a year, a month or a day: `2022`, `2022-07` or `2022-07-14`.")

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400), LINE]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Terms = tuple[Line, ...]
Slug = Annotated[
    str,
    StringConstraints(max_length=100),
    Form(
        "slug",
        N_("“{value}” is not the name of an entry."),
        N_("Write an entry's file name without `.md`: small letters, digits and single hyphens."),
        pattern=SLUG,
        around="",
        example="keeping-it-personal",
        types=("number", "boolean"),
        limits={"maxLength": 100, "minimum": 0},
    ),
    Form(
        "slug",
        N_("“{value}” is a name that Windows keeps for itself."),
        N_("Choose a longer name."),
        pattern=rf"(?!(?:{RESERVED})$).*",
        around="",
        name="reserved",
    ),
]
Url = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=MAX_ADDRESS),
    Form(
        "url",
        N_("“{value}” is not a full web address."),
        N_(
            "Copy the whole address from the browser; it starts with https://. If there is none, leave it out: the page then says so."
        ),
        pattern=WEB,
        most=MAX_ADDRESS,
        test=is_web_address,
        example="https://example.org/final-report",
    ),
]
Date = Annotated[
    PartialDate,
    Form(
        "date",
        dates.NOT_DATE,
        _DATE_HINT,
        pattern=dates.DATE,
        parse=PartialDate.parse,
        better=_write_date,
        nearly=_NEARLY_A_DATE,
        example="2022-07",
        types=("integer",),
        limits=_YEARS,
    ),
]
PeriodEnd = Annotated[
    PartialDate | None,
    Form(
        "date",
        dates.NOT_DATE,
        _DATE_HINT,
        pattern=f"(?:{dates.DATE}|{dates.OPEN_END})?",
        also=dates.OPEN_ENDS,
        in_editors=f"{_DATE_HINT} Leave it out if it goes on.",
        parse=parse_end,
        better=_write_date,
        nearly=_NEARLY_A_DATE,
        types=("integer",),
        limits=_YEARS,
    ),
]
Day = Annotated[
    PartialDate,
    Form(
        "date",
        dates.NOT_DATE,
        N_("Write the day in the form `2022-07-14`."),
        pattern=dates.FULL_DATE,
        parse=PartialDate.parse_day,
        better=lambda text: _write_date(text, day=True),
        nearly=_NEARLY_A_DATE | {"short": dates.NO_WHOLE_DAY},
        example="2026-01-31",
        limits=_SHORT,
    ),
]
Flag = Annotated[
    bool,
    Form(
        "flag",
        _NOT_A_FLAG,
        "Write `true`, or leave the line out.",
        pattern=any_case("true|yes|false|no"),
        around="",
        parse=_flag,
        types=("boolean",),
    ),
]
Doi = Annotated[
    str,
    Form(
        "doi",
        identifiers.NOT_DOI,
        N_("Copy it from the work's own page, such as `10.1093/ageing/afy092`."),
        pattern=identifiers.DOI,
        parse=identifiers.doi,
        example="10.1093/ageing/afy092",
        limits=_SHORT,
    ),
]
Orcid = Annotated[
    str,
    Form(
        "orcid",
        identifiers.NOT_ORCID,
        N_("Copy the iD from the person's own page on orcid.org, or leave it out."),
        pattern=identifiers.ORCID,
        parse=identifiers.orcid,
        nearly={"digit": identifiers.ORCID_DIGIT},
        example="0000-0002-1825-0097",
        types=("integer",),
        limits=_SHORT | {"minimum": 0},
    ),
]
Isbn = Annotated[
    str,
    Form(
        "isbn",
        identifiers.NOT_ISBN,
        N_("Copy it again from the back of the book, or leave it out."),
        pattern=identifiers.ISBN,
        parse=identifiers.isbn,
        nearly={"digit": identifiers.ISBN_DIGIT},
        example="9780306406157",
        types=("integer",),
        limits=_SHORT | {"minimum": 0},
    ),
]
Pmid = Annotated[
    str,
    Form(
        "pmid",
        identifiers.NOT_PMID,
        N_("Copy the number from PubMed, such as `29939208`."),
        pattern=identifiers.PMID,
        parse=identifiers.pmid,
        example="29939208",
        types=("integer",),
        limits=_SHORT | {"minimum": 1, "maximum": 999_999_999},
    ),
]
LANGUAGE_CODE = "[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
Language = Annotated[
    str,
    StringConstraints(max_length=35),
    Form(
        "language",
        N_("“{value}” is not a language code."),
        N_("Write its two letters, such as `en` for English or `cy` for Welsh."),
        pattern=LANGUAGE_CODE,
        around="",
        types=("boolean",),
        limits={"maxLength": 35},
    ),
]
Amount = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=400),
    Form(
        "amount",
        N_("“{value}” is not an amount."),
        N_('Write the figure alone, such as "2,148,293"; the currency has a field of its own.'),
        pattern="[0-9][0-9,. ]*[0-9]|[0-9]",
        most=400,
        types=("number",),
        limits={"minimum": 0},
    ),
]

_PERIOD = Form(
    "period",
    dates.NOT_PERIOD,
    "Write `start:` and `end:` below it, such as `start: 2018-01`. Leave `end` out if it goes on.",
    pattern=dates.PERIOD,
    parse=parse_period,
    better=_write_period,
    limits={"maxLength": 100},
)


def _as_period(text: str) -> object:
    start, end = _PERIOD.parsed(text)
    return {"start": str(start), "end": str(end or "ongoing")}


AS_NAME = ShortFor(lambda text: {"name": text})
"""Text is short for the group `name: text`."""
AS_LIST = ShortFor(lambda text: [text])
"""Text is short for a list of one item."""
AS_PERIOD = ShortFor(_as_period, _PERIOD)
"""Text such as `2018 – 2019` is short for the group of `start` and `end`."""
