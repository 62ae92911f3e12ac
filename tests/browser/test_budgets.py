"""How much a page asks of a connection: what is transferred, and what has to come before anything is shown."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.kinds import AS_IT_OPENS, KINDS, WIDE, Kind, View
from tests.browser.statement import stated
from tests.browser.visits import AddressOf, Look, visited

pytestmark = pytest.mark.browser

MOST_BYTES = 150_000

LOADED = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .map(({name, transferSize, renderBlockingStatus}) => ({name, bytes: transferSize, blocks: renderBlockingStatus === "blocking"}))"""

ENTRIES = [kind for kind in KINDS if kind.template == "entry.html"]


def loaded(browser: Browser, kind: Kind, address: str) -> list[dict[str, Any]]:
    """What a browser that has seen nothing before loads for a page: address, bytes with headers, whether it blocks."""
    with visited(browser, View(kind, AS_IT_OPENS), address, **Look(WIDE, "light").context) as visit:
        visit.page.wait_for_load_state("networkidle")
        found: list[dict[str, Any]] = visit.page.evaluate(LOADED)
    assert found[0]["name"] == address + kind.path
    assert all(part["bytes"] > 0 for part in found)  # nothing came from a cache
    return found


@pytest.mark.parametrize("kind", ENTRIES, ids=lambda kind: kind.name)
@stated("the page of an entry and all that belongs to it are at most 150 kilobytes, as a host sends them")
def test_an_entry_asks_little_of_a_connection(browser: Browser, address_of: AddressOf, kind: Kind) -> None:
    parts = loaded(browser, kind, address_of(kind))
    assert sum(part["bytes"] for part in parts) <= MOST_BYTES, parts


@pytest.mark.parametrize("kind", ENTRIES[:1], ids=lambda kind: kind.name)
def test_what_is_counted_is_compressed_as_a_host_would(
    browser: Browser, address_of: AddressOf, kind: Kind
) -> None:
    """Otherwise the budget would say little; and far too little would mean that nothing was counted."""
    parts = loaded(browser, kind, address_of(kind))
    assert sum(part["bytes"] for part in parts) > 20_000
    assert any(part["name"].endswith("coprod-kb.css") for part in parts)
