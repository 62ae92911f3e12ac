"""The last wall: nh3 lets through the elements, attributes and addresses that the rules generate."""

from __future__ import annotations

import re

import nh3

SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"  # the address of an entry, or an id
_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}


def _relative(address: str) -> str | None:
    """Of relative addresses, those that the rules generate for links to entries, headings and footnotes."""
    generated = rf"(?:\.\./{SLUG}/)?(?:#[\w.~%-]+)?"
    return address if re.fullmatch(generated, address, re.ASCII) else None


def _second_look(_tag: str, attribute: str, value: str) -> str | None:
    """Nothing for an id that the rules do not generate; nh3 would let any through."""
    sound = attribute != "id" or (re.fullmatch(SLUG, value) and not value.startswith("kb-"))
    return value if sound else None


_CLEANER = nh3.Cleaner(
    tags=_HEADINGS
    | {"p", "ul", "ol", "li", "blockquote", "em", "strong", "s", "code", "pre", "hr", "br", "a", "sup"}
    | {"section", "table", "thead", "tbody", "tr", "th", "td"},
    attributes={
        "a": {"href", "aria-label"},
        "section": {"aria-label"},
        "ol": {"start"},
        **{tag: {"id"} for tag in _HEADINGS | {"sup", "li"}},
    },
    tag_attribute_values={
        "a": {"rel": {"noopener noreferrer"}},
        "th": {"scope": {"col"}},
        "section": {"tabindex": {"0"}},
    },
    allowed_classes={
        "a": {"footnote-backref"},
        "sup": {"footnote-ref"},
        "section": {"footnotes", "kb-table"},
        **{tag: {"align-left", "align-center", "align-right"} for tag in ("th", "td")},
    },
    url_schemes={"http", "https", "mailto"},
    url_relative=_relative,
    attribute_filter=_second_look,
    link_rel=None,  # set by the rules, on links to other sites only
)


def clean(html: str) -> str:
    """`html` with nothing in it that the rules do not generate, and with every element closed."""
    return _CLEANER.clean(html)
