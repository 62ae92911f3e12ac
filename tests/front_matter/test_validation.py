"""The schema: what each field accepts, and the diagnostics for wrong values with their places."""

from __future__ import annotations

import pickle
import re
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.front_matter.description import CollectionDescription
from coprod_kb.front_matter.entry_schema import entry_schema
from coprod_kb.front_matter.field_groups import PointGroup
from coprod_kb.front_matter.reportable import NOT_REPORTED, NotReported, State, state_of
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.front_matter.strict_yaml import load
from coprod_kb.front_matter.validation import validate
from coprod_kb.values.dates import PartialDate
from tests.conftest import CO_PRODUCTION, SCHEMA

PATH = "entries/a.md"
REQUIRED = "title: A\ntype: paper\nkeywords: [x]\ncontributors: [Ada Example]\n"
"""Four lines, so what a test adds starts on line 5."""


def check(text: str, schema: TypeAdapter[Any] | None = None) -> tuple[Any, list[Diagnostic]]:
    document, faults = load(text, PATH)
    assert faults == []
    return validate(schema, document) if schema else SCHEMA.read(document)


def fields_with(text: str) -> FrontMatter:
    fields, faults = check(REQUIRED + text)
    assert faults == []
    assert fields is not None
    return fields


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("date: May 2019", "Write `2019-05`."),
        ("date: 05/2019", "Write `2019-05`."),
        ("date: 05/06/2019", "Write a year, a month or a day: `2022`, `2022-07` or `2022-07-14`."),
        ("added: 14 May 2019", "Write `2019-05-14`."),
        ("added: May 2019", "Write the day in the form `2022-07-14`."),
        ("period: {start: 2019-5}", "Write `2019-05`."),
        ("period: {start: 2019, end: May 2020}", "Write `2020-05`."),
        ("period: May 2019 – June 2020", "Write `2019-05 – 2020-06`."),
    ],
)
def test_the_hint_about_a_date_that_is_understood_says_what_to_write(text: str, hint: str) -> None:
    _, [found] = check(REQUIRED + text)
    assert found.hint == hint


# --- What is accepted --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("date: 2022", "date", PartialDate(2022)),
        ("date: 2022-07", "date", PartialDate(2022, 7)),
        ("date: '2022-07-14'", "date", PartialDate(2022, 7, 14)),
        ("status: completed", "status", "completed"),
        ("status:", "status", None),
        ("doi: https://doi.org/10.1093/AGEING/afy092", "doi", "10.1093/ageing/afy092"),
        ("doi:", "doi", None),
        ("isbn: 0-306-40615-2", "isbn", "9780306406157"),
        ("pmid: 29939208", "pmid", "29939208"),
        ("language: gd", "language", "gd"),
        ("licence: " + "x" * 400, "licence", "x" * 400),
        ("language: zh-Hant-TW", "language", "zh-Hant-TW"),
        ("licence: ' CC BY 4.0 '", "licence", "CC BY 4.0"),
        ("summary: >-\n  One.\n  Two.", "summary", "One. Two."),
        ("summary: |\n  One.\n\n  Two.\n", "summary", "One.\n\nTwo."),
        ("related: [keeping-well, a1]", "related", ("keeping-well", "a1")),
        ("related: []", "related", ()),
        ("places: [Glasgow]", "places", ("Glasgow",)),
        ("assigned: [keywords, setting]", "assigned", ("keywords", "setting")),
        ("draft: yes", "draft", True),
        ("draft: True", "draft", True),
        ("draft: NO", "draft", False),
        ("draft:", "draft", False),
        ("added: 2026-01-31", "added", PartialDate(2026, 1, 31)),
        ("collection: 1e9", "collection", "1e9"),
    ],
)
def test_a_value_is_typed(text: str, field: str, value: object) -> None:
    assert fields_with(text).value(field) == value


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("period: {start: 2018-01, end: 2019}", PartialDate(2018, 1), PartialDate(2019)),
        ("period: {start: 2018}", PartialDate(2018), None),
        ("period: {start: 2018, end: }", PartialDate(2018), None),
        ("period: {start: 2018, end: ongoing}", PartialDate(2018), None),
        ("period: {start: 2018-05-01, end: 2018-05-01}", PartialDate(2018, 5, 1), PartialDate(2018, 5, 1)),
        ("period: {start: 2018-05, end: 2018}", PartialDate(2018, 5), PartialDate(2018)),
        ("period: 2018 – ongoing", PartialDate(2018), None),
        ("period: 2014-01 to 2014-12", PartialDate(2014, 1), PartialDate(2014, 12)),
    ],
)
def test_a_period_is_a_line_or_a_group(text: str, start: PartialDate, end: PartialDate | None) -> None:
    period = fields_with(text).period
    assert period is not None
    assert (period.start, period.end) == (start, end)


