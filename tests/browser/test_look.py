"""How pages look and behave in a real browser: colours, the menu, what keywords mean, folds, paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.server import served
from tests.browser.visits import window

pytestmark = pytest.mark.browser

ENTRY = "entries/keeping-it-personal/"
LIGHT = "rgb(251, 249, 245)"
DARK = "rgb(18, 24, 27)"
MEANS = "Designing a service, a place or a product jointly"
"""The beginning of the definition of co-design."""


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def size(element: Locator) -> tuple[float, float]:
    box = element.bounding_box()
    assert box is not None
    return box["width"], box["height"]


# --- Colours ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "scheme", "expected"), [(True, "dark", DARK), (False, "dark", DARK), (False, "light", LIGHT)]
)
def test_the_system_decides_with_script_and_without(
    page: Page, plain: Page, address: str, script: bool, scheme: Any, expected: str
) -> None:
    page = page if script else plain
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    button = page.locator("#kb-colours")
    assert button.is_visible() is script
    assert ground(page) == expected


def test_colours_are_chosen_in_turn_announced_and_kept(page: Page, address: str) -> None:
    page.goto(address)
    seen = []
    page.get_by_role("button", name="Colours: automatic").focus()
    for _ in range(3):
        page.keyboard.press("Enter")
        seen.append((ground(page), page.locator("#kb-colours [role=status]").text_content()))
    assert seen == [(LIGHT, "Colours: light"), (DARK, "Colours: dark"), (LIGHT, "Colours: automatic")]
    page.get_by_role("button", name="Colours: automatic").dblclick()
    page.goto(address + ENTRY)
    assert ground(page) == DARK
    expect(page.get_by_role("button", name="Colours: dark")).to_be_visible()


def test_a_choice_that_cannot_be_kept_holds_for_the_page(fresh_page: Page, address: str) -> None:
    fresh_page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw Error('no'); }})"
    )
    fresh_page.goto(address)
    fresh_page.get_by_role("button", name="Colours: automatic").dblclick()
    assert ground(fresh_page) == DARK


# --- The menu of small screens ----------------------------------------------------------------------


def test_the_menu_closes_with_escape_and_when_it_is_left(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address + ENTRY)
    menu = page.get_by_role("navigation", name="Menu")
    handle = page.get_by_text("Menu", exact=True)
    handle.focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(handle).to_be_focused()
    handle.click()
    page.get_by_role("heading", name="Key points").click()
    expect(menu).to_be_hidden()


# --- What keywords mean (WCAG 2.2, 1.4.13) ----------------------------------------------------------


def test_a_meaning_shows_on_focus_and_leaves_with_escape(page: Page, address: str) -> None:
    page.goto(address + ENTRY)
    chip = page.get_by_role("link", name="co-design", exact=True)
    expect(chip).to_have_accessible_description(re.compile(f"^{MEANS}"))
    page.get_by_role("link", name="co-production", exact=True).focus()
    page.keyboard.press("Tab")
    expect(chip).to_be_focused()
    bubble = page.locator(".kb-meaning")
    expect(bubble).to_contain_text(MEANS)
    page.keyboard.press("Escape")
    expect(bubble).to_have_count(0)
    expect(chip).to_be_focused()
    page.keyboard.press("Tab")
    expect(bubble).to_contain_text("Care and support that starts from what matters")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("person-centred care")


def test_a_meaning_shows_below_the_pointer_and_may_be_pointed_at(page: Page, address: str) -> None:
    page.goto(address + ENTRY)
    chip = page.get_by_role("link", name="co-design", exact=True)
    bubble = page.locator(".kb-meaning")
    chip.hover()
    expect(bubble).to_contain_text(MEANS)
    bubble.hover()
    page.wait_for_timeout(600)  # longer than it would stay without the pointer
    expect(bubble).to_contain_text(MEANS)
    page.keyboard.press("Escape")
    expect(bubble).to_have_count(0)
    chip.hover()
    page.get_by_role("heading", level=1).hover()
    expect(bubble).to_have_count(0)


def test_a_meaning_shows_by_touch(browser: Browser, address: str) -> None:
    options = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
    with window(browser, **options) as page:
        page.goto(address + ENTRY)
        button = page.get_by_role("button", name="What does “co-design” mean?")
        assert min(size(button)) >= 24
        button.tap()
        bubble = page.locator(".kb-meaning")
        expect(bubble).to_contain_text(MEANS)
        expect(button).to_have_attribute("aria-expanded", "true")
        box = bubble.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        button.tap()
        expect(bubble).to_have_count(0)
        button.tap()
        page.get_by_role("heading", level=1).tap()
        expect(bubble).to_have_count(0)
        page.get_by_role("link", name="co-design", exact=True).tap()
        expect(page).to_have_url(f"{address}keywords/co-design/")


def test_meanings_can_be_read_without_script(plain: Page, address: str) -> None:
    plain.goto(address + ENTRY)
    meaning = plain.get_by_role("definition").filter(has_text=MEANS)
    expect(meaning).to_be_hidden()
    plain.get_by_text("What these words mean").click()
    expect(meaning).to_be_visible()


# --- An entry ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "script", "unfolded"), [(1280, True, True), (360, True, False), (360, False, True)]
)
def test_facts_are_folded_on_a_small_screen_with_script_alone(
    page: Page, plain: Page, address: str, width: int, script: bool, unfolded: bool
) -> None:
    page = page if script else plain
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(address + ENTRY)
    led_by = page.get_by_text("Led by", exact=True)
    assert led_by.is_visible() is unfolded
    if not unfolded:
        page.get_by_text("Facts", exact=True).click()
        expect(led_by).to_be_visible()


@pytest.mark.parametrize(("kind", "width"), [("projects/", 320), ("papers/", 1280)])
def test_no_line_about_an_entry_begins_with_a_dot(page: Page, address: str, kind: str, width: int) -> None:
    """Each part of the line has its dot behind it, and nothing before it."""
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(address + kind)
    dots = page.locator(".kb-kind > *").evaluate_all(
        "parts => parts.map(part => [getComputedStyle(part, '::before').content, part === part.parentNode.lastElementChild && getComputedStyle(part, '::after').content])"
    )
    assert dots
    assert {before for before, _ in dots} == {"none", '""'}  # the icon is drawn there, without a word
    assert {after for _, after in dots} <= {False, "none"}


def test_other_formats_stand_between_title_and_summary(page: Page, built_miniature: Path) -> None:
    with served(built_miniature) as address:
        page.goto(f"{address}entries/gardens-review/")
        order = page.locator(".kb-entry__head > *").evaluate_all(
            "parts => parts.map(part => part.className || part.localName)"
        )
        assert order.index("h1") + 1 == order.index("kb-formats") < order.index("kb-summary")
        formats = page.get_by_role("region", name="In other formats").get_by_role("listitem")
        assert [" ".join(text.split()) for text in formats.all_inner_texts()] == [
            "Easy Read (the source gave no address)",
            "Translation",
        ]


# --- On paper ---------------------------------------------------------------------------------------


def test_on_paper_there_is_the_entry_alone(page: Page, address: str) -> None:
    """Black on white though the screen is dark; facts, although folded, come before the text."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark")
    page.goto(f"{address}entries/difference-co-production-makes-in-social-care/")
    facts = page.get_by_text("Contributed by", exact=True)
    expect(facts).to_be_hidden()
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert ground(page) == "rgb(255, 255, 255)"
    for hidden in ("banner", "contentinfo", "navigation", "button"):
        assert [control for control in page.get_by_role(hidden).all() if control.is_visible()] == [], hidden  # type: ignore[arg-type]
    expect(page.locator(".kb-ask")).to_be_hidden()
    expect(page.locator(".kb-elsewhere").first).to_be_hidden()
    expect(facts).to_be_visible()
    assert top(facts) < top(page.locator(".kb-prose"))
    assert (
        page.locator(".kb-cite dd").evaluate_all("all => all.map(one => one.checkVisibility())").count(True)
        == 1
    )
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(facts).to_be_hidden()


