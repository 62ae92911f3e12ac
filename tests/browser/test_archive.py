"""An archive in a real browser, opened from a disk: no server, and nothing that a browser refuses there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from coprod_kb.publishing.archive.from_disk import make_readable_from_disk
from tests import ROOT
from tests.browser.test_contribute import check, fill_required, taken, title
from tests.shared import shared

pytestmark = pytest.mark.browser

ENTRY = "keeping-it-personal"


@pytest.fixture(scope="session")
def disk(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the site as an archive holds it, in a folder with a name that addresses have to escape."""

    def make(folder: Path) -> None:
        make_readable_from_disk(Path(shutil.copytree(built_site, folder / "ä b")))

    return f"{(shared(tmp_path_factory, 'archive', make) / 'ä b').as_uri()}/"


@pytest.fixture
def page(fresh_page: Page) -> Page:
    return fresh_page


@pytest.fixture(autouse=True)
def nothing_refused(page: Page, disk: str) -> Iterator[None]:
    """No error, no violation of the policy, and nothing is asked for that is not in the archive."""
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((disk, "data:", "blob:")) else troubles.append(request.url)
        ),
    )
    page.on(
        "requestfailed", lambda request: request.failure == "net::ERR_ABORTED" or troubles.append(request.url)
    )
    yield
    assert page.evaluate("window.violations") == []
    assert troubles == []


def test_the_search_suggests_and_finds(page: Page, disk: str) -> None:
    page.goto(f"{disk}keywords/index.html")
    field = page.locator("#kb-header-search")
    field.fill("peer support")
    page.get_by_role("option", name="Keeping it Personal").click()
    expect(page).to_have_url(f"{disk}entries/{ENTRY}/index.html")
    page.get_by_role("link", name="peer support", exact=True).first.click()
    expect(page).to_have_url(f"{disk}keywords/peer-support/index.html")
    field.fill("particpation")
    field.press("Enter")
    expect(page).to_have_url(f"{disk}browse/index.html?q=particpation")
    page.get_by_role("button", name="participation", exact=True).click()
    expect(page).to_have_url(f"{disk}browse/index.html?q=participation")
    expect(page.locator("#kb-browse-status")).to_contain_text("of 33")


def test_filters_narrow_the_results_and_lead_to_entries(page: Page, disk: str) -> None:
    page.goto(f"{disk}browse/index.html?q=co-production")
    page.get_by_role("checkbox", name="Project").check()
    expect(page.locator("#kb-browse-status")).to_contain_text("5 entries of 33")
    expect(page).to_have_url(f"{disk}browse/index.html?q=co-production&type=project")
    with page.expect_download() as download:
        page.get_by_role("button", name="RIS", exact=True).click()
    assert Path(download.value.path()).read_text(encoding="utf-8").count("TY  - ") == 5
    page.locator("#kb-browse-list a").first.click()
    expect(page.locator(".kb-kind__word").first).to_have_text("Project")


def test_the_map_counts_by_its_filters(page: Page, disk: str) -> None:
    page.goto(f"{disk}map/index.html")
    page.get_by_role("checkbox", name="Projects").check()
    expect(page.locator("#kb-map-status")).to_contain_text("5 entries of 33")
    page.locator("#kb-map .kb-map__count[href]").first.click()
    expect(page.locator("#kb-browse-status")).to_contain_text("of 33")
    assert page.url.startswith(f"{disk}browse/index.html?type=project&")


def test_entries_are_kept_and_saved(page: Page, disk: str) -> None:
    page.goto(f"{disk}entries/{ENTRY}/index.html")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_role("link", name="Your list (1)").click()
    expect(page.locator("#kb-kept-status")).to_have_text("1 entry in your list.")
    with page.expect_download() as download:
        page.get_by_role("button", name="BibTeX", exact=True).click()
    assert f"{{{ENTRY}," in Path(download.value.path()).read_text(encoding="utf-8")
    page.get_by_role("link", name="Keeping it Personal").click()
    expect(page).to_have_url(f"{disk}entries/{ENTRY}/index.html")


def test_an_entry_is_changed_in_the_form(page: Page, disk: str) -> None:
    page.goto(f"{disk}entries/{ENTRY}/index.html")
    page.get_by_role("link", name="Change this entry").first.click()
    expect(page).to_have_url(f"{disk}contribute/index.html?entry={ENTRY}")
    expect(title(page)).to_have_value("Keeping it Personal")
    title(page).fill("Keeping it very personal")
    page.locator("#kb-consent").check()
    check(page)
    own = (ROOT / "entries" / f"{ENTRY}.md").read_text(encoding="utf-8")
    changed = own.replace("title: Keeping it Personal", "title: Keeping it very personal")
    assert taken(page, "Download") == (f"{ENTRY}.md", changed)


def test_a_new_entry_is_looked_at_and_written(page: Page, disk: str) -> None:
    page.goto(f"{disk}contribute/index.html")
    fill_required(page, "Кафе")
    expect(page.locator("#kb-name")).to_have_value("kafe")
    keyword = page.locator("[data-name=keywords] input").first
    keyword.fill("peer")
    expect(page.locator("datalist[data-list=keywords] option[value='peer support']")).to_be_attached()
    keyword.fill("peer support")
    page.get_by_label("Text (optional)").fill("They **met**.")
    check(page)
    expect(page.locator("#kb-look-entry strong")).to_have_text("met")
    assert taken(page, "Download")[0] == "kafe.md"
