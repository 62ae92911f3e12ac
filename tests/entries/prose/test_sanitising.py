"""HTML that strangers typed stays text: by the rules without nh3, and by nh3 without the rules."""

from __future__ import annotations

import pytest

from coprod_kb.entries.prose import sanitising
from tests.entries.prose.published import ALLOWED, ATTRIBUTES, Published, html_of

HOSTILE_HTML = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<h2 id=__config>x</h2>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<math><mi><table><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    '[a](https://example.org/"onclick="alert(1))',
    '![" onerror="alert(1)](https://example.org/)',
    '``` "onclick="alert(1)\nx\n```',
    '[^"><script>]\n\n[^"><script>]: x',
    '# "><script>',
    "|<script>|\n|:-:|\n|x|",
]


class _NoWall:
    @staticmethod
    def clean(html: str) -> str:
        return html


@pytest.mark.parametrize("body", HOSTILE_HTML)
@pytest.mark.parametrize("walls", [1, 2])
def test_hostile_html_stays_text(body: str, walls: int, monkeypatch: pytest.MonkeyPatch) -> None:
    if walls == 1:  # Markdown and our rules must do without nh3
        monkeypatch.setattr(sanitising, "_CLEANER", _NoWall)
    for tag, attributes in Published(html_of(body)).elements:
        assert tag in {"p", "a", "h2", "pre", "code", "sup", "section", "ol", "li"} | (
            {"table", "thead", "tbody", "tr", "th", "td"} if "|" in body else set()
        )
        assert set(attributes) <= ATTRIBUTES
        assert attributes.get("id") in {None, "script", "fn1", "fnref1"}
        assert ALLOWED.fullmatch(attributes.get("href") or "#x")


@pytest.mark.parametrize(
    "html",
    [
        *HOSTILE_HTML[:8],
        '<p id="x" class="x" style="x">',
        '<h2 id="kb-main">',
        '<h2 id="__config">',
        '<a href="/x">',
        '<a href="//x">',
        '<a href="x">',
        '<a href="../x">',
        '<a href="../x/?y">',
        '<a href="https:\\\\x" target="_blank">',
        '<a rel="opener" aria-label="x">',
        '<section class="x"><form><input name="x">',
    ],
)
def test_the_last_wall_holds_alone(html: str) -> None:
    for tag, attributes in Published(sanitising.clean(html)).elements:
        assert tag in {"p", "a", "h2", "table", "section"}
        assert set(attributes) <= {"class", "aria-label", "href"}
        assert not attributes.get("class")
        assert not attributes.get("href") or attributes["href"] == "https:\\\\x"
