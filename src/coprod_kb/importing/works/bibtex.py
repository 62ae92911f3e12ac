"""BibTeX and biblatex to CSL items: the meaning of fields, and inheritance by `crossref`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any

from coprod_kb.importing.works import people
from coprod_kb.importing.works.bibtex_syntax import RawEntry, raw_entries
from coprod_kb.importing.works.links import addresses_in, url_variables
from coprod_kb.importing.works.markup import from_latex, one_line
from coprod_kb.importing.works.numbers import doi_in, isbn_in, pmid_in
from coprod_kb.importing.works.record import Readout, Record, date_variable, each_once
from coprod_kb.importing.works.tagged import tags
from coprod_kb.importing.works.tidying import keywords_in
from coprod_kb.importing.works.when import DateParts, date_in, month_of, sound
from coprod_kb.records.formats.bibtex import BIBLATEX

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
"""Fields about the record rather than the work, and private notes: left out without a report."""

_CROSSREF_DEPTH = 3
_WITH_KEYWORDS = ("keywords", "keyword", "key words", "mendeley-tags", "author_keywords")
_WITH_ADDRESSES = ("url", "link", "howpublished", "ee", "bdsk-url-1", "bdsk-url-2", "bdsk-url-3", "note")
_URL_COMMAND = re.compile(r"\\url\s*\{([^{}]*)\}")
_ESCAPED = re.compile(r"\\([_%&#~{}$])|\{\\([_%&#~])\}|\\textasciitilde(?:\{\})?")


def read_bibtex(text: str, path: str) -> Readout:
    """The entries of a BibTeX or biblatex file. Never raises."""
    out = Readout()
    entries = list(raw_entries(text, path, out))
    by_key: dict[str, RawEntry] = {}
    for entry in entries:
        by_key.setdefault(entry.key.casefold(), entry)
    out.records = [_record(entry, by_key, path, out) for entry in entries]
    return out


class _Fields(MutableMapping[str, str]):
    """The fields of an entry. Remembers which of them were read, so that the others can be reported."""

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
        """The plain text of the first of these fields that is not empty; all of them count as read."""
        texts = [from_latex(self.get(name, "")) for name in names]
        return next((text for text in texts if text), "")

    @property
    def unasked(self) -> Iterable[str]:
        return sorted(self.fields.keys() - self.asked - _SILENT)


def _record(entry: RawEntry, by_key: Mapping[str, RawEntry], path: str, out: Readout) -> Record:
    fields = _Fields(_inherited(entry, by_key))
    kind = _kind(entry.kind, entry.fields)
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
        "page": re.sub(r"(?<!\s)\s*[-–—]+\s*", "-", fields.plain("pages"))
        or fields.plain("eid", "article-number", "art_number", "articleno"),
        "number-of-pages": fields.plain("pagetotal", "numpages"),
        "publisher": _publisher(fields, kind),
        "publisher-place": fields.plain("location", "address"),
        "language": fields.plain("langid", "language"),
        "abstract": fields.plain("abstract"),
        "genre": fields.plain("type") or _GENRES.get(entry.kind, ""),
        "event-title": fields.plain("eventtitle"),
    }
    number = fields.plain("number", "issue")
    item[
        "issue"
        if kind in _SERIAL | {"report"}
        else "number"
        if kind in {"patent", "standard", "dataset", "software"}
        else "collection-number"
    ] = number
    if when := _date(fields):
        item["issued"] = date_variable(*when)
    elif given := fields.get("date") or fields.get("year"):
        out.left_out(path, entry.line, f"the date “{from_latex(given)[:60]}”")
    item |= _identifiers(fields, path, entry.line, out)
    for name, value in entry.doubled:
        if name not in _SILENT:
            out.left_out(path, entry.line, f"a second `{name}`, “{from_latex(value)[:60]}”")
    lists = (fields.plain(name) for name in _WITH_KEYWORDS)
    return Record(
        item={name: value for name, value in item.items() if value},
        path=path,
        line=entry.line,
        key=entry.key,
        keywords=each_once(word.strip() for word in keywords_in(lists, commas=True)),
        unkept=tuple(fields.unasked),
    )


def _kind(name: str, fields: Mapping[str, str] | None = None) -> str:
    return BIBLATEX.csl_type(name, fields or {})


_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis", "mathesis": "Master's thesis"}


def _inherited(entry: RawEntry, by_key: Mapping[str, RawEntry]) -> dict[str, str]:
    """The fields of an entry, and those that it inherits from the entry named by `crossref` or `xdata`."""
    own = dict(entry.fields)
    within = _kind(entry.kind) in _IN_A_WHOLE
    names = {"title": "booktitle", "subtitle": "booksubtitle"} if within else {}
    if _kind(entry.kind) == "article-journal":
        names = {"title": "journaltitle", "subtitle": ""}
    seen = {entry.key.casefold()}
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
        journal = journal or ("" if _addresses(published) else from_latex(published))
    return journal or (fields.plain("booktitle") if kind in {"document", "article"} else "")


def _publisher(fields: _Fields, kind: str) -> str:
    order = ("institution", "school", "organization", "publisher")
    if kind not in {"report", "thesis", "webpage", "manuscript"}:
        order = ("publisher", "institution", "school", "organization")
    return re.sub(r"(?<!\s)\s+and\s++(?=\S)", " and ", fields.plain(*order))


def _date(fields: _Fields) -> list[DateParts] | None:
    """biblatex's `date`, which may be a range, or `year`, `month` and `day`."""
    written = fields.get("date", "").strip("{} ")
    day_field, month_field, year_field = (fields.get(name, "") for name in ("day", "month", "year"))
    start, _, end = written.partition("/")
    when, until = date_in(from_latex(start)), date_in(from_latex(end))
    if when:
        return [when, until] if until and until >= when else [when]
    if until:  # `../2004`
        return [until]
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
    urls = _addresses(*(fields.get(name, "") for name in _WITH_ADDRESSES))
    eprint, archive = fields.plain("eprint"), fields.plain("eprinttype", "archiveprefix").casefold()
    doi = doi_in(_unescaped(fields.get("doi", ""))) or next(
        (found for url in urls if (found := doi_in(url))), None
    )
    doi = doi or doi_in(_unescaped(fields.get("note", "")), announced=True) or doi_in(eprint)
    if (given := fields.plain("doi")) and not doi_in(_unescaped(fields["doi"])):
        out.left_out(path, line, f"the DOI “{given[:80]}”, which is none")
    pmid = fields.plain("pmid", "pubmedid") or (eprint if archive in {"pubmed", "pmid"} else "")
    if not urls and archive == "arxiv" and re.fullmatch(r"[\w.-]+(?:/[0-9]+)?", eprint, re.ASCII):
        urls = (f"https://arxiv.org/abs/{eprint}",)
    return {
        "DOI": doi,
        "PMID": pmid
        if re.fullmatch(r"[1-9][0-9]{0,8}", pmid)
        else next((found for url in urls if (found := pmid_in(url))), None),
        "ISBN": isbn_in(fields.plain("isbn")),
        **url_variables(urls),
    }


def _unescaped(text: str) -> str:
    """An address or identifier without LaTeX's escapes. `~` and `--` are kept, as they are not typography there."""
    text = _ESCAPED.sub(lambda found: found[1] or found[2] or "~", text)
    return one_line(text.replace("{", "").replace("}", ""))


def _addresses(*texts: str) -> tuple[str, ...]:
    """The web addresses in these fields, without LaTeX."""
    return addresses_in(_unescaped(_URL_COMMAND.sub(r" \1 ", text)) for text in texts)