def test_people_are_names_or_groups_with_affiliations_roles_and_identifiers() -> None:
    fields = fields_with(
        "authors:\n"
        "  - Ben Sample\n"
        "  - name: Ada Example\n"
        "    organisation: Example University\n"
        "    orcid: https://orcid.org/0000-0002-1825-0097\n"
        "  - organisation: [Example Trust, Sample Council]\n"
        "investigators:\n"
        "  - {name: Ada Example, role: principal}\n"
        "organisations:\n"
        "  - Example Trust\n"
        "  - {name: Sample Council, role: funder}\n"
    )
    assert [(author.name, author.organisations, author.orcid) for author in fields.authors] == [
        ("Ben Sample", (), None),
        ("Ada Example", ("Example University",), "0000-0002-1825-0097"),
        (None, ("Example Trust", "Sample Council"), None),
    ]
    assert [(person.name, person.role) for person in fields.investigators] == [("Ada Example", "principal")]
    assert [(body.name, body.role) for body in fields.organisations] == [
        ("Example Trust", None),
        ("Sample Council", "funder"),
    ]


def test_key_points_stand_alone_or_in_groups() -> None:
    points = fields_with("key_points:\n  - Alone.\n  - heading: Aims\n    points: [One., Two.]\n").key_points
    assert points == ("Alone.", PointGroup(heading="Aims", points=("One.", "Two.")))


def test_what_has_passed_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        fields_with("").title = "B"  # type: ignore[misc]


def test_persian_keeps_its_joiner_and_emoji_stay_whole() -> None:
    fields, faults = check(REQUIRED.replace("title: A", "title: می‌نویسم 👩‍⚕️"))
    assert faults == []
    assert fields.title == "می‌نویسم 👩‍⚕️"


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("", {}),
        ("setting:\nformats: []\nco_production: {}\n", {}),
        ("setting: not reported\nformats: ' not reported '\n", {"setting": "not reported", "formats": "not reported"}),
        ("setting: [a]\nco_production: {who: Six, stages: [b]}\n", dict.fromkeys(["setting", "who", "stages"], "reported")),
        ("co_production: {who: not reported, stages: not reported}\n", dict.fromkeys(["who", "stages"], "not reported")),
        ("co_production: not reported\n", dict.fromkeys(SCHEMA.order(("co_production",)), "not reported")),
    ],
)  # fmt: skip
def test_three_states(text: str, states: dict[str, str]) -> None:
    fields = pickle.loads(pickle.dumps(fields_with(text)))
    values = {**fields.facets, "formats": fields.formats, **fields.facts.get("co_production", {})}
    assert {name: str(state) for name, value in values.items() if (state := state_of(value))} == {
        name: states.get(name, str(State.NOT_LOOKED_AT)) for name in values
    }
    assert all(
        not value and not list(value) for name, value in values.items() if states.get(name) == NOT_REPORTED
    )


# --- What is refused ---------------------------------------------------------------------------------

