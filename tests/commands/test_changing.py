"""Commands that change many files: they show, ask, check and write as a whole."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coprod_kb.collection.site import open_site
from coprod_kb.commands import changing
from coprod_kb.publishing import contents
from tests.conftest import Run, command_runner, entry_text
from tests.project.test_writing import contents as files_of

KEYWORDS = "- label: dementia\n  aliases: [dementias]\n- label: housing\n"
GARDEN = """---
# What the group made.
title: A garden
type: project
summary: Neighbours made a garden.
status: ongoing # ask again in May
date: 2020
keywords:
  - dementias # as they say
  - tea
contributors: [Ada Example]
formats: [{kind: audio}]
---
Text  with two blanks.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an entry, two drafts, and keywords; the commands run in it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "project"
    for name, text in {
        "mkdocs.yml": "site_name: Example\n",
        "docs/index.md": "# Example\n",
        "vocabulary/keywords.yml": KEYWORDS,
        "entries/garden.md": GARDEN,
        "entries/whole.md": entry_text(
            "See [that](lacking.md).", title="Whole", draft=True, keywords=["housing"]
        ),
        "entries/lacking.md": entry_text(title="Lacking", draft=True, keywords=None),
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return command_runner(capsys)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "before", "after"),
    [
        (["tag", "--add", "Housing", "--where", "keyword=dementia"], "  - tea\n", "  - tea\n  - housing\n"),
        (["tag", "--add", "dementia", "--where", "entry=garden"], "", ""),
        (["tag", "--remove", "DEMENTIA", "--where", "entry=garden"], "  - dementias # as", "  # as"),
        (["tag", "--remove", "tea", "--add", "housing", "--where", "keyword=tea"], "  - tea\n", "  - housing\n"),
        (["set", "status", "completed", "--where", "type=project"], "status: ongoing #", "status: completed #"),
        (["set", "status", "", "--where", 'not status=""'], "status: ongoing # ask", "# ask"),
        (["set", "publication.publisher", "Example Press", "--where", "entry=garden"],
         "[Ada Example]\n", "[Ada Example]\npublication:\n  publisher: Example Press\n"),
        (["set", "keywords", "tea", "housing", "--where", "entry=garden"],
         "  - dementias # as they say\n  - tea\n", "  # as they say\n  - tea\n  - housing\n"),
        (["set", "reviewed", "by=Ada Example", "on=2026-06-01", "--where", "entry=garden"],
         "audio}]\n", "audio}]\nreviewed:\n  by: Ada Example\n  \"on\": 2026-06-01\n"),
        (["set", "draft", "true", "--where", "entry=garden"], "audio}]\n", "audio}]\ndraft: true\n"),
        (["set", "keywords", "dementias", "tea", "--assigned", "--where", "entry=garden"],
         "audio}]\n", "audio}]\nassigned:\n  - keywords\n"),
    ],
)  # fmt: skip
def test_what_changes_in_a_file(project: Path, run: Run, command: list[str], before: str, after: str) -> None:
    assert GARDEN.count(before) == 1 or not before
    others = files_of(project)
    status, out, _ = run(*command, "--dry-run")
    assert status == 0
    assert files_of(project) == others
    changed = [line for line in out.splitlines() if line[:1] in "+-" and line[:3] not in {"+++", "---"}]
    assert bool(changed) is bool(before)
    status, out, _ = run(*command)
    assert status == 0
    expected = others | {"entries/garden.md": GARDEN.replace(before, after).encode()}
    if "type=project" in command or 'not status=""' in command:
        expected |= {name: files_of(project)[name] for name in ("entries/whole.md", "entries/lacking.md")}
    assert files_of(project) == expected
    again, out, _ = run(*command)
    assert (again, files_of(project)) == (0, expected)
    assert out == "Nothing has to be changed.\n"


def test_who_offers_an_entry_is_set_by_name(project: Path, run: Run) -> None:
    draft = project / "entries" / "draft.md"
    draft.write_text(entry_text(title="Nobody", draft=True, contributors=None), encoding="utf-8")
    before = files_of(project)
    people = ("Bo Probe", "organisation=Example University")
    assert run("set", "contributors", *people, "--where", "draft=yes and contributor=''")[0] == 0
    added = "contributors:\n  - name: Bo Probe\n  - organisation: Example University\n"
    assert added in draft.read_text(encoding="utf-8")
    assert run("set", "contributors", "Bo Probe", "--where", "contributor='example university'")[0] == 0
    assert added.rpartition("  - ")[0] + "draft:" in draft.read_text(encoding="utf-8")
    assert run("set", "contributors", "Ada Example", "--where", "entry=garden")[0] == 0
    assert files_of(project) | {"entries/draft.md": b""} == before | {"entries/draft.md": b""}


def test_a_value_that_goes_is_assigned_no_longer(project: Path, run: Run) -> None:
    before = files_of(project)
    where = ("--where", "entry=garden")
    for command in (["summary", "A garden."], ["language", "cy"]):
        assert run("set", *command, "--assigned", *where)[0] == 0
    assert b"assigned:\n  - summary\n  - language\n" in files_of(project)["entries/garden.md"]
    assert run("set", "language", "", *where)[0] == 0
    assert b"assigned:\n  - summary\n" in files_of(project)["entries/garden.md"]
    assert run("set", "summary", "", *where)[0] == 0
    summary = b"summary: Neighbours made a garden.\n"
    after = before | {"entries/garden.md": before["entries/garden.md"].replace(summary, b"")}
    assert files_of(project) == after


