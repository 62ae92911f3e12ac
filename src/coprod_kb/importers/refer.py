"""EndNote's own format (Refer, `.enw`) and Web of Science's, read as the RIS that they nearly are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from coprod_kb.importers.record import Readout
from coprod_kb.importers.ris import read_tagged
from coprod_kb.importers.tagged import Tagged

_REFER: Mapping[str, str] = {
    "0": "TY",
    "T": "TI",
    "A": "AU",
    "E": "A2",
    "Y": "A4",
    "?": "A4",
    "J": "JO",
    "B": "T2",
    "S": "T3",
    "D": "PY",
    "8": "DA",
    "V": "VL",
    "N": "IS",
    "P": "SP",
    "I": "PB",
    "C": "CY",
    "R": "DO",
    "U": "UR",
    "X": "AB",
    "K": "KW",
    "@": "SN",
    "G": "LA",
    "7": "ET",
    "M": "AN",
    "F": "ID",
    "L": "CN",
    "Z": "N1",
    "1": "C1",
    "2": "C2",
    "3": "C3",
    "4": "C4",
    "9": "M3",
    "6": "NV",
    "Q": "TT",
    "!": "ST",
    "+": "AD",
    "[": "Y2",
    "^": "CP",
    ">": "L1",
    "<": "RN",
    "*": "RI",
    "(": "OP",
    "&": "SE",
    "#": "NV",
    "$": "C5",
    "H": "C6",
    "O": "C7",
    "W": "DP",
    "~": "DB",
}
_WOS: Mapping[str, str] = {
    "PT": "TY",
    "AF": "AU",
    "BE": "A2",
    "CA": "AU",
    "TI": "TI",
    "SO": "T2",
    "SE": "T3",
    "DT": "M3",
    "LA": "LA",
    "DE": "KW",
    "AB": "AB",
    "PY": "PY",
    "PD": "DA",
    "VL": "VL",
    "IS": "IS",
    "BP": "SP",
    "EP": "EP",
    "AR": "C7",
    "DI": "DO",
    "PM": "PMID",
    "SN": "SN",
    "EI": "SN",
    "BN": "SN",
    "PU": "PB",
    "PI": "CY",
    "UT": "ID",
}
_WOS_KINDS = {"J": "JOUR", "B": "BOOK", "S": "JOUR", "P": "PAT", "C": "CONF"}


def read_refer(text: str, path: str) -> Readout:
    """The records of a Refer file: a blank line ends one, and `%0` begins one; total."""
    return read_tagged(_split_refer(text), path)


def _split_refer(text: str) -> Iterator[Tagged]:
    record: Tagged | None = None
    blank = True
    for number, line in enumerate(text.split("\n"), start=1):
        found = re.match(r"%(\S) ?(.*)", line)
        if not found:
            blank = blank or not line.strip()
            if record and line.strip():
                record.go_on(line.strip())
            continue
        tag = _REFER.get(found[1], f"%{found[1]}")
        if record and (blank or (tag == "TY" and "TY" in record.names)):
            yield record
            record = None
        record = record or Tagged(number, opened=True, closed=True)
        blank = False
        record.add(tag, found[2].strip(), number)
    if record:
        yield record


def read_wos(text: str, path: str) -> Readout:
    """The records of a Web of Science file, from `PT` to `ER`; total."""
    return read_tagged(_split_wos(text), path)


def _split_wos(text: str) -> Iterator[Tagged]:
    """Full names (`AF`) go before short ones (`AU`); what a record says besides is about citations."""
    record: Tagged | None = None
    short: list[tuple[str, int]] = []
    tag = ""
    for number, line in enumerate(text.split("\n"), start=1):
        found = re.match(r"([A-Z][A-Z0-9])(?: (.*))?$", line)
        if found:
            tag = found[1]
        elif not line.startswith("  "):
            continue
        value = ((found[2] or "") if found else line).strip()
        if tag == "PT" and found:
            if record:
                yield _finished(record, short)
            record, short = Tagged(number, opened=True), []
            value = _WOS_KINDS.get(value, value)
        if record is None:
            continue
        if tag == "ER":
            record.closed = True
            yield _finished(record, short)
            record = None
        elif tag == "AU":
            short.append((value, number))
        elif tag in _WOS and (found or tag in {"AF", "BE", "CA"}):
            record.add(_WOS[tag], value, number)
        elif tag in _WOS and record.tags:  # a line that was too long, as the words themselves are no list
            record.tags[-1].lines[-1] += f" {value}"
    if record:
        yield _finished(record, short)


def _finished(record: Tagged, short: list[tuple[str, int]]) -> Tagged:
    if "AU" not in record.names:
        for name, line in short:
            record.add("AU", name, line)
    return record
