"""Hints about quotation marks and signs: the line that a hint shows, taken literally, gives the text that was meant."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pydantic import TypeAdapter

from coprod_kb.entries.reading import read
from coprod_kb.front_matter.strict_yaml import load
from coprod_kb.front_matter.validation import validate
from tests.conftest import NO_TERMS, entry_text
from tests.front_matter.careless import Fields, followed, slips

MEANT = {
    "'My Brother's Garden'": "My Brother's Garden",
    "'90s care": "'90s care",
    "'Keeping well": "Keeping well",
    '"Keeping well': "Keeping well",
    '"The "best" garden"': 'The "best" garden',
    "The best: 'My Brother's Garden'": "The best: 'My Brother's Garden'",
    "It's: fine": "It's: fine",
    "'carers' voices'": "carers' voices",
    "'a' and 'b'": "'a' and 'b'",
    '"a" and "b"': '"a" and "b"',
    '"Best" of all': '"Best" of all',
    "'a'b": "'a'b",
    'He said: "It\'s" fine': 'He said: "It\'s" fine',
    '"It\'s the "best" one"': 'It\'s the "best" one',
    '"a \\"b\\" c" d"': 'a "b" c" d',
    "'It''s' mine'": "It's' mine",
    "“Keeping: well”": "Keeping: well",
    "‘Keeping: well’": "Keeping: well",
    "“Keeping”: well": "“Keeping”: well",
    '"C:\\new"': "C:\\new",
    '"C:\\reports"': "C:\\reports",
    '"C:\\temp\\x"': "C:\\temp\\x",
    '"\\d ways"': "\\d ways",
    '"It\'s \\d"': "It's \\d",
    "@home": "@home",
    "%5 of all": "%5 of all",
    "`code` first": "`code` first",
    "*Keeping* well": "*Keeping* well",
    "*well": "*well",
    "!Stop": "!Stop",
    "!Stop here": "!Stop here",
    "&more": "&more",
    "& more": "& more",
    "> well": "> well",
    "| well": "| well",
    "? well": "? well",
    "- well": "- well",
    "[Keeping] well": "[Keeping] well",
    "{Keeping} well": "{Keeping} well",
    "[Keeping": "[Keeping",
    "] well": "] well",
    ", well": ", well",
    "Care #1": "Care #1",
    "Care: a #1 study": "Care: a #1 study",
    "Keeping well: a study: " + "of many things and " * 10 + "more": "Keeping well: a study: " + "of many things and " * 10 + "more",
}  # fmt: skip
FRAMES = {
    "field": ("title: ", ("title",)),
    "item": ("keywords:\n  - co-design\n  - ", ("keywords", 1)),
    "part": ("contributors:\n  - name: ", ("contributors", 0, "name")),
    "second part": ("contributors:\n  - orcid: 1\n    name: ", ("contributors", 0, "name")),
}
OTHERWISE_IN_LISTS = re.compile("[?*-]|[\\w' “”‘’]+: ")
"""As items, these texts are read as groups or further lists, or their sign is taken for that of an item."""


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("written", "meant"), MEANT.items())
def test_a_hint_that_is_followed_gives_what_was_meant(written: str, meant: str, frame: str) -> None:
    if frame == "item" and OTHERWISE_IN_LISTS.match(written):
        return
    before, where = FRAMES[frame]
    text = f"{before}{written}\ntype: paper\n"
    _, (found, *_) = load(text, "a.md")
    shown = re.search(r": `(.+?)`(?:\.|$)", found.hint)
    assert shown, found.hint
    line = f"{before}{written}".split("\n")[-1]
    start = re.match(" *- " if shown[1][:2] != "- " else " *", line)
    document, faults = load(
        text.replace(line, (start[0] if start else re.match(" *", line)[0]) + shown[1]), "a.md"
    )
    assert faults == []
    value: Any = document.value
    for part in where:
        value = value[part]
    assert value == meant


IN_BRACKETS = [
    ("[co-production, 'carers' voices']", """[co-production, "carers' voices"]"""),
    ("[a, peer: support]", '[a, "peer: support"]'),
    ('[a, "C:\\new folder"]', "[a, 'C:\\new folder']"),
    ("['Health, care', 'x' y']", """['Health, care', "x' y"]"""),
    ("[a, 'tis so, b]", """[a, "'tis so", b]"""),
    ("[[Keeping] well, b]", '["[Keeping] well", b]'),
    ("[a, Care #1]", '[a, "Care #1"]'),
    ("[a, b", "[a, b]"),
    ("[\n  a,\n  'carers' voices',\n]", """[a, "carers' voices"]"""),
]


@pytest.mark.parametrize(("written", "right"), IN_BRACKETS)
def test_only_the_items_in_brackets_that_need_them_get_quotation_marks(written: str, right: str) -> None:
    document, faults = load(f"keywords: {written}\ntype: paper\n", "a.md")
    faults = faults or validate(TypeAdapter(Fields), document)[1]
    assert f"`keywords: {right}`" in min(faults, key=lambda found: found.severity.rank).hint


def test_the_part_of_a_group_in_brackets_takes_the_rest_up_to_the_next_name() -> None:
    text = "contributors:\n  - {name: Ada Example, organisation: Example: University, Leeds}\ntype: paper"
    (found,) = load(text, "a.md")[1]
    assert '`- {name: Ada Example, organisation: "Example: University, Leeds"}`' in found.hint


@pytest.mark.parametrize("text", ["[Draft] Keeping well", "[Keeping]", "{Keeping}", "[Keeping, well]"])
def test_text_in_brackets(text: str) -> None:
    document, faults = load(f"title: {text}\ntype: paper\n", "a.md")
    (found,) = faults or validate(TypeAdapter(Fields), document)[1]
    assert f'`title: "{text}"`' in found.hint


def test_a_comma_in_a_group_in_brackets_loses_nothing() -> None:
    written = "[{name: Ada Example, organisation: Example University, Leeds}]"
    text = entry_text().replace("contributors:\n- Ada Example", f"contributors: {written}")
    (found,) = read(text.encode(), "entries/a.md", NO_TERMS).diagnostics
    assert (found.code, found.field) == ("unknown-field", "contributors.0.Leeds")
    assert '`organisation: "Example University, Leeds"`' in found.hint


def test_a_path_is_one_fault() -> None:
    document, (found,) = load('title: "C:\\new folder"\ntype: paper', "a.md")
    assert document.value == {"title": "C:\\new folder", "type": "paper"}
    assert "`title: 'C:\\new folder'`" in found.hint


def test_a_text_that_starts_below_its_field() -> None:
    (found,) = load("summary:\n  Neighbours met.\n  In May: it opened.\ntype: paper", "a.md")[1]
    assert '`summary: "Neighbours met. In May: it opened."`' in found.hint


def test_hints_about_random_slips_are_right() -> None:
    made = list(slips(400, seed=1))
    results = [followed(slip.written) for slip in made]
    right = [
        isinstance(value, dict) and value.get(slip.field) == slip.meant
        for slip, value in zip(made, results, strict=True)
    ]
    needed = sum(bool(load(slip.written, "a.md")[1]) for slip in made)
    assert needed > 200
    assert right.count(False) <= 0.05 * needed


def test_a_text_on_several_lines_is_shown_on_one() -> None:
    _, (found,) = load("title: 'The carers' garden\n  of all'\ntype: paper", "a.md")
    assert '`title: "The carers\' garden of all"`' in found.hint
