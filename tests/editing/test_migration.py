"""Files that were written for an earlier version of the schema, brought forward and read as they are."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from coprod_kb.collection.site import open_site
from coprod_kb.entries.reading import read
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter import schema_steps
from coprod_kb.front_matter.schema_steps import ENTRY, STEPS, VERSION, Step
from tests import ROOT
from tests.conftest import Run, command_runner, entry_text
from tests.project.test_writing import contents

SINCE = tuple(map(int, schema_steps.installed_version("coprod-kb").split(".")[:2]))
RENAMED = Step(2, SINCE, ENTRY, ("abstract",), ("summary",), "`abstract` is called `summary`.")
INNER = Step(
    3, SINCE, ENTRY, ("contributors", "place"), ("contributors", "organisation"), "`place` is called so."
)
REMOVED = Step(
    *(4, SINCE, ENTRY, ("website",), ("links",), "`website` is one of the links."),
    change=lambda address: [{"label": "Website", "url": address}],
)
VALUE = Step(
    *(5, SINCE, ENTRY, ("status",), ("status",), "“done” is “completed”."),
    change=lambda status: "completed" if status == "done" else status,
)
INWARDS = Step(
    6, SINCE, ENTRY, ("journal",), ("publication", "journal"), "`journal` is part of `publication`."
)
TERMS = Step(7, SINCE, "keywords.yml", ("also",), ("aliases",), "`also` is called `aliases`.")
SETTINGS = Step(
    8, SINCE, "mkdocs.yml", ("extra", "mail"), ("extra", "contact"), "`mail` is called `contact`."
)
INVENTED = (RENAMED, INNER, REMOVED, VALUE, INWARDS, TERMS, SETTINGS)


@pytest.fixture
def invented(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema_steps, "STEPS", INVENTED)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return command_runner(capsys, "migrate")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project itself with one of its entries, in a folder without history."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "project"
    (folder / "entries").mkdir(parents=True)
    for part in ("vocabulary", "docs"):
        shutil.copytree(ROOT / part, folder / part)
    for name in ("mkdocs.yml", "collection.yml", "entries/keeping-it-personal.md"):
        shutil.copy(ROOT / name, folder / name)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.slow
def test_a_collection_in_an_old_form_comes_back_byte_for_byte(
    project: Path, invented: None, run: Run
) -> None:
    shutil.copytree(ROOT / "entries", project / "entries", dirs_exist_ok=True)
    good = contents(project)
    damages = {
        "entries/**/*.md": (r"^summary:", "abstract:"),
        "vocabulary/keywords.yml": (r"^  aliases:", "  also:"),
        "mkdocs.yml": (r"^  contact:", "  mail:"),
    }
    for pattern, (name, old) in damages.items():
        for file in project.glob(pattern):
            text = file.read_bytes().decode()
            file.write_bytes(re.sub(name, old, text, flags=re.MULTILINE).encode())
    bad = contents(project)
    assert sum(bad[path] != good[path] for path in good) > 30
    status, out, _ = run("--dry-run")
    assert (status, contents(project)) == (0, bad)
    assert out.count("\n+summary:") == out.count("\n-abstract:") > 30
    assert run("--yes")[0] == 0
    assert contents(project) == good
    assert run()[1] == "Nothing has to be changed.\n"


OLD = """---
# Asked for in May.
title: A garden
type: project
abstract: >-   # one paragraph
  Neighbours  made
  a garden.
status: done # since June
website: https://example.org/garden # theirs
keywords: [co-production]
contributors:
  - name: Ada Example # the first
    place: Example University
  - {name: Bo Sample, place: "Example: Trust"}
date: 2020
links:
  - label: Report
    url: https://example.org/report
journal: J
---
Text  with `abstract: two` blanks.
"""
NEW = """---
# Asked for in May.
title: A garden
type: project
summary: >-   # one paragraph
  Neighbours  made
  a garden.
status: completed # since June
# theirs
keywords: [co-production]
contributors:
  - name: Ada Example # the first
    organisation: Example University
  - {name: Bo Sample, organisation: "Example: Trust"}
publication:
  journal: J
date: 2020
links:
  - label: Report
    url: https://example.org/report
  - label: Website
    url: https://example.org/garden
