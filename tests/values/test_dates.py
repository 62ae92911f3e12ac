"""Dates of year, month or day precision, and periods that may be open."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_kb.values.dates import PartialDate, date_meant, date_of, parse_end, parse_period, period_label
from tests import ROOT

MEANT = json.loads((ROOT / "tests" / "values" / "dates.json").read_text(encoding="utf-8"))
"""What people write, the date that they mean (`null`: nobody knows), and how it is shown; also for the form's script."""

days = st.dates(date(1000, 1, 1), date(2999, 12, 31))
partial_dates = st.builds(
    lambda day, parts: PartialDate(*(day.year, day.month, day.day)[:parts]), days, st.integers(1, 3)
)


@pytest.mark.parametrize(
    ("text", "parts", "label", "first", "last"),
    [
        ("2022", (2022, None, None), "2022", (2022, 1, 1), (2022, 12, 31)),
        ("2022-07", (2022, 7, None), "July 2022", (2022, 7, 1), (2022, 7, 31)),
        ("2022-07-04", (2022, 7, 4), "4 July 2022", (2022, 7, 4), (2022, 7, 4)),
        ("2024-02", (2024, 2, None), "February 2024", (2024, 2, 1), (2024, 2, 29)),
        ("2023-02", (2023, 2, None), "February 2023", (2023, 2, 1), (2023, 2, 28)),
        ("2000-02-29", (2000, 2, 29), "29 February 2000", (2000, 2, 29), (2000, 2, 29)),
        (" 2022-07\n", (2022, 7, None), "July 2022", (2022, 7, 1), (2022, 7, 31)),
        ("1000", (1000, None, None), "1000", (1000, 1, 1), (1000, 12, 31)),
        ("2999", (2999, None, None), "2999", (2999, 1, 1), (2999, 12, 31)),
    ],
)
def test_a_date_has_the_precision_that_it_is_written_with(
    text: str,
    parts: tuple[int, int | None, int | None],
    label: str,
    first: tuple[int, int, int],
    last: tuple[int, int, int],
) -> None:
    parsed = PartialDate.parse(text)
    assert (parsed.year, parsed.month, parsed.day) == parts
    assert parsed.label == label
    assert (parsed.first_day, parsed.last_day) == (date(*first), date(*last))
    assert str(parsed) == text.strip()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2014-02-30", "no day 30 in “2014-02-30”: February 2014 has 28 days"),
        ("2014-04-31", "no day 31 in “2014-04-31”: April 2014 has 30 days"),
        ("1900-02-29", "no day 29 in “1900-02-29”: February 1900 has 28 days"),
        ("2014-02-00", "no day 00"),
        ("2014-13", "no month 13 in “2014-13”: months run from 01 to 12"),
        ("2014-00", "no month 00"),
        ("0999", "a year outside 1000 to 2999"),
        ("3000-01", "a year outside 1000 to 2999"),
        ("", "not a date in the form 2022, 2022-07 or 2022-07-14"),
        ("22", "not a date in the form"),
        ("2022-7", "not a date in the form"),
        ("2022-07-1", "not a date in the form"),
        ("2022/07/14", "not a date in the form"),
        ("14.07.2022", "not a date in the form"),
        ("July 2022", "not a date in the form"),
        ("12:30", "not a date in the form"),
        ("1e9", "not a date in the form"),
        ("NO", "not a date in the form"),
        ("2022-07-14T00:00", "not a date in the form"),
        ("2022-07-", "not a date in the form"),
        ("２０２２", "not a date in the form"),
        ("٢٠٢٢", "not a date in the form"),
        ("20\x0022", "not a date in the form"),
        ("9" * 5000, "not a date in the form"),
    ],
    ids=lambda text: text[:40],
)
def test_what_is_no_date_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words) as refused:
        PartialDate.parse(text)
    assert f"“{text}”" in str(refused.value)


@given(partial_dates)
def test_a_date_survives_being_written_and_read(day: PartialDate) -> None:
    assert PartialDate.parse(str(day)) == day
    assert day.first_day <= day.last_day
    assert (day.first_day == day.last_day) == (day.day is not None)


