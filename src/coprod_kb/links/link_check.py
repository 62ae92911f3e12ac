"""Addresses elsewhere that entries and the vocabulary name, and what to say of those that are gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from coprod_kb.diagnostics import Diagnostic, Severity
from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.document import Document, FieldPath, Place, Value
from coprod_kb.links.network import Kind, Outcome
from coprod_kb.values import identifiers
from coprod_kb.values.web import is_web_address


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names an address.

    address: as it is written, or as an identifier leads to it.
    line, column: counted from 1. field: dotted path of the field; `None` in the text of an entry.
    identifier: the DOI or PubMed number that is written there; `None` where the address is.
    """

    address: str
    path: str
    line: int
    column: int
    field: str | None = None
    identifier: str | None = None

    @property
    def page(self) -> str:
        """The address to ask for: without the part that only browsers look at."""
        return urldefrag(self.address).url


def entry_mentions(entry: Entry) -> Iterator[Mention]:
    """The web addresses of an entry, in the order of its fields, then those of its text.

    None for a withdrawn entry: its page shows nothing but why it is gone.
    """
    fields = entry.fields
    if fields.withdrawn:
        return
    document = entry.document()
    yield from _identified(("doi",), fields.doi, None, document)
    yield from _identified(("pmid",), None, fields.pmid, document)
    for name in ("links", "formats", "references"):
        for index, one in enumerate(getattr(fields, name)):
            if one.url:
                yield _mention(one.url, (name, index, "url"), document)
    for index, reference in enumerate(fields.references):
        yield from _identified(("references", index, "doi"), reference.doi, None, document)
        yield from _identified(("references", index, "pmid"), None, reference.pmid, document)
    for link in entry.prose.web_links:
        yield Mention(link.address, entry.path, link.line, link.column)


def vocabulary_mentions(document: Document) -> Iterator[Mention]:
    """The web addresses in one file of the vocabulary: whatever stands in `url` and `source_url`."""
    yield from _below(document.value, (), document)


def _below(value: Value, where: FieldPath, document: Document) -> Iterator[Mention]:
    inner: Iterable[tuple[str | int, Value]] = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    elif value and where and where[-1] in {"url", "source_url"} and is_web_address(value.strip()):
        yield _mention(value.strip(), where, document)
    for key, one in inner:
        yield from _below(one, (*where, key), document)


