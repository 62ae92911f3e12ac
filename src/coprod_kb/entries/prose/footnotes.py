"""Footnotes: findings about those without a mention or a text, and numbers and links for the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries.prose.page import Page
from coprod_kb.values.translation import gettext


def footnotes(page: Page) -> Iterator[Diagnostic]:
    """Footnotes that are not shown, because nothing mentions them or they are repeated, and mentions of no footnote."""
    for block, _, token in page.inline("lost_mention"):
        yield page.finding("footnote-missing", page.place_in(block, token), mention=token.content)
    used = page.env.get("footnotes", {}).get("refs", {})
    labels: set[str] = set()
    for token in page.env.get("blocks", ()):
        if token.type == "footnote_reference_open":
            label, place = token.meta["label"], page.place(token.map[0])
            if label in labels:
                yield page.finding("footnote-repeated", place, label=label)
            elif used[f":{label}"] < 0:
                yield page.finding("footnote-unused", place, label=label)
            labels.add(label)


def number_footnotes(page: Page) -> None:
    """Writes footnotes with ids that consist of numbers only, and with labels for screen readers."""
    mentions: Counter[int] = Counter()
    for _, _, token in page.inline("footnote_ref"):
        number = token.meta["id"] + 1
        mentions[number] += 1
        identifier = _mention(number, mentions[number])
        name = gettext("Footnote {number}", number=number)
        link_to = f'<a href="#fn{number}" aria-label="{name}">{number}</a>'
        token.type = "html_inline"
        token.content = f'<sup class="footnote-ref" id="{identifier}">{link_to}</sup>'
    fixed = {
        "footnote_block_open": f'<section class="footnotes" aria-label="{gettext("Footnotes")}">\n<ol>\n',
        "footnote_block_close": "</ol>\n</section>\n",
    }
    for token in page.tokens:
        if token.type in fixed:
            token.type, token.content = "html_block", fixed[token.type]
        elif token.type == "footnote_open":
            token.type, token.content = "html_block", f'<li id="fn{token.meta["id"] + 1}">'
        elif token.type == "footnote_anchor":
            number, mention = token.meta["id"] + 1, token.meta["subId"] + 1
            # A mention in the description of an image is not on the page, so nothing can lead back to it.
            back = _back_link(number, mention) if mention <= mentions[number] else ""
            token.type, token.content = "html_block", back


def _mention(number: int, mention: int) -> str:
    return f"fnref{number}" if mention == 1 else f"fnref{number}-{mention}"


def _back_link(number: int, mention: int) -> str:
    name = (
        gettext("Back to the text, footnote {number}, mention {mention}", number=number, mention=mention)
        if mention > 1
        else gettext("Back to the text, footnote {number}", number=number)
    )
    href = f"#{_mention(number, mention)}"
    return f' <a class="footnote-backref" href="{href}" aria-label="{name}">\u21a9\ufe0e</a>'
