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
from tests.browser.visits import Look, visiting, window
from tests.starting.subjects import new_project, new_site

pytestmark = [pytest.mark.browser, pytest.mark.built]

NAME = "bees"
TEMPLATES = {"home.html", "browse.html", "entry.html", "map.html", "contribute.html"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_site(tmp_path_factory, NAME)


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> list[Kind]:
    """Every list of a type, a page by hand, and a page of each template that shows what somebody has answered."""
    snapshot = open_site(new_project(tmp_path_factory, NAME)).read()
    lists = {entry_type.path for entry_type in snapshot.catalogue.vocabulary.description.types}
    paths = {"about/": "main.html"}
    for page in contents.pages(snapshot):
        if page.path in lists or page.template in TEMPLATES - {*paths.values()}:
            paths[page.path] = page.template
    return [Kind(name=path, path=path, template=template) for path, template in paths.items()]


def test_every_page_is_valid(site: Path) -> None:
    assert [finding.told for finding in findings(*site.rglob("*.html")) if not finding.excuse] == []


def test_axe_finds_nothing_and_nothing_is_asked_elsewhere(
    browser: Browser, site: Path, kinds: list[Kind]
) -> None:
    assert len(kinds) > 8
    with served(site, BASE) as address, window(browser, viewport=Look(WIDE, "light").size) as page:
        for kind in kinds:
            with visiting(page, View(kind, AS_IT_OPENS), address) as visit:
                found = axe.findings(page, without=axe.OF_STYLE)[0]
                assert (kind.name, found, visit.complaints, visit.elsewhere) == (kind.name, [], [], [])
