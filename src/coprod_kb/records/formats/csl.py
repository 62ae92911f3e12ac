"""The neutral bibliographic record: an item of CSL-JSON, with the names of CSL 1.0.2.

Only what is known is there: no key has an empty value. Text is plain Unicode text in one line, but for
`abstract` and `annote`, which may have several.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypedDict

from coprod_kb.front_matter.schema import EntryType

Name = TypedDict(
    "Name",
    {"family": str, "given": str, "non-dropping-particle": str, "suffix": str, "literal": str},
    total=False,
)
"""A person in parts, of whom `family` is always there; or `literal` alone, an organisation."""

Day = TypedDict("Day", {"date-parts": list[list[int]]})
"""One date, as year, year and month, or year, month and day: `{"date-parts": [[2022, 7]]}`."""

Item = TypedDict(
    "Item",
    {
        "id": str,
        "type": str,
        "genre": str,
        "title": str,
        "author": list[Name],
        "editor": list[Name],
        "issued": Day,
        "container-title": str,
        "volume": str,
        "issue": str,
        "page": str,
        "edition": str,
        "publisher": str,
        "publisher-place": str,
        "DOI": str,
        "ISBN": str,
        "PMID": str,
        "URL": str,
        "language": str,
        "keyword": str,
        "abstract": str,
        "annote": str,
        "source": str,
    },
    total=False,
)
"""One work. What the keys hold, where CSL leaves a choice:

id: in exports the slug of the entry; in imports the record's own key, unique within its file or not.
genre: `Project` for a project; else the kind of work in the source's own words.
page: first and last page with a plain hyphen, or the article number.
publisher: for a report its institution.
DOI, ISBN, PMID: in the normal form of `identifiers.py`.
keyword: joined by `KEYWORD_JOINT`; see `keywords` and `joined_keywords`.
annote: what else is worth telling a person; no style prints it.
source: the name of the collection that the record comes from.
"""

TYPES = frozenset(
    [
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "bill",
        "book",
        "broadcast",
        "chapter",
        "classic",
        "collection",
        "dataset",
        "document",
        "entry",
        "entry-dictionary",
        "entry-encyclopedia",
        "event",
        "figure",
        "graphic",
        "hearing",
        "interview",
        "legal_case",
        "legislation",
        "manuscript",
        "map",
        "motion_picture",
        "musical_score",
        "pamphlet",
        "paper-conference",
        "patent",
        "performance",
        "periodical",
        "personal_communication",
        "post",
        "post-weblog",
        "regulation",
        "report",
        "review",
        "review-book",
        "software",
        "song",
        "speech",
        "standard",
        "thesis",
        "treaty",
        "webpage",
    ]
)
"""Every type of CSL 1.0.2."""

VARIABLES: tuple[str, ...] = tuple(Item.__annotations__)
"""What an item may have, in the order in which it is written."""

PROJECT = "Project"
"""The genre that tells a project from other pages on the web: CSL has no type for it."""

ENTRY_TYPES: Mapping[str, EntryType] = {
    "article": EntryType.PAPER,
    "article-journal": EntryType.PAPER,
    "article-magazine": EntryType.PAPER,
    "chapter": EntryType.PAPER,
    "entry-encyclopedia": EntryType.PAPER,
    "paper-conference": EntryType.PAPER,
    "review": EntryType.PAPER,
    "review-book": EntryType.PAPER,
    "speech": EntryType.PAPER,
    "thesis": EntryType.PAPER,
}
"""What an item becomes here. Every other type becomes a report, and whatever has the genre `PROJECT` a project."""

KEYWORD_JOINT = ", "


def entry_type(item: Item) -> EntryType:
    """Which type of entry describes this work."""
    if item.get("genre") == PROJECT:
        return EntryType.PROJECT
    return ENTRY_TYPES.get(item["type"], EntryType.REPORT)


def csl_type(kind: EntryType, *, in_journal: bool) -> str:
    """The type of the item that an entry gives; `entry_type` leads back.

    A project is cited by its page here. A paper outside of a journal is an `article`, which says no more
    than that the work stands by itself.
    """
    if kind is EntryType.PROJECT:
        return "webpage"
    if kind is EntryType.REPORT:
        return "report"
    return "article-journal" if in_journal else "article"


def joined_keywords(keywords: Iterable[str]) -> str:
    """Keywords as one text; a comma within one is left out, so that `keywords` leads back."""
    return KEYWORD_JOINT.join(" ".join(one.replace(",", " ").split()) for one in keywords)


def keywords(item: Item) -> list[str]:
    """The keywords of an item one by one, without blanks around them."""
    return [one.strip() for one in item.get("keyword", "").split(",") if one.strip()]
