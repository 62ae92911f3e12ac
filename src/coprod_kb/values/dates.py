"""Dates of year, month or day precision, and periods, which may have no end yet."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name, monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel.core import Locale
from babel.dates import format_date, format_skeleton

from coprod_kb.values.forms import Malformed, any_case
from coprod_kb.values.translation import N_, gettext, language

_YEAR, _MONTH, _LAST_DAY = "[12][0-9]{3}", "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12][0-9]|3[01])"
DATE = f"{_YEAR}(?:-{_MONTH}(?:-{_LAST_DAY})?)?"
FULL_DATE = f"{_YEAR}-{_MONTH}-{_LAST_DAY}"
OPEN_ENDS = ("ongoing", "present", "now")
OPEN_END = any_case("|".join(OPEN_ENDS))
PERIOD = rf"{DATE}\s*(?:\s[-–—]\s|–|—|\/|\sto\s)\s*(?:{DATE}|{OPEN_END}|)|{_YEAR}-{_YEAR}"
"""The patterns of dates, of the end of a period that goes on, and of a period; they do not know how long a month is."""

NOT_DATE = N_("“{value}” is not a date in the form 2022, 2022-07 or 2022-07-14.")
YEAR_OUTSIDE = N_("“{value}” has a year outside 1000 to 2999.")
NO_MONTH = N_("There is no month {part} in “{value}”: months run from 01 to 12.")
NO_DAY = N_("There is no day {part} in “{value}”: {month} has {last} days.")
NO_WHOLE_DAY = N_("“{value}” lacks the day.")
NOT_PERIOD = "“{value}” is not a period such as “2018-01 – 2019-06” or “2018 – ongoing”."

_PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)
_PERIOD = re.compile(r"\s*(\S+?)\s*(?:\s[-–—]\s|–|—|/|\sto\s|(?<=[0-9]{4})-(?=[0-9]{4}\s*$))\s*(\S*)\s*")
_LONGEST_PERIOD = 100  # characters; the pattern takes quadratic time on text made for it


_MONTHS = {
    name.casefold(): number
    for names in (month_name, month_abbr, [*[""] * 9, "Sept"])
    for number, name in enumerate(names)
    if name
}
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_BETWEEN = " ?[-/.] ?"
_MEANT = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?P<year>[0-9]{{4}}){_BETWEEN}(?P<month>[0-9]{{1,2}})(?:{_BETWEEN}(?P<day>[0-9]{{1,2}}))?",
        rf"(?:(?P<day>[0-9]{{1,2}}){_BETWEEN})?(?P<month>[0-9]{{1,2}}){_BETWEEN}(?P<year>[0-9]{{4}})",
        rf"(?:{_DAY}(?: of)? )?(?P<month>[a-z]{{3,9}}) (?P<year>[0-9]{{4}})",
        rf"(?P<month>[a-z]{{3,9}}) {_DAY} (?P<year>[0-9]{{4}})",
        rf"(?P<year>[0-9]{{4}}) (?P<month>[a-z]{{3,9}})(?: {_DAY})?",
    )
)
_UNTIL = re.compile(r"\s(?:[-–—]|to|until|till|and)\s|[–—/]")
_LONGEST_DATE = 40  # characters of a date in words


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of year, month or day precision (ISO 8601 reduced precision; EDTF level 0).

    `month` is `None` for a year, `day` is `None` for a month. Years run from 1000 to 2999.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The date written as `2022`, `2022-07` or `2022-07-14`.

        Raises `Malformed` if the text is anything else.
        """
        found = _PARTIAL_DATE.fullmatch(text.strip())
        if not found:
            raise Malformed(NOT_DATE, text)
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        if not 1000 <= year <= 2999:
            raise Malformed(YEAR_OUTSIDE, text)
        if month is not None and not 1 <= month <= 12:
            raise Malformed(NO_MONTH, text, part=f"{month:02}")
        if month is not None and day is not None and not 1 <= day <= monthrange(year, month)[1]:
            last = monthrange(year, month)[1]
            raise Malformed(NO_DAY, text, part=f"{day:02}", month=f"{month_name[month]} {year}", last=last)
        return cls(year, month, day)

    @classmethod
    def parse_day(cls, text: str) -> PartialDate:
        """As `parse`, of a date that has to be a day."""
        found = cls.parse(text)
        if found.day is None:
            raise Malformed(NO_WHOLE_DAY, text)
        return found

    @property
    def first_day(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def label(self) -> str:
        """For readers, by CLDR: `2022`, `July 2022`, `14 July 2022`."""
        return self.label_in(language().locale)

    def label_in(self, locale: Locale) -> str:
        """As `label`, by the conventions of another language."""
        return _label(self, locale)

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


def date_meant(text: str) -> PartialDate | None:
    """The date that people mean by “May 2019”, “14th of May, 2019”, `05/2019`, `2019-5` and the like; also as `parse` takes it.

    `None` for other texts, and for days such as `05/06/2019`, which is in May for some and in June for others.
    `templates/assets/contribute/dates.js` does the same, and both are held to `tests/values/dates.json`.
    """
    plain = " ".join(re.sub("[\u2010-\u2015\u2212]", "-", text.replace(",", " ")).casefold().split())
    if len(plain) > _LONGEST_DATE:
        return None
    words = " ".join(re.sub(r"[-./](?=[a-z])|(?<=[a-z])[-./]", " ", plain).split())
    found = next(filter(None, (form.fullmatch(words) for form in _MEANT)), None)
    year, month, day = (found[part] or "" for part in ("year", "month", "day")) if found else (plain, "", "")
    if day and month.isdigit() and not words.startswith(year):
        if int(day) <= 12 and int(month) <= 12 and day != month:
            return None
        if int(month) > 12:
            month, day = day, month
    number = _MONTHS.get(month, 0) if month.isalpha() else int(month or 0)
    parts = [year, f"{number:02}" if month else "", f"{int(day):02}" if day else ""]
    try:
        return PartialDate.parse("-".join(filter(None, parts)))
    except ValueError:
        return None


def date_of(text: str) -> str:
    """The date that a text means, as `PartialDate.parse` takes it; any other text as it is."""
    return str(date_meant(text) or text)


def period_of(text: str) -> str:
    """A period between days in words, such as March 2021 to May 2022, as `2021-03 – 2022-05`; any other text as it is."""
    plain = " ".join(text.split())
    since = plain.casefold().startswith("since ")
    for word in ("from ", "since ", "between "):
        if plain.casefold().startswith(word):
            plain = plain[len(word) :]
    start, *end = _UNTIL.split(plain, maxsplit=1)
    if len(plain) > 2 * _LONGEST_DATE or not (end or since):
        return text
    if end and start.strip().casefold() in _MONTHS:  # July to September 2022
        start = f"{start.strip()} {end[0].strip()[-4:]}"
    return f"{date_of(start.strip())} – {date_of(end[0].strip()) if end else 'ongoing'}"


def parse_period(text: str) -> tuple[PartialDate, PartialDate | None]:
    """Start and end of `2014-01 – 2014-12`, `2013 to 2019` or `2018 – ongoing`; the end is `None` if ongoing.

    Raises `Malformed` if the text is anything else.
    """
    found = _PERIOD.fullmatch(text) if len(text) <= _LONGEST_PERIOD else None
    if not found:
        raise Malformed(NOT_PERIOD, text)
    start, end = found.groups()
    return PartialDate.parse(start), parse_end(end)


def parse_end(text: str) -> PartialDate | None:
    """The end of a period; `None` for `ongoing`, `present`, `now` or no text. Raises `Malformed` as `parse` does."""
    return None if text.strip().casefold() in {"", *OPEN_ENDS} else PartialDate.parse(text)


def period_label(start: PartialDate, end: PartialDate | None) -> str:
    """For readers: `January to December 2014`, `2013 to 2019`, `2018 – ongoing`."""
    if end is None:
        return gettext("{start} – ongoing", start=start.label)
    if start == end:
        return start.label
    first = start.label
    if start.month and end.month and start.year == end.year and not (start.day or end.day):
        first = format_date(start.first_day, "LLLL", language().locale)
    return gettext("{start} to {end}", start=first, end=end.label)


@lru_cache(maxsize=4096)
def _label(day: PartialDate, locale: Locale) -> str:
    if not day.month:
        return str(day.year)
    return (
        format_date(day.first_day, "long", locale)
        if day.day
        else format_skeleton("yMMMM", day.first_day, locale=locale)
    )
