"""The pages of a new project with four types of its own: valid HTML, and nothing for axe to find on any kind of page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from coprod_kb.collection.site import open_site
from coprod_kb.publishing import contents
from tests.browser import axe
from tests.browser.kinds import AS_IT_OPENS, WIDE, Kind, View
from tests.browser.server import BASE, served
from tests.browser.test_html import findings
from tests.browser.visits import Look, visited
from tests.starting.subjects import new_project, new_site

pytestmark = [pytest.mark.browser, pytest.mark.built]

NAME = "bees"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_site(tmp_path_factory, NAME)


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> list[Kind]:
    """A page of each template, every list of a type, and every page by hand."""
    project = new_project(tmp_path_factory, NAME)
    snapshot = open_site(project).read()
    lists = {entry_type.path for entry_type in snapshot.catalogue.vocabulary.description.types}
    paths: dict[str, str] = {}
    for page in contents.pages(snapshot):
        if page.path in lists or page.template not in paths.values():
            paths[page.path] = page.template
    paths |= {f"{file.stem}/": "main.html" for file in (project / "docs").glob("*.md")}
    return [Kind(name=path, path=path, template=template) for path, template in paths.items()]


def test_every_page_is_valid(site: Path) -> None:
    assert [finding.told for finding in findings(site) if not finding.excuse] == []


def test_axe_finds_nothing_and_nothing_is_asked_elsewhere(
    browser: Browser, site: Path, kinds: list[Kind]
) -> None:
    assert len(kinds) > 15
    with served(site, BASE) as address:
        for number, kind in enumerate(kinds):
            look = Look(WIDE, "dark" if number % 2 else "light")
            with visited(browser, View(kind, AS_IT_OPENS), address, **look.context) as visit:
                assert (kind.name, axe.findings(visit.page)[0]) == (kind.name, [])
                assert (kind.name, visit.complaints, visit.elsewhere) == (kind.name, [], [])
