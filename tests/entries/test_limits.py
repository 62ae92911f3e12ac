"""What one file, or many, can cost: lists, findings and comparisons have an end, counted and not timed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from coprod_kb.collection import cross_checks, link_targets
from coprod_kb.collection.link_targets import MAX_LISTED, MAX_SUGGESTIONS
from coprod_kb.collection.site import Site
from coprod_kb.diagnostics import MOST_PER_FILE
from coprod_kb.entries.model import Entry
from coprod_kb.entries.prose import MAX_COMPARED
from coprod_kb.front_matter.entry_schema import MOST_NAMES
from coprod_kb.front_matter.field_types import UpTo
from coprod_kb.front_matter.strict_yaml import MAX_NAME, load
from coprod_kb.project.settings import Settings
from tests.conftest import SCHEMA, coded, collect, entry_text

# --- Lists --------------------------------------------------------------------------------------------


def lists() -> Iterator[tuple[str, str, int | None]]:
    """Every list of an entry: the group it is in, its written name, and how long it may be."""
    for path, group in SCHEMA.fields.items():
        for name, field in group.items():
            if str(field.annotation).startswith(("tuple[", "typing.Annotated[tuple[")):
                limits = [bound.most for bound in field.metadata if isinstance(bound, UpTo)]
                yield ".".join(map(str, path)), name, limits[0] if limits else None


def test_every_list_of_an_entry_has_a_limit() -> None:
    assert len(list(lists())) > 15
    assert [(group, name) for group, name, most in lists() if most is None] == []


ITEMS: dict[str, Any] = {
    "funding": {"funder": "A"},
    "links": {"label": "A"},
    "formats": {"kind": "audio"},
    "references": {"text": "A"},
    "assigned": "title",
    "found": {"fields": ["title"]},
    "related": "b",
    "formerly": "a",
    "setting": "home",
    "stage": "design",
}
TOP = [(name, most) for group, name, most in lists() if not group]


@pytest.mark.parametrize(("name", "most"), TOP)
def test_a_list_may_be_as_long_as_its_limit_and_no_longer(name: str, most: int) -> None:
    item = ITEMS.get(name, "A")
    items = [deepcopy(item) for _ in range(most + 1)]  # one object twice would be an alias in YAML
    fitting = collect({"a": {name: items[1:]}, "b": {}})
    assert coded(fitting, "too-many") == []
    assert fitting.readings[0].entry is not None
    longer = collect({"a": {name: items}, "b": {}})
    (found,) = longer.readings[0].diagnostics
    assert (found.code, found.field, found.is_error) == ("too-many", name, True)
    assert f"{most + 1} items; at most {most}" in found.message


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"key_points": [{"heading": "A", "points": ["A"] * 201}]}, "key_points.0.points"),
        ({"co_production": {"stages": ["design"] * 101}}, "co_production.stages"),
        ({"authors": [{"name": "A", "organisation": ["B"] * 51}]}, "authors.0.organisation"),
    ],
)
def test_lists_in_groups_have_limits_too(fields: dict[str, Any], field: str) -> None:
    (found,) = collect({"a": fields}).diagnostics
    assert (found.code, found.field) == ("too-many", field)


def test_a_list_that_is_too_long_is_reported_once_whatever_its_items() -> None:
    (found,) = collect({"a": {"contributors": [{"nam": "A"} for _ in range(5000)]}}).diagnostics
    assert found.code == "too-many"


@pytest.mark.slow
def test_names_are_counted_over_all_fields_and_each_once() -> None:
    people = [
        f"Ada Example{'abcdefghij'[number // 100]}{'abcdefghij'[number // 10 % 10]}{'abcdefghij'[number % 10]}"
        for number in range(900)
    ]
    funders = [{"funder": f"Funder {number}"} for number in range(200)]
    fields = {"authors": people, "investigators": [*people], "funding": funders}
    assert collect({"a": fields | {"organisations": ["A"] * (MOST_NAMES - 1101)}}).diagnostics == ()
    more = [f"Organisation {number}" for number in range(MOST_NAMES - 1100)]
    (found,) = collect({"a": fields | {"organisations": more}}).diagnostics
    assert (found.code, f"{MOST_NAMES + 1} people" in found.message) == ("too-many", True)
    nameless = {"funding": [*funders[1:], {"amount": "5"}], "organisations": more}
    assert collect({"a": fields | nameless}).diagnostics == ()


def test_a_name_of_a_field_that_is_too_long_is_not_repeated() -> None:
    document, found = load(f"title: A\n? {'b' * (MAX_NAME + 1)}\n: {{c: d}}\ntype: E\n", "a.md")
    assert document.value == {"title": "A", "type": "E"}
    assert [(finding.code, finding.line, finding.column) for finding in found] == [("too-long", 2, 3)]
    assert len(found[0].message) < 100
    assert load(f"{'b' * MAX_NAME}: c\n", "a.md")[1] == []


def test_names_of_devices_cannot_be_names_of_entries() -> None:
    (found,) = collect({"a": {"formerly": ["con"]}}).diagnostics
    assert (found.code, "Windows" in found.message) == ("slug", True)


# --- Findings between entries -------------------------------------------------------------------------


class Counter:
    """Counts the calls of a function."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> None:
        self.calls = 0
        function = getattr(owner, name)

        def counted(*arguments: Any, **named: Any) -> Any:
            self.calls += 1
            return function(*arguments, **named)

        monkeypatch.setattr(owner, name, counted)


