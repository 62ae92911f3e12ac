"""Pages and article numbers of published works in their normal form."""

from __future__ import annotations

import re

_DASH = r"[-\u2010-\u2015\u2212]"
_DASHES = re.compile(rf" ?{_DASH}(?: ?{_DASH})+ ?| ?[\u2010-\u2015\u2212] ?")
_LABEL = re.compile(
    r"(?:(?:pii|art(?:icle)?\.?(?:\s*(?:no|number|id)\b)?|pages?)[.:\s]++|pp?\.\s*|pp\s*(?=[0-9])|p\s+)(?=\S*[0-9])",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"(?<=[0-9])\s*-?\s*[+&]\Z|(?<=[0-9])\s*-\Z")
_ROMAN = re.compile(r"([ivxlcdm]+)\s*-\s*([ivxlcdm]+)", re.IGNORECASE)
_RANGE = re.compile(r"([a-z]{0,3})([0-9]+)\s*-\s*([a-z]{0,3})([0-9]+)", re.IGNORECASE)
_ARTICLE_NUMBER = re.compile(r"e[0-9]+-[0-9]+", re.IGNORECASE)
"""Not a range, as the last page of one has the letter as well: `e12-e15`."""

_IN_TEXT = re.compile(rf"(?<![\w.-])(?<!- ){_RANGE.pattern}(?![\w.-]| -)", re.IGNORECASE)


def normal_pages(text: str) -> str:
    """Pages with hyphens and whole numbers: `512-518` for `pp. 512–8`, `104` for `104-+`, `E1392` for `pii: E1392`.

    Several ranges and words between them stay: `23-27; discussion 28-29`. Article numbers with hyphens stay as they are.
    """
    plain = _DASHES.sub("-", " ".join(text.split()))
    if label := _LABEL.match(plain):
        plain = plain[label.end() :]
    plain = _OPEN_END.sub("", plain)
    return _IN_TEXT.sub(_whole_range, plain)


def _whole_range(found: re.Match[str]) -> str:
    """A range with its last page written out; the page alone if both are the same."""
    before, first, letters, last = found.groups()
    if len(last) < len(first) and not letters:
        last = first[: len(first) - len(last)] + last
        letters = before
    if letters.casefold() != before.casefold() or int(last) < int(first):
        return found[0]
    start, end = f"{before}{first}", f"{letters}{last}"
    return start if end == start else f"{start}-{end}"


def first_and_last(text: str) -> tuple[str, str]:
    """The first and the last page; for an article number, or anything else that is not a range, the text and ""."""
    pages = normal_pages(text)
    found = _RANGE.fullmatch(pages) or _ROMAN.fullmatch(pages)
    if found is None or _ARTICLE_NUMBER.fullmatch(pages):
        return pages, ""
    first, last = found[0].split("-")
    return first.strip(), last.strip()


def with_dashes(text: str, dash: str) -> str:
    """Pages with this dash in their ranges; hyphens of article numbers stay."""
    pages = normal_pages(text)
    ranges = _ROMAN if _ROMAN.fullmatch(pages) else _IN_TEXT
    return ranges.sub(lambda found: dash.join(filter(None, first_and_last(found[0]))), pages)
