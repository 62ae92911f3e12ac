"""Web addresses: which texts are one."""

from __future__ import annotations

import pytest

from coprod_kb.values.identifiers import tidy_address
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


@pytest.mark.parametrize(
    ("address", "right"),
    [
        *((f"https://example.org/report{mark}", "https://example.org/report") for mark in (".", ",", ");", ".)", "”.", ">", "'", "?", "", "&gt;", "%3E")),
        *((f"https://example.org/wiki/a_(b){mark}", "https://example.org/wiki/a_(b)") for mark in ("", ".", ")")),
        ("https://doi.org/10.1371/journal.pone.0000001.", "https://doi.org/10.1371/journal.pone.0000001"),
        ("https://doi.org/10.1371/JOURNAL.pone.0000001?utm_source=mail", "https://doi.org/10.1371/JOURNAL.pone.0000001?utm_source=mail"),
        ("https://doi.org/10.1002/(sici)1097%3C1::aid-x%3E3.0.co;2-%23", "https://doi.org/10.1002/(sici)1097%3C1::aid-x%3E3.0.co;2-%23"),
        ("http://dx.doi.org/10.1000/182/abstract", "https://doi.org/10.1000/182"),
        ("https://example.org/a?b=c&d=e#f", "https://example.org/a?b=c&d=e#f"),
        ("https://example.org/", "https://example.org/"),
    ],
)  # fmt: skip
def test_marks_of_a_sentence_behind_an_address(address: str, right: str) -> None:
    assert tidy_address(address) == right
