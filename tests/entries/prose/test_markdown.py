"""From Markdown to HTML, honest text above all."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.entries.prose.published import html_of, read

WEB = 'rel="noopener noreferrer"'
GOLDEN = {
    "nothing": ("", ""),
    "a paragraph of two lines": ("One\ntwo", "<p>One\ntwo</p>"),
    "a line break": ("One\\\ntwo", "<p>One<br>\ntwo</p>"),
    "emphasis": ("*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <s>c</s> <code>d</code></p>"),
    "a quotation": ("> Said", "<blockquote>\n<p>Said</p>\n</blockquote>"),
    "a list that starts at 3": ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
    "a rule": ("---", "<hr>"),
    "code in a language": ("```python\na < b\n```", "<pre><code>a &lt; b\n</code></pre>"),
    "a table": (
        "| a | b |\n|---|:-:|\n| 1 | 2 |",
        '<section class="kb-table" tabindex="0" aria-label="Table 1">\n<table>\n<thead>\n<tr>\n<th scope="col">a</th>\n<th class="align-center" scope="col">b</th>\n</tr>\n'
        '</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td class="align-center">2</td>\n</tr>\n</tbody>\n</table>\n</section>',
    ),
    "headings start at h2": (
        "### Aims\n\nMethods\n-------",
        '<h2 id="aims">Aims</h2>\n<h2 id="methods">Methods</h2>',
    ),
    "a web address in text": (
        "See https://example.org/a_b_(c).",
        f'<p>See <a href="https://example.org/a_b_(c)" {WEB}>https://example.org/a_b_(c)</a>.</p>',
    ),
    "what only looks like an address": (
        "www.example.org, //example.org, ftp://example.org, me@example.org, xhttp://example.org",
        "<p>www.example.org, //example.org, ftp://example.org, me@example.org, xhttp://example.org</p>",
    ),
    "an emphasised address": (
        "*https://example.org*",
        f'<p><em><a href="https://example.org" {WEB}>https://example.org</a></em></p>',
    ),
    "an address in angle brackets": (
        "<https://example.org> <me@example.org>",
        f'<p><a href="https://example.org" {WEB}>https://example.org</a> '
        '<a href="mailto:me@example.org">me@example.org</a></p>',
    ),
    "a link with a title": (
        '[a](https://example.org "title")',
        f'<p><a href="https://example.org" {WEB}>a</a></p>',
    ),
    "links to entries": (
        "[a](x-1.md) [b](./y.md) [c](../papers/z.md#aims) [d](x-1.md#)",
        '<p><a href="../x-1/">a</a> <a href="../y/">b</a> '
        '<a href="../z/#aims">c</a> <a href="../x-1/">d</a></p>',
    ),
    "a link within the page": (
        "# Our aims\n\n[a](#our-aims)",
        '<h2 id="our-aims">Our aims</h2>\n<p><a href="#our-aims">a</a></p>',
    ),
    "a link by reference": (
        "[a][One]\n\n[one]: https://example.org",
        f'<p><a href="https://example.org" {WEB}>a</a></p>',
    ),
    "a refused link": ("[*a*](javascript:x)", "<p><em>a</em></p>"),
    "a link without text": (
        "[](https://example.org)",
        f'<p><a href="https://example.org" {WEB}>https://example.org</a></p>',
    ),
    "an image on the web": (
        "![A *map*](https://example.org/a.png)",
        f'<p><a href="https://example.org/a.png" {WEB}>A map</a></p>',
    ),
    "an image beside the entry": ("![A & B](a.png)", "<p>A &amp; B</p>"),
    "an image in a link": (
        "[![A](https://example.org/a.png)](https://example.org)",
        f'<p><a href="https://example.org" {WEB}>A</a></p>',
    ),
    "an image in a refused link": (
        "[![A](https://example.org/a.png)](data:x)",
        f'<p><a href="https://example.org/a.png" {WEB}>A</a></p>',
    ),
    "an image in an image": ("![A ![B &amp; C](b.png)](a.png)", "<p>A B &amp; C</p>"),
    "HTML": ('<b onclick="x">*a*</b>', '<p>&lt;b onclick="x"&gt;<em>a</em>&lt;/b&gt;</p>'),
    "an HTML block": (
        "<script>\nalert(1)\n</script>",
        "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>",
    ),
    "footnotes": (
        "a[^x] b[^x]\n\n[^x]: Note.",
        '<p>a<sup class="footnote-ref" id="fnref1"><a href="#fn1" aria-label="Footnote 1">1</a></sup> '
        'b<sup class="footnote-ref" id="fnref1-2"><a href="#fn1" aria-label="Footnote 1">1</a></sup></p>\n'
        '<section class="footnotes" aria-label="Footnotes">\n<ol>\n<li id="fn1"><p>Note. '
        '<a class="footnote-backref" href="#fnref1" aria-label="Back to the text, footnote 1">↩︎</a> '
        '<a class="footnote-backref" href="#fnref1-2" '
        'aria-label="Back to the text, footnote 1, mention 2">↩︎</a></p>\n</li>\n</ol>\n</section>',
    ),
    "a footnote mentioned in an image only": (
        "![a[^x]](b.png)\n\n[^x]: Note.",
        '<p>a</p>\n<section class="footnotes" aria-label="Footnotes">\n<ol>\n'
        '<li id="fn1"><p>Note.</p>\n</li>\n</ol>\n</section>',
    ),
    "Windows and old Mac lines": ("a\r\n\r\nb\rc", "<p>a</p>\n<p>b\nc</p>"),
}


@pytest.mark.parametrize(("body", "html"), GOLDEN.values(), ids=GOLDEN.keys())
def test_html(body: str, html: str) -> None:
    assert html_of(body) == html


@pytest.mark.parametrize(
    "text",
    [
        "p < 0.05, n > 30, a < b > c and x <- y",
        "AT&T; R&D &copy fish & chips",
        "Ŵythnos Gŵyl Gymraeg; A’ Ghàidhlig; naïve",
        "می‌خواهم با هم",  # holds U+200C
        "👨‍👩‍👧 and 🏴󠁧󠁢󠁷󠁬󠁳󠁿",  # joined by U+200D, and tag characters
        "שלום \u200e and \u200f",
        "£5 #1 1) snake_case_name 2 * 3 * 4 ~5",
        "[sic] [1] (see) [a] (b)",
        "a ](b) c",
        "\ufffe\ufdd0\u2028",
    ],
)
def test_honest_text_survives_without_a_word(text: str) -> None:
    prose, found = read(text)
    assert unescape(re.sub("<[^>]*>", "", prose.html)) == text.strip()
    assert found == []


@pytest.mark.parametrize(
    "text", ["&lt;b&gt;", "\\<b>", "`<b>`", "    <b>", "```\n<b>\n```", "a <b c", "<>", "< b>", "<3 > 2"]
)
def test_no_html_no_warning(text: str) -> None:
    assert read(text)[1] == []
