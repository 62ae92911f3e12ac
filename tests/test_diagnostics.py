"""Diagnostics: their order, and their formats for terminals and programs."""

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_kb.diagnostics import (
    Diagnostic,
    Severity,
    as_github,
    as_json,
    as_text,
    bounded,
    did_you_mean,
    in_order,
    nearest,
    printable,
    tally,
)

any_text = st.text(st.characters(codec=None, exclude_categories=[]))
"""All of Unicode, lone surrogates included: a file name may hold what is not UTF-8."""


def finding(code: str = "date", **others: object) -> Diagnostic:
    fields: dict[str, object] = {
        "severity": Severity.ERROR,
        "path": "entries/a.md",
        "message": "“soon” is not a date.",
        "hint": "Write `2022-07`.",
        "line": 4,
        "column": 7,
    }
    return Diagnostic(code=code, **(fields | others))  # type: ignore[arg-type]


WARNING = finding(severity=Severity.WARNING)


def test_only_errors_are_errors() -> None:
    assert finding().is_error
    assert not WARNING.is_error


def test_the_order_is_file_line_column_code_field_and_no_place_comes_first() -> None:
    ordered = [
        finding("zebra", path="entries/a.md", line=None, column=None),
        finding("date", line=2, column=9),
        finding("doi", line=10, column=1),
        finding("date", line=10, column=3, field="added"),
        finding("date", line=10, column=3, field="date"),
        finding("doi", line=10, column=3),
        finding("date", path="entries/b.md", line=1, column=1),
    ]
    assert in_order(reversed(ordered)) == ordered


# --- Bounded ---------------------------------------------------------------------------------------


def test_as_many_findings_as_may_be_listed_are_left_as_they_are() -> None:
    found = [finding(line=line) for line in range(5, 0, -1)]
    assert bounded(found, 5) == found


def test_more_are_counted_errors_first_and_nothing_changes_its_order() -> None:
    errors = [finding(line=line) for line in (9, 3, 6)]
    warnings = [finding(severity=Severity.WARNING, line=line) for line in (8, 1, 2)]
    *kept, more = bounded([*warnings, *errors], 4)
    assert kept == [warnings[1], *errors]
    assert (more.code, more.severity, more.line) == ("more-findings", Severity.WARNING, 9)
    assert "0 errors and 2 warnings more" in more.message
    assert in_order([more, *kept])[-1] == more

    *kept, more = bounded([*warnings, *errors], 2)
    assert kept == [errors[1], errors[2]]
    assert more.is_error
    assert "1 error and 3 warnings more" in more.message


def test_each_file_has_its_own_bound() -> None:
    found = [finding(path=path, line=line) for path in ("b", "a") for line in range(1, 4)]
    assert [(diagnostic.path, diagnostic.code) for diagnostic in in_order(bounded(found, 2))] == [
        *[("a", "date")] * 2,
        ("a", "more-findings"),
        *[("b", "date")] * 2,
        ("b", "more-findings"),
    ]


def test_the_last_one_is_last_also_where_all_stand_in_one_place() -> None:
    found = bounded((finding("zebra") for _ in range(9)), 3)
    assert [diagnostic.code for diagnostic in in_order(found)] == ["zebra"] * 3 + ["more-findings"]


