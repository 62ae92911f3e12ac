"""Invisible characters: which ones are left out, and which a script or a picture needs."""

from __future__ import annotations

import unicodedata

import pytest

from coprod_kb.entries.reading import read
from coprod_kb.values.characters import visible
from coprod_kb.values.names import person_key, slug_of
from tests.conftest import NO_TERMS

LEFT_OUT = (
    "\u200b\xad\u2060\u200e\u200f\u2061\u2062\u2063\u2064\u206a\u061c\u034f\u180e\u115f\u1160\u3164\uffa0\u17b4\ufe0f\ufe00"
    "\u200c\u200d\ufff9\U000e0001\U000e0041\U000e007f\U000e0100\U0001d173"
)


@pytest.mark.parametrize("char", LEFT_OUT, ids=lambda char: f"U+{ord(char):04X}")
def test_invisible_characters_are_named_and_left_out(char: str) -> None:
    text = (
        f"---\ntitle: Sam{char}ple\ntype: paper\nkeywords:\n  - co{char}production\nco{char}ntributors:\n"
        f"  - name: Kerry Sam{char}ple\ndoi: 10.1000/18{char}2\nlinks:\n  - label: A\n"
        f"    url: https://example.org/re{char}port\n---\n\nNear{char}by, [here](https://example.org/re{char}port).\n"
    )
    reading = read(text.encode(), "entries/a.md", NO_TERMS)
    assert reading.entry
    fields, prose = reading.entry.fields, reading.entry.prose
    assert (fields.title, fields.keywords, fields.contributors[0].name) == (
        "Sample",
        ("coproduction",),
        "Kerry Sample",
    )
    assert (fields.doi, fields.links[0].url) == ("10.1000/182", "https://example.org/report")
    assert (
        prose.html
        == '<p>Nearby, <a href="https://example.org/report" rel="noopener noreferrer">here</a>.</p>'
    )
    found = [
        (fault.line, fault.column) for fault in reading.diagnostics if fault.code == "invisible-character"
    ]
    assert found == [(2, 11), (5, 7), (6, 3), (7, 20), (8, 16), (11, 32), (14, 5)]
    assert not any(fault.is_error for fault in reading.diagnostics)
    assert person_key(f"Kerry Sam{char}ple") == person_key("Kerry Sample")
    assert slug_of(f"Sam{char}ple") == "sample"


@pytest.mark.parametrize(
    "title", ["\u200b", " \u3164 ", '" \u200b\xad "', r'"\u200b"', "\u2800", "\ufe0f\u2060"]
)
def test_a_title_that_nobody_can_see_is_missing(title: str) -> None:
    text = f"---\ntitle: {title}\ntype: paper\nkeywords: [a]\ncontributors: [Ada Example]\n---\n"
    errors = [fault for fault in read(text.encode(), "entries/a.md", NO_TERMS).diagnostics if fault.is_error]
    assert [(fault.code, fault.line) for fault in errors] == [("missing-field", 2)]


@pytest.mark.parametrize(
    "text",
    [
        *("می\u200cخواهم", "क\u094d\u200dष", "ක\u0dca\u200dර", "👩\u200d👩\u200d👧", "❤\ufe0f\u200d🔥", "1\ufe0f\u20e3", "辻\U000e0100"),
        *("ភាសា\u200bខ្មែរ", "ᠠ\u180b", "\u115f\u1161", "שלום\u200e 2018", "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"),
    ],
)  # fmt: skip
def test_what_a_script_or_a_picture_needs_stays(text: str) -> None:
    assert visible(text) == text


def test_all_that_unicode_calls_format_characters_are_left_out_of_latin_text() -> None:
    refused = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF}
    shown = {
        *range(0x0600, 0x0606),
        0x06DD,
        0x070F,
        0x0890,
        0x0891,
        0x08E2,
        0x110BD,
        0x110CD,
        *range(0x13430, 0x13440),
    }
    kept = [
        number
        for number in range(0x110000)
        if unicodedata.category(chr(number)) == "Cf" and visible(f"a{chr(number)}b") != "ab"
    ]
    assert set(kept) <= refused | shown


def test_a_joiner_beside_an_escaped_picture_stays() -> None:
    text = '---\ntitle: "\\U0001F469\u200d\\U0001F467 a\u200db"\ntype: paper\nkeywords: [a]\ncontributors: [Ada Example]\n---\n'
    reading = read(text.encode(), "entries/a.md", NO_TERMS)
    assert reading.entry
    assert reading.entry.title == "👩\u200d👧 ab"
