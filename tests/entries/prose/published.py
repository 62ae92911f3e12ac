"""What these tests share: a body read, and what was published of it taken apart."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries.prose import Prose
from coprod_kb.entries.prose.rendering import render

ALLOWED = re.compile(
    r"https?://[^/\s\\@]+(?:[/?#][^\s\\]*)?|mailto:[^\s\\@]+@[^\s\\@]+"
    r"|\.\./[a-z0-9]+(?:-[a-z0-9]+)*/(?:#[A-Za-z0-9._~%-]+)?|#[a-z0-9-]+",
    re.IGNORECASE,
)
ATTRIBUTES = {"href", "rel", "aria-label", "id", "class", "scope", "start", "tabindex"}


def read(body: str, first_line: int = 1) -> tuple[Prose, list[Diagnostic]]:
    return render(body, path="entries/an-entry.md", first_line=first_line)


def html_of(body: str) -> str:
    return read(body)[0].html


class Published(HTMLParser):
    """Every element and attribute of a page, and whether a link stands in a link."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open_links = 0
        self.nested_links = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "a":
            self.nested_links |= self.open_links > 0
            self.open_links += 1

    def handle_endtag(self, tag: str) -> None:
        self.open_links -= tag == "a"

    def all(self, attribute: str) -> list[str]:
        return [attrs[attribute] or "" for _, attrs in self.elements if attribute in attrs]
