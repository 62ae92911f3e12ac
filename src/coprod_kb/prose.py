"""The text below an entry's front matter: untrusted Markdown in, sanitised HTML and findings out.

Three walls, in this order: markdown-it-py with `html: False` writes every tag that was typed as
text; the rules below decide every address, id and class; nh3 lets through only what they generate.
Each rule is a generator of findings that may also change the tokens of the page it is given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from operator import itemgetter
from typing import Any
from urllib.parse import quote, urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, autolink, entity, image, link
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref
from slugify import slugify

from coprod_kb.diagnostics import Diagnostic, Severity, in_order, nearest

MAX_BYTES = 64 * 1024
MAX_NESTING = 20  # blockquotes count once, lists twice; past it markdown-it drops the text
MAX_LABEL = 100  # characters of a footnote's label; bounds the search for its end
MAX_ADDRESS = 2000  # characters of an address in running text, for the same reason
MAX_COMPARED = 200  # headings, for "did you mean"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as published.

    text: without markup, in one line; never empty.
    id: `[a-z0-9-]+`, unique in the page.
    level: 2 to 6, below the page's h1; no level is skipped on the way down.
    line: of the file, counted from 1.
    """

    text: str
    id: str
    level: int
    line: int


@dataclass(frozen=True, slots=True)
class EntryLink:
    """A link to another entry, published as `../<slug>/`; nobody has checked that it exists.

    fragment: the id of a heading there as the contributor wrote it; `None` if absent.
    line, column: of the place to correct, counted from 1: the link, or the `[label]: …` line that
    holds its address.
    """

    slug: str
    fragment: str | None
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A rendered body.

    html: sanitised; its relative links hold on `/entries/<slug>/` pages only; empty if there is no text.
    headings, entry_links: in the order of the page, footnotes last.
    words: how many words `text` has.
    text: plain text, one line per paragraph, heading, table cell or code block.
    """

    html: str = ""
    headings: tuple[Heading, ...] = ()
    entry_links: tuple[EntryLink, ...] = ()
    words: int = 0
    text: str = ""


def render(body: str, *, path: str, first_line: int) -> tuple[Prose, list[Diagnostic]]:
    """The sanitised HTML of `body` and what is wrong with it, ordered by place. Never raises.

    body: the part of an entry's file after its front matter; any string at all.
    path: of that file, for the findings.
    first_line: the line of the file on which `body` starts, counted from 1.
    """
    page = _Page(path, first_line)
    size = len(body.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        return Prose(), [page.finding("body-too-long", page.place(0), size=-(-size // 1024))]
    _read(page, body)
    text = _text(page.tokens)
    found = [diagnostic for rule in _RULES for diagnostic in rule(page)]
    _number_footnotes(page)
    html = _CLEANER.clean(_MARKDOWN.renderer.render(page.tokens, _MARKDOWN.options, page.env)).strip()
    prose = Prose(html, tuple(page.headings), tuple(page.entry_links), len(text.split()), text)
    return prose, list(_without_repeats(in_order(found)))


def _text(tokens: Iterable[Token]) -> str:
    lines = (_plain(token.children) if token.children else token.content for token in tokens)
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _plain(tokens: Iterable[Token]) -> str:
    """The words that readers see of inline tokens; the numbers of footnotes are none."""
    shown: list[str] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            shown.append("\n")
        elif token.type == "image":
            shown.append(_plain(token.children or ()))
        elif token.type in ("text", "code_inline", "raw_html", "failed_link"):
            shown.append(token.content)
    return "".join(shown)


def _without_repeats(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Each finding once; what comes in swarms once per line."""
    seen: set[tuple[object, ...]] = set()
    for diagnostic in found:
        swarms = diagnostic.code in {"raw-html", "link-form", "control-character", "bidi-control"}
        place = (diagnostic.line, None if swarms else (diagnostic.column, diagnostic.message))
        if (diagnostic.code, *place) not in seen:
            seen.add((diagnostic.code, *place))
            yield diagnostic


