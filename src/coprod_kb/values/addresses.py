"""Web addresses that people write among other words, with or without `https://`."""

from __future__ import annotations

import re

from coprod_kb.values.identifiers import doi, doi_url
from coprod_kb.values.web import is_web_address, without_marks

_ADDRESS = re.compile(
    r"(?<![\w.@/-])(?:https?://|www\.(?=[\w-]+\.\w)|(?:[\w-]++\.)++(?:com|edu|eu|gov|info|int|net|org|scot|uk|wales)/"
    r"|(?:doi:\s?)?+(?=10\.[0-9]{4,9}/\w))(?:(?![;,]https?:)[^\s<>\"]){1,2000}+",
    re.IGNORECASE,
)
_AROUND = " \t:;,=–—-|()[]<>"
_BEFORE, _BEHIND = (
    re.compile(r"(?:and|or|&)\b[ :,]*", re.IGNORECASE),
    re.compile(r"[,;.]?\s(?:and|or|&)\s*\Z"),
)


def labelled_addresses(text: str) -> list[tuple[str, str]]:
    """The web addresses in a text, each with the words that stand before it, or else behind it; empty if there are none.

    An address counts with `https://`, with `www.`, and with a path; so do DOIs, without a resolver too. They are
    returned as full addresses. Words: without brackets and marks around them; empty if there are none.
    """
    found = [
        (match.start(), match.start() + len(written), full)
        for match in _ADDRESS.finditer(text)
        if is_web_address(full := _full_address(written := without_marks(match[0])))
    ]
    if not found:
        return []
    edges = [0, *(edge for start, end, _ in found for edge in (start, end)), len(text)]
    words = [_words(text[start:end]) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    if not words[0] and any(words[1:]):
        words = words[1:]
    elif rest := text[edges[-2] :].strip(_AROUND + "."):
        words[-2] = f"{words[-2]} ({rest})".strip() if f"({rest})" in text else f"{words[-2]} {rest}".strip()
    return [(label, full) for label, (_, _, full) in zip(words, found, strict=False)]


def _full_address(written: str) -> str:
    if "://" in written[:8]:
        return written
    try:
        return doi_url(doi(written))
    except ValueError:
        return f"https://{written}"


def _words(between: str) -> str:
    words = " ".join(_BEHIND.sub("", between).split()).strip(_AROUND)
    if found := _BEFORE.match(words):
        words = words[found.end() :].strip(_AROUND)
    if not any(map(str.isalnum, words)):
        return ""
    return f"{words})" if words.count("(") > words.count(")") else words
