"""Every kind of page, in every state that people bring it into, narrow and wide, in light and in dark.

One page is opened for all tests of a view and a look: pytest sorts them so.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser import axe
from tests.browser.kinds import views
from tests.browser.measures import measure, none
from tests.browser.statement import stated
from tests.browser.test_budgets import LOADED
from tests.browser.visits import AddressOf, Visit, looks_at, one_look_at, visited

pytestmark = pytest.mark.browser

FOR_AXE = frozenset(one_look_at(views()))
"""Axe takes longer than everything else here together. It looks at names, roles and structure, which are the same at
any width and in any colours; contrast and size of targets are measured in both looks."""


@pytest.fixture(scope="module", params=looks_at(views()), ids=lambda pair: f"{pair[0]}, {pair[1]}")
def visit(request: pytest.FixtureRequest, browser: Browser, address_of: AddressOf) -> Iterator[Visit]:
    view, look = request.param
    with visited(browser, view, address_of(view.kind), **look.context) as visit:
        yield visit


@stated("no page scrolls sideways on a screen that is 320 pixels wide, and none on a wide one")
def test_nothing_is_cut_off_or_scrolls_sideways(visit: Visit) -> None:
    none(measure(visit.page, "sideways") + measure(visit.page, "clippedText"))


@stated(
    "the program axe finds no fault against WCAG 2.0, 2.1 and 2.2 at levels A and AA, nor against its rules of good practice"
)
def test_axe_finds_nothing(request: pytest.FixtureRequest, visit: Visit) -> None:
    if request.node.callspec.params["visit"] not in FOR_AXE:
        return
    sure, unsure = axe.findings(visit.page)
    none(sure)
    # Contrast is measured below. An arrow such as that of a footnote has no words that its name could lack.
    undecided = ("color-contrast at ", "label-content-name-mismatch at .footnote-backref")
    none([doubt for doubt in unsure if not doubt.startswith(undecided)])


def test_text_stands_out_from_its_ground(visit: Visit) -> None:
    """Also where axe cannot tell: behind an open menu, or for a single sign."""
    none(measure(visit.page, "faintText"))


@stated("everything that is pressed is at least 24 by 24 pixels, or has that much room around it")
def test_targets_are_large_enough(visit: Visit) -> None:
    none(measure(visit.page, "targets"))


@stated(
    "the place where you are is marked on every link and control, with a contrast of at least 3 to 1, and nothing covers it"
)
def test_the_focus_can_be_seen(visit: Visit) -> None:
    none(measure(visit.page, "focus"))


@stated("nothing moves while a page opens")
def test_nothing_moves_while_the_page_opens(visit: Visit) -> None:
    if visit.view.state.name:
        return  # what people do moves things
    visit.page.wait_for_load_state("networkidle")
    none(measure(visit.page, "shift"))


def test_one_request_at_most_blocks_beside_those_of_the_theme(visit: Visit) -> None:
    blocking = [part["name"] for part in visit.page.evaluate(LOADED) if part["blocks"]]
    assert blocking
    assert len([name for name in blocking if "assets/stylesheets/" not in name]) <= 1, blocking


@stated("pages open without errors, and ask no other website for anything")
def test_no_page_complains_or_asks_another_host(visit: Visit) -> None:
    missing = "the server responded with a status of 404"
    is_missing = visit.view.kind.template == "404.html"
    assert [one for one in visit.complaints if not (is_missing and missing in one)] == []
    assert visit.page.evaluate("window.violations") == []
    assert visit.elsewhere == []
