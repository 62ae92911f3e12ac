"""Fields in canonical form: their values and comments stay the same."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coprod_kb.entries.reading import read
from coprod_kb.front_matter.document import Value
from coprod_kb.front_matter.formatting import Formatting, format_entry, write_entry
from coprod_kb.front_matter.splitting import Halves, split
from coprod_kb.front_matter.strict_yaml import load
from coprod_kb.values.characters import BIDI, CONTROLS, invisible
from tests import ROOT
from tests.conftest import MINIATURE, NO_TERMS, SCHEMA

ENTRIES = sorted([*(ROOT / "entries").rglob("*.md"), *(MINIATURE / "entries").rglob("*.md")])
PATH = "entries/a.md"


def values_of(text: str) -> Value:
    halves = split(text, PATH)
    assert isinstance(halves, Halves)
    document, faults = load(halves.text, PATH)
    assert [found for found in faults if found.is_error] == []
    return document.value


def formatted(fields: str) -> str:
    """The fields of an entry after formatting, without the lines of hyphens."""
    outcome = format_entry(f"---\n{fields}---\nText.\n".encode(), PATH, SCHEMA)
    assert (outcome.findings, outcome.refused) == ((), False)
    text = outcome.data.decode()
    assert text.startswith("---\n")
    assert text.endswith("---\nText.\n")
    return text.removeprefix("---\n").removesuffix("---\nText.\n")


# --- Order and comments -----------------------------------------------------------------------------

MESSY = """\
# This file belongs to the garden group.

contributors:
# asked in May
- organisation: "Example University"   # since 2019
  # her own spelling
  name: Ada Example

# the second one
- # by telephone
  name: Ben Sample
# from the cover
title:   'Growing: together'
doi: https://doi.org/10.5555/GARDEN  # looked up
keywords: [co-production, NO, "peer support"] # first try
period:
    end: 2019-02
    # letters begin here
    start: 2018
    # until the review
summary: >-  # read aloud
    People grew
    beans.
type: project
unknown: 12:30
# the end
"""

TIDY = """\
# This file belongs to the garden group.

# from the cover
title: 'Growing: together'
type: project
summary: >-  # read aloud
  People grew
  beans.
period:
  # letters begin here
  start: 2018
  end: 2019-02
  # until the review
keywords: # first try
  - co-production
  - "NO"
  - "peer support"
contributors:
  # asked in May
  # her own spelling
  - name: Ada Example
    organisation: "Example University"   # since 2019

  # the second one
  # by telephone
  - name: Ben Sample