WRONG: list[tuple[str, str, str, int, int, str, str]] = [
    ("date: 2014-02-30", "date", "date", 5, 7, "February 2014 has 28 days", "2022-07-14"),
    ("date: 12:30", "date", "date", 5, 7, "“12:30” is not a date", "2022-07"),
    ("date: 1e9", "date", "date", 5, 7, "“1e9”", "2022-07"),
    ("date: NO", "date", "date", 5, 7, "“NO”", "2022-07"),
    ("date: " + "9" * 5000, "too-long", "date", 5, 7, "400 characters", "2022-07"),
    ("date: [2022]", "wrong-type", "date", 5, 7, "must be text", "2022-07"),
    ("added: 2026-01", "date", "added", 5, 8, "lacks the day", "2022-07-14"),
    ("setting: Not reported.", "not-reported", "setting", 5, 10, "has to be written as `not reported`", "whole value"),
    ("places: [Glasgow, not reported]", "not-reported", "places", 5, 9, "cannot be an item", "whole value"),
    ("formats: none", "not-reported", "formats", 5, 10, "whether somebody has looked", "leave the field out"),
    ("co_production: unknown", "not-reported", "co_production", 5, 16, "“unknown”", "`not reported`"),
    ("co_production:\n  payment: n/a", "not-reported", "co_production.payment", 6, 12, "“n/a”", "`not reported`"),
    ("co_production:\n  stages: [TBC]", "not-reported", "co_production.stages", 6, 11, "“TBC”", "`not reported`"),
    ("setting: hospital", "wrong-type", "setting", 5, 10, "must be a list, and this is text", "hyphen"),
    ("reviewed: 2026-06-01", "wrong-type", "reviewed", 5, 11, "a group of fields, and this is text", "`by`, `on`"),
    ("reviewed: {by: Ada}", "missing-field", "reviewed.on", 5, 11, "`reviewed, on` is missing", "2026-06-01"),
    ("reviewed:\n  on: 2026-06\n  by: Ada", "date", "reviewed.on", 6, 7, "lacks the day", "2022-07-14"),
    ("period: 2018", "period", "period", 5, 9, "not a period", "start: 2018-01"),
    ("period: 2019 – 2018", "period", "period", 5, 9, "ends (2018) before it starts (2019)", "mistyped"),
    ("period: 2018 – 2019-13", "period", "period", 5, 9, "no month 13", "start:"),
    ("period: " + "/" * 5000, "too-long", "period", 5, 9, "400 characters", "start:"),
    ("period: [2018]", "wrong-type", "period", 5, 9, "a group of fields, and this is a list", "Write its"),
    ("period:\n  end: 2018", "missing-field", "period.start", 6, 3, "`period, start` is missing", "2018"),
    ("period:\n  start: 2018\n  end: soon", "date", "period.end", 7, 8, "“soon”", "2022-07"),
    ("period:\n  start: 2019\n  end: 2018", "period", "period", 6, 3, "before it starts", "mistyped"),
    ("status: done", "unknown-value", "status", 5, 9, "cannot be “done”", "planned, ongoing, completed"),
    ("status: complete", "unknown-value", "status", 5, 9, "“complete”", "Did you mean “completed”?"),
    ("status: [ongoing]", "unknown-value", "status", 5, 9, "cannot be", "Write one of"),
    ("draft: maybe", "flag", "draft", 5, 8, "neither true nor false", "`true`"),
    ("draft: [true]", "wrong-type", "draft", 5, 8, "must be text", "`true`"),
    ("doi: 11.1/x", "doi", "doi", 5, 6, "is not a DOI", "10.1093"),
    ("isbn: 9780306406158", "isbn", "isbn", 5, 7, "check digit", "back of the book"),
    ("pmid: PMC1", "pmid", "pmid", 5, 7, "not a PubMed number", "29939208"),
    ("language: English", "language", "language", 5, 11, "not a language code", "`cy`"),
    ("language: en" + "-aa" * 40, "too-long", "language", 5, 11, "35 characters", "Shorten"),
    ("licence: |\n  a\n  b", "one-line", "licence", 5, 10, "one line", "without `|`"),
    ("licence: ''", "missing-field", "licence", 5, 10, "is empty", "delete the line"),
    ("licence: ' '", "missing-field", "licence", 5, 10, "is empty", "delete the line"),
    ("licence: " + "x" * 401, "too-long", "licence", 5, 10, "longer than 400", "Shorten"),
    ("licence: {a: b}", "wrong-type", "licence", 5, 10, "text, and this is a group of fields", '`licence: "{a: b}"`'),
    ("summary:\n  - One.", "wrong-type", "summary", 6, 3, "text, and this is a list", "without hyphens"),
    ("places: Glasgow", "wrong-type", "places", 5, 9, "a list, and this is text", "a hyphen and a space in front"),
    ("places:\n  - Glasgow\n  -", "missing-field", "places.1", 7, 4, "`places 2` is empty", "Fill it in"),
    ("places: [[a]]", "wrong-type", "places.0", 5, 10, "`places 1` must be text", "colon"),
    ("related: [Keeping_Well]", "slug", "related.0", 5, 11, "not the name of an entry", "without `.md`"),
    ("related: [../a]", "slug", "related.0", 5, 11, "“../a”", "small letters"),
    ("assigned: [keyword]", "unknown-field", "assigned.0", 5, 12, "`keyword`", "“keywords”"),
    ("places: Wales, Fife", "wrong-type", "places", 5, 9, "and this is text", "`places: [Wales, Fife]`"),
    ("places: Wales; Fife", "wrong-type", "places", 5, 9, "and this is text", "`places: [Wales, Fife]`"),
    ("places:\n  -Wales\n  -Fife", "wrong-type", "places", 6, 3, "and this is text", "No other sign makes a list"),
    ("places:\n  • Wales\n  • Fife", "wrong-type", "places", 6, 3, "and this is text", "No other sign makes a list"),
    ("links:\n  label: A", "wrong-type", "links", 6, 3, "and this is a group", "in front of its first line"),
    ("links: [https://example.org]", "wrong-type", "links.0", 5, 9, "`links 1`", "Its parts are `label`, `url`."),
    ("places:\n  - Wales: north", "wrong-type", "places.0", 6, 5, "a group of fields", '`- "Wales: north"`'),
    ("tags: [a]", "unknown-field", "tags", 5, 1, "`tags`", "Did you mean “keywords”?"),
    ("Abstract: a", "unknown-field", "Abstract", 5, 1, "`Abstract`", "Did you mean “summary”?"),
    ("They said: a", "unknown-field", "They said", 5, 1, "`They said`", "join the two"),
    ("sumary: x", "unknown-field", "sumary", 5, 1, "`sumary` is not a field", "“summary”"),
    ("  # remark\nzzz: x", "unknown-field", "zzz", 6, 1, "`zzz` is not a field", "“Fields of an entry”"),
    ('"=text": x', "unknown-field", "=text", 5, 1, "`=text` is not a field", "delete it"),
    ("=: x", "unknown-field", "=", 5, 1, "`=` is not a field", "delete it"),
    ("links: [{label: a, urk: b}]", "unknown-field", "links.0.urk", 5, 20, "`links 1, urk`", "`label`, `url`"),
    ("links:\n  - url: https://example.org", "missing-field", "links.0.label", 6, 5, "label", "leads to"),
    ("links: [{label: a, url: example.org}]", "url", "links.0.url", 5, 25, "web address", "https://"),
    ("links: [{label: a, url: 'javascript:x'}]", "url", "links.0.url", 5, 25, "web address", "https://"),
    ("links: [{label: a, url: 'http://[x'}]", "url", "links.0.url", 5, 25, "web address", "https://"),
    ("links: [{label: a, url: 'http://a/b c'}]", "url", "links.0.url", 5, 25, "web address", "https://"),
    ("links: [{label: a, url: 'http:\\\\a'}]", "url", "links.0.url", 5, 25, "web address", "https://"),
    ("links: [a]", "wrong-type", "links.0", 5, 9, "`links 1` must be a group", "name: text"),
    ("formats: [{kind: braille}]", "unknown-value", "formats.0.kind", 5, 18, "“braille”", "easy-read, bsl"),
    ("funding: [{amount: much}]", "amount", "funding.0.amount", 5, 20, "not an amount", "figure alone"),
    ("authors: [{orcid: 0000-0002-1825-0097}]", "nobody-named", "authors.0", 5, 11, "nobody", "`name:`"),
    ("authors: [[a]]", "wrong-type", "authors.0", 5, 11, "group of fields, and this is a list", "indented"),
    (
        "authors:\n  - name: Ada Example\n    orcid: 0000-0002-1825-0098",
        "orcid", "authors.0.orcid", 7, 12, "check digit of the ORCID", "orcid.org",
    ),
    (
        "authors: [{name: Ada Example, organisations: [X]}]",
        "unknown-field", "authors.0.organisations", 5, 31, "organisations", "“organisation”",
    ),
    (
        "organisations: [{name: Example Trust, role: founder}]",
        "unknown-value", "organisations.0.role", 5, 45, "“founder”", "“funder”",
    ),
    ("key_points: [{points: [a]}]", "missing-field", "key_points.0.heading", 5, 14, "heading", "common"),
    ("key_points: [[a]]", "wrong-type", "key_points.0", 5, 14, "must be text", "colon"),
    (
        "key_points: [{heading: a, points: [b], '=x': c}]",
        "unknown-field", "key_points.0.=x", 5, 40, "`key_points 1, =x`", "delete it",
    ),
    ("key_points: [{heading: a, points: []}]", "missing-field", "key_points.0.points", 5, 35, "empty", "Fill"),
    ("references: [{doi: 10.1/x, text: a}]", "doi", "references.0.doi", 5, 20, "not a DOI", "10.1093"),
    ("withdrawn: {date: 2022}", "date", "withdrawn.date", 5, 19, "lacks the day", "2022-07-14"),
    ("co_production: {payed: x}", "unknown-field", "co_production.payed", 5, 17, "payed", "`payment`"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "field", "line", "column", "message", "hint"),
    WRONG,
    ids=[f"{row[1]}: {' '.join(row[0].split())[:40]}" for row in WRONG],
)
def test_a_wrong_value_is_told_at_its_place(
    text: str, code: str, field: str, line: int, column: int, message: str, hint: str
) -> None:
    fields, faults = check(REQUIRED + text)
    assert fields is None
    found = next(found for found in faults if found.field == field)
    assert (found.code, found.line, found.column) == (code, line, column)
    assert message in found.message
    assert hint in found.hint
    assert len(found.message) < 3000


