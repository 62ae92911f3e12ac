"""Pages as linked data: what each is about, its address and its breadcrumbs.

A node has no address before `with_address`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coprod_kb.collection.authorities import KeywordRecord, OrganisationRecord, PersonRecord
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry
from coprod_kb.project.settings import Settings
from coprod_kb.records.linked_data import (
    KEYWORDS,
    Node,
    agents_named,
    keyword_nodes,
    name_parts,
    organisation_id,
    organisation_node,
    person_id,
    subject_id,
    without_empty,
    work_node,
)
from coprod_kb.values.person_names import person_name
from coprod_kb.values.translation import gettext
from coprod_kb.values.web import iri, is_web_address


def entry_page(entry: Entry, catalogue: Catalogue, settings: Settings) -> Node:
    """The page of an entry: who contributed it and when, and the work itself."""
    fields = entry.fields
    agents = agents_named(entry, catalogue, settings)
    return {
        "@type": "WebPage",
        "author": agents["contributor"],
        "dateCreated": entry.added.isoformat() if entry.added else None,
        "dateModified": entry.updated.isoformat() if entry.updated else None,
        "lastReviewed": str(fields.reviewed.on) if fields.reviewed else None,
        "reviewedBy": _reader(fields.reviewed.by) if fields.reviewed else None,
        "inLanguage": fields.language,
        "license": iri(settings.licence),
        "keywords": keyword_nodes(entry, catalogue, settings) if "keywords" in fields.assigned else [],
        "mainEntity": work_node(entry, agents, catalogue, settings),
    }


def _reader(name: str) -> Node:
    """Whoever read an entry, by name: readers have no pages here."""
    return {"@type": "Organization" if person_name(name).literal else "Person", "name": name}


def person_page(record: PersonRecord, affiliations: Iterable[OrganisationRecord], settings: Settings) -> Node:
    """The page of a person: name, ORCID iD and affiliations."""
    person = {
        "@type": "Person",
        "@id": person_id(record, settings),
        "name": record.label,
        **name_parts(record.name),
        "affiliation": [organisation_node(employer, settings) for employer in affiliations],
    }
    return {"@type": "ProfilePage", "mainEntity": without_empty(person)}


def organisation_page(record: OrganisationRecord, catalogue: Catalogue, settings: Settings) -> Node:
    """The page of an organisation: its names, its website, the organisation that it is part of."""
    curated = record.curated
    node: Node = {"@type": "Organization", "@id": organisation_id(record, settings), "name": record.label}
    if curated:
        parent = catalogue.organisation(curated.parent) if curated.parent else None
        node |= {
            "alternateName": list(curated.aliases),
            "url": iri(curated.url) if curated.url and is_web_address(curated.url) else None,
            "location": curated.place,
            "parentOrganization": organisation_node(parent, settings) if parent else None,
        }
    return {"@type": "WebPage", "mainEntity": without_empty(node)}


def keyword_page(record: KeywordRecord, settings: Settings) -> Node:
    """The page of a keyword. Only keywords of the vocabulary belong to its set of terms."""
    term = record.term
    node: Node = {
        "@type": "DefinedTerm",
        "@id": subject_id(f"{KEYWORDS}{record.slug}/", settings),
        "name": record.label,
    }
    if term:
        set_of_terms = subject_id(KEYWORDS, settings)
        node |= {
            "alternateName": list(term.aliases),
            "description": term.definition,
            "inDefinedTermSet": {"@id": set_of_terms} if set_of_terms else None,
        }
    return {"@type": "WebPage", "mainEntity": without_empty(node)}


def vocabulary_page(settings: Settings, files: Sequence[tuple[str, str]]) -> Node:
    """The page that lists the keywords. files: paths of the whole vocabulary, with media types."""
    node = {
        "@type": "DefinedTermSet",
        "@id": subject_id(KEYWORDS, settings),
        "name": gettext("Keywords of {site}", site=settings.site_name),
        "encoding": _downloads("MediaObject", files, settings),
    }
    return {"@type": "CollectionPage", "mainEntity": without_empty(node)}


def home_page(catalogue: Catalogue, settings: Settings, files: Sequence[tuple[str, str]]) -> Node:
    """The home page: the whole collection. files: paths of the collection as data, with media types."""
    days = [entry.updated for entry in catalogue.entries if entry.updated]
    node = {
        "@type": "Dataset",
        "@id": subject_id("", settings),
        "name": settings.site_name,
        "description": settings.site_description,
        "url": settings.address(""),
        "inLanguage": settings.language,
        "license": iri(settings.licence),
        "dateModified": max(days).isoformat() if days else None,
        "distribution": _downloads("DataDownload", files, settings),
    }
    return {"@type": "CollectionPage", "mainEntity": without_empty(node)}


def _downloads(node_type: str, files: Sequence[tuple[str, str]], settings: Settings) -> list[Node]:
    """Files of the site as nodes; none without `site_url`."""
    return [
        {"@type": node_type, "contentUrl": settings.address(path), "encodingFormat": media_type}
        for path, media_type in files
        if settings.address(path)
    ]


def list_page() -> Node:
    """A page that lists other pages."""
    return {"@type": "CollectionPage"}


def with_address(
    node: Node, path: str, title: str, trail: Sequence[tuple[str, str]], settings: Settings
) -> Node:
    """The node of a page with its address and breadcrumbs. trail: labels and paths of the pages above it, home first."""
    address = settings.address(path)
    # Two steps are the fewest that search engines take for breadcrumbs; the page itself is a step where it has to be.
    steps = [*trail, (title, "")] if len(trail) == 1 else trail
    crumbs = [
        {"@type": "ListItem", "position": position, "name": label}
        | ({"item": settings.address(step)} if position <= len(trail) else {})
        for position, (label, step) in enumerate(steps if address else [], start=1)
    ]
    page = {"@type": node["@type"], "@id": address, "name": "" if "mainEntity" in node else title}
    page |= {"breadcrumb": {"@type": "BreadcrumbList", "itemListElement": crumbs} if crumbs else None}
    return without_empty(page | node)
