"""A real browser on the built site, served below a base path as a project page would be."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from coprod_kb.collection.site import open_site
from tests import ROOT
from tests.browser.kinds import Kind
from tests.browser.server import BASE, served
from tests.browser.visits import AddressOf
from tests.mkdocs_plugin.test_preview import Preview
from tests.shared import shared

PUBLISHED = open_site(ROOT).settings.site_url


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


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
