"""YAML is read as text, lists and mappings with their places, and nothing else."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.front_matter.document import Document, Place, Value
from coprod_kb.front_matter.strict_yaml import MAX_BYTES, MAX_DEPTH, MAX_NAME, load
from coprod_kb.values.characters import invisible

PATH = "entries/a.md"


def value_of(text: str) -> Value:
    document, faults = load(text, PATH)
    assert faults == []
    return document.value


def only(faults: list[Diagnostic]) -> Diagnostic:
    (fault,) = faults
    assert fault.is_error
    assert fault.path == PATH
    assert fault.hint.strip()
    return fault


# --- YAML to values ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["NO", "yes", "1e9", "0x1F", "017", "1_000", ".inf", "2014-02-30", "12:30", "null", "=", "9" * 5000],
    ids=lambda text: text[:20],
)
def test_nothing_is_guessed_from_plain_text(text: str) -> None:
    assert value_of(f"key: {text}\nlist: [{text}]\n{text[:100]}: x") == {
        "key": text,
        "list": [text],
        text[:100]: "x",
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# a remark\n\n", None),
        ("doi:\n", {"doi": None}),
        ("doi: ~\n", {"doi": None}),
        ("doi: ''\n", {"doi": ""}),
        ('doi: "~"\n', {"doi": "~"}),
        ("a:\n-\n- b\n", {"a": [None, "b"]}),
        ("[]", []),
        ("{a: {}, b: []}", {"a": {}, "b": []}),
        ("just words", "just words"),
        ("a: >-\n  one\n  two\n", {"a": "one two"}),
        ("a: |\n  one\n  ---\n", {"a": "one\n---\n"}),
        ("a: one\n  two\n", {"a": "one two"}),
        (r'a: "\u0645\u06cc\u200c \U0001F331 \t \n"', {"a": "می‌ 🌱 \t \n"}),
        ("a: می‌نویسم 👩‍⚕️", {"a": "می‌نویسم 👩‍⚕️"}),
        ("a: b\n...\n", {"a": "b"}),
        ('"<<": x', {"<<": "x"}),
        ("? a\n: b", {"a": "b"}),
        ('"": b', {"": "b"}),
    ],
)
def test_values_are_text_lists_and_mappings(text: str, value: Value) -> None:
    assert value_of(text) == value


def test_every_key_and_value_remembers_its_place() -> None:
    text = "title: A\n# a remark\ncontributors:\n  - name: 😀 Ada\n    organisation: [X, 'Y']\nsummary: |\n  Text\n"
    document, faults = load(text, PATH, first_line=2)
    assert faults == []
    assert document.keys_at == {
        ("title",): (2, 1),
        ("contributors",): (4, 1),
        ("contributors", 0, "name"): (5, 5),
        ("contributors", 0, "organisation"): (6, 5),
        ("summary",): (7, 1),
    }
    assert document.values_at == {
        (): (2, 1),
        ("title",): (2, 8),
        ("contributors",): (5, 3),
        ("contributors", 0): (5, 5),
        ("contributors", 0, "name"): (5, 11),
        ("contributors", 0, "organisation"): (6, 19),
        ("contributors", 0, "organisation", 0): (6, 20),
        ("contributors", 0, "organisation", 1): (6, 23),
        ("summary",): (7, 10),
    }


def test_a_finding_stands_at_the_value_the_key_or_what_holds_both() -> None:
    document = load("a:\n  - b: c\n", PATH)[0]
    assert document.place(("a", 0, "b")) == Place(2, 8)
    assert document.place(("a", 0, "b"), key=True) == Place(2, 5)
    assert document.place(("a", 0, "missing")) == Place(2, 5)
    assert document.place(("a", 7)) == Place(2, 3)
    assert document.place(("missing",)) == Place(1, 1)
    assert Document(PATH, None).place(("missing",)) is None
    found = document.finding("date", ("a", 0, "b"), "Wrong.", "Do this.")
    assert (found.line, found.column, found.field, found.is_error) == (2, 8, "a.0.b", True)
    found = Document(PATH, None).finding("date", ("a", 0, "b"), "Wrong.", "Do this.")
    assert (found.line, found.column, found.field) == (1, 1, "a.0.b")


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "words"),
    [
        pytest.param("a: 1\nb: 2\na: 3", "duplicate-key", 3, 1, "`a` is there twice", id="key twice"),
        pytest.param("a: {b: 1, b: 2}", "duplicate-key", 1, 11, "`b` is there twice", id="key twice within"),
        pytest.param('a: 1\n"a": 2', "duplicate-key", 2, 1, "first stands on line 1", id="other spelling"),
        pytest.param("a: &x 1", "yaml-anchor", 1, 4, "`&x`", id="anchor"),
        pytest.param("&x a: 1", "yaml-anchor", 1, 1, "`&x`", id="anchor on a key"),
        pytest.param("a: &x [1]", "yaml-anchor", 1, 4, "`&x`", id="anchor on a list"),
        pytest.param("a: &x {b: 1}", "yaml-anchor", 1, 4, "`&x`", id="anchor on a mapping"),
        pytest.param("a: *x", "yaml-alias", 1, 4, "`*x`", id="alias"),
        pytest.param("a: !!int 1", "yaml-tag", 1, 4, "int", id="tag"),
        pytest.param("!!str a: 1", "yaml-tag", 1, 1, "str", id="tag on a key"),
        pytest.param(
            "a: !!python/object/apply:os.system [x]", "yaml-tag", 1, 4, "python", id="code in a tag"
        ),
        pytest.param("a: ! b", "yaml-tag", 1, 4, "`!`", id="tag without a name"),
        pytest.param("a: !!map {b: 1}", "yaml-tag", 1, 4, "map", id="tag on a mapping"),
        pytest.param("b: 1\n<<: {a: 1}", "yaml-merge", 2, 1, "`<<`", id="merge key"),
        pytest.param("a: 1\n? [b, c]\n: 1", "yaml-key", 2, 3, "must be a word", id="list as a key"),
        pytest.param("? {b: c}\n: 1", "yaml-key", 1, 3, "must be a word", id="mapping as a key"),
        pytest.param("title: {{ name }}", "yaml-key", 1, 9, "must be a word", id="template left unfilled"),
        pytest.param("a: 1\n\tb: 2", "yaml-syntax", 2, 1, "is a tab", id="tab"),
        pytest.param("a:\n\t- b", "yaml-syntax", 2, 1, "tab", id="tab before a list"),
        pytest.param("a: @b", "yaml-syntax", 1, 4, "cannot start", id="at sign"),
        pytest.param("a: `b`", "yaml-syntax", 1, 4, "cannot start", id="backtick"),
        pytest.param("a: one: two", "yaml-syntax", 1, 7, "second colon", id="second colon"),
        pytest.param("a: 1\nb\nc: 2", "yaml-syntax", 2, 1, "no colon", id="no colon"),
        pytest.param('a: 1\nb: "open\nc: 2', "yaml-syntax", 2, 4, "quotation mark", id="quote not closed"),
        pytest.param("a: 1\nb: [open\n", "yaml-syntax", 2, 4, "bracket", id="bracket not closed"),
        pytest.param("a: 1\nb: [", "yaml-syntax", 2, 5, "missing here", id="nothing after a bracket"),
        pytest.param("a: [\n\n\n", "yaml-syntax", 1, 5, "missing here", id="blank lines after a bracket"),
        pytest.param('a: "b" c', "yaml-syntax", 1, 8, "closing quotation mark", id="text after a quote"),
        pytest.param("a:\n  b: 1\n c: 2", "yaml-syntax", 3, 2, "indentation", id="indentation"),
        pytest.param("a:\n  - b\n  c: 2", "yaml-syntax", 3, 3, "list above", id="list ends oddly"),
        pytest.param("a: - b", "yaml-syntax", 1, 4, "list item", id="item on the line of the name"),
        pytest.param("a: b\n--- c\n", "yaml-syntax", 2, 1, "second block", id="second document"),
        pytest.param("a: b\n...\nc: d\n", "yaml-syntax", 3, 1, "", id="text after the end"),
        pytest.param("b: 1\na: !%C0%80 x", "yaml-syntax", 2, 1, "starts with `!`", id="tag of broken bytes"),
        pytest.param("a: !<%ED%A0%80> x", "yaml-syntax", 1, 1, "starts with `!`", id="tag of half a pair"),
        pytest.param("%TAG ! %C0%80\n--- a", "yaml-syntax", 1, 1, "starts with `!`", id="tag named before"),
        pytest.param("a: \x07", "control-character", 1, 4, "U+0007", id="bell"),
        pytest.param(
            "a:b\nc: d", "yaml-syntax", 1, 2, "no space after the colon", id="no space after a colon"
        ),
        pytest.param("a: 1\nb: x\u202ey", "bidi-control", 2, 5, "U+202E", id="right to left override"),
        pytest.param("a: x\x85y", "control-character", 1, 5, "U+0085", id="NEL"),
        pytest.param("a: x\u2028y", "control-character", 1, 5, "U+2028", id="line separator"),
        pytest.param("a: \ufeffx", "control-character", 1, 4, "U+FEFF", id="byte order mark within"),
        pytest.param("a: \ud800", "control-character", 1, 4, "U+D800", id="lone surrogate"),
        pytest.param(r'a: "x\0y"', "control-character", 1, 4, "U+0000", id="NUL in an escape"),
        pytest.param(r'a: "\u202e"', "bidi-control", 1, 4, "U+202E", id="override in an escape"),
        pytest.param(r'a: "\r"', "control-character", 1, 4, "U+000D", id="carriage return in an escape"),
        pytest.param(r'a: "\N"', "control-character", 1, 4, "U+0085", id="NEL in an escape"),
        pytest.param(r'"a\a": b', "control-character", 1, 1, "U+0007", id="bell in a name"),
        pytest.param(
            "[" * 50_000, "too-deep", 1, MAX_DEPTH + 2, "inside each other", id="fifty thousand brackets"
        ),
        pytest.param("{a: " * 12_000, "too-deep", 1, 37, "inside each other", id="twelve thousand braces"),
        pytest.param("- " * 30_000, "too-deep", 1, 19, "inside each other", id="thirty thousand dashes"),
        pytest.param("a: [" + "x," * 30_000 + "]", "too-long", 1, 40_001, "many values", id="many values"),
        pytest.param("a: " + "x" * MAX_BYTES, "too-long", 1, 1, "64 KB", id="long text"),
        pytest.param("a: " + "é" * (MAX_BYTES // 2), "too-long", 1, 1, "64 KB", id="long in bytes"),
    ],
)
def test_what_is_refused_stands_at_its_place(
    text: str, code: str, line: int, column: int, words: str
) -> None:
    fault = only(load(text, PATH)[1])
    assert (fault.code, fault.line, fault.column) == (code, line, column)
    assert words in fault.message
    further_down = only(load(text, PATH, first_line=5)[1])
    assert (further_down.code, further_down.line, further_down.column) == (code, line + 4, column)


def test_a_bomb_of_merge_keys_is_defused() -> None:
    rows = ["a0: &a0 {k: v}"]
    rows += [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 12)]
    document, faults = load("\n".join(rows), PATH)
    assert {fault.code for fault in faults} == {"yaml-anchor", "yaml-merge", "yaml-alias"}
    assert document.value == {"a0": {"k": "v"}} | {f"a{n}": {} for n in range(1, 12)}


def test_a_bomb_of_aliases_is_defused() -> None:
    document, faults = load("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", PATH)
    assert [fault.code for fault in faults].count("yaml-alias") == 4
    assert document.value == {"a": ["x"], "b": ["*a", "*a"], "c": ["*b", "*b"]}


def test_the_first_of_two_values_is_kept_with_its_places() -> None:
    document, faults = load("a: {b: 1}\na: {b: 2, c: 3}\nd: 4", PATH)
    assert [fault.code for fault in faults] == ["duplicate-key"]
    assert document.value == {"a": {"b": "1"}, "d": "4"}
    assert document.values_at[("a", "b")] == (1, 8)
    assert ("a", "c") not in document.values_at


def test_all_faults_are_told_not_only_the_first() -> None:
    faults = load("a: &x 1\nb: !y 2\nc: *x\na: 3\n", PATH)[1]
    assert [(found.code, found.line) for found in faults] == [
        ("yaml-anchor", 1),
        ("yaml-tag", 2),
        ("yaml-alias", 3),
        ("duplicate-key", 4),
    ]


def test_the_largest_allowed_text_is_read() -> None:
    text = "a: " + "x" * (MAX_BYTES - 3)
    assert value_of(text) == {"a": text[3:]}
    assert value_of("[" * MAX_DEPTH + "]" * MAX_DEPTH) == [[[[[[[[]]]]]]]]


# --- Any text ----------------------------------------------------------------------------------------

PIECES = "a|b|: |:|\n|\n  |- |[|]|{|}|, |'|\"|\\|\\x|\\0|>|&a |*a|!t |!%C0%80 |<<: |? |#|%|@|`|\t|...\n|--- |~|é|😀"
yamlish = st.lists(st.sampled_from([*PIECES.split("|"), "|\n"]), max_size=40).map("".join)


@settings(max_examples=100)
@given(st.text(st.characters(exclude_categories=[])) | yamlish, st.integers(1, 90))
def test_any_text_gives_a_document_and_places_inside_it(text: str, first_line: int) -> None:
    document, faults = load(text, PATH, first_line)
    lines = text.split("\n")
    places = [*document.keys_at.values(), *document.values_at.values()]
    places += [Place(fault.line or 0, fault.column or 0) for fault in faults]
    for line, column in places:
        assert first_line <= line < first_line + len(lines)
        assert 1 <= column <= len(lines[line - first_line]) + 1
    assert all(fault.code and fault.message and fault.hint for fault in faults)


safe_text = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"
    )
).filter(
    lambda text: (
        not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2800")
        and not invisible(text)
    )
)
field_names = safe_text.filter(lambda text: len(text) <= MAX_NAME)
trees = st.recursive(
    safe_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(field_names, inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.slow
@given(st.dictionaries(field_names, trees, max_size=4), st.booleans())
def test_what_is_dumped_in_quotes_is_read_back(values: dict[str, Value], flow: bool) -> None:
    text = yaml.safe_dump(values, default_style='"', default_flow_style=flow, allow_unicode=True)
    document, faults = load(text, PATH)
    if [fault.code for fault in faults] == ["too-deep"]:
        return
    # Without tags a quoted scalar is text, and so are the keys.
    assert faults == []
    assert document.value == values


@pytest.mark.parametrize(
    ("text", "line", "column", "lost"),
    [
        ("a: Care #1 in a", 1, 9, "“#1”"),
        ("a: one\n  two #3\n", 2, 7, "“#3”"),
        ("- b #c d", 1, 5, "“#c”"),
    ],
)
def test_text_that_a_comment_would_swallow_is_warned_about(
    text: str, line: int, column: int, lost: str
) -> None:
    (found,) = load(text, "a.md")[1]
    assert (found.code, found.is_error, found.line, found.column) == ("comment-in-text", False, line, column)
    assert lost in found.message
    assert "quotation marks" in found.hint


@pytest.mark.parametrize("text", ["a: b # a remark", "# a remark\na: b", "a: b#c", "a: 'b #c'", "a: 'b' #c"])
def test_comments_that_are_meant_are_left_alone(text: str) -> None:
    assert load(text, "a.md")[1] == []
