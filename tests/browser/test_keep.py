"""The reader's own list in a real browser: kept, shown, saved, shared, and absent where nothing can be stored."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

FIRST, SECOND = "keeping-it-personal", "co-create-commissioning"
BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw Error('no'); }})"


def titles(page: Page) -> list[str]:
    return page.locator("#kb-kept-list .kb-card__title").all_inner_texts()


def saved(page: Page, form: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=form, exact=True).click()
    return Path(download.value.path()).read_bytes().decode("utf-8-sig")


def test_entries_are_kept_shown_saved_and_removed(page: Page, address: str) -> None:
    page.goto(f"{address}entries/{FIRST}/")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_role("button", name="Remove from your list")).to_be_focused()
    page.goto(f"{address}browse/?type=project")
    page.get_by_role("button", name="Keep “Co:Create: co-producing commissioning”").click()
    page.get_by_role("link", name="Your list (2)").click()
    expect(page.locator("#kb-kept-status")).to_have_text("2 entries in your list.")
    assert titles(page) == ["Keeping it Personal", "Co:Create: co-producing commissioning"]
    assert re.findall(r"^@\w+\{(.*),\r?$", saved(page, "BibTeX"), re.MULTILINE) == [FIRST, SECOND]
    assert re.findall(r"^ID  - (.*?)\r?$", saved(page, "RIS"), re.MULTILINE) == [FIRST, SECOND]
    rows = list(csv.reader(io.StringIO(saved(page, "CSV"), newline="")))
    assert [row[0] for row in rows] == ["slug", FIRST, SECOND]
    page.get_by_role("button", name="Remove from your list “Keeping it Personal”").click()
    expect(page.locator("#kb-kept-status")).to_have_text("1 entry in your list.")
    expect(page.get_by_role("button", name="Remove from your list “Co:Create")).to_be_focused()
    page.reload()
    expect(page.locator("#kb-kept-status")).to_have_text("1 entry in your list.")
    assert page.evaluate("window.violations") == []


def test_a_list_is_shared_by_its_address(page: Page, address: str) -> None:
    page.goto(f"{address}kept/?kept={FIRST},{SECOND},{FIRST},no-entry")
    expect(page.locator("#kb-kept-status")).to_have_text("2 entries in this list, which somebody shared.")
    expect(page.get_by_role("link", name="no-entry")).to_have_attribute("href", f"{address}entries/no-entry/")
    link = page.get_by_role("link", name="the address of this list")
    expect(link).to_have_attribute("href", f"?kept={FIRST},{SECOND}")
    page.get_by_role("button", name="Keep all of them").click()
    expect(page.locator("#kb-kept-status")).to_have_text("2 entries in your list.")
    expect(page).to_have_url(f"{address}kept/")


def test_an_address_names_entries_and_nothing_else(fresh_page: Page, address: str) -> None:
    errors: list[str] = []
    fresh_page.on("pageerror", lambda error: errors.append(str(error)))
    fresh_page.on("dialog", lambda dialog: (errors.append(dialog.message), dialog.dismiss()))
    for named in ("<img src=x onerror=alert(1)>", "../../about", "A%00b", "constructor", ""):
        fresh_page.goto(f"{address}kept/?kept={named},{FIRST}")
        expect(fresh_page.locator("#kb-kept-status")).to_have_text(
            "1 entry in this list, which somebody shared."
        )
        assert titles(fresh_page) == ["Keeping it Personal"]
        assert fresh_page.locator("main img").count() == 0
        assert errors == [], named


def test_where_nothing_can_be_stored_nothing_is_offered(fresh_page: Page, address: str) -> None:
    fresh_page.add_init_script(BLOCKED)
    errors: list[str] = []
    fresh_page.on("pageerror", lambda error: errors.append(str(error)))
    for path in (f"kept/?kept={FIRST}", "browse/", f"entries/{FIRST}/"):
        fresh_page.goto(address + path)
        expect(
            fresh_page.locator("#kb-kept-list li, #kb-browse-list li, .kb-entry__head").first
        ).to_be_visible()
        expect(fresh_page.get_by_role("button", name=re.compile("^Keep"))).to_have_count(0)
    assert errors == []


def test_without_script_nothing_of_it_shows(plain: Page, address: str) -> None:
    plain.goto(f"{address}entries/{FIRST}/")
    expect(plain.locator(".kb-keeping")).to_be_hidden()
    plain.goto(f"{address}kept/")
    expect(plain.locator("#kb-kept-page")).to_be_hidden()
