"""Groups of facts: reported parts, parts that are not, entries that report nothing; and collections with two groups or none."""

from __future__ import annotations

from typing import Any

from coprod_kb.pages import Page
from coprod_kb.pages.fact_groups import MOST_ROWS
from tests.conftest import CO_PRODUCTION, collect, pages_by_path

OVERVIEW = "how-co-produced/"
PARTS = {part.name: part.label for part in CO_PRODUCTION.facts[0].parts}
ENTRIES: dict[str, dict[str, Any]] = {
    "all": {
        "date": "2021",
        "co_production": {
            "who": "Ten people. " * 40,
            "stages": ["planing"],
            "roles": "They decided.",
            "payment": "Vouchers.",
            "access_support": "Taxis.",
            "training": "One day.",
            "difference": "A ramp.",
        },
    },
    "paid": {
        "date": "2020",
        "type": "report",
        "co_production": {"payment": "An hourly fee.", "roles": "not reported"},
    },
    "silent": {"type": "paper", "co_production": "not reported"},
}
STAGES = {"facets": "stage:\n  - label: planning\n    aliases: [planing]\n"}


def pages() -> dict[str, Page]:
    return pages_by_path(collect(ENTRIES, STAGES))


def part_path(name: str) -> str:
    return f"{OVERVIEW}{name.replace('_', '-')}/"


def test_every_part_has_a_column_and_a_page() -> None:
    found = pages()
    assert found[OVERVIEW].context["labels"] == list(PARTS.values())
    assert {part_path(name) for name in PARTS} <= set(found)


def test_each_cell_has_its_state_in_words_and_the_text_if_there_is_one() -> None:
    groups = pages()[OVERVIEW].context["groups"]
    assert [group["label"] for group in groups] == ["Projects", "Reports"]
    [everything], [paid] = (group["entries"] for group in groups)
    shown = {part["label"]: (part["state"], part["mark"], part["text"]) for part in paid["parts"]}
    own = {"payment": ("reported", "full", "An hourly fee."), "roles": ("not reported", "empty", "")}
    assert shown == {label: own.get(name, ("not looked at yet", "none", "")) for name, label in PARTS.items()}
    texts = {part["label"]: part["text"] for part in everything["parts"]}
    assert texts[PARTS["stages"]] == "planning"
    assert texts[PARTS["who"]].endswith("…")


def test_parts_that_no_entry_reports_have_no_column() -> None:
    found = pages_by_path(collect({"paid": ENTRIES["paid"], "silent": ENTRIES["silent"]}, STAGES))
    context = found[OVERVIEW].context
    assert context["labels"] == ["Payment"]
    assert "“Training” and “Difference made”" in context["unfilled"]
    assert [part["label"] for part in context["groups"][0]["entries"][0]["parts"]] == ["Payment"]
    assert pages()[OVERVIEW].context["unfilled"] == ""


def test_each_part_has_the_number_of_reports_and_a_page_of_their_texts() -> None:
    found = pages()
    shares = {part["path"]: part["share"] for part in found[OVERVIEW].context["parts"]}
    assert shares[part_path("payment")] == "2 of 3 entries report it. Not reported in 1"
    assert shares[part_path("roles")] == "1 of 3 entries reports it. Not reported in 2"
    assert (
        shares[part_path("training")]
        == "1 of 3 entries reports it. Not reported in 1. Not looked at yet in 1"
    )
    groups = found[part_path("payment")].context["groups"]
    assert [[row["text"] for row in group["entries"]] for group in groups] == [
        ["Vouchers."],
        ["An hourly fee."],
    ]
    [who] = found[part_path("who")].context["groups"][0]["entries"]
    assert who["text"] == ("Ten people. " * 40).strip()


def test_entries_that_report_nothing_have_a_page() -> None:
    found = pages_by_path(collect(ENTRIES | {"new": {"co_production": {}}}, STAGES))
    assert found[OVERVIEW].context["silent"] == "two entries"
    groups = found[f"{OVERVIEW}not-reported/"].context["groups"]
    assert [(group["label"], [card["path"] for card in group["entries"]]) for group in groups] == [
        ("Somebody has looked: the source does not say", ["entries/silent/"]),
        ("Nobody has looked yet", ["entries/new/"]),
    ]


def test_pages_say_if_nothing_or_everything_is_reported() -> None:
    found = pages_by_path(collect({"a": {}}))
    assert {part["share"] for part in found[OVERVIEW].context["parts"]} == {
        "No entry reports it yet. Not looked at yet in 1"
    }
    assert found[OVERVIEW].context["groups"] == found[part_path("who")].context["groups"] == []
    found = pages_by_path(collect({"a": ENTRIES["paid"]}))
    assert found[OVERVIEW].context["silent"] == ""
    assert found[f"{OVERVIEW}not-reported/"].context["groups"] == []


def test_a_long_overview_is_divided() -> None:
    found = pages_by_path(collect({f"e{n}": ENTRIES["paid"] for n in range(MOST_ROWS + 1)}))
    assert f"{OVERVIEW}more/2/" in found
    assert f"{part_path('payment')}more/2/" in found
