"""How dates, identifiers, addresses and text are written, as patterns of ECMA-262.

`field_types.py` has functions for these; a test holds both against each other. Other readers of YAML than
ours give values types: `date: 2022` is an integer to them, and `language: no` may be a truth value. So
these are accepted wherever their text may be right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue

from coprod_kb.front_matter import field_types, schema
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.values import identifiers
from coprod_kb.values.web import MAX_ADDRESS


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of value is written.

    pattern: of the text. says: what to write, for whoever wrote something else.
    types: what else than text YAML may take it for. limits: of the text's length, and of numbers.
    """

    pattern: str
    says: str
    types: tuple[str, ...] = ()
    limits: Mapping[str, int] = field(default_factory=dict)
    example: str = ""

    def schema(self) -> JsonSchemaValue:
        """`errorMessage` is what editors show in place of the pattern; others pass over it."""
        made: JsonSchemaValue = {
            "type": ["string", *self.types] if self.types else "string",
            "pattern": self.pattern,
            "errorMessage": self.says,
            **self.limits,
        }
        return made | ({"examples": [self.example]} if self.example else {})


def text(most: int, *, one_line: bool) -> Form:
    """Text of so many characters, the blanks around it not counted; never blank."""
    char, kind = (r"[^\n]", "one line of text") if one_line else (r"[\s\S]", "text")
    return Form(
        rf"^\s*\S(?:{char}{{0,{most - 2}}}\S)?\s*$",
        f"Write {kind} of at most {most} characters.",
        ("number", "boolean"),
    )


def _whole(pattern: str) -> str:
    """The pattern of the whole text; in Python `$` alone also holds before a last line feed."""
    return rf"^(?:{pattern})$(?!\n)"


def _trimmed(pattern: str) -> str:
    return _whole(rf"\s*(?:{pattern})\s*")


def _any_case(words: str) -> str:
    """`yes|no` in small or capital letters; a long ſ is another case of s."""
    cases = {"s": "[sSſ]"}
    return "".join(
        cases.get(char) or (f"[{char}{char.upper()}]" if char.isalpha() else char) for char in words
    )


def _resolver(host: str) -> str:
    return rf"{_any_case('https?')}:\/\/{_any_case(host)}\/"


def _identifier(prefix: str, bare: str, says: str, example: str, **number: int) -> Form:
    """An identifier, with or without what people write before it; `number` if it may look like one."""
    types = ("integer",) if number else ()
    return Form(_trimmed(f"(?:{prefix})?(?:{bare})"), says, types, _SHORT | number, example)


_SHORT = {"maxLength": 400}
_YEAR = _SHORT | {"minimum": 1000, "maximum": 2999}
_YEARS, _MONTHS, _DAYS = "[12][0-9]{3}", "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12][0-9]|3[01])"
_DATE = f"{_YEARS}(?:-{_MONTHS}(?:-{_DAYS})?)?"
_OPEN = _any_case("ongoing|present|now")
_BETWEEN = r"\s*(?:\s[-–—]\s|–|—|\/|\sto\s)\s*"
_HOST = r"""(?:[^\s\/?#@%:\\<>"|^`{}\[\]]+|\[[0-9a-fA-F:.]+\])"""
_SAYS_DATE = "Write a year, a month or a day: 2022, 2022-07 or 2022-07-14."

LINE = text(400, one_line=True)
TRUE: JsonSchemaValue = {
    "anyOf": [{"const": True}, {"type": "string", "pattern": _whole(_any_case("true|yes"))}]
}
"""What makes an entry a draft."""

