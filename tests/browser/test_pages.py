"""Every kind of page, in every state that people bring it into, narrow and wide, in light and in dark.

Then samples of them as people adapt pages: enlarged to 400 %, with wider spacing, in forced colours, with less motion,
with the keyboard alone, and without JavaScript. A view is opened once for all tests of a look: pytest sorts them so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import axe
from tests.browser.kinds import AS_IT_OPENS, NARROW, WIDE, View, samples, views
from tests.browser.measures import Measure, load, measure, none
from tests.browser.statement import stated
from tests.browser.test_budgets import LOADED
from tests.browser.visits import AddressOf, Look, Visit, looks_at, one_look_at, visiting, window

pytestmark = pytest.mark.browser

Looks = list[tuple[View, Look]]

ONCE: Looks = list(one_look_at(views()))
"""Each view in the look in which it is opened."""
OTHER = {view: look for view, look in looks_at(views()) if (view, look) not in ONCE}
"""The other look of each view: its window and its colours change while it is open."""

SAMPLED: Looks = [(view, look) for view, look in ONCE if view in dict.fromkeys(samples())]
PAGES: Looks = [(view, look) for view, look in SAMPLED if not view.state.name]
RICH = {
    "home",
    "browse",
    "map",
    "contribute",
    "text with a table",
    "entry in Persian",
    "entry that is hard to lay out",
    "desk",
}
"""Kinds that have all parts of pages between them."""
PLACES: tuple[Measure, ...] = ("sideways", "clippedText", "faintText", "targets")


def each(looks: Iterable[tuple[View, Look]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "visit", list(looks), indirect=True, scope="module", ids=lambda pair: f"{pair[0]}, {pair[1]}"
    )


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[Mapping[int, Page]]:
    """A window for all visits of a width: one that is made narrower while a page opens would move its parts."""
    with ExitStack() as opened:
        yield {
            width: opened.enter_context(window(browser, viewport=Look(width, "light").size))
            for width in (NARROW, WIDE)
        }


@pytest.fixture(scope="module")
def visit(
    request: pytest.FixtureRequest, windows: Mapping[int, Page], address_of: AddressOf
) -> Iterator[Visit]:
    view, look = request.param
    page = windows[look.width]
    change(page, look)
    with visiting(page, view, address_of(view.kind)) as visit:
        yield visit


def change(page: Page, look: Look) -> None:
    page.set_viewport_size(look.size)
    page.emulate_media(color_scheme=look.scheme, forced_colors="none", reduced_motion="no-preference")


@each(ONCE)
@stated("no page scrolls sideways on a screen that is 320 pixels wide, and none on a wide one")
@stated("everything that is pressed is at least 24 by 24 pixels, or has that much room around it")
def test_everything_can_be_seen_and_pressed(visit: Visit) -> None:
    """Text stands out also where axe cannot tell: behind an open menu, or for a single sign."""
    none(measure(visit.page, *PLACES))


@each(pair for pair in ONCE if pair in SAMPLED or pair[0].kind.name in RICH)
@stated(
    "the program axe finds no fault against WCAG 2.0, 2.1 and 2.2 at levels A and AA, nor against its rules of good practice"
)
def test_axe_finds_nothing(visit: Visit) -> None:
    """In one look: names, roles and structure are the same at any width and in any colours.

    Contrast and the size of targets are measured in both looks. Axe looks at them on the rich pages alone.
    """
    is_rich = visit.view.kind.name in RICH and not visit.view.state.name
    sure, unsure = axe.findings(visit.page, without=() if is_rich else axe.OF_STYLE)
    none(sure)
    # An arrow such as that of a footnote has no words that its name could lack.
    undecided = ("color-contrast at ", "label-content-name-mismatch at .footnote-backref")
    none([doubt for doubt in unsure if not doubt.startswith(undecided)])


@each((view, look) for view, look in ONCE if not view.state.name)
@stated("nothing moves while a page opens")
def test_nothing_moves_while_the_page_opens(visit: Visit) -> None:
    """Behind tests that take longer than any script of the page."""
    none(measure(visit.page, "shift"))


@each(PAGES)
def test_a_style_sheet_and_a_small_script_block_beside_what_the_theme_has(visit: Visit) -> None:
    blocking = [part["name"].rpartition("/")[2] for part in visit.page.evaluate(LOADED) if part["blocks"]]
    assert blocking
    assert {name for name in blocking if not name.startswith("main.")} <= {"coprod-kb.css", "first.js"}


@each(ONCE)
def test_everything_can_be_seen_and_pressed_when_window_and_colours_change(visit: Visit) -> None:
    change(visit.page, OTHER[visit.view])
    visit.page.emulate_media(reduced_motion="reduce")  # colours change at once
    none(measure(visit.page, *PLACES))


@each(ONCE)
@stated(
    "the place where you are is marked on every link and control, with a contrast of at least 3 to 1, and nothing covers it"
)
def test_the_focus_can_be_seen(visit: Visit) -> None:
    none(measure(visit.page, "focus"))


@each((view, look) for view, look in SAMPLED if WIDE in view.state.widths)
@stated("the Tab key reaches every link and control in the order of the page, and is caught nowhere")
def test_tab_goes_through_the_page_in_order(visit: Visit) -> None:
    load(visit.page)
    for _ in range(visit.page.evaluate("window.measures.watchTab()")):
        visit.page.keyboard.press("Tab")
    none(visit.page.evaluate("window.misled"))


@each(SAMPLED)
@stated("enlarged to 400 per cent, no page scrolls sideways, and nothing covers the place where you are")
def test_enlarged_pages_fit(visit: Visit) -> None:
    """The window has a quarter of the pixels of 1280 by 1024 in each direction."""
    visit.page.set_viewport_size({"width": NARROW, "height": 256})
    # Scripts hear of the new size with the next frame.
    visit.page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    none(measure(visit.page, "sideways", "focus"))


@each(SAMPLED)
@stated("with the spacing of WCAG 1.4.12 between letters, words, lines and paragraphs, no text is cut off")
def test_wider_spacing_cuts_nothing_off(visit: Visit) -> None:
    """On an enlarged page, which leaves least room."""
    visit.page.set_viewport_size({"width": NARROW, "height": 256})
    load(visit.page)
    visit.page.evaluate("window.measures.spaceText()")
    none(measure(visit.page, "sideways", "clippedText"))


@each(SAMPLED)
@stated("nothing moves for those who ask their device for less motion")
def test_less_motion_is_respected(visit: Visit) -> None:
    visit.page.emulate_media(reduced_motion="reduce")
    none(measure(visit.page, "motion"))


@each(SAMPLED)
@stated(
    "in forced colours, such as Windows' contrast themes, controls have borders, text can be read and the focus seen"
)
def test_forced_colours_leave_everything_visible(visit: Visit) -> None:
    visit.page.emulate_media(forced_colors="active")
    none(measure(visit.page, "controls", "focus", "faintText"))
    visit.page.emulate_media(forced_colors="none")


# “Change this entry” leads to the form, and without JavaScript to the file.
LINKS = """() => [...document.querySelectorAll("main a[href]:not([data-form])")]
    .filter((one) => !one.closest("form, #kb-browse-page") && (one.checkVisibility() || one.closest("details")))
    .map((one) => new URL(one.getAttribute("href"), document.baseURI).href)"""
DEAD = """() => [...document.querySelectorAll("button, input, select, textarea")]
    .filter((one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .filter((one) => !one.form?.hasAttribute("action") || one.type === "button")
    .map((one) => one.outerHTML)"""


@each(PAGES)
@stated(
    "every page can be read without JavaScript, has the same links then apart from what a search finds, and no control that does nothing"
)
def test_pages_are_whole_without_javascript(visit: Visit, plain: Page, address_of: AddressOf) -> None:
    kind = visit.view.kind
    visit.page.set_viewport_size(Look(WIDE, "light").size)
    links = visit.page.evaluate(LINKS)
    with visiting(plain, View(kind, AS_IT_OPENS), address_of(kind)):
        assert plain.locator("main h1").is_visible()
        assert set(links) - set(plain.evaluate(LINKS)) == set()
        none(plain.evaluate(DEAD))


@each(PAGES)
def test_no_page_scrolls_sideways_at_widths_between(visit: Visit) -> None:
    """Where a layout gives way to the next."""
    for width in (1024, 768, 560, 360):
        visit.page.set_viewport_size({"width": width, "height": 800})
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


@each(ONCE)
@stated("pages open without errors, and ask no other website for anything")
def test_no_page_complains_or_asks_another_host(visit: Visit) -> None:
    """Last, as all that was done before may have led to some."""
    missing = "the server responded with a status of 404"
    is_missing = visit.view.kind.template == "404.html"
    assert [line for line in visit.complaints if not (is_missing and missing in line)] == []
    assert visit.page.evaluate("window.violations") == []
    assert visit.elsewhere == []
