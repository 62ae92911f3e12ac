"""The last line of defence: nh3 keeps only the elements, attributes and addresses that the rules generate."""

from __future__ import annotations

import re

import nh3

SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
"""Pattern of a slug, and of an id."""
_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}


def _relative(address: str) -> str | None:
    """The address if the rules generate such relative addresses, for links to entries, headings and footnotes; else `None`."""
    generated = rf"(?:\.\./{SLUG}/)?(?:#[\w.~%-]+)?"
    return address if re.fullmatch(generated, address, re.ASCII) else None


def _without_foreign_id(_tag: str, attribute: str, value: str) -> str | None:
    """The value of an attribute; `None` for an id that the rules do not generate, since nh3 would keep it."""
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
    attribute_filter=_without_foreign_id,
    link_rel=None,  # set by the rules, on links to other sites only
)


def clean(html: str) -> str:
    """The HTML without anything that the rules do not generate, and with every element closed."""
    return _CLEANER.clean(html)
