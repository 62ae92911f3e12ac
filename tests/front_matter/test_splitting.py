"""Bytes become text, and an entry is split into front matter and body."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.front_matter.splitting import Halves, decode, split
from coprod_kb.front_matter.strict_yaml import load
from tests.front_matter.test_yaml_slips import FIELDS

PATH = "entries/a.md"

# --- Bytes to text -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"", "", id="nothing"),
        pytest.param(b"\xef\xbb\xbfa", "a", id="byte order mark"),
        pytest.param(b"a\r\nb\rc\nd", "a\nb\nc\nd", id="line ends of three systems"),
        pytest.param("می‌نویسم 👩‍⚕️".encode(), "می‌نویسم 👩‍⚕️", id="Persian and emoji"),
    ],
)
def test_text_is_decoded(data: bytes, text: str) -> None:
    assert decode(data, PATH) == text


@pytest.mark.parametrize(
    ("data", "line", "column", "words"),
    [
        pytest.param(b"\xff", 1, 1, "not saved as UTF-8", id="first byte"),
        pytest.param(b"caf\xe9", 1, 4, "perhaps “é”", id="Latin-1"),
        pytest.param("—é\n".encode() + b"ab\x93", 2, 3, "not saved as UTF-8", id="Windows quotation mark"),
        pytest.param("😀é".encode() + b"\xe9", 1, 3, "perhaps “é”", id="columns count characters"),
        pytest.param(
            b"\xef\xbb\xbfab\xff", 1, 3, "not saved as UTF-8", id="a byte order mark takes no column"
        ),
        pytest.param(b"a\r\nb\r\n\xff", 3, 1, "not saved as UTF-8", id="Windows line ends"),
        pytest.param(b"a\rb\rc\xff", 3, 2, "not saved as UTF-8", id="old Mac line ends"),
        pytest.param(b"\xed\xa0\x80", 1, 1, "not saved as UTF-8", id="half of a surrogate pair"),
        pytest.param("---".encode("utf-16"), 1, 1, "UTF-16", id="UTF-16"),
    ],
)
def test_what_is_not_utf8_is_told_with_its_place(data: bytes, line: int, column: int, words: str) -> None:
    fault = decode(data, PATH)
    assert isinstance(fault, Diagnostic)
    assert (fault.code, fault.line, fault.column) == ("encoding", line, column)
    assert words in fault.message
    assert "UTF-8" in fault.hint


# --- Text to halves ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "front_holds", "front_line", "body"),
    [
        pytest.param("---\ntitle: A\n---\nBody\n", "title: A", 1, "\nBody\n", id="plain"),
        pytest.param("---\n---\n", "", 1, "", id="nothing in either"),
        pytest.param("---\ntitle: A\n---", "title: A", 1, "", id="ends with the closing line"),
        pytest.param("-----\ntitle: A\n----\nB", "title: A", 1, "\nB", id="longer lines"),
        pytest.param("---  \ntitle: A\n--- \nB", "title: A", 1, "\nB", id="spaces after the dashes"),
        pytest.param(
            "---\nsummary: |\n  a\n  ---\n  b\n---\nB", "  ---\n  b", 1, "\nB", id="dashes in a block of text"
        ),
        pytest.param("---\nt: A\n---\nB\n\n---\n\nC", "t: A", 1, "\nB\n\n---\n\nC", id="a rule in the body"),
        pytest.param("---\nt: --- A ---\n---\nB", "t: --- A ---", 1, "\nB", id="dashes within a line"),
    ],
)
def test_an_entry_is_split_at_its_dashes(text: str, front_holds: str, front_line: int, body: str) -> None:
    halves = split(text, PATH)
    assert isinstance(halves, Halves)
    assert front_holds in halves.text
    assert halves.text_line == front_line
    assert halves.body == body


@pytest.mark.parametrize(
    ("text", "line_of_key", "line_of_body"),
    [
        pytest.param("---\nkey: A\n---\nBODY", 2, 4, id="plain"),
        pytest.param("---\n\n\nkey: A\n---\nBODY", 4, 6, id="blank lines above the fields"),
        pytest.param("---\nkey: A\n\n\n---\nBODY", 2, 6, id="blank lines below the fields"),
        pytest.param("---\nkey: A\n---\n\n\n\nBODY", 2, 7, id="blank lines above the body"),
        pytest.param("---   \n   \nkey: A\n---  \n  \nBODY", 3, 6, id="lines of spaces"),
        pytest.param("---\n# a remark\nkey: A\n---\nBODY", 3, 5, id="a remark"),
    ],
)
def test_both_halves_know_their_lines(text: str, line_of_key: int, line_of_body: int) -> None:
    halves = split(text, PATH)
    assert isinstance(halves, Halves)
    document, _ = load(halves.text, PATH, halves.text_line)
    assert document.keys_at[("key",)] == (line_of_key, 1)
    assert halves.body_line + halves.body[: halves.body.index("BODY")].count("\n") == line_of_body


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "words"),
    [
        pytest.param("", "empty-file", 1, 1, "is empty", id="nothing"),
        pytest.param(" \n\t\n", "empty-file", 1, 1, "is empty", id="only blanks"),
        pytest.param("# A heading\n", "front-matter-missing", 1, 1, "does not start", id="Markdown alone"),
        pytest.param("\n---\nt: A\n---\n", "front-matter-missing", 1, 1, "Here it is line 2", id="late"),
        pytest.param(" ---\nt: A\n---\n", "front-matter-missing", 1, 1, "a space before them", id="indented"),
        pytest.param("\ufeff---\n---\n", "front-matter-missing", 1, 1, "does not start", id="second mark"),
        pytest.param("+++\nt = 1\n+++\n", "front-matter-missing", 1, 1, "does not start", id="TOML"),
        pytest.param(
            "---\ntitle: A\ntype: paper\n", "front-matter-open", 3, 1, "no second line", id="not closed"
        ),
        pytest.param(
            "---\ntitle: A\n--- B\n", "front-matter-open", 3, 1, "no second line", id="text after it"
        ),
        pytest.param("---\n", "front-matter-open", 1, 1, "no second line", id="only the first line"),
    ],
)
def test_an_entry_that_cannot_be_split(text: str, code: str, line: int, column: int, words: str) -> None:
    fault = split(text, PATH)
    assert isinstance(fault, Diagnostic)
    assert (fault.code, fault.line, fault.column) == (code, line, column)
    assert words in fault.message
    assert "---" in fault.hint


@settings(max_examples=300)
@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_text_or_a_finding(data: bytes) -> None:
    text = decode(data, PATH)
    if isinstance(text, Diagnostic):
        assert text.code == "encoding"
        return
    assert "\r" not in text
    halves = split(text, PATH)
    if isinstance(halves, Halves):
        assert text.startswith("---")
        assert text.endswith(halves.body)


# --- The lines of three hyphens ----------------------------------------------------------------------

BODY = "\n## What they did\n\nThey met.\n"


def fault(text: str) -> Diagnostic:
    found = split(text, PATH)
    assert isinstance(found, Diagnostic)
    return found


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        (f"---\n{FIELDS}{BODY}", 15, "no second line", "above this one"),
        (f"---\n{FIELDS}\nThey met.\n", 15, "no second line", "above this one"),
        (f"---\n{FIELDS}", 13, "no second line", "after the last field"),
        (f"---\n{FIELDS}\n# A remark: kept\nlicence: A\n", 16, "no second line", "after the last field"),
        (f"---\n{FIELDS}—\n{BODY}", 14, "“—” is not a line of three hyphens", "`---` on this line"),
        (f"---\n{FIELDS}--\n{BODY}", 14, "“--” is not a line of three hyphens", "`---` on this line"),
        (f"---\n{FIELDS}...\n{BODY}", 14, "“...” is not a line of three hyphens", "`---` on this line"),
        (f"---\n{FIELDS} ---\n{BODY}", 14, "“---” is not a line of three hyphens", "nothing else"),
    ],
)
def test_where_the_fields_do_not_end_the_place_is_where_they_should(
    text: str, line: int, message: str, hint: str
) -> None:
    found = fault(text)
    assert (found.code, found.line) == ("front-matter-open", line)
    assert message in found.message
    assert hint in found.hint


@pytest.mark.parametrize(
    ("above", "line", "message", "hint"),
    [
        ("\n---\n", 1, "Here it is line 2", "blank lines above"),
        ("# Keeping well\n\n---\n", 1, "Here it is line 3", "what stands above"),
        ("```\n---\n", 1, "Here it is line 2", "what stands above"),
        (" ---\n", 1, "a space before them", "Start it"),
        ("—\n", 1, "“—” is not a line of three hyphens", "Type three hyphens"),
        ("--\n", 1, "“--” is not a line of three hyphens", "Type three hyphens"),
        ("", 1, "does not start with a line of three hyphens", "first line"),
        ("They met.\n\n---\n\nThey met again.\n", 1, "does not start", "first line"),
    ],
)
def test_where_the_fields_do_not_start_the_reason_is_given(
    above: str, line: int, message: str, hint: str
) -> None:
    found = fault(f"{above}{FIELDS}---\n{BODY}")
    assert (found.code, found.line) == ("front-matter-missing", line)
    assert message in found.message
    assert hint in found.hint


def test_a_rule_within_the_text_does_not_matter() -> None:
    assert isinstance(split(f"---\n{FIELDS}---\nThey met.\n\n—\n\n---\n", PATH), Halves)
