"""Hints about quotation marks and signs: the line that a hint shows, taken literally, gives the text that was meant."""

from __future__ import annotations

import re
from typing import Any

import pytest

from coprod_kb.front_matter.strict_yaml import load

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


def test_a_text_on_several_lines_is_shown_on_one() -> None:
    _, (found,) = load("title: 'The carers' garden\n  of all'\ntype: paper", "a.md")
    assert '`title: "The carers\' garden of all"`' in found.hint
