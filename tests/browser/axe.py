"""axe-core on an open page: what it finds, as lines of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Page

from tests.browser import node

GUIDELINES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
"""WCAG 2.0 to 2.2 at levels A and AA."""
GOOD_PRACTICE = "best-practice"
TAGS = (*GUIDELINES, GOOD_PRACTICE)
OF_STYLE = ("color-contrast", "link-in-text-block", "target-size")
"""Rules about colours and sizes, which take two thirds of the time."""

_RUN = """async ([only, without]) => {
    const rules = Object.fromEntries(without.map((rule) => [rule, {enabled: false}]));
    // No rule here reads style sheets, which axe would otherwise fetch again.
    const options = {runOnly: only, rules, resultTypes: ["violations", "incomplete"], preload: false};
    const {violations, incomplete} = await axe.run(document, options);
    const plain = (rules) => rules.flatMap((rule) => rule.nodes.map((node) => ({
        rule: rule.id,
        place: node.target.flat().join(" "),
        told: [...node.any, ...node.all, ...node.none].map((one) => one.message).join("; "),
    })));
    return {violations: plain(violations), incomplete: plain(incomplete)};
}"""


def findings(
    page: Page, only: Sequence[str] = TAGS, without: Sequence[str] = ()
) -> tuple[list[str], list[str]]:
    """What axe is sure of, and what it cannot decide. only: tags, or the names of rules. without: rules."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(node.axe())  # by the developer tools, which the page's policy does not bind
    found = page.evaluate(_RUN, [list(only), list(without)])
    return _lines(found["violations"]), _lines(found["incomplete"])


def _lines(found: Sequence[Any]) -> list[str]:
    return [f"{finding['rule']} at {finding['place']}: {finding['told']}" for finding in found]
