"""BibTeX and biblatex: types of records and fields, for reader and writer.

They share their syntax and their escapes, and differ in names: `journal` and `journaltitle`, `year` with
`month` and `date`. Files are UTF-8. Words of a title that must keep their capitals stand in braces.
Groups stand in braces among the authors; persons as “particle Family, Suffix, Given”.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """What tells BibTeX and biblatex apart.

    types: the type of record for each CSL type that our entries have.
    fields: the CSL variable for each field, in the order in which they are written.
    by_type: for records of one type, the fields of some CSL variables that have another name there.
    other_types, other_fields: what only a reader meets. Whatever type is not listed is a `document`.
    """

    types: Mapping[str, str]
    fields: Mapping[str, str]
    by_type: Mapping[str, Mapping[str, str]]
    other_types: Mapping[str, str]
    other_fields: Mapping[str, str]

    def fields_of(self, record_type: str) -> list[tuple[str, str]]:
        """Field and CSL variable, in the order in which they are written in a record of this type."""
        special = self.by_type.get(record_type, {})
        return [(special.get(variable, field), variable) for field, variable in self.fields.items()]

    def csl_type(self, record_type: str, fields: Mapping[str, str]) -> str:
        """The CSL type of a record that was read; names in small letters.

        `@misc` is a web page where `howpublished` tells how it is published, and else a work by itself.
        """
        if record_type == "misc":
            return "webpage" if "howpublished" in fields else "article"
        written = {name: kind for kind, name in self.types.items()}
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
"""`eprint` is a PubMed number only where `eprinttype` says `pubmed`."""

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
"""`month` is one of the macros `jan` to `dec`; a day stands before it: `14 # "~" # jul`."""

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
"""`date` is an ISO date, as exact as it is known. `eprint` stands with `eprinttype = {pubmed}`."""

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
"""What LaTeX would read as something else, everywhere but in `VERBATIM` fields.

BibTeX counts braces also behind a backslash, so that none may stand there alone.
"""

VERBATIM = frozenset({"url", "doi", "eprint"})
"""Fields that are read as they stand; braces are `%7B` and `%7D` there."""

NOT_CARRIED: Mapping[str, str] = {
    "source": "There is no field for the collection that a record comes from.",
    "keyword": "A comma within a keyword is left out.",
    "author": "ORCID iDs and organisations of persons have no place.",
    "abstract": "Line breaks become blanks.",
    "annote": "Line breaks become blanks.",
}
"""What a record loses, by CSL variable."""
