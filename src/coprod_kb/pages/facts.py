"""The fact panel on the page of an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coprod_kb.collection.authorities import Record, organisations_named, people_named
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.entry_schema import EntrySchema
from coprod_kb.front_matter.facets import Facet
from coprod_kb.front_matter.field_groups import Funding
from coprod_kb.front_matter.publication import Publication, PublicationKind
from coprod_kb.front_matter.reportable import State, state_of
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.pages.browse import facet_links
from coprod_kb.pages.page import Context, day_label, link, record_path
from coprod_kb.values.identifiers import doi_url, pmid_url
from coprod_kb.values.names import spelling_key
from coprod_kb.values.person_names import as_spoken
from coprod_kb.values.translation import N_, gettext, made_of
from coprod_kb.values.web import host_of
from coprod_kb.values.wording import capitalised, in_list

ORGANISATION_FACTS = {
    "lead": N_("Led by"),
    "partner": N_("Partners"),
    "commissioner": N_("Commissioned by"),
    "funder": N_("Funded by"),
    "publisher": N_("Published by"),
    "host": N_("Hosted by"),
    "involved": N_("Also involved"),
}
PERSON_FACTS = {
    "principal investigator": N_("Principal investigator"),
    "investigator": N_("Investigators"),
    "author": N_("Written by"),
    "contributor": N_("Contributed by"),
}


def facts(entry: Entry, catalogue: Catalogue) -> Iterator[Context]:
    """The rows of the panel, in the order in which readers look for them; rows without values are left out."""
    yield from _organisation_facts(entry, catalogue)
    yield from _person_facts(entry, catalogue)
    yield from _facet_facts(entry.fields, catalogue)
    yield from _open_facts(entry.fields, catalogue)
    yield from _work_facts(entry.fields)
    if name := entry.fields.collection:
        record = catalogue.collections[spelling_key(name)]
        yield _fact(gettext("Collection"), [link(record.label, record_path("collections", record))])
    yield from _links_without_address(entry.fields)
    yield from _assigned_facts(entry.fields, catalogue.vocabulary.schema)
    yield from _found_facts(entry.fields, catalogue.vocabulary.schema)
    yield from _history_facts(entry)


def _fact(label: str, values: Sequence[Context], *, note: str = "") -> Context:
    return {"label": label, "values": list(values), "note": note}


def _links_without_address(fields: FrontMatter) -> Iterator[Context]:
    """`own_words`: the labels are in the language of the entry."""
    values = [link(named.label) | {"own_words": True} for named in fields.links if not named.url]
    if values:
        yield _fact(gettext("Links"), values, note=gettext("the source gave no address"))


def _organisation_facts(entry: Entry, catalogue: Catalogue) -> Iterator[Context]:
    """A row for each role; each organisation once in it."""
    roles: dict[str, dict[str, Record]] = {role: {} for role in ORGANISATION_FACTS}
    for mention in organisations_named(entry):
        if mention.role in roles:
            record = catalogue.organisation(mention.name)
            roles[mention.role][record.slug] = record
    for role, records in roles.items():
        if records:
            yield _fact(gettext(ORGANISATION_FACTS[role]), _organisation_links(records.values()))


def _organisation_links(records: Iterable[Record]) -> list[Context]:
    return [link(record.label, record_path("organisations", record)) for record in records]


def _person_facts(entry: Entry, catalogue: Catalogue) -> Iterator[Context]:
    """A row for each role: people with their affiliations (`at`), then organisations for whom no person is named."""
    roles: dict[str, list[Context]] = {role: [] for role in PERSON_FACTS}
    for mention in people_named(entry):
        record = catalogue.person_at[entry.slug, mention.where]
        affiliations = _organisation_links(catalogue.affiliations([mention]))
        roles[mention.role].append(link(record.label, record_path("people", record)) | {"at": affiliations})
    for mention in organisations_named(entry):
        if mention.role in {"contributor", "author", "investigator"}:
            roles[mention.role] += _organisation_links([catalogue.organisation(mention.name)])
    if entry.fields.more_authors:
        roles["author"].append(link(gettext("and others")))
    for role, values in roles.items():
        if values:
            yield _fact(gettext(PERSON_FACTS[role]), values)


def _facet_facts(fields: FrontMatter, catalogue: Catalogue) -> Iterator[Context]:
    for facet in _facets(catalogue):
        if names := fields.facets.get(facet.name):
            note = gettext("chosen by the editors") if facet.name in fields.assigned else ""
            yield _fact(facet.leading, facet_links(facet.name, names, catalogue), note=note)


def _facets(catalogue: Catalogue) -> list[Facet]:
    """The facets in the order of the panel: places first."""
    return sorted(catalogue.vocabulary.description.facets, key=lambda facet: not facet.located)


def _open_facts(fields: FrontMatter, catalogue: Catalogue) -> Iterator[Context]:
    """The facets and accessible formats without a value: a row for those not reported, and one for the others."""
    labels = {facet.name: facet.leading for facet in _facets(catalogue)}
    labels["formats"] = catalogue.vocabulary.schema.title("formats")
    for state, title in (
        (State.NOT_REPORTED, gettext("Not reported")),
        (State.NOT_LOOKED_AT, gettext("Nobody has looked at this yet")),
    ):
        if values := [link(label) for name, label in labels.items() if state_of(fields.value(name)) is state]:
            yield _fact(title, values)


def _work_facts(fields: FrontMatter) -> Iterator[Context]:
    if fields.funding:
        yield _fact(gettext("Funding"), [link(_funding(grant)) for grant in fields.funding])
    if fields.publication:
        yield from _publication_facts(fields.publication)
    if fields.doi:
        yield _fact(gettext("DOI"), [link(fields.doi, url=doi_url(fields.doi))])
    if fields.pmid:
        yield _fact(gettext("PubMed"), [link(fields.pmid, url=pmid_url(fields.pmid))])
    if fields.isbn:
        yield _fact(gettext("ISBN"), [link(fields.isbn)])
    if fields.licence:
        yield _fact(gettext("Licence"), [link(fields.licence)])


def _funding(funding: Funding) -> str:
    """“GBP 5 from X (reference Y)”, and which of currency and funder the source does not name."""
    parts = []
    if funding.amount:
        parts.append(f"{funding.currency} {funding.amount}" if funding.currency else funding.amount)
    if funding.funder:
        parts.append(gettext("from {funder}", funder=funding.funder))
    if funding.reference:
        parts.append(gettext("(reference {number})", number=funding.reference))
    no_currency = funding.amount and not funding.currency
    if no_currency and not funding.funder:
        parts.append(gettext("(the source names no currency and no funder)"))
    elif no_currency:
        parts.append(gettext("(the source names no currency)"))
    elif not funding.funder:
        parts.append(gettext("(the source names no funder)"))
    return " ".join(parts)


def _publication_facts(published: Publication) -> Iterator[Context]:
    editors = [link(editor.name or in_list(editor.organisations)) for editor in published.editors]
    series = ", ".join(filter(None, (published.series, published.number if published.series else "")))
    kind = published.genre or (_kind(published.kind) if published.kind else "")
    for label, values in (
        (gettext("Kind of publication"), [link(kind)] if kind else []),
        (gettext("Published in"), [link(place)] if (place := _place(published)) else []),
        (gettext("Edited by"), editors),
        (gettext("Series"), [link(series)] if series else []),
        (gettext("Number"), [link(published.number)] if published.number and not published.series else []),
        (gettext("Presented at"), [link(published.event)] if published.event else []),
        (gettext("Institution"), [link(published.institution)] if published.institution else []),
    ):
        if values:
            yield _fact(label, values)


def _kind(kind: PublicationKind) -> str:
    """“Magazine article”: the kind as the form has it, without the hyphens of files."""
    said = gettext(kind)
    return capitalised(made_of(said.replace("-", " "), said) if said == kind else said)


def _place(published: Publication) -> str:
    """“Journal of Examples, 3(2), 1–9”: what is known, without the publisher; empty if nothing is."""
    volume = published.volume or ""
    if published.issue:
        volume = (
            f"{volume}({published.issue})" if volume else gettext("issue {number}", number=published.issue)
        )
    parts = [published.book, published.journal, volume, published.pages, published.edition, published.place]
    return ", ".join(part for part in parts if part)


_MARKED = {"summary", "keywords", "key_points"}
"""Fields whose own place on the page says that the editors chose their values."""


def _assigned_facts(fields: FrontMatter, schema: EntrySchema) -> Iterator[Context]:
    found = {name for page in fields.found for name in page.fields}
    others = [name for name in fields.assigned if name not in _MARKED | found | fields.facets.keys()]
    if others:
        titles = [link(schema.title(name)) for name in others]
        yield _fact(gettext("Chosen by the editors"), titles)


def _found_facts(fields: FrontMatter, schema: EntrySchema) -> Iterator[Context]:
    """The page that the entry was made from, then the pages on which the editors found more, with what they found."""
    if fields.source:
        yield _fact(
            gettext("Made from"),
            [link(gettext("a page on {host}", host=host_of(fields.source)), url=fields.source)],
        )
    added = []
    for page in fields.found:
        titles = in_list([schema.title(name) for name in page.fields])
        place = (
            gettext("from {host}", host=host_of(page.at))
            if page.at
            else gettext("from the pages that they lead to")
        )
        added.append(link(place, url=page.at or "", note=titles))
    if added:
        yield _fact(gettext("Completed by the editors"), added)


def _history_facts(entry: Entry) -> Iterator[Context]:
    if entry.added:
        yield _fact(gettext("Added"), [link(day_label(entry.added))])
    if entry.updated and entry.updated != entry.added:
        yield _fact(gettext("Updated"), [link(day_label(entry.updated))])
    if review := entry.fields.reviewed:
        yield _fact(gettext("Last read by an editor"), [link(as_spoken(review.by), note=review.on.label)])
