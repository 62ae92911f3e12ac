"""An entry as a bibliographic record: the neutral item that every export and every citation is made from.

Nothing is invented: what the entry does not say has no place in the item.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.field_groups import Contribution, Investigator, OrganisationRole, Publication
from coprod_kb.front_matter.schema import EntryType
from coprod_kb.project.settings import Settings
from coprod_kb.records.formats import names
from coprod_kb.records.formats.csl import PROJECT, Day, Item, Name, csl_type, joined_keywords
from coprod_kb.values.dates import PartialDate
from coprod_kb.values.identifiers import is_doi_url
from coprod_kb.values.wording import listed

_DASHES = re.compile(r"\s*[\u2010-\u2015\u2212]\s*")


def item_of(entry: Entry, catalogue: Catalogue, settings: Settings) -> Item:
    """What to cite for this entry: the paper or report itself; for a project its page here."""
    if entry.type is EntryType.PROJECT:
        return page_item(entry, catalogue, settings)
    return _work(entry, catalogue, settings)


def page_item(entry: Entry, catalogue: Catalogue, settings: Settings) -> Item:
    """The page here, written by its contributors, as it was last changed.

    Without a known history there is no date, and without `site_url` no address.
    """
    item: Item = {"id": entry.slug, "type": "webpage"}
    if entry.type is EntryType.PROJECT:
        item["genre"] = PROJECT
    item["title"] = entry.title
    _add_names(item, entry.fields.contributors, catalogue)
    if day := entry.updated or entry.added:
        item["issued"] = _day(day)
    item["container-title"] = settings.site_name
    if address := settings.address(entry.address):
        item["URL"] = address
    _add_subject(item, entry, catalogue)
    _add_notes(item, _about(entry))
    item["source"] = settings.site_name
    return item


def _work(entry: Entry, catalogue: Catalogue, settings: Settings) -> Item:
    fields, published = entry.fields, entry.fields.publication
    journal = published.journal if published else None
    item: Item = {"id": entry.slug, "type": csl_type(entry.type, in_journal=bool(journal))}
    item["title"] = entry.title
    _add_names(item, fields.authors, catalogue)
    if fields.date:
        item["issued"] = _issued(fields.date)
    if published:
        _add_place(item, published)
    if publisher := _publisher(entry):
        item["publisher"] = publisher
    if fields.doi:
        item["DOI"] = fields.doi
    if fields.isbn:
        item["ISBN"] = fields.isbn
    if fields.pmid:
        item["PMID"] = fields.pmid
    if url := next((link.url for link in fields.links if link.url and not is_doi_url(link.url)), None):
        item["URL"] = url
    _add_subject(item, entry, catalogue)
    _add_notes(item, [*_about(entry), *_described(entry, settings)])
    item["source"] = settings.site_name
    return item


def _add_place(item: Item, published: Publication) -> None:
    """Where it was published, but for the publisher."""
    if published.journal:
        item["container-title"] = published.journal
    if published.volume:
        item["volume"] = published.volume
    if published.issue:
        item["issue"] = published.issue
    if published.pages:
        item["page"] = _DASHES.sub("-", published.pages)
    if published.edition:
        item["edition"] = published.edition
    if published.place:
        item["publisher-place"] = published.place


def _add_names(item: Item, people: Sequence[Contribution], catalogue: Catalogue) -> None:
    authors = [name for one in people for name in _names(one, catalogue)]
    if authors:
        item["author"] = authors


def _names(one: Contribution, catalogue: Catalogue) -> Iterator[Name]:
    """A person in parts; where no person is named, each organisation as it is."""
    if not one.name:
        for organisation in one.organisations:
            yield {"literal": organisation}
    elif catalogue.vocabulary.organisations.find(one.name):
        yield {"literal": one.name}
    else:
        yield names.person(one.name)


def _publisher(entry: Entry) -> str:
    """Who published it; of a report else its institution, which is whoever led it."""
    published = entry.fields.publication
    if published and published.publisher:
        return published.publisher
    roles = [OrganisationRole.PUBLISHER]
    if entry.type is EntryType.REPORT:
        roles.append(OrganisationRole.LEAD)
    for role in roles:
        if found := [one.name for one in entry.fields.organisations if one.role is role]:
            return listed(found)
    return ""


def _add_subject(item: Item, entry: Entry, catalogue: Catalogue) -> None:
    if entry.fields.language:
        item["language"] = entry.fields.language
    if keywords := catalogue.keywords_of(entry):
        item["keyword"] = joined_keywords(record.label for record in keywords)
    if entry.fields.summary:
        item["abstract"] = entry.fields.summary


def _add_notes(item: Item, notes: Iterable[str]) -> None:
    if text := " ".join(notes):
        item["annote"] = text


def _about(entry: Entry) -> Iterator[str]:
    """What no variable of CSL is for: when the work was done, and who led, did and paid for it."""
    fields = entry.fields
    if fields.period:
        yield f"The work was done: {fields.period.label}."
    led = [one.name for one in fields.organisations if one.role is OrganisationRole.LEAD]
    if led:
        yield f"Led by {listed(led)}."
    if fields.investigators:
        yield f"Research by {listed([_who(one) for one in fields.investigators])}."
    paid = [one.name for one in fields.organisations if one.role is OrganisationRole.FUNDER]
    paid += [one.funder for one in fields.funding if one.funder]
    if paid:
        yield f"Funded by {listed(list(dict.fromkeys(paid)))}."


def _described(entry: Entry, settings: Settings) -> Iterator[str]:
    where = settings.address(entry.address)
    if entry.fields.summary:
        yield f"The abstract is the summary of {settings.site_name}{f': {where}' if where else '.'}"
    elif where:
        yield f"Described at {where}"


def _who(one: Investigator) -> str:
    return one.name or listed(list(one.organisations))


def _issued(day: PartialDate) -> Day:
    return {"date-parts": [[part for part in (day.year, day.month, day.day) if part is not None]]}


def _day(day: date) -> Day:
    return {"date-parts": [[day.year, day.month, day.day]]}
