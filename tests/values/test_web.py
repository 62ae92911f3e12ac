"""Web addresses: which texts are one."""

from __future__ import annotations

import pytest

from coprod_kb.values.web import is_web_address


@pytest.mark.parametrize(
    "url",
    ["https://example.org", "HTTP://example.org:8080/a?b=c#d", "https://例え.jp/", "https://example.org/a^b"],
)
def test_addresses_of_the_web(url: str) -> None:
    assert is_web_address(url)


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JAVASCRIPT://example.org/%0aalert(1)",
        "data:text/html,x",
        "//example.org",
        "/\\example.org",
        "https:/\\example.org",
        "https://user@example.org/",
        "https://example.org/\nx",
        'https://example.org/" onclick="x',
        " https://example.org",
        "mailto:a@example.org",
        "https://example.org/a^^5cinput",
        "https://example.org/a\\input",
    ],
)
def test_other_texts_are_not_web_addresses(text: str) -> None:
    assert not is_web_address(text)