LOST = [{"text": "A", "entry": f"lost-{number}"} for number in range(1500)]


@pytest.mark.slow
def test_thousands_of_names_of_no_entry_are_counted_and_few_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = Counter(monkeypatch, link_targets, "did_you_mean")
    read_again = Counter(monkeypatch, Entry, "document")
    body = "".join(f"[a](lost-{number}.md)\n" for number in range(2000))
    snapshot = collect({"a": entry_text(body, title="a", references=LOST), "b": {"related": ["lost"]}})
    found = [finding for finding in snapshot.diagnostics if finding.path == "entries/a.md"]
    assert [finding.code for finding in found] == ["unknown-entry"] * MOST_PER_FILE + ["more-findings"]
    assert f"{3500 - MOST_PER_FILE} errors" in found[-1].message
    assert compared.calls == MAX_SUGGESTIONS + 1  # that of `b` has its own
    assert read_again.calls == 2


def test_a_repeated_name_is_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = Counter(monkeypatch, link_targets, "did_you_mean")
    snapshot = collect({"a": entry_text("[a](gardn.md) " * 50, title="a"), "garden": {}})
    assert compared.calls == 1
    assert all("“garden”" in finding.hint for finding in coded(snapshot, "unknown-entry"))


def test_hints_list_and_compare_only_the_first_headings() -> None:
    body = "".join(f"## {number} steps\n\n" for number in range(MAX_COMPARED)) + "## Methods\n"
    links = entry_text("[a](long.md#methds) [b](long.md#0-step)", title="a")
    far, near = collect({"a": links, "long": entry_text(body, title="b")}).errors
    assert "Did you mean" not in far.hint
    assert "“0-steps”" in near.hint
    assert near.hint.count("#") == MAX_LISTED


def test_thousands_of_near_same_titles_give_one_finding_each(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = Counter(monkeypatch, cross_checks.fuzz, "ratio")
    snapshot = collect({f"e-{number}": {"title": "The same old story"} for number in range(300)})
    found = coded(snapshot, "near-same-title")
    assert len(found) == 299
    assert all("entries/e-0.md" in finding.message for finding in found)
    assert compared.calls <= 50 * 300  # not each with each: 44,850


@pytest.mark.parametrize("number", [120, 240])
def test_titles_that_share_words_are_compared_with_few(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = Counter(monkeypatch, cross_checks.fuzz, "ratio")
    collect({f"e-{one}": {"title": f"Care and support {one} {'x' * one}"} for one in range(number)})
    assert compared.calls <= 50 * 3 * number


def test_files_of_one_name_do_not_list_each_other() -> None:
    found = coded(collect({f"folder-{number}/a": {} for number in range(60)}), "duplicate-slug")
    assert len(found) == 60
    assert all("and 58 more have the same file name" in finding.message for finding in found)
    assert max(len(finding.message) for finding in found) < 200


# --- Many files ---------------------------------------------------------------------------------------

BROKEN = [
    (b"\xff", "encoding"),
    (b"Words.", "front-matter-missing"),
    (entry_text(titel="x", title="{n}").encode(), "unknown-field"),
    (entry_text(title="{n}", type="poem").encode(), "unknown-value"),
    (entry_text("[a](nowhere.md)", title="{n}").encode(), "unknown-entry"),
    (entry_text("[a](http:)", title="{n}").encode(), "link-address"),
    (entry_text(title="{n}", keywords=["a"] * 99).encode(), "too-many"),
]


def title(number: int) -> bytes:
    """A title that is near no other."""
    return b"t" + hashlib.sha256(str(number).encode()).hexdigest().encode()


@pytest.mark.slow
def test_of_many_files_each_broken_one_is_reported_once_and_in_order(tmp_path: Path) -> None:
    expected = []
    for number in range(1500):
        file = tmp_path / "entries" / f"part-{number % 7}" / f"entry-{number:04}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        data, code = (
            BROKEN[number % len(BROKEN)] if number % 10 == 3 else (entry_text(title="{n}").encode(), "")
        )
        file.write_bytes(data.replace(b"{n}", title(number)))
        if code:
            expected.append((file.relative_to(tmp_path).as_posix(), code))
    snapshot = Site(tmp_path, Settings(site_name="Example")).read()
    assert [(finding.path, finding.code) for finding in snapshot.diagnostics] == sorted(expected)
    assert len(expected) == 150
    assert len(snapshot.readings) == 1500
    assert sum(not reading.sound for reading in snapshot.readings) >= 100
