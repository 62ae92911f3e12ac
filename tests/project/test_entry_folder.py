"""The folder of entries, in which editors and systems leave files."""

from __future__ import annotations

from pathlib import Path

import pytest
from pathspec import GitIgnoreSpec

from coprod_kb.collection.site import Site, open_site
from coprod_kb.diagnostics import Severity
from tests import ROOT
from tests.project.test_history import git

LEFT = [
    "a.md~",
    "a.md.~1~",
    "#a.md#",
    "a.md.orig",
    "a.md.bak",
    "a.md.rej",
    "a.md.swp",
    "Thumbs.db",
    "desktop.ini",
    "Desktop.ini",
    "~$a.docx",
    "4913",
    "a.md:Zone.Identifier",
    "a.md___jb_tmp___",
    "a_BACKUP_1234.md",
    "reports/a_LOCAL_12.md",
    "reports/b.md~",
]
WRONG = ["a.txt", "a.docx", "notes", "A B.md", "a (copy).md", "12.txt"]


def found(site: Site) -> list[tuple[str, str, Severity]]:
    codes = {"not-an-entry", "left-behind", "file-name", "not-a-file"}
    return [
        (finding.path, finding.code, finding.severity)
        for finding in site.check().diagnostics
        if finding.code in codes
    ]


@pytest.fixture
def project(miniature: Path) -> Path:
    for folder in ("", "reports"):
        (miniature / "entries" / folder).mkdir(exist_ok=True)
    git(miniature, "init", "--quiet")
    git(miniature, "add", ".")
    git(miniature, "commit", "--quiet", "-m", "All")
    return miniature


def test_what_is_left_behind_is_passed_over_with_one_warning(project: Path) -> None:
    for name in [*LEFT, "README.md"]:
        (project / "entries" / name).write_text("left", encoding="utf-8")
    site = open_site(project)
    assert found(site) == [("entries", "left-behind", Severity.WARNING)]
    assert not site.read().errors


def test_what_is_committed_stays_an_error(project: Path) -> None:
    for name in LEFT:
        (project / "entries" / name).write_text("left", encoding="utf-8")
    git(project, "add", "--force", ".")
    faults = found(open_site(project))
    assert sorted(path for path, _, _ in faults) == sorted(f"entries/{name}" for name in LEFT)
    assert {severity for _, _, severity in faults} == {Severity.ERROR}


def test_what_looks_like_an_entry_stays_an_error(project: Path) -> None:
    for name in WRONG:
        (project / "entries" / name).write_text("left", encoding="utf-8")
    assert [severity for _, _, severity in found(open_site(project))] == [Severity.ERROR] * len(WRONG)


def test_an_empty_hidden_folder_is_passed_over(project: Path) -> None:
    (project / "entries" / ".git2" / "refs").mkdir(parents=True)
    assert found(open_site(project)) == [("entries/.git2", "left-behind", Severity.NOTE)]
    (project / "entries" / ".git2" / "refs" / "config").write_text("x", encoding="utf-8")
    assert found(open_site(project)) == [("entries/.git2", "not-an-entry", Severity.ERROR)]


def test_git_ignores_what_is_left_behind() -> None:
    ignored = GitIgnoreSpec.from_lines((ROOT / ".gitignore").read_text(encoding="utf-8").splitlines())
    assert [name for name in LEFT if not ignored.match_file(f"entries/{name}")] == []
