"""The measures of `measures.js`, on an open page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

SOURCE = (Path(__file__).parent / "measures.js").read_text(encoding="utf-8")

Measure = Literal["sideways", "focus", "targets", "clippedText", "faintText", "controls", "motion", "shift"]


def measure(page: Page, *measures: Measure) -> list[str]:
    """What measures find: nothing where all is well."""
    load(page)
    if "focus" in measures:
        page.keyboard.press("Tab")  # browsers show the focus to those who use keys
    found: list[str] = page.evaluate(
        "async (all) => { const found = []; for (const one of all) found.push(...await window.measures[one]()); return found; }",
        measures,
    )
    return found


def none(findings: Sequence[str]) -> None:
    """Fails with all findings, a line each."""
    if findings:
        pytest.fail("\n".join(findings), pytrace=False)


def load(page: Page) -> None:
    """Makes the measures known to a page; by the developer tools, which its policy does not bind."""
    if not page.evaluate("'measures' in window"):
        page.evaluate(SOURCE)
