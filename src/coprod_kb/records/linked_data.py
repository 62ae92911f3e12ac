"""What pages are about, as linked data: JSON-LD in the terms of https://schema.org.

A thing is not the page about it. The thing has the address of its page with `#this` behind it, or the
identifier that the world knows it by: a DOI, an ORCID iD, a ROR id. Without the address of the site,
things without such an identifier have none, and whatever would need one is left out.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from coprod_kb.collection.authorities import (
    KeywordRecord,
    Mention,
    OrganisationRecord,
    PersonRecord,
    organisations_named,
    people_named,
)
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.field_groups import Funding, Publication
from coprod_kb.front_matter.schema import EntryType
from coprod_kb.project.settings import Settings
from coprod_kb.values.identifiers import doi_url
from coprod_kb.values.web import iri, is_web_address

Node = dict[str, Any]
Agents = defaultdict[str, list[Node]]
"""People and organisations by the role in which an entry names them."""

THIS = "#this"
"""What follows the address of a page to name the thing that it is about."""

TERMS = "keywords/"
"""The page that lists the keywords; with `THIS`, the set of terms that they form."""

WORK_TYPES = {
    EntryType.PROJECT: "ResearchProject",
    EntryType.PAPER: "ScholarlyArticle",
    EntryType.REPORT: "Report",
}

_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def as_script(node: Mapping[str, Any]) -> str:
    """The text of a `script` element that holds this node: JSON that ends no element and opens no comment."""
    whole = {"@context": "https://schema.org", **node}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def told(node: Mapping[str, Any]) -> Node:
    """The node without what nobody has told: empty texts, lists and nodes."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


# --- Names of things --------------------------------------------------------------------------------


def this(path: str, settings: Settings) -> str:
    """The name of what the page at `path` is about; empty without the address of the site."""
    page = settings.address(path)
    return f"{page}{THIS}" if page else ""


def work_id(entry: Entry, settings: Settings) -> str:
    """The address of a work's DOI, else its name here."""
    return doi_url(entry.fields.doi) if entry.fields.doi else this(entry.address, settings)


def person_id(record: PersonRecord, settings: Settings) -> str:
    """The address of a person's ORCID iD, else the name here."""
    if record.orcid:
        return iri(f"https://orcid.org/{record.orcid}")
    return this(f"people/{record.slug}/", settings)


def organisation_id(record: OrganisationRecord, settings: Settings) -> str:
    """The address of an organisation's ROR id, else its name here."""
    if record.curated and record.curated.ror:
        return iri(f"https://ror.org/{record.curated.ror}")
    return this(f"organisations/{record.slug}/", settings)


_LICENCE = re.compile(r"CC[ -]BY((?:-(?:NC|SA|ND)){0,2})[ -]([1-4]\.0)", re.IGNORECASE)


def licence_url(licence: str | None) -> str:
    """The address of a licence: as written, or of Creative Commons; empty where the text names no such one."""
    if licence and is_web_address(licence):
        return iri(licence)
    found = _LICENCE.fullmatch(licence or "")
    return f"https://creativecommons.org/licenses/by{found[1].lower()}/{found[2]}/" if found else ""


# --- Entries ----------------------------------------------------------------------------------------


def work(entry: Entry, agents: Agents, catalogue: Catalogue, settings: Settings) -> Node:
    """The project, paper or report that an entry describes: only what the entry says of it."""
    fields = entry.fields
    node = {
        "@type": WORK_TYPES[entry.type],
        "@id": work_id(entry, settings),
        "name": entry.title,
        "description": fields.summary,
        # What the editors chose is said of our page, not of the work.
        "keywords": [] if "keywords" in fields.assigned else keywords(entry, catalogue, settings),
        "funder": agents["funder"],
        "funding": _grants(fields.funding),
    }
    if entry.type is EntryType.PROJECT:
        return told(node | _project(entry, agents))
    return told(node | _publication(entry, agents, catalogue, settings))


def keywords(entry: Entry, catalogue: Catalogue, settings: Settings) -> list[Node]:
    """The entry's keywords as terms, each once."""
    records = {record.slug: record for record in map(catalogue.keyword, entry.fields.keywords)}
    return [
        _reference("DefinedTerm", this(f"keywords/{slug}/", settings), one.label)
        for slug, one in records.items()
    ]


def _project(entry: Entry, agents: Agents) -> Node:
    period = entry.fields.period
    roles = ("principal investigator", "investigator", "author", "lead", "partner", "commissioner", "host")
    return {
        "foundingDate": str(period.start) if period else None,
        "dissolutionDate": str(period.end) if period and period.end else None,
        "member": [*_in_roles(agents, "OrganizationRole", "member", roles), *agents["involved"]],
    }