@pytest.mark.parametrize(
    ("command", "status", "words"),
    [
        (["tag", "--where", "type=project"], 2, "--add or --remove"),
        (["tag", "--add", "x", "--where", "keywrd=x"], 2, "  1 | keywrd=x\n    | ^"),
        (["set", "statsu", "completed", "--where", "type=project"], 2, "Did you mean “status”?"),
        (["set", "status", "completed", "ongoing", "--where", "type=project"], 2, "has one value"),
        (["set", "links", "https://example.org", "--where", "type=project"], 2, "list of groups"),
        (["set", "contributors.name", "Ada", "--where", "type=project"], 2, "has several items"),
        (["set", "reviewed", "Ada", "--where", "type=project"], 2, "`by=…`; they are by, on."),
        (["set", "status", "done", "--where", "entry=garden"], 1, "[unknown-value]"),
        (["tag", "--remove", "tea", "--remove", "dementia", "--where", "entry=garden"], 1, "[missing-field]"),
    ],
)
def test_what_is_refused(project: Path, run: Run, command: list[str], status: int, words: str) -> None:
    before = files_of(project)
    found, _, err = run(*command)
    assert (found, files_of(project)) == (status, before)
    assert words in err


@pytest.mark.slow
def test_complete_drafts_are_published_and_others_say_why_not(project: Path, run: Run) -> None:
    before = files_of(project)
    status, _, err = run("publish", "entries")
    assert status == 1
    assert files_of(project) == before
    assert "`keywords` is missing" in err
    assert "“lacking” is a draft" in err
    assert "entries/whole.md stays a draft" in err
    lacking = project / "entries" / "lacking.md"
    lacking.write_text(
        lacking.read_text().replace("draft: true", "draft: true\nkeywords: [tea]"), encoding="utf-8"
    )
    assert run("publish", "entries/whole.md", "entries/lacking.md")[0] == 0
    assert not any(b"draft" in content for content in files_of(project).values())
    assert [found for found in contents.read_site(open_site(project)).diagnostics if found.is_error] == []


def test_a_draft_without_a_summary_stays_a_draft(project: Path, run: Run) -> None:
    (project / "entries" / "whole.md").write_text(entry_text(draft=True, summary=None), encoding="utf-8")
    before = files_of(project)
    status, _, err = run("publish", "entries/whole.md")
    assert (status, files_of(project)) == (1, before)
    assert "entries/whole.md stays a draft: it has no `summary`." in err
    assert run("publish", "entries/whole.md", "--without-summary")[0] == 0
    assert b"draft" not in files_of(project)["entries/whole.md"]


def test_publishing_records_who_has_read_a_draft(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")  # 1 January 2025
    (project / "entries" / "whole.md").write_text(entry_text(draft=True), encoding="utf-8")
    assert run("publish", "entries/whole.md", "entries/garden.md", "--read-by", "Ada Example")[0] == 0
    by_slug = open_site(project).read().catalogue.by_slug
    review = by_slug["whole"].fields.reviewed
    assert review is not None
    assert (review.by, str(review.on), by_slug["garden"].fields.reviewed) == (
        "Ada Example",
        "2025-01-01",
        None,
    )


@pytest.mark.slow
def test_many_files_are_changed_only_when_somebody_agrees(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(changing.MOST_UNASKED + 1):
        shutil.copy("entries/garden.md", f"entries/garden-{number}.md")
    before = files_of(project)
    command = ["tag", "--add", "housing", "--where", "keyword=tea"]
    status, _, err = run(*command)
    assert (status, files_of(project)) == (2, before)
    assert err.endswith("coprod-kb tag --add housing --where keyword=tea --yes\n")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    for answer in ("no", ""):
        monkeypatch.setattr("builtins.input", lambda _, answer=answer: answer)
        assert run(*command)[0] == 2
        assert files_of(project) == before
    monkeypatch.setattr("builtins.input", lambda _: "yes")
    assert run(*command)[0] == 0
    assert sum(b"- housing" in content for content in files_of(project).values()) == changing.MOST_UNASKED + 3


KILLED = """
import os, signal, sys
from coprod_kb.project import changes
original = changes._put
def put(*arguments):
    original(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
changes._put = put
from coprod_kb.commands.cli import main
main(sys.argv[1:])
"""


@pytest.mark.slow
def test_the_next_command_completes_a_change_that_was_killed(project: Path, run: Run) -> None:
    shutil.copy("entries/garden.md", "entries/park.md")
    command = ["tag", "--add", "housing", "--where", "keyword=tea"]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, *command], check=False, cwd=project, env=os.environ
    )
    assert killed.returncode == -signal.SIGKILL
    assert (
        sum(b"- housing" in content for content in files_of(project).values()) == 2
    )  # one of them was there
    status, _, err = run("schema")
    assert status == 0
    assert "is complete now: entries/garden.md, entries/park.md" in err
    assert sum(b"- housing" in content for content in files_of(project).values()) == 3
    assert run("schema")[2] == ""
