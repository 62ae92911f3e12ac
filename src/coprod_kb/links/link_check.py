"""Web addresses in entries and the vocabulary, and the findings about those that do not work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urldefrag, urlsplit

from coprod_kb.collection.site import Site, Snapshot
from coprod_kb.diagnostics import Diagnostic, Severity
from coprod_kb.entries.answers import Answer
from coprod_kb.entries.model import Entry
from coprod_kb.entries.vocabulary_files import FILES
from coprod_kb.front_matter.document import Document, FieldPath, Place, Value
from coprod_kb.front_matter.field_groups import Reference
from coprod_kb.front_matter.presentation import SLOT
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.links.outcome import LinkOutcome, LinkStatus
from coprod_kb.values import identifiers
from coprod_kb.values.web import is_web_address

_ADDRESSED = {"url", "source_url"}
_GOLDEN = (5**0.5 - 1) / 2


@dataclass(frozen=True, slots=True)
class LinkMention:
    """A place in a file that names a web address.

    address: as written, or as the resolver of the identifier forms it.
    line, column: counted from 1. field: dotted path of the field; `None` in the text of an entry.
    identifier: the DOI or PubMed number as written; `None` if the address itself is written.
    """

    address: str
    path: str
    line: int
    column: int
    field: str | None = None
    identifier: str | None = None

    @property
    def page(self) -> str:
        """The address to request: without the fragment, which only browsers evaluate."""
        return urldefrag(self.address).url


def entry_mentions(entry: Entry) -> Iterator[LinkMention]:
    """The web addresses in the fields of an entry, then those in its text.

    Empty for a withdrawn entry, because its page shows only the reason.
    """
    fields = entry.fields
    if fields.withdrawn:
        return
    document = entry.document()
    yield from _identifier_mentions((), fields, document)
    for name in ("links", "formats", "references"):
        for index, link in enumerate(getattr(fields, name)):
            if link.url:
                yield _mention(link.url, (name, index, "url"), document)
    for index, reference in enumerate(fields.references):
        yield from _identifier_mentions(("references", index), reference, document)
    yield from _text_mentions(entry)


def _text_mentions(file: Entry | Answer) -> Iterator[LinkMention]:
    for link in file.prose.web_links:
        yield LinkMention(link.address, file.path, link.line, link.column)


def all_mentions(site: Site, snapshot: Snapshot) -> Iterator[LinkMention]:
    """The web addresses in all entries, with errors or without, in the editors' answers, the vocabulary and `collection.yml`."""
    for reading in snapshot.readings:
        if reading.entry:
            yield from entry_mentions(reading.entry)
    for answer in snapshot.catalogue.answers:
        yield from _text_mentions(answer)
    for name in FILES:
        yield from vocabulary_mentions(site.vocabulary_document(name)[0])
    for mention in vocabulary_mentions(site.description_document(), anywhere=True):
        if SLOT not in mention.address:
            yield mention


def vocabulary_mentions(document: Document, *, anywhere: bool = False) -> Iterator[LinkMention]:
    """The web addresses in a vocabulary file: the values of `url` and `source_url` at any depth; or of all fields."""
    yield from _below(document.value, (), document, anywhere)


def _below(value: Value, where: FieldPath, document: Document, anywhere: bool) -> Iterator[LinkMention]:
    children: Iterable[tuple[str | int, Value]] = ()
    if isinstance(value, dict):
        children = value.items()
    elif isinstance(value, list):
        children = enumerate(value)
    elif value and where and (anywhere or where[-1] in _ADDRESSED) and is_web_address(value.strip()):
        yield _mention(value.strip(), where, document)
    for key, child in children:
        yield from _below(child, (*where, key), document, anywhere)


def _identifier_mentions(
    where: FieldPath, fields: FrontMatter | Reference, document: Document
) -> Iterator[LinkMention]:
    if fields.doi:
        yield _mention(identifiers.doi_url(fields.doi), (*where, "doi"), document, fields.doi)
    if fields.pmid:
        yield _mention(identifiers.pmid_url(fields.pmid), (*where, "pmid"), document, fields.pmid)


def _mention(
    address: str, where: FieldPath, document: Document, identifier: str | None = None
) -> LinkMention:
    place = document.place(where) or Place(1, 1)
    return LinkMention(address, document.path, *place, ".".join(map(str, where)), identifier)


# --- Findings ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    """The finding for one status. `{status}` (of HTTP), `{host}` and `{to}` are placeholders."""

    code: str
    fault: str
    hint: str


