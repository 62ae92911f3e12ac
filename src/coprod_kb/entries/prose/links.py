"""The rules about links, about text that looks like a link, and about images, which become links."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from markdown_it.token import Token

from coprod_kb.diagnostics import Diagnostic, nearest
from coprod_kb.entries.prose.addresses import entry_named, published, refusal
from coprod_kb.entries.prose.model import MAX_COMPARED, EntryLink, WebLink
from coprod_kb.entries.prose.page import Page, in_one_line
from coprod_kb.values.identifiers import tidy_address
from coprod_kb.values.web import is_web_address

MAX_ADDRESSES = 128 * 1024
"""Characters of all addresses of a body. Thousands of links may use one definition, and each repeats its address."""

_TOO_MANY = (
    "is not shown, because the addresses of all links together are too long",
    "Use fewer links, or shorter addresses.",
)


def links(page: Page) -> Iterator[Diagnostic]:
    """Rewrites the addresses of links, and hides links whose address is not published or whose heading is missing."""
    identifiers = {heading.id: None for heading in page.headings}
    for block, index, opening in page.inline("link_open"):
        tokens = block.children or []
        end = next(at for at in range(index + 1, len(tokens)) if tokens[at].type == "link_close")
        address = str(opening.attrs["href"])
        place = page.place_of_address(block, opening, address)
        words = {"text": in_one_line(tokens[index + 1 : end]), "address": address}
        page.addresses += len(address)
        href = published(address) if page.addresses <= MAX_ADDRESSES else None
        if not href or (href[0] == "#" and href[1:] not in identifiers):
            opening.hidden = tokens[end].hidden = True
            if href:
                hint = _heading_hint(href[1:], list(identifiers)[:MAX_COMPARED])
                yield page.finding("unknown-heading", place, **words, hint=hint)
            else:
                fault, hint = refusal(address) if page.addresses <= MAX_ADDRESSES else _TOO_MANY
                yield page.finding("link-address", place, **words, fault=fault, hint=hint)
            continue
        opening.attrs = {"href": href}  # titles are not published
        if is_web_address(href):
            if (right := tidy_address(href)) != href:
                yield page.finding("address-mark", place, address=href, right=right)
            opening.attrs["rel"] = "noopener noreferrer"
            page.web_links.append(WebLink(href, *place))
        elif entry := entry_named(address):
            page.entry_links.append(EntryLink(*entry, *place))
        for token in tokens[index + 1 : end]:
            token.meta["linked"] = True
        if not words["text"]:
            tokens.insert(end, Token("text", "", 0, content=address))
            yield page.finding("link-without-text", place, **words)


def _heading_hint(fragment: str, identifiers: list[str]) -> str:
    if best := nearest(fragment, identifiers):
        return f"Did you mean #{best}?"
    if identifiers:
        return f"Write the name of a heading of this text, such as #{identifiers[0]}."
    return "This text has no headings: add the heading, or delete the link."


def images(page: Page) -> Iterator[Diagnostic]:
    """Turns each image into its description, which links to the image if that is on the web."""
    for block, _, token in page.inline("image"):
        page.addresses += len(str(token.attrs["src"]))
        within = page.addresses <= MAX_ADDRESSES
        address = (within and published(str(token.attrs["src"]))) or ""
        text = in_one_line(token.children or ())
        token.type, token.content = "html_inline", escape(text)
        if is_web_address(address) and "linked" not in token.meta:
            page.web_links.append(WebLink(address, *page.place_in(block, token)))
            shown = escape(text or address)
            token.content = f'<a href="{escape(address)}" rel="noopener noreferrer">{shown}</a>'
        yield page.finding("image-not-shown", page.place_in(block, token), text=text)


def failed_links(page: Page) -> Iterator[Diagnostic]:
    for block, _, token in page.inline("failed_link"):
        yield page.finding("link-form", page.place_in(block, token))
