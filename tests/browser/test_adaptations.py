"""Pages as people adapt them: enlarged to 400 %, with wider spacing, in forced colours, with less motion, without
JavaScript, and with the keyboard alone. One page for each template, and what is hard to lay out.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.kinds import AS_IT_OPENS, NARROW, WIDE, Kind, View, samples
from tests.browser.measures import load, measure, none
from tests.browser.statement import stated
from tests.browser.visits import AddressOf, Look, Visit, visited

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=samples(), ids=str)
def visit(request: pytest.FixtureRequest, browser: Browser, address_of: AddressOf) -> Iterator[Visit]:
    """A page in a window of 1280 by 1024 pixels, for those who ask for less motion."""
    view: View = request.param
    look = Look(view.state.widths[-1], "light", 1024)
    with visited(browser, view, address_of(view.kind), reduced_motion="reduce", **look.context) as visit:
        yield visit


def enlarge(page: Page) -> None:
    """To 400 per cent: the window has a quarter of its pixels in each direction."""
    page.set_viewport_size({"width": NARROW, "height": 256})
    # Scripts hear of the new size with the next frame.
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@stated("nothing moves for those who ask their device for less motion")
def test_less_motion_is_respected(visit: Visit) -> None:
    none(measure(visit.page, "motion"))


@stated(
    "in forced colours, such as Windows' contrast themes, controls have borders, text can be read and the focus seen"
)
def test_forced_colours_leave_everything_visible(visit: Visit) -> None:
    visit.page.emulate_media(forced_colors="active")
    none(measure(visit.page, "controls"))
    none(measure(visit.page, "focus"))
    none(measure(visit.page, "faintText"))
    visit.page.emulate_media(forced_colors="none")


@stated("enlarged to 400 per cent, no page scrolls sideways, and nothing covers the place where you are")
def test_enlarged_pages_fit(visit: Visit) -> None:
    enlarge(visit.page)
    none(measure(visit.page, "sideways"))
    none(measure(visit.page, "focus"))


@stated("with the spacing of WCAG 1.4.12 between letters, words, lines and paragraphs, no text is cut off")
def test_wider_spacing_cuts_nothing_off(visit: Visit) -> None:
    """On an enlarged page, which leaves least room."""
    enlarge(visit.page)
    load(visit.page)
    visit.page.evaluate("window.measures.spaceText()")
    none(measure(visit.page, "sideways") + measure(visit.page, "clippedText"))


# --- The keyboard alone -----------------------------------------------------------------------------

WATCH_FOCUS = """() => {
    window.order = window.measures.stops();
    window.reached = [];
    addEventListener("focusin", (event) => window.reached.push(event.target));
    window.order[0].focus();  // where Tab starts
    return window.order.length - 1;
}"""
REACHED = """() => {
    const expected = window.order.map(window.measures.name);
    const reached = window.reached.slice(0, expected.length).map(window.measures.name);
    return {expected, reached};
}"""


@pytest.mark.parametrize("view", [sample for sample in samples() if WIDE in sample.state.widths], ids=str)
@stated("the Tab key reaches every link and control in the order of the page, and is caught nowhere")
def test_tab_goes_through_the_page_in_order(browser: Browser, address_of: AddressOf, view: View) -> None:
    with visited(browser, view, address_of(view.kind), **Look(WIDE, "light").context) as visit:
        page = visit.page
        load(page)
        page.wait_for_load_state("networkidle")  # options without entries are disabled once these are counted
        for _ in range(page.evaluate(WATCH_FOCUS)):
            page.keyboard.press("Tab")
        told = page.evaluate(REACHED)
        assert told["reached"] == told["expected"]


# --- Without JavaScript -----------------------------------------------------------------------------

LINKS = """() => [...document.querySelectorAll("main a[href]:not([data-form])")]
    .filter((one) => !one.closest("form, #kb-browse-page") && (one.checkVisibility() || one.closest("details")))
    .map((one) => new URL(one.getAttribute("href"), document.baseURI).href)"""
DEAD = """() => [...document.querySelectorAll("button, input, select, textarea")]
    .filter((one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .filter((one) => !one.form?.hasAttribute("action") || one.type === "button")
    .map((one) => one.outerHTML)"""


def seen(page: Page) -> set[str]:
    # “Change this entry” leads to the form, and without JavaScript to the file.
    found: list[str] = page.evaluate(LINKS)
    return set(found)


@pytest.mark.parametrize("kind", dict.fromkeys(view.kind for view in samples()), ids=lambda kind: kind.name)
@stated(
    "every page can be read without JavaScript, has the same links then apart from what a search finds, and no control that does nothing"
)
def test_pages_are_whole_without_javascript(browser: Browser, address_of: AddressOf, kind: Kind) -> None:
    address, view, look = address_of(kind), View(kind, AS_IT_OPENS), Look(WIDE, "light").context
    with visited(browser, view, address, **look) as visit:
        links = seen(visit.page)
    with visited(browser, view, address, java_script_enabled=False, **look) as visit:
        assert visit.page.locator("main h1").is_visible()
        assert links - seen(visit.page) == set()
        none(visit.page.evaluate(DEAD))