_GONE = (
    "Look for the page on its site or at web.archive.org, and write that address. "
    "If you find none, delete the address and keep the words."
)
_LATER = "Check again another day. If it stays so, look for the page elsewhere."
_WORDING: Mapping[LinkStatus, _Wording] = {
    LinkStatus.MOVED: _Wording(
        code="link-moved", fault="has moved for good.", hint="Write {to} in its place."
    ),
    LinkStatus.GONE: _Wording(code="link-gone", fault="is gone: the server answers {status}.", hint=_GONE),
    LinkStatus.UNKNOWN_HOST: _Wording(
        code="link-gone", fault="cannot be found: there is no “{host}” on the web.", hint=_GONE
    ),
    LinkStatus.REFUSED: _Wording(
        code="link-refused",
        fault="is not shown to programs such as this one: the server answers {status}.",
        hint="Open it in a browser. If it is there, leave it as it is.",
    ),
    LinkStatus.TOO_MANY: _Wording(
        code="link-unreachable",
        fault="could not be checked: its server wants fewer questions.",
        hint="There is nothing to mend. Check again another day.",
    ),
    LinkStatus.SERVER_ERROR: _Wording(
        code="link-unreachable", fault="does not open: the server has a fault ({status}).", hint=_LATER
    ),
    LinkStatus.TIMED_OUT: _Wording(
        code="link-unreachable", fault="does not open: the server did not answer in time.", hint=_LATER
    ),
    LinkStatus.UNREACHABLE: _Wording(
        code="link-unreachable", fault="does not open: the server could not be reached.", hint=_LATER
    ),
    LinkStatus.OUT_OF_TIME: _Wording(
        code="link-not-asked",
        fault="was not asked for: other addresses on “{host}” had taken too long.",
        hint="There is nothing to mend. Check again another day.",
    ),
    LinkStatus.CIRCLE: _Wording(
        code="link-unreachable",
        fault="does not open: it leads from page to page without an end.",
        hint="Open it in a browser, and copy the address of the page on which you end.",
    ),
    LinkStatus.CERTIFICATE: _Wording(
        code="link-certificate",
        fault="may make browsers warn: “{host}” does not prove that it is the right server.",
        hint="Open it in a browser. If it warns you, look for another address of the page.",
    ),
    LinkStatus.NOT_ALLOWED: _Wording(
        code="link-not-asked",
        fault="was not opened: it leads into a private network, or to an unusual place.",
        hint="Write an address that everybody can open in a browser, starting with https://.",
    ),
}


@dataclass(frozen=True, slots=True)
class LinkReport:
    """The outcome for one address, and a finding for each place that names it; none if nothing is wrong."""

    outcome: LinkOutcome
    findings: tuple[Diagnostic, ...]


def pages_to_visit(mentions: Iterable[LinkMention]) -> list[str]:
    """The pages to request, each once, in the order of their first mention."""
    return list(dict.fromkeys(mention.page for mention in mentions))


def in_turn(pages: Iterable[str], day: date) -> list[str]:
    """The pages, with those of each host from another start every week.

    The time for a host may not suffice for all its pages. Multiples of the golden ratio leave no gap for long, whatever
    part of them is requested each week.
    """
    by_host: dict[str | None, list[str]] = defaultdict(list)
    for page in pages:
        by_host[urlsplit(page).hostname].append(page)
    part = (day.toordinal() - 1) // 7 * _GOLDEN % 1
    starts = {host: int(part * len(of_host)) for host, of_host in by_host.items()}
    return [
        page
        for host, of_host in by_host.items()
        for page in (*of_host[starts[host] :], *of_host[: starts[host]])
    ]


def report(mentions: Iterable[LinkMention], outcomes: Iterable[LinkOutcome]) -> list[LinkReport]:
    """A report for each outcome, in the same order."""
    by_page: dict[str, list[LinkMention]] = defaultdict(list)
    for mention in mentions:
        by_page[mention.page].append(mention)
    return [LinkReport(outcome, tuple(_findings(outcome, by_page[outcome.address]))) for outcome in outcomes]


def _findings(outcome: LinkOutcome, mentions: Sequence[LinkMention]) -> Iterator[Diagnostic]:
    for mention in mentions:
        wording = _WORDING.get(outcome.status)
        if mention.identifier:
            wording = _for_identifier(outcome, wording)
        if wording is None:
            continue
        values = {
            "status": outcome.http_status,
            "host": urlsplit(outcome.final).hostname,
            "to": _with_fragment(outcome.moved_to or "", mention),
        }
        hint = wording.hint.format_map(values)
        if outcome.moved_to and _is_home(outcome.moved_to) and not _is_home(outcome.address):
            hint = f"It leads to the home page of “{values['host']}” now, so the page itself may be gone. {_GONE}"
        redirected = outcome.final not in {"", outcome.address}
        leads_to = f" It leads to {outcome.final}." if redirected and not outcome.moved_to else ""
        yield Diagnostic(
            code=wording.code,
            severity=Severity.WARNING,
            path=mention.path,
            line=mention.line,
            column=mention.column,
            field=mention.field,
            message=f"“{mention.identifier or mention.address}” {wording.fault.format_map(values)}{leads_to}",
            hint=hint,
        )


def _for_identifier(outcome: LinkOutcome, wording: _Wording | None) -> _Wording | None:
    """The wording for a DOI or PubMed number; `wording` unless identifiers differ from plain addresses.

    An identifier that redirects is right, even if the publisher has moved the page or refuses programs.
    """
    redirected = outcome.final != outcome.address
    if outcome.status is LinkStatus.MOVED or (outcome.status is LinkStatus.REFUSED and redirected):
        return None
    if outcome.status is LinkStatus.UNKNOWN_HOST:  # no reason to delete the DOI
        return _WORDING[LinkStatus.UNREACHABLE]
    if outcome.status is LinkStatus.GONE:
        host = urlsplit(outcome.final).hostname
        if host == urlsplit(outcome.address).hostname:
            return _Wording(
                code="link-gone",
                fault="is not known to {host}.",
                hint="Copy it again from the work's own page, or leave it out.",
            )
        return _Wording(
            code="link-gone",
            fault="leads to a page that is gone ({status}).",
            hint="It may be right all the same: its publisher has to mend this. Open it in a browser to see.",
        )
    return wording


def _with_fragment(address: str, mention: LinkMention) -> str:
    fragment = urldefrag(mention.address).fragment
    return f"{address}#{fragment}" if fragment and "#" not in address else address


def _is_home(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in {"", "/"} and not parts.query
