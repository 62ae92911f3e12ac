"""The browse page: what it lists for the query of an address."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

_GO = """(query) => {
    document.getElementById("kb-browse-status").textContent = "";
    history.pushState(null, "", `?${query}`);
    dispatchEvent(new PopStateEvent("popstate"));
}"""


_ALL = """async () => {
    const [list, more] = ["list", "more"].map((name) => document.getElementById(`kb-browse-${name}`));
    for (let tries = 0; tries < 3000 && !more.hidden;) {
        const number = list.childElementCount;
        more.click();
        for (; tries < 3000 && list.childElementCount === number; tries++) await new Promise((goOn) => setTimeout(goOn, 10));
    }
    return [...list.querySelectorAll(".kb-card__title")].map((title) => title.innerText);
}"""


def titles(page: Page) -> Locator:
    return page.locator("#kb-browse-list .kb-card__title")


def shown(page: Page) -> list[str]:
    """The titles of all results."""
    expect(page.locator("#kb-browse-status")).to_contain_text(re.compile("entry|entries"))
    found: list[str] = page.evaluate(_ALL)
    return found


def ask(page: Page, address: str, query: str) -> None:
    """Goes to the results of a query; on the browse page without loading it again, as going back does."""
    if page.url.startswith(f"{address}browse/"):
        page.evaluate(_GO, query)
    else:
        page.goto(f"{address}browse/?{query}")


def results(page: Page, address: str, query: str) -> list[str]:
    """The titles of all results of a query."""
    ask(page, address, query)
    return shown(page)
