"""Pictures of every kind of page, for people to look at: `make screenshots`.

They go into `screenshots/`, which git ignores: each kind of page at the width of a phone and of a
desk, in light and in dark. `--readme` makes the pictures in `docs/assets/` that the README shows.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserType, Page, sync_playwright

from tests.browser import chromium
from tests.browser.server import served
from tests.site_fixture import ROOT

KINDS = {
    "home": "",
    "browse": "browse/",
    "map": "map/",
    "type": "projects/",
    "keywords": "keywords/",
    "keyword": "keywords/co-production/",
    "organisations": "organisations/",
    "organisation": "organisations/iriss/",
    "people": "people/",
    "person": "people/john-connolly/",
    "collections": "collections/",
    "timeline": "timeline/",
    "new": "new/",
    "how": "how-co-produced/",
    "project": "entries/keeping-it-personal/",
    "report": "entries/difference-co-production-makes-in-social-care/",
    "paper": "entries/role-of-co-creation-in-integrated-care/",
    "text": "about/",
    "contribute": "contribute/",
    "fields": "entry-fields/",
    "missing": "404.html",
}
"""One address for each kind of page; what the site does not have is passed over, and said."""

WIDTHS = {"phone": 360, "desk": 1280}
SCHEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in the README: the first `height` pixels of a kind of page."""

    kind: str
    width: int
    height: int
    scheme: str = "light"


README = {
    "home": Shown("home", 1280, 900),
    "entry": Shown("report", 1280, 900),
    "map": Shown("map", 1280, 900),
    "phone": Shown("project", 390, 844, "dark"),
}


def take(site: Path, folder: Path, kinds: Collection[str]) -> Iterator[Path]:
    """Whole pages of a built site, as `desk-light-home.png`."""
    with served(site) as address, sync_playwright() as playwright:
        browser = _browser(playwright.chromium)
        for device, width in WIDTHS.items():
            for scheme in SCHEMES:
                page = _page(browser, width, 900, scheme)
                for kind in kinds:
                    page.goto(address + KINDS[kind], wait_until="networkidle")
                    file = folder / f"{device}-{scheme}-{kind}.png"
                    page.screenshot(path=file, full_page=True)
                    yield file
                page.context.close()
        browser.close()


def for_readme(site: Path, folder: Path, names: Collection[str]) -> Iterator[Path]:
    """The pictures of the README, packed."""
    with served(site) as address, sync_playwright() as playwright:
        browser = _browser(playwright.chromium)
        for name in names:
            shown = README[name]
            page = _page(browser, shown.width, shown.height, shown.scheme)
            page.goto(address + KINDS[shown.kind], wait_until="networkidle")
            file = folder / f"{name}.webp"
            file.write_bytes(small(page.screenshot(), "WEBP"))
            page.context.close()
            yield file
        browser.close()


def small(picture: bytes, form: str) -> bytes:
    """A screenshot packed as `PNG` or `WEBP`, without a change to its colours."""
    packed = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as opened:
        opened.convert("RGB").save(packed, form, optimize=True, lossless=True, method=6)
    return packed.getvalue()


def _browser(chrome: BrowserType) -> Browser:
    return chrome.launch(executable_path=chromium.installed(), args=list(chromium.ARGUMENTS))


def _page(browser: Browser, width: int, height: int, scheme: str) -> Page:
    return browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    ).new_page()


def _build(folder: Path) -> Path:
    site = folder / "site"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)], cwd=ROOT, check=True
    )
    return site


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", help="only these kinds of page")
    parser.add_argument("--readme", action="store_true", help="the pictures of the README, into docs/assets/")
    parser.add_argument("--site", type=Path, help="a site that is built already")
    options = parser.parse_args()
    table = README if options.readme else KINDS
    if unknown := set(options.kinds) - set(table):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are: {', '.join(table)}")
    folder = ROOT / ("docs/assets" if options.readme else "screenshots")
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        site = options.site or _build(Path(temporary))
        there = [name for name in options.kinds or table if _is_there(site, name, readme=options.readme)]
        pictures = for_readme(site, folder, there) if options.readme else take(site, folder, there)
        for file in pictures:
            print(f"{file.relative_to(ROOT)}  {file.stat().st_size / 1000:.0f} kB", flush=True)
    return 0


def _is_there(site: Path, name: str, *, readme: bool) -> bool:
    path = KINDS[README[name].kind if readme else name]
    there = (site / path).is_file() or (site / path / "index.html").is_file()
    if not there:
        print(f"{name}: this site has no {path}")
    return there


if __name__ == "__main__":
    raise SystemExit(main())
