"""Parses a body into tokens, which mark HTML tags and failed links, and writes the tokens as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, autolink, entity, image, link
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

from coprod_kb.entries.prose.page import Page, unpublished
from coprod_kb.values.characters import without
from coprod_kb.values.translation import gettext
from coprod_kb.values.web import MAX_ADDRESS

MAX_NESTING = 20
"""Levels of nesting: a quotation is one, a list two. markdown-it drops text below the last level."""

MAX_LABEL = 100
"""Characters of the label of a footnote; bounds the search for its end."""

MAX_BLOCKS = 50_000
"""Block tokens: starts and ends of paragraphs, list items, table cells and so on. A page of text has about a hundred."""

MAX_BRACKETS = 5_000
"""Opening square brackets outside code. At each of them markdown-it tries links and images, for up to 0.1 ms."""

_TAG = re.compile(
    r"""<!--|</?[a-z][a-z0-9-]*(?:\s+[a-z_:][\w:.-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*/?>""",
    re.ASCII | re.IGNORECASE,
)
_SCHEME = re.compile(r"(?:^|[^a-z0-9.+-])(https?)$", re.IGNORECASE)
_SIGN = re.compile(
    r"[\n\\`~*_\[\]<&]"
)  # characters that may start markup; addresses are looked for separately
_JOINERS = "\u200c\u200d"  # written as a reference, they are meant
_FOOTNOTE = re.compile(rf"\[\^[^\] \n]{{1,{MAX_LABEL}}}\]")


class _Markdown(MarkdownIt):
    """A parser that accepts every address as it is. The rule about links decides which ones are published."""

    def validateLink(self, url: str) -> bool:
        return True

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link


def _located(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """The rule, with the offset in the text of the block at which its token starts as `meta["at"]`."""

    def locate(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent:
            # Pending text may become a token before that of the rule.
            token = next(token for token in state.tokens[before : before + 2] if token.type != "text")
            token.meta.setdefault("at", start)
        return found

    return locate


def _bare_address(state: StateInline, silent: bool) -> bool:
    """A link for an address such as `https://…` in running text. linkify-it decides where the address ends.

    The search for the end stops at the length of the longest address that is published.
    """
    if state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = _SCHEME.search(state.src[max(state.pos - 6, 0) : state.pos])
    if not scheme or not state.md.linkify or not state.pending.endswith(scheme[1]):
        return False
    start = state.pos - len(scheme[1])
    found = state.md.linkify.match_at_start(state.src[start : start + MAX_ADDRESS])
    if not found or len(found.url) == MAX_ADDRESS:
        return False
    address = found.url.rstrip("*")  # ends emphasis
    if not silent:
        state.pending = state.pending[: -len(scheme[1])]
        state.push("link_open", "a", 1).attrs = {"href": address}
        state.tokens[-1].meta["at"] = start
        state.push("text", "", 0).content = address
        state.push("link_close", "a", -1)
    state.pos = start + len(address)
    return True


def _footnote_mention(state: StateInline, silent: bool) -> bool:
    """A mention of a footnote; a token `lost_mention`, shown as typed, if there is no such footnote."""
    found = _FOOTNOTE.match(state.src, state.pos)
    if not found:
        return False
    if footnote_ref(state, silent):
        return True
    if state.src.startswith(("(", "["), found.end()):  # it is the text of a link
        return False
    if not silent:
        token = state.push("lost_mention", "", 0)
        token.content = found[0]
        token.meta["at"] = state.pos
    state.pos = found.end()
    return True


def _tag_as_text(state: StateInline, silent: bool) -> bool:
    """A token `raw_html`, shown as typed, for what other Markdown parsers would pass on as HTML."""
    if state.src[state.pos] != "<" or not (tag := _TAG.match(state.src, state.pos, state.posMax)):
        return False
    if not silent:
        state.push("raw_html", "", 0).content = tag[0]
    state.pos = tag.end()
    return True


def _failed_link(state: StateInline, silent: bool) -> bool:
    """A token `failed_link`, shown as typed, for a `](` that belongs to no link."""
    if silent or not state.src.startswith("](", state.pos):
        return False
    start = state.src.rfind("[", max(state.pos - MAX_ADDRESS, 0), state.pos)
    if start < 0:
        return False
    token = state.push("failed_link", "", 0)
    token.content = "]("
    token.meta["at"] = start
    state.pos += 2
    return True


def _character_reference(state: StateInline, silent: bool) -> bool:
    """A token `unpublished` for a reference such as `&#x202E;` to a character that is not published."""
    found = entity(state, silent)
    if (
        found
        and not silent
        and state.tokens[-1].content not in _JOINERS
        and unpublished(state.tokens[-1].content)
    ):
        state.tokens[-1].type = "unpublished"
    return found


def _open_table(_: object, tokens: Sequence[Token], index: int, __: object, env: EnvType) -> str:
    """A table in a container that scrolls if the table is wider than the page, with the keyboard as well."""
    env["tables"] = number = env.get("tables", 0) + 1  # each container needs a different name
    name = gettext("Table {number}", number=number)
    return f'<section class="kb-table" tabindex="0" aria-label="{name}">\n<table>\n'


def _inline(state: StateCore) -> None:
    """The core rule `inline`, without parsing blocks that have no markup, as most paragraphs: the result is the same."""
    for block in state.tokens:
        if block.type == "inline" and _has_no_markup(block.content):
            block.children = [Token("text", "", 0, content=block.content)]
        elif block.type == "inline":
            block.children = state.md.inline.parse(block.content, state.md, state.env, [])


def _has_no_markup(text: str) -> bool:
    """Whether a text has no character that any inline rule could turn into something other than text."""
    return bool(text) and "://" not in text and not _SIGN.search(text)


def _bound(state: StateCore) -> None:
    brackets = sum(token.content.count("[") for token in state.tokens if token.type == "inline")
    if len(state.tokens) > MAX_BLOCKS or brackets > MAX_BRACKETS:
        state.env["too_many"] = True
        state.tokens = []


def _keep_blocks(state: StateCore) -> None:
    state.env["blocks"] = state.tokens  # in the order of the file, before footnotes are moved or dropped


def _parser() -> MarkdownIt:
    options = {"html": False, "maxNesting": MAX_NESTING, "store_labels": True}  # the preset has html: True
    parser = _Markdown("commonmark", options)
    parser.enable(["table", "strikethrough"]).disable("html_block")
    parser.use(footnote_plugin, inline=False)
    parser.core.ruler.after("block", "bound", _bound)
    parser.core.ruler.at("inline", _inline)
    parser.core.ruler.before("footnote_tail", "keep_blocks", _keep_blocks)
    rules = parser.inline.ruler
    rules.at("linkify", _bare_address)
    rules.enable(
        "linkify"
    )  # the core rule of this name, which also links words such as example.org, stays off
    rules.at("footnote_ref", _footnote_mention)
    located = {"link": link, "image": image, "autolink": autolink}
    located |= {"html_inline": _tag_as_text, "entity": _character_reference}
    for name, rule in located.items():
        rules.at(name, _located(rule))
    rules.push("failed_link", _failed_link)
    for name in ("raw_html", "failed_link", "lost_mention"):
        parser.add_render_rule(name, lambda _, tokens, index, *__: escape(tokens[index].content))
    parser.add_render_rule("unpublished", lambda *_: "")
    parser.add_render_rule("table_open", _open_table)
    parser.add_render_rule("table_close", lambda *_: "</table>\n</section>\n")
    return parser


_MARKDOWN = _parser()


def read(page: Page, body: str) -> None:
    """Fills the page with the lines and tokens of a body."""
    page.lines = re.split("\r\n?|\n", body)
    for row, line in enumerate(page.lines):
        if found := unpublished(line):
            page.removed[row] = [(position - before, line[position]) for before, position in enumerate(found)]
            page.lines[row] = without(line, found)
    page.tokens = _MARKDOWN.parse("\n".join(page.lines), page.env)
    page.kinds = {token.type for block in page.tokens for token in block.children or ()}
    row, past = -1, 0
    for index, token in enumerate(page.tokens):
        if token.type == "fence":
            token.info = ""  # it would become a class
        elif token.type in ("th_open", "td_open"):
            row, past = _read_cell(page, token, page.tokens[index + 1], (row, past))


def _read_cell(page: Page, opening: Token, cell: Token, after: tuple[int, int]) -> tuple[int, int]:
    """Sets the attributes of a table cell, and the column at which its text starts.

    after: the row of the previous cell, and the column at which its text ended. Returns the same for this cell.
    """
    if style := opening.attrs.pop("style", None):
        opening.attrs["class"] = str(style).replace("text-align:", "align-")
    if opening.tag == "th":
        opening.attrs["scope"] = "col"
    row = (cell.map or [0])[0]
    past = after[1] if row == after[0] else 0
    written = cell.content.replace("|", "\\|")
    if written and (column := page.lines[row].find(written, past)) >= 0:
        cell.meta["column"], past = column, column + len(written)
    return row, past


def write(page: Page) -> str:
    """The HTML of the page's tokens, not yet sanitised."""
    return str(_MARKDOWN.renderer.render(page.tokens, _MARKDOWN.options, page.env))
