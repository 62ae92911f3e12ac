"""Pictures of every kind of page in every state, for people to look at: `make screenshots`.

They go into `screenshots/`, which git ignores: each view of the collection at the width of a phone and of
a desk, in light and in dark. `--readme` makes the pictures in `manual/docs/assets/` that the README shows, and `--manual` those
of the tutorial, from a project that follows it.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from coprod_kb.collection.site import open_site
from tests import ROOT
from tests.browser import chromium
from tests.browser.kinds import AS_IT_OPENS, KINDS, NARROW, WIDE, Kind, View
from tests.browser.server import served
from tests.browser.visits import Look, visited
from tests.manual.tutorial import complete, make_project, write_entry

SHOWN = {
    kind.name.replace(" ", "-"): kind
    for kind in KINDS
    if kind.site == "collection" and kind.template != "moved.html"
}
"""What there are pictures of. An old address leads on at once, and has nothing to be looked at."""

DEVICES = {"phone": (360, NARROW), "desk": (1280, WIDE)}
"""The width of a picture, and the width that says which states there are."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in the README: what a window of this size shows of a kind of page."""

    kind: str
    look: Look


README = {
    "home": Shown("home", Look(1280, "light", 900)),
    "entry": Shown("report", Look(1280, "light", 900)),
    "map": Shown("map", Look(1280, "light", 900)),
    "phone": Shown("project", Look(390, "dark", 844)),
}


TUTORIAL: Mapping[str, tuple[Callable[[Path], object], str]] = {
    "new-site": (lambda project: None, ""),
    "new-entry": (write_entry, "entries/hives-on-roofs/"),
    "new-map": (complete, "map/"),
}
"""For each picture, in their order: what is done to the project before, and the address of the page."""


def for_manual(browser: Browser, folder: Path) -> Iterator[Path]:
    """The pictures of the tutorial, packed."""
    with tempfile.TemporaryDirectory() as temporary:
        project = make_project(Path(temporary))
        for name, (change, path) in TUTORIAL.items():
            change(project)
            kind = Kind(name=name, path=path, template="")
            with served(_build(project, Path(temporary, name))) as address:
                picture = _picture(browser, address, View(kind, AS_IT_OPENS), Look(1280, "light", 760))
            file = folder / f"{name}.webp"
            file.write_bytes(small(picture, "WEBP"))
            yield file


def take(browser: Browser, address: str, folder: Path, names: Collection[str]) -> Iterator[Path]:
    """Whole pages of a built site, as `home.desk-light.png` and `home.menu-open.phone-dark.png`."""
    for name in names:
        for state in SHOWN[name].states:
            for device, (width, least) in DEVICES.items():
                if least not in state.widths:
                    continue
                for scheme in ("light", "dark"):
                    look = Look(width, scheme, 900)
                    parts = [name, state.name.replace(" ", "-"), f"{device}-{scheme}", "png"]
                    file = folder / ".".join(part for part in parts if part)
                    file.write_bytes(
                        _picture(browser, address, View(SHOWN[name], state), look, full_page=True)
                    )
                    yield file


def for_readme(browser: Browser, address: str, folder: Path, names: Collection[str]) -> Iterator[Path]:
    """The pictures of the README, packed."""
    for name in names:
        kind = SHOWN[README[name].kind]
        file = folder / f"{name}.webp"
        file.write_bytes(
            small(_picture(browser, address, View(kind, kind.states[0]), README[name].look), "WEBP")
        )
        yield file


def _picture(browser: Browser, address: str, view: View, look: Look, *, full_page: bool = False) -> bytes:
    with visited(browser, view, address, reduced_motion="reduce", **look.context) as visit:
        visit.page.wait_for_load_state("networkidle")
        return visit.page.screenshot(full_page=full_page)


def small(picture: bytes, form: str) -> bytes:
    """A screenshot packed as `PNG` or `WEBP`, without a change to its colours."""
    packed = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as opened:
        opened.convert("RGB").save(packed, form, optimize=True, lossless=True, method=6)
    return packed.getvalue()


def _build(project: Path, site: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)], cwd=project, check=True
    )
    return site


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these kinds of page, or pictures")
    parser.add_argument(
        "--readme", action="store_true", help="the pictures of the README, into manual/docs/assets/"
    )
    parser.add_argument("--manual", action="store_true", help="the pictures of the tutorial")
    parser.add_argument("--site", type=Path, help="a site that is built already")
    options = parser.parse_args()
    table: Collection[str] = README if options.readme else SHOWN
    if unknown := set(options.names) - set(table):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are: {', '.join(table)}")
    folder = ROOT / ("manual/docs/assets" if options.readme or options.manual else "screenshots")
    folder.mkdir(exist_ok=True)
    base = urlsplit(open_site(ROOT).settings.site_url).path  # the page for missing addresses starts there
    with tempfile.TemporaryDirectory() as temporary:
        site = options.site or (Path(temporary) if options.manual else _build(ROOT, Path(temporary, "site")))
        with served(site, base) as address, sync_playwright() as playwright:
            browser = chromium.launch(playwright)
            shown = (browser, address, folder, options.names or table)
            for file in (
                for_manual(browser, folder)
                if options.manual
                else (for_readme if options.readme else take)(*shown)
            ):
                print(f"{file.relative_to(ROOT)}  {file.stat().st_size / 1000:.0f} kB", flush=True)
            browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