# --- Places -----------------------------------------------------------------------------------------

_Place = tuple[int, int]  # line and column of the file, counted from 1


@dataclass(slots=True)
class _Page:
    """One body on its way through the rules.

    lines: of the body, without the characters that may not be published.
    removed: those characters, by the index of their line: the column of `lines` before which each
    stood, ascending, and the character.
    tokens: in the order of publication.
    """

    path: str
    first_line: int
    lines: list[str] = field(default_factory=list)
    removed: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    env: dict[str, Any] = field(default_factory=dict)
    tokens: list[Token] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    entry_links: list[EntryLink] = field(default_factory=list)

    def inline(self, kind: str) -> Iterator[tuple[Token, int, Token]]:
        """Every inline token of a type, after the block of text it stands in and its index there."""
        for block in self.tokens:
            for index, token in enumerate(block.children or ()):
                if token.type == kind:
                    yield block, index, token

    def place(self, row: int, column: int = 0) -> _Place:
        """For a row and column of `lines`, both from 0."""
        removed = bisect_right(self.removed.get(row, ()), column, key=itemgetter(0))
        return self.first_line + row, column + removed + 1

    def place_in(self, block: Token, token: Token) -> _Place:
        """Where an inline token starts; column 1 if the line does not show it as it was read."""
        content, at = block.content, token.meta["at"]
        start, end = content.rfind("\n", 0, at) + 1, content.find("\n", at)
        row = (block.map or [0])[0] + content.count("\n", 0, at)
        if "column" in block.meta:  # a table cell, in which \| has become |
            return self.place(row, block.meta["column"] + at + content.count("|", 0, at))
        indent = self.lines[row].rfind(content[start : end if end >= 0 else len(content)])
        return self.place(row, indent + at - start if indent >= 0 else 0)

    def place_of_address(self, block: Token, token: Token, address: str) -> _Place:
        """Where the address of a link is written: in the link, or in its `[label]: …` line."""
        definition = self.env.get("references", {}).get(token.meta.get("label"))
        if definition is None:
            return self.place_in(block, token)
        first, past = definition["map"]
        columns = ((row, self.lines[row].rfind(address)) for row in range(first, past))
        return self.place(*next((found for found in columns if found[1] >= 0), (first, 0)))

    def finding(self, code: str, place: _Place, **words: object) -> Diagnostic:
        """The finding with this code in `_FINDINGS`; `words` fill its message and hint."""
        severity, message, hint = _FINDINGS[code]
        line, column = place
        shown = {name: _short(str(word)) for name, word in words.items()}
        return Diagnostic(
            code=code,
            severity=severity,
            path=self.path,
            line=line,
            column=column,
            message=message.format(**shown),
            hint=hint.format(**shown),
        )


def _short(text: str, length: int = 160) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


# --- Reading ----------------------------------------------------------------------------------------

_BIDI = "\u202a-\u202e\u2066-\u2069"
# Controls but tab and line feed, and lone surrogates, which UTF-8 cannot hold.
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
_UNPUBLISHED = re.compile(f"[{_CONTROLS}{_BIDI}]")
_TAG = re.compile(
    r"""<!--|</?[a-z][a-z0-9-]*(?:\s+[a-z_:][\w:.-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*/?>""",
    re.ASCII | re.IGNORECASE,
)


_SCHEME = re.compile(r"(?:^|[^a-z0-9.+-])(https?)$", re.IGNORECASE)
_FOOTNOTE = re.compile(rf"\[\^[^\] \n]{{1,{MAX_LABEL}}}\]")


class _Markdown(MarkdownIt):
    """Judges no address and rewrites none: the rule about links reports what it refuses."""

    def validateLink(self, url: str) -> bool:
        return True

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link