def test_date_and_period_together_are_refused() -> None:
    faults = check(REQUIRED + "date: 2022\nperiod: 2018 – ongoing")[1]
    assert [(found.code, found.line, found.column, found.field) for found in faults] == [
        ("date-and-period", 1, 1, None)
    ]


@pytest.mark.parametrize("name", ["title", "type", "keywords", "contributors"])
def test_a_required_field_is_missed_whether_it_is_absent_or_blank(name: str) -> None:
    absent = re.sub(f"^{name}:.*\n", "", REQUIRED, flags=re.MULTILINE)
    blank = re.sub(f"^{name}:.*$", f"{name}:", REQUIRED, flags=re.MULTILINE)
    (found,) = check(absent)[1]
    assert (found.code, found.field, found.line, found.column) == ("missing-field", name, 1, 1)
    assert f"`{name}` is missing" in found.message
    assert re.match("Add (the work's|what|who) .*[.] For example: `", found.hint)
    assert not found.exact
    (found,) = check(blank)[1]
    line = REQUIRED[: REQUIRED.index(name)].count("\n") + 1
    assert (found.code, found.field, found.line) == ("missing-field", name, line)
    assert found.hint.startswith("Fill in ")
    assert found.exact


@pytest.mark.parametrize("text", ["just words", "- a\n- b", "[]"])
def test_an_entry_that_is_no_group_of_fields(text: str) -> None:
    (found,) = check(text)[1]
    assert (found.code, found.line, found.column, found.field) == ("wrong-type", 1, 1, None)
    assert "must be a group of fields" in found.message