def _publication(entry: Entry, agents: Agents, catalogue: Catalogue, settings: Settings) -> Node:
    fields = entry.fields
    roles = ("principal investigator", "investigator", "lead", "partner", "commissioner", "host")
    return {
        "author": agents["author"],
        "contributor": [*_in_roles(agents, "Role", "contributor", roles), *agents["involved"]],
        "publisher": agents["publisher"],
        "datePublished": str(fields.date) if fields.date else None,
        "isPartOf": _container(fields.publication) if fields.publication else None,
        "pagination": fields.publication.pages if fields.publication else None,
        "identifier": [
            {"@type": "PropertyValue", "propertyID": name, "value": value}
            for name, value in (("DOI", fields.doi), ("ISBN", fields.isbn), ("PMID", fields.pmid))
            if value
        ],
        "license": licence_url(fields.licence),
        "encoding": [
            {"@type": "MediaObject", "name": str(one.kind), "contentUrl": iri(one.url)}
            for one in fields.formats
            if one.url and is_web_address(one.url)
        ],
        "citation": _citations(entry, catalogue, settings),
    }


def _container(published: Publication) -> Node:
    """The issue in its volume in its journal, without the steps that are not known."""
    node: Node = {}
    if published.journal:
        node = {"@type": "Periodical", "name": published.journal}
    if published.volume:
        node = told({"@type": "PublicationVolume", "volumeNumber": published.volume, "isPartOf": node})
    if published.issue:
        node = told({"@type": "PublicationIssue", "issueNumber": published.issue, "isPartOf": node})
    return node


def _grants(funding: Iterable[Funding]) -> list[Node]:
    return [
        told({"@type": "Grant", "identifier": one.reference, "funder": _organisation_called(one.funder)})
        for one in funding
        if one.reference
    ]


def _citations(entry: Entry, catalogue: Catalogue, settings: Settings) -> list[Node]:
    """The cited works that have a name of their own in the world or here, each once."""
    names: dict[str, None] = {}
    for reference in entry.fields.references:
        held = catalogue.by_slug.get(reference.entry) if reference.entry else None
        if reference.doi:
            names[doi_url(reference.doi)] = None
        elif held and not held.fields.withdrawn:
            names[work_id(held, settings)] = None
    return [{"@type": "CreativeWork", "@id": name} for name in names if name]


# --- People and organisations on an entry -----------------------------------------------------------


def named(entry: Entry, catalogue: Catalogue, settings: Settings) -> Agents:
    """Everybody whom the entry names, by role, in its order; an organisation once in each role."""
    found: dict[str, dict[Hashable, tuple[int, Node]]] = defaultdict(dict)
    for mention in people_named(entry):
        found[mention.role][mention.where] = (_position(mention), _person(mention, catalogue, settings))
    for mention in organisations_named(entry):
        record = catalogue.organisation(mention.name)
        if mention.role != "affiliation":  # these are said of their people
            node = _reference("Organization", organisation_id(record, settings), record.label)
            found[mention.role].setdefault(record.slug, (_position(mention), node))
    agents: Agents = defaultdict(list)
    for role, ones in found.items():
        agents[role] = [node for _, node in sorted(ones.values(), key=lambda pair: pair[0])]
    return agents


def _position(mention: Mention) -> int:
    """Where a contribution stands in its list; what stands elsewhere keeps the order in which it is found."""
    return int(mention.where[1]) if mention.where[0] in {"contributors", "authors", "investigators"} else 0


def _in_roles(agents: Agents, kind: str, relation: str, roles: Sequence[str]) -> list[Node]:
    """People and organisations with what they did, by the pattern of schema.org for roles."""
    return [
        {"@type": kind, "roleName": role, relation: agent} for role in roles for agent in agents.get(role, ())
    ]


def _person(mention: Mention, catalogue: Catalogue, settings: Settings) -> Node:
    record = catalogue.person_at[mention.entry.slug, mention.where]
    names = mention.contribution.organisations if mention.contribution else ()
    at = {one.slug: one for one in map(catalogue.organisation, names)}
    node = _reference("Person", person_id(record, settings), mention.name)
    affiliation = [
        _reference("Organization", organisation_id(one, settings), one.label) for one in at.values()
    ]
    return told(node | {"affiliation": affiliation})


def _reference(kind: str, name: str, label: str) -> Node:
    return told({"@type": kind, "@id": name, "name": label})


def _organisation_called(label: str | None) -> Node:
    return {"@type": "Organization", "name": label} if label else {}


# --- Pages ------------------------------------------------------------------------------------------


