"""Slips in front matter: the diagnostic is at the line that has to be corrected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_kb.front_matter.strict_yaml import load

PATH = "entries/a.md"
FIELDS = """title: Keeping well
type: project
summary: People planned a clinic together.
keywords:
  - co-design
  - peer support
contributors:
  - name: Ada Example
    organisation: Example University
links:
  - label: Report
    url: https://example.org
"""
SLIPS: list[tuple[str, str, str, int, int, str, str]] = [
    # what stands there, what was written instead, then line, column, message and hint
    ("no colon", "type: project", "type project", 2, 1, "no colon", "`title: Keeping well`"),
    ("brackets above a list", "keywords:", "keywords: []", 4, 11, "an empty list", "Delete `[]`"),
    ("brackets above a group", "  - name: Ada", "  []\n  - name: Ada", 8, 3, "written below it", "Delete `[]`"),
    ("no colon in the first line", "title: K", "title K", 1, 1, "no colon", "`title: Keeping well`"),
    ("no colon above a list", "keywords:", "keywords", 4, 1, "no colon", "`title: Keeping well`"),
    ("equals sign", "type: project", "type = project", 2, 6, "“=” where the colon", "`type: project`"),
    ("semicolon", "type: project", "type; project", 2, 5, "“;” where the colon", "`type: project`"),
    ("no space", "type: project", "type:project", 2, 5, "no space after the colon", "`type: project`"),
    ("no space in the first line", "title: K", "title:K", 1, 6, "no space", "`title: Keeping well`"),
    ("second colon", "Keeping well", "Keeping: well", 1, 15, "second colon", '`title: "Keeping: well"`'),
    ("curly quotes", "Keeping well", "“Keeping: well”", 1, 16, "only straight ones", '`title: "Keeping: well"`'),
    ("quotes within", "Keeping well", '"Keep" well', 1, 15, "after the closing quo", "`title: '\"Keep\" well'`"),
    ("quote not closed", "Keeping well", '"Keeping well', 1, 8, "not closed", '`title: "Keeping well"`'),
    (
        "quote closed by another field's",
        "Keeping well\ntype: project\nsummary: People planned a clinic together.",
        '"Keeping well\ntype: project\nsummary: "People planned a clinic together."',
        *(1, 8, "quotation mark is not closed", '`title: "Keeping well"`'),
    ),
    ("brackets within", "Keeping well", "[Keeping] well", 1, 18, "closing bracket", '`title: "[Keeping] well"`'),
    ("link", "https://example.org", "[it](https://example.org)", 12, 10, "below the fields", "the address alone"),
    ("at sign", "Ada Example", "@ada", 8, 11, "cannot start with “@”", '`name: "@ada"`'),
    ("star", "Keeping well", "*Keeping* well", 1, 8, "cannot start with “*”", '`title: "*Keeping* well"`'),
    ("and", "Keeping well", "& well", 1, 8, "cannot start with “&”", '`title: "& well"`'),
    ("greater", "Keeping well", "> well", 1, 8, "cannot start with “>”", '`title: "> well"`'),
    ("question mark", "Keeping well", "? well", 1, 8, "cannot start with “?”", '`title: "? well"`'),
    ("backslash", "Keeping well", '"C:\\x"', 1, 13, "A backslash", "two backslashes"),
    ("tab before a field", "    url", "\turl", 12, 1, "a tab", "spaces"),
    ("tab before an item", "  - peer", "\t- peer", 6, 1, "a tab", "spaces"),
    ("no space after a hyphen", "  - peer", "  -peer", 6, 3, "after the hyphen", "`- peer support`"),
    ("no space before a part", "  - name", "  -name", 8, 3, "after the hyphen", "`- name: Ada Example`"),
    ("bullet", "  - peer", "  • peer", 6, 3, "“•” does not start", "`- peer support`"),
    ("dash", "  - peer", "  – peer", 6, 3, "“–” does not start", "`- peer support`"),
    ("star for an item", "  - co-design\n  - peer", "  * co-design\n  * peer", 5, 3, "“*” does not", "`- co-design`"),
    ("space of another kind", "  - peer", "\u00a0\u00a0- peer", 6, 1, "not an ordinary", "space bar"),
    ("such a space after a colon", "type: p", "type:\u00a0p", 2, 6, "not an ordinary", "space bar"),
    ("field further right", "type: project", " type: project", 2, 2, "further to the right", "Line the two up"),
    ("part further right", "    organ", "      organ", 9, 7, "further to the right", "Line the two up"),
    ("part further left", "    organ", "   organ", 9, 4, "does not belong to the list", "line it up"),
    ("item further left", "  - peer", " - peer", 6, 2, "not lined up", "in the same column"),
    ("text over two lines", "planned a", "\nplanned a", 4, 1, "no colon", "two more spaces"),
    ("remark of a web page", "type: project", "<!-- type -->\ntype: project", 2, 1, "`<!--`", "`#` and a space"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("right", "wrong", "line", "column", "message", "hint"),
    [row[1:] for row in SLIPS],
    ids=[row[0] for row in SLIPS],
)
def test_a_slip_is_told_where_it_was_made(
    right: str, wrong: str, line: int, column: int, message: str, hint: str
) -> None:
    assert load(FIELDS, PATH)[1] == []
    assert right in FIELDS
    document, faults = load(FIELDS.replace(right, wrong, 1), PATH, first_line=2)
    (found,) = [fault for fault in faults if fault.is_error]
    assert document.value is None
    assert (found.code, found.line, found.column) == ("yaml-syntax", line + 1, column)
    assert message in found.message
    assert hint in found.hint


@given(st.lists(st.sampled_from([(row[1], row[2]) for row in SLIPS]), min_size=2, max_size=5))
def test_however_many_slips_there_are_the_place_lies_within_the_text(slips: list[tuple[str, str]]) -> None:
    text = FIELDS
    for right, wrong in slips:
        text = text.replace(right, wrong, 1)
    for found in load(text, PATH)[1]:
        assert found.line
        assert found.column
        assert found.column <= len(text.split("\n")[found.line - 1]) + 1


def test_what_is_refused_as_text_is_not_missing_besides() -> None:
    document, faults = load("title: !Stop\nlicence: *Well*ness\nplaces: &a", PATH)
    assert document.value is None
    assert [fault.code for fault in faults][-1] == "yaml-syntax"
    document, faults = load("title: !Stop\nlicence: *well\nplaces: &a", PATH)
    assert document.value == {"title": "!Stop", "licence": "*well", "places": "&a"}
    assert [fault.code for fault in faults] == ["yaml-tag", "yaml-alias", "yaml-anchor"]


def test_an_item_that_is_read_as_part_of_the_one_above_is_asked_about() -> None:
    _, (found,) = load("keywords:\n  - co-design\n    - peer support\n  - advocacy", PATH)
    assert (found.code, found.line, found.column, found.is_error) == ("joined-items", 3, 5, False)
    assert load("summary: |\n  One\n  - two\ntitle: A\n  -b", PATH)[1] == []
