"""RIS: tags and types, for reader and writer.

A record is a list of lines `XX  - value` from `TY` to `ER`. A value is one line; `AU`, `A2` and `KW` may be repeated.
Persons are written “Family, Given, Suffix”, a family name alone without a comma. The name of a group ends with a comma,
as EndNote requires.
"""

from __future__ import annotations

from collections.abc import Mapping

TYPES: Mapping[str, str] = {
    "article-journal": "JOUR",
    "report": "RPRT",
    "webpage": "ELEC",
    "article": "GEN",
}
"""The record type for each CSL type that our entries have; a reader uses the inverse."""

OTHER_TYPES: Mapping[str, str] = {
    **dict.fromkeys(("ABST", "EJOUR", "INPR", "JFULL"), "article-journal"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "SER"), "book"),
    **dict.fromkeys(("CHAP", "ECHAP"), "chapter"),
    **dict.fromkeys(("AGGR", "DATA", "DBASE"), "dataset"),
    **dict.fromkeys(("GRANT", "GRNT"), "document"),
    **dict.fromkeys(("MANSCPT", "UNPB", "UNPD"), "manuscript"),
    **dict.fromkeys(("CONF", "CPAPER"), "paper-conference"),
    **dict.fromkeys(("ICOMM", "PCOMM"), "personal_communication"),
    **dict.fromkeys(("MULTI", "WEB"), "webpage"),
    "PREP": "article",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "DICT": "entry-dictionary",
    "ENCYC": "entry-encyclopedia",
    "ART": "graphic",
    "VIDEO": "motion_picture",
    "PAMP": "pamphlet",
    "BLOG": "post-weblog",
    "GOVDOC": "report",
    "SOUND": "song",
    "SLIDE": "speech",
    "STAND": "standard",
    "THES": "thesis",
}
"""Further record types that a reader accepts, with their CSL types. Types that are not listed become `document`."""

TAGS: Mapping[str, str] = {
    "ID": "id",
    "M3": "genre",
    "TI": "title",
    "AU": "author",
    "A2": "editor",
    "PY": "issued",
    "DA": "issued",
    "T2": "container-title",
    "VL": "volume",
    "IS": "issue",
    "SP": "page",
    "EP": "page",
    "ET": "edition",
    "PB": "publisher",
    "CY": "publisher-place",
    "DO": "DOI",
    "SN": "ISBN",
    "AN": "PMID",
    "UR": "URL",
    "LA": "language",
    "KW": "keyword",
    "AB": "abstract",
    "N1": "annote",
    "DP": "source",
}
"""The CSL variable for each tag, in the order in which they are written.

PY is the year, DA the whole date: `2022/07/14/`, `2022/07//` or `2022///`.
SP and EP are the first and last page; for an article number, and for anything else that is no range, there is only SP.
AN is `PMID:29939208`. Accession numbers without this prefix belong to other databases.
"""

PMID_PREFIX = "PMID:"

NOT_CARRIED: Mapping[str, str] = {
    "keyword": "A comma within a keyword is left out.",
    "abstract": "Line breaks become blanks.",
    "annote": "Line breaks become blanks.",
    "author": "ORCID iDs and organisations of persons have no place.",
}
"""What the format cannot hold, by CSL variable."""
