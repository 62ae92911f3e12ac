"""BibTeX and biblatex to CSL items.

bibtexparser splits the file: tried on the samples and on broken files, it kept what pybtex lost (all fields
of a record without a key or with a blank in it, and all after a fault), and says where each block stands.
Values, macros and cross-references are settled here.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bibtexparser.exceptions import ParserStateException
from bibtexparser.model import (
    Block,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)
from bibtexparser.splitter import Splitter

from coprod_kb.formats.bibtex import BIBLATEX
from coprod_kb.importers import people
from coprod_kb.importers.markup import from_latex, one_line
from coprod_kb.importers.numbers import doi_in, isbn_in, pmid_in
from coprod_kb.importers.record import MAX_RECORD, Readout, Record, date_variable, each_once
from coprod_kb.importers.tagged import tags
from coprod_kb.importers.when import DateParts, date_in, month_of, sound
from coprod_kb.web import is_web_address

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # findings tell what it would log

_OTHER_TYPES = {
    **dict.fromkeys(("suppperiodical", "review"), "article-journal"),
    **dict.fromkeys(("mvcollection", "mvproceedings", "reference", "mvreference"), "book"),
    **dict.fromkeys(("bookinbook", "suppbook", "suppcollection"), "chapter"),
    **dict.fromkeys(("mathesis", "bachelorsthesis", "candthesis"), "thesis"),
    "webpage": "webpage",
    "data": "dataset",
    "movie": "motion_picture",
    "audio": "song",
    "preprint": "article",
    **{name: name for name in ("patent", "legislation", "standard")},
    "newspaper": "article-newspaper",
}
"""Types of entries that `formats.bibtex` does not list."""

_IN_A_WHOLE = {"chapter", "paper-conference", "entry-encyclopedia"}
_SERIAL = {"article-journal", "article-newspaper", "article", "periodical"}
_SILENT = tags(
    "abstractnote added-at annotation annote annote2 bdsk-file-1 bdsk-url-1 bdsk-url-2 bdsk-url-3 "
    "bibsource biburl cited-references citeulike-article-id comment copyright creationdate crossref "
    "date-added date-modified document_type earlyaccessdate eissn entrysubtype file "
    "funding-acknowledgement funding-text groups interhash intrahash issn issue_date journal-iso "
    "keywords-plus langidopts local-url mendeley-groups modificationdate month_numeric note options "
    "orcid-numbers owner posted-at priority publication-type rating readstatus related relatedtype "
    "researcherid-numbers shortauthor shorthand shorttitle sortkey sortname sorttitle sortyear "
    "source times-cited timestamp title-short unique-id url_date urldate usage-count-since-2013 "
    "usera userb userc username visited xdata xref"
)
"""About the record rather than the work, and private notes: not asked for, and not missed."""

_CROSSREF_DEPTH = 3
_ENTRY = re.compile(r"@\s*(\w+)\s*[{(]\s*([^\s,={}\"#%]*)\s*,?")
_FIELD = re.compile(r"(?:^|[,}\"])\s*([A-Za-z][\w:+.-]{0,60})\s*=\s*", re.MULTILINE)
_LEFTOVER = re.compile(r"\s*,?\s*([A-Za-z][\w:+.-]{0,60})\s*=\s*(.*)", re.DOTALL)
_LEFTOVER_NAME = re.compile(r"\s*([A-Za-z][\w:+.-]{0,60})\s*=\s*")
_BLANK_AFTER_AT = re.compile(r"^([ \t]*@)[ \t]+(?=\w+\s*[{(])", re.MULTILINE)
_BREAK_BEFORE_BRACE = re.compile(r"^([ \t]*@\w+)([ \t]*\n\s*)\{", re.MULTILINE)
_PIECE = re.compile(r"[^\s#,{}\"]+")
_BRACE = re.compile(r"(?<!\\)[{}\"]")
_URL_COMMAND = re.compile(r"\\url\s*\{([^{}]*)\}")
_ESCAPED = re.compile(r"\\([_%&#~{}$])|\{\\([_%&#~])\}|\\textasciitilde(?:\{\})?")


@dataclass(slots=True)
class _Block:
    """One entry: values are LaTeX, macros are put in; names of fields in small letters."""

    kind: str
    key: str
    line: int
    fields: dict[str, str] = field(default_factory=dict)


def read_bibtex(text: str, path: str) -> Readout:
    """The entries of a BibTeX or biblatex file; total."""
    out = Readout()
    text = _BREAK_BEFORE_BRACE.sub(r"\1{\2", _BLANK_AFTER_AT.sub(r"\1", text))
    blocks = list(_blocks(text, path, out))
    by_key: dict[str, _Block] = {}
    for block in blocks:
        by_key.setdefault(block.key.casefold(), block)
    for block in blocks:
        out.records.append(_record(block, by_key, path, out))
    return out


def _blocks(text: str, path: str, out: Readout) -> Iterator[_Block]:
    """The entries in their order; what is broken is mended where a title is left, and told."""
    macros: dict[str, str] = {}
    lines = text.split("\n")
    found = _split(text)
    starts = [one.start_line or 0 for one in found if not isinstance(one, ImplicitComment)] + [len(lines)]
    for one in found:
        line = (one.start_line or 0) + 1
        inner = getattr(one, "ignore_error_block", None)
        entry = inner if inner is not None else one
        if isinstance(entry, String):
            macros[entry.key.casefold()] = value_of(entry.value, macros)[0]
        elif isinstance(entry, ParsingFailedBlock):
            # The library stops at the fault; the rest of it may still be of use.
            raw = "\n".join(lines[line - 1 : starts[bisect_right(starts, line - 1)]]).lstrip()
            if not _NO_RECORD.match(raw):
                out.seen += 1
                if block := _mended(raw, line, path, out):
                    yield block
        elif isinstance(entry, Entry):
            out.seen += 1
            if len(entry.raw or "") > MAX_RECORD:
                out.unreadable(path, line, "it is too long.")
                continue
            block = _Block(entry.entry_type.casefold(), one_line(entry.key), line)
            for part in entry.fields:
                told = isinstance(one, DuplicateFieldKeyBlock)
                _put(block, part.key, part.value, macros, path, out, told=told)
            yield block


_NO_RECORD = re.compile(r"@\s*(?:comment|string|preamble)\b", re.IGNORECASE)
_START = re.compile(r"^[ \t]*@\w+[ \t]*[{(]", re.MULTILINE)


def _split(text: str) -> Sequence[Block]:
    """The blocks of a file; where the library gives up, each counts as broken, and is mended one by one."""
    try:
        return Splitter(text).split().blocks
    except ParserStateException as error:
        places = [found.start() for found in _START.finditer(text)]
        return [ParsingFailedBlock(error, text.count("\n", 0, place), "") for place in places]


def _put(
    block: _Block,
    name: str,
    raw: str,
    macros: Mapping[str, str],
    path: str,
    out: Readout,
    *,
    told: bool = False,
) -> None:
    """One field. Where a comma is missing, more fields stand in the same value."""
    for _ in range(50):
        name = name.strip().casefold()
        value, rest = value_of(raw, macros)
        if not value.strip():
            pass
        elif name not in block.fields:
            block.fields[name] = value
        elif told and block.fields[name] != value and name not in _SILENT:
            out.left_out(path, block.line, f"a second `{name}`, “{from_latex(value)[:60]}”")
        if not (more := _LEFTOVER.match(rest)):
            return
        out.mended(path, block.line, f"a comma is missing before `{more[1]}`.")
        name, raw = more[1], more[2]


def value_of(raw: str, macros: Mapping[str, str]) -> tuple[str, str]:
    """A value without its braces or quotation marks, with macros put in and `#` followed; and what is left over."""
    text, place, pieces = raw, 0, []
    while True:
        while place < len(text) and text[place].isspace():
            place += 1
        if place >= len(text):
            break
        if text[place] in '{"':
            end = _end_of(text, place)
            pieces.append(text[place + 1 : end])
            place = end + 1
        elif found := _PIECE.match(text, place):
            pieces.append(macros.get(found.group().casefold(), found.group()))
            place = found.end()
        else:
            break
        if not (joined := re.compile(r"\s*#").match(text, place)):
            break
        place = joined.end()
    rest = text[place:].strip()
    # Words without braces, as in `title = A study of things`, are no leftovers but the value itself.
    if rest and pieces and not _LEFTOVER.match(rest) and raw.lstrip()[:1] not in ("{", '"'):
        return raw.strip(), ""
    return "".join(pieces), rest


def _end_of(text: str, start: int) -> int:
    """Where the brace or quotation mark at `start` is closed; the end of the text where it is not."""
    quoted, level = text[start] == '"', 0
    for mark in _BRACE.finditer(text, start + 1):
        if mark.group() == "{":
            level += 1
        elif mark.group() == "}":
            if not quoted and level == 0:
                return mark.start()
            level = max(level - 1, 0)
        elif quoted and level == 0:
            return mark.start()
    return len(text)


def _mended(raw: str, line: int, path: str, out: Readout) -> _Block | None:
    """What can be understood of a broken entry: every `name = value` in it, if there is a title."""
    raw = raw[:MAX_RECORD]
    head = _ENTRY.match(raw)
    if head:
        block = _Block(head[1].casefold(), head[2], line)
        first = _LEFTOVER_NAME.match(raw, head.end())
        places = [
            *([first] if first else []),
            *_FIELD.finditer(raw, first.end() if first else head.end() - 1),
        ]
        ends = [place.start() + 1 for place in places[1:]] + [len(raw)]
        for place, end in zip(places, ends, strict=False):  # without a field, there is still the last end
            value = raw[place.end() : end].strip().rstrip(",)").strip()
            value = value.removeprefix("{").removeprefix('"').rstrip('}" ,\n').strip()
            if value:
                block.fields.setdefault(place[1].casefold(), _balanced(value))
        if block.fields.get("title"):
            out.mended(path, line, "its braces, quotation marks or commas do not fit.")
            return block
    out.unreadable(path, line, "its braces, quotation marks or commas do not fit.")
    return None


def _balanced(text: str) -> str:
    """With as many braces closed as were opened."""
    level, kept = 0, []
    for char in text:
        if char == "}" and level == 0:
            continue
        level += (char == "{") - (char == "}")
        kept.append(char)
    return "".join(kept) + "}" * level


# --- What an entry says -------------------------------------------------------------------------------


class _Fields(MutableMapping[str, str]):
    """The fields of an entry, which remember whether they were asked for."""

    def __init__(self, fields: dict[str, str]) -> None:
        self.fields = fields
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return self.fields[name]

    def __setitem__(self, name: str, value: str) -> None:
        self.fields[name] = value

    def __delitem__(self, name: str) -> None:
        del self.fields[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)

    def plain(self, *names: str) -> str:
        """The words of the first of these fields that has some; all count as asked for."""
        texts = [from_latex(self.get(name, "")) for name in names]
        return next((text for text in texts if text), "")

    @property
    def unasked(self) -> Iterable[str]:
        return sorted(self.fields.keys() - self.asked - _SILENT)


def _record(block: _Block, by_key: Mapping[str, _Block], path: str, out: Readout) -> Record:
    fields = _Fields(_inherited(block, by_key))
    kind = _kind(block.kind, block.fields)
    if (
        kind == "article-journal"
        and fields.get("eprint")
        and not fields.get("journal")
        and not fields.get("journaltitle")
    ):
        kind = "article"  # a preprint
    item: dict[str, Any] = {
        "type": kind,
        "title": _with_subtitle(fields, "title", "subtitle"),
        "author": people.from_bibtex(fields.get("author", "")),
        "editor": people.from_bibtex(fields.get("editor", "")),
        "container-title": _container(fields, kind),
        "collection-title": fields.plain("series"),
        "volume": fields.plain("volume"),
        "edition": fields.plain("edition"),
        "page": re.sub(r"\s*[-–—]+\s*", "-", fields.plain("pages"))
        or fields.plain("eid", "article-number", "art_number", "articleno"),
        "number-of-pages": fields.plain("pagetotal", "numpages"),
        "publisher": _publisher(fields, kind),
        "publisher-place": fields.plain("location", "address"),
        "language": fields.plain("langid", "language"),
        "abstract": fields.plain("abstract"),
        "genre": fields.plain("type") or _GENRES.get(block.kind, ""),
        "event-title": fields.plain("eventtitle"),
    }
    number = fields.plain("number", "issue")
    item[
        "issue"
        if kind in _SERIAL | {"report"}
        else "number"
        if kind in {"patent", "standard"}
        else "collection-number"
    ] = number
    if when := _date(fields):
        item["issued"] = date_variable(*when)
    elif given := fields.get("date") or fields.get("year"):
        out.left_out(path, block.line, f"the date “{from_latex(given)[:60]}”")
    item |= _identifiers(fields, path, block.line, out)
    words = (
        one
        for name in ("keywords", "keyword", "key words", "mendeley-tags", "author_keywords")
        for one in re.split(r"[,;]", fields.plain(name))
    )
    return Record(
        item={name: value for name, value in item.items() if value},
        path=path,
        line=block.line,
        key=block.key,
        keywords=each_once(one.strip() for one in words),
        unkept=tuple(fields.unasked),
    )


def _kind(name: str, fields: Mapping[str, str] | None = None) -> str:
    return _OTHER_TYPES.get(name) or BIBLATEX.csl_type(name, fields or {})


_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis", "mathesis": "Master's thesis"}


def _inherited(block: _Block, by_key: Mapping[str, _Block]) -> dict[str, str]:
    """The fields of an entry and, where it names another one by `crossref`, what it takes from there."""
    own = dict(block.fields)
    within = _kind(block.kind) in _IN_A_WHOLE
    names = {"title": "booktitle", "subtitle": "booksubtitle"} if within else {}
    if _kind(block.kind) == "article-journal":
        names = {"title": "journaltitle", "subtitle": ""}
    seen = {block.key.casefold()}
    key = own.get("crossref") or own.get("xdata") or ""
    for _ in range(_CROSSREF_DEPTH):
        parent = by_key.get(key.strip().casefold()) if key.strip() else None
        if parent is None or parent.key.casefold() in seen:
            break
        seen.add(parent.key.casefold())
        for name, value in parent.fields.items():
            if name not in {
                "crossref",
                "xdata",
                "doi",
                "url",
                "keywords",
                "abstract",
                "pages",
                "pagetotal",
            } and (taken := names.get(name, name)):
                own.setdefault(taken, value)
        key = parent.fields.get("crossref") or parent.fields.get("xdata") or ""
    return own


def _with_subtitle(fields: _Fields, title: str, subtitle: str) -> str:
    main, below = fields.plain(title), fields.plain(subtitle)
    if not main or not below or below.casefold() in main.casefold():
        return main or below
    return f"{main} {below}" if main[-1] in ":?!" else f"{main}: {below}"


def _container(fields: _Fields, kind: str) -> str:
    if kind in _IN_A_WHOLE:
        return _with_subtitle(fields, "booktitle", "booksubtitle") or fields.plain(
            "maintitle", "journaltitle", "journal"
        )
    journal = _with_subtitle(fields, "journaltitle", "journalsubtitle") or fields.plain(
        "journal", "shortjournal"
    )
    if kind == "webpage":
        journal = journal or fields.plain("titleaddon")
    if kind in {"webpage", "article"}:
        published = fields.get("howpublished", "")
        journal = journal or ("" if _address(published) else from_latex(published))
    return journal or (fields.plain("booktitle") if kind in {"document", "article"} else "")


def _publisher(fields: _Fields, kind: str) -> str:
    order = ("institution", "school", "organization", "publisher")
    if kind not in {"report", "thesis", "webpage", "manuscript"}:
        order = ("publisher", "institution", "school", "organization")
    return re.sub(r"\s+and\s+(?=\S)", " and ", fields.plain(*order))


def _date(fields: _Fields) -> list[DateParts] | None:
    """biblatex's `date`, which may be a range, or `year`, `month` and `day`."""
    written = fields.get("date", "").strip("{} ")
    day_field, month_field, year_field = (fields.get(name, "") for name in ("day", "month", "year"))
    start, _, end = written.partition("/")
    if when := date_in(from_latex(start)) if start else None:
        until = date_in(from_latex(end)) if end else None
        return [when, until] if until and until >= when else [when]
    if not (when := date_in(from_latex(year_field))):
        return None
    if len(when) > 1 or not month_field:
        return [when]
    words = re.findall(r"[^\W\d_]+|[0-9]+", from_latex(month_field))
    named = [month for word in words if not word.isdigit() and (month := month_of(word))]
    numbers = [int(word) for word in words if word.isdigit() and len(word) < 3]
    month = named[0] if named else numbers[0] if len(numbers) == 1 else None
    days = [
        *(numbers if named and len(named) == 1 else []),
        *map(int, re.findall(r"^\W*([0-9]{1,2})\W*$", day_field)),
    ]
    full = sound(when[0], month, days[0] if days else None)
    return [full] if full else [when]


