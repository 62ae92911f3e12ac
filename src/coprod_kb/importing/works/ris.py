"""RIS to CSL items: the meaning of tags by producer. `formats.ris` has the common ones.

Lines are read by our own code and not by rispy, which reports no line numbers, joins a record without `ER` to the next
one, and drops repeated tags. The tests compare both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from coprod_kb.importing.works import people
from coprod_kb.importing.works.links import addresses_in, url_variables
from coprod_kb.importing.works.markup import from_either
from coprod_kb.importing.works.numbers import PAGES_IN_ALL, doi_in, isbn_in, pmid_in
from coprod_kb.importing.works.record import Readout, Record, date_variable, each_once
from coprod_kb.importing.works.tagged import Tagged, UnknownTags, split_ris, tags
from coprod_kb.importing.works.tidying import keywords_in
from coprod_kb.importing.works.when import DateParts, date_in
from coprod_kb.records.formats import ris
from coprod_kb.values.pages import normal_pages

_TYPES = {code: kind for kind, code in ris.TYPES.items()} | dict(ris.OTHER_TYPES)
_TYPES |= {
    **dict.fromkeys(("BILL", "UNBILL"), "bill"),
    **dict.fromkeys(("LEGAL", "STAT"), "legislation"),
    **dict.fromkeys(("MPCT", "ADVS"), "motion_picture"),
    **dict.fromkeys(("STD",), "standard"),
    **dict.fromkeys(("FIGURE", "CHART", "EQUA"), "figure"),
    **dict.fromkeys(("ANCIENT", "CLSWK"), "classic"),
    "CASE": "legal_case",
    "COMP": "software",
    "CTLG": "book",
    "HEAR": "hearing",
    "INTV": "interview",
    "MAP": "map",
    "MUSIC": "musical_score",
    "PAT": "patent",
    "POD": "broadcast",
    "RPT": "report",
}
"""The CSL type of each type of record (`TY`)."""

_IN_WORDS = {
    **dict.fromkeys(
        ("journal article", "article", "journal", "journal, electronic", "electronic article", "review"),
        "article-journal",
    ),
    **dict.fromkeys(("book chapter", "book section", "book, section", "electronic book section"), "chapter"),
    **dict.fromkeys(("conference proceedings", "conference paper"), "paper-conference"),
    **dict.fromkeys(("thesis", "dissertation", "dissertation abstract", "thesis, unpublished"), "thesis"),
    **dict.fromkeys(("web page", "website", "online multimedia"), "webpage"),
    **dict.fromkeys(
        ("book", "edited book", "book, edited", "book, whole", "electronic book", "serial", "monograph"),
        "book",
    ),
    **dict.fromkeys(("report", "government document"), "report"),
    **dict.fromkeys(("manuscript", "unpublished work", "unpublished material"), "manuscript"),
    "newspaper article": "article-newspaper",
    "magazine article": "article-magazine",
    "preprint": "article",
    "blog": "post-weblog",
    "dataset": "dataset",
    "patent": "patent",
    "standard": "standard",
    "pamphlet": "pamphlet",
    "generic": "document",
}
"""The CSL type of words that some producers write instead of a code."""

_IN_A_WHOLE = {"chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary"}
"""Types of parts of another work, whose title is in `T2` or `BT`."""

_SERIAL = {"article-journal", "article-magazine", "article-newspaper", "article", "periodical"}
_KNOWN = tags(
    "PMID PMCID A1 A2 A3 A4 AB AD AN AU BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CR CT CY DA DB DI DO DP DS ED EP ER "
    "ET FD ID IS J1 J2 JA JF JO K1 KW L1 L2 L3 L4 LA LB LK LL M1 M2 M3 N1 N2 NO NV OL OP PA PB PM PP "
    "PY RD RI RN RP SE SF SN SO SP SR ST T1 T2 T3 TA TI TT TY U1 U2 U3 U4 U5 UR VL VO WP WT WV Y1 Y2 "
    "YR"
)
"""Tags that some producer documents; all others are reported."""

_SILENT = tags("TY ID AN DB DP ER RN LB N1 NO U1 U2 U3 U4 U5 Y2 RD L4")
"""Tags about the record rather than the work, and private notes: left out without a report."""

_OF_A_WORK = tags("TI T1 CT BT ST TT T2 JF JO AU A1 DO UR AB N2")
"""Lines without `TY` are a record if they have one of these tags; others are remains of a page of results."""

_NO_PAGE = {"no", "no pagination", "no-specified", "np", "n/a", "specified"}


def read_ris(text: str, path: str) -> Readout:
    """The records of a RIS file. Never raises."""
    return read_tagged(split_ris(text), path)


def read_tagged(records: Iterable[Tagged], path: str) -> Readout:
    """The works that records with the tags of RIS describe; also used for formats that are converted to RIS first."""
    out = Readout()
    unknown = UnknownTags(_KNOWN)
    for record in records:
        if not record.opened and not record.names.keys() & _OF_A_WORK:
            listed = ", ".join(f"`{tag}`" for tag in list(record.names)[:10])
            out.left_out(path, record.line, f"{listed}, outside of any record")
            continue
        out.seen += 1
        if record.cut:
            out.unreadable(path, record.line, "it is too long.")
            continue
        if not record.opened:
            out.mended(path, record.line, "the line `TY` with its kind is missing at its start.")
        if not record.closed:
            out.mended(path, record.line, "the line `ER` is missing at its end.")
        unknown.note(record)
        dates = [(tag, text) for tag in ("PY", "Y1", "DA") if (text := record.first(tag))]
        if dates and not any(date_in(text) for _, text in dates):
            out.left_out(path, record.names[dates[0][0]], f"the date “{dates[0][1][:60]}”")
        out.records.append(_record(record, path))
    out.diagnostics += unknown.diagnostics(path)
    return out


def _record(record: Tagged, path: str) -> Record:
    kind = _kind(record)
    used = {"TY"}

    def take(*names: str) -> list[str]:
        used.update(names)
        return record.all(*names)

    item: dict[str, Any] = {"type": kind}
    titles = take("TI", "T1", "CT") or (take("BT") if kind not in _IN_A_WHOLE else []) or take("ST", "TT")
    used.update(("ST", "TT"))
    containers = _containers(record, kind)
    used.update(("JF", "JO", "JA", "J1", "J2", "TA", "BT"))
    if not titles and kind not in _IN_A_WHOLE | _SERIAL and containers:
        titles = containers
        containers = []
    if titles:
        item["title"] = from_either(titles[0])
    if containers:
        used.add("T2")
        item["container-title"] = from_either(containers[0])
    elif kind not in _SERIAL and (series := take("T3", "T2")):
        item["collection-title"] = from_either(series[0])
    item["author"] = names_in(take("AU"))
    item["author"] += [name for name in names_in(take("A1")) if name not in item["author"]]
    if kind != "article-journal":
        item["editor"] = names_in(take("A2", "ED"))
    if when := _date(record):
        item["issued"] = date_variable(when)
    used.update(("PY", "Y1", "YR", "DA"))
    item |= _numbers(record, kind, used)
    item |= {
        "publisher": from_either(next(iter(take("PB")), "")),
        "publisher-place": from_either(next(iter(take("CY", "PP")), "")),
        "edition": from_either(next(iter(take("ET")), "")),
        "language": from_either(next(iter(take("LA")), "")),
        "abstract": from_either(max(take("AB", "N2"), key=len, default="")),
        "genre": from_either(genre) if (genre := record.first("M3")) and not doi_in(genre) else "",
        **url_variables(addresses_in(record.lines("UR", "LK", "L2", "L1"))),
    }
    used.update(
        ("M3", "PMID", "PMCID", "UR", "L1", "L2", "L3", "LK", "DO", "DI", "SN", "KW", "K1", "AN", "C7")
    )
    return Record(
        item={name: value for name, value in item.items() if value},
        path=path,
        line=record.line,
        key=record.first("ID", "LB", "AN"),
        keywords=each_once(
            from_either(word).strip().rstrip(".,") for word in keywords_in(record.lines("KW", "K1"))
        ),
        unkept=tuple(sorted(name for name in record.names if name in _KNOWN - used - _SILENT)),
    )


def _kind(record: Tagged) -> str:
    code = next(iter(record.lines("TY")), "").strip()
    if kind := _TYPES.get(code.upper()):
        preprint = kind == "article-journal" and record.first("M3").casefold() == "preprint"
        return "article" if preprint else kind
    if kind := _IN_WORDS.get(code.casefold()):
        return kind
    in_journal = record.first("JF", "JO", "JA", "J2") or (record.first("T2") and record.first("VL", "IS"))
    return "article-journal" if in_journal else "document"


def _containers(record: Tagged, kind: str) -> list[str]:
    """Titles of the journal, book or website in which a work appeared, fullest first."""
    if kind in _SERIAL:
        return record.all("JF", "T2", "JO", "BT", "JA", "J2", "J1", "TA")
    if kind in _IN_A_WHOLE:
        return record.all("T2", "BT", "JF", "JO", "J2", "JA", "T3")
    if kind in {"webpage", "post-weblog"}:
        return record.all("T2", "JF", "JO")
    return record.all("JF", "JO") if kind == "report" else []


def _date(record: Tagged) -> DateParts | None:
    """The year of publication, with month and day where another tag gives them for the same year."""
    found = [when for text in record.all("PY", "Y1", "YR", "DA") if (when := date_in(text))]
    if not found:
        return None
    for day in record.all("DA"):  # many databases write the month and day alone: `Jun`, `/06/15/`
        if date_in(day) is None and (whole := date_in(f"{found[0][0]} {day.strip()}".replace(" /", "/"))):
            found.append(whole)
    return max((when for when in found if when[0] == found[0][0]), key=len)


def _numbers(record: Tagged, kind: str, used: set[str]) -> dict[str, Any]:
    """Volume, issue, pages and identifiers."""
    used.update(("VL", "VO", "IS", "CP", "SP", "EP"))
    numbers: dict[str, Any] = {
        "volume": from_either(record.first("VL", "VO")),
        "issue": from_either(record.first("IS", "CP")),
        "DOI": doi_of(record),
        "PMID": _pmid(record),
        "PMCID": next(
            (one for one in record.all("C2", "PMCID") if re.fullmatch(r"PMC[0-9]{1,9}", one)), None
        ),
        "ISBN": next((isbn for text in record.all("SN") if (isbn := isbn_in(text))), None),
    }
    if numbers["PMCID"]:
        used.add("C2")
    shown = _pages(from_either(record.first("SP")), from_either(record.first("EP")))
    whole = kind in {"book", "thesis"} or PAGES_IN_ALL.fullmatch(record.first("SP"))
    if whole and not record.first("EP"):
        numbers["number-of-pages"] = shown
    else:
        numbers["page"] = shown or from_either(record.first("C7"))
    if kind in {"report", "standard", "patent", "legislation"}:
        used.update(("M1", "SN"))
        numbers["number"] = from_either(record.first("M1")) or (
            from_either(record.first("SN")) if not numbers["ISBN"] else ""
        )
    return numbers


def _pages(first: str, last: str) -> str:
    """Pages such as `379-423`; some programs write both into `SP`, and some only the last one, into `EP`."""
    if first.casefold() in _NO_PAGE or last.casefold() in _NO_PAGE:
        return ""
    first, last = (normal_pages(page.strip(" -–")) for page in (first, last))
    if not last or (first.endswith(last) and "-" in first):
        return first
    return normal_pages(f"{first}-{last}" if first else last)


def doi_of(record: Tagged) -> str | None:
    """The DOI in its own tag, in an address, or in a note that announces it; `None` if there is none."""
    for text in record.all("DO", "DI", "L3", "UR", "L1", "L2", "LK", "M3", "M1", "AN", "C1", "C7", "ID"):
        if doi := doi_in(text):
            return doi
    return next(
        (doi for text in record.all("N1", "NO", "U1", "U2", "AB") if (doi := doi_in(text, announced=True))),
        None,
    )


def _pmid(record: Tagged) -> str | None:
    database = " ".join(record.all("DB", "DP")).casefold()
    if re.fullmatch(r"[1-9][0-9]{0,8}", record.first("PMID")):
        return record.first("PMID")
    number = record.first("AN", "PM")
    if re.fullmatch(r"[1-9][0-9]{0,8}", number) and re.search(r"pubmed|medline|\bnlm\b", database):
        return number
    return next((pmid for text in record.all("AN", "UR", "N1", "ID", "L2") if (pmid := pmid_in(text))), None)


# --- What RIS has in common with others --------------------------------------------------------------


def names_in(texts: list[str]) -> list[people.Name]:
    """The names of several tags, or of one tag that holds several."""
    several = (
        people.in_one(texts[0]) if len(texts) == 1 else [one for text in texts for one in text.split(";")]
    )
    return [name for one in several if (name := people.from_text(from_either(one)))]
