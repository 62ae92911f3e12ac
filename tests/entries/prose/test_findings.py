"""What is said about a body, and which place of the file it names."""

from __future__ import annotations

import pytest

from coprod_kb.entries.prose.rendering import MAX_BYTES
from tests.entries.prose.published import read

FINDINGS = {
    "second line of a paragraph": ("a\nbc [d](e)", [("link-address", 2, 4)]),
    "list in a quotation": ("> - a\n>   [d](e)", [("link-address", 2, 5)]),
    "lazy line of a quotation": ("> a\n[d](e)", [("link-address", 2, 1)]),
    "after a tab": ("-\t[d](e)", [("link-address", 1, 3)]),
    "heading with closing marks": ("## a [d](e) ##", [("link-address", 1, 6)]),
    "underlined heading": ("a\nb [d](e)\n===", [("link-address", 2, 3)]),
    "equal cells of a table": (
        "> | [d](e) | [d](e) |\n> |-|-|\n> | \\| [d](e) | b |",
        [("link-address", 1, 5), ("link-address", 1, 14), ("link-address", 3, 8)],
    ),
    "in a footnote": ("a[^1]\n\n[^1]: b\n\n    c [d](e)", [("link-address", 5, 7)]),
    "in the text of a definition": ("[a]: https://example.org\nb [d](e)", [("link-address", 2, 3)]),
    "Windows lines": ("a\r\n\r\n[d](e)", [("link-address", 3, 1)]),
    "old Mac lines": ("a\r\r[d](e)", [("link-address", 3, 1)]),
    "a reference, used twice": ("[a][r] [b][r]\n\n[r]: www.x.org", [("link-address", 3, 6)]),
    "angle brackets": ("a <ftp://b>", [("link-address", 1, 3)]),
    "invalid address in text": ("a https://b@c.org/", [("link-address", 1, 3)]),
    "two of them in one line": ("[a](b) [c](d)", [("link-address", 1, 1), ("link-address", 1, 8)]),
    "a heading that is not here": ("# Aims\n\nx [a](#aim)", [("unknown-heading", 3, 3)]),
    "footnotes are no headings": ("a[^1] [b](#fn1)\n\n[^1]: c", [("unknown-heading", 1, 7)]),
    "an empty heading": ("a\n\n#", [("heading-empty", 3, 1)]),
    "a heading of spaces and emptiness": ("# &nbsp;[](x.md)", [("heading-empty", 1, 1)]),
    "link without text": ("a [ ](x.md)", [("link-without-text", 1, 3)]),
    "a sign that ends a cell": ("|a|b|\n|-|-|\n|1|2|\n|1|2|3|\n|1|2\\|3|\n|1", [("table-cell", 4, 1)]),
    "marks behind an address": (
        "[a](https://example.org/a.) <https://example.org/b,> [c]\n\n[c]: https://doi.org/10.1000/1.",
        [("address-mark", 1, 1), ("address-mark", 1, 29), ("address-mark", 3, 6)],
    ),
    "no mark behind an address": ("[a](https://example.org/a_(b)) https://example.org/b.", []),
    "link with a space": ("See [a](my report.pdf)", [("link-form", 1, 5)]),
    "an escaped link": ("\\[a\\](b c)", []),
    "an image": ("a ![b](c.png)", [("image-not-shown", 1, 3)]),
    "tags, once per line": ("a <b>c</b>\n<!-- d -->", [("raw-html", 1, 3), ("raw-html", 2, 1)]),
    "a tag of two lines": ("a <b\nc='d'>", [("raw-html", 1, 3)]),
    "a tag in a cell": ("|a|\n|-|\n|b<br>c|", [("raw-html", 3, 3)]),
    "a control character": ("a\nb\x00c\x07", [("control-character", 2, 2)]),
    "a control character as a number": ("a &#12;", [("control-character", 1, 3)]),
    "a lone surrogate": ("a\ud800", [("control-character", 1, 2)]),
    "a bidirectional override": ("a \u202eb", [("bidi-control", 1, 3)]),
    "the same as a number": ("a &#x202E;b", [("bidi-control", 1, 3)]),
    "columns count what is removed": (
        "\x00a\x00\x00 [b](c)",
        [("control-character", 1, 1), ("link-address", 1, 6)],
    ),
    "a footnote that nothing names": ("a\n\n[^1]: b", [("footnote-unused", 3, 1)]),
    "a mention of no footnote": ("a b[^1]", [("footnote-missing", 1, 4)]),
    "a mention of another footnote": ("a[^1] b[^2]\n\n[^1]: c", [("footnote-missing", 1, 8)]),
    "two mentions of none in a line": (
        "a[^1] b[^2]\nc[^3]",
        [("footnote-missing", 1, 2), ("footnote-missing", 2, 2)],
    ),
    "the text of a link is no mention": ("[^1](https://example.org/)", []),
    "a footnote twice": ("a[^1]\n\n[^1]: b\n\n[^1]: c", [("footnote-repeated", 5, 1)]),
    "a list too deep": (
        "\n".join("  " * depth + "- a" for depth in range(12)),
        [("nested-too-deeply", 10, 1)],
    ),
    "a quotation too deep": ("a\n\n" + ">" * 30 + "a", [("nested-too-deeply", 3, 1)]),
    "too long": ("a" * (MAX_BYTES + 1), [("body-too-long", 1, 1)]),
    "as long as may be": ("a" * MAX_BYTES, []),
}


