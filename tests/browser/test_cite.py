"""“Cite this” in a real browser: read without a script, copied with one, and taken away as a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ENTRY = "entries/digital-storytelling-inter-professional-practice/"
HARVARD = (
    "Hafford-Letchfield, T., Dayananda, A. and Collins, D. (2018) ‘Digital storytelling for inter-professional "
    "collaborative practice to develop quality and service improvements’, Social Work Education: The International "
    "Journal, 34(6)."
)


def test_a_citation_is_copied_as_text_and_that_is_said(fresh_page: Page, address: str) -> None:
    fresh_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fresh_page.goto(address + ENTRY)
    section = fresh_page.get_by_role("region", name="Cite this paper")
    button = section.get_by_role("button", name="Copy the citation in Harvard style")
    button.focus()
    fresh_page.keyboard.press("Enter")
    expect(section.get_by_role("status")).to_have_text("The citation is copied.")
    assert fresh_page.evaluate("navigator.clipboard.readText()") == HARVARD
    expect(section.get_by_role("button")).to_have_text(
        [
            "Copy the citation in APA style",
            "Copied the citation in Harvard style",
            "Copy the citation in Vancouver style",
        ]
    )
    section.get_by_role("button", name="APA").click()
    expect(section.get_by_role("button", name="Copied")).to_have_count(1)
    assert fresh_page.evaluate("window.violations") == []


def test_a_browser_that_does_not_copy_says_what_to_do(page: Page, address: str) -> None:
    page.goto(address + ENTRY)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    section = page.get_by_role("region", name="Cite this paper")
    section.get_by_role("button", name="APA").click()
    expect(section.get_by_role("status")).to_have_text(
        "The citation could not be copied. Select its text instead."
    )


def test_without_script_there_is_the_text_and_no_button(plain: Page, address: str) -> None:
    plain.goto(address + ENTRY)
    section = plain.locator(".kb-cite")
    expect(section.locator("dd").nth(1)).to_have_text(HARVARD)
    expect(section.locator("dd").nth(1).locator("i")).to_have_text(
        "Social Work Education: The International Journal"
    )
    expect(section.locator("button")).to_have_count(0)


FILES = [("BibTeX", "bib", "@article{"), ("RIS", "ris", "TY  - "), ("CSL-JSON", "csl.json", "[")]


def test_a_file_is_taken_away_under_the_name_of_the_entry(page: Page, address: str) -> None:
    page.goto(address + ENTRY)
    slug = ENTRY.split("/")[1]
    for label, ending, begins in FILES:
        with page.expect_download() as found:
            page.locator(".kb-cite").get_by_role("link", name=label, exact=True).click()
        assert found.value.suggested_filename == f"{slug}.{ending}"
        text = Path(found.value.path()).read_text(encoding="utf-8")
        assert text.startswith(begins)
        assert slug in text
