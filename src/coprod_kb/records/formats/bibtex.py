"""BibTeX and biblatex: record types and fields, for reader and writer.

They share syntax and escapes, and differ in names: `journal` and `journaltitle`, `year` with `month` and `date`. Files are
UTF-8. Braces protect words of a title that must keep their capitals, and names of groups among the authors. Persons are
written “particle Family, Suffix, Given”.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """The record types and fields of BibTeX or biblatex.

    types: the record type for each CSL type that our entries have.
    fields: the CSL variable for each field, in the order in which they are written.
    by_type: for a record type, the CSL variables that have another field there.
    other_types, other_fields: further ones that a reader accepts. Types that are not listed become `document`.
    """

    types: Mapping[str, str]
    fields: Mapping[str, str]
    by_type: Mapping[str, Mapping[str, str]]
    other_types: Mapping[str, str]
    other_fields: Mapping[str, str]

    def fields_of(self, record_type: str) -> list[tuple[str, str]]:
        """Pairs of field and CSL variable, in the order in which a record of this type has them."""
        special = self.by_type.get(record_type, {})
        return [(special.get(variable, field), variable) for field, variable in self.fields.items()]

    def csl_type(self, record_type: str, fields: Mapping[str, str]) -> str:
        """The CSL type of a record that was read. record_type, fields: names in lower case.

        `@misc` is a web page if it has `howpublished`, else an `article`, a work that stands by itself.
        """
        if record_type == "misc":
            return "webpage" if "howpublished" in fields else "article"
        written = {name: csl_type for csl_type, name in self.types.items()}
        return written.get(record_type) or self.other_types.get(record_type, "document")


_SHARED_TYPES: Mapping[str, str] = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "manual": "report",
    "mastersthesis": "thesis",
    "mvbook": "book",
    "online": "webpage",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "report": "report",
    "software": "software",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}

_SHARED_FIELDS: Mapping[str, str] = {
    "booktitle": "container-title",
    "date": "issued",
    "year": "issued",
    "month": "issued",
    "journal": "container-title",
    "journaltitle": "container-title",
    "maintitle": "container-title",
    "institution": "publisher",
    "school": "publisher",
    "organization": "publisher",
    "address": "publisher-place",
    "location": "publisher-place",
    "issue": "issue",
    "number": "issue",
    "eprint": "PMID",
    "pmid": "PMID",
    "langid": "language",
    "annote": "annote",
    "annotation": "annote",
    "howpublished": "container-title",
}
"""`eprint` is a PubMed number only if `eprinttype` is `pubmed`."""

BIBTEX = Dialect(
    types={
        "article-journal": "article",
        "report": "techreport",
        "webpage": "misc",
        "article": "misc",
    },
    fields={
        "type": "genre",
        "title": "title",
        "author": "author",
        "editor": "editor",
        "year": "issued",
        "month": "issued",
        "journal": "container-title",
        "volume": "volume",
        "number": "issue",
        "pages": "page",
        "edition": "edition",
        "publisher": "publisher",
        "address": "publisher-place",
        "doi": "DOI",
        "isbn": "ISBN",
        "pmid": "PMID",
        "url": "URL",
        "language": "language",
        "keywords": "keyword",
        "abstract": "abstract",
        "annote": "annote",
    },
    by_type={
        "techreport": {"publisher": "institution"},
        "misc": {"container-title": "howpublished"},
    },
    other_types=_SHARED_TYPES,
    other_fields=_SHARED_FIELDS,
)
"""`month` is one of the macros `jan` to `dec`, with the day before it if there is one: `14 # "~" # jul`."""

BIBLATEX = Dialect(
    types={
        "article-journal": "article",
        "report": "report",
        "webpage": "online",
        "article": "misc",
    },
    fields={
        "type": "genre",
        "title": "title",
        "author": "author",
        "editor": "editor",
        "date": "issued",
        "journaltitle": "container-title",
        "volume": "volume",
        "number": "issue",
        "pages": "page",
        "edition": "edition",
        "publisher": "publisher",
        "location": "publisher-place",
        "doi": "DOI",
        "isbn": "ISBN",
        "eprint": "PMID",
        "url": "URL",
        "language": "language",
        "keywords": "keyword",
        "abstract": "abstract",
        "annotation": "annote",
    },
    by_type={
        "report": {"publisher": "institution"},
        "online": {"container-title": "titleaddon"},
    },
    other_types=_SHARED_TYPES,
    other_fields={**_SHARED_FIELDS, "titleaddon": "container-title"},
)
"""`date` is an ISO date of year, month or day precision. `eprint` comes with `eprinttype = {pubmed}`."""

DIALECTS: Mapping[str, Dialect] = {"bibtex": BIBTEX, "biblatex": BIBLATEX}

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

ESCAPES: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}
"""Characters with a meaning in LaTeX, and how they are written in fields other than `VERBATIM`.

A brace is never written as `\\{`: BibTeX counts braces after a backslash too.
"""

VERBATIM = frozenset({"url", "doi", "eprint"})
"""Fields without LaTeX commands; braces in them are written `%7B` and `%7D`."""

NOT_CARRIED: Mapping[str, str] = {
    "source": "There is no field for the collection that a record comes from.",
    "keyword": "A comma within a keyword is left out.",
    "author": "ORCID iDs and organisations of persons have no place.",
    "abstract": "Line breaks become blanks.",
    "annote": "Line breaks become blanks.",
}
"""What the formats cannot hold, by CSL variable."""
