"""Blanks of templates go; what anybody sees stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_kb.publishing.compaction import compacted


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>\n   a\n\n  b </p>  <p>c", "<p>\na\nb </p>  <p>c"),
        ("a\r\n\t b", "a\nb"),
        ("a  b", "a  b"),
        ("<pre>\n  a\n    b</pre>\n\n<p>", "<pre>\n  a\n    b</pre>\n<p>"),
        ("<PRE>\n  a</PRE >\n  b", "<PRE>\n  a</PRE >\nb"),
        ("<textarea>\n\n a</textarea>", "<textarea>\n\n a</textarea>"),
        ("<script>\n  a // b\n  c</script>", "<script>\n  a // b\n  c</script>"),
        ('<a title="b\n   c > d">\n  e</a>', '<a title="b\n   c > d">\ne</a>'),
        ("<a title='b\n   c'>", "<a title='b\n   c'>"),
        ('<!-- a\n   b " -->\n  c', '<!-- a\n   b " -->\nc'),
        ("<prefix>\n  a", "<prefix>\na"),
        ("1 < 2\n  3 > 2", "1 < 2\n3 > 2"),
        ("a\u00a0\n\u00a0b", "a\u00a0\n\u00a0b"),
    ],
)
def test_a_run_of_blanks_with_a_line_end_is_one_line_end(html: str, expected: str) -> None:
    assert compacted(html) == expected
    assert compacted(expected) == expected


def test_a_page_that_is_indented_more_comes_out_the_same(any_site: Path) -> None:
    for file in sorted(any_site.rglob("*.html")):
        page = file.read_text(encoding="utf-8")
        if "<pre" not in page and "<textarea" not in page:
            assert compacted(page.replace(">\n<", ">\n\t\n      <")) == page, file


_PLAINLY = re.compile(
    r"""<(?P<kept>pre|textarea|script|style)\b.*?</(?P=kept)\s*>"""
    r"""|<!--.*?-->|<[a-z/!](?:[^>"']|"[^"]*"|'[^']*')*>"""
    r"""|(?P<blanks>[ \t\r\f]*\n[ \t\r\n\f]*)""",
    re.IGNORECASE | re.DOTALL,
)
"""The same rule, slower: piece by piece."""

_SCRAPS = [
    "<",
    ">",
    '"',
    "'",
    "\n",
    " ",
    "\t",
    "\r",
    "<!--",
    "-->",
    "<p ",
    "</p>",
    "<pre>",
    "</PRE >",
    "<script",
    "</script>",
]


@given(st.lists(st.sampled_from([*_SCRAPS, "a", "ſ", "/", "!"]), max_size=30).map("".join))
def test_whatever_the_page_looks_like_only_such_runs_differ(html: str) -> None:
    assert compacted(html) == _PLAINLY.sub(lambda piece: "\n" if piece["blanks"] else piece[0], html)
