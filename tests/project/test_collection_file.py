"""`collection.yml`: what a collection says about its entries, and what is said about faults of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from coprod_kb.collection.site import open_site
from coprod_kb.diagnostics import Severity
from coprod_kb.editing.filter_fields import filter_fields
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter import schema_steps
from coprod_kb.front_matter.description import DEFAULT
from coprod_kb.front_matter.document import Document
from coprod_kb.front_matter.presentation import MapChoice, Unreviewed
from coprod_kb.project.collection_checks import RESERVED
from coprod_kb.project.collection_file import FILE, read_description
from coprod_kb.project.settings import Settings
from coprod_kb.publishing import contents
from coprod_kb.records.formats.csv_columns import COLUMNS
from tests.conftest import command_runner

ROOT = Path(__file__).parents[2]

TYPES = """types:
  - name: hive
    label: Hive
    plural: Hives
    address: hives
"""
FACETS = """facets:
  - name: season
    label: Season
    description: When.
"""
FACTS = """facts:
  - name: making
    label: How it was made
    description: Who made it.
    address: how-it-was-made
    parts:
      - name: season
        label: Season
        description: When.
        facet: season
"""


def test_our_own_file_has_no_faults() -> None:
    description, found = read_description((ROOT / FILE).read_bytes())
    assert found == []
    assert [part.name for group in description.facts for part in group.parts][:2] == ["who", "stages"]


def test_what_is_left_out_has_its_default() -> None:
    assert read_description(b"") == (DEFAULT, [])
    description, found = read_description(b"facets: []\n")
    assert (found, description.facets, description.types) == ([], (), DEFAULT.types)
    assert read_description((TYPES + FACETS + FACTS).encode())[1] == []


TWO = FACETS + FACETS.partition("\n")[2].replace("season", "place_of_work").replace("Season", "Place")
MAPS = TWO + "maps:\n  - title: A b\n    rows: season\n    columns: place_of_work\n"
SEARCH = "find_this_work:\n  - label: A\n    address: https://example.org/?q={words}\n"
FAULTS = [
    ("typs: []\n", 1, "unknown-field"),
    ("types: 3\n", 1, "wrong-type"),
    ("a: &x 1\n", 1, "yaml-anchor"),
    (FACETS.replace("season", "When it is"), 2, "field-name"),
    (TYPES.replace("    plural: Hives\n", ""), 2, "missing-field"),
    (TYPES.replace("hives", "Hives!"), 5, "slug"),
    (TYPES + FACETS + FACTS.partition("parts:")[0] + "parts: []\n", 15, "missing-field"),
    (TYPES.replace("address: hives", "address: browse"), 5, "name-taken"),
    (TYPES + "    colour: red\n", 6, "colour"),
    (TYPES + "    asked_first: [date, perod]\n", 6, "unknown-field"),
    (TYPES + "    colour: '#ffd700'\n", 6, "colour"),
    (TYPES + "    colour_dark: '#333333'\n", 6, "colour"),
    (TYPES + "    icon: M0 0\"/><script>alert(1)</script>\n", 6, "icon"),
    (TYPES + "    icon: M0 0'/%3E\n", 6, "icon"),
    (TYPES + "    icon: https://example.org/icon.svg\n", 6, "icon"),
    (TYPES + "    csl: artcle\n", 6, "unknown-value"),
    (TYPES + "    schema_org: javascript:alert(1)\n", 6, "unknown-value"),
    (TYPES + "    dated: never\n", 6, "unknown-value"),
    (TYPES + TYPES.partition("\n")[2].replace("hive", "bee").replace("Hive", "Bee").replace("Bees", "hives"), 8, "name-taken"),
    (TYPES + TYPES.partition("\n")[2], 6, "name-taken"),
    (FACETS.replace("season", "title"), 2, "name-taken"),
    (FACETS.replace("season", "journal"), 2, "name-taken"),
    (FACETS + FACETS.partition("\n")[2].replace("season", "year_part"), 6, "name-taken"),
    (FACETS + "    parameter: q\n", 5, "name-taken"),
    (FACETS + "    parameter: year\n", 5, "name-taken"),
    (FACETS + FACTS.replace("name: making", "name: season"), 6, "name-taken"),
    (FACETS + FACTS.replace("how-it-was-made", "papers"), 9, "name-taken"),
    (FACETS + FACTS.replace("facet: season", "facet: saeson"), 14, "unknown-facet"),
    (FACETS + FACTS.replace("name: season", "name: not_reported"), 11, "name-taken"),
    (FACETS.replace("season", "making_season") + FACTS.replace("facet: season", "example: A"), 11, "name-taken"),
    (FACETS + FACTS + FACTS.partition("parts:\n")[2].replace("name: season", "name: autumn"), 16, "name-taken"),
    (MAPS.replace("rows: season", "rows: seasons"), 10, "evidence-map"),
    (MAPS.replace("rows: season", "rows: place_of_work"), 11, "evidence-map"),
    (MAPS.replace("    columns: place_of_work\n", ""), 9, "missing-field"),
    (MAPS + "  - title: a-b\n    rows: place_of_work\n    columns: season\n", 12, "evidence-map"),
    (SEARCH.replace("https", "http"), 3, "find-this-work"),
    (SEARCH.replace("https:", "javascript:"), 3, "find-this-work"),
    (SEARCH.replace("{words}", ""), 3, "find-this-work"),
    (SEARCH.replace("example.org", "{words}.example.org"), 3, "find-this-work"),
    (SEARCH + "    icon: b\n", 4, "unknown-field"),
    ("find_this_work: []\n", 1, "missing-field"),
    ("contact: https://example.org\n", 1, "contact"),
    ("editors: Ada\n", 1, "wrong-type"),
    ("editors:\n  mail: a\n", 2, "unknown-field"),
    ("editors:\n  address: http://example.org\n", 2, "contact"),
    ("editors:\n  reviewed: '2026-13'\n", 2, "date"),
    ("licence: javascript:alert(1)\n", 1, "url"),
    ("licence: CC BY 4.0\n", 1, "url"),
    ("unreviewed: leave out\n", 1, "unknown-value"),
    ("purpose: |\n  A\n  B\n", 1, "one-line"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "code"), FAULTS)
def test_faults_have_their_place(text: str, line: int, code: str) -> None:
    _, found = read_description(text.encode())
    assert {(fault.path, fault.code) for fault in found} == {(FILE, code)}
    assert found[0].line == line
    assert all(fault.hint for fault in found)


def test_what_is_right_is_used_whatever_else_is_wrong() -> None:
    nameless = "  - label: Swarm\n    plural: Swarms\n    colr: red\n    address: swarms\n"
    text = TYPES + "    colr: red\n" + nameless + FACETS + FACETS.partition("\n")[2] + FACTS
    description, found = read_description(text.encode())
    assert [fault.code for fault in found] == ["unknown-field", "missing-field", "unknown-field"]
    assert [part.name for part in description.types] == ["hive"]
    assert (description.facet_names, [group.name for group in description.facts]) == (("season",), ["making"])


def test_the_hint_for_an_unknown_line_names_those_that_there_are() -> None:
    for text, known in ((TYPES + "    symbol: a\n", "`colour_dark`"), ("author: Ada\n", "`maps`")):
        [fault] = read_description(text.encode())[1]
        assert known in fault.hint


def test_names_of_fields_filters_and_columns_are_reserved() -> None:
    ours = {*DEFAULT.facet_names, "place"} | {name for name in COLUMNS if name.startswith("co_production_")}
    assert {*filter_fields([], Vocabulary()), *COLUMNS} - ours <= RESERVED


def test_entries_are_not_checked_against_a_faulty_description(
    miniature: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (miniature / FILE).write_text(TYPES + "    colr: red\n", "utf-8")
    found = open_site(miniature).check().diagnostics
    assert [(fault.path, fault.line) for fault in found if fault.is_error] == [(FILE, 6)]
    monkeypatch.chdir(miniature)
    status, output, _ = command_runner(capsys, "check")("entries/carers-choir.md")
    assert (status, f"{FILE}\n  6:5 error" in output) == (1, True)


def test_a_facet_without_terms(miniature: Path) -> None:
    text = yaml.safe_dump({"facets": yaml.safe_load(FACETS)["facets"]})
    (miniature / FILE).write_text(text, "utf-8")
    found = [
        fault for fault in open_site(miniature).check().diagnostics if fault.code == "facet-without-terms"
    ]
    assert [(fault.path, fault.line, fault.is_error) for fault in found] == [(FILE, 4, False)]


def test_the_home_page_has_words_and_questions_of_its_own(miniature: Path) -> None:
    (miniature / "docs" / "questions").mkdir(exist_ok=True)
    for name in ("first", "second"):
        (miniature / "docs" / "questions" / f"{name}.md").write_text(
            f"---\nquestion: Is this the {name}?\nanswer: Yes.\ncertainty: low\nreviewed: 2026-01-31\n---\nText.\n",
            "utf-8",
        )
    words = "home:\n  invitation: Have you kept bees?\n  questions: [second, {}]\n"
    (miniature / FILE).write_text(words.format("frist"), "utf-8")
    found = [fault for fault in open_site(miniature).check().diagnostics if fault.code == "unknown-answer"]
    assert [(fault.path, fault.line, fault.column, fault.is_error) for fault in found] == [
        (FILE, 3, 23, True)
    ]
    assert "Did you mean “first”?" in found[0].hint
    (miniature / FILE).write_text(words.format("first"), "utf-8")
    home = next(
        page for page in contents.pages(contents.read_site(open_site(miniature))) if page.path == ""
    ).context
    assert home["invitation"] == "Have you kept bees?"
    assert [question["text"] for question in home["questions"]] == [
        "Is this the second?",
        "Is this the first?",
    ]


def test_the_map_of_places_has_room_for_one_facet(miniature: Path) -> None:
    place = "    label: {0}\n    description: Where.\n    located: true\n"
    text = "facets:\n" + "".join(f"  - name: {name}\n{place.format(name)}" for name in ("towns", "rivers"))
    (miniature / FILE).write_text(text, "utf-8")
    found = [fault for fault in open_site(miniature).check().diagnostics if fault.code == "second-map"]
    assert [(fault.line, fault.severity) for fault in found] == [(9, Severity.NOTE)]
    assert "`towns`, which comes first, and not `rivers`" in found[0].message


def test_old_forms_in_mkdocs_yml_are_read_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    step = schema_steps.Step(
        version=9,
        since=(0, 1),
        file=FILE,
        field=("editors", "team"),
        to=("editors", "organisation"),
        what="Words.",
    )
    monkeypatch.setattr(schema_steps, "STEPS", (step,))
    former = Document("mkdocs.yml", {"editors": {"name": "Ada", "team": "Example University"}})
    description, found = read_description(b"", former)
    assert [fault.code for fault in found] == ["old-form"]
    assert description.editors.organisation == "Example University"


ADA = {"name": "Ada Example", "organisation": "Example University"}
NOBODY = {
    "name": "the editors (no name given yet)",
    "organisation": "",
    "reviewed": "",
    "address": "",
    "url": "",
}
MAIL = {"address": "a@example.org", "url": "mailto:a@example.org"}
WEB = {"address": "https://example.org/us", "url": "https://example.org/us"}
EDITORS = [
    ("", NOBODY),
    ("contact: a@example.org\n", NOBODY | MAIL),
    ("editors: {name: Ada Example, organisation: Example University, reviewed: 2026-01-31}\n", NOBODY | ADA | {"reviewed": "31 January 2026"}),
    ("editors: {name: Ada Example, organisation: Example University, address: 'https://example.org/us'}\ncontact: a@example.org\n", NOBODY | ADA | WEB),
    ("editors: {name: Ada Example, organisation: Example University, address: 'javascript:alert(1)', reviewed: soon}\n", NOBODY | ADA),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), EDITORS)
def test_who_runs_the_collection(text: str, expected: dict[str, str]) -> None:
    assert Settings.of({}, read_description(text.encode())[0]).who_runs_it() == expected


FORMER = """site_name: A
site_url: https://example.org/
site_description: Bees in towns.
extra:
  contact: a@example.org
  editors: {name: Ada, reviewed: 2026-01-31}
  licence: https://example.org/licence
  unreviewed: mark
  find_this_work:
    - {label: A, address: "https://example.org/{words}"}
