"""The finished site in a real browser: nothing that a stranger wrote runs there, or asks another host.

Every payload of the corpus calls `pwned`, which the browser is given here. The pages' policy is put
aside, so that this shows what escaping does by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page
from selectolax.lexbor import LexborHTMLParser

from tests.browser.server import served
from tests.browser.visits import window

pytestmark = pytest.mark.browser

WORDS = (
    "script",
    "onerror",
    "alert",
    "pwned",
    '"><img src=x onerror=pwned()>',
    "javascript:pwned()",
    "__config",
)
PAYLOADS = re.compile(rb"pwned(?![-/])|evil\.|onerror")
"""What hostile entries hold; but not in the address of another entry, to which a page leads."""
STIR = """() => {
  const stirred = [...document.querySelectorAll("body *")].slice(0, 400);
  for (const element of stirred)
    for (const kind of ["mouseover", "mouseenter", "pointerenter", "focus", "focusin", "toggle", "load", "error", "animationend"])
      element.dispatchEvent(new Event(kind, {bubbles: false}));
  return document.getElementById("__config")?.localName;
}"""
"""Stirs everything on a page. Returns what poses as the settings of the theme."""

SCHEMES = """(addresses) => [...new Set(addresses.map((address) => {
  try { return new URL(address, document.baseURI).protocol; } catch { return "none"; }  // leads nowhere
}))]"""

SEARCHED = """() =>
  document.querySelector("#kb-browse-list li") ||
  document.getElementById("kb-browse-status").textContent.startsWith("No entries found")
"""


@dataclass
class Seen:
    """What visits to pages brought to light."""

    visited: int = 0
    found: int = 0
    ran: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    configs: set[str] = field(default_factory=set)

    def attach(self, context: BrowserContext, address: str) -> None:
        context.expose_binding("pwned", lambda source, *_: self.ran.append(source["page"].url))
        host = address.split("/")[2]
        context.on("request", lambda request: self._asked(request.url, host))
        context.on("page", self._attach_page)

    def _asked(self, url: str, host: str) -> None:
        if not url.startswith((f"http://{host}/", "data:", "blob:")):
            self.elsewhere.append(url)

    def _attach_page(self, page: Page) -> None:
        def dismiss(dialog: Any) -> None:
            self.dialogs.append(f"{page.url}: {dialog.message}")
            dialog.dismiss()

        page.on("dialog", dismiss)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))

    def stir(self, page: Page) -> None:
        try:
            config = page.evaluate(STIR)
        except Error:  # an old address has led on meanwhile
            page.wait_for_load_state()
            config = page.evaluate(STIR)
        self.configs.add(str(config))
        self.visited += 1


EVERY = 8
"""Of the pages of entries and terms, one in so many is visited: `test_output` reads them all, and they have the same scripts."""


def paths_of(site: Path) -> list[str]:
    """The addresses of all lists, and of some of the pages of entries and terms that hold a payload."""
    files = {file.parent.relative_to(site).as_posix(): file for file in sorted(site.rglob("index.html"))}
    lists = [path for path in files if "/" not in path]
    held = [path for path, file in files.items() if "/" in path and PAYLOADS.search(file.read_bytes())]
    return [*(f"{path}/".removeprefix("./") for path in lists + held[::EVERY]), "404.html"]


@pytest.fixture(scope="module")
def seen(browser: Browser, unchecked_site: Path) -> Seen:
    """Visits to pages, and a search for each hostile word."""
    paths = [*paths_of(unchecked_site), *(f"browse/?q={quote(word)}" for word in WORDS)]
    seen = Seen()
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    with served(unchecked_site) as address:
        seen.attach(context, address)
        page = context.new_page()
        for path in paths:
            # An old address may lead on before it has loaded, which would end a wait of `goto` itself.
            page.goto(address + path, wait_until="commit")
            page.wait_for_load_state()
            if path.startswith("browse/?"):
                page.wait_for_function(SEARCHED)
                seen.found += page.locator("#kb-browse-list li").count()
            seen.stir(page)
        page.wait_for_timeout(200)  # for what runs late
    context.close()
    return seen


def test_pages_were_visited_and_searches_found_something(seen: Seen) -> None:
    assert seen.visited > 60
    assert seen.found >= 20


def test_nothing_ran_and_nobody_was_asked(seen: Seen) -> None:
    assert seen.ran == []
    assert seen.dialogs == []
    assert seen.elsewhere == []


def test_no_page_complained(seen: Seen) -> None:
    assert seen.complaints == []


def test_addresses_are_as_the_browser_reads_them(browser: Browser, unchecked_site: Path) -> None:
    addresses = {
        value or ""
        for file in unchecked_site.rglob("*.html")
        for element in LexborHTMLParser(file.read_bytes()).css("[href], [src], [action]")
        for name, value in element.attributes.items()
        if name in {"href", "src", "action"}
    }
    assert len(addresses) > 1000
    with served(unchecked_site) as site, window(browser) as page:
        page.goto(f"{site}about/")
        assert set(page.evaluate(SCHEMES, sorted(addresses))) <= {"http:", "https:", "mailto:", "none"}


def test_nobody_poses_as_the_settings_of_the_theme(seen: Seen) -> None:
    """The pages have none, as the theme's own script is not on them."""
    assert seen.configs == {"None"}