doi: 10.5555/garden  # looked up
unknown: "12:30"
# the end
"""


def test_fields_are_put_in_order_and_comments_go_with_them() -> None:
    assert formatted(MESSY) == TIDY
    assert formatted(TIDY) == TIDY


def test_what_tells_editors_where_the_schema_is_stays_in_the_first_line() -> None:
    editors = "# yaml-language-server: $schema=https://example.org/schema/entry.json\n"
    assert formatted(f"{editors}# a paper\ntype: paper\ntitle: A\n") == (
        f"{editors}title: A\n# a paper\ntype: paper\n"
    )


def test_no_blank_line_stands_above_all_fields() -> None:
    assert formatted("\n\ntype: paper\n\n# short\ntitle: A\n\ndate: 2020\n") == (
        "# short\ntitle: A\ntype: paper\n\ndate: 2020\n"
    )


def test_a_comment_after_a_list_belongs_to_the_next_field_unless_it_is_set_in() -> None:
    fields = "keywords:\n  - a\n  # more to come\n# why a paper\ntype: paper\n"
    assert formatted(fields) == "# why a paper\ntype: paper\nkeywords:\n  - a\n  # more to come\n"


def test_a_comment_at_the_end_stays_as_far_in_as_what_it_is_about() -> None:
    tidy = "contributors:\n  - name: A\n    organisation: B\n    # of hers\n  # of all\n"
    assert formatted(tidy) == tidy
    assert formatted(f"{tidy}type: paper\n") == f"type: paper\n{tidy}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "contributors: [{name: A, # she\n  organisation: B\n  # of hers\n  }]\n",
            "contributors:\n  - name: A # she\n    organisation: B\n    # of hers\n",
        ),
        (
            "co_production: {stages: [a, # x\n  b\n  # z\n  ]}\n",
            "co_production:\n  stages:\n    - a # x\n    - b\n    # z\n",
        ),
    ],
)
def test_comments_in_brackets_within_brackets(before: str, after: str) -> None:
    assert formatted(before) == after
    assert formatted(after) == after


def test_comments_in_brackets_stay_with_their_items() -> None:
    fields = "keywords: [ # which\n  a, # first\n  # second\n  b\n  # no more\n]\n"
    assert formatted(fields) == "keywords: # which\n  - a # first\n  # second\n  - b\n  # no more\n"


def test_a_comment_after_the_closing_bracket_stays_with_its_list() -> None:
    fields = "keywords: [ # which\n  a\n] # that is all\ntitle: A\n"
    tidy = "title: A\nkeywords: # which\n  - a\n  # that is all\n"
    assert formatted(fields) == tidy
    assert formatted(tidy) == tidy


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- >\n    one\n    two\n\n      three\n", "  - >\n    one\n    two\n\n      three\n"),
        ("- |2\n    one\n   two\n", '  - "  one\\n two\\n"\n'),
        ("- |+\n  one\n\n", "  - |+\n    one\n\n"),
        ("- |- # c  \n  one\n", "  - |- # c  \n    one\n"),
        ('- "one\n\n   two" # c  \n', "  - |- # c  \n    one\n    two\n"),
        ("- |\n  one\n   \n\n", "  - |\n    one\n     \n\n"),
        ("- |\n   \n\n", "  - |\n\n\n"),
        ("- one\n  two\n\n  three # c\n", "  - |- # c\n    one two\n    three\n"),
        ('- "one\n   two"\n', "  - one two\n"),
        ("-\n- ~\n- ''\n", "  -\n  - ~\n  - ''\n"),
        ("- {heading: A, points: []}\n", "  - heading: A\n    points: []\n"),
        ("- - one\n  - two\n", "  - - one\n    - two\n"),
    ],
)
def test_the_forms_that_text_and_lists_may_have(before: str, after: str) -> None:
    assert formatted(f"key_points:\n{before}") == f"key_points:\n{after}"


@pytest.mark.parametrize("text", ["NO", "y", "2014-02-30", "1e9", "0123", "12:30", "0o7", "1.0", "9" * 5000])
def test_text_that_looks_like_something_else_gets_quotation_marks(text: str) -> None:
    assert formatted(f"licence: {text}\n") == f'licence: "{text}"\n'


@pytest.mark.parametrize(
    "text", ["2014", "2014-02", "2014-02-28", "37", "9780306406157", "2,148,293", "no one"]
)
def test_other_text_gets_none(text: str) -> None:
    assert formatted(f"licence: {text}\n") == f"licence: {text}\n"
    assert write_entry({"licence": text}, "", SCHEMA) == f"---\nlicence: {text}\n---\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("isbn: 0-306-40615-2", "isbn: 9780306406157"),
        ("pmid: 'PMID: 29939208'", "pmid: 29939208"),
        ("draft: Yes", "draft: true"),
        (
            "authors:\n  - orcid: https://orcid.org/0000-0002-1825-0097",
            "authors:\n  - orcid: 0000-0002-1825-0097",
        ),
        ("doi: not yet", "doi: not yet"),  # what has no normal form is for `check` to tell
        ("keywords: coproduction", "keywords: coproduction"),
        ("period: 2018 – 2019", "period: 2018 – 2019"),
    ],
)
def test_only_identifiers_dates_and_switches_have_a_normal_form(before: str, after: str) -> None:
    assert formatted(f"{before}\n") == f"{after}\n"


# --- What is never lost -----------------------------------------------------------------------------


def test_line_ends_the_mark_and_the_text_stay_byte_for_byte() -> None:
    body = b"---\r\n\r\n\n# Text \t\n---\rmore\xc2\x85"
    data = b"\xef\xbb\xbf---\r\ntype: paper\r\ntitle: A\r\n" + body
    assert format_entry(data, PATH, SCHEMA).data == b"\xef\xbb\xbf---\r\ntitle: A\r\ntype: paper\r\n" + body


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ("type: paper\ntitle: &a A", "yaml-anchor"),
        ("type: paper\ntitle: !!str A", "yaml-tag"),
        ("type: paper\ntitle: A\ntitle: B", "duplicate-key"),
        ("type: paper\ntitle: A: B", "yaml-syntax"),
    ],
)
def test_what_cannot_be_read_stays_as_it_is(fields: str, code: str) -> None:
    data = f"---\n{fields}\n---\n".encode()
    outcome = format_entry(data, PATH, SCHEMA)
    assert outcome.data == data
    assert [found.code for found in outcome.findings] == [code]
    assert outcome.findings[0].line == fields.count("\n") + 2


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"Text", b"---\ntitle: A\n", b"---\n---\n", b"---\n# A\n---\n", b"---\n- a\n---\n"]
)
def test_what_has_no_fields_stays_as_it_is(data: bytes) -> None:
    outcome = format_entry(data, PATH, SCHEMA)
    assert outcome == Formatting(data, outcome.findings)


@pytest.mark.parametrize("file", ENTRIES, ids=lambda file: file.stem)
def test_entries_that_are_there_say_the_same_afterwards(file: Path) -> None:
    data = file.read_bytes()
    outcome = format_entry(data, PATH, SCHEMA)
    assert (outcome.findings, outcome.refused) == ((), False)
    assert format_entry(outcome.data, PATH, SCHEMA).data == outcome.data
    before, after = (read(file_, PATH, NO_TERMS).entry for file_ in (data, outcome.data))
    assert before
    assert after
    assert (before.fields, before.prose) == (after.fields, after.prose)
    if file.is_relative_to(ROOT / "entries"):
        assert outcome.data == data  # they are kept in canonical form


@pytest.mark.slow
@given(st.sampled_from(ENTRIES), st.randoms(use_true_random=False))
def test_fields_and_comments_in_any_order_come_out_in_the_same(file: Path, chance: random.Random) -> None:
    """Each field keeps the comment above it."""
    data = format_entry(file.read_bytes(), PATH, SCHEMA).data.decode()
    fields = split(data, PATH)
    assert isinstance(fields, Halves)
    blocks = re.findall(r"^\w.*\n(?:^(?!\w).*\n)*", fields.text.lstrip("\n"), re.MULTILINE)
    noted = [f"# above {place}\n{block}" for place, block in enumerate(blocks)]
    chance.shuffle(noted)
    in_order = sorted(noted, key=lambda block: int(re.findall(r"\d+", block)[0]))
    assert formatted("".join(noted)) == "".join(in_order)


# --- New entries ------------------------------------------------------------------------------------

# YAML breaks lines at more characters than editors do, and reading refuses invisible characters.
LETTERS = st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029\ufeff\ufffe\uffff\r").filter(
    lambda char: not re.match(f"[{CONTROLS}{BIDI}\u2800]", char) and not invisible(char)
)
ODD = st.sampled_from(
    ["NO", "~", "null", "12:30", "a: b", "a #b", "- a", "'", '"', "a\n b", "---", "...", "\\", " a", "a "]
)
TEXTS = st.text(LETTERS, max_size=40) | ODD | st.lists(ODD).map("".join)
PLAIN = ["title", "summary", "keywords", "key_points", "organisations", "heading", "points", "name", "other"]
"""Names of fields that have no normal form, of parts of groups, and of an unknown field."""
NAMES = st.sampled_from(PLAIN) | st.text("ab: #-'", min_size=1, max_size=5)
GROUPS = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3) | st.dictionaries(NAMES, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)
ANY_FIELDS: st.SearchStrategy[dict[str, Any]] = st.dictionaries(NAMES, GROUPS, min_size=1, max_size=6)


@pytest.mark.slow
@given(ANY_FIELDS, st.text(LETTERS, max_size=40))
def test_what_is_written_is_read_again(values: dict[str, Any], body: str) -> None:
    text = write_entry(values, body, SCHEMA)
    assert values_of(text) == values
    halves = split(text, PATH)
    assert isinstance(halves, Halves)
    assert halves.body.strip() == body.strip("\n").strip()


@pytest.mark.slow
@given(ANY_FIELDS)
def test_every_reader_of_yaml_finds_text_or_the_same_number_or_date(values: dict[str, Any]) -> None:
    front = write_entry(values, "", SCHEMA).removeprefix("---\n").removesuffix("---\n")

    def as_text(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(name): as_text(inner) for name, inner in value.items()}
        return [as_text(item) for item in value] if isinstance(value, list) else str(value)

    assert as_text(yaml.safe_load(front)) == values


@pytest.mark.slow
@given(ANY_FIELDS)
def test_formatting_is_done_after_once_and_keeps_the_values(values: dict[str, Any]) -> None:
    written = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, default_flow_style=True)
    once = format_entry(f"---\n{written}---\n".encode(), PATH, SCHEMA)
    assert once.refused is False
    if not once.findings:
        assert format_entry(once.data, PATH, SCHEMA).data == once.data
        assert values_of(once.data.decode()) == values


def test_a_new_entry_is_in_canonical_form() -> None:
    written = write_entry(
        {
            "draft": True,
            "keywords": ("co-production",),
            "doi": None,
            "links": [],
            "publication": {"journal": None},
            "period": {"end": None, "start": 2018},
            "title": "Growing: together",
            "key_points": ["One\nTwo", "#1"],
        },
        "Text.\r\n",
        SCHEMA,
    )
    assert written == (
        '---\ntitle: "Growing: together"\nperiod:\n  start: 2018\nkeywords:\n  - co-production\n'
        'key_points:\n  - |-\n    One\n    Two\n  - "#1"\ndraft: true\n---\n\nText.\n'
    )
    assert format_entry(written.encode(), PATH, SCHEMA).data == written.encode()