plugins:
  - coprod_kb:
      maps:
        - {title: A, rows: stage, columns: evidence}
"""


def test_options_in_mkdocs_yml_are_read_until_they_are_moved(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(FORMER, "utf-8")
    site = open_site(tmp_path)
    settings, found = site.settings, site.check().diagnostics
    assert [(each.path, each.line, each.code, each.is_error) for each in found] == [
        ("mkdocs.yml", line, "moved-option", False) for line in (3, 5, 6, 7, 8, 9, 13)
    ]
    assert (settings.site_description, settings.contact) == ("Bees in towns.", "a@example.org")
    assert (settings.editors.name, settings.licence) == ("Ada", "https://example.org/licence")
    assert (settings.unreviewed, settings.searches[0].label) == (Unreviewed.MARK, "A")
    assert settings.maps == (MapChoice(title="A", rows="stage", columns="evidence"),)
    (tmp_path / FILE).write_text("contact: b@example.org\npurpose: Honey.\n", "utf-8")
    settings = open_site(tmp_path).settings
    assert (settings.site_description, settings.contact) == ("Honey.", "b@example.org")


def test_faults_of_options_in_mkdocs_yml_have_their_place_there(tmp_path: Path) -> None:
    text = FORMER.replace("rows: stage", "rows: stages").replace("name: Ada", "nam: Ada")
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    found = [each for each in open_site(tmp_path).check().diagnostics if each.is_error]
    assert [(each.path, each.line, each.code) for each in found] == [("mkdocs.yml", 6, "unknown-field")]


def test_maps_are_of_the_first_two_facets_if_none_are_named() -> None:
    assert read_description(TWO.encode())[0].drawn_maps == (
        MapChoice(title="Season and place", rows="season", columns="place_of_work"),
    )
    assert read_description(FACETS.encode())[0].drawn_maps == ()