def _identifiers(fields: _Fields, path: str, line: int, out: Readout) -> dict[str, Any]:
    """DOI, PubMed number, ISBN and address, wherever they are hidden."""
    urls = [
        _address(fields.get(name, "")) for name in ("url", "link", "howpublished", "ee", "bdsk-url-1", "note")
    ]
    eprint, archive = fields.plain("eprint"), fields.plain("eprinttype", "archiveprefix").casefold()
    doi = doi_in(_unescaped(fields.get("doi", ""))) or next(
        (one for url in urls if url and (one := doi_in(url))), None
    )
    doi = doi or doi_in(_unescaped(fields.get("note", "")), announced=True) or doi_in(eprint)
    if (given := fields.plain("doi")) and not doi_in(_unescaped(fields["doi"])):
        out.left_out(path, line, f"the DOI “{given[:80]}”, which is none")
    pmid = fields.plain("pmid", "pubmedid") or (eprint if archive in {"pubmed", "pmid"} else "")
    links = [url for url in urls if url and not re.match(r"https?://(?:dx\.)?doi\.org/", url)]
    if not links and archive == "arxiv" and re.fullmatch(r"[\w.-]+(?:/[0-9]+)?", eprint, re.ASCII):
        links = [f"https://arxiv.org/abs/{eprint}"]
    return {
        "DOI": doi,
        "PMID": pmid
        if re.fullmatch(r"[1-9][0-9]{0,8}", pmid)
        else next((one for url in links if (one := pmid_in(url))), None),
        "ISBN": isbn_in(fields.plain("isbn")),
        "URL": links[0] if links else None,
    }


def _unescaped(text: str) -> str:
    """An address or identifier as it is, without LaTeX's escapes; `~` and `--` stay what they are."""
    text = _ESCAPED.sub(lambda found: found[1] or found[2] or "~", text)
    return one_line(text.replace("{", "").replace("}", ""))


def _address(text: str) -> str | None:
    if found := _URL_COMMAND.search(text):
        text = found[1]
    text = _unescaped(text)
    for one in text.split():
        if is_web_address(one.rstrip(",;.>").lstrip("<")):
            return one.rstrip(",;.>").lstrip("<")
    return None