# --- Printable ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("plain – “text”", "plain – “text”", id="punctuation stays"),
        pytest.param("می‌نویسم", "می‌نویسم", id="Persian keeps its joiner"),
        pytest.param("👩‍⚕️", "👩‍⚕️", id="a joined emoji stays whole"),
        pytest.param("\x1b[31mred", "\\x1b[31mred", id="terminal colour"),
        pytest.param("a\nb\tc\r", "a\\nb\\tc\\r", id="line ends and tabs"),
        pytest.param("abc\u202etxt.exe", "abc<U+202E>txt.exe", id="right-to-left override"),
        pytest.param("\u2066x\u2069", "<U+2066>x<U+2069>", id="isolates"),
        pytest.param("a\x85b\u2028c\u2029", "a\\x85b<U+2028>c<U+2029>", id="other line ends"),
        pytest.param("\ufeffx", "<U+FEFF>x", id="byte order mark"),
        pytest.param("::error::x", "\\x3a:error::x", id="a command of GitHub"),
        pytest.param(" \u3000::error::x", " \u3000\\x3a:error::x", id="the same after blanks"),
        pytest.param("a ::error::x", "a ::error::x", id="no command, since something stands before it"),
        pytest.param("a ##[error]x", "a #\\x23[error]x", id="a command in its old form, anywhere"),
        pytest.param("###[a", "##\\x23[a", id="more number signs"),
        pytest.param("##VSO[task.x]", "#\\x23VSO[task.x]", id="a command of Azure"),
        pytest.param("## [a] #[b]", "## [a] #[b]", id="headings and brackets stay"),
        pytest.param("\udc80", "<U+DC80>", id="a byte of a file name that is not UTF-8"),
        pytest.param("\U000e0041", "<U+E0041>", id="tag characters beyond the first plane"),
    ],
)
def test_printable_writes_out_what_moves_the_cursor_or_reorders_the_line(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(any_text)
def test_printable_leaves_no_control_characters_and_can_be_encoded(text: str) -> None:
    shown = printable(text)
    left = {char for char in shown if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}
    assert left <= {"\u200c", "\u200d"}
    assert printable(shown) == shown
    assert shown.encode().decode() == shown


command = st.lists(st.sampled_from(["#", "##", "[", ":", "::", "vso", "\n", " ", "\u200c"]) | any_text)


@given(command.map("".join))
def test_no_output_carries_a_command(text: str) -> None:
    found = [finding(path=text, message=text, hint=text), finding(message=text, hint=text)]
    for written in (printable(text), as_text(found), as_json(found)):
        assert not re.search(r"^\s*::|##(vso)?\[", written, re.MULTILINE | re.IGNORECASE)
    assert printable(printable(text)) == printable(text)


@given(
    st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"])).filter(
        lambda text: not text.lstrip().startswith("::") and "##" not in text
    )
)
def test_printable_keeps_letters_marks_digits_punctuation_and_spaces(text: str) -> None:
    assert printable(text) == text


# --- As text and as JSON -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "file", "first"),
    [
        (finding(), "entries/a.md", "4:7 error: “soon” is not a date. [date]"),
        (WARNING, "entries/a.md", "4:7 warning: “soon” is not a date. [date]"),
        (finding(line=None, column=None), "entries/a.md", "error: “soon” is not a date. [date]"),
        (
            finding(path="entries/\x1b[2J.md", message="bad\nnews"),
            *("entries/\\x1b[2J.md", "4:7 error: bad\\nnews [date]"),
        ),
    ],
    ids=["error", "warning", "whole file", "hostile name and message"],
)
def test_text_gives_file_place_severity_message_code_and_the_next_step(
    found: Diagnostic, file: str, first: str
) -> None:
    assert as_text([found]) == f"{file}\n  {first}\n    Write `2022-07`."


def test_each_file_is_named_once_and_a_blank_line_parts_it_from_the_next() -> None:
    found = [finding("doi"), finding(path="entries/b.md", hint="one\ntwo"), WARNING]
    assert re.sub(r":.*\[", " [", as_text(found)) == (
        "entries/a.md\n  4 [doi]\n    Write `2022-07`.\n  4 [date]\n    Write `2022-07`.\n\n"
        "entries/b.md\n  4 [date]\n    one\\ntwo"
    )
    assert as_text([]) == ""


def test_an_excerpt_stands_between_the_message_and_the_next_step() -> None:
    text = as_text([finding(), WARNING], lambda found: ["4 | x", "  | ^"] if found.is_error else [])
    assert re.sub(r":.*\[", " [", text) == (
        "entries/a.md\n  4 [date]\n    4 | x\n      | ^\n    Write `2022-07`.\n"
        "  4 [date]\n    Write `2022-07`."
    )