@pytest.mark.parametrize(
    ("name", "example"),
    [
        ("title", "title: 'Keeping well together: a study'"),
        ("type", "type: project"),
        ("keywords", "keywords: [gardening, peer support]"),
        ("contributors", "contributors: [{name: Ada Example, organisation: Example University}]"),
    ],
)
def test_the_example_in_a_hint_can_be_copied_as_it_stands(name: str, example: str) -> None:
    (found,) = check(re.sub(f"^{name}:.*\n", "", REQUIRED, flags=re.MULTILINE))[1]
    assert found.hint.endswith(f"For example: `{example}`.")
    fields, faults = check(re.sub(f"^{name}:.*$", example, REQUIRED, flags=re.MULTILINE))
    assert faults == []
    assert fields.value(name)


def test_a_list_is_not_called_too_short_where_its_items_are_at_fault() -> None:
    faults = check(REQUIRED.replace("[x]", "['', {a: b}]"))[1]
    assert [(found.code, found.field) for found in faults] == [
        ("missing-field", "keywords.0"),
        ("wrong-type", "keywords.1"),
    ]
    (found,) = check(REQUIRED.replace("[x]", "[]"))[1]
    assert (found.code, found.field, found.line, found.column) == ("missing-field", "keywords", 3, 11)


def test_all_faults_of_an_entry_are_told_at_once() -> None:
    faults = check("titel: A\ntype: papers\nkeywords: x\ndate: soon\ndoi: 1")[1]
    assert sorted((found.code, found.field) for found in faults) == [
        ("date", "date"),
        ("doi", "doi"),
        ("missing-field", "contributors"),
        ("unknown-field", "titel"),  # and not that `title` is missing besides
        ("unknown-value", "type"),
        ("wrong-type", "keywords"),
    ]
    assert "Did you mean “title”?" in next(finding for finding in faults if finding.field == "titel").hint


