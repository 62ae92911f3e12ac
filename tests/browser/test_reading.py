"""Readers' journeys in a real browser, with and without JavaScript, on a wide screen and a small one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import served
from tests.browser.statement import stated

pytestmark = pytest.mark.browser

UNTIL_STOPPED = """() => new Promise((goOn, giveUp) => {
    const look = () => (window.violations.length ? goOn() : setTimeout(look, 20));
    setTimeout(giveUp, 10000, "nothing was stopped");
    look();
})"""
"""Waits in the page itself: a condition that is evaluated again and again is stopped by the policy, too."""


def test_the_policy_lets_colours_be_chosen(page: Page, address: str) -> None:
    page.goto(address)
    for _ in range(3):
        page.get_by_role("button", name="Colours: ").click()
    assert page.evaluate("window.violations") == []


ATTEMPTS = [
    ("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=pwned()>')", "script-src-attr"),
    ("document.body.append(Object.assign(document.createElement('script'), {text: 'pwned()'}))", "script-src-elem"),
    ("fetch('https://example.org/').catch(() => {})", "connect-src"),
    ("new Image().src = 'https://example.org/a.png'", "img-src"),
    ("document.body.insertAdjacentHTML('beforeend', '<iframe src=about:blank></iframe><iframe src=https://example.org/></iframe>')", "frame-src"),
    ("document.body.insertAdjacentHTML('beforeend', '<p style=color:red>')", "style-src-attr"),
]  # fmt: skip


def test_the_policy_stops_what_should_not_be_there(fresh_page: Page, address: str) -> None:
    page, reached = fresh_page, list[str]()
    page.route("**://example.org/**", lambda route: (reached.append(route.request.url), route.abort()))
    page.add_init_script("window.pwned = () => { window.ran = true; };")
    page.goto(f"{address}entries/keeping-it-personal/")
    for attempt, directive in ATTEMPTS:
        page.evaluate("window.violations.length = 0")
        page.evaluate(attempt)
        page.evaluate(UNTIL_STOPPED)
        assert page.evaluate("window.violations[0]").startswith(directive)
    assert page.evaluate("window.ran") is None
    assert reached == []


@pytest.mark.parametrize("script", [True, False])
def test_a_former_address_leads_on_without_script_too(
    page: Page, plain: Page, address: str, script: bool
) -> None:
    page = page if script else plain
    page.goto(f"{address}keywords/coproduction/")
    expect(page).to_have_url(f"{address}keywords/co-production/")


def test_a_section_has_a_menu_of_its_own(page: Page, address: str) -> None:
    """Open beside the text where there is room; folded on a phone, where the keyboard opens it."""
    page.goto(f"{address}about/")
    menu = page.get_by_role("navigation", name="In this section")
    expect(menu.get_by_role("link", name="About")).to_have_attribute("aria-current", "page")
    expect(menu.get_by_role("link", name="Contact")).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 700})
    page.reload()
    expect(menu.get_by_role("link", name="Contact")).to_be_hidden()
    menu.get_by_text("More pages: About").focus()
    page.keyboard.press("Enter")
    menu.get_by_role("link", name="For editors and developers").click()
    expect(menu.get_by_role("link", name="Contact")).to_be_hidden()
    page.goto(f"{address}map/")
    expect(menu).to_have_count(0)


def test_the_old_address_of_a_part_leads_to_the_page_that_it_became(page: Page, built_manual: Path) -> None:
    with served(built_manual) as address:
        page.goto(f"{address}diagnostics/#no-date")
        expect(page).to_have_url(f"{address}diagnostics/no-date/")
        expect(page.get_by_role("heading", level=1)).to_have_text("no-date")
        trail = page.get_by_role("navigation", name="Breadcrumb")
        trail.get_by_role("link", name="What the checks say").click()
        expect(page).to_have_url(f"{address}diagnostics/")


def test_search_finds_an_entry(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#kb-home-search").fill("dementia")
    page.keyboard.press("Enter")
    expect(page.locator("#kb-browse-title")).to_have_text("Results for “dementia”")
    page.locator("#kb-browse-list").get_by_role("link", name="Keeping it Personal").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keeping it Personal")


def test_search_shows_words_as_text(page: Page, address: str) -> None:
    page.goto(f"{address}browse/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3Exyzzy")
    expect(page.locator("#kb-browse-results")).to_contain_text("<img src=x onerror=alert(1)>xyzzy")
    assert page.locator("main img").count() == 0


@stated(
    "readers can get from the home page to entries, keywords, people and the timeline with JavaScript turned off"
)
def test_everything_is_reached_without_javascript(plain: Page, address: str) -> None:
    page = plain
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address)
    page.get_by_role("main").get_by_role("link", name="Keywords").first.click()
    page.get_by_role("main").get_by_role("link", name="peer support").first.click()
    page.get_by_role("main").get_by_role("link", name="Keeping it Personal").first.click()
    page.get_by_role("link", name="Kerry Musselbrook").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kerry Musselbrook")
    page.get_by_role("main").get_by_role("link", name="Participation").first.click()
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("banner").get_by_role("link", name="Map").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Evidence map"))
    page.get_by_role("contentinfo").get_by_role("link", name="Browse").click()
    page.get_by_role("main").get_by_role("link", name="Timeline").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Timeline")
    page.locator("#kb-header-search").fill("dementia")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("All entries")
    page.get_by_role("main").get_by_role("link", name="Keeping it Personal").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keeping it Personal")


@stated("the first link on a page leads past the menu to the text")
def test_the_skip_link_comes_first_and_leads_to_the_text(page: Page, address: str) -> None:
    page.goto(f"{address}entries/keeping-it-personal/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_missing_page_offers_ways_in_at_any_depth(page: Page, address: str, built_site: object) -> None:
    """Its addresses start at the configured base path, so only their form can be tried here."""
    page.goto(address + "404.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    href = page.get_by_role("main").get_by_role("link", name="Keywords").get_attribute("href")
    assert href == "/coprod-kb/keywords/"
