"""One file of bytes gives an entry or findings, and never an exception, whatever the bytes are."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from coprod_kb.diagnostics import Severity
from coprod_kb.entries.model import Reading
from coprod_kb.entries.reading import read
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.entries.vocabulary_files import read_vocabulary
from coprod_kb.values.characters import invisible
from coprod_kb.values.dates import PartialDate
from coprod_kb.values.wording import is_no_answer
from tests.conftest import CO_PRODUCTION, NO_TERMS, SCHEMA

PATH = "entries/keeping-well.md"
VOCABULARY, NO_FAULTS = read_vocabulary(
    {
        "keywords.yml": b"- label: co-production\n  aliases: [coproduction]\n- label: co-design\n- label: peer support\n",
        "facets.yml": b"setting:\n- label: hospital\n- label: community\nstage:\n- label: design\n",
    },
    "vocabulary",
    CO_PRODUCTION,
)
WHOLE = """\
---
title: "Keeping well together: a study"
type: project
summary: Neighbours and nurses planned a clinic together. More people came back.
status: completed
period:
  start: 2018-01
  end: 2019
keywords:
  - co-production
  - peer support
key_points:
  - Start early.
  - heading: Aims
    points: [Listen., Share.]
contributors:
  - name: Ada Example
    organisation: Example University
    orcid: 0000-0002-1825-0097
organisations:
  - {name: Example Trust, role: funder}
doi: 10.1000/182
links:
  - label: The report
    url: https://example.org/report
formats:
  - kind: easy-read
setting: [hospital]
assigned: [setting]
co_production:
  who: Twelve neighbours.
  stages: [design]
---

## What was done