def test_colours_change_nothing_but_colours() -> None:
    found = [finding(), WARNING]
    coloured = as_text(found, lambda _: ["4 | x"], colour=True)
    assert "\x1b[31merror:\x1b[0m" in coloured
    assert "\x1b[33mwarning:\x1b[0m" in coloured
    assert re.sub("\x1b\\[[0-9]+m", "", coloured) == as_text(found, lambda _: ["4 | x"])


@pytest.mark.parametrize(
    ("found", "command"),
    [
        (
            finding(),
            "::error file=entries/a.md,line=4,col=7,title=date::“soon” is not a date.%0AWrite `2022-07`.",
        ),
        (
            finding(severity=Severity.WARNING, line=None, column=None),
            "::warning file=entries/a.md,title=date::“soon” is not a date.%0AWrite `2022-07`.",
        ),
        (
            finding(path="a:b,c%.md", message="100 %: a, b", hint="c\n::error::d"),
            "::error file=a%3Ab%2Cc%25.md,line=4,col=7,title=date::100 %25: a, b%0Ac\\n::error::d",
        ),
    ],
    ids=["error", "whole file", "what has a meaning in commands"],
)
def test_a_command_for_github_carries_place_code_message_and_the_next_step(
    found: Diagnostic, command: str
) -> None:
    assert as_github([found]) == command
    assert as_github([found, found]) == f"{command}\n{command}"


@given(command.map("".join))
def test_each_finding_is_one_command_for_github_whatever_it_holds(text: str) -> None:
    found = [finding(path=text, message=text, hint=text), WARNING]
    first, second = as_github(found).splitlines()
    assert re.fullmatch("::error [^:]*::.*", first)
    assert not re.search(r"##(vso)?\[", first, re.IGNORECASE)
    assert second == as_github([WARNING])


def test_json_names_every_part_of_a_finding() -> None:
    assert json.loads(as_json([finding(field="date"), finding(line=None, column=None)])) == [
        {
            "code": "date",
            "severity": "error",
            "path": "entries/a.md",
            "message": "“soon” is not a date.",
            "hint": "Write `2022-07`.",
            "line": 4,
            "column": 7,
            "field": "date",
        },
        {
            "code": "date",
            "severity": "error",
            "path": "entries/a.md",
            "message": "“soon” is not a date.",
            "hint": "Write `2022-07`.",
            "line": None,
            "column": None,
            "field": None,
        },
    ]


def test_json_keeps_other_scripts_readable() -> None:
    assert "می‌نویسم" in as_json([finding(message="می‌نویسم")])


@given(any_text)
def test_json_can_be_encoded_whatever_a_file_is_called(path: str) -> None:
    written = as_json([finding(path=path)]).encode()
    # A pair of lone surrogates is one character in JSON.
    whole = path.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass") if path else path
    assert json.loads(written)[0]["path"] in {path, whole}


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([], "0 errors and 0 warnings"),
        ([finding()], "1 error and 0 warnings"),
        ([finding(), WARNING, finding()], "2 errors and 1 warning"),
        ([WARNING, WARNING], "0 errors and 2 warnings"),
    ],
)
def test_tally_counts_in_words(found: list[Diagnostic], words: str) -> None:
    assert tally(iter(found)) == words


# --- Did you mean ------------------------------------------------------------------------------------

CHOICES = ("co-design", "co-production", "peer support")


@pytest.mark.parametrize(
    ("word", "choice"),
    [
        ("co-desing", "co-design"),
        ("CO-PRODUCTION", "co-production"),
        ("coproduction", "co-production"),
        ("peer suport", "peer support"),
        ("gardening", None),
        ("", None),
        ("\x00" * 5000, None),
    ],
)
def test_the_nearest_choice_is_one_that_is_really_near(word: str, choice: str | None) -> None:
    assert nearest(word, CHOICES) == choice
    assert did_you_mean(word, CHOICES) == (f"Did you mean “{choice}”? " if choice else "")


def test_nothing_is_near_where_there_is_no_choice() -> None:
    assert nearest("co-design", []) is None
    assert did_you_mean("co-design", iter(())) == ""