def places(body: str, first_line: int = 1) -> list[tuple[str, int | None, int | None]]:
    return [(found.code, found.line, found.column) for found in read(body, first_line)[1]]


@pytest.mark.parametrize(("body", "expected"), FINDINGS.values(), ids=FINDINGS.keys())
def test_findings(body: str, expected: list[tuple[str, int, int]]) -> None:
    assert places(body) == expected
    assert places(body, first_line=20) == [(code, line + 19, column) for code, line, column in expected]


@pytest.mark.parametrize(
    ("body", "message", "hint"),
    [
        ("[report](www.example.org)", "The link [report](www.example.org) has no full address.", "https://"),
        ("[a]()", "has no address", "https://"),
        ("[a](//example.org)", "no full address", "https: in front"),
        ("[a](me@example.org)", "email address", "mailto:"),
        ("[a](Other-Entry.md)", "does not name the file of an entry", "other-entry.md"),
        ("[a](<x y.md>)", "a space", "%20"),
        ("[a](ftp://example.org)", "kind of address", "https://"),
        ("[a](https://)", "not valid", "browser"),
        ("# Our aims\n\n[a](#our-aim)", "heading", "Did you mean #our-aims?"),
        ("# Our aims\n\n[a](#zzz)", "heading", "such as #our-aims"),
        ("[a](#zzz)", "heading", "no headings"),
        ("a <b>{c}", "<b> is shown as it is typed", "\\<"),
        ("![{0}](a.png)", "{0}", "what the image shows"),
    ],
)
def test_messages_say_what_to_write(body: str, message: str, hint: str) -> None:
    found = read(body)[1]
    assert len(found) == 1
    assert message in found[0].message
    assert hint in found[0].hint
    assert found[0].path == "entries/an-entry.md"


def test_what_warns_and_what_stops_a_build() -> None:
    terrible = (
        "#\n\n|a|\n|-|\n|b|c|\n\n[p](https://q.example/.) [a](b) [c](#d) [](e.md) [f](g h) ![i](j) <k> \x00 \u202e\n\n[^l]: m\n[^l]: n\n\n[^o]\n\n"
        + ">" * 30
    )
    found = read(terrible)[1] + read("a" * (MAX_BYTES + 1))[1]
    assert {finding.code for finding in found if finding.is_error} == {
        *("link-address", "unknown-heading", "control-character", "bidi-control"),
        *("nested-too-deeply", "body-too-long"),
    }
    assert {finding.code for finding in found if not finding.is_error} == {
        *(
            "table-cell",
            "address-mark",
            "heading-empty",
            "link-without-text",
            "link-form",
            "image-not-shown",
            "raw-html",
        ),
        *("footnote-unused", "footnote-missing", "footnote-repeated"),
    }