def entry_page(entry: Entry, catalogue: Catalogue, settings: Settings) -> Node:
    """Our page about a work: who offered it and when, and the work itself."""
    fields = entry.fields
    agents = named(entry, catalogue, settings)
    return {
        "@type": "WebPage",
        "author": agents["contributor"],
        "dateCreated": entry.added.isoformat() if entry.added else None,
        "dateModified": entry.updated.isoformat() if entry.updated else None,
        "lastReviewed": str(fields.reviewed) if fields.reviewed else None,
        "inLanguage": fields.language,
        "license": iri(settings.licence),
        "keywords": keywords(entry, catalogue, settings) if "keywords" in fields.assigned else [],
        "mainEntity": work(entry, agents, catalogue, settings),
    }


def person_page(record: PersonRecord, affiliations: Iterable[OrganisationRecord], settings: Settings) -> Node:
    """A person's page: the name, the iD, where they work."""
    person = {
        "@type": "Person",
        "@id": person_id(record, settings),
        "name": record.label,
        "affiliation": [
            _reference("Organization", organisation_id(one, settings), one.label) for one in affiliations
        ],
    }
    return {"@type": "ProfilePage", "mainEntity": told(person)}


def organisation_page(record: OrganisationRecord, catalogue: Catalogue, settings: Settings) -> Node:
    """An organisation's page: its names, its website, what it belongs to."""
    curated = record.curated
    node: Node = {"@type": "Organization", "@id": organisation_id(record, settings), "name": record.label}
    if curated:
        parent = catalogue.organisation(curated.parent) if curated.parent else None
        node |= {
            "alternateName": list(curated.aliases),
            "url": iri(curated.url) if curated.url and is_web_address(curated.url) else None,
            "location": curated.place,
            "parentOrganization": _reference("Organization", organisation_id(parent, settings), parent.label)
            if parent
            else None,
        }
    return {"@type": "WebPage", "mainEntity": told(node)}


def keyword_page(record: KeywordRecord, settings: Settings) -> Node:
    """A keyword's page; only a keyword of the vocabulary belongs to its set of terms."""
    term = record.term
    node: Node = {
        "@type": "DefinedTerm",
        "@id": this(f"{TERMS}{record.slug}/", settings),
        "name": record.label,
    }
    if term:
        set_of_terms = this(TERMS, settings)
        node |= {
            "alternateName": list(term.aliases),
            "description": term.definition,
            "inDefinedTermSet": {"@id": set_of_terms} if set_of_terms else None,
        }
    return {"@type": "WebPage", "mainEntity": told(node)}


def vocabulary_page(settings: Settings, files: Sequence[tuple[str, str]]) -> Node:
    """The page that lists the keywords. files: where the vocabulary can be had whole, with media types."""
    node = {
        "@type": "DefinedTermSet",
        "@id": this(TERMS, settings),
        "name": f"Keywords of {settings.site_name}",
        "encoding": [
            {"@type": "MediaObject", "contentUrl": settings.address(path), "encodingFormat": kind}
            for path, kind in files
            if settings.address(path)
        ],
    }
    return {"@type": "CollectionPage", "mainEntity": told(node)}


def home_page(catalogue: Catalogue, settings: Settings, files: Sequence[tuple[str, str]]) -> Node:
    """The home page: the whole collection. files: where it can be had, with media types."""
    days = [entry.updated for entry in catalogue.entries if entry.updated]
    node = {
        "@type": "Dataset",
        "@id": this("", settings),
        "name": settings.site_name,
        "description": settings.site_description,
        "url": settings.address(""),
        "inLanguage": settings.language,
        "license": iri(settings.licence),
        "dateModified": max(days).isoformat() if days else None,
        "distribution": [
            {"@type": "DataDownload", "contentUrl": settings.address(path), "encodingFormat": kind}
            for path, kind in files
            if settings.address(path)
        ],
    }
    return {"@type": "CollectionPage", "mainEntity": told(node)}


def list_page() -> Node:
    """A page that leads to others."""
    return {"@type": "CollectionPage"}


def placed(node: Node, path: str, title: str, trail: Sequence[tuple[str, str]], settings: Settings) -> Node:
    """A page with its address, and the way to it from the home page. trail: labels and paths, its own left out."""
    address = settings.address(path)
    steps = [*trail, (title, "")] if address and trail else []
    crumbs = [
        # The last is the page itself, which needs no address once more.
        {"@type": "ListItem", "position": position, "name": label}
        | ({"item": settings.address(step)} if position < len(steps) else {})
        for position, (label, step) in enumerate(steps, start=1)
    ]
    whole = {"@type": node["@type"], "@id": address, "name": "" if "mainEntity" in node else title}
    whole |= {"breadcrumb": {"@type": "BreadcrumbList", "itemListElement": crumbs} if crumbs else None}
    return told(whole | node)
