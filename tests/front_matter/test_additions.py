"""Additions to the list of keywords: text is only inserted, whatever the form of the list."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_kb.entries.vocabulary import Keyword
from coprod_kb.entries.vocabulary_files import load_terms
from coprod_kb.front_matter.formatting import NoPlace
from coprod_kb.front_matter.formatting import with_additions as add
from coprod_kb.front_matter.formatting.additions import Additions, TermFields
from coprod_kb.importing.terms.term_plan import KEYWORD_FIELDS

MUCH = {
    "aliases": ["sheds"],
    "definition": "Where: people mend #1 things",
    "broader": ["places", "work, and rest"],
}


def with_additions(text: str, new: Sequence[TermFields], added: Mapping[int, TermFields]) -> Additions:
    return add(text, new, added, KEYWORD_FIELDS)


def test_every_field_of_a_keyword_has_its_place() -> None:
    assert set(KEYWORD_FIELDS) == set(Keyword.model_fields)


def only_inserted(before: str, after: str) -> bool:
    """Whether every character of `before` is in `after`, in its order."""
    rest = iter(after)
    return all(char in rest for char in before)


def value(text: str) -> Any:
    document, faults = load_terms(text.replace("\r\n", "\n"), "keywords.yml")
    assert faults == []
    return document.value


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "- label: shed # one\n# about the next\n\n- label: b\n",
            "- label: shed # one\n  aliases:\n    - sheds\n"
            '  definition: "Where: people mend #1 things"\n'
            "  broader:\n    - places\n    - work, and rest\n# about the next\n\n- label: b\n",
        ),
        (
            "- related: [x]\n  label: shed\n  aliases: # ours\n  - hut # small\n  # more\n\n  broader: [\n    a, # first\n  ]\n",
            "- related: [x]\n  label: shed\n  aliases: # ours\n  - hut # small\n  - sheds\n"
            '  definition: "Where: people mend #1 things"\n'
            '  # more\n\n  broader: [\n    a, # first\n  places, "work, and rest"]\n',
        ),
        (
            "  -   label: shed\n      source: >-\n        two\n        lines\n\n      # end\n",
            "  -   label: shed\n      aliases:\n        - sheds\n"
            '      definition: "Where: people mend #1 things"\n'
            "      source: >-\n        two\n        lines\n      broader:\n        - places\n        - work, and rest\n\n      # end\n",
        ),
        (
            "- {label: shed, aliases: []} # short",
            '- {label: shed, aliases: [sheds], definition: "Where: people mend #1 things", broader: [places, "work, and rest"]} # short',
        ),
        (
            "- ? label\n  : shed\n  aliases: # none yet\n",
            '- ? label\n  : shed\n  aliases: # none yet\n    - sheds\n'
            '  definition: "Where: people mend #1 things"\n  broader:\n    - places\n    - work, and rest\n',
        ),
        (
            "- label: shed",
            '- label: shed\n  aliases:\n    - sheds\n  definition: "Where: people mend #1 things"\n'
            "  broader:\n    - places\n    - work, and rest",
        ),
        (
            "- label: shed\r\n  slug: s\r\n",
            '- label: shed\r\n  aliases:\r\n    - sheds\r\n  definition: "Where: people mend #1 things"\r\n'
            "  slug: s\r\n  broader:\r\n    - places\r\n    - work, and rest\r\n",
        ),
    ],
)  # fmt: skip
def test_a_term_gets_what_it_lacks(before: str, after: str) -> None:
    result = with_additions(before, [], {0: MUCH})
    assert result.text == after
    assert not result.refused
    assert only_inserted(before, after)


def test_new_terms_come_last_in_the_margin_of_the_others() -> None:
    new = [{"label": "shed", "related": ["b"], "definition": "One\n\ntwo"}, {"label": "c: d"}]
    expected = '- label: shed\n  definition: |-\n    One\n\n    two\n  related:\n    - b\n\n- label: "c: d"\n'
    for before in ("", "# Ours.\n", "- label: b\n", "- label: b # last\n\n# end\n"):
        joint = "\n" if before else ""
        assert with_additions(before, new, {}).text == before + joint + expected
    assert with_additions("- label: b", new, {}).text == "- label: b\n\n" + expected
    assert with_additions("  - label: b\n", new[1:], {}).text == '  - label: b\n\n  - label: "c: d"\n'
    assert with_additions("- label: b\r\n", new[1:], {}).text == '- label: b\r\n\r\n- label: "c: d"\r\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[]\n", "- label: a\n"),
        ("# Nobody yet.\n\n[]\n", "# Nobody yet.\n\n- label: a\n"),
        ("# Nobody yet.\r\n[]\r\n", "# Nobody yet.\r\n\r\n- label: a\r\n"),
        ("[] # so far\n", "# so far\n\n- label: a\n"),
    ],
)
def test_an_empty_list_in_brackets_gives_way(before: str, after: str) -> None:
    assert with_additions(before, [{"label": "a"}], {}).text == after


@pytest.mark.parametrize("text", ["[{label: b}]\n", "[ # open\n]\n"])
def test_a_list_in_brackets_has_no_end(text: str) -> None:
    with pytest.raises(NoPlace):
        with_additions(text, [{"label": "c"}], {})


@pytest.mark.parametrize(
    "text",
    [
        "-\n  label: shed\n-\n  label: b\n",  # the hyphen of the next term would count as part of this one
        "- label: shed\n  definition:\n",  # blank, so that the field would be there twice
        "- label: shed\n  definition: |+\n    text\n\n\n- label: b\n",  # the blank lines belong to the text
    ],
)
def test_what_cannot_be_put_in_safely_is_refused(text: str) -> None:
    result = with_additions(text, [], {0: MUCH})
    assert (result.text, set(result.refused)) == (text, {0})


WORDS = (
    st.text(st.sampled_from("ab é:#-,[]{}'\"|>&*!%@`?~\\"), min_size=1, max_size=12)
    .map(str.strip)
    .filter(bool)
)
COMMENTS = st.sampled_from(["", "# ours\n", "\n", "\n# two\n\n"])


@st.composite
def files(draw: st.DrawFn) -> str:
    """A list of terms: fields in any order, lists in both forms, and comments between them."""
    text = draw(COMMENTS)
    for number in range(draw(st.integers(1, 4))):
        lines = [f"label: t{number}" + draw(st.sampled_from(["", " # it", "  "]))]
        if draw(st.booleans()):
            lines.append(f"aliases: [a{number}]")
        elif draw(st.booleans()):
            lines += ["aliases:", f"  - 'a{number}' # one"]
        if draw(st.booleans()):
            lines += ["definition: >-", "  some", "", "  words"]
        if draw(st.booleans()):
            lines.reverse() if len(lines) == 1 else lines.append("source: S")
        text += "- " + "\n  ".join(lines) + "\n" + draw(COMMENTS)
    return text if draw(st.booleans()) else text.replace("\n", "\r\n")


@pytest.mark.slow
@given(files(), st.lists(WORDS, max_size=3), st.lists(WORDS, min_size=1, max_size=2), WORDS, WORDS)
def test_nothing_is_lost_and_everything_is_said(
    text: str, labels: list[str], aliases: list[str], question: str, definition: str
) -> None:
    before = value(text)
    added = {0: {"aliases": aliases, "question": question}}
    new = [{"label": label, "definition": definition} for label in labels]
    result = with_additions(text, new, added)
    assert only_inserted(text, result.text)
    lines = difflib.ndiff(text.splitlines(), result.text.splitlines())
    assert sum(line.startswith("- ") for line in lines) <= 1  # brackets alone are filled within a line
    after = value(result.text)
    assert after[1:] == before[1:] + new
    assert not result.refused
    assert after[0] == before[0] | {
        "question": question,
        "aliases": [*before[0].get("aliases", ()), *aliases],
    }
