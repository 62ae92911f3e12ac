"""Pages on how work was co-produced: reported parts, parts that are not, and entries that report nothing."""

from __future__ import annotations

from typing import Any

from coprod_kb.front_matter.field_groups import CoProduction
from coprod_kb.pages import Page
from coprod_kb.pages.how import MOST_ROWS, OVERVIEW, PARTS, part_path
from tests.conftest import collect, pages_by_path

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
    "paid": {"date": "2020", "type": "report", "co_production": {"payment": "An hourly fee."}},
    "silent": {"type": "paper"},
}
STAGES = {"facets": "stage:\n  - label: planning\n    aliases: [planing]\n"}


def pages() -> dict[str, Page]:
    return pages_by_path(collect(ENTRIES, STAGES))


def test_every_part_of_the_schema_has_a_column_and_a_page() -> None:
    assert list(PARTS) == list(CoProduction.model_fields)
    found = pages()
    assert found[OVERVIEW].context["labels"] == list(PARTS.values())
    assert {part_path(name) for name in PARTS} <= set(found)


def test_absent_parts_read_not_reported() -> None:
    groups = pages()[OVERVIEW].context["groups"]
    assert [group["label"] for group in groups] == ["Projects", "Reports"]
    [everything], [paid] = (group["entries"] for group in groups)
    assert [part["text"] for part in paid["parts"]] == [
        "An hourly fee." if name == "payment" else "not reported" for name in PARTS
    ]
    assert [part["reported"] for part in paid["parts"]] == [name == "payment" for name in PARTS]
    assert all(part["reported"] for part in everything["parts"])
    texts = {part["label"]: part["text"] for part in everything["parts"]}
    assert texts[PARTS["stages"]] == "planning"
    assert texts[PARTS["who"]].endswith("…")


def test_each_part_has_the_number_of_reports_and_a_page_of_their_texts() -> None:
    found = pages()
    shares = {part["path"]: part["told"] for part in found[OVERVIEW].context["parts"]}
    assert shares[part_path("payment")] == "reported in two of three entries"
    assert shares[part_path("training")] == "reported in one of three entries"
    groups = found[part_path("payment")].context["groups"]
    assert [[row["text"] for row in group["entries"]] for group in groups] == [
        ["Vouchers."],
        ["An hourly fee."],
    ]
    [who] = found[part_path("who")].context["groups"][0]["entries"]
    assert who["text"] == ("Ten people. " * 40).strip()


def test_entries_that_report_nothing_have_a_page() -> None:
    found = pages()
    assert found[OVERVIEW].context["silent"] == "one entry"
    [group] = found[f"{OVERVIEW}not-reported/"].context["groups"]
    assert [card["path"] for card in group["entries"]] == ["entries/silent/"]


def test_pages_say_if_nothing_or_everything_is_reported() -> None:
    found = pages_by_path(collect({"a": {}}))
    assert {part["told"] for part in found[OVERVIEW].context["parts"]} == {"not reported in any entry yet"}
    assert found[OVERVIEW].context["groups"] == found[part_path("who")].context["groups"] == []
    found = pages_by_path(collect({"a": ENTRIES["paid"]}))
    assert found[OVERVIEW].context["silent"] == ""
    assert found[f"{OVERVIEW}not-reported/"].context["groups"] == []


def test_a_long_overview_is_divided() -> None:
    found = pages_by_path(collect({f"e{n}": ENTRIES["paid"] for n in range(MOST_ROWS + 1)}))
    assert f"{OVERVIEW}more/2/" in found
    assert f"{part_path('payment')}more/2/" in found
