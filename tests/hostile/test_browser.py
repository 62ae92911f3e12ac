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

from tests.browser.server import served

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
  const scheme = (address) => {
    try { return new URL(address, document.baseURI).protocol; } catch { return "none"; }  // leads nowhere
  };
  return {
    schemes: [...document.querySelectorAll("[href], [src], [action]")].flatMap((one) =>
      ["href", "src", "action"].filter((name) => one.hasAttribute(name)).map((name) => scheme(one.getAttribute(name)))),
    config: document.getElementById("__config")?.localName,
  };
}"""
"""Stirs everything on a page, and tells where its links lead as the browser reads them."""


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
    schemes: set[str] = field(default_factory=set)
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
            told = page.evaluate(STIR)
        except Error:  # an old address has led on meanwhile
            page.wait_for_load_state()
            told = page.evaluate(STIR)
        self.schemes |= set(told["schemes"])
        self.configs.add(str(told["config"]))
        self.visited += 1


EVERY = 4
"""Of the pages of entries, one in so many is visited: `test_output` reads them all, and they have the same scripts."""


def has_payload(file: Path, site: Path) -> bool:
    is_list = len(file.relative_to(site).parts) < 3
    return is_list or bool(PAYLOADS.search(file.read_bytes()))


@pytest.fixture(scope="module")
def seen(browser: Browser, unchecked_site: Path) -> Seen:
    """Every list, every page of a term and some of the entries that hold a payload, and a search for each hostile word."""
    files = [file for file in sorted(unchecked_site.rglob("index.html")) if has_payload(file, unchecked_site)]
    pages = [file.parent.relative_to(unchecked_site).as_posix() for file in files]
    paths = ["" if page == "." else f"{page}/" for page in pages]
    entries = [path for path in paths if path.startswith("entries/")]
    paths = [path for path in paths if path not in entries or entries.index(path) % EVERY == 0]
    paths += ["404.html", *(f"browse/?q={quote(word)}" for word in WORDS)]
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
    assert seen.visited > 150
    assert seen.found >= 20


def test_nothing_ran_and_nobody_was_asked(seen: Seen) -> None:
    assert seen.ran == []
    assert seen.dialogs == []
    assert seen.elsewhere == []


def test_no_page_complained(seen: Seen) -> None:
    assert seen.complaints == []


def test_addresses_are_as_the_browser_reads_them(seen: Seen) -> None:
    assert seen.schemes <= {"http:", "https:", "mailto:", "none"}


def test_nobody_poses_as_the_settings_of_the_theme(seen: Seen) -> None:
    """The pages have none, as the theme's own script is not on them."""
    assert seen.configs == {"None"}
