"""Maps, overviews and drawings in a real browser: without scripts, on a phone, and for a screen reader."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.browsing import results
from tests.browser.visits import window

pytestmark = pytest.mark.browser


def test_a_number_leads_to_its_entries_without_scripts(plain: Page, address: str) -> None:
    plain.goto(f"{address}map/")
    plain.get_by_role("link", name="2 entries: higher education, professionals", exact=True).click()
    listed = plain.locator(".kb-map-list:target")
    expect(listed.get_by_role("heading")).to_have_text("professionals (two entries)")
    expect(listed.get_by_role("link")).to_have_count(2)
    listed.get_by_role("link").first.click()
    expect(plain).to_have_url(f"{address}entries/digital-storytelling-inter-professional-practice/")


def test_a_cell_is_read_with_its_types_and_its_headings(page: Page, address: str) -> None:
    page.goto(f"{address}map/")
    table = page.get_by_role("table", name="For whom a difference is reported, by setting")
    expect(table.get_by_role("columnheader", name="professionals", exact=True)).to_be_visible()
    expect(table.get_by_role("rowheader", name="hospital (part of health care)", exact=True)).to_be_visible()
    cell = table.get_by_role(
        "cell",
        name=re.compile(
            r"^\d+ entries: health and social care, people who draw on services( \d+ projects?)? \d+ papers \d+ reports$"
        ),
    )
    expect(cell).to_be_visible()
    gap = table.get_by_role("cell", name="No entry yet in this collection: hospital, community. Add an entry")
    expect(gap).to_be_visible()


SCROLLED = """async (region) => {
    for (let tries = 0; tries < 1000 && !region.scrollLeft; tries++) await new Promise((goOn) => setTimeout(goOn, 10));
    return region.scrollLeft;
}"""
"""How far the region is scrolled, once it is: a key makes it glide."""


def test_the_map_scrolls_in_its_own_region_by_keyboard(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(f"{address}map/")
    region = page.get_by_role("region", name="For whom a difference is reported, by setting")
    region.focus()
    expect(region).to_be_focused()
    first = page.get_by_role("rowheader", name="community", exact=True)
    before = first.bounding_box()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    assert region.evaluate(SCROLLED) > 0
    after = first.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["x"] - before["x"]) < 4  # the first column stays in sight


def numbers(page: Page) -> dict[tuple[str, str], int]:
    """The numbers of the table, totals included, by the headings of row and column."""
    rows = page.locator("#kb-map tr").evaluate_all(
        """rows => rows.map((row) => [...row.cells].map((cell) =>
            cell.matches("td") ? cell.querySelector('[data-of="*"]')?.textContent ?? "0" : cell.innerText.split("\\n")[0]))"""
    )
    (_, *columns), *others = rows
    return {
        (row, column): int(number)
        for row, *cells in others
        for column, number in zip(columns, cells, strict=True)
    }


def test_filtered_numbers_are_those_of_browse(page: Page, address: str) -> None:
    page.goto(f"{address}map/")
    before = numbers(page)
    filtered = {}
    for chosen in ("type=paper", "type=paper&type=report&from=2018", "to=2015", "from=2999"):
        page.goto(f"{address}map/?{chosen}")
        expect(page.locator("#kb-map-status")).to_contain_text(re.compile(r" of \d+\."))
        filtered[chosen] = numbers(page)
        assert all(filtered[chosen][cell] <= number for cell, number in before.items())
    for chosen, number_in in filtered.items():
        assert number_in["All", "All"] == len(results(page, address, chosen))
        for row in ("health and social care", "higher education", "not stated"):
            found = results(page, address, f"{chosen}&setting={row}&outcomes=not+stated")
            assert number_in[row, "not stated"] == len(found)


PAPERS = re.compile(r"^\d+ entries of \d+\. Each number leads to the search, with these filters\.$")


def test_filters_are_chosen_kept_in_the_address_and_cleared(page: Page, address: str) -> None:
    page.goto(f"{address}map/")
    before = numbers(page)
    form, status = page.get_by_role("group", name="Filter the map"), page.locator("#kb-map-status")
    form.get_by_label("Papers").check()
    expect(status).to_have_role("status")
    expect(status).to_have_text(PAPERS)
    form.get_by_label("From").select_option("2018")
    expect(page).to_have_url(f"{address}map/?type=paper&from=2018")
    expect(page.locator("#kb-map-lists")).to_be_hidden()
    bar = page.locator(".kb-bars li").filter(has_text="higher education")
    assert bar.locator("rect").evaluate_all("all => all.every((one) => one.getAttribute('width') > 0)")
    cell = page.get_by_role("link", name=re.compile(r"\d+ entr(y|ies): higher education, professionals$"))
    expect(cell).to_have_attribute(
        "href", f"{address}browse/?type=paper&setting=higher+education&outcomes=professionals&from=2018"
    )
    page.reload()
    expect(form.get_by_label("Papers")).to_be_checked()
    expect(form.get_by_label("From")).to_have_value("2018")
    page.go_back()
    expect(status).to_have_text(PAPERS)
    form.get_by_role("button", name="Clear filters").click()
    expect(page).to_have_url(f"{address}map/")
    expect(form.get_by_label("Projects")).to_be_focused()
    expect(page.locator("#kb-map-lists")).to_be_visible()
    assert numbers(page) == before


def test_add_is_quiet_until_it_is_pointed_at_focused_or_touched(
    browser: Browser, page: Page, plain: Page, address: str
) -> None:
    shown = "link => getComputedStyle(link.querySelector('.kb-map__add')).opacity"

    def gap_in(page: Page) -> Locator:
        page.goto(f"{address}map/")
        return page.get_by_role(
            "link", name="No entry yet in this collection: hospital, community. Add an entry"
        )

    assert gap_in(plain).evaluate(shown) == "1"
    gap = gap_in(page)
    assert gap.evaluate(shown) == "0"
    gap.hover()
    assert gap.evaluate(shown) == "1"
    page.mouse.move(0, 0)
    assert gap.evaluate(shown) == "0"
    gap.focus()
    assert gap.evaluate(shown) == "1"
    with window(browser, has_touch=True, is_mobile=True) as phone:
        gap = gap_in(phone)
        assert gap.evaluate(shown) == "0"
        gap.tap()
        expect(phone).to_have_url(f"{address}map/")
        assert gap.evaluate(shown) == "1"
        gap.tap()
        expect(phone).to_have_url(f"{address}contribute/?setting=hospital&outcomes=community")


def test_on_a_phone_words_and_a_shade_say_that_there_are_more_columns(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(f"{address}map/")
    expect(page.get_by_text("Scroll it sideways to see all columns.")).to_be_visible()
    shade = "region => getComputedStyle(region, '::after').opacity"
    region = page.locator("#kb-map")
    assert float(region.evaluate(shade)) > 0.5
    region.evaluate("region => region.scrollTo(9999, 0)")
    page.wait_for_timeout(100)
    assert float(region.evaluate(shade)) == 0
    page.set_viewport_size({"width": 1280, "height": 700})
    page.wait_for_timeout(100)
    assert float(region.evaluate(shade)) == 0


def test_on_a_phone_the_overview_is_still_a_table_with_its_labels_in_sight(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(f"{address}how-co-produced/")
    table = page.get_by_role("table", name="Reports")
    row = table.get_by_role("row").filter(has_text="Co-producing quality improvements")
    expect(row.get_by_role("rowheader")).to_have_count(1)
    expect(row.get_by_role("cell")).to_have_count(7)
    payment = row.get_by_role("cell").nth(3)
    label = payment.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert label == '"Payment"'
    expect(payment).to_contain_text("Money to pay people for their time and effort")
    boxes = [row.get_by_role("cell").nth(number).bounding_box() for number in range(7)]
    assert len({box["x"] for box in boxes if box}) == 1  # one below the other


def test_the_drawing_says_nothing_that_the_list_does_not_and_takes_no_focus(page: Page, address: str) -> None:
    page.goto(f"{address}keywords/health-and-social-care/")
    drawn = page.locator(".kb-network svg a")
    assert page.locator(".kb-network[aria-hidden=true]").count() == 1
    assert drawn.evaluate_all("links => links.every((link) => link.tabIndex === -1)")
    addresses = {link.evaluate("link => link.href.baseVal ?? link.href") for link in drawn.all()}
    listed = {link.get_attribute("href") for link in page.locator(".kb-neighbours dl a").all()}
    assert addresses == listed
    assert len(listed) > 2
    drawn.first.click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("health and social care")


def test_home_leads_from_a_question_to_what_people_say(page: Page, address: str) -> None:
    page.goto(address)
    questions = page.get_by_role("region", name="Start with a question")
    questions.get_by_role("link", name="Are people paid for taking part?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Are people paid for taking part?")
    expect(page.get_by_role("main")).to_contain_text("Low certainty.")
    page.get_by_role("link", name="See all entries about this").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Payment: what the entries report")
    expect(page.get_by_role("main")).to_contain_text("Money to pay people for their time and effort")
