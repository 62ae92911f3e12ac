"""Links: which addresses come out, and which never do."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from slugify import slugify

from coprod_kb.entries.prose import EntryLink
from coprod_kb.entries.prose.rendering import render
from tests.entries.prose.published import ALLOWED, Published, html_of, read

SICI = "https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2"

HOSTILE = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "java&#115;cript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "javascript&#0058;alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "java&#9;script:alert(1)",
    "java&#10;script:alert(1)",
    "java&#13;script:alert(1)",
    "&#1;javascript:alert(1)",
    "&#32;javascript:alert(1)",
    "&nbsp;javascript:alert(1)",
    "&#x202e;javascript:alert(1)",
    "&#xFEFF;javascript:alert(1)",
    "&#8203;javascript:alert(1)",
    "&#xAD;javascript:alert(1)",
    "java\x00script:alert(1)",
    "java\x01script:alert(1)",
    "\x1fjavascript:alert(1)",
    "java\u202escript:alert(1)",
    "javascript\\:alert(1)",
    "javascript://example.org/%0aalert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/png;base64,AAAA",
    "data:image/svg+xml,<svg>",
    "blob:https://example.org/x",
    "file:///etc/passwd",
    "ftp://example.org/",
    "tel:123",
    "about:blank",
    "view-source:https://example.org",
    "feed:javascript:alert(1)",
    "//example.org/",
    "///example.org/",
    "/\\example.org",
    "\\\\example.org\\x",
    "https:\\\\example.org",
    "https:/example.org",
    "https:example.org",
    "https://",
    "https:///example.org",
    "https://?x",
    "https://nhs.uk@example.org/",
    "https://nhs.uk:x@example.org/",
    "https://example.org\\@evil.example/",
    "https://%6eexample.org/",
    "https://exa mple.org/",
    "https://example.org/&#x202e;gpj.exe",
    "https://[::1",
    "https://[x]/",
    "https://\u2100.example/",
    "https://xn--a/",
    "https://1.2.3.999/",
    "https://example.org:99999/",
    "https://example.org:x/",
    "https&#58;//[",
    "/entries/x/",
    "../x/",
    "../x",
    "./",
    "..",
    "?q=1",
    "x.html",
    "X.md",
    "x--y.md",
    "-x.md",
    "x.md?y",
    "x.md/",
    "..\\x.md",
    "https.md:x",
    "é.md",
    "../../../etc/passwd",
    "mailto:",
    "mailto:me",
    "mailto:me@",
    "mailto:me@example.org&#10;Bcc:you@example.org",
    'mailto:"me"@example.org',
    "#",
    "#nowhere",
    "#__config",
    "#fn1",
    "https://example.org/&#10;x",
]


def test_links_to_entries_are_recorded_where_their_address_stands() -> None:
    body = (
        "See [a](x.md) and\n[b](../p/y-2.md#the-aims) [c][r] [d][r]\n\n> [r]: z.md\n\n[n](https://a.org/x.md)"
    )
    prose, _ = read(body, first_line=8)
    assert prose.entry_links == (
        EntryLink("x", None, 8, 5),
        EntryLink("y-2", "the-aims", 9, 1),
        EntryLink("z", None, 11, 8),
        EntryLink("z", None, 11, 8),
    )


@pytest.mark.parametrize(
    "address",
    [
        SICI,
        SICI.replace("%3C", "<").replace("%3E", ">"),
        "https://example.org/?a=1&b=2;c='d'#e%20f",
        "HTTPS://Example.ORG/Path",
        "http://example.org:8080/",
        "https://[2001:db8::1]/",
        "https://cy.example.org/wiki/Tŷ",
        "https://fa.example.org/wiki/می‌خواهم",
        "https://münchen.example/",
        'https://example.org/"quoted"',
        "https://web.archive.org/web/2020/https://example.org/",
        "mailto:some.one+kb@example.org?subject=Hello%20there",
    ],
)
def test_honest_addresses_stay_as_they_are(address: str) -> None:
    prose, found = read(f"[a]({address})")
    assert Published(prose.html).all("href") == [address]
    assert found == []


def test_a_sici_doi_in_running_text() -> None:
    assert Published(html_of(f"See {SICI}.")).all("href") == [SICI]


@pytest.mark.parametrize("address", HOSTILE)
def test_hostile_links_lose_their_address(address: str) -> None:
    for body in (f"[text]({address})", f"[text](<{address}>)", f"[text][r]\n\n[r]: <{address}>"):
        prose, found = read(body)
        published = Published(prose.html)
        if "<" not in address and " " not in address:  # else it is no link in Markdown, and stays text
            assert prose.html == "<p>text</p>" or "java" in address
            assert any(finding.is_error for finding in found)
        assert all(ALLOWED.fullmatch(href) and "java" not in href for href in published.all("href"))
    for body in (f"<{address}>", f"![text]({address})", f"![text](<{address}>)", address):
        assert all(ALLOWED.fullmatch(href) for href in Published(html_of(body)).all("href"))


@pytest.mark.parametrize(
    "heading", ["Dŵr", "What they did", "Αποτελέσματα", "Ergebnisse für Käufer", "Łódź", "花园", "L’équipe"]
)
def test_a_heading_is_named_by_its_words_with_or_without_accents(heading: str) -> None:
    written = "-".join(heading.split())
    for fragment in (written, written.lower(), quote(written), slugify(heading)):
        prose, found = render(f"[a](#{fragment})\n\n## {heading}", path="a.md", first_line=1)
        assert found == []
        assert f'href="#{prose.headings[0].id}"' in prose.html
