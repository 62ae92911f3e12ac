"""Texts made to take long: how much is done with them, counted in lines of Python that run.

A clock would say something else on every machine.
"""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any, NamedTuple

import pytest
from linkify_it import LinkifyIt

from coprod_kb.entries.prose import MAX_COMPARED, Prose
from coprod_kb.entries.prose.addresses import refusal
from coprod_kb.entries.prose.links import MAX_ADDRESSES
from coprod_kb.entries.prose.markdown import MAX_BLOCKS, MAX_BRACKETS, MAX_LABEL
from coprod_kb.entries.prose.page import Page
from coprod_kb.entries.prose.rendering import MAX_BYTES
from coprod_kb.values.web import MAX_ADDRESS
from tests.entries.prose.published import Published, html_of, read

FOOTNOTE = "[^a]: x\n\n"
TABLE = "|a|b|\n|-|-|\n"


class Case(NamedTuple):
    """A text that is one piece over and over.

    codes: of the findings. before: what it stands after.
    """

    piece: str
    codes: set[str]
    before: str = ""

    def body(self, length: int) -> str:
        return self.before + self.piece * (length // len(self.piece))


UNUSED = {"footnote-unused"}
CASES = {
    "brackets": Case("[", {"too-many"}),
    "images": Case("![", {"too-many"}),
    "images after a footnote": Case("![", {"too-many"}, FOOTNOTE),
    "ends of links": Case("](", set()),
    "links that never end": Case("[a](b", {"link-form"}),
    "links that never end in a cell": Case("[a](b", {"link-form"}, TABLE),
    "emphasis": Case("*a ", set()),
    "strong in emphasis": Case("**a *b ", set()),
    "stars": Case("*", set(), "a"),
    "backticks": Case("`a ``b ", set()),
    "less-than signs": Case("<", set()),
    "comments": Case("<!--", {"raw-html"}),
    "tags": Case("<a b='", set()),
    "footnotes in footnotes": Case("[^a]: [^b]", {"footnote-missing"}),
    "mentions": Case("[^a]", set(), FOOTNOTE),
    "mentions that never end": Case("[^ab", set()),
    "mentions that never end after a footnote": Case("[^ab", UNUSED, FOOTNOTE),
    "addresses": Case("http://a.org/((", set()),
    "addresses in addresses": Case("http://a.org/(http://b.org/[", set()),
    "addresses in a cell": Case("http://a.org/((", set(), TABLE),
    "colons": Case("x://", set()),
    "refused links": Case("[a](b) ", {"link-address"}),
    "refused links in a cell": Case("[a](b) ", {"link-address"}, TABLE),
    "tags in lines": Case("<b>\n", {"raw-html"}),
    "tags in rows": Case("<b>\n", {"raw-html"}, TABLE),
    "definitions": Case("[a\n", set()),
    "rows without a table": Case("|\n", set()),
    "rows": Case("|\n", {"too-many"}, TABLE),
    "quotations": Case(">", {"nested-too-deeply"}),
    "lists": Case("+ ", {"nested-too-deeply"}),
    "headings": Case("# a\n", set()),
    "underlines": Case("a\n-\n", set()),
    "numbers of characters": Case("&#x202e;", {"bidi-control"}),
    "control characters": Case("\x00[a](b)", {"control-character", "link-address"}),
    "control characters in a cell": Case("\x00[a](b)", {"control-character", "link-address"}, TABLE),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_long_text_comes_to_an_end(case: Case) -> None:
    body = case.body(15_000)
    prose, found = read(body)
    assert {finding.code for finding in found} == case.codes
    assert len(found) <= len(body) // len(case.piece) + 1
    assert len(prose.html) <= 60 * len(body)


def steps(body: str) -> int:
    """How many lines of Python run while a body is read."""
    count = 0

    def trace(_frame: FrameType, _event: str, _argument: object) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read(body)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_twice_the_text_takes_twice_the_steps(case: Case) -> None:
    read(case.body(100))  # what is done once only, is done now
    assert steps(case.body(1000)) < 2.2 * steps(case.body(500))


def test_a_table_of_thousands_of_columns() -> None:
    prose, _ = read("|a" * 3000 + "|\n" + "|-" * 3000 + "|\n" + "|b" * 1500 + "|\n|\n|\n|\n")
    assert prose.html.count("<th ") == 3000


@pytest.mark.slow
@pytest.mark.parametrize(("more", "shown"), [(0, True), (1, False)])
def test_the_largest_number_of_blocks(more: int, shown: bool) -> None:
    prose, found = read("a\n\n" * (MAX_BLOCKS // 3 + more))  # each has a start, a text and an end
    assert bool(prose.html) == shown
    assert [(finding.code, finding.line, finding.column) for finding in found] == [("too-many", 1, 1)] * (
        not shown
    )


@pytest.mark.parametrize(("more", "shown"), [(0, True), (1, False)])
@pytest.mark.parametrize("piece", ["[", "![", "a [b] ", "[a](b.md)\n"])
def test_the_largest_number_of_brackets(piece: str, more: int, shown: bool) -> None:
    prose, found = read("```\n[[[\n```\n\n" + piece * (MAX_BRACKETS + more))
    assert bool(prose.html) == shown
    assert [(finding.code, finding.line, finding.column) for finding in found if finding.is_error] == [
        ("too-many", 1, 1)
    ] * (not shown)


@pytest.mark.parametrize("piece", ["[a](b", "<b>", "[a](b) ", "a\n<b>"])
def test_the_lines_of_a_block_are_looked_for_once(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    lines_of = Page._lines_of

    def counted(*arguments: Any) -> Any:
        calls.append(arguments)
        return lines_of(*arguments)

    monkeypatch.setattr(Page, "_lines_of", counted)
    assert read(piece * 200)[1]
    assert len(calls) == 1


def test_too_long_a_text_is_not_rendered() -> None:
    assert read("é" * (MAX_BYTES // 2 + 1))[0] == Prose()


@pytest.mark.parametrize(("length", "linked"), [(MAX_ADDRESS - 1, True), (MAX_ADDRESS, False)])
def test_the_longest_address_in_running_text(length: int, linked: bool) -> None:
    address = "https://example.org/".ljust(length, "a")
    assert Published(html_of(address)).all("href") == [address] * linked


def test_the_end_of_an_address_is_not_searched_for_beyond_its_longest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lengths = []
    match = LinkifyIt.match_at_start

    def measured(linkify: LinkifyIt, text: str) -> Any:
        lengths.append(len(text))
        return match(linkify, text)

    monkeypatch.setattr(LinkifyIt, "match_at_start", measured)
    read("http://a.org/((" * 1000)
    assert max(lengths) == MAX_ADDRESS


@pytest.mark.parametrize(("length", "shown"), [(MAX_LABEL, True), (MAX_LABEL + 1, False)])
def test_the_longest_label_of_a_footnote(length: int, shown: bool) -> None:
    label = "a" * length
    assert ("Note" in html_of(f"x[^{label}]\n\n[^{label}]: Note")) == shown


DEFINITION = "[a]: https://example.org/".ljust(1005, "a")


@pytest.mark.parametrize("use", ["[a] ", "[b][a] ", "![a] "])
def test_an_address_that_thousands_of_links_share_is_repeated_within_bounds(use: str) -> None:
    prose, found = read(f"{DEFINITION}\n\n{use * 2500}")
    assert prose.html.count("<a ") == MAX_ADDRESSES // 1000
    assert {finding.code for finding in found} <= {"link-address", "image-not-shown"}


@pytest.mark.parametrize(
    "start", ["https://example.org/", "http://", "mailto:a@example.org?", "other.md#", "x", "x ", "//", "\\"]
)
def test_a_longer_address_is_refused_whatever_it_is(start: str) -> None:
    prose, (found,) = read(f"[a](<{start.ljust(MAX_ADDRESS + 1, 'a')}>)")
    assert "<a" not in prose.html
    assert (found.code, f"more than {MAX_ADDRESS} characters" in found.message) == ("link-address", True)
    assert read(f"[a](https://example.org/{'a' * (MAX_ADDRESS - 20)})")[1] == []


def test_an_address_that_many_links_share_is_judged_once() -> None:
    refusal.cache_clear()
    read(f"[a]: {'b' * 1900}\n\n{'[a] ' * 5000}")
    assert refusal.cache_info().misses == 1


def test_only_the_first_headings_are_compared_with_a_link_that_misses() -> None:
    def hint(headings: int) -> str:
        titles = "".join(f"# {number}\n" for number in range(headings - 1))
        return read(f"{titles}# Methods\n\n[a](#method)")[1][0].hint

    assert "#methods" in hint(MAX_COMPARED)
    assert "#methods" not in hint(MAX_COMPARED + 1)
