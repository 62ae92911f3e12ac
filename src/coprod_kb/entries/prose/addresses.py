"""Which addresses of links are published, and what is wrong with the others."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, unquote

from slugify import slugify

from coprod_kb.entries.prose.sanitising import SLUG
from coprod_kb.values.web import MAX_ADDRESS, UNSEEN, is_web_address

_ENTRY = re.compile(rf"(?:[\w.-]+/)*({SLUG})\.md(?:#(\S*))?", re.ASCII)
_MAIL = re.compile(
    r"mailto:[\w.!#$%&'*+/=^{|}~-]+@[\w-]+(?:\.[\w-]+)+(?:\?[^<>\"]*)?", re.ASCII | re.IGNORECASE
)


@lru_cache(maxsize=256)  # thousands of links may share one definition
def published(address: str) -> str | None:
    """The address as published: rewritten if it names an entry, else as it is; `None` if it is not allowed."""
    if len(address) > MAX_ADDRESS or UNSEEN.search(address):
        return None
    if entry := entry_named(address):
        slug, fragment = entry
        return f"../{slug}/" + (f"#{heading_named(fragment)}" if fragment else "")
    if re.match("#.", address):
        return f"#{heading_named(address[1:])}"
    if _MAIL.fullmatch(address):
        return address
    return address if is_web_address(address) else None


@lru_cache(maxsize=1 << 12)  # most entries have the same headings
def heading_id(text: str) -> str:
    """The id of a heading with this text: its words in small letters without accents, with hyphens; may be empty."""
    slug = slugify(
        text[:200], entities=False, decimal=False, hexadecimal=False, max_length=80, word_boundary=True
    )
    # Templates use ids that start with `kb-`, and footnotes ids that start with `fn`.
    return f"section-{slug}" if slug.startswith(("kb-", "fn")) else slug


def heading_named(fragment: str) -> str:
    """The id that a fragment means, which may have accents and capitals as on other sites: `#dŵr` and `#dwr`."""
    return heading_id(unquote(fragment)) or quote(fragment, safe="")


def entry_named(address: str) -> tuple[str, str | None] | None:
    """The slug and the fragment of an address that names the file of an entry; `None` for other addresses."""
    found = _ENTRY.fullmatch(address)
    return (found[1], found[2] or None) if found else None


_FULL_ADDRESS = (
    "Write the whole address, starting with https://, "
    "or the file name of another entry, such as other-entry.md."
)
# The first pattern that matches an address gives its message and hint.
_REFUSED = [
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), fault, hint)
    for pattern, fault, hint in (
        ("#?$", "has no address", _FULL_ADDRESS),
        (
            f".*{UNSEEN.pattern}",
            "has a space, a backslash or an invisible character in its address",
            "Write %20 for a space and / for a backslash, and delete what cannot be seen.",
        ),
        (
            "https?:",
            "has an address that is not valid",
            "Open the page in a browser, copy its address and paste it here.",
        ),
        ("mailto:", "has no valid email address", "Write it like this: mailto:someone@example.org"),
        ("[^/#?:@]+@[^/#?@]+$", "has an email address only", "Write mailto: in front of the address."),
        ("//", "has no full address", "Write https: in front of the address."),
        (
            "[a-z][a-z0-9+.-]*:",
            "has a kind of address that is not published",
            "Use an address that starts with https:// or mailto:, or the file name of another entry.",
        ),
        (
            "(?:[^?#]*/)?[^/?#]+[.]md(?:[?#].*)?$",
            "does not name the file of an entry",
            "Write only its file name: small letters, digits and hyphens, such as other-entry.md.",
        ),
        ("", "has no full address", _FULL_ADDRESS),
    )
]


@lru_cache(maxsize=256)
def refusal(address: str) -> tuple[str, str]:
    """What is wrong with an address that is not published, and what to write instead."""
    if len(address) > MAX_ADDRESS:
        return (
            f"has an address of more than {MAX_ADDRESS} characters",
            "Look for a shorter address of the page.",
        )
    _, fault, hint = next(refused for refused in _REFUSED if refused[0].match(address))
    return fault, hint