def _located(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """`rule`, noting in the token it makes where in the block's text it started."""

    def locate(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent:
            # Waiting text may come first.
            token = next(token for token in state.tokens[before : before + 2] if token.type != "text")
            token.meta.setdefault("at", start)
        return found

    return locate


def _bare_address(state: StateInline, silent: bool) -> bool:
    """A link for `https://…` in running text, as far as linkify-it takes it to go."""
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
    return bool(_FOOTNOTE.match(state.src, state.pos)) and footnote_ref(state, silent)


def _tag_as_text(state: StateInline, silent: bool) -> bool:
    """A token `raw_html`, shown as typed, for what other Markdown would pass on as HTML."""
    if state.src[state.pos] != "<" or not (tag := _TAG.match(state.src, state.pos, state.posMax)):
        return False
    if not silent:
        state.push("raw_html", "", 0).content = tag[0]
    state.pos = tag.end()
    return True


def _failed_link(state: StateInline, silent: bool) -> bool:
    """A token `failed_link`, shown as typed, for the `](` of what the rule `link` did not take."""
    if silent or not state.src.startswith("](", state.pos):
        return False
    token = state.push("failed_link", "", 0)
    token.content = "]("
    token.meta["at"] = max(state.src.rfind("[", 0, state.pos), 0)
    state.pos += 2
    return True


def _character_reference(state: StateInline, silent: bool) -> bool:
    """A token `unpublished` where `&#x202E;` would bring back what may not be published."""
    found = entity(state, silent)
    if found and not silent and _UNPUBLISHED.match(state.tokens[-1].content):
        state.tokens[-1].type = "unpublished"
    return found


def _keep_blocks(state: StateCore) -> None:
    state.env["blocks"] = state.tokens  # in the order of the file, before footnotes move or vanish


def _parser() -> MarkdownIt:
    parser = _Markdown("commonmark", {"maxNesting": MAX_NESTING, "linkify": True, "store_labels": True})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False)
    parser.core.ruler.before("footnote_tail", "keep_blocks", _keep_blocks)
    rules = parser.inline.ruler
    rules.at("linkify", _bare_address)
    rules.enable("linkify")  # the core rule of that name, which guesses, stays off
    rules.at("footnote_ref", _footnote_mention)
    located = {"link": link, "image": image, "autolink": autolink}
    located |= {"html_inline": _tag_as_text, "entity": _character_reference}
    for name, rule in located.items():
        rules.at(name, _located(rule))
    rules.push("failed_link", _failed_link)
    for name in ("raw_html", "failed_link"):
        parser.add_render_rule(name, lambda _, tokens, index, *__: escape(tokens[index].content))
    parser.add_render_rule("unpublished", lambda *_: "")
    return parser


def _read(page: _Page, body: str) -> None:
    page.lines = re.split("\r\n?|\n", body)
    if _UNPUBLISHED.search(body):
        for row, line in enumerate(page.lines):
            found = enumerate(_UNPUBLISHED.finditer(line))
            if removed := [(match.start() - before, match[0]) for before, match in found]:
                page.removed[row], page.lines[row] = removed, _UNPUBLISHED.sub("", line)
    page.tokens = _MARKDOWN.parse("\n".join(page.lines), page.env)
    row, past = -1, 0
    for index, token in enumerate(page.tokens):
        if token.type == "fence":
            token.info = ""  # would become a class
        elif token.type in ("th_open", "td_open"):
            row, past = _read_cell(page, token, page.tokens[index + 1], (row, past))


def _read_cell(page: _Page, opening: Token, cell: Token, after: tuple[int, int]) -> tuple[int, int]:
    """Classes from a closed list, and the column in which the cell's text starts.

    after: the row of the cell before this one, and the column in which that cell's text ended.
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


# --- Rules ------------------------------------------------------------------------------------------

_FULL_ADDRESS = (
    "Write the whole address, starting with https://, "
    "or the file name of another entry, such as other-entry.md."
)
_FINDINGS = {
    "body-too-long": (
        Severity.ERROR,
        f"The text is {{size}} KB long; at most {MAX_BYTES // 1024} KB are published.",
        "Shorten the text, and link to the full document instead.",
    ),
    "control-character": (
        Severity.ERROR,
        "The text holds a control character that nobody can see ({name}).",
        "Delete it, or type the words again instead of pasting them.",
    ),
    "bidi-control": (
        Severity.ERROR,
        "The text holds a character that nobody can see and that reorders the text around it ({name}).",
        "Delete it; Arabic, Hebrew and Persian are shown from right to left without it.",
    ),
    "nested-too-deeply": (
        Severity.ERROR,
        "Lists or quotations stand too many levels inside each other here; what follows may not be shown.",
        "Start a new list or paragraph at the left margin.",
    ),
    "footnote-unused": (
        Severity.WARNING,
        "Nothing in the text points to the footnote [^{label}], so it is not shown.",
        "Write [^{label}] in the text where the footnote belongs, or delete the footnote.",
    ),
    "footnote-repeated": (
        Severity.WARNING,
        "The footnote [^{label}] is written more than once; only the last one is shown.",
        "Give each footnote a label of its own.",
    ),
    "heading-empty": (
        Severity.WARNING,
        "This heading has no words, so it is not shown.",
        "Write the heading after the #, or delete the line.",
    ),
    "unknown-heading": (
        Severity.ERROR,
        "The link [{text}]({address}) points to a heading that this text does not have.",
        "{hint}",
    ),
    "link-address": (Severity.ERROR, "The link [{text}]({address}) {fault}.", "{hint}"),
    "link-form": (
        Severity.WARNING,
        "This looks like a link but is none, so it is shown as it is typed.",
        "Write [text](address) in one piece: no space in the address, and no link inside the text.",
    ),
    "link-without-text": (
        Severity.WARNING,
        "The link to {address} has no text, so its address is shown.",
        "Write in the square brackets what the link leads to.",
    ),
    "image-not-shown": (
        Severity.WARNING,
        "Images are not shown; readers see the description in its place: “{text}”.",
        "Say in the text what the image shows, and link to the page on which it stands.",
    ),
    "raw-html": (
        Severity.WARNING,
        "HTML has no effect here: {tag} is shown as it is typed.",
        "Delete it, or use Markdown such as **bold**. To show the sign < itself, write \\<.",
    ),
}


def _characters(page: _Page) -> Iterator[Diagnostic]:
    """Characters that are not published: readers cannot see them, and some reorder the others."""
    found = [
        (char, (page.first_line + row, column + before + 1))
        for row, removed in page.removed.items()
        for before, (column, char) in enumerate(removed)
    ]
    found += [(token.content, page.place_in(block, token)) for block, _, token in page.inline("unpublished")]
    for char, place in found:
        code = "bidi-control" if re.match(f"[{_BIDI}]", char) else "control-character"
        yield page.finding(code, place, name=f"U+{ord(char):04X}")


def _nesting(page: _Page) -> Iterator[Diagnostic]:
    containers = {"blockquote_open", "list_item_open", "footnote_reference_open"}
    for token in page.env.get("blocks", ()):
        if token.level >= MAX_NESTING - 1 and token.type in containers:
            yield page.finding("nested-too-deeply", page.place(token.map[0]))
            return


def _footnotes(page: _Page) -> Iterator[Diagnostic]:
    """Footnotes whose text would be missing from the page without a word."""
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


def _headings(page: _Page) -> Iterator[Diagnostic]:
    """Levels by nesting: a heading is one level below the nearest one before it that had fewer `#`.

    So `#, ###, ###, ##` become h2, h3, h3, h3; `###, ##, #` become h2, h2, h2.
    """
    above: list[int] = []
    taken: dict[str, int] = {}
    for index, opening in enumerate(page.tokens):
        if opening.type != "heading_open":
            continue
        block, closing = page.tokens[index + 1 : index + 3]
        line, column = page.place((opening.map or [0])[0])
        text = " ".join(_plain(block.children or ()).split())
        if not text:
            opening.hidden = closing.hidden = True
            block.children = []
            yield page.finding("heading-empty", (line, column))
            continue
        written = int(opening.tag[1])
        while above and above[-1] >= written:
            above.pop()
        above.append(written)
        heading = Heading(
            text, _identifier(text, len(page.headings) + 1, taken), min(len(above) + 1, 6), line
        )
        opening.tag = closing.tag = f"h{heading.level}"
        opening.attrs["id"] = heading.id
        page.headings.append(heading)


def _identifier(text: str, number: int, taken: dict[str, int]) -> str:
    """A new id for the heading with this text and number; `taken` counts the headings per slug."""
    slug = slugify(
        text[:200], entities=False, decimal=False, hexadecimal=False, max_length=80, word_boundary=True
    )
    slug = slug or f"section-{number}"
    if slug.startswith(("kb-", "fn")):  # ids of the templates, and of footnotes
        slug = f"section-{slug}"
    identifier = slug
    while identifier in taken:
        taken[slug] += 1
        identifier = f"{slug}-{taken[slug]}"
    taken[identifier] = 1
    return identifier


def _links(page: _Page) -> Iterator[Diagnostic]:
    identifiers = {heading.id: None for heading in page.headings}
    for block, index, opening in page.inline("link_open"):
        tokens = block.children or []
        end = next(at for at in range(index + 1, len(tokens)) if tokens[at].type == "link_close")
        address = str(opening.attrs["href"])
        place = page.place_of_address(block, opening, address)
        words = {"text": " ".join(_plain(tokens[index + 1 : end]).split()), "address": address}
        if entry := _ENTRY.fullmatch(address):
            page.entry_links.append(EntryLink(entry[1], entry[2] or None, *place))
        href = _published(address)
        if not href or (href[0] == "#" and href[1:] not in identifiers):
            opening.hidden = tokens[end].hidden = True
            if href:
                hint = _heading_hint(href[1:], list(identifiers)[:MAX_COMPARED])
                yield page.finding("unknown-heading", place, **words, hint=hint)
            else:
                _, fault, hint = next(refused for refused in _REFUSED if refused[0].match(address))
                yield page.finding("link-address", place, **words, fault=fault, hint=hint)
            continue
        opening.attrs = {"href": href}  # titles are not published
        if _WEB.match(href):
            opening.attrs["rel"] = "noopener noreferrer"
        for token in tokens[index + 1 : end]:
            token.meta["linked"] = True
        if not words["text"]:
            tokens.insert(end, Token("text", "", 0, content=address))
            yield page.finding("link-without-text", place, **words)


_SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
_ENTRY = re.compile(rf"(?:[\w.-]+/)*({_SLUG})\.md(?:#(\S*))?", re.ASCII)
_WEB = re.compile(r"https?://[^/?#%]+(?:[/?#]|$)", re.IGNORECASE)
_MAIL = re.compile(
    r"mailto:[\w.!#$%&'*+/=^{|}~-]+@[\w-]+(?:\.[\w-]+)+(?:\?[^<>\"]*)?", re.ASCII | re.IGNORECASE
)
_UNSEEN = re.compile(rf"[\s\\\xad\u061c\u200b\u200e\u200f\u2060-\u206f\ufeff{_CONTROLS}{_BIDI}]")


def _published(address: str) -> str | None:
    """The address for the page, exactly as written if not of an entry; `None` if not allowed."""
    if _UNSEEN.search(address):
        return None
    if entry := _ENTRY.fullmatch(address):
        return f"../{entry[1]}/" + (f"#{quote(entry[2], safe='')}" if entry[2] else "")
    if _MAIL.fullmatch(address) or re.match("#.", address):
        return address
    return address if _WEB.match(address) and _is_valid(address) else None


def _is_valid(address: str) -> bool:
    """Whether Python can split a web address, nh3 parses it as browsers do, and it hides no host."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    # https://nhs.uk@example.org leads to example.org
    return "@" not in parts.netloc and "href=" in _CLEANER.clean(f'<a href="{escape(address)}"></a>')


# What is wrong with an address that is not published, and what to write; the first that matches.
_REFUSED = [
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), fault, hint)
    for pattern, fault, hint in (
        ("#?$", "has no address", _FULL_ADDRESS),
        (
            f".*{_UNSEEN.pattern}",
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


def _heading_hint(fragment: str, identifiers: list[str]) -> str:
    if best := nearest(fragment, identifiers):
        return f"Did you mean #{best}?"
    if identifiers:
        return f"Write the name of a heading of this text, such as #{identifiers[0]}."
    return "This text has no headings: add the heading, or delete the link."


def _images(page: _Page) -> Iterator[Diagnostic]:
    """An image becomes its description, linked to the image if that is on the web."""
    for block, _, token in page.inline("image"):
        address = _published(str(token.attrs["src"])) or ""
        text = " ".join(_plain(token.children or ()).split())
        token.type, token.content = "html_inline", escape(text)
        if _WEB.match(address) and "linked" not in token.meta:
            shown = escape(text or address)
            token.content = f'<a href="{escape(address)}" rel="noopener noreferrer">{shown}</a>'
        yield page.finding("image-not-shown", page.place_in(block, token), text=text)


def _raw_html(page: _Page) -> Iterator[Diagnostic]:
    for block, _, token in page.inline("raw_html"):
        yield page.finding("raw-html", page.place_in(block, token), tag=token.content)


def _failed_links(page: _Page) -> Iterator[Diagnostic]:
    for block, _, token in page.inline("failed_link"):
        yield page.finding("link-form", page.place_in(block, token))


_RULES = (_characters, _nesting, _footnotes, _headings, _links, _images, _raw_html, _failed_links)


# --- Writing ----------------------------------------------------------------------------------------


def _number_footnotes(page: _Page) -> None:
    """Footnotes with ids made of numbers alone, and names for people who hear the page."""
    mentions: Counter[int] = Counter()
    for _, _, token in page.inline("footnote_ref"):
        number = token.meta["id"] + 1
        mentions[number] += 1
        identifier = _mention(number, mentions[number])
        link_to = f'<a href="#fn{number}" aria-label="Footnote {number}">{number}</a>'
        token.type = "html_inline"
        token.content = f'<sup class="footnote-ref" id="{identifier}">{link_to}</sup>'
    fixed = {
        "footnote_block_open": '<section class="footnotes" aria-label="Footnotes">\n<ol>\n',
        "footnote_block_close": "</ol>\n</section>\n",
    }
    for token in page.tokens:
        if token.type in fixed:
            token.type, token.content = "html_block", fixed[token.type]
        elif token.type == "footnote_open":
            token.type, token.content = "html_block", f'<li id="fn{token.meta["id"] + 1}">'
        elif token.type == "footnote_anchor":
            number, mention = token.meta["id"] + 1, token.meta["subId"] + 1
            # A mention in the description of an image is not on the page.
            back = _way_back(number, mention) if mention <= mentions[number] else ""
            token.type, token.content = "html_block", back


def _mention(number: int, mention: int) -> str:
    return f"fnref{number}" if mention == 1 else f"fnref{number}-{mention}"


def _way_back(number: int, mention: int) -> str:
    name = f"Back to the text, footnote {number}" + (f", mention {mention}" if mention > 1 else "")
    href = f"#{_mention(number, mention)}"
    return f' <a class="footnote-backref" href="{href}" aria-label="{name}">\u21a9\ufe0e</a>'


def _relative(address: str) -> str | None:
    """Second wall: of relative addresses, those that `_published` and the footnotes generate."""
    generated = rf"(?:\.\./{_SLUG}/)?(?:#[\w.~%-]+)?"
    return address if re.fullmatch(generated, address, re.ASCII) else None


_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
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
    tag_attribute_values={"a": {"rel": {"noopener noreferrer"}}, "th": {"scope": {"col"}}},
    allowed_classes={
        "a": {"footnote-backref"},
        "sup": {"footnote-ref"},
        "section": {"footnotes"},
        **{tag: {"align-left", "align-center", "align-right"} for tag in ("th", "td")},
    },
    url_schemes={"http", "https", "mailto"},
    url_relative=_relative,
    link_rel=None,  # set above, on links to other sites only
)
_MARKDOWN = _parser()
