"""The tutorial leads where it says."""

from __future__ import annotations

from pathlib import Path

from coprod_kb.collection.site import open_site
from coprod_kb.diagnostics import Severity
from coprod_kb.publishing import contents
from tests.manual.tutorial import ENTRY, complete, make_project, write_entry


def test_the_tutorial_makes_a_collection_without_errors_or_warnings(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    assert len(list((project / "entries").iterdir())) == 3
    write_entry(project)
    assert (project / ENTRY).is_file()
    complete(project)
    site = contents.read_site(open_site(project))
    assert [str(found) for found in site.diagnostics if found.severity is not Severity.NOTE] == []
    assert "map/" in {page.path for page in contents.pages(site)}