@given(st.text() | st.from_regex(r"[0-9]{4}(-[0-9]{1,2}){0,2}", fullmatch=True))
def test_any_text_is_a_date_that_writes_itself_or_is_refused(text: str) -> None:
    try:
        parsed = PartialDate.parse(text)
    except ValueError:
        return
    assert str(parsed) == text.strip()
    assert date(1000, 1, 1) <= parsed.first_day <= parsed.last_day <= date(2999, 12, 31)


# --- Periods -----------------------------------------------------------------------------------------


def partial(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2014-01 – 2014-12", "2014-01", "2014-12"),
        ("2014-01 — 2014-12", "2014-01", "2014-12"),
        ("2014-01 - 2014-12", "2014-01", "2014-12"),
        ("2014-01–2014-12", "2014-01", "2014-12"),
        ("2013-2019", "2013", "2019"),
        ("2013 to 2019", "2013", "2019"),
        ("2013/2019", "2013", "2019"),
        ("  2013 – 2019  ", "2013", "2019"),
        ("2014-01-02/2014-03-04", "2014-01-02", "2014-03-04"),
        ("2018 – ongoing", "2018", None),
        ("2018 – Ongoing", "2018", None),
        ("2018 to present", "2018", None),
        ("2018 – now", "2018", None),
        ("2018 –", "2018", None),
        ("2018/", "2018", None),
    ],
)
def test_a_period_can_be_written_in_one_line(text: str, start: str, end: str | None) -> None:
    assert parse_period(text) == (partial(start), partial(end))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not a period such as"),
        ("2018", "not a period such as"),
        ("2018-01", "not a period such as"),
        ("since 2018", "not a period such as"),
        ("2018 – 2019 – 2020", "not a period such as"),
        ("soon – 2019", "“soon” is not a date"),
        ("2018 – soon", "“soon” is not a date"),
        ("2018-13 – ongoing", "no month 13"),
        ("ongoing – 2018", "“ongoing” is not a date"),
        # These keep a naive pattern busy for minutes.
        ("2018/" + " " * 60_000 + "b c", "not a period such as"),
        ("/" * 60_000 + " x y", "not a period such as"),
    ],
    ids=lambda text: text[:40],
)
def test_what_is_no_period_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_period(text)


@given(partial_dates, partial_dates | st.none(), st.sampled_from([" – ", " to ", "/", " — ", " - "]))
def test_a_period_survives_being_written_and_read(
    start: PartialDate, end: PartialDate | None, joint: str
) -> None:
    assert parse_period(f"{start}{joint}{end or 'ongoing'}") == (start, end)


@given(st.text() | st.from_regex(r"\s*[-0-9/– to]{0,40}\s*", fullmatch=True))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    try:
        start, end = parse_period(text)
    except ValueError:
        return
    assert str(start) in text
    assert end is None or str(end) in text


@pytest.mark.parametrize("text", ["", " ", "ongoing", " ONGOING ", "present", "Now"])
def test_an_open_end_has_words(text: str) -> None:
    assert parse_end(text) is None


def test_an_end_is_a_date_or_refused() -> None:
    assert parse_end("2019-06") == PartialDate(2019, 6)
    with pytest.raises(ValueError, match="not a date"):
        parse_end("later")


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        ("2018", None, "2018 – ongoing"),
        ("2018-03", None, "March 2018 – ongoing"),
        ("2018", "2018", "2018"),
        ("2018-03", "2018-03", "March 2018"),
        ("2013", "2019", "2013 to 2019"),
        ("2014-01", "2014-12", "January to December 2014"),
        ("2014-01", "2015-12", "January 2014 to December 2015"),
        ("2014-01-02", "2014-12", "2 January 2014 to December 2014"),
        ("2014", "2014-12", "2014 to December 2014"),
        ("2014-01-02", "2014-01-05", "2 January 2014 to 5 January 2014"),
    ],
)
def test_a_period_reads_well(start: str, end: str | None, label: str) -> None:
    assert period_label(PartialDate.parse(start), partial(end)) == label


@pytest.mark.parametrize(("text", "meant", "label"), MEANT)
def test_other_writings_of_a_date_are_understood_where_they_are_clear(
    text: str, meant: str | None, label: str
) -> None:
    found = date_meant(text)
    assert (found and str(found), found.label if found else "") == (meant, label)
    assert date_of(text) == (meant or text)
