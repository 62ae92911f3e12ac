"""Reads what the site says to machines, as they do: linked data as a graph, held against shapes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pyshacl import validate
from rdflib import Graph

SHAPES = Path(__file__).parent / "shapes"

ADDRESSES = ("item", "license", "url", "contentUrl")
"""Properties whose values are addresses, as the context of schema.org says, which tests do not fetch."""

CONTEXT = {"@vocab": "https://schema.org/"} | {name: {"@type": "@id"} for name in ADDRESSES}


def graph_of(text: str) -> Graph:
    """The JSON-LD of a page as a graph."""
    node: dict[str, Any] = json.loads(text)
    assert node["@context"] == "https://schema.org"
    return Graph().parse(data=json.dumps(node | {"@context": CONTEXT}), format="json-ld")


def faults(graph: Graph, shapes: str) -> str:
    """What the shapes of a file find wrong with a graph; empty if nothing is."""
    conforms, _, text = validate(graph, shacl_graph=Graph().parse(SHAPES / shapes), inference="none")
    return "" if conforms else str(text)


def union(graphs: Iterable[Graph]) -> Graph:
    """All of them in one: things that several pages speak of become one thing."""
    whole = Graph()
    for graph in graphs:
        whole += graph
    return whole
