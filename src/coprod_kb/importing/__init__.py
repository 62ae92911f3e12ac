"""Bibliographic files of other programs, read into new entries; and thesauri, read into keywords.

bytes ─ decoding ─► text ─ one module per format ─► CSL items ─ planning ─► entries and what is told of each record.
bytes ─ decoding ─► text ─ `skos_file` or `term_table` ─► concepts ─ `term_merging` ─► keywords, and what is told of each.
An import file comes from anywhere: whatever it holds, reading ends, raises nothing, and says what was wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from coprod_kb.diagnostics import Severity
from coprod_kb.importing.works.bibtex import read_bibtex
from coprod_kb.importing.works.csl_json import read_csl_json
from coprod_kb.importing.works.decoding import text_of
from coprod_kb.importing.works.entries import Fill
from coprod_kb.importing.works.nbib import read_nbib
from coprod_kb.importing.works.ovid import read_ovid
from coprod_kb.importing.works.planning import Collection, Fate, Outcome, Plan, Planned, plan_import
from coprod_kb.importing.works.record import MAX_BYTES, MAX_RECORDS, Readout, Record, fault
from coprod_kb.importing.works.refer import read_refer, read_refworks, read_wos
from coprod_kb.importing.works.ris import read_ris
from coprod_kb.importing.works.table import COLUMNS, read_table

__all__ = [
    "COLUMNS",
    "FORMATS",
    "MAX_BYTES",
    "MAX_RECORDS",
    "Collection",
    "Fate",
    "Fill",
    "Outcome",
    "Plan",
    "Planned",
    "Readout",
    "Record",
    "plan_import",
    "read_records",
]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: what it is called, the endings of its files, how it is told from its text, and its reader."""

    label: str
    endings: tuple[str, ...]
    looks_like: re.Pattern[str]
    read: Callable[[str, str], Readout]


FORMATS: Mapping[str, Format] = {
    "ris": Format("RIS", (".ris",), re.compile(r"^[ \t]{0,3}TY[ \t\xa0]{1,4}-", re.MULTILINE), read_ris),
    "nbib": Format("PubMed", (".nbib", ".medline"), re.compile(r"^PMID {0,2}-", re.MULTILINE), read_nbib),
    "refer": Format("EndNote's own", (".enw", ".enl"), re.compile(r"^%[0AT] ", re.MULTILINE), read_refer),
    "wos": Format(
        "Web of Science's own",
        (".ciw", ".isi"),
        re.compile(r"^PT [A-Z]\n(?:[A-Z][A-Z0-9] [^\n]*\n)", re.MULTILINE),
        read_wos,
    ),
    "refworks": Format(
        "RefWorks'", (), re.compile(r"^RT [A-Z][a-z].*\n[A-Z][A-Z0-9] ", re.MULTILINE), read_refworks
    ),
    "ovid": Format(
        "Ovid's own", (".ovd", ".cgi"), re.compile(r"^\s*VN {1,2}- Ovid Tech", re.MULTILINE), read_ovid
    ),
    "bibtex": Format(
        "BibTeX",
        (".bib", ".bibtex", ".biblatex"),
        re.compile(r"^[ \t]*@[ \t]*\w+[ \t]*\n?[ \t]*[{(]", re.MULTILINE),
        read_bibtex,
    ),
    "csl-json": Format("CSL-JSON", (".json", ".csljson"), re.compile(r"\A\s*[\[{]"), read_csl_json),
    "csv": Format("a table (CSV)", (".csv", ".tsv"), re.compile(r"\A[^\n]*[,;\t|][^\n]*\n"), read_table),
}
"""In the order in which a file whose name does not tell is tried."""

_STARTS = {
    "ris": re.compile(r"^TY  - [A-Z]{3,8}\s*$", re.MULTILINE),
    "nbib": re.compile(r"^PMID- [0-9]+\s*$", re.MULTILINE),
    "bibtex": re.compile(
        r"^@(?:article|book|in\w+|misc|\w+thesis|techreport)\{[^\s,{}]*,\s*$", re.MULTILINE | re.I
    ),
}
"""Where records of these formats begin, so that one which stands in a file of another is told."""

_SAMPLE = 200_000  # characters in which is looked
_OTHERS = (
    (re.compile(r"\A\s*<[?!A-Za-z]"), "XML or HTML"),
    (re.compile(r"\A%PDF"), "PDF"),
    (re.compile(r"\APK"), "a packed file or an office document"),
)
"""What people try, and what it is called; each is told as such."""


def read_records(data: bytes, path: str, form: str = "", columns: Mapping[str, str] | None = None) -> Readout:
    """The records in a file, whatever its encoding; total.

    path: what findings call it; its ending tells the format where `form`, a name of `FORMATS`, is empty.
    columns: for a table, which CSL variable a column holds, by its name.
    """
    if len(data) > MAX_BYTES:
        return _unusable(
            path, f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.", "Export it in several parts."
        )
    text, line = text_of(data)
    if not text.strip():
        return _unusable(path, "The file is empty.", "Export it once more.")
    form = form or form_of(text, path)
    if not form:
        other = next((name for pattern, name in _OTHERS if pattern.search(text[:_SAMPLE])), "")
        what = (
            f"This looks like {other}, which cannot be read."
            if other
            else "It is not clear which format this is."
        )
        known = ", ".join(one.label for one in FORMATS.values())
        return _unusable(path, what, f"Export it as one of these: {known}. Or name the format with --from.")
    out = read_table(text, path, columns) if form == "csv" else FORMATS[form].read(text, path)
    if line:
        message = "The file is not in Unicode from here on. It was read as Windows-1252."
        hint = "Look whether letters with accents are right in the entries. If not, export it as UTF-8."
        out.diagnostics.insert(0, fault("import-encoding", path, line, message, hint))
    if not out.seen and not any(one.is_error for one in out.diagnostics):
        label = FORMATS[form].label
        return _unusable(
            path,
            f"There is no record in this file; it was read as {label}.",
            "Look whether it is the right file.",
        )
    for other, start in _STARTS.items():
        if other != form and form in _STARTS and (found := start.search(text)):
            at = text.count("\n", 0, found.start()) + 1
            what = f"what looks like {FORMATS[other].label} from here on, as the file was read as {FORMATS[form].label}"
            out.left_out(path, at, what)
    if len(out.records) > MAX_RECORDS:
        message = f"There are {len(out.records):,} records; at most {MAX_RECORDS:,} are imported at once."
        first = out.records[MAX_RECORDS].line
        out.diagnostics.append(
            fault(
                "import-too-many",
                path,
                first,
                message,
                "Import the rest, from here on, as a file of its own.",
                Severity.ERROR,
            )
        )
        del out.records[MAX_RECORDS:]
    return out


def form_of(text: str, path: str) -> str:
    """The name of the format that a file has, by its ending if that fits, else by its text; empty if by none."""
    ending = PurePath(path).suffix.casefold()
    sample = text[:_SAMPLE]
    for name, one in FORMATS.items():
        if ending in one.endings and one.looks_like.search(sample):
            return name
    if any(pattern.search(sample) for pattern, _ in _OTHERS):
        return ""
    by_ending = next((name for name, one in FORMATS.items() if ending in one.endings), "")
    by_text = next(
        (name for name, one in FORMATS.items() if name != "csv" and one.looks_like.search(sample)), ""
    )
    return by_text or by_ending


def _unusable(path: str, message: str, hint: str) -> Readout:
    return Readout(diagnostics=[fault("import-file", path, None, message, hint, Severity.ERROR)])
