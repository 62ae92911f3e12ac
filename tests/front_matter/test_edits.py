"""Changes of single values: the text has the wanted value, and everything else stays as it was."""

from __future__ import annotations

import difflib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_kb.front_matter.formatting import NoPlace, edited_entry, with_values
from coprod_kb.front_matter.strict_yaml import load
from tests.conftest import SCHEMA

HEAD = "title: A # short\n"


def changed(front: str, **fields: Any) -> str:
    """The front matter with other fields; `None` takes one out."""
    data = edited_entry(
        f"---\n{front}---\nText\n".encode(),
        "entries/a.md",
        lambda present: {name: value for name, value in (present | fields).items() if value is not None},
        SCHEMA,
    )
    text = data.decode()
    assert text.endswith("---\nText\n")
    return text.removeprefix("---\n").removesuffix("---\nText\n")


@pytest.mark.parametrize(
    ("front", "fields", "after"),
    [
        ("type: paper # really\n", {"type": "report"}, "type: report # really\n"),
        ("type:   'paper'   # really\n", {"type": "report"}, "type:   report   # really\n"),
        ("summary: |\n  One.\n\n  Two.\n\n# about the date\ndate: 2020\n", {"summary": "Three: four"},
         'summary: "Three: four"\n\n# about the date\ndate: 2020\n'),
        ("summary: One\n  goes on\ndate: 2020\n", {"summary": "Two\nThree"}, "summary: |-\n  Two\n  Three\ndate: 2020\n"),
        ("doi: # not yet\n", {"doi": "10.1000/182"}, "doi: 10.1000/182 # not yet\n"),
        ("date: 2020\ndraft: true # so far\n", {"draft": None}, "date: 2020\n# so far\n"),
        ("draft: true\n", {"draft": None}, ""),
        ("date: 2020\n", {"draft": "true"}, "date: 2020\ndraft: true\n"),
        ("date: 2020\nlicence: X\n", {"doi": "10.1000/182"}, "date: 2020\ndoi: 10.1000/182\nlicence: X\n"),
        ("keywords: # ours\n  - a # first\n  # between\n  - b\n\n  - c\n", {"keywords": ["b", "c", "d"]},
         "keywords: # ours\n  # first\n  # between\n  - b\n\n  - c\n  - d\n"),
        ("keywords:\n- a\n- b # second\n", {"keywords": ["a"]}, "keywords:\n- a\n# second\n"),
        ("keywords: [a, b,c ]\n", {"keywords": ["b", "c"]}, "keywords: [b,c ]\n"),
        ("keywords: [a, b,c ]\n", {"keywords": ["a"]}, "keywords: [a ]\n"),
        ("keywords: [a, b]\n", {"keywords": ["a", "b", "c: d"]}, 'keywords: [a, b, "c: d"]\n'),
        ("keywords: [a, b] # two\n", {"keywords": ["x, y", "b"]}, 'keywords: ["x, y", b] # two\n'),
        ("keywords:\n", {"keywords": ["a"]}, "keywords:\n  - a\n"),
        ("publication: {journal: J, volume: 3}\n", {"publication": {"volume": "4"}}, 'publication: {volume: "4"}\n'),
        ("publication:\n  journal: J\n  # about it\n", {"publication": {"journal": "J", "volume": "4"}},
         "publication:\n  journal: J\n  volume: 4\n  # about it\n"),
        ("contributors:\n  - name: Ada # who\n    organisation: [X, Y]\n  - Bo\n",
         {"contributors": [{"name": "Ada", "organisation": ["Z", "Y"]}, "Bo"]},
         "contributors:\n  - name: Ada # who\n    organisation: [Z, Y]\n  - Bo\n"),
    ],
)  # fmt: skip
def test_a_change_leaves_the_rest(front: str, fields: dict[str, Any], after: str) -> None:
    assert changed(HEAD + front, **fields) == HEAD + after
    windows = edited_entry(
        f"\ufeff---\n{HEAD}{front}---\n\nText".replace("\n", "\r\n").encode(),
        "entries/a.md",
        lambda present: {name: value for name, value in (present | fields).items() if value is not None},
        SCHEMA,
    )
    assert windows == f"\ufeff---\n{HEAD}{after}---\n\nText".replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("front", "fields"),
    [
        ("keywords: [a, # why\n  b]\n", {"keywords": ["b"]}),
        ("keywords: [a]\n", {"keywords": ["b", "a", "c"]}),
        ("summary: | # long\n  One.\n", {"summary": "Two"}),
        ("keywords: [a\n", {"keywords": ["b"]}),
        ("date: 2020\n", {"date": {"start": "2020"}}),
    ],
)
def test_what_would_lose_something_is_refused(front: str, fields: dict[str, Any]) -> None:
    with pytest.raises(NoPlace):
        changed(HEAD + front, **fields)


