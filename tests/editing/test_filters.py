"""The filter language: what each field compares, and what is said about a filter that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_kb.collection.site import Snapshot
from coprod_kb.editing.filter_fields import filter_fields
from coprod_kb.editing.filters import FilterError, read_filter
from coprod_kb.entries.model import typed_entries
from coprod_kb.publishing.search.facets import facet_index
from tests.conftest import collect

VOCABULARY = {
    "keywords": "- label: peer support\n  aliases: [peersupport]\n- label: dementia\n",
    "organisations": "- name: Example University\n  aliases: [University of Example]\n",
    "facets": "places:\n  - label: Wales\n  - label: Cardiff\n    broader: [Wales]\n  - label: Leeds\n",
}
COLLECTION = collect(
    {
        "a": {
            "type": "paper", "date": "2018", "keywords": ["peersupport"], "places": ["Cardiff"], "language": "cy",
            "contributors": [{"name": "Zoë Example", "organisation": "University of Example"}],
        },
        "b": {"period": {"start": "2015", "end": "2019"}, "keywords": ["Dementia"], "status": "completed", "reviewed": {"by": "Ada Example", "on": "2026-03-04"}},
        "c": {"period": {"start": "2021"}, "summary": None, "status": "ongoing", "places": ["Wales"], "formats": None},
        "d": {"draft": True, "date": None, "title": "A walk in the wood", "keywords": ["peer support", "dementia"]},
    },
    VOCABULARY,
)  # fmt: skip


def found(text: str, snapshot: Snapshot = COLLECTION) -> str:
    """The slugs of the entries that match, in one text."""
    entries = typed_entries(snapshot.readings)
    matches = read_filter(text, filter_fields(entries, snapshot.catalogue.vocabulary))
    return "".join(entry.slug for entry in entries if matches(entry))


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("type=paper", "a"),
        ("TYPE != Paper", "bcd"),
        ('keyword="Peer Support"', "ad"),
        ("keyword=peersupport", "ad"),
        ("keyword=“peer-support” and draft=no", "a"),
        ("keyword=dementia or type=paper", "abd"),
        ("keyword=dementia and not draft=true", "b"),
        ("not (keyword=dementia or type=paper)", "c"),
        ("not keyword=dementia and type=paper", "a"),
        ("type=paper or keyword=dementia and draft=yes", "ad"),
        ("place=Wales", "ac"),
        ("place=cardiff", "a"),
        ("place=Leeds", ""),
        ("organisation='Example University'", "a"),
        ('person="zoe example"', "a"),
        ('contributor=""', ""),
        ("person=zoe-example", "a"),
        ("year=2018", "ab"),
        ("year>=2019", "bc"),
        ("year>=2030", "c"),
        ("year<=2015", "b"),
        ("year!=2018", "cd"),
        ('year=""', "d"),
        ("status=completed", "b"),
        ('status=""', "ad"),
        ("status!=''", "bc"),
        ("format=audio", "abd"),
        ("format!=any", "c"),
        ("reviewed=2026", "b"),
        ("reviewed<=2026-03", "b"),
        ("reviewed>=2026-03-05", ""),
        ('reviewed=""', "acd"),
        ("summary=neighbours", "abd"),
        ('summary=""', "c"),
        ("text='wood walk'", "d"),
        ("language=cy", "a"),
        ("entry=b", "b"),
        ("draft=yes", "d"),
        ("withdrawn=no", "abcd"),
    ],
)
def test_what_matches(text: str, slugs: str) -> None:
    assert found(text) == slugs


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("", 0, "A field is missing"),
        ("keyword=dementia and", 20, "A field is missing"),
        ("and", 0, "“and” is not a field"),
        ("keywrd=dementia", 0, "Did you mean “keyword”?"),
        ("keyword dementia", 8, "A sign is missing"),
        ("keyword>=dementia", 7, "`=`, `!="),
        ("year==2018", 4, "A sign is missing"),
        ("keyword=", 8, "A value is missing"),
        ("keyword=peer support", 13, 'keyword="peer support"'),
        ('type=paper and keyword="peer', 23, "not closed"),
        ("(type=paper", 0, "not closed"),
        ("type=paper)", 10, "closes none"),
        ("type=papr", 5, "Did you mean “paper”?"),
        ("status=done", 7, "planned, ongoing, completed"),
        ("draft=perhaps", 6, "yes"),
        ("year>=18", 6, "four digits"),
        ("reviewed=May", 9, "2026-01"),
        ("not " * 60 + "type=paper", 204, "too many"),
    ],
)
def test_what_is_said_about_a_filter_that_cannot_be_read(text: str, position: int, words: str) -> None:
    with pytest.raises(FilterError) as raised:
        found(text)
    assert raised.value.position == position
    assert words in f"{raised.value.message} {raised.value.hint}"


def test_filters_have_the_facets_of_browse() -> None:
    names = {facet["name"] for facet in facet_index(COLLECTION.catalogue)["facets"]}
    assert names <= filter_fields([], COLLECTION.catalogue.vocabulary).keys()


@given(st.text(st.sampled_from("keyword=!<>()\"'“” andortyp2018")) | st.text())
def test_no_text_makes_it_fail_otherwise(text: str) -> None:
    fault = None
    try:
        found(text)
    except FilterError as error:
        fault = error
    assert fault is None or (0 <= fault.position <= len(text) and fault.message and fault.hint)


Meaning = Callable[[dict[str, Any]], bool]
ENTRIES: list[dict[str, Any]] = [
    {"type": kind, "date": f"{year}", "keywords": keywords, "draft": draft}
    for kind in ("paper", "report")
    for year in (2016, 2019)
    for keywords in (["x"], ["x", "y z"])
    for draft in (None, True)
]
MANY = collect({f"n{number}": fields for number, fields in enumerate(ENTRIES)})


@st.composite
def comparisons(draw: st.DrawFn) -> tuple[str, Meaning]:
    match draw(st.sampled_from(["type", "year", "keyword", "draft"])):
        case "type":
            kind = draw(st.sampled_from(["paper", "report"]))
            return f"type={kind}", lambda entry: entry["type"] == kind
        case "year":
            sign, year = draw(st.sampled_from(["=", ">=", "<=", "!="])), draw(st.integers(2015, 2020))
            meanings: dict[str, Meaning] = {
                "=": lambda entry: int(entry["date"]) == year,
                ">=": lambda entry: int(entry["date"]) >= year,
                "<=": lambda entry: int(entry["date"]) <= year,
                "!=": lambda entry: int(entry["date"]) != year,
            }
            return f"year {sign} {year}", meanings[sign]
        case "keyword":
            word = draw(st.sampled_from(["x", "y z", "q"]))
            return f'keyword != "{word}"', lambda entry: word not in entry["keywords"]
        case _:
            return "draft=yes", lambda entry: bool(entry["draft"])


def joined(parts: st.SearchStrategy[tuple[str, Meaning]]) -> st.SearchStrategy[tuple[str, Meaning]]:
    def both(pair: list[tuple[str, Meaning]]) -> tuple[str, Meaning]:
        (left, one_holds), (right, other_holds) = pair
        return f"({left}) and ({right})", lambda entry: one_holds(entry) and other_holds(entry)

    def either(pair: list[tuple[str, Meaning]]) -> tuple[str, Meaning]:
        (left, one_holds), (right, other_holds) = pair
        return f"({left} or {right})", lambda entry: one_holds(entry) or other_holds(entry)

    def contrary(part: tuple[str, Meaning]) -> tuple[str, Meaning]:
        return f"not ({part[0]})", lambda entry: not part[1](entry)

    pairs = st.lists(parts, min_size=2, max_size=2)
    return pairs.map(both) | pairs.map(either) | parts.map(contrary)


@pytest.mark.slow
@given(st.recursive(comparisons(), joined, max_leaves=8))
def test_any_filter_means_what_it_says(filter_: tuple[str, Meaning]) -> None:
    text, meaning = filter_
    assert found(text, MANY) == "".join(f"n{n}" for n, entry in enumerate(ENTRIES) if meaning(entry))
