"""The drawing of a keyword and its related keywords: those of the list, each at its own place."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_kb.pages.keyword_network import LONGEST_LABEL, WIDTH
from tests.conftest import collect, pages_by_path


def drawing(terms: str, keyword: str = "middle", used: dict[str, Any] | None = None) -> dict[str, Any]:
    pages = pages_by_path(collect(used or {}, {"keywords": terms}))
    network: dict[str, Any] = pages[f"keywords/{keyword}/"].context["network"]
    return network


def test_the_drawing_links_to_the_related_keywords() -> None:
    terms = """
- {label: middle, broader: [wide], related: [near, far]}
- {label: wide}
- {label: close, broader: [middle]}
- {label: near, related: [far]}
- {label: far}
"""
    found = drawing(terms, used={"a": {"keywords": ["near", "middle"]}, "b": {"keywords": ["near"]}})
    nodes = {node["label"]: node for node in found["nodes"]}
    assert {label: node["kind"] for label, node in nodes.items()} == {
        "wide": "broader", "close": "narrower", "near": "related", "far": "related",
    }  # fmt: skip
    assert nodes["near"]["path"] == "keywords/near/"
    assert nodes["wide"]["y"] < found["middle"]["y"] < nodes["close"]["y"]
    assert (nodes["near"]["used"], nodes["far"]["used"]) == (True, False)
    assert nodes["near"]["r"] > nodes["far"]["r"]
    kinds = [line["kind"] for line in found["lines"]]
    assert sorted(kinds) == ["between", "broader", "narrower", "related", "related"]
    assert found["note"].startswith("Broader words above, narrower words below, related words at the sides.")


def test_keywords_with_few_relations_or_without_a_term_have_no_drawing() -> None:
    assert drawing("- {label: middle, related: [near]}\n- {label: near}") == {}
    pages = pages_by_path(collect({"a": {"keywords": ["loose"]}}))
    assert pages["keywords/loose/"].context["network"] == {}


@settings(max_examples=30)
@given(st.integers(0, 5), st.integers(0, 5), st.integers(0, 20))
def test_nodes_do_not_overlap_and_the_rest_is_counted(above: int, below: int, beside: int) -> None:
    wide = [f"w{n}" for n in range(above)]
    lines = [f"- {{label: middle, broader: {wide}, related: {[f'r{n}' for n in range(beside)]}}}"]
    lines += [f"- {{label: {label}}}" for label in [*wide, *(f"r{n}" for n in range(beside))]]
    lines += [f"- {{label: c{n}, broader: [middle]}}" for n in range(below)]
    found = drawing("\n".join(lines))
    if above + below + beside < 2:
        assert found == {}
        return
    places = [(node["x"], node["y"]) for node in found["nodes"]]
    assert len(set(places)) == len(places)
    assert all(0 < x < WIDTH and 0 < y < found["height"] for x, y in places)
    labels = [(node["label_x"], node["label_y"]) for node in found["nodes"]]
    assert all(0 < x < WIDTH and 8 < y <= found["height"] for x, y in labels)
    left_out = above + below + beside - len(places)
    assert bool(re.search(r"The list has \w+ more\.", found["note"])) is bool(left_out)


def test_labels_are_short_and_coordinates_are_integers() -> None:
    long = "a very long keyword of many words that nobody can read"
    found = drawing(f"- {{label: middle, related: [{long}, near]}}\n- {{label: {long}}}\n- {{label: near}}")
    [label] = [node["label"] for node in found["nodes"] if node["label"] != "near"]
    assert label == "a very long keyword of…"
    assert len(label) <= LONGEST_LABEL
    for node in found["nodes"]:
        assert all(isinstance(node[name], int) for name in ("x", "y", "r", "label_x", "label_y"))
    assert re.fullmatch(r"M\d+ \d+L\d+ \d+", found["lines"][0]["d"])
