"""The files of the vocabulary: what is read from them, and what is found wrong in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries.vocabulary import TermList, Vocabulary
from coprod_kb.entries.vocabulary_files import FILES, read_vocabulary
from tests.conftest import CO_PRODUCTION


def vocabulary_of(**files: str) -> tuple[Vocabulary, list[Diagnostic]]:
    return read_vocabulary(
        {f"{name}.yml": text.encode() for name, text in files.items()}, "vocabulary", CO_PRODUCTION
    )


def sound(**files: str) -> Vocabulary:
    vocabulary, faults = vocabulary_of(**files)
    assert faults == []
    return vocabulary


def test_everything_is_optional() -> None:
    for vocabulary in (
        sound(),
        sound(keywords="", facets="# later\n", people="[]", organisations="\n"),
        sound(people="# - name: Ada\n\n"),
    ):
        assert not vocabulary.keywords
        assert not vocabulary.organisations
        assert not vocabulary.people
        assert not vocabulary.facet("places")
        assert not vocabulary.facet("no-facet")
    assert not Vocabulary().facet("places")
    assert TermList.of([]).nearest("a") is None


def test_organisations_and_people_are_typed() -> None:
    vocabulary = sound(
        organisations="- {name: Example University, aliases: [EU], ror: 'https://ror.org/04wxnsj81'}\n"
        "- {name: Sample Unit, parent: eu, slug: unit}\n",
        people="- {name: Ada Example, orcid: 0000000218250097, entries: [a-b]}\n",
    )
    unit, university = vocabulary.organisations.find("sample unit"), vocabulary.organisations.find("EU")
    assert unit is not None
    assert university is not None
    assert (university.label, university.ror, university.address) == (
        "Example University",
        "04wxnsj81",
        "example-university",
    )
    assert (unit.parent, unit.address) == ("eu", "unit")
    assert [(person.name, person.orcid, person.entries) for person in vocabulary.people] == [
        ("Ada Example", "0000-0002-1825-0097", ("a-b",))
    ]


# --- Faults ---------------------------------------------------------------------------------------------

WRONG = [
    ("people", "# None.\n[]\n\n- name: Ada Example", "yaml-syntax", 2, 1, "an empty list", "Delete `[]`"),
    ("people", "- name: Ada Example\n[]", "yaml-syntax", 2, 1, "written above it", "Delete `[]`"),
    ("keywords", "- label: a\n- label: A", "spelling-claimed-twice", 2, 3, "“A” and “a”", "`related`"),
    (
        "keywords",
        "- label: co-creation\n- label: co-design\n  aliases:\n    - codesign\n    - Co Creation\n",
        *("spelling-claimed-twice", 5, 7, "“co-design” and “co-creation” both claim", "not aliases"),
    ),
    ("keywords", "- label: a\n  broader: [b]", "unknown-term", 2, 13, "“b” as `broader`", "Add the term"),
    ("keywords", "- label: a\n  narrower: [b]", "unknown-term", 2, 14, "“b” as `narrower`", "Add the term"),
    (
        "keywords",
        "- label: evaluation\n- label: a\n  related:\n    - Evaluation\n    - evalution\n",
        *("unknown-term", 5, 7, "“evalution” as `related`", "Did you mean “evaluation”?"),
    ),
    ("organisations", "- name: A\n  parent: B", "unknown-term", 2, 11, "“B” as `parent`", "Add the term"),
    (
        "facets",
        "setting:\n- label: a\nplaces:\n- label: b\n  broader: [a]",
        "unknown-term",
        5,
        13,
        "“a”",
        "Add",
    ),
    ("keywords", "- label: a\n  broader: [A]", "circle", 1, 3, "“a” is broader than itself", "take out"),
    ("keywords", "- label: a\n  narrower: [a]", "circle", 1, 3, "“a” is broader than itself", "take out"),
    ("organisations", "- name: A\n  parent: A", "circle", 1, 3, "“A” is broader than itself", "take out"),
    ("facets", "place:\n  - label: a", "unknown-facet", 1, 1, "`place` is not", "Did you mean “places”?"),
    ("facets", "colour:\n  - label: a", "unknown-facet", 1, 1, "`colour` is not", "The facets are setting"),
    ("organisations", "- name: A\n  ror: 04wxnsj82", "ror", 2, 8, "check digits of the ROR", "ror.org"),
    ("organisations", "- name: A\n  ror: https://example.org", "ror", 2, 8, "not a ROR id", "ror.org"),
    ("people", "- name: A\n  orcid: 0000-0002-1825-0098", "orcid", 2, 10, "check digit", "orcid.org"),
    ("people", "- name: A\n  entries: [A B]", "slug", 2, 13, "name of an entry", "without `.md`"),
    ("keywords", "- label: a\n  braoder: [a]", "unknown-field", 2, 3, "braoder", "Did you mean “broader”?"),
    ("keywords", "- aliases: [a]", "missing-field", 1, 3, "label` is missing", "preferred label"),
    (
        "facets",
        "places:\n- lable: a",
        "unknown-field",
        2,
        3,
        "places 1, lable` is not a field",
        "Did you mean “label”?",
    ),
    ("facets", "places:\n- {label: a, brader: b}", "unknown-field", 2, 14, "brader", "“broader”"),
    ("keywords", "- a", "wrong-type", 1, 3, "`item 1` must be a group of fields", "name: text"),
    ("keywords", "label: a", "wrong-type", 1, 1, "must be a list", "in front of its first line"),
    ("facets", "- label: a", "wrong-type", 1, 1, "must be a group of fields", "name: text"),
    ("facets", "places: Glasgow", "wrong-type", 1, 9, "must be a list", "a hyphen and a space in front"),
    ("facets", '"=x":\n  - {label: a, "=y": b}', "unknown-field", 2, 16, "=y", "`label`"),
    ("keywords", "- label: a\n\tx: b", "yaml-syntax", 2, 1, "tab", "spaces"),
    ("people", "- label: [", "yaml-syntax", 1, 11, "missing here", "Close the bracket"),
]


@pytest.mark.parametrize(
    ("file", "text", "code", "line", "column", "message", "hint"),
    WRONG,
    ids=[f"{row[2]}: {' '.join(row[1].split())[:45]}" for row in WRONG],
)
def test_a_fault_is_reported_at_its_place(
    file: str, text: str, code: str, line: int, column: int, message: str, hint: str
) -> None:
    found = vocabulary_of(**{file: text})[1][0]
    assert found.is_error
    assert (found.path, found.code) == (f"vocabulary/{file}.yml", code)
    assert (found.line, found.column) == (line, column)
    assert message in found.message
    assert hint in found.hint


@pytest.mark.parametrize(
    "text",
    [
        "- {label: a, broader: [b]}\n- {label: b, broader: [c]}\n- {label: c, broader: [a]}\n- {label: d, broader: [a]}",
        "- {label: a, broader: [b]}\n- {label: b, broader: [c]}\n- {label: c, broader: [A]}\n- {label: d, broader: [a]}",
        "- {label: a, narrower: [b]}\n- {label: b, narrower: [c]}\n- {label: c, narrower: [a]}",
        "- {label: a, broader: [b]}\n- {label: b, broader: [c]}\n- {label: e}\n- {label: c, broader: [a]}",
        "- {label: a, broader: [b], narrower: [c]}\n- {label: b, broader: [c]}\n- {label: c}",
    ],
    ids=["upwards", "through a spelling", "downwards", "with others between", "both ways mixed"],
)
def test_every_term_of_a_circle_is_reported_and_no_other(text: str) -> None:
    faults = vocabulary_of(keywords=text)[1]
    assert [(finding.code, finding.message[:3]) for finding in faults] == [
        ("circle", "“a”"),
        ("circle", "“b”"),
        ("circle", "“c”"),
    ]
    assert [finding.line for finding in faults] == sorted(
        number for number, row in enumerate(text.split("\n"), 1) if row[10] in "abc" and row[11] in ",}"
    )


def test_a_ladder_is_no_circle() -> None:
    text = "".join(f"- {{label: t{n}, broader: [t{n + 1}, t{n + 2}]}}\n" for n in range(200))
    sound(keywords=f"{text}- label: t200\n- label: t201\n")


def test_an_alias_that_repeats_its_own_label_claims_nothing_twice() -> None:
    sound(keywords="- {label: co-production, aliases: [Co Production, coproduction, CoProduction]}")


def test_spellings_may_repeat_from_one_facet_or_file_to_another() -> None:
    sound(facets="setting:\n- label: community\nplaces:\n- label: community", keywords="- label: community")


def test_a_broken_file_counts_as_empty_and_the_others_are_read() -> None:
    vocabulary, faults = read_vocabulary(
        {"keywords.yml": b"\xff", "organisations.yml": b"- name: Example Trust", "people.yml": b"- &x"},
        "vocabulary",
    )
    assert [(finding.path, finding.code) for finding in faults] == [
        ("vocabulary/keywords.yml", "encoding"),
        ("vocabulary/people.yml", "yaml-anchor"),
    ]
    assert not vocabulary.keywords
    assert vocabulary.organisations.find("example trust")


# --- Any bytes ---------------------------------------------------------------------------------------

terms = st.lists(
    st.fixed_dictionaries(
        {"label": st.sampled_from("abcd")},
        optional={
            name: st.lists(st.sampled_from("abcdA"), max_size=2)
            for name in ("aliases", "broader", "narrower")
        },
    ),
    max_size=4,
)


@given(st.sampled_from(sorted(FILES)), st.binary() | st.text().map(str.encode))
def test_any_bytes_give_a_vocabulary_and_findings_with_a_place(name: str, data: bytes) -> None:
    faults = read_vocabulary({name: data}, "v")[1]
    lines = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for fault in faults:
        assert fault.path == f"v/{name}"
        assert 1 <= (fault.line or 0) <= len(lines)
        assert 1 <= (fault.column or 0) <= len(lines[(fault.line or 0) - 1]) + 1
        assert fault.hint.strip()


@given(terms)
def test_relations_of_a_sound_vocabulary_have_both_ends(values: list[dict[str, object]]) -> None:
    vocabulary, faults = vocabulary_of(keywords=str(values))  # a Python list of plain text is YAML too
    by_label = {term.label: term for term in vocabulary.keywords.terms}
    if faults:
        assert {fault.code for fault in faults} <= {"spelling-claimed-twice", "unknown-term", "circle"}
        return
    for term in by_label.values():
        assert all(term.label in by_label[wider].narrower for wider in term.broader)
        assert all(term.label in by_label[closer].broader for closer in term.narrower)
        assert term.label not in vocabulary.broader_keywords(term.label)


def test_a_file_may_be_longer_than_the_fields_of_an_entry() -> None:
    terms = "".join(f"- label: term {number}\n  definition: {'x' * 400}\n" for number in range(2000))
    assert len(sound(keywords=terms).keywords.terms) == 2000
    found = vocabulary_of(keywords=terms * 2)[1]
    assert [(finding.code, finding.message) for finding in found] == [
        ("too-long", "The file is larger than 1,024 KB.")
    ]


def test_invisible_characters_and_marks_behind_addresses_are_named() -> None:
    files = {
        "organisations.yml": "- name: Sam\u200bple Trust\n  url: https://example.org.\n- name: Other\n".encode()
    }
    vocabulary, found = read_vocabulary(files, "vocabulary")
    assert vocabulary.organisations.terms[0].name == "Sample Trust"
    assert [(fault.code, fault.line, fault.column, fault.is_error) for fault in found] == [
        ("invisible-character", 1, 12, False),
        ("address-mark", 2, 8, False),
    ]
