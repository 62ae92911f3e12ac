"""The table of entries as CSV (RFC 4180): its columns and the form of cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from coprod_kb.front_matter.description import CollectionDescription
from coprod_kb.front_matter.facets import Fact

COLUMNS: Mapping[str, str] = {
    "slug": "The entry's name in addresses; unique.",
    "address": "The full address of its page; empty where the site does not know its own.",
    "type": "`project`, `paper` or `report`.",
    "title": "The work's title, in its own language. `title_cy` and so on have it in each language in which an entry gives it.",
    "summary": "What it is and what came of it; likewise.",
    "status": "`planned`, `ongoing` or `completed`.",
    "date": "When it was published: a year, a month or a day.",
    "period_start": "When the work began.",
    "period_end": "When it ended; `ongoing` while it goes on.",
    "keywords": "A list of preferred labels.",
    "contributors": "A list of names: who offered the entry.",
    "authors": "A list of names: who wrote the work; `et al.` if there are more. Braces hold organisations that read like people.",
    "investigators": "A list of names: who did the research.",
    "organisations": "A list, the role in brackets where there is one: `Example Trust (lead)`.",
    "kind": "What kind of publication it is, where the entry says so.",
    "genre": "The kind in the source's words.",
    "journal": "Where it was published; the next eleven say more about that.",
    "book": "The book or proceedings that it is a part of.",
    "editors": "A list of names: who edited the book.",
    "series": "The series to which it belongs.",
    "number": "Its number in the series, or its own.",
    "event": "The conference at which it was presented.",
    "volume": "The volume.",
    "issue": "The issue.",
    "pages": "First and last page, or the article number.",
    "publisher": "Who published it.",
    "institution": "The university of a thesis, or the institution behind a report.",
    "place": "Where it was published.",
    "edition": "Which edition.",
    "doi": "The DOI alone, in small letters.",
    "isbn": "Thirteen digits.",
    "pmid": "The PubMed number.",
    "language": "The code of the entry's language, if not the site's.",
    "licence": "Under which licence the work may be used.",
    "funders": "A list of names.",
    "links": "A list of full addresses.",
    "formats": "A list of accessible versions, the address behind a blank where there is one: `easy-read https://example.org/a`.",
    "collection": "The section of the knowledge base.",
    "added": "The day on which the entry came in.",
    "updated": "The day on which it last changed.",
    "reviewed_by": "Who last compared it with its source.",
    "reviewed_on": "The day on which they did.",
}
"""Name and content of each column, in order, but for facets and groups of facts. A cell is empty if its content is not known."""


TRANSLATED = ("title", "summary")
"""Columns beside which others may have the same in every language in which an entry gives it, such as `title_cy`."""


def columns(
    description: CollectionDescription, codes: Mapping[str, Iterable[str]] = MappingProxyType({})
) -> list[str]:
    """The columns of a collection in order: facets stand before `formats`, and the parts of groups of facts behind it.

    codes: of languages, for columns of `TRANSLATED`.
    """
    names = [each for name in COLUMNS for each in (name, *(f"{name}_{code}" for code in codes.get(name, ())))]
    at = names.index("formats")
    return [*names[:at], *description.facet_names, "formats", *fact_columns(description), *names[at + 1 :]]


def fact_columns(description: CollectionDescription) -> Mapping[str, tuple[str, Fact]]:
    """The columns of the parts of groups of facts, such as `cost_money`, each with the group's name and its part."""
    return {
        f"{group.name}_{part.name}": (group.name, part) for group in description.facts for part in group.parts
    }


SEPARATOR = "; "
"""Separates the items of a list; a semicolon within an item becomes a comma."""

MORE = "et al."
"""The last author, where the source names no more of them."""

FORMULA = tuple("=+-@\t\r＝＋－＠")
"""First characters of cells that a spreadsheet runs as formulas (the last four are full-width forms)."""

GUARD = "'"
"""Written before such a cell to make it text; see `guarded` and `unguarded`."""

_GUARDED = (*FORMULA, *(GUARD + first for first in FORMULA))

MARK = "\ufeff"
"""The byte order mark at the start of the file, without which Excel does not read it as UTF-8."""

NOT_CARRIED: Mapping[str, str] = {
    "contributors, authors, investigators, editors": "ORCID iDs, the organisations of persons and who is principal.",
    "funding": "Amounts, currencies and references.",
    "links": "The words of links.",
    "key_points, references, related, assigned, found, source, formerly, accepted": "Left out.",
}
"""What the table leaves out, by the fields of an entry."""


def guarded(text: str) -> str:
    """The text of a cell, with `GUARD` before it if a spreadsheet would run it. `unguarded` is the inverse."""
    return GUARD + text if text.startswith(_GUARDED) else text


def unguarded(text: str) -> str:
    """The text without the `GUARD` that `guarded` writes."""
    bare = text.removeprefix(GUARD)
    return bare if bare != text and guarded(bare) == text else text


def joined(items: Iterable[str]) -> str:
    """A list as one cell."""
    return SEPARATOR.join(item.replace(";", ",") for item in items)
