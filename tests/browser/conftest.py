"""A real browser on the built site, served below a base path as a project page would be."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from coprod_kb.collection.site import open_site
from tests import ROOT
from tests.browser.kinds import Kind
from tests.browser.server import BASE, served
from tests.browser.visits import AddressOf, leave, window
from tests.mkdocs_plugin.test_preview import Preview
from tests.shared import shared

PUBLISHED = open_site(ROOT).settings.site_url
VIEWPORT: ViewportSize = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def address(built_site: Path) -> Iterator[str]:
    """The address of the built site, ending in `/`."""
    with served(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def address_of(request: pytest.FixtureRequest) -> Iterator[AddressOf]:
    """Builds and serves a site when the first of its kinds is asked for."""
    with ExitStack() as running:

        @functools.cache
        def serve(built: str, base: str) -> str:
            return running.enter_context(served(request.getfixturevalue(built), base))

        def find(kind: Kind) -> str:
            if kind.template == "404.html":  # its addresses start at the base path of the published site
                return serve("built_site", urlsplit(PUBLISHED).path)
            return serve({"collection": "built_site"}.get(kind.site, f"built_{kind.site}"), BASE)

        yield find


@pytest.fixture(scope="session")
def built_desk(rough_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a preview in which somebody has asked for the desk."""

    def ask(site: Path) -> None:
        preview = Preview(rough_project, site)
        preview.get("desk/")
        preview.close()

    return shared(tmp_path_factory, "desk-site", ask)


@pytest.fixture(scope="session")
def shared_page(browser: Browser) -> Iterator[Page]:
    with window(browser, viewport=VIEWPORT) as page:
        yield page


@pytest.fixture(scope="session")
def shared_plain(browser: Browser) -> Iterator[Page]:
    with window(browser, viewport=VIEWPORT, java_script_enabled=False) as page:
        yield page


@pytest.fixture
def page(shared_page: Page) -> Iterator[Page]:
    """The window of all tests: each new one needs a process, and reads the scripts of the site again.

    A test that listens to the page, or that changes what its scripts find in the browser, takes `fresh_page`.
    """
    yield shared_page
    clear(shared_page)


@pytest.fixture
def plain(shared_plain: Page) -> Iterator[Page]:
    """The window of all tests in which no script runs."""
    yield shared_plain
    clear(shared_plain)


def clear(page: Page) -> None:
    leave(page)
    page.set_viewport_size(VIEWPORT)
    page.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")


@pytest.fixture
def fresh_page(browser: Browser) -> Iterator[Page]:
    """A window of its own, in a browser that has seen nothing before."""
    with window(browser, viewport=VIEWPORT) as page:
        yield page