_FORMS: tuple[tuple[Any, Form], ...] = (
    (field_types.Line, LINE),
    (field_types.Date, Form(_trimmed(_DATE), _SAYS_DATE, ("integer",), _YEAR, "2022-07")),
    (
        field_types.Day,
        Form(
            _trimmed(f"{_YEARS}-{_MONTHS}-{_DAYS}"),
            "Write the day in the form 2022-07-14.",
            (),
            _SHORT,
            "2026-01-31",
        ),
    ),
    (
        field_types.PeriodEnd,
        Form(
            _trimmed(f"(?:{_DATE}|{_OPEN})?"),
            f"{_SAYS_DATE} Leave it out if it goes on.",
            ("integer",),
            _YEAR,
        ),
    ),
    (
        FrontMatter.model_fields["period"],
        Form(
            _trimmed(f"{_DATE}{_BETWEEN}(?:{_DATE}|{_OPEN}|)|{_YEARS}-{_YEARS}"),
            "Write `start` and `end`, each on a line of its own.",
            limits={"maxLength": 100},
        ),
    ),
    (
        field_types.Flag,
        Form(_whole(_any_case("true|yes|false|no")), "Write true, or leave it out.", ("boolean",)),
    ),
    (
        field_types.Slug,
        Form(
            _whole("(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z0-9]+(?:-[a-z0-9]+)*"),
            "Write an entry's file name without `.md`: small letters, digits and single hyphens.",
            ("number", "boolean"),
            {"maxLength": 100, "minimum": 0},
            "keeping-it-personal",
        ),
    ),
    (
        field_types.Url,
        Form(
            _trimmed(
                rf"(?=\S{{1,{MAX_ADDRESS}}}\s*$){_any_case('https?')}:\/\/{_HOST}"
                r"(?::[0-9]{1,5})?(?:[\/?#][^\s\\]*)?"
            ),
            "Copy the whole address from the browser; it starts with https://.",
            example="https://example.org/final-report",
        ),
    ),
    (
        field_types.Doi,
        _identifier(
            rf"{_any_case('doi')}:\s*|{_resolver(identifiers.DOI_HOST)}",
            r"10\.[0-9]{4,9}(?:\.[0-9]+)*\/[^\s\\^`{}|]+",
            "Write the DOI, such as 10.1093/ageing/afy092.",
            "10.1093/ageing/afy092",
        ),
    ),
    (
        field_types.Orcid,
        _identifier(
            rf"{_any_case('orcid')}:\s*|{_resolver(identifiers.ORCID_HOST)}",
            r"[0-9]{4}-?[0-9]{4}-?[0-9]{4}-?[0-9]{3}[0-9Xx]\/*",
            "Write the ORCID iD, such as 0000-0002-1825-0097.",
            "0000-0002-1825-0097",
            minimum=0,
        ),
    ),
    (
        field_types.Isbn,
        _identifier(
            rf"{_any_case('isbn')}(?:-1[03])?:?\s*",
            r"[0-9](?:[ -]?[0-9]){8}[ -]?[0-9Xx]|97[89](?:[ -]?[0-9]){10}",
            "Write the ISBN with its ten or thirteen digits.",
            "9780306406157",
            minimum=0,
        ),
    ),
    (
        field_types.Pmid,
        _identifier(
            rf"{_any_case('pmid')}:\s*|{_resolver(identifiers.PUBMED_HOST)}",
            r"[1-9][0-9]{0,8}\/*",
            "Write the number of the paper in PubMed, such as 29939208.",
            "29939208",
            minimum=1,
            maximum=999_999_999,
        ),
    ),
    (
        field_types.Language,
        Form(
            _whole("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"),
            "Write the code of the language: en, cy, gd, sv and so on.",
            ("boolean",),
            {"maxLength": 35},
        ),
    ),
    (
        field_types.Amount,
        Form(
            _trimmed(r"(?=[^\n]{1,400}\s*$)(?:[0-9][0-9,. ]*[0-9]|[0-9])"),
            "Write the figure alone; the currency has a field of its own.",
            ("number",),
            {"minimum": 0},
        ),
    ),
)


def _check(kind: Any) -> Callable[..., object]:
    """The function that checks a type, or the type of a field."""
    if isinstance(kind, FieldInfo):
        kind = kind.rebuild_annotation()
    if not hasattr(kind, "__metadata__"):  # it may be absent: `Doi | None`
        kind = get_args(kind)[0]
    function: Callable[..., object] = kind.__metadata__[-1].func
    return function


FORMS: Mapping[Callable[..., object], Form] = {_check(kind): form for kind, form in _FORMS}
"""By the function with which `field_types.py` checks it."""

FIELD_NAME = _check(schema.FieldName)
