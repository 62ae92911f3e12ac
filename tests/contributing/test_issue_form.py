"""The form on GitHub: it asks what the schema has, and its answers become an entry and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coprod_kb.collection.site import open_site
from coprod_kb.commands.cli import main
from coprod_kb.contributing.issue_entry import MOST, NewEntry, read_issue
from coprod_kb.contributing.issue_form import (
    CONSENT,
    FILE,
    issue_form,
    issue_questions,
)
from coprod_kb.contributing.questions import AnswerKind
from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries.model import Reading
from coprod_kb.entries.reading import read
from coprod_kb.entries.vocabulary_files import read_vocabulary
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.front_matter.splitting import split
from coprod_kb.front_matter.strict_yaml import load
from coprod_kb.project.settings import Settings
from tests import ROOT
from tests.conftest import CO_PRODUCTION, NO_TERMS, SCHEMA

FACETS = b"setting: [{label: hospital}, {label: health care}]\nplaces: [{label: 'Bath, Somerset'}]\n"
VOCABULARY, _ = read_vocabulary({"facets.yml": FACETS}, "vocabulary", CO_PRODUCTION)
QUESTIONS = {question.path: question for question in issue_questions(VOCABULARY)}
TICKED = f"- [x] {CONSENT}"
LEAST = {
    "title": "Keeping well together",
    "type": "project",
    "keywords": "co-production",
    "contributors": "Ada Example; Example University",
    "consent": TICKED,
}


def issue(answers: Mapping[str, str]) -> str:
    """An issue as GitHub puts it together: every question with its answer, or with a word for none."""
    parts = [f"### {one.label}\n\n{answers.get(name, '_No response_')}" for name, one in QUESTIONS.items()]
    return "\n\n".join(parts)


def made(text: str) -> tuple[NewEntry | None, list[Diagnostic]]:
    return read_issue(text.encode(), "issue", VOCABULARY)


def entry(**answers: str) -> NewEntry:
    """What becomes of the least that has to be answered, and of some more."""
    found, faults = made(issue(LEAST | {name.replace("__", "."): text for name, text in answers.items()}))
    assert found
    assert faults == []
    return found


def reading(found: NewEntry) -> Reading:
    return read(found.text.encode(), f"entries/{found.slug}.md", VOCABULARY)


def values(found: NewEntry) -> Mapping[str, object]:
    """The front matter as text, lists and groups."""
    halves = split(found.text, "entry")
    assert not isinstance(halves, Diagnostic)
    document, faults = load(halves.text, "entry")
    assert faults == []
    assert isinstance(document.value, dict)
    return document.value


NOT_ASKED = {
    *("more_authors", "source", "assigned", "found", "collection", "formerly"),
    *("added", "updated", "reviewed", "accepted", "draft", "withdrawn"),
}

# --- The form ---------------------------------------------------------------------------------------


def test_the_form_in_the_repository_is_what_the_schema_gives() -> None:
    site = open_site(ROOT)
    form = issue_form(site.settings, site.read().catalogue.vocabulary)
    assert (ROOT / FILE).read_text(encoding="utf-8") == form, "write it anew: coprod-kb issue-form"


def test_every_field_is_asked_for_or_is_the_editors() -> None:
    given = {name.partition(".")[0] for name in QUESTIONS} - {"text", "consent"}
    assert set(SCHEMA.names) - given == NOT_ASKED
    inner = {name.partition(".")[2] for name in QUESTIONS if name.startswith("co_production.")}
    assert inner == set(SCHEMA.order(("co_production",)))


def test_what_has_to_be_there_is_required_and_comes_first() -> None:
    required = [name for name, field in FrontMatter.model_fields.items() if field.is_required()]
    assert {name for name, one in QUESTIONS.items() if one.required} == set(required)
    assert set(list(QUESTIONS)[: len(required)]) == set(required)


def test_labels_differ_in_more_than_signs() -> None:
    """GitHub refuses a form with labels that it takes for the same."""
    labels = [re.sub(r"\W+", "-", part.label.casefold()) for part in QUESTIONS.values()]
    assert len(set(labels)) == len(labels)


def test_the_words_are_those_of_the_schema() -> None:
    form = yaml.safe_load(issue_form(Settings(site_name="Example"), VOCABULARY))
    elements = {element["id"]: element for element in form["body"] if "id" in element}
    title = FrontMatter.model_fields["title"]
    assert elements["title"]["attributes"] == {
        "label": title.title,
        "description": title.description,
        "placeholder": title.examples[0] if title.examples else "",
    }
    assert elements["type"]["attributes"]["options"] == ["Project", "Paper", "Report"]
    assert elements["setting"]["attributes"]["options"] == ["hospital", "health care", "not reported"]
    assert "name; organisation; ORCID iD" in elements["contributors"]["attributes"]["description"]
    assert elements["consent"]["attributes"]["options"] == [{"label": CONSENT, "required": True}]


def test_terms_that_cannot_be_told_apart_once_chosen_are_typed() -> None:
    assert QUESTIONS["setting"].kind is AnswerKind.TERMS
    assert QUESTIONS["places"].kind is AnswerKind.LIST  # “Bath, Somerset”
    assert {
        question.kind for question in issue_questions(NO_TERMS) if question.path in {"setting", "stage"}
    } == {AnswerKind.LIST}


# --- Answers ----------------------------------------------------------------------------------------


def test_the_least_that_has_to_be_answered_is_an_entry_without_errors() -> None:
    found = entry()
    assert found.slug == "keeping-well-together"
    assert reading(found).sound


def test_every_answer_reaches_its_own_field() -> None:
    found = entry(
        summary="Six people planned a clinic.\n\nMore came back.",
        period="2021-03 – 2022-02",
        status="completed",
        keywords="- co-production\n- peer support\n",
        key_points="1. Everyone was paid: £20 an hour.\n2. They met near a bus stop.",
        text="## What they did\n\nThey met.\n\n---\n\nTwelve times.",
        co_production__who="Six people.",
        co_production__difference="More came back.",
        authors="Ada Example; ; 0000-0002-1825-0097\nBen Sample",
        investigators="Ada Example; Example University; ; principal",
        organisations="Example Trust; lead\n* Example Council",
        links="Final report; https://example.org/report?a=1;b=2\nBlog",
        formats="easy-read; https://example.org/easy",
        setting="hospital, health care",
        places="Bath, Somerset",
        publication="Journal of Examples; 4; 2; 1-9",
        doi="10.1093/ageing/afy092",
        funding="Example Foundation; 25,000; GBP",
        references="Example A. A study. J Ex. 2020; 4: 1-9.",
    )
    assert values(found) == {
        "title": "Keeping well together",
        "type": "project",
        "summary": "Six people planned a clinic.\n\nMore came back.",
        "status": "completed",
        "period": "2021-03 – 2022-02",
        "keywords": ["co-production", "peer support"],
        "key_points": ["Everyone was paid: £20 an hour.", "They met near a bus stop."],
        "contributors": [{"name": "Ada Example", "organisation": "Example University"}],
        "authors": [{"name": "Ada Example", "orcid": "0000-0002-1825-0097"}, {"name": "Ben Sample"}],
        "investigators": [{"name": "Ada Example", "organisation": "Example University", "role": "principal"}],
        "organisations": [{"name": "Example Trust", "role": "lead"}, {"name": "Example Council"}],
        "publication": {"journal": "Journal of Examples", "volume": "4", "issue": "2", "pages": "1-9"},
        "doi": "10.1093/ageing/afy092",
        "funding": [{"funder": "Example Foundation", "amount": "25,000", "currency": "GBP"}],
        "links": [
            {"label": "Final report", "url": "https://example.org/report?a=1;b=2"},
            {"label": "Blog"},
        ],
        "formats": [{"kind": "easy-read", "url": "https://example.org/easy"}],
        "references": [{"text": "Example A. A study. J Ex. 2020; 4: 1-9."}],
        "setting": ["hospital", "health care"],
        "places": ["Bath, Somerset"],
        "co_production": {"who": "Six people.", "difference": "More came back."},
    }
    assert found.text.endswith("\n## What they did\n\nThey met.\n\n---\n\nTwelve times.\n")
    assert reading(found).sound


def test_not_reported_is_an_answer_and_other_words_for_nothing_are_none() -> None:
    found = entry(
        setting="not reported",
        places="Not reported.",
        formats="not reported",
        co_production__payment="not reported",
        co_production__roles="n/a",
    )
    fields = {
        name: value
        for name, value in values(found).items()
        if name in {*CO_PRODUCTION.facet_names, "formats", "co_production"}
    }
    assert fields == dict.fromkeys(("setting", "places", "formats"), "not reported") | {
        "co_production": {"payment": "not reported"}
    }
    assert reading(found).sound


def test_what_is_wrong_with_an_answer_is_told_as_for_any_entry() -> None:
    found = entry(date="soon", contributors="Ada Example; Example University; 0000-0002-1825-0096")
    assert {finding.code for finding in reading(found).diagnostics if finding.is_error} == {"date", "orcid"}


@pytest.mark.parametrize("answer", ["None", "_No response_", ""])
def test_nothing_chosen_is_left_out(answer: str) -> None:
    assert "status" not in values(entry(status=answer))


def test_line_ends_of_windows_make_no_difference() -> None:
    text = issue(LEAST)
    assert made(text.replace("\n", "\r\n")) == made(text)


# --- Hostile text -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "../../.github/workflows/x",
        "/etc/passwd",
        "a\x00b",
        "$(id)",
        "-rf",
        "CON",
        "عنوان",
        "<!-- -->",
        "x" * 9000,
    ],
)
def test_a_title_decides_on_no_path(title: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry(title=title).slug)
    assert len(entry(title=title).slug) <= 80


def test_a_field_that_is_not_asked_for_cannot_be_brought_in() -> None:
    smuggled = "Fine.\n---\ndraft: true\nformerly: [keeping-it-personal]\n---\n### Draft\n\ntrue\n### Added\n\n2020-01-01"
    found = entry(summary=smuggled, text=smuggled, title='A"\ndraft: true')
    assert set(values(found)) == {"title", "type", "summary", "keywords", "contributors"}
    assert values(found)["summary"] == smuggled


@pytest.mark.parametrize("name", ["summary", "text", "key_points", "consent"])
def test_the_heading_of_another_question_within_an_answer_is_told(name: str) -> None:
    found, (fault,) = made(issue(LEAST | {name: f"One\n### Title\n\nAnother\n{TICKED}"}))
    assert found is None
    assert (fault.code, fault.is_error) == ("issue-form", True)


def test_an_open_fence_or_comment_hides_no_answer() -> None:
    found = entry(summary="```\n<!-- open", keywords="co-production\n<!--")
    assert values(found)["keywords"] == ["co-production", "<!--"]
    assert values(found)["contributors"]


def test_other_headings_belong_to_the_text() -> None:
    assert "### What they did\n\nThey met." in entry(text="### What they did\n\nThey met.").text


@pytest.mark.parametrize(
    "consent", ["_No response_", f"- [ ] {CONSENT}", "- [x] I do not agree", f"- [ ] no\n{CONSENT}", ""]
)
def test_nothing_is_made_without_consent(consent: str) -> None:
    found, (fault,) = made(issue(LEAST | {"consent": consent}))
    assert found is None
    assert fault.code == "consent"


def test_a_consent_within_another_answer_does_not_count() -> None:
    found, (fault,) = made(issue(LEAST | {"consent": "", "summary": TICKED}))
    assert found is None
    assert fault.code == "consent"


def test_an_issue_that_is_something_else_is_told() -> None:
    found, (fault,) = made("When does the clinic open?\n")
    assert found is None
    assert fault.code == "issue-form"


def test_text_above_the_questions_is_told_and_does_not_stop() -> None:
    found, (fault,) = made(f"\nHello @editors\n\n{issue(LEAST)}")
    assert found == entry()
    assert (fault.code, fault.line, fault.is_error) == ("issue-form", 2, False)


def test_too_much_and_what_is_no_text_are_refused() -> None:
    assert [finding.code for finding in made(issue(LEAST | {"text": "a" * MOST}))[1]] == ["too-long"]
    assert [part.code for part in read_issue(b"\xff", "issue", VOCABULARY)[1]] == ["encoding"]


ANSWERS = st.dictionaries(
    st.sampled_from([name for name in QUESTIONS if name != "consent"]),
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(["---", "### X", "; ", "- ", "`", "&a *a !!x", "\n"])).map("".join),
    ),
    max_size=6,
)


@given(ANSWERS)
def test_any_answers_give_an_entry_with_asked_fields_only(answers: dict[str, str]) -> None:
    found, _ = read_issue(issue(LEAST | answers).encode("utf-8", "replace"), "issue", VOCABULARY)
    if found:
        assert set(values_if_any(found)) <= {name.partition(".")[0] for name in QUESTIONS} - {
            "text",
            "consent",
        }
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found.slug)


def values_if_any(found: NewEntry) -> Mapping[str, object]:
    """As `values`; nothing where characters that no entry may hold were told instead."""
    halves = split(found.text, "entry")
    assert not isinstance(halves, Diagnostic)
    document, faults = load(halves.text, "entry")
    assert {finding.code for finding in faults} <= {"control-character", "bidi-control", "too-long"}
    return document.value if isinstance(document.value, dict) else {}


# --- The commands -----------------------------------------------------------------------------------


@pytest.fixture
def project(miniature: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(miniature)
    return miniature


def saved(folder: Path, **answers: str) -> str:
    """The path of a file that holds an issue."""
    vocabulary = open_site(folder).read().catalogue.vocabulary
    given = LEAST | answers
    text = "\n\n".join(
        f"### {question.label}\n\n{given.get(question.path, '_No response_')}"
        for question in issue_questions(vocabulary)
    )
    (folder / "issue.txt").write_text(text, encoding="utf-8")
    return "issue.txt"


def files(folder: Path) -> set[str]:
    return {file.name for file in (folder / "entries").rglob("*")}


@pytest.mark.slow
def test_the_command_writes_an_entry_and_never_over_another(project: Path) -> None:
    before = files(project)
    taken = min(file.stem for file in (project / "entries").rglob("*.md"))
    assert main(["from-issue", saved(project)]) == 0
    assert main(["from-issue", saved(project)]) == 0
    assert main(["from-issue", saved(project, title=taken)]) == 0
    assert files(project) - before == {
        "keeping-well-together.md",
        "keeping-well-together-2.md",
        f"{taken}-2.md",
    }


def test_the_command_follows_no_link(project: Path) -> None:
    (project / "entries" / "keeping-well-together.md").symlink_to("../elsewhere.md")
    assert main(["from-issue", saved(project)]) == 0
    assert (project / "entries" / "keeping-well-together-2.md").is_file()
    assert not (project / "elsewhere.md").exists()


def test_an_entry_with_errors_is_written_and_they_are_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["from-issue", saved(project, date="soon"), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert ("date", "entries/keeping-well-together.md") in {
        (finding["code"], finding["path"]) for finding in told
    }
    assert "keeping-well-together.md" in files(project)


def test_an_issue_without_consent_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(project)
    assert main(["from-issue", saved(project, consent="- [ ] no")]) == 1
    assert "[consent]" in capsys.readouterr().out
    assert files(project) == before


def test_a_dry_run_shows_the_entry_and_writes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(project)
    assert main(["from-issue", saved(project, text="\x1b[31mred"), "--dry-run"]) == 1
    told = capsys.readouterr()
    assert "title: Keeping well together" in told.err
    assert "\x1b" not in told.out + told.err
    assert files(project) == before


def test_a_file_that_is_not_there_stops_the_command(project: Path) -> None:
    assert main(["from-issue", "nowhere.txt"]) == 2


def test_the_form_is_written_and_checked(project: Path) -> None:
    assert main(["issue-form", "--check"]) == 1
    assert not (project / FILE).exists()
    assert main(["issue-form"]) == 0
    assert main(["issue-form", "--check"]) == 0
