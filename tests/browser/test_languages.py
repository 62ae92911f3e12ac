"""A site in a language that is written from right to left: the same pages, turned round."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from coprod_kb.collection.site import open_site
from coprod_kb.publishing import contents
from tests import ROOT
from tests.browser import axe
from tests.browser.measures import measure, none
from tests.browser.server import served
from tests.shared import mkdocs_build, shared

pytestmark = pytest.mark.browser

MINIATURE = ROOT / "tests" / "miniature"
PATHS = {page.template: page.path for page in contents.pages(open_site(MINIATURE).read())} | {
    "404.html": "no/"
}
"""A page of each template."""


@pytest.fixture(scope="session")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the miniature with Arabic as the site's language."""

    def build(site: Path) -> None:
        project = tmp_path_factory.mktemp("arabic") / "project"
        shutil.copytree(MINIATURE, project)
        config = project / "mkdocs.yml"
        written = config.read_text(encoding="utf-8")
        config.write_text(written.replace("  font: false", "  language: ar\n  font: false"), encoding="utf-8")
        mkdocs_build(project, "--site-dir", str(site))

    with served(shared(tmp_path_factory, "arabic-site", build), "/miniature/") as address:
        yield address


@pytest.mark.parametrize("template", sorted(PATHS.keys() - {"moved.html"}))
def test_pages_are_turned_round(template: str, arabic: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(arabic + PATHS[template])
    page.wait_for_load_state("networkidle")
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    none(measure(page, "sideways") + measure(page, "clippedText"))
    none(axe.findings(page)[0])
    none(_out_of_order(page))
    page.close()


def _out_of_order(page: Page) -> list[str]:
    """Heads of pages that do not begin at the right edge."""
    found: list[str] = page.evaluate(
        """[...document.querySelectorAll(".kb-header__name, main h1:not([dir])")]
            .filter((part) => part.checkVisibility() && innerWidth - part.getBoundingClientRect().right > 60)
            .map((part) => part.outerHTML)"""
    )
    return found
