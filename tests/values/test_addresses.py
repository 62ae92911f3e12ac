"""Web addresses among other words."""

from __future__ import annotations

import pytest

from coprod_kb.values.addresses import labelled_addresses

A, B, DOI = "https://example.org/a", "https://www.example.org/b", "https://doi.org/10.1000/182"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (A, [("", A)]),
        ("See www.example.org/b", [("See", B)]),
        ("www.example.org/b", [("", B)]),
        ("example.org/a.", [("", A)]),
        ("doi.org/10.1000/182", [("", DOI)]),
        ("www.doi.org/10.1000/182", [("", DOI)]),
        ("Paper, doi:10.1000/182.", [("Paper", DOI)]),
        ("Paper (10.1000/182)", [("Paper", DOI)]),
        (f"Report {A} and slides {B}.", [("Report", A), ("slides", B)]),
        (f"{A} (report), {B} (slides)", [("report", A), ("slides", B)]),
        (f"[Report]({A}), [Slides]({B})", [("Report", A), ("Slides", B)]),
        (f"{A};{B}", [("", A), ("", B)]),
        (f"{A} or {B}", [("", A), ("", B)]),
        (f"Report: {A} (PDF)", [("Report (PDF)", A)]),
        (f"Report ({A}) and film", [("Report and film", A)]),
        ("ada@www.example.org", []),
        ("node.js/react and/or e.g./i.e.", []),
        ("10.1234 of 10.1234/", []),
        ("Report 2.1/3", []),
        ("https://", []),
        ("https://user@example.org/a", []),
    ],
)
def test_addresses_with_their_words(text: str, found: list[tuple[str, str]]) -> None:
    assert labelled_addresses(text) == found
