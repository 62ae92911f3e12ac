"""What reference managers and scholarly search engines read in a page's head: names and contents of `meta`.

`citation_*` as Google Scholar (https://scholar.google.com/intl/en/scholar/inclusion.html) and Zotero read it,
and Dublin Core. Both describe the paper or report. A project is no publication: what can be cited is our page
about it, with those who offered it as its authors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coprod_kb.collection.authorities import Mention, organisations_named, people_named
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.schema import EntryType
from coprod_kb.project.settings import Settings
from coprod_kb.records.linked_data import licence_url
from coprod_kb.values.dates import PartialDate
from coprod_kb.values.identifiers import doi_url, orcid_url

Tag = tuple[str, str]

_PAGES = re.compile(r"([^\s–—-]+)\s*[–—-]\s*([^\s–—-]+)")
_TYPES = {EntryType.PAPER: "JournalArticle", EntryType.REPORT: "Report"}


def citation_tags(entry: Entry, catalogue: Catalogue) -> Iterator[Tag]:
    """`citation_*` of a paper or report; a project has none."""
    fields = entry.fields
    if entry.type is EntryType.PROJECT:
        return
    yield "citation_title", entry.title
    yield from _authors(entry, catalogue)
    if fields.date:
        yield "citation_publication_date", _slashed(fields.date)
    published = fields.publication
    publisher = institution(entry, catalogue)
    if entry.type is EntryType.REPORT and publisher:
        yield "citation_technical_report_institution", publisher
    elif publisher:
        yield "citation_publisher", publisher
    if published:
        first, last = _first_and_last(published.pages or "")
        yield from _given(
            ("citation_journal_title", published.journal),
            ("citation_volume", published.volume),
            ("citation_issue", published.issue),
            ("citation_firstpage", first),
            ("citation_lastpage", last),
        )
    yield from _given(
        ("citation_doi", fields.doi), ("citation_isbn", fields.isbn), ("citation_pmid", fields.pmid)
    )
    if "keywords" not in fields.assigned:
        yield "citation_keywords", "; ".join(fields.keywords)


def _authors(entry: Entry, catalogue: Catalogue) -> Iterator[Tag]:
    """People only: Zotero takes the last word of any author for a surname, “Council” of a council.

    An organisation that wrote a report is its institution.
    """
    for mention in people_named(entry):
        if mention.role == "author":
            yield "citation_author", mention.name
            for organisation in catalogue.affiliations([mention]):
                yield "citation_author_institution", organisation.label
            orcid = catalogue.person_at[entry.slug, mention.where].orcid
            if orcid:
                yield "citation_author_orcid", orcid_url(orcid)


def institution(entry: Entry, catalogue: Catalogue) -> str:
    """Who published a work; for a report else who wrote it, or led it. Empty where nobody is named."""
    roles = ("publisher", "author", "lead") if entry.type is EntryType.REPORT else ("publisher",)
    named: dict[str, list[Mention]] = {role: [] for role in roles}
    for mention in organisations_named(entry):
        if mention.role in named:
            named[mention.role].append(mention)
    first = next((mentions for mentions in named.values() if mentions), [])
    return "; ".join(dict.fromkeys(catalogue.organisation(mention.name).label for mention in first))


def dublin_core(entry: Entry, catalogue: Catalogue, settings: Settings) -> Iterator[Tag]:
    """Of the work, or of our page about a project."""
    fields = entry.fields
    ours = entry.type is EntryType.PROJECT
    changed = entry.updated or entry.added
    yield "DC.title", entry.title
    role = "contributor" if ours else "author"
    yield from (("DC.creator", one.name) for one in people_named(entry) if one.role == role)
    # The name for organisations that Dublin Core once had. Zotero would make a surname of plain `DC.creator`.
    for one in organisations_named(entry):
        if one.role == role:
            yield "DC.creator.CorporateName", catalogue.organisation(one.name).label
    if ours:
        yield from _given(
            ("DC.date", changed.isoformat() if changed else None),
            ("DC.identifier", settings.address(entry.address)),
            ("DC.rights", settings.licence),
        )
        return
    yield from _given(
        ("DC.type", _TYPES[entry.type]),
        ("DC.date", str(fields.date) if fields.date else None),
        ("DC.publisher", institution(entry, catalogue)),
        ("DC.identifier", doi_url(fields.doi) if fields.doi else None),
        ("DC.rights", licence_url(fields.licence) or fields.licence),
    )


def _given(*tags: tuple[str, str | None]) -> Iterator[Tag]:
    yield from ((name, value) for name, value in tags if value)


def _slashed(date: PartialDate) -> str:
    """`2022/07/14`, the form that Google Scholar asks for."""
    return str(date).replace("-", "/")


def _first_and_last(pages: str) -> tuple[str, str]:
    """First and last page; an article number, or what is no range, is the first alone."""
    found = _PAGES.fullmatch(pages.strip())
    return (found[1], found[2]) if found else (pages, "")
