"""How much a page asks of a connection: what is transferred, and what has to come before anything is shown."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.kinds import AS_IT_OPENS, KINDS, WIDE, Kind, View
from tests.browser.statement import stated
from tests.browser.visits import AddressOf, Look, visited

pytestmark = pytest.mark.browser

MOST_BYTES = 150_000

LOADED = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .map(({name, transferSize, renderBlockingStatus}) => ({name, bytes: transferSize, blocks: renderBlockingStatus === "blocking"}))"""

ENTRIES = {kind.site: kind for kind in KINDS if kind.template == "entry.html"}
"""One of each site."""


@pytest.mark.parametrize("kind", ENTRIES.values(), ids=lambda kind: kind.name)
@stated("the page of an entry and all that belongs to it are at most 150 kilobytes, as a host sends them")
def test_an_entry_asks_little_of_a_connection(browser: Browser, address_of: AddressOf, kind: Kind) -> None:
    """In a browser that has seen nothing before, and counted as a host would compress it, headers included."""
    address = address_of(kind)
    with visited(browser, View(kind, AS_IT_OPENS), address, **Look(WIDE, "light").context) as visit:
        visit.page.wait_for_load_state("networkidle")
        parts = visit.page.evaluate(LOADED)
    assert parts[0]["name"] == address + kind.path
    assert any(part["name"].endswith("coprod-kb.css") for part in parts)
    assert all(part["bytes"] > 0 for part in parts)  # nothing came from a cache
    assert 20_000 < sum(part["bytes"] for part in parts) <= MOST_BYTES, parts