def _identified(where: FieldPath, doi: str | None, pmid: str | None, document: Document) -> Iterator[Mention]:
    if doi:
        yield _mention(identifiers.doi_url(doi), where, document, doi)
    if pmid:
        yield _mention(f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/", where, document, pmid)


def _mention(address: str, where: FieldPath, document: Document, identifier: str | None = None) -> Mention:
    place = document.place(where) or Place(1, 1)
    return Mention(address, document.path, *place, ".".join(map(str, where)), identifier)


# --- What to say ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What is said of one kind of outcome: `{status}`, `{host}` and `{to}` are filled in."""

    code: str
    fault: str
    hint: str


_GONE = (
    "Look for the page on its site or at web.archive.org, and write that address. "
    "If you find none, delete the address and keep the words."
)
_LATER = "Check again another day. If it stays so, look for the page elsewhere."
_WORDS: Mapping[Kind, _Words] = {
    Kind.MOVED: _Words(code="link-moved", fault="has moved for good.", hint="Write {to} in its place."),
    Kind.GONE: _Words(code="link-gone", fault="is gone: the server answers {status}.", hint=_GONE),
    Kind.UNKNOWN_HOST: _Words(
        code="link-gone", fault="cannot be found: there is no “{host}” on the web.", hint=_GONE
    ),
    Kind.REFUSED: _Words(
        code="link-refused",
        fault="is not shown to programs such as this one: the server answers {status}.",
        hint="Open it in a browser. If it is there, leave it as it is.",
    ),
    Kind.TOO_MANY: _Words(
        code="link-unreachable",
        fault="could not be checked: its server wants fewer questions.",
        hint="There is nothing to mend. Check again another day.",
    ),
    Kind.SERVER_ERROR: _Words(
        code="link-unreachable", fault="does not open: the server has a fault ({status}).", hint=_LATER
    ),
    Kind.TIMED_OUT: _Words(
        code="link-unreachable", fault="does not open: the server did not answer in time.", hint=_LATER
    ),
    Kind.UNREACHABLE: _Words(
        code="link-unreachable", fault="does not open: the server could not be reached.", hint=_LATER
    ),
    Kind.CIRCLE: _Words(
        code="link-unreachable",
        fault="does not open: it leads from page to page without an end.",
        hint="Open it in a browser, and copy the address of the page on which you end.",
    ),
    Kind.CERTIFICATE: _Words(
        code="link-certificate",
        fault="may make browsers warn: “{host}” does not prove that it is the right server.",
        hint="Open it in a browser. If it warns you, look for another address of the page.",
    ),
    Kind.NOT_ALLOWED: _Words(
        code="link-not-asked",
        fault="was not opened: it leads into a private network, or to an unusual place.",
        hint="Write an address that everybody can open in a browser, starting with https://.",
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One address with what became of it, and all findings about it, one for each place that names it.

    No finding where there is nothing to mend.
    """

    outcome: Outcome
    findings: tuple[Diagnostic, ...]


def pages_to_ask(mentions: Iterable[Mention]) -> list[str]:
    """Each page once, in the order of its first mention."""
    return list(dict.fromkeys(mention.page for mention in mentions))


def tell(mentions: Iterable[Mention], outcomes: Iterable[Outcome]) -> list[Told]:
    """What is to be said of each outcome, in their order."""
    named: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        named[mention.page].append(mention)
    return [Told(one, tuple(_findings(one, named[one.address]))) for one in outcomes]


def _findings(outcome: Outcome, mentions: Sequence[Mention]) -> Iterator[Diagnostic]:
    for mention in mentions:
        words = _WORDS.get(outcome.kind)
        if mention.identifier:
            words = _of_identifier(outcome, words)
        if words is None:
            continue
        filled = {
            "status": outcome.status,
            "host": urlsplit(outcome.final).hostname,
            "to": _with_fragment(outcome.moved_to or "", mention),
        }
        hint = words.hint.format_map(filled)
        if outcome.kind is Kind.MOVED and _is_home(outcome.moved_to or "") and not _is_home(outcome.address):
            hint = f"It leads to the home page of “{filled['host']}” now, so the page itself may be gone. {_GONE}"
        led = f" It leads to {outcome.final}." if _is_elsewhere(outcome) else ""
        yield Diagnostic(
            code=words.code,
            severity=Severity.WARNING,
            path=mention.path,
            line=mention.line,
            column=mention.column,
            field=mention.field,
            message=f"“{mention.identifier or mention.address}” {words.fault.format_map(filled)}{led}",
            hint=hint,
        )


def _of_identifier(outcome: Outcome, words: _Words | None) -> _Words | None:
    """A DOI or number that led on is a good one, wherever its publisher moves the page or hides it."""
    if outcome.kind is Kind.MOVED or (outcome.kind is Kind.REFUSED and outcome.final != outcome.address):
        return None
    if outcome.kind is Kind.UNKNOWN_HOST:  # no reason to give up a DOI
        return _WORDS[Kind.UNREACHABLE]
    if outcome.kind is Kind.GONE:
        host = urlsplit(outcome.final).hostname
        if host == urlsplit(outcome.address).hostname:
            return _Words(
                code="link-gone",
                fault="is not known to {host}.",
                hint="Copy it again from the work's own page, or leave it out.",
            )
        return _Words(
            code="link-gone",
            fault="leads to a page that is gone ({status}).",
            hint="It may be right all the same: its publisher has to mend this. Open it in a browser to see.",
        )
    return words


def _with_fragment(address: str, mention: Mention) -> str:
    fragment = urldefrag(mention.address).fragment
    return f"{address}#{fragment}" if fragment and "#" not in address else address


def _is_home(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in {"", "/"} and not parts.query


def _is_elsewhere(outcome: Outcome) -> bool:
    """Whether the address is another one than was asked for, and the words do not say so anyway."""
    return outcome.kind is not Kind.MOVED and outcome.final not in {"", outcome.address}
