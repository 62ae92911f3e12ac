"""Web addresses: the one rule for front matter, prose and pages."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from urllib.parse import quote, urlsplit

import nh3

from coprod_kb.values.characters import NEVER_IN_ADDRESSES
from coprod_kb.values.forms import any_case

MAX_ADDRESS = 2000
"""Length of an address in characters."""

UNSEEN = re.compile(rf"[\s\\{NEVER_IN_ADDRESSES}]")
"""Characters that an address must not contain: whitespace, backslashes, and invisible characters."""

WEB = (
    any_case("https?://") + r"""(?:[^\s/?#@%:\\<>"|^`{}\[\]]+|\[[0-9a-fA-F:.]+\])(?::[0-9]{1,5})?"""
    r"(?:[/?#][^\s\\^]*(?:\^(?!\^)[^\s\\^]*)*)?"
)
"""The pattern of a web address; `is_web_address` knows more about what browsers take."""

_WEB = re.compile(WEB, re.ASCII)
_BEHIND = ".,:!?*’”»›>"
_ESCAPED = ("&gt;", "&quot;", "&nbsp;", "%3E", "%3e", "%22", "%E2%80%9D", "%E2%80%99", "%E2%80%8B")
_CLOSING = {")": "(", "]": "[", "}": "{"}
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\\x7f-\x9f]")
_CLEANER = nh3.Cleaner()


@lru_cache(maxsize=1 << 16)  # each address stands on several pages, and in every rebuild of a preview
def is_web_address(text: str) -> bool:
    """Whether the text is a full http or https address that browsers and Python understand in the same way.

    Addresses with a user name are refused: https://nhs.uk@example.org leads to example.org. So is `^^`, with which TeX
    writes any character.
    """
    if len(text) > MAX_ADDRESS or UNSEEN.search(text) or not _WEB.fullmatch(text):
        return False
    try:
        parts = urlsplit(text)
        valid = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return valid and "href=" in _CLEANER.clean(f'<a href="{escape(text)}"></a>')


def is_https(text: str) -> bool:
    """Whether the text is a full https address, as `is_web_address` has it."""
    return text.startswith("https://") and is_web_address(text)


def host_of(address: str) -> str:
    """The host of a web address for readers: `example.org` for `https://www.example.org/page`."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def without_marks(address: str) -> str:
    """An address without the marks and brackets that the sentence around it adds: `https://example.org/a),`."""
    while True:
        shorter = address[:MAX_ADDRESS].rstrip(_BEHIND)
        for written in _ESCAPED:
            shorter = shorter.removesuffix(written)
        shorter = shorter.rstrip(";") if shorter == address else shorter
        closing = shorter[-1:]
        if closing in {"'", '"'} and shorter.count(closing) % 2:
            shorter = shorter[:-1]
        if closing in _CLOSING and shorter.count(closing) > shorter.count(_CLOSING[closing]):
            shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter


def iri(address: str) -> str:
    """The address as an IRI (RFC 3987), for feeds and linked data: `<`, `{` and others are percent-encoded."""
    return _NOT_IN_IRI.sub(lambda found: quote(found[0]), address)
