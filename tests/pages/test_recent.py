"""What is new, what happened in which year, and which questions the home page asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from coprod_kb.pages.cards import Cards
from coprod_kb.pages.questions import questions
from coprod_kb.pages.recent import MOST, NO_HISTORY, changes, recent_page
from coprod_kb.pages.years import HEIGHT, MOST_BARS, years
from coprod_kb.project.settings import Settings
from tests.conftest import collect, pages_by_path

# --- New and updated --------------------------------------------------------------------------------


def new_page(entries: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return pages_by_path(collect(entries))["new/"].context


def test_each_entry_is_listed_once_in_the_month_of_its_last_change() -> None:
    months = new_page(
        {
            "old": {"added": "2020-01-05"},
            "mended": {"added": "2020-01-02", "updated": "2021-03-04"},
            "same": {"added": "2020-01-06", "updated": "2020-01-06"},
        }
    )["months"]
    assert [
        (month["label"], [(change["entry"]["title"], change["what"]) for change in month["entries"]])
        for month in months
    ] == [
        ("March 2021", [("mended", "Updated on 4 March 2021")]),
        ("January 2020", [("same", "Added on 6 January 2020"), ("old", "Added on 5 January 2020")]),
    ]


def test_the_history_of_files_is_used_if_entries_have_no_dates() -> None:
    [entry] = collect({"a": {}}).catalogue.entries
    seen = replace(entry, first_seen=date(2020, 1, 1), last_changed=date(2020, 1, 2))
    assert [(change.day, change.what) for change in changes([seen])] == [(date(2020, 1, 2), "updated")]
    only_changed = replace(entry, last_changed=date(2020, 1, 2))
    assert [change.what for change in changes([only_changed])] == ["updated"]
    assert changes([entry]) == []


def test_without_any_history_the_page_says_so() -> None:
    context = new_page({"a": {}})
    assert (context["months"], context["empty"], context["unknown"]) == ([], NO_HISTORY, "")
    context = new_page({"a": {}, "b": {"added": "2020-01-01"}})
    assert (context["empty"], context["unknown"]) == ("", "one entry")


def test_only_the_latest_are_shown() -> None:
    day = date(2020, 1, 1)
    found = collect({f"e{n}": {"added": str(day + timedelta(days=n))} for n in range(MOST + 2)}).catalogue
    context = recent_page(found, Cards(found, Settings(site_name="Example"))).context
    assert sum(len(month["entries"]) for month in context["months"]) == MOST
    assert context["months"][0]["entries"][0]["entry"]["title"] == f"e{MOST + 1}"
    assert context["older"] == "There are two older changes as well."


# --- By year ----------------------------------------------------------------------------------------


def dated(*values: int | None) -> dict[str, Any]:
    entries: dict[str, dict[str, Any]] = {
        f"e{n}": {"date": str(value)} if value else {"date": None} for n, value in enumerate(values)
    }
    return years(collect(entries).catalogue.entries)


def test_years_without_entries_have_bars() -> None:
    found = dated(2014, 2016, 2016, None)
    assert [(bar["years"], bar["count"], bar["word"]) for bar in found["bars"]] == [
        ("2014", 1, "entry in"),
        ("2015", 0, "entries in"),
        ("2016", 2, "entries in"),
    ]
    assert [bar["height"] for bar in found["bars"]] == [HEIGHT // 2, 0, HEIGHT]
    assert found["undated"] == "One more entry has no date."


def test_many_years_share_bars() -> None:
    assert [bar["years"] for bar in dated(1999, 2010, 2021)["bars"]][:2] == ["1998 to 1999", "2000 to 2001"]


def test_few_dates_need_no_chart() -> None:
    assert dated(2014, 2016, None, None) == {}


@given(st.lists(st.integers(1000, 2999), min_size=3, max_size=8))
def test_there_are_few_bars_and_every_dated_entry_counts(values: list[int]) -> None:
    bars = dated(*values)["bars"]
    assert 1 <= len(bars) <= MOST_BARS
    assert sum(bar["count"] for bar in bars) == len(values)
    for bar in bars:
        first, _, last = bar["years"].partition(" to ")
        assert bar["count"] == sum(int(first) <= value <= int(last or first) for value in values)
        assert bar["top"] + bar["height"] == HEIGHT
        assert bool(bar["height"]) is bool(bar["count"])


# --- Questions --------------------------------------------------------------------------------------


def asked(entries: dict[str, dict[str, Any]], **vocabulary: str) -> list[tuple[str, str, str]]:
    found = questions(collect(entries, vocabulary).catalogue)
    return [
        (
            question["text"],
            question["count"],
            question["path"] + (f"?{question['query']}" if question["query"] else ""),
        )
        for question in found
    ]


def test_no_question_is_asked_without_an_entry_that_answers_it() -> None:
    terms = "- {label: unused, question: Nobody asks?}\n- {label: used, question: Who asks?}"
    facets = (
        "setting:\n- {label: hospital, question: In hospital?}\n- {label: home & away, question: At home?}"
    )
    assert asked({}, keywords=terms, facets=facets) == []
    assert asked(
        {"a": {"keywords": ["used"], "setting": ["home & away"]}}, keywords=terms, facets=facets
    ) == [
        ("Who asks?", "1 entry", "keywords/used/"),
        ("At home?", "1 entry", "browse/?setting=home+%26+away"),
    ]


def test_reported_parts_answer_questions() -> None:
    entries: dict[str, dict[str, Any]] = {
        "a": {"co_production": {"payment": "A fee."}},
        "b": {"co_production": {"payment": "Vouchers.", "difference": "A ramp."}},
    }
    assert asked(entries) == [
        ("Are people paid for their time?", "2 entries", "how-co-produced/payment/"),
        ("What difference does it make?", "1 entry", "how-co-produced/difference/"),
    ]


def test_home_asks_few_questions() -> None:
    terms = "- {label: carers, question: What do carers say?}\n"
    terms += "\n".join(f"- {{label: k{n}, question: '{n}?'}}" for n in range(4))
    entries = {"a": {"keywords": ["carers", *(f"k{n}" for n in range(4))]}}
    texts = ["What do carers say?", "0?", "1?", "2?", "3?"]
    assert [text for text, _, _ in asked(entries, keywords=terms)] == texts
    pages = pages_by_path(collect(entries, {"keywords": terms}))
    assert [question["text"] for question in pages[""].context["questions"]] == texts[:4]
    assert [question["text"] for question in pages["questions/"].context["others"]] == texts
