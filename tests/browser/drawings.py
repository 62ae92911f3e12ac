"""The site's icons and the card that other sites show beside a link: `make drawings`.

They are drawn by Chromium from `templates/assets/favicon.svg` and from `social-card.html` beside this
file, and kept in `templates/assets/`. Draw them anew after a change of the name, of the sentence about the
site, or of the mark.
"""

from __future__ import annotations

import io
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from coprod_kb.collection.site import open_site
from tests import ROOT
from tests.browser import chromium
from tests.browser.screenshots import small

ASSETS = ROOT / "templates" / "assets"
CARD = Path(__file__).with_name("social-card.html")
CARD_SIZE = (1200, 630)
ICON_SIZES = (16, 32, 48)
TOUCH_ICON = 180


def main() -> int:
    mark = (ASSETS / "favicon.svg").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        icons = [Image.open(io.BytesIO(icon(browser, mark, size))) for size in ICON_SIZES]
        icons[-1].save(ASSETS / "favicon.ico", sizes=[icon.size for icon in icons], append_images=icons[:-1])
        touch = icon(browser, mark, TOUCH_ICON, margin=28, ground="#fbf9f5")
        (ASSETS / "touch-icon.png").write_bytes(small(touch, "PNG"))
        (ASSETS / "social-card.png").write_bytes(small(card(browser, mark), "PNG"))
        browser.close()
    return 0


def icon(browser: Browser, mark: str, size: int, *, margin: int = 0, ground: str = "transparent") -> bytes:
    """The mark as a square picture."""
    html = f"<style>body{{margin:0;background:{ground}}}svg{{display:block;margin:{margin}px}}</style>{mark}"
    return _picture(browser, html, (size, size))


def card(browser: Browser, mark: str) -> bytes:
    """The name of the site, what it is, and the mark."""
    settings = open_site(ROOT).settings
    html = CARD.read_text(encoding="utf-8")
    for name, text in (
        ("mark", mark),
        ("site_name", escape(settings.site_name)),
        ("site_description", escape(settings.site_description)),
    ):
        html = html.replace(f"<!-- {name} -->", text)
    return _picture(browser, html, CARD_SIZE)


def _picture(browser: Browser, html: str, size: tuple[int, int]) -> bytes:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme="light")
    page.set_content(html)
    taken = page.screenshot(omit_background=True)
    page.close()
    return taken


if __name__ == "__main__":
    raise SystemExit(main())