def test_a_term_is_taken_out_with_the_blank_line_below_it() -> None:
    text = "# Ours\n\n- label: a\n  aliases: [b] # old\n\n# about c\n- label: c\n  related:\n    - a\n\n- label: d\n"
    after = "# Ours\n\n# old\n\n# about c\n- label: c\n  related:\n    - d\n\n- label: d\n"
    wanted = [{"label": "c", "related": ["d"]}, {"label": "d"}]
    assert with_values(text, wanted, lambda _: ["label"]) == after
    assert (
        with_values(after, [{"label": "d"}], lambda _: ["label"])
        == "# Ours\n\n# old\n\n# about c\n\n- label: d\n"
    )


NAMES = st.sampled_from(["title", "status", "licence", "doi", "keywords", "setting", "publication"])
WORDS = st.sampled_from(["a", "b c", "x: y", "#no", "yes", "1e9", "é", "“q”", "- z", "'", '"'])
VALUES = {"keywords": st.lists(WORDS, min_size=1, max_size=4, unique=True)}
VALUES["setting"] = VALUES["keywords"]
GROUPS = st.dictionaries(st.sampled_from(["journal", "volume", "pages"]), WORDS, min_size=1)


@st.composite
def fronts(draw: st.DrawFn) -> tuple[str, dict[str, Any], list[str]]:
    """Front matter in any form, its values, and its comments."""
    lines, values, comments = [], {}, []

    def comment(indent: str = "") -> str:
        if not draw(st.booleans()):
            return ""
        comments.append(f"# comment {len(comments)}")
        return f"{indent}{comments[-1]}"

    for name in draw(st.lists(NAMES, min_size=1, unique=True)):
        lines.append(comment())
        value = values[name] = draw(GROUPS if name == "publication" else VALUES.get(name, WORDS))
        if isinstance(value, str) or draw(st.booleans()):
            lines.append(f"{name}: {json.dumps(value, ensure_ascii=False)}{comment(' ')}")
        else:
            lines.append(f"{name}:{comment(' ')}")
            items = (
                [f"  {key}: {json.dumps(inner, ensure_ascii=False)}" for key, inner in value.items()]
                if isinstance(value, dict)
                else [f"  - {json.dumps(inner, ensure_ascii=False)}" for inner in value]
            )
            for item in items:
                lines += [f"{item}{comment(' ')}", comment("  ")]
    return "\n".join(line for line in lines if line) + "\n", values, comments


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        ('{"volume": a}', {"journal": "b"}, "{journal: b}"),
        ("{volume: a, pages: b}", {"journal": "b"}, "{journal: b}"),
        ("{volume: a, pages: b}", {"volume": "a", "journal": "b"}, "{volume: a, journal: b}"),
        ("{volume: a, pages: b}", {"pages": "b", "journal": "b"}, "{pages: b, journal: b}"),
    ],
)
def test_fields_in_brackets_make_room_for_others(before: str, wanted: dict[str, Any], after: str) -> None:
    text = f"publication: {before}\n"
    assert with_values(text, {"publication": wanted}, SCHEMA.order, SCHEMA) == f"publication: {after}\n"


@given(fronts(), st.data())
def test_any_change_of_any_front_matter_keeps_all_lines_that_it_does_not_touch(
    front: tuple[str, dict[str, Any], list[str]], data: st.DataObject
) -> None:
    text, values, comments = front
    name = data.draw(st.sampled_from([*values]))
    wanted = dict(values)
    if len(values) > 1 and data.draw(st.booleans()):
        del wanted[name]
    elif isinstance(values[name], list):
        kept = [item for item in values[name] if data.draw(st.booleans())]
        new = data.draw(st.lists(WORDS.filter(lambda word: word not in values[name]), unique=True))
        wanted[name] = [*kept, *new] or ["new"]
    elif isinstance(values[name], dict):
        wanted[name] = data.draw(GROUPS)
    else:
        wanted[name] = data.draw(WORDS)
    after = with_values(text, wanted, SCHEMA.order, SCHEMA)
    assert load(after, "")[0].value == wanted
    assert all(comment in after for comment in comments)
    gone = [line for line in difflib.ndiff(text.splitlines(), after.splitlines()) if line.startswith("- ")]
    others = set(values) - {name}
    assert not any(line[2:].startswith(tuple(others)) for line in gone)