---
Text  with `abstract: two` blanks.
"""


@pytest.mark.slow
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_kind_of_step_keeps_what_it_does_not_change(
    project: Path, invented: None, run: Run, end: str
) -> None:
    file = project / "entries" / "garden.md"
    file.write_bytes(b"\xef\xbb\xbf" + OLD.replace("\n", end).encode())
    assert run()[0] == 0
    assert file.read_bytes().decode("utf-8-sig").replace(end, "\n") == NEW
    assert file.read_bytes().count(b"\r") == (NEW.count("\n") if end == "\r\n" else 0)


def test_an_old_form_is_read_with_a_warning_that_names_its_successor(invented: None) -> None:
    old = read(OLD.encode(), "entries/garden.md", Vocabulary())
    new = read(NEW.encode(), "entries/garden.md", Vocabulary())
    assert old.entry is not None
    assert new.entry is not None
    assert old.entry.fields == new.entry.fields
    warnings = [found for found in old.diagnostics if found.code == "old-form"]
    assert [(found.line, found.message) for found in warnings] == [
        (5, "`abstract` is `summary` now."),
        (13, "`contributors.place` is `contributors.organisation` now."),
        (14, "`contributors.place` is `contributors.organisation` now."),
        (9, "`website` is `links` now."),
        (8, "`status` has another form now."),
        (19, "`journal` is `publication.journal` now."),
    ]
    assert "until version " in warnings[0].hint


def test_a_finding_about_an_old_field_is_at_its_line(invented: None) -> None:
    text = OLD.replace("    place: Example University", "    place: {a: b}")
    found = read(text.encode(), "entries/garden.md", Vocabulary()).diagnostics
    assert [finding.line for finding in found if finding.is_error] == [13]


def test_an_old_form_is_no_longer_read_after_two_minor_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema_steps, "STEPS", (RENAMED,))
    major, minor = SINCE
    for later, codes in ((1, {"old-form"}), (2, {"unknown-field"})):
        monkeypatch.setattr(
            schema_steps, "installed_version", lambda _, later=later: f"{major}.{minor + later}.0"
        )
        text = entry_text(summary=None, abstract="Neighbours met.")
        found = read(text.encode(), "entries/a.md", Vocabulary()).diagnostics
        assert {finding.code for finding in found} & {"old-form", "unknown-field"} == codes


@pytest.mark.slow
def test_nothing_is_written_where_both_fields_differ(project: Path, invented: None, run: Run) -> None:
    (project / "entries" / "a.md").write_text(entry_text(summary=None, abstract="One."), encoding="utf-8")
    (project / "entries" / "b.md").write_text(entry_text(summary="Two.", abstract="One."), encoding="utf-8")
    before = contents(project)
    status, _, err = run()
    assert (status, contents(project)) == (2, before)
    assert "entries/b.md has both `abstract` and `summary`, with different values. Keep one of them." in err


@pytest.mark.slow
def test_an_entry_that_cannot_be_read_stays_and_the_others_go_on(
    project: Path, invented: None, run: Run
) -> None:
    broken, other = project / "entries" / "broken.md", project / "entries" / "other.md"
    broken.write_text("---\nabstract: [\n---\n", encoding="utf-8")
    other.write_text(entry_text(summary=None, abstract="One."), encoding="utf-8")
    status, _, err = run()
    assert (status, "entries/broken.md cannot be read and stays as it is." in err) == (1, True)
    assert broken.read_text(encoding="utf-8") == "---\nabstract: [\n---\n"
    assert "\nsummary: One.\n" in other.read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_day_of_review_gets_who_reviewed(project: Path, run: Run) -> None:
    file = project / "entries" / "keeping-it-personal.md"
    text = re.sub(r"^reviewed:\n(?:  .*\n)+", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    file.write_text(
        text.replace("\n---\n", "\nreviewed: 2026-01-31 # by telephone\n---\n", 1), encoding="utf-8"
    )
    assert run()[0] == 0
    review = next(
        entry for entry in open_site(project).read().catalogue.entries if entry.path.endswith(file.name)
    ).fields.reviewed
    assert (review and (review.by, str(review.on))) == ("The editors", "2026-01-31")
    assert "# by telephone" in file.read_text(encoding="utf-8")


def test_steps_are_in_order_and_each_is_documented() -> None:
    text = (ROOT / "manual" / "docs" / "how-to" / "change-many.md").read_text(encoding="utf-8")
    assert [step.version for step in STEPS] == sorted({step.version for step in STEPS})
    assert STEPS[-1].version == VERSION
    for step in STEPS:
        assert f"| {step.version} | {step.what}" in text
