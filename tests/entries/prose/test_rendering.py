"""What is true of everything that comes out, whatever went in."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_kb.entries.prose import markdown
from coprod_kb.entries.prose.page import Page
from tests.entries.prose.published import ALLOWED, ATTRIBUTES, Published, read

CLASSES = {
    "align-left",
    "align-center",
    "align-right",
    "footnotes",
    "footnote-ref",
    "footnote-backref",
    "kb-table",
}
IDS = re.compile(r"(?!__)[a-z0-9]+(?:-[a-z0-9]+)*")
PIECES = [
    *("\n", "\n\n", "    ", "\t", "\r", " "),
    *("# ", "## ", "### ", "> ", "- ", "1. ", "---", "===", "```", "~~~"),
    *("*", "**", "_", "~~", "`", "``", "<", ">", "<b>", "</b>", "<!--", "-->"),
    *("[", "]", "(", ")", "![", "]("),
    *("[^a]", "[^b]", "[^a]: ", "[^b]: ", "[a]", "[a]: ", "[a](x.md)", "[a](#a)", "[b](javascript:x)"),
    *("![a](https://a.org)", "<https://a.org>", "https://a.org", "://"),
    *("&#x202e;", "&#0;", "&lt;", "&", "\\"),
    *("\x00", "\ud800", "\u202e", "\u200d", "\ufeff", "é", "a", "b c", ":", ".", "'", '"', "|"),
    "| a | b |\n|---|:-:|\n",
]
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=150)
@given(MARKDOWN | st.text())
def test_words_alone_become_what_all_rules_would_make_of_them(body: str) -> None:
    page = Page("entries/a.md", 1)
    markdown.read(page, body)
    parser = markdown._MARKDOWN
    for block in page.tokens:
        if block.type == "inline" and markdown._has_no_markup(block.content):
            assert parser.inline.parse(block.content, parser, page.env, []) == block.children


@settings(max_examples=150)
@given(MARKDOWN | st.text())
def test_what_comes_out_is_sound(body: str) -> None:
    prose, found = read(body, first_line=5)
    published = Published(prose.html)
    ids = published.all("id")
    assert len(ids) == len(set(ids))
    assert all(IDS.fullmatch(identifier) for identifier in ids)
    assert set(published.all("class")) <= CLASSES
    assert {name for _, attributes in published.elements for name in attributes} <= ATTRIBUTES
    assert not published.nested_links
    for href in published.all("href"):
        assert ALLOWED.fullmatch(href)
        assert href[0] != "#" or href[1:] in ids
    assert published.all("href") == [a.get("href") for tag, a in published.elements if tag == "a"]
    levels = [int(tag[1]) for tag, _ in published.elements if re.fullmatch("h[1-6]", tag)]
    assert levels == [heading.level for heading in prose.headings]
    assert all(level <= before + 1 for before, level in zip([1, *levels], levels, strict=False))
    assert [heading.id for heading in prose.headings] == [i for i in ids if not i.startswith("fn")]
    assert prose.words == len(prose.text.split())
    lines = re.split("\r\n?|\n", body)
    for finding in found:
        assert finding.message
        assert finding.hint
        assert finding.line is not None
        assert finding.column is not None
        assert 1 <= finding.column <= len(lines[finding.line - 5]) + 1
    for link in prose.entry_links:
        assert f"../{link.slug}/" in prose.html
        assert lines[link.line - 5]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", prose.html + prose.text)


def test_text_and_words() -> None:
    body = (
        "# Aims\n\nOne *two*\nthree[^1] <b> &lt;b&gt;\n\n- four\n\n"
        "```\nfive  six\n```\n\n|a|\n|-|\n|b|\n\n[^1]: Note"
    )
    prose, _ = read(body)
    assert prose.text == "Aims\nOne two three <b> <b>\nfour\nfive six\na\nb\nNote"
    assert prose.words == 12