Twelve people met [every week](https://example.org).[^1]

[^1]: In the library.
"""


def reading_of(text: str | bytes, vocabulary: Vocabulary = VOCABULARY, path: str = PATH) -> Reading:
    data = text if isinstance(text, bytes) else text.encode()
    reading = read(data, path, vocabulary)
    assert_sound(reading, data)
    return reading


def assert_sound(reading: Reading, data: bytes) -> None:
    """What holds for every reading: an entry or an error, and findings that can be acted on."""
    assert reading.sound == (not any(finding.is_error for finding in reading.diagnostics))
    assert reading.entry is not None or not reading.sound
    lines = re.split("\r\n|\r|\n", data.decode("utf-8-sig", "replace"))
    for finding in reading.diagnostics:
        assert finding.path == reading.path
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", finding.code)
        assert finding.message.strip()
        assert finding.hint.strip()
        assert finding.line is not None
        assert finding.column is not None
        assert 1 <= finding.line <= len(lines), finding
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1, finding


def places_of(reading: Reading) -> list[tuple[str, int | None, int | None]]:
    """Code, line and column of each diagnostic."""
    return [(finding.code, finding.line, finding.column) for finding in reading.diagnostics]


def small(fields: str = "", body: str = "", **required: str) -> str:
    """An entry whose own fields take the lines 2 to 7 and the last one; what is given starts on line 8."""
    own = {
        "title": "A",
        "type": "paper",
        "keywords": "[co-production]",
        "contributors": "[Ada Example]",
        "summary": "One.",
        "date": "2022",
    } | required
    lines = "".join(f"{name}: {value}\n" for name, value in own.items())
    return f"---\n{lines}{fields}\nformats: [{{kind: audio}}]\n---\n{body}"


# --- What is read ------------------------------------------------------------------------------------


def test_the_vocabulary_of_these_tests_is_sound() -> None:
    assert NO_FAULTS == []


def test_a_whole_entry_is_read_without_a_finding() -> None:
    reading = reading_of(WHOLE)
    assert reading.diagnostics == ()
    assert reading.entry is not None
    assert (reading.slug, reading.entry.slug, reading.entry.path) == ("keeping-well", "keeping-well", PATH)
    assert reading.entry.title == "Keeping well together: a study"
    assert reading.entry.when == "January 2018 to 2019"
    assert reading.entry.fields.contributors[0].orcid == "0000-0002-1825-0097"
    assert "What was done" in reading.entry.prose.html
    place = reading.entry.document().place(("contributors", 0, "orcid"))
    assert place == (19, 12)
    assert WHOLE.split("\n")[18][11:].startswith("0000-0002")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xef\xbb\xbf" + WHOLE.encode(), id="byte order mark"),
        pytest.param(WHOLE.replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param(WHOLE.replace("\n", "\r").encode(), id="old Mac line ends"),
        pytest.param(b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n", 9).encode(), id="all mixed"),
    ],
)
def test_marks_and_line_ends_of_other_systems_change_nothing(data: bytes) -> None:
    assert reading_of(data) == reading_of(WHOLE)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["Unix", "Windows", "old Mac"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no mark", "byte order mark"])
def test_places_are_the_same_on_every_system(end: str, mark: str) -> None:
    text = WHOLE.replace("0097", "0098").replace("2018-01", "2018-13")
    assert places_of(reading_of(mark + text.replace("\n", end))) == [("date", 7, 10), ("orcid", 19, 12)]


@pytest.mark.parametrize(
    "title", ["می‌نویسم با هم", "共同制作", "👩‍⚕️ & 🌱", "Ångström’s “care”", "NO", "1e9", "12:30", "~~"]
)
def test_titles_of_every_script_survive(title: str) -> None:
    reading = reading_of(small(title=title))
    assert reading.diagnostics == ()
    assert reading.entry is not None
    assert reading.entry.title == title


def test_dashes_within_a_block_of_text_belong_to_it() -> None:
    reading = reading_of(small(summary="|\n  One.\n  ---\n  Two."))
    assert reading.diagnostics == ()
    assert reading.entry is not None
    assert reading.entry.fields.summary == "One.\n---\nTwo."


# --- Traps -------------------------------------------------------------------------------------------

DEEP, BOMB = "x: " + "[" * 50_000, "a: &a {k: v}\nb: &b {<<: [*a, *a, *a]}\nc: {<<: [*b, *b, *b]}"


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        pytest.param(b"", [("empty-file", 1, 1)], id="empty file"),
        pytest.param(b"\xef\xbb\xbf", [("empty-file", 1, 1)], id="only a byte order mark"),
        pytest.param(b"---\ntitle: caf\xe9\n---\n", [("encoding", 2, 11)], id="not UTF-8"),
        pytest.param(WHOLE.encode("utf-16"), [("encoding", 1, 1)], id="UTF-16"),
        pytest.param("# A\n", [("front-matter-missing", 1, 1)], id="no front matter"),
        pytest.param("---\ntitle: A\n", [("front-matter-open", 2, 1)], id="front matter not closed"),
        pytest.param(small("\tstatus: x"), [("yaml-syntax", 8, 1)], id="tab"),
        pytest.param(small(title="A: b"), [("yaml-syntax", 2, 9)], id="second colon"),
        pytest.param(
            small("--- \u00a0x"),
            [("yaml-syntax", 8, 1)],
            id="second document",
        ),
        pytest.param(small("...\ndoi: x"), [("yaml-syntax", 9, 1)], id="fields after the end"),
        pytest.param(
            small("...").replace("formats: [{kind: audio}]\n", ""),
            [],
            id="an end without anything after it",
        ),
        pytest.param(small("date: 2023"), [("duplicate-key", 8, 1)], id="field twice"),
        pytest.param(small(date="2014-02-30"), [("date", 7, 7)], id="30 February"),
        pytest.param(small(date="12:30"), [("date", 7, 7)], id="a time"),
        pytest.param(small(date="1e9"), [("date", 7, 7)], id="a float"),
        pytest.param(small(date="9" * 5000), [("too-long", 7, 7)], id="5,000 digits"),
        pytest.param(small(type="NO"), [("unknown-value", 3, 7)], id="Norway"),
        pytest.param(small(title="[a]"), [("wrong-type", 2, 8)], id="list where text belongs"),
        pytest.param(
            small() + "---\nlinks:\n  - label: A\n---\n",
            [("fields-in-text", 12, 1)],
            id="second block of fields",
        ),
        pytest.param(small("sumary: x"), [("unknown-field", 8, 1)], id="unknown field"),
        pytest.param(small("=: x"), [("unknown-field", 8, 1)], id="equals sign as a field"),
        pytest.param(small("doi:"), [], id="blank field"),
        pytest.param(small("places:\n  - \n"), [("missing-field", 9, 4)], id="blank item"),
        pytest.param(small("? [a, b]\n: c"), [("yaml-key", 8, 3)], id="list as the name of a field"),
        pytest.param(small("draft: maybe"), [("flag", 8, 8)], id="perhaps a draft"),
        pytest.param(small(DEEP), [("too-deep", 8, 12)], id="50,000 brackets"),
        pytest.param(small("x: " + "y" * 65_536), [("too-long", 1, 1)], id="64 KB of fields"),
        pytest.param(small(title="A\u0085B"), [("control-character", 2, 9)], id="NEL"),
        pytest.param(small(title="A\u2028B"), [("control-character", 2, 9)], id="line separator"),
        pytest.param(small(title='"A\\0B"'), [("control-character", 2, 8)], id="NUL in an escape"),
        pytest.param(small(title="!%C0%80 A"), [("yaml-syntax", 2, 1)], id="tag of broken bytes"),
        pytest.param(small(title="!!python/none A"), [("yaml-tag", 2, 8)], id="tag"),
        pytest.param("---\n---\n", [("missing-field", 1, 1)] * 4, id="no fields at all"),
        pytest.param("---\n- a\n---\n", [("wrong-type", 2, 1)], id="a list instead of fields"),
        pytest.param("---\nwords\n---\n", [("wrong-type", 2, 1)], id="words instead of fields"),
    ],
)
def test_a_trap_gives_exactly_these_findings(text: str | bytes, findings: list[tuple[str, int, int]]) -> None:
    assert places_of(reading_of(text)) == findings


def test_a_bomb_of_merge_keys_gives_findings() -> None:
    reading = reading_of(small(BOMB))
    codes = {finding.code for finding in reading.diagnostics}
    assert codes == {"yaml-anchor", "yaml-merge", "yaml-alias", "unknown-field"}


@pytest.mark.parametrize(
    ("text", "typed", "sound"),
    [
        pytest.param(WHOLE, True, True, id="no fault"),
        pytest.param(small(summary=""), True, True, id="a warning"),
        pytest.param(small("setting: [anywhere]"), True, False, id="an unknown term"),
        pytest.param(small(body="[x](javascript:y)"), True, False, id="a fault of the text below"),
        pytest.param(small("zzz: x"), False, False, id="an unknown field"),
        pytest.param(small("\tx"), False, False, id="no YAML"),
        pytest.param("A", False, False, id="no front matter"),
    ],
)
def test_an_entry_is_given_where_its_fields_are_typed_and_sound_where_nothing_is_wrong(
    text: str, typed: bool, sound: bool
) -> None:
    reading = reading_of(text)
    assert (reading.entry is not None, reading.sound) == (typed, sound)
    assert reading.slug == "keeping-well"


def test_faults_of_the_body_are_reported_with_those_of_the_fields() -> None:
    reading = reading_of(small(type="papers", body="\nText\n\n<b>bold</b>\n"))
    assert [(finding.code, finding.line) for finding in reading.diagnostics] == [
        ("unknown-value", 3),
        ("raw-html", 14),
    ]


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("keeping-well.md", True),
        ("a1.md", True),
        ("Keeping-Well.md", False),
        ("keeping well.md", False),
        ("keeping--well.md", False),
        ("-a.md", False),
        ("a.markdown", False),
        ("café.md", False),
        ("a.md\n", False),
        (".md", False),
        ("index.html.md", False),
    ],
)
def test_the_file_name_becomes_the_address(name: str, good: bool) -> None:
    reading = reading_of(WHOLE, path=f"entries/{name}")
    assert [finding.code for finding in reading.diagnostics] == ([] if good else ["file-name"])
    if not good:
        assert (reading.diagnostics[0].line, reading.diagnostics[0].column) == (1, 1)
        assert name in reading.diagnostics[0].message
        assert "keeping-well.md" in reading.diagnostics[0].hint


# --- Drafts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("flag", ["true", "True", "yes"])
def test_in_a_draft_what_is_missing_is_a_warning_or_a_note(flag: str) -> None:
    reading = reading_of(f"---\ndraft: {flag}\n---\n")
    assert {(finding.code, finding.field, finding.severity) for finding in reading.diagnostics} == {
        *(
            ("missing-field", name, Severity.WARNING)
            for name in ("title", "type", "keywords", "contributors")
        ),
        ("no-summary", None, Severity.NOTE),
        ("no-date", None, Severity.NOTE),
    }
    assert reading.entry is not None
    assert reading.entry.fields.draft
    assert reading.entry.title == "keeping-well"


@pytest.mark.parametrize(
    "blank", ["title:", "type:", "keywords:", "keywords: []", "contributors:", "contributors: []"]
)
def test_in_a_draft_what_is_blank_is_a_warning(blank: str) -> None:
    name = blank.split(":", maxsplit=1)[0]
    text = re.sub(f"^{name}:.*$", blank, small("draft: true"), flags=re.MULTILINE)
    assert [(finding.code, finding.field, finding.severity) for finding in reading_of(text).diagnostics] == [
        ("missing-field", name, Severity.WARNING)
    ]


def test_in_a_draft_what_is_wrong_is_still_an_error() -> None:
    reading = reading_of("---\ndraft: true\ntitle: A\ntype: papers\ndate: soon\n---\n")
    assert [finding.code for finding in reading.diagnostics if finding.is_error] == ["unknown-value", "date"]
    assert [finding.field for finding in reading.diagnostics if not finding.is_error] == [
        "keywords",
        "contributors",
    ]


@pytest.mark.parametrize("flag", ["false", "no", "''", "[true]", "~"])
def test_what_is_not_marked_as_a_draft_needs_its_fields(flag: str) -> None:
    reading = reading_of(f"---\ndraft: {flag}\n---\n")
    missing = [
        finding for finding in reading.diagnostics if finding.code == "missing-field" and finding.is_error
    ]
    assert [field.field for field in missing if field.field != "draft"] == [
        "title",
        "type",
        "keywords",
        "contributors",
    ]


# --- Vocabulary and what readers will miss -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "severity", "line", "column", "message", "hint"),
    [
        pytest.param(
            small(keywords="[co-desing]"),
            *("unknown-keyword", "warning", 4, 12, "published as it is", "Did you mean “co-design”?"),
            id="keyword near a known one",
        ),
        pytest.param(
            small(keywords="[co-design, gardening]"),
            *("unknown-keyword", "warning", 4, 23, "“gardening” is not in", "ask for this one to be added"),
            id="keyword near none",
        ),
        pytest.param(
            small(keywords='["gardening, cooking"]'),
            *("unknown-keyword", "warning", 4, 12, "is not in", "each on a line of its own"),
            id="several keywords in one",
        ),
        pytest.param(
            small(keywords="[co-production, CoProduction]"),
            *("repeated-keyword", "warning", 4, 27, "“CoProduction” and “co-production”", "Keep one"),
            id="keyword twice by way of an alias",
        ),
        pytest.param(
            small("setting: [hospital, hospitl]"),
            *(
                "unknown-term",
                "error",
                8,
                21,
                "“hospitl” is not a term of `setting`",
                "Did you mean “hospital”?",
            ),
            id="term of a facet",
        ),
        pytest.param(
            small("co_production:\n  stages:\n    - desert"),
            *("unknown-term", "error", 10, 7, "“desert”", "The terms are “design”."),
            id="stage of co-production",
        ),
        pytest.param(
            small("assigned: [date, doi]"),
            *("assigned-absent", "warning", 8, 18, "has no `doi`", "fill in `doi`"),
            id="assigned and absent",
        ),
        pytest.param(
            small(summary=""),
            *("no-summary", "warning", 2, 1, "no `summary`", "one plain paragraph"),
            id="no summary",
        ),
        pytest.param(
            small(date=""),
            *("no-date", "warning", 2, 1, "neither a `date` nor a `period`", "`date: 2022-07`"),
            id="no date",
        ),
    ],
)
def test_one_finding_at_its_place(
    text: str, code: str, severity: str, line: int, column: int, message: str, hint: str
) -> None:
    reading = reading_of(text)
    (found,) = reading.diagnostics
    assert (found.code, found.severity, found.line, found.column) == (code, severity, line, column)
    assert message in found.message
    assert hint in found.hint
    assert reading.entry is not None
    assert reading.sound == (severity == "warning")


def test_each_repeated_keyword_is_compared_with_the_first() -> None:
    reading = reading_of(small(keywords="[co-design, CO-DESIGN, Co Design]"))
    assert places_of(reading) == [("repeated-keyword", 4, 23), ("repeated-keyword", 4, 34)]
    assert all("“co-design”" in finding.message for finding in reading.diagnostics)


def test_a_keyword_keeps_the_spelling_of_its_source() -> None:
    reading = reading_of(small(keywords="[CoProduction, gardening]"))
    assert reading.entry is not None
    assert reading.entry.fields.keywords == ("CoProduction", "gardening")


def test_without_a_vocabulary_every_term_is_taken() -> None:
    text = small("setting: [anywhere]", keywords="[anything]")
    assert reading_of(text, NO_TERMS).diagnostics == ()
    assert places_of(reading_of(small("places: [Glasgow]"))) == []  # the vocabulary has no places


# --- Any bytes ---------------------------------------------------------------------------------------

generously = settings(max_examples=100)
BREAKING = b"\t|- |: |[|{|\"|'|\r|&a |*a|!t |!%C0%80 |<<: |\n|---\n|...\n|=|? |\xff|\x00|#|%|@|`".split(b"|")
BREAKING += [text.encode() for text in ("|\n", "\u2028", "\x85", "\ufeff", "\u202e", "😀", "ß", "\u200c")]


@generously
@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda data: b"---\n" + data + b"\n---\n"))
def test_any_bytes(data: bytes) -> None:
    reading_of(data)


def mutations() -> st.SearchStrategy[bytes]:
    @st.composite
    def mutated(draw: st.DrawFn) -> bytes:
        data = WHOLE.encode()
        for _ in range(draw(st.integers(1, 4))):
            at = draw(st.integers(0, len(data)))
            piece = draw(st.sampled_from(BREAKING) | st.binary(min_size=1, max_size=3))
            change = draw(st.sampled_from(["insert", "delete", "replace", "repeat a line"]))
            if change == "insert":
                data = data[:at] + piece + data[at:]
            elif change == "delete":
                data = data[:at] + data[at + draw(st.integers(1, 40)) :]
            elif change == "replace":
                data = data[:at] + piece + data[at + len(piece) :]
            else:
                lines = data.split(b"\n")
                lines.insert(at % len(lines), lines[draw(st.integers(0, len(lines) - 1))])
                data = b"\n".join(lines)
        return data

    return mutated()


@pytest.mark.slow
@generously
@given(mutations())
def test_any_damage_to_an_entry(data: bytes) -> None:
    reading_of(data)


@pytest.mark.slow
def test_every_single_byte_left_out_or_spoiled() -> None:
    data = WHOLE.encode()
    front = data.index(b"\n---\n") + 5
    for at in range(front):
        reading_of(data[:at] + data[at + 1 :])
        reading_of(data[:at] + b"\xff" + data[at + 1 :])


def test_every_line_left_out_or_twice() -> None:
    lines = WHOLE.split("\n")
    codes = set()
    for at in range(len(lines)):
        codes |= {finding.code for finding in reading_of("\n".join(lines[:at] + lines[at + 1 :])).diagnostics}
        codes |= {finding.code for finding in reading_of("\n".join(lines[: at + 1] + lines[at:])).diagnostics}
    assert codes >= {"missing-field", "duplicate-key", "front-matter-missing", "repeated-keyword"}


PIECES = "title|date|key_points|: |:|\n|\n  |- |[|]|{|}|, |'|\"|\\|>|&a |*a|!t |<<: |? |#|%|@|\t|...\n|--- |---\n|~|é|😀|="


@pytest.mark.slow
@generously
@given(
    st.lists(st.sampled_from([*PIECES.split("|"), "|\n", "\r", "\x85", "\u2028"]), max_size=40).map("".join)
)
@example("")
@example("period: 2018/" + " " * 30_000 + "b c")
def test_any_text_that_looks_like_fields(text: str) -> None:
    reading_of(f"---\n{text}\n---\n")
    reading_of(small(text))


names = st.sampled_from(
    [*SCHEMA.names, "name", "role", "start", "url", "label", "heading", "points", "=text"]
)
leaves = st.none() | st.text(max_size=9) | st.sampled_from(["2022", "true", "project", "NO", "co-production"])
trees = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=10,
)


@pytest.mark.slow
@generously
@given(st.dictionaries(names, trees, max_size=6), st.booleans())
def test_any_fields_with_any_values(fields: dict[str, Any], flow: bool) -> None:
    reading_of(f"---\n{yaml.safe_dump(fields, default_flow_style=flow, allow_unicode=True)}---\n")


# --- Round trip --------------------------------------------------------------------------------------

plain = st.text(
    st.characters(
        codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"], include_characters="\u200c\u200d"
    ),
    min_size=1,
    max_size=60,
)
lines = plain.map(str.strip).filter(
    lambda text: text != "" and text == re.sub(r"^\s+|\s+$", "", text) and not invisible(text)
)
slugs = st.from_regex("[a-z0-9]{1,9}(-[a-z0-9]{1,9})?", fullmatch=True)
dates = st.dates().filter(lambda day: 1000 <= day.year <= 2999).map(str) | st.integers(1000, 2999).map(str)
people = st.lists(
    lines | st.fixed_dictionaries({"name": lines}, optional={"organisation": st.lists(lines, min_size=1)}),
    min_size=1,
    max_size=3,
)
valid_fields = st.fixed_dictionaries(
    {
        "title": lines,
        "type": st.sampled_from(["project", "paper", "report"]),
        "keywords": st.lists(lines, min_size=1, max_size=4),
        "contributors": people,
    },
    optional={
        "summary": lines,
        "date": dates,
        "status": st.sampled_from(["planned", "ongoing", "completed"]),
        "key_points": st.lists(
            lines | st.fixed_dictionaries({"heading": lines, "points": st.lists(lines, min_size=1)})
        ),
        "authors": people,
        "publication": st.fixed_dictionaries(
            {}, optional={"journal": lines, "volume": lines, "pages": lines}
        ),
        "related": st.lists(slugs),
        "places": st.lists(lines.filter(lambda text: not is_no_answer(text))),
        "links": st.lists(
            st.fixed_dictionaries({"label": lines, "url": slugs.map("https://example.org/{}".format)})
        ),
        "draft": st.sampled_from(["true", "false"]),
    },
)


def as_written(value: Any) -> Any:
    """Typed fields as a contributor would write them."""
    if isinstance(value, tuple):
        return [as_written(part) for part in value]
    if isinstance(value, bool | PartialDate):
        return str(value).lower()
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        facets = {name: as_written(terms) for name, terms in getattr(value, "facets", {}).items() if terms}
        return facets | {
            fields[name].alias or name: as_written(getattr(value, name)) for name in value.model_fields_set
        }
    return value


@pytest.mark.slow
@given(valid_fields, st.booleans())
def test_valid_fields_in_quotes_are_read_back(values: dict[str, Any], flow: bool) -> None:
    front = yaml.safe_dump(values, default_style='"', default_flow_style=flow, allow_unicode=True)
    reading = reading_of(f"---\n{front}---\nText\n", NO_TERMS)
    assert reading.entry is not None, reading.diagnostics
    expected = {name: value for name, value in values.items() if value or name != "places"} | {
        name: [{"name": part} if isinstance(part, str) else part for part in values[name]]
        for name in ("contributors", "authors")
        if name in values
    }
    assert as_written(reading.entry.fields) == expected


def test_a_file_has_no_more_findings_than_anybody_reads() -> None:
    """The last one says how many there are besides."""
    fields = "".join(f"unknown{number}: x\n" for number in range(500))
    found = read(f"---\n{fields}---\n".encode(), "entries/a.md", NO_TERMS).diagnostics
    assert len(found) == 101
    assert found[-1].code == "more-findings"


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("entries/con.md", "x-con"),
        ("entries/aux.md", "x-aux"),
        ("entries/com1.md", "x-com1"),
        ("entries/nul/fine.md", "fine"),
        (f"entries/{'a' * 98}.md", "a" * 80),
    ],
)
def test_names_that_some_system_cannot_have_are_refused(path: str, slug: str) -> None:
    reading = read(b"---\n---\n", path, NO_TERMS)
    assert "file-name" in [found.code for found in reading.diagnostics]
    assert reading.slug == slug


def test_a_name_of_the_most_characters_is_fit() -> None:
    found = read(b"---\n---\n", f"entries/{'a' * 97}.md", NO_TERMS).diagnostics
    assert "file-name" not in [finding.code for finding in found]