@pytest.mark.parametrize(
    "entry",
    [
        "difference-co-production-makes-in-social-care",  # a report with references
        "co-production-without-experts",  # a paper with a DOI
        "keeping-it-personal",  # a project, cited by its page
    ],
)
def test_on_paper_each_address_stands_once(page: Page, address: str, entry: str) -> None:
    page.goto(f"{address}entries/{entry}/")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    printed = page.evaluate(
        """() => [document.querySelector("main").innerText, ...[...document.querySelectorAll("main a")]
            .filter((link) => link.checkVisibility()).map((link) => getComputedStyle(link, "::after").content)].join(" ")"""
    )
    links = page.locator("main a[href^='http']:visible").evaluate_all(
        "all => all.map(link => link.getAttribute('href'))"
    )
    found = [word.rstrip(".,") for word in re.findall(r"https?://[^\s<>\"]+", printed)]
    assert sorted(found) == sorted(set(found))
    assert {f"https://example.org/coprod-kb/entries/{entry}/"} < set(found)
    for link in links:
        assert link in found or link.removeprefix("https://doi.org/") in printed


@pytest.mark.parametrize("path", ["map/", "how-co-produced/", "formats/", "browse/"])
def test_on_paper_nothing_is_cut_off_at_the_edge(page: Page, address: str, path: str) -> None:
    """A sheet of A4 leaves 170 mm, which are 643 pixels."""
    page.set_viewport_size({"width": 643, "height": 900})
    page.goto(address + path)
    page.emulate_media(media="print")
    edges = page.locator("main :is(table, tr, td, th, p):visible").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().right)"
    )
    assert edges
    assert max(edges) <= 643


def top(element: Locator) -> float:
    box = element.bounding_box()
    assert box is not None
    return box["y"]


# --- What is loaded ---------------------------------------------------------------------------------


def test_an_entry_loads_little(fresh_page: Page, address: str) -> None:
    """No script of the theme's, one style sheet beside its own, and one script before anything is painted."""
    loaded: list[tuple[str, str]] = []
    fresh_page.on("request", lambda one: loaded.append((one.resource_type, one.url.removeprefix(address))))
    fresh_page.goto(address + ENTRY, wait_until="networkidle")
    assert [url for kind, url in loaded if kind == "script" and "bundle" in url] == []
    styles = [url for kind, url in loaded if kind == "stylesheet"]
    assert sorted(re.sub(r"\.[0-9a-f]{8}\.", ".", url) for url in styles) == [
        "assets/coprod-kb.css",
        "assets/stylesheets/main.min.css",
    ]
    blocking = fresh_page.evaluate(
        "performance.getEntriesByType('resource').filter(one => one.renderBlockingStatus === 'blocking').map(one => one.name)"
    )
    first = "assets/first.js"  # without it, colours would change and facts fold after they are painted
    assert sorted(name.removeprefix(address) for name in blocking) == sorted([first, *styles])


@pytest.mark.parametrize(("width", "shown"), [(360, False), (1280, True)])
def test_the_drawing_of_a_keyword_is_left_out_where_its_words_would_be_too_small(
    page: Page, address: str, width: int, shown: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}keywords/co-production/")
    assert page.locator(".kb-network").is_visible() is shown
    page.emulate_media(media="print")
    assert not page.locator(".kb-network").is_visible()
