"""Excerpts: the caret is below the column, long lines are cut, and control characters are escaped."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from coprod_kb.commands.excerpt import WIDTH, excerpt


def test_the_caret_stands_below_the_column() -> None:
    assert excerpt("type: projct", 3, 7) == ("3 | type: projct", "  |       ^")


def test_the_caret_line_is_indented_by_the_line_number() -> None:
    assert excerpt("a", 1234, 1) == ("1234 | a", "     | ^")


@pytest.mark.parametrize(
    ("line", "column", "shown", "cells"),
    [
        pytest.param("abc", 4, "abc", 3, id="behind the last character"),
        pytest.param("abc", 99, "abc", 3, id="a line that is shorter by now"),
        pytest.param("", 1, "", 0, id="an empty line"),
        pytest.param("共同x", 3, "共同x", 4, id="wide characters take two cells"),
        pytest.param("e\u0301x", 3, "e\u0301x", 1, id="a combining mark takes none"),
        pytest.param("👩‍⚕️x", 5, "👩‍⚕️x", 2, id="a joined emoji takes two"),
        pytest.param("\tx", 2, "\\tx", 2, id="a tab is written out"),
        pytest.param("a\u202ex", 3, "a<U+202E>x", 9, id="what reorders is written out"),
        pytest.param("a\u034fx", 3, "a<U+034F>x", 9, id="so is what nobody can see"),
        pytest.param("##[x", 4, "#\\x23[x", 6, id="a command is broken"),
    ],
)
def test_the_caret_is_below_the_cell_of_the_character(line: str, column: int, shown: str, cells: int) -> None:
    first, second = excerpt(line, 1, column)
    assert first == f"1 | {shown}".rstrip()
    assert second == f"  | {' ' * cells}^"


def test_a_workflow_command_is_escaped_also_around_the_caret() -> None:
    for column in range(1, 5):
        assert excerpt("##[x", 1, column)[0] == "1 | #\\x23[x"


@pytest.mark.parametrize("column", [1, 40, 500, 960, 1000])
def test_a_long_line_is_cut_around_the_place(column: int) -> None:
    line = "".join(chr(0x4E00 + number) for number in range(1000))
    first, second = excerpt(line, 1, column)
    shown = first.removeprefix("1 | ")
    assert wcswidth(shown) <= WIDTH + 2
    assert len(shown) > WIDTH // 2 - 2
    assert shown.startswith("…") == (column > 35)
    assert shown.endswith("…") == (column < 965)
    before = [char for char in shown if wcswidth(shown[: shown.index(char)]) == second.index("^") - 4]
    assert before == [line[column - 1]]


@given(st.text(st.characters(codec=None, exclude_characters="\n")), st.integers(1, 300), st.integers(20, 80))
def test_any_line_is_harmless(line: str, column: int, width: int) -> None:
    shown = excerpt(line * 9, 1, column, width)
    assert not {
        char for row in shown for char in row if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}
    }
    assert not re.search(r"##(vso)?\[", shown[0], re.IGNORECASE)
    assert shown[0].startswith("1 |")
    assert re.fullmatch(r"  \| *\^", shown[1])
