"""Pages of the collections and of the manual are valid HTML, by the rules of html-validate."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from tests import ROOT
from tests.browser import node
from tests.browser.statement import stated

RULES = node.LISTS / "html-validate.cjs"

OF_FOLDED_TABLES = {
    ("no-redundant-role", f'role="{role}"')
    for role in ("table", "rowgroup", "row", "columnheader", "rowheader", "cell")
}
"""Tables whose parts a small screen shows as blocks: without these roles, browsers take them for no table there. The rule,
and what stands in the line."""


class Finding(NamedTuple):
    """line: the whole line of the file in which the fault is. told: where and what, for people."""

    file: str
    rule: str
    line: str
    told: str

    @property
    def excuse(self) -> tuple[str, str] | None:
        """The member of the list above that explains it; `None` for a fault of ours."""
        return next(
            (
                excuse
                for excuse in sorted(OF_FOLDED_TABLES)
                if excuse[0] == self.rule and excuse[1] in self.line
            ),
            None,
        )


def findings(*places: Path) -> list[Finding]:
    """What html-validate finds in files."""
    status, told, complaint = node.run(node.HTML_VALIDATE, "--config", RULES, "--formatter", "json", *places)
    assert status in {0, 1}, complaint
    found = []
    for file in json.loads(told):
        lines = Path(file["filePath"]).read_text(encoding="utf-8").split("\n")
        for message in file["messages"]:
            where = f"{file['filePath']}:{message['line']}:{message['column']}"
            line = lines[message["line"] - 1]
            found.append(Finding(file["filePath"], message["ruleId"], line, f"{where} {message['message']}"))
    return found


def some_pages(site: Path) -> Iterator[Path]:
    """All pages at the top of a site. Those of each other folder have one template: its three shortest and three longest."""
    folders = defaultdict(list)
    for page in site.rglob("*.html"):
        folders[page.parent.parent].append(page)
    for folder, pages in folders.items():
        pages.sort(key=lambda page: (page.stat().st_size, page))
        yield from pages if folder == site or len(pages) <= 6 else pages[:3] + pages[-3:]


@stated("the shortest and the longest pages of each kind are valid HTML")
def test_pages_are_valid(any_site: Path) -> None:
    pages = list(some_pages(any_site))
    assert len(pages) > 30
    assert [finding.told for finding in findings(*pages) if not finding.excuse] == []


def test_what_is_excused_is_still_there(built_site: Path) -> None:
    """An exception that nothing needs any more would hide what comes after it."""
    assert {
        finding.excuse for finding in findings(built_site / "how-co-produced" / "index.html")
    } == OF_FOLDED_TABLES


def test_faults_are_found(tmp_path: Path) -> None:
    bodies = {
        "no-dup-id": "<p id='a'></p><p id='a'></p>",
        "element-permitted-content": "<ul><p>Not an item</p></ul>",
        "close-order": "<main><div></main></div>",
        "element-name": "<fact>Iriss</fact>",
        "aria-label-misuse": "<p aria-label='Iriss'>Iriss</p>",
    }
    for rule, body in bodies.items():
        text = f"<!doctype html>\n<html lang='en'><head><title>Bad</title></head><body>{body}</body></html>\n"
        (tmp_path / f"{rule}.html").write_text(text)
    found = {(Path(finding.file).stem, finding.rule) for finding in findings(*tmp_path.iterdir())}
    assert {(rule, rule) for rule in bodies} <= found


def test_the_style_sheet_closes_what_it_opens() -> None:
    """A rule that is left open takes all that follow into itself, and no browser says so."""
    text = (ROOT / "templates" / "assets" / "coprod-kb.css").read_text(encoding="utf-8")
    plain = re.sub(r'/\*.*?\*/|"[^"]*"', "", text, flags=re.DOTALL)
    depth = list(accumulate({"{": 1, "}": -1}.get(sign, 0) for sign in plain))
    assert min(depth) == depth[-1] == 0
    assert max(depth) == 2  # rules in a condition
