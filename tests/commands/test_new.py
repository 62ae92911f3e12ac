"""`coprod-kb new`: writes a file without errors from answers or options, and never overwrites another one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coprod_kb.commands.cli import main
from coprod_kb.contributing.new_entry import MAX_SLUG, contribution, link, slug_for, terminal_questions
from coprod_kb.entries.reading import REQUIRED, read
from coprod_kb.front_matter.formatting import format_entry
from tests.conftest import NO_TERMS

OPTIONS = (
    "--title=Growing: beans",
    "--type=project",
    "--keyword=gardening",
    "--contributor=Ada Example; Example University",
)
MINIMAL = """\
---
title: "Growing: beans"
type: project
keywords:
  - gardening
contributors:
  - name: Ada Example
    organisation: Example University
---
"""


@pytest.fixture
def entries(miniature: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The entries of the miniature, in which the command runs without a terminal."""
    monkeypatch.chdir(miniature)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    return miniature / "entries"


Answering = Callable[..., list[str]]


@pytest.fixture
def answering(entries: Path, monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Simulates a terminal with these answers, then end of file. Returns the list of prompts."""

    def answer(*lines: str) -> list[str]:
        asked: list[str] = []
        left: Iterator[str] = iter(lines)

        def read_line(prompt: str = "") -> str:
            asked.append(prompt)
            try:
                return next(left)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        monkeypatch.setattr("builtins.input", read_line)
        return asked

    return answer


def content(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


# --- Options ----------------------------------------------------------------------------------------


def test_options_alone_make_an_entry(entries: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", *OPTIONS]) == 0
    assert (entries / "growing-beans.md").read_text(encoding="utf-8") == MINIMAL
    assert "entries/growing-beans.md is written." in capsys.readouterr().out


def test_every_option(entries: Path) -> None:
    more = (
        "--keyword=peer support",
        "--contributor=; Example Care Trust; Example City Council",
        "--summary=Neighbours grew beans.",
        "--start=2018-03",
        "--end=2019",
        "--key-point=Talk early.",
        "--link=Report = https://example.org/r?a=b",
        "--link=Leaflet",
        "--slug=beans",
        "--draft",
    )
    assert main(["new", *OPTIONS, *more]) == 0
    data = (entries / "beans.md").read_bytes()
    entry = read(data, "entries/beans.md", NO_TERMS).entry
    assert entry
    fields = entry.fields
    assert fields.keywords == ("gardening", "peer support")
    assert [(contributor.name, contributor.organisations) for contributor in fields.contributors] == [
        ("Ada Example", ("Example University",)),
        (None, ("Example Care Trust", "Example City Council")),
    ]
    assert fields.period
    assert fields.period.label == "March 2018 to 2019"
    assert [(entry_link.label, entry_link.url) for entry_link in fields.links] == [
        ("Report", "https://example.org/r?a=b"),
        ("Leaflet", None),
    ]
    assert (fields.summary, fields.key_points, fields.draft) == (
        "Neighbours grew beans.",
        ("Talk early.",),
        True,
    )
    assert format_entry(data, "entries/beans.md", NO_TERMS.schema).data == data


def test_without_a_terminal_missing_options_are_named(
    entries: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(entries)
    assert main(["new", "--title", "A", "--type", "paper"]) == 2
    assert "Add --keyword, --contributor." in capsys.readouterr().err
    assert content(entries) == before
    assert main(["new", "--title", "Walks", "--draft"]) == 0
    assert (entries / "walks.md").read_text() == "---\ntitle: Walks\ndraft: true\n---\n"


@pytest.mark.slow
def test_nothing_with_errors_is_written(entries: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(entries)
    assert main(["new", *OPTIONS, "--date", "2022-13", "--link", "www.example.org"]) == 1
    assert "There is no month 13" in capsys.readouterr().err
    assert main(["new", *OPTIONS, "--summary", "\x1b[2J"]) == 1
    assert "\x1b" not in "".join(capsys.readouterr())
    assert main(["new", *OPTIONS, "--summary", "\udc80"]) == 1
    assert content(entries) == before


@pytest.mark.parametrize(
    "slug", ["shared-garden", "choir", "gardens-review", "../beans", "A B", "con", "reports/beans", "/tmp/a"]
)
def test_a_name_that_is_taken_or_invalid_is_refused(
    entries: Path, capsys: pytest.CaptureFixture[str], slug: str
) -> None:
    """A name is also taken if it is in another folder, or a former name of an entry."""
    before = content(entries.parent)
    assert main(["new", *OPTIONS, "--slug", slug]) == 2
    assert content(entries.parent) == before
    assert "Nothing was written." in capsys.readouterr().err


def test_dry_run_shows_the_file_and_writes_nothing(entries: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(entries)
    assert main(["new", *OPTIONS, "--dry-run"]) == 0
    assert MINIMAL in capsys.readouterr().out
    assert content(entries) == before


# --- Questions --------------------------------------------------------------------------------------


def test_a_conversation(entries: Path, answering: Answering, capsys: pytest.CaptureFixture[str]) -> None:
    answers = {
        "title": ["", "Growing: beans"],
        "type": ["projct", "project"],
        "keywords": ["gardning", "gardening", ""],
        "contributors": [";", "Ada Example; Example University", ""],
        "summary": [""],
        "start": ["2018-13", "2018"],
        "end": ["2017", ""],
        "key points": ["Talk early.", ""],
        "links": ["Report=www.example.org", "Report=https://example.org/", ""],
        "file": ["shared-garden", "beans"],
        "write": ["yes"],
    }
    asked = answering(*(line for lines in answers.values() for line in lines))
    assert main(["new"]) == 0
    assert len(asked) == sum(map(len, answers.values()))
    out = capsys.readouterr().out
    for words in (
        "without this answer",
        "Did you mean “project”?",
        "Did you mean “gardening”?",
        "There is no month 13",
        "ends (2017) before it starts (2018)",
        "not a full web address",
        "There is an entry shared-garden already.",
    ):
        assert words in out
    assert out.count("without this answer") == 2
    assert "For example: `" not in out  # what a file would say is not what to type
    written = (entries / "beans.md").read_text(encoding="utf-8")
    assert written in out
    assert written == MINIMAL.replace("keywords:", "period:\n  start: 2018\nkeywords:").replace(
        "contributors:", "key_points:\n  - Talk early.\ncontributors:"
    ).replace("University\n", "University\nlinks:\n  - label: Report\n    url: https://example.org/\n")


def test_an_answer_with_a_warning_can_be_kept(entries: Path, answering: Answering) -> None:
    answering("gardning", "", "", "", "", "", "", "beans", "")
    given = [option for option in OPTIONS if "keyword" not in option]
    assert main(["new", *given]) == 0
    assert "  - gardning\n" in (entries / "beans.md").read_text()


def test_a_wrong_option_is_reported_before_the_first_question(entries: Path, answering: Answering) -> None:
    asked = answering("A title")
    assert main(["new", "--type", "projct"]) == 1
    assert asked == []


@pytest.mark.parametrize("answers", [0, 1, 3, 9])
def test_stopping_writes_nothing(
    entries: Path, answering: Answering, capsys: pytest.CaptureFixture[str], answers: int
) -> None:
    before = content(entries)
    lines = ["Growing", "paper", "gardening", "", "Ada Example", "", "", "2020", "", "", ""]
    answering(*lines[:answers])
    assert main(["new"]) == 2
    assert "Nothing was written." in capsys.readouterr().err
    answering(*lines, "no")
    assert main(["new"]) == 2
    assert content(entries) == before


def test_an_interruption_is_no_traceback(
    entries: Path, monkeypatch: pytest.MonkeyPatch, answering: Answering
) -> None:
    def interrupt(_: str) -> str:
        raise KeyboardInterrupt

    answering()
    monkeypatch.setattr("builtins.input", interrupt)
    assert main(["new"]) == 2


def test_a_file_that_appears_meanwhile_is_not_overwritten(
    entries: Path, answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(prompt: str) -> str:
        if prompt == "> ":
            return "Beans"
        (entries / "beans.md").write_text("Mine.")
        return "yes"

    answering()
    monkeypatch.setattr("builtins.input", answer)
    given = [option for option in OPTIONS if "title" not in option]
    more = ["--summary=A.", "--start=2018", "--slug=beans", "--key-point=B.", "--link=C"]
    assert main(["new", *given, *more]) == 2
    assert (entries / "beans.md").read_text() == "Mine."


# --- Parts ------------------------------------------------------------------------------------------


def test_required_fields_have_a_question() -> None:
    assert set(REQUIRED) <= {question.path for question in terminal_questions(NO_TERMS)}


def test_contributions_and_links_on_one_line() -> None:
    assert contribution("Ada Example") == {"name": "Ada Example"}
    assert contribution(" ; A;B ") == {"organisation": ["A", "B"]}
    assert link("a=b = https://example.org/?c=d") == {"label": "a=b", "url": "https://example.org/?c=d"}
    assert link("https://example.org/?c=d") == {"url": "https://example.org/?c=d"}
    assert link("Report=www.example.org") == {"label": "Report", "url": "www.example.org"}


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Co-production: a systematic review of the experiences of people with lived experience of mental health services",
         "co-production-a-systematic-review-of-the-experiences"),
        ("Evaluating hospital services that were co-produced with patients and staff in the north of England",
         "evaluating-hospital-services-that-were-co-produced"),
        ("Working together with carers of people with dementia: what we learnt in six years",
         "working-together-with-carers-of-people-with-dementia"),
        ("Planning the care of older people – what neighbours say. A report in two parts: one",
         "planning-the-care-of-older-people-what-neighbours-say"),
        ("Understanding neighbourhood wellbeing conversations befriending programmes alongside",
         "understanding-neighbourhood-wellbeing-conversations"),
        ("Who pays? The money that is spent on taking part in the plans of those who are responsible",
         "who-pays-the-money-that-is-spent-on-taking-part-in-the-plans"),
        ("A memory clinic in the house of Dr. Example, and in the garden of his neighbours, who helped",
         "a-memory-clinic-in-the-house-of-dr-example-and-in-the-garden"),
        ("A short title with the end: of a phrase in", "a-short-title-with-the-end-of-a-phrase-in"),
        (": " * 50 + "x " * 50, "-".join("x" * 30)),
    ],
)  # fmt: skip
def test_long_titles_are_cut_where_a_part_or_a_phrase_ends(title: str, slug: str) -> None:
    assert slug_for(title) == slug


def test_slugs_are_short_and_end_with_a_word() -> None:
    long = slug_for("Growing beans together " * 5)
    assert long == "growing-beans-together-growing-beans-together-growing-beans"
    assert len(long) <= MAX_SLUG
    assert len(slug_for("x" * 100)) == MAX_SLUG
    assert slug_for("Con") == "x-con"
