"""A Content-Security-Policy for a finished page: what a browser may load and run there, and nothing else.

See https://www.w3.org/TR/CSP3/. As a `meta` element it works on any host; a policy cannot say there who
may frame the page (`frame-ancestors`), which takes a header of the host.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256

_INLINE = re.compile(
    r"""<(script|style)\b((?:[^>"']|"[^"]*"|'[^']*')*)>(.*?)</\1\s*>""", re.IGNORECASE | re.DOTALL
)
_SOURCE = re.compile(r"\bsrc\s*=", re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([^\s"'>]+)""", re.IGNORECASE)
_RUN = {"", "module", "text/javascript", "application/javascript", "importmap"}
# Browsers look for the encoding in the first bytes, so it keeps its place in front.
_HEAD = re.compile(r"""<head\b[^>]*>(?:\s*<meta\s+charset=[^>]*>)?""", re.IGNORECASE)
_META = '<meta http-equiv="Content-Security-Policy" content="'
_WRITTEN = re.compile(re.escape(_META) + '([^"]*)"')
_SEARCH = 'data-bundle="'
"""What a page holds that asks the search index: `data-bundle` names the folder of Pagefind's files."""
_FORM = 'data-sources="'
"""What a page holds that opens the files of entries: `data-sources` names their folder."""


def policy(html: str) -> str:
    """The policy for a page: its own host only, and exactly the scripts and styles written into it.

    Only a page that searches or opens files of entries may fetch, and only one that searches may compile Pagefind's WebAssembly.
    """
    inline: dict[str, set[str]] = {"script": set(), "style": set()}
    for element, attributes, text in _INLINE.findall(html):
        name = element.lower()
        kind = _TYPE.search(attributes) if name == "script" else None
        if not _SOURCE.search(attributes) and (kind[1].lower() if kind else "") in _RUN:
            inline[name].add(_hash(text))
    searches = _SEARCH in html
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *(["'wasm-unsafe-eval'"] if searches else []), *sorted(inline["script"])],
        "style-src": ["'self'", *sorted(inline["style"])],
        "img-src": ["'self'", "data:"],  # the theme's style sheet holds its icons
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"] if fetches(html) else ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def fetches(html: str) -> bool:
    """Whether a part of a page fetches files of the site: the search index, or the files of entries."""
    return _SEARCH in html or _FORM in html


def fetching(html: str) -> str:
    """A page, or its start, whose policy allows it to fetch files of the site."""
    return html.replace("connect-src 'none'", "connect-src 'self'", 1)


def protected(html: str) -> str:
    """The page with its policy as the first thing after its encoding."""
    element = f'{_META}{policy(html)}">'
    head = _HEAD.search(html)
    at = head.end() if head else 0
    return html[:at] + element + html[at:]


def policy_in(html: str) -> str:
    """The policy that `protected` has written into a page; empty if it has none. html: the page, or its start."""
    written = _WRITTEN.search(html)
    return written[1] if written else ""


@lru_cache(maxsize=256)
def _hash(text: str) -> str:
    """The source that allows one inline element; browsers hash it with `\\n` line ends."""
    written = text.replace("\r\n", "\n").replace("\r", "\n").encode()
    return f"'sha256-{b64encode(sha256(written).digest()).decode()}'"
