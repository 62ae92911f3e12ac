"""Which text is the address of a page on the web: one rule for front matter, prose and pages."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from urllib.parse import quote, urlsplit

import nh3

MAX_ADDRESS = 2000
"""Characters of one address."""

UNSEEN = re.compile(
    r"[\s\\\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""What may not stand in an address: blanks, backslashes, and what nobody sees."""

_WEB = re.compile(
    r"https?://(?:[^\s/?#@%:\\<>\"|^`{}\[\]]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?(?:[/?#][^\s\\]*)?",
    re.IGNORECASE | re.ASCII,
)


_CLEANER = nh3.Cleaner()


@lru_cache(maxsize=1 << 16)  # each is asked for on several pages, and again in each preview
def is_web_address(text: str) -> bool:
    """Whether this is a full http or https address that browsers and Python take for the same.

    A name before the host is refused: https://nhs.uk@example.org leads to example.org.
    """
    if len(text) > MAX_ADDRESS or UNSEEN.search(text) or not _WEB.fullmatch(text):
        return False
    try:
        parts = urlsplit(text)
        sound = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return sound and "href=" in _CLEANER.clean(f'<a href="{escape(text)}"></a>')


_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\\x7f-\x9f]")


def iri(address: str) -> str:
    """The address as feeds and linked data hold it (RFC 3987): browsers take `<` or `{` in one, these do not."""
    return _NOT_IN_IRI.sub(lambda found: quote(found[0]), address)
