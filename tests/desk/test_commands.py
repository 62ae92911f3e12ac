"""The commands that the desk shows are those that the program has, and they do what the desk says."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

import pytest

from coprod_kb.collection.site import open_site
from coprod_kb.commands import COMMANDS
from coprod_kb.desk.sections import desk_sections
from coprod_kb.desk.terms import ANOTHER
from coprod_kb.links.last_check import LastCheck
from tests.conftest import TODAY, command_runner, entry_text
from tests.desk.test_sections import CASES, Case

CHANGING = {"tag", "set", "publish", "merge", "split"}
TO_FILL_IN = (ANOTHER, "ID", "KEYWORD")


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_command_of_the_desk_can_be_carried_out(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    files = {f"vocabulary/{name}.yml": text for name, text in case.vocabulary.items()}
    files |= {f"entries/{slug}.md": entry_text(**{"title": slug, **own}) for slug, own in case.broken.items()}
    for name, text in {"mkdocs.yml": "site_name: Example\n", "docs/index.md": "# Example\n", **files}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    snapshot = open_site(tmp_path).read(drafts=True, today=TODAY)
    [section] = [
        section
        for section in desk_sections(snapshot, LastCheck(None, ()), date(2025, 1, 1), "Ada Example")
        if section.name == case.section
    ]
    steps = [*section.steps, *(step for task in section.tasks for step in task.steps)]
    run = command_runner(capsys)
    for line in (step.code for step in steps if step.code.startswith("coprod-kb ")):
        _, name, *words = shlex.split(line)
        assert name in COMMANDS, line
        if name in CHANGING and not set(words) & set(TO_FILL_IN):
            status, out, err = run(name, *words, "--dry-run")
            assert (status, "would be changed." in out) == (0, True), line + out + err
