"""Where the basis of an entry's page has not changed, nor has the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_kb.collection.site import Snapshot
from coprod_kb.pages import Page
from coprod_kb.publishing import contents
from tests.conftest import collect

SLUGS = ("one", "two", "three")
NAMES = ("Ada Example", "Ben Example", "A. Example")
ORGANISATIONS = ("Example University", "Example Council", "Council of Example")
WORDS = ("gardens", "gardening", "peer support")
PERSON = st.one_of(
    st.sampled_from(NAMES),
    st.fixed_dictionaries(
        {"name": st.sampled_from(NAMES)},
        optional={
            "organisation": st.sampled_from(ORGANISATIONS),
            "orcid": st.sampled_from(["0000-0002-1825-0097", "0000-0001-5109-3700"]),
        },
    ),
    st.fixed_dictionaries({"organisation": st.sampled_from(ORGANISATIONS)}),
)
REFERENCE = st.one_of(
    st.just({"text": "A work elsewhere.", "doi": "10.1000/182"}),
    st.sampled_from(SLUGS).map(lambda slug: {"text": "A work that is here.", "entry": slug}),
)
FIELDS = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["project", "paper", "report"]),
        "contributors": st.lists(PERSON, min_size=1, max_size=2),
    },
    optional={
        "title": st.sampled_from(["One", "Another"]),
        "summary": st.sampled_from([None, "Neighbours dug together.", "They sang."]),
        "keywords": st.lists(st.sampled_from(WORDS), max_size=2, unique=True),
        "authors": st.lists(PERSON, max_size=2),
        "organisations": st.lists(
            st.fixed_dictionaries(
                {"name": st.sampled_from(ORGANISATIONS), "role": st.sampled_from(["lead", "funder"])}
            ),
            max_size=2,
        ),
        "places": st.lists(st.sampled_from(["Scotland", "Glasgow"]), max_size=1),
        "collection": st.sampled_from(["Green spaces", "green spaces", "Songs"]),
        "related": st.lists(st.sampled_from(SLUGS), max_size=1),
        "references": st.lists(REFERENCE, max_size=2),
        "language": st.sampled_from(["cy"]),
        "draft": st.booleans(),
        "withdrawn": st.just({"date": "2024-01-01", "reason": "It was wrong."}),
    },
)
ENTRIES = st.fixed_dictionaries(dict.fromkeys(SLUGS, FIELDS))
VOCABULARY = st.fixed_dictionaries(
    {},
    optional={
        "keywords": st.sampled_from(
            ["- label: gardens\n  aliases: [gardening]\n", "- label: gardens\n  definition: Green ones.\n"]
        ),
        "organisations": st.sampled_from(
            ["- name: Example Council\n  aliases: [Council of Example]\n", "- name: Example Council\n"]
        ),
        "people": st.just("- name: Ada Example\n  aliases: [A. Example]\n"),
        "facets": st.just("places:\n  - label: Scotland\n    narrower: [{label: Glasgow}]\n"),
    },
)


def entry_pages(snapshot: Snapshot) -> dict[str, Page]:
    known = replace(snapshot.settings, site_url="https://example.org/")
    return {page.path: page for page in contents.pages(replace(snapshot, settings=known)) if page.basis}


@st.composite
def changes(draw: st.DrawFn) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    """Entries and vocabulary, before and after one small change."""
    entries, vocabulary = draw(ENTRIES), draw(VOCABULARY)
    if draw(st.integers(0, 3)) == 0:
        return (entries, vocabulary), (entries, draw(VOCABULARY))
    slug, other = draw(st.sampled_from(SLUGS)), draw(FIELDS)
    name = draw(st.sampled_from(sorted(other)))
    return (entries, vocabulary), (entries | {slug: entries[slug] | {name: other[name]}}, vocabulary)


@settings(max_examples=150)
@given(changes())
def test_a_page_with_the_same_basis_is_the_same(change: tuple[tuple[Any, Any], tuple[Any, Any]]) -> None:
    before, after = (entry_pages(collect(entries, vocabulary, drafts=True)) for entries, vocabulary in change)
    for path in before.keys() & after.keys():
        old, new = before[path], after[path]
        assert old.basis
        assert new.basis
        if old.basis() == new.basis():
            assert (old.meta, old.html) == (new.meta, new.html)


ADA = {"name": "Ada Example"}
RARE: list[tuple[dict[str, Any], dict[str, Any], dict[str, str]]] = [
    ({"related": ["two"]}, {"two": {"withdrawn": {"date": "2024-01-01", "reason": "It was wrong."}}}, {}),
    ({"contributors": [ADA]}, {"two": {"contributors": [ADA | {"orcid": "0000-0002-1825-0097"}]}}, {}),
    ({"places": ["Alba"]}, {}, {"facets": "places:\n  - label: Scotland\n    aliases: [Alba]\n"}),
    ({"keywords": ["gardens"]}, {}, {"keywords": "- label: gardens\n  definition: Green ones.\n"}),
    ({"references": [{"text": "It.", "entry": "two"}]}, {"two": {"title": "Another"}}, {}),
    ({"related": ["two"]}, {"two": {"organisations": [{"name": "Example Council", "role": "lead"}]}}, {}),
    ({}, {"two": {"references": [{"text": "It.", "entry": "one"}]}}, {}),
    ({}, {"two": {"related": ["one"]}}, {}),
]


@pytest.mark.parametrize(("one", "change", "vocabulary"), RARE)
def test_what_changes_a_page_changes_its_basis(
    one: dict[str, Any], change: dict[str, Any], vocabulary: dict[str, str]
) -> None:
    entries: dict[str, Any] = {"one": one, "two": {"keywords": ["songs"], "contributors": [ADA]}}
    changed = {slug: entries[slug] | change.get(slug, {}) for slug in entries}
    before = entry_pages(collect(entries))["entries/one/"]
    after = entry_pages(collect(changed, vocabulary))["entries/one/"]
    assert before.basis
    assert after.basis
    assert before.meta != after.meta
    assert before.basis() != after.basis()


def test_an_entry_that_has_to_do_with_no_other_keeps_its_basis() -> None:
    """Else everything would be made again at each change."""
    entries: dict[str, Any] = {"one": {}, "two": {"keywords": ["gardens"], "contributors": ["Ben Example"]}}
    before, after = (
        entry_pages(collect(entries | {"one": {"title": title}}))["entries/two/"]
        for title in ("One", "Other")
    )
    assert before.basis
    assert after.basis
    assert before.basis() == after.basis()
