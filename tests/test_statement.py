"""The accessibility statement says what is tested, and nothing else: its points are those of the tests."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator

from tests import ROOT
from tests.browser.kinds import NARROW, WIDE
from tests.browser.node import LISTS
from tests.test_docs import sections

STATEMENT = sections(ROOT / "docs" / "accessibility.md")
TESTED = " ".join(STATEMENT["What is tested automatically"].split())


def points(section: str) -> list[str]:
    """The points of a list, as sentences without their end."""
    found = re.findall(r"^- (.*(?:\n  .*)*)", STATEMENT[section], re.MULTILINE)
    return [" ".join(point.split()).rstrip(".") for point in found]


def stated() -> Iterator[tuple[str, str]]:
    """Every test that holds a point, and the point."""
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        text = file.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "stated(" in text else ():
            for decorator in node.decorator_list if isinstance(node, ast.FunctionDef) else ():
                if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "stated":
                    yield node.name, ast.literal_eval(decorator.args[0])


def test_every_point_is_held_by_a_test_and_every_such_test_is_told() -> None:
    sentences = [sentence for _, sentence in stated()]
    assert len(sentences) > 10
    assert sorted(points("What is tested automatically")) == sorted(sentences)
    assert all(name.startswith("test_") for name, _ in stated())


def test_versions_and_widths_are_those_of_the_tests() -> None:
    packages = json.loads((LISTS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert f"axe {packages['axe-core'].rpartition('.')[0]}" in TESTED
    assert f"{NARROW} and {WIDE:,} pixels" in TESTED


def test_the_page_says_how_to_report_a_problem_and_what_is_not_known() -> None:
    assert "mailto:" in STATEMENT["Report a problem"]
    assert points("What has not been tested yet")
    assert points("What we know is not good enough")


def test_the_lists_name_no_registry() -> None:
    """So that everybody's own settings decide where packages come from."""
    assert "://" not in re.sub(
        r'"url": "[^"]*"', "", (LISTS / "package-lock.json").read_text(encoding="utf-8")
    )