def test_a_part_that_lost_its_indentation_is_sent_back_to_its_group() -> None:
    (found,) = check(REQUIRED + "authors:\n  - name: Ada Example\norganisation: Example University")[1]
    assert (found.code, found.line) == ("unknown-field", 7)
    assert "If it belongs to `authors` above it, indent it" in found.hint


# --- The schema itself -------------------------------------------------------------------------------


def test_a_draft_needs_nothing_and_knows_the_same_fields() -> None:
    assert SCHEMA.typed({}).keywords == ()
    assert list(SCHEMA.draft.model_fields) == list(SCHEMA.entry.model_fields)


def test_facets_and_groups_of_facts_are_fields_in_the_order_of_the_description() -> None:
    names = SCHEMA.names
    assert [name for name in names if name in CO_PRODUCTION.facet_names] == list(CO_PRODUCTION.facet_names)
    assert names.index("references") < names.index("setting") < names.index("assigned")
    assert names.index("found") < names.index("co_production") < names.index("collection")


ODD_NAMES = CollectionDescription.model_validate(
    {
        "facets": [{"name": "copy", "label": "Copies", "description": "What it copies.", "located": "true"}],
        "facts": [
            {
                "name": "model_fields",
                "label": "How it was made",
                "description": "Who made it.",
                "address": "how-made",
                "parts": [
                    {"name": "json", "label": "Who", "description": "Who made it."},
                    {"name": "dict", "label": "Copied", "description": "What was copied.", "facet": "copy"},
                ],
            }
        ],
    }
)


@pytest.mark.parametrize(
    ("text", "facets", "facts"),
    [
        ("", {"copy": ()}, {}),
        ("copy: [a]\nmodel_fields: {json: Ada, dict: [b]}", {"copy": ("a",)}, {"model_fields": {"json": "Ada", "dict": ("b",)}}),
        ("model_fields: not reported\nassigned: [copy]", {"copy": ()},
         {"model_fields": {"json": NotReported(), "dict": NotReported()}}),
    ],
)  # fmt: skip
def test_fields_have_any_names_that_the_description_gives_them(text: str, facets: Any, facts: Any) -> None:
    fields, faults = entry_schema(ODD_NAMES).read(load(REQUIRED + text, PATH)[0])
    assert faults == []
    assert fields
    again = pickle.loads(pickle.dumps(fields))
    assert (again.facets, again.facts, again.value("copy")) == (facets, facts, facets["copy"])


@pytest.mark.parametrize(
    ("text", "code", "field", "hint"),
    [
        ("setting: [a]", "unknown-field", "setting", "Rename it"),
        ("copi: [a]", "unknown-field", "copi", "Did you mean “copy”?"),
        ("copy: n/a", "not-reported", "copy", "`not reported`"),
        ("model_fields: {jsn: x}", "unknown-field", "model_fields.jsn", "Did you mean “json”?"),
        (
            "model_fields: {other: x}",
            "unknown-field",
            "model_fields.other",
            "The fields here are `json`, `dict`.",
        ),
        ("assigned: [setting]", "unknown-field", "assigned.0", "the name of a field"),
    ],
)
def test_faults_of_described_fields_have_places_and_hints(
    text: str, code: str, field: str, hint: str
) -> None:
    _, faults = entry_schema(ODD_NAMES).read(load(REQUIRED + text, PATH)[0])
    assert (faults[0].code, faults[0].field, faults[0].line) == (code, field, 5)
    assert hint in faults[0].hint


def test_a_schema_is_made_once_for_a_description() -> None:
    assert entry_schema(ODD_NAMES) is entry_schema(ODD_NAMES.model_copy(deep=True))
    assert entry_schema(ODD_NAMES) is not SCHEMA


def test_every_field_of_every_group_has_a_title_and_a_sentence() -> None:
    for group, fields in SCHEMA.fields.items():
        for name, field in fields.items():
            assert field.title, (*group, name)
            assert field.description, (*group, name)
            assert field.description.endswith("."), (*group, name)


@pytest.mark.parametrize(
    ("name", "example"),
    [(name, field.examples[0]) for name, field in SCHEMA.fields[()].items() if field.examples],
)
def test_every_example_of_a_field_is_accepted(name: str, example: object) -> None:
    values = {
        "title": "A",
        "type": "paper",
        "keywords": ["x"],
        "contributors": ["Ada Example"],
        name: example,
    }
    assert SCHEMA.typed(values).value(name)
