"""The forms of dates, identifiers, addresses and text as patterns of ECMA-262.

`field_types.py` has functions for the same forms; a test compares the two. Other YAML parsers than ours give values
types: `date: 2022` is an integer to them, and `language: no` a truth value. So the schema accepts such types wherever
their text may be right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue

from coprod_kb.front_matter import field_types
from coprod_kb.front_matter.reportable import NOT_REPORTED
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.values import identifiers
from coprod_kb.values.web import MAX_ADDRESS


@dataclass(frozen=True, slots=True)
class Form:
    """How the values of a type are written.

    pattern: of the text. hint: what to write, for people whose text does not match.
    types: other types than text that a YAML parser may give the value. limits: of the length of text and of numbers.
    """

    pattern: str
    hint: str
    types: tuple[str, ...] = ()
    limits: Mapping[str, int] = field(default_factory=dict)
    example: str = ""

    def schema(self) -> JsonSchemaValue:
        """The form as JSON Schema. Editors show `errorMessage` in place of the pattern; other programs ignore it."""
        made: JsonSchemaValue = {
            "type": ["string", *self.types] if self.types else "string",
            "pattern": self.pattern,
            "errorMessage": self.hint,
            **self.limits,
        }
        return made | ({"examples": [self.example]} if self.example else {})


def text(most: int, *, one_line: bool) -> Form:
    """The form of text that is not blank and has at most `most` characters, not counting blanks around it."""
    char, kind = (r"[^\n]", "one line of text") if one_line else (r"[\s\S]", "text")
    return Form(
        rf"^\s*\S(?:{char}{{0,{most - 2}}}\S)?\s*$",
        f"Write {kind} of at most {most} characters.",
        ("number", "boolean"),
    )


def _whole(pattern: str) -> str:
    """The pattern for the whole text; in Python, `$` alone also matches before a line feed at the end."""
    return rf"^(?:{pattern})$(?!\n)"


def _trimmed(pattern: str) -> str:
    return _whole(rf"\s*(?:{pattern})\s*")


def _any_case(words: str) -> str:
    """The pattern (`yes|no`) for letters of any case, as a flag is not available; a long ſ is another case of s."""
    cases = {"s": "[sSſ]"}
    return "".join(
        cases.get(char) or (f"[{char}{char.upper()}]" if char.isalpha() else char) for char in words
    )


def _resolver(host: str) -> str:
    return rf"{_any_case('https?')}:\/\/{_any_case(host)}\/"


def _identifier(prefix: str, bare: str, hint: str, example: str, **bounds: int) -> Form:
    """The form of an identifier with or without its prefix. bounds: if it may be written as a number."""
    types = ("integer",) if bounds else ()
    return Form(_trimmed(f"(?:{prefix})?(?:{bare})"), hint, types, _SHORT | bounds, example)


_SHORT = {"maxLength": 400}
_YEAR = _SHORT | {"minimum": 1000, "maximum": 2999}
_YEARS, _MONTHS, _DAYS = "[12][0-9]{3}", "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12][0-9]|3[01])"
_DATE = f"{_YEARS}(?:-{_MONTHS}(?:-{_DAYS})?)?"
_OPEN = _any_case("ongoing|present|now")
_BETWEEN = r"\s*(?:\s[-–—]\s|–|—|\/|\sto\s)\s*"
_HOST = r"""(?:[^\s\/?#@%:\\<>"|^`{}\[\]]+|\[[0-9a-fA-F:.]+\])"""
_DATE_HINT = "Write a year, a month or a day: 2022, 2022-07 or 2022-07-14."

LINE = text(400, one_line=True)
WHOLE_NOT_REPORTED = Form(
    _trimmed(NOT_REPORTED),
    "Write its parts, each on a line of its own; or `not reported` for all of them.",
)
"""In the place of a group of facts."""

TRUE: JsonSchemaValue = {
    "anyOf": [{"const": True}, {"type": "string", "pattern": _whole(_any_case("true|yes"))}]
}
"""A truth value that makes an entry a draft."""

_FORMS: tuple[tuple[Any, Form], ...] = (
    (field_types.Line, LINE),
    (field_types.Date, Form(_trimmed(_DATE), _DATE_HINT, ("integer",), _YEAR, "2022-07")),
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
            f"{_DATE_HINT} Leave it out if it goes on.",
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
    """The function that checks the values of a type, or of a field's type."""
    if isinstance(kind, FieldInfo):
        kind = kind.rebuild_annotation()
    if not hasattr(kind, "__metadata__"):  # it may be absent: `Doi | None`
        kind = get_args(kind)[0]
    function: Callable[..., object] = kind.__metadata__[-1].func
    return function


FORMS: Mapping[Callable[..., object], Form] = {_check(kind): form for kind, form in _FORMS}
"""The forms by the functions that check values."""
