"""The policy of a page: what it allows, and what it does not."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from coprod_kb.rendering.policy import policy, protected
from tests.html import parsed


def directives(html: str) -> dict[str, list[str]]:
    """The policy of a page, by directive."""
    parts = (part.split() for part in policy(html).split(";"))
    return {name: sources for name, *sources in parts}


def source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_nothing_but_the_own_host_is_allowed() -> None:
    assert directives("<html><head></head></html>") == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
    }


def test_only_a_page_that_searches_may_fetch_and_compile() -> None:
    allowed = directives('<div data-bundle="../pagefind/"></div>')
    assert allowed["script-src"] == ["'self'", "'wasm-unsafe-eval'"]
    assert allowed["connect-src"] == ["'self'"]
    assert directives('<form data-sources="../entries/"></form>')["connect-src"] == ["'self'"]


@pytest.mark.parametrize(
    ("html", "allowed"),
    [
        ("<script>a()</script>", ["a()"]),
        ("<SCRIPT\n>a()\nb()</SCRIPT >", ["a()\nb()"]),
        ("<script>a()\r\nb()</script>", ["a()\nb()"]),
        ("<script></script>", [""]),
        ('<script type="module">a()</script>', ["a()"]),
        ("<script data-a='>'>a()</script>", ["a()"]),
        ("<script>a()</script><script>b()</script><script>a()</script>", ["a()", "b()"]),
        ('<script src="a.js"></script>', []),
        ('<script id="x" type="application/json">{"a": 1}</script>', []),
        ('<script type="application/ld+json">{}</script>', []),
        ("<p>&lt;script&gt;a()&lt;/script&gt;</p>", []),
    ],
)
def test_each_script_in_the_page_is_allowed_by_its_hash(html: str, allowed: list[str]) -> None:
    assert directives(html)["script-src"] == ["'self'", *sorted(map(source, allowed))]


def test_a_style_in_the_page_is_allowed_by_its_hash() -> None:
    assert directives("<style>p { color: red }</style>")["style-src"] == [
        "'self'",
        source("p { color: red }"),
    ]


@pytest.mark.parametrize(
    ("html", "before"),
    [
        ('<!doctype html><html><head>\n<meta charset="utf-8"><title>A</title>', '<meta charset="utf-8">'),
        ('<head class="a"><title>A</title>', '<head class="a">'),
        ("<p>No head at all", ""),
    ],
)
def test_the_policy_stands_before_all_that_it_is_about(html: str, before: str) -> None:
    start = html.index(before) + len(before)
    written = protected(html)
    assert written.startswith(
        html[:start] + '<meta http-equiv="Content-Security-Policy" content="default-src'
    )
    assert written.endswith(html[start:])


DATA = {"application/json", "application/ld+json"}
"""Types of scripts that hold data, which no browser runs."""


def test_every_page_of_a_build_has_one_and_it_fits(any_site: Path) -> None:
    pages = list(any_site.rglob("*.html"))
    assert any_site / "404.html" in pages
    policies = set()
    for page in pages:
        elements = [*parsed(page).iter()]
        (meta,) = (each for each in elements if each.get("http-equiv") == "Content-Security-Policy")
        scripts = [each for each in elements if each.tag == "script"]
        assert not scripts or elements.index(meta) < elements.index(scripts[0]), page
        inline = [each for each in scripts if "src" not in each.attrib and each.get("type") not in DATA]
        policy = meta.attrib["content"]
        assert set(re.findall("'sha256-[^']+'", policy)) == {source(each.text or "") for each in inline}, page
        assert ("wasm" in policy) == ('<form class="kb-search"' in page.read_text(encoding="utf-8")), page
        assert "unsafe-inline" not in policy
        assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
        policies.add(policy)
    assert len(policies) == 1  # so that a host can send it as a header of all pages
