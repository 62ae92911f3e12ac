"""Finished pages as trees, as a browser makes them: by the rules of HTML 5, whatever the markup holds."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from selectolax.lexbor import LexborHTMLParser, LexborNode


@cache
def parsed(file: Path) -> Element:
    """The `html` element of a page. Pages that tests read do not change."""
    return tree(file.read_text(encoding="utf-8"))


def tree(text: str) -> Element:
    """The `html` element of a document. An attribute without a value is empty; comments are left out."""
    root = LexborHTMLParser(text).root
    assert root is not None
    return _element(root)


def _element(node: LexborNode) -> Element:
    element = Element(node.tag or "", {name: value or "" for name, value in node.attributes.items()})
    content = node.template_fragments()[0] if node.tag == "template" else node
    for child in content.iter(include_text=True):
        if child.is_element_node:
            element.append(_element(child))
        elif child.is_text_node and len(element):
            element[-1].tail = (element[-1].tail or "") + (child.text_content or "")
        elif child.is_text_node:
            element.text = (element.text or "") + (child.text_content or "")
    return element


@cache
def identifiers(file: Path) -> frozenset[str]:
    """What a fragment of an address can lead to on the page."""
    return frozenset(found for element in parsed(file).iter() if (found := element.get("id")))
