"""Journeys with the keyboard alone: no mouse, and no focus that the page did not offer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from coprod_kb.entries.reading import read
from tests.browser.statement import stated
from tests.conftest import NO_TERMS

pytestmark = pytest.mark.browser

MOST_STOPS = 150


def tab_to(page: Page, wanted: Locator) -> None:
    """Presses Tab until the focus is there; fails where it does not come by."""
    expect(wanted).to_have_count(1)
    there = wanted.element_handle()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("one => one === document.activeElement", there):
            return
    pytest.fail(f"Tab does not lead to {wanted}")


def follow(page: Page, link: Locator, heading: str | re.Pattern[str]) -> None:
    """Tabs to a link and opens it."""
    tab_to(page, link)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def back(page: Page, heading: str) -> None:
    """Goes to the page before, by the browser's own key, which a browser without a window does not have.

    Twice: skipping the menu was a step as well.
    """
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def skip(page: Page) -> None:
    """Goes past the menu."""
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")


def main_link(page: Page, name: str) -> Locator:
    return page.get_by_role("main").get_by_role("link", name=name, exact=True).first


def go_back(page: Page) -> None:
    """To the page before: the browser's own key, which a browser without a window does not have.

    The skip link has left an address of its own on the way.
    """
    left = page.url.partition("#")[0]
    while page.url.partition("#")[0] == left:
        page.go_back()


@stated("an entry can be found, a keyword opened, and the way back gone, with the keyboard alone")
def test_an_entry_is_found_a_keyword_opened_and_the_way_back_gone(page: Page, address: str) -> None:
    page.goto(address)
    skip(page)
    follow(page, main_link(page, "Keywords"), "Keywords")
    skip(page)
    follow(page, main_link(page, "peer support"), "peer support")
    skip(page)
    follow(page, main_link(page, "Keeping it Personal"), "Keeping it Personal")
    skip(page)
    follow(page, main_link(page, "co-production"), "co-production")
    back(page, "Keeping it Personal")
    back(page, "peer support")


@stated(
    "the search opens with the key /, arrows choose among what it offers, Escape closes it, and its answers are announced"
)
def test_the_search_opens_offers_and_closes(page: Page, address: str) -> None:
    page.goto(f"{address}about/")
    page.keyboard.press("/")
    field = page.get_by_role("banner").get_by_role("combobox", name="Search")
    offered = page.get_by_role("banner").get_by_role("option")
    expect(field).to_be_focused()
    page.keyboard.type("keeping it personal")
    expect(offered.first).to_be_visible()
    expect(page.get_by_role("search", name="Search").get_by_role("status")).to_have_text(
        re.compile("suggestion")
    )
    page.keyboard.press("Escape")
    expect(offered).to_have_count(0)
    expect(field).to_be_focused()
    page.keyboard.type(" ")
    expect(offered.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(offered.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Keeping it Personal")


@stated(
    "entries can be searched for and filtered, and filters taken away, with the keyboard alone; how many are left is announced"
)
def test_entries_are_searched_for_and_filtered(page: Page, address: str) -> None:
    page.goto(f"{address}browse/")
    status = page.locator("#kb-browse-status")
    expect(status).to_have_role("status")
    expect(status).to_have_text("All 33 entries.")
    tab_to(page, page.locator("#kb-search"))
    page.keyboard.type("personal")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2, name="Results for “personal”")).to_be_visible()
    of_type = page.get_by_role("group", name="Type", exact=True)
    tab_to(page, of_type.get_by_role("checkbox", name=re.compile(r"^Projects \(")))
    page.keyboard.press("Space")
    expect(of_type.get_by_role("checkbox", name=re.compile(r"^Projects \("))).to_be_checked()
    chip = page.get_by_role("button", name="Remove “Type: Projects”")
    expect(chip).to_be_visible()
    expect(status).to_have_text(re.compile(r"^\d+ entries of 33\.$"))
    filtered = status.inner_text()
    tab_to(page, chip)
    page.keyboard.press("Enter")
    expect(chip).to_be_hidden()
    expect(status).not_to_have_text(filtered)
    follow(page, main_link(page, "Keeping it Personal"), "Keeping it Personal")
    page.go_back()
    expect(page.get_by_role("heading", level=2, name="Results for “personal”")).to_be_visible()


@stated("on a narrow screen, the menu opens, leads on and closes with the keyboard alone")
def test_the_menu_of_a_narrow_screen_opens_and_leads_on(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address)
    menu = page.get_by_role("navigation", name="Menu")
    tab_to(page, page.get_by_text("Menu", exact=True))
    expect(menu).to_be_hidden()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Enter")
    expect(menu).to_be_hidden()
    page.keyboard.press("Space")
    follow(page, menu.get_by_role("link", name="People"), "People")


@stated(
    "the form can be filled in, mended and finished with the keyboard alone, and errors are announced and reached"
)
def test_the_form_is_filled_in_mended_and_finished(page: Page, address: str) -> None:
    page.goto(f"{address}contribute/")
    button = page.get_by_role("button", name="Check the entry")
    tab_to(page, page.get_by_role("textbox", name="Title", exact=True))
    page.keyboard.type("By keyboard alone")
    tab_to(page, button)
    page.keyboard.press("Enter")
    problem = page.get_by_role("group", name="There is a problem")
    expect(problem).to_be_focused()
    tab_to(page, problem.get_by_role("link", name="Choose project, paper or report."))
    page.keyboard.press("Enter")
    expect(page.get_by_label("project", exact=True)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("paper", exact=True)).to_be_checked()
    tab_to(page, page.get_by_label("Keyword 1", exact=True))
    page.keyboard.type("co-design")
    page.keyboard.press("Escape")  # closes what is suggested
    contributor = page.get_by_role("group", name="Contributor 1", exact=True)
    tab_to(page, contributor.get_by_label("Name", exact=True))
    page.keyboard.type("Ada Example")
    tab_to(page, page.locator("#kb-consent"))
    page.keyboard.press("Space")
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your entry is ready to send")).to_be_focused()
    text = page.locator("#kb-preview").text_content() or ""
    entry = read(text.encode(), "entries/an-example.md", NO_TERMS).entry
    assert entry is not None
    assert (entry.title, str(entry.type), entry.fields.keywords) == (
        "By keyboard alone",
        "paper",
        ("co-design",),
    )
    tab_to(page, page.get_by_role("button", name=re.compile("^Download")))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "by-keyboard-alone.md"
