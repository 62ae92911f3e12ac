"""The page of one entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from coprod_kb.collection.authorities import KeywordRecord, Record, organisations_named, people_named
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.field_groups import CoProduction, Funding, PointGroup
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.pages.basis import basis_of
from coprod_kb.pages.browse import browse_path
from coprod_kb.pages.cite import Cite, cite_context
from coprod_kb.pages.moved import withdrawn_entry
from coprod_kb.pages.page import TYPE_LABELS, TYPE_PLURALS, Cards, Context, Page, clipped, link, record_path
from coprod_kb.project.settings import Settings
from coprod_kb.values.dates import PartialDate
from coprod_kb.values.identifiers import doi_url
from coprod_kb.values.names import spelling_key

NOT_REPORTED = "not reported"
WORDS_A_MINUTE = 200
"""How fast people read what is new to them, at ease."""
ORGANISATION_FACTS = {
    "lead": "Led by",
    "partner": "Partners",
    "commissioner": "Commissioned by",
    "funder": "Funded by",
    "publisher": "Published by",
    "host": "Hosted by",
    "involved": "Also involved",
}
PERSON_FACTS = {
    "principal investigator": "Principal investigator",
    "investigator": "Investigators",
    "author": "Written by",
    "contributor": "Contributed by",
}
FACET_FACTS = {
    "places": "Places",
    "setting": "Setting",
    "stage": "Stage",
    "outcomes": "Difference for",
    "evidence": "Kind of evidence",
}
FORMAT_LABELS = {
    "easy-read": "Easy Read",
    "bsl": "British Sign Language",
    "audio": "Audio",
    "large-print": "Large print",
    "video": "Video",
    "translation": "Translation",
}
CO_PRODUCTION_PARTS = {
    "who": "Who was involved",
    "stages": "Stages at which people took part",
    "roles": "Roles",
    "payment": "Payment",
    "access_support": "Access support",
    "training": "Training",
    "difference": "Difference made",
}


def lead_names(entry: Entry, catalogue: Catalogue) -> str:
    """Who led it, or did the research, or wrote it, or else where its contributors work: one short line."""
    organisations = list(organisations_named(entry))
    led = [mention.name for mention in organisations if mention.role == "lead"]
    people = [mention.name for mention in people_named(entry) if mention.role != "contributor"]
    if people and not led:
        return " and ".join(people) if len(people) < 3 else f"{people[0]} and others"
    wrote = [mention.name for mention in organisations if mention.role in {"author", "investigator"}]
    at = [mention.name for mention in organisations if mention.role in {"affiliation", "publisher"}]
    return ", ".join(dict.fromkeys(catalogue.organisation(name).label for name in led or wrote or at))


def entry_page(
    entry: Entry, catalogue: Catalogue, cards: Cards, settings: Settings, cite: Cite | None = None
) -> Page:
    """Everything the knowledge base knows about one project, paper or report."""
    plural = TYPE_PLURALS[entry.type]
    section = f"{plural.lower()}/"
    trail = [("Home", ""), (plural, section)]
    if entry.fields.withdrawn:
        return withdrawn_entry(entry, entry.fields.withdrawn, section, trail)
    fields = entry.fields
    return Page(
        path=entry.address,
        title=entry.title,
        template="entry.html",
        description=clipped(fields.summary or f"{TYPE_LABELS[entry.type]} in {settings.site_name}."),
        section=section,
        trail=trail,
        html=entry.prose.html,
        updated=entry.updated,
        source=entry.path,
        gather=partial(_gathered, entry, catalogue, cards, settings, cite),
        basis=partial(basis_of, entry, catalogue, cards, settings),
    )


def _gathered(
    entry: Entry, catalogue: Catalogue, cards: Cards, settings: Settings, cite: Cite | None
) -> Context:
    fields = entry.fields
    keywords = _keywords(fields, catalogue)
    return {
        "type": str(entry.type),
        "type_label": TYPE_LABELS[entry.type],
        "when": entry.when or "",
        "status": fields.status or "",
        "draft": fields.draft,
        "reading_time": _reading_time(entry),
        "language": fields.language or "",
        "summary": fields.summary or "",
        "summary_assigned": "summary" in fields.assigned,
        "keywords": [_keyword_link(record) for record in keywords],
        "meanings": _meanings(keywords),
        "keywords_assigned": "keywords" in fields.assigned,
        "formats": _formats(fields),
        "key_points": _key_points(fields),
        "key_points_assigned": "key_points" in fields.assigned,
        "facts": list(_facts(entry, catalogue)),
        "how": _how(fields.co_production, catalogue),
        "references": [_reference(entry, index, catalogue, cards) for index in range(len(fields.references))],
        "cited_by": cards.of(catalogue.cited_by.get(entry.slug, ())),
        "related": _related(entry, catalogue, cards),
        "cite": cite_context(entry, catalogue, settings, cite) if cite and not fields.draft else {},
        "edit_url": settings.edit_url(entry.path) or "",
        "question_url": settings.question_url(entry.title) or "",
        "question_mail": settings.question_mail(entry.title) or "",
        "contact": settings.path_by_hand("contact/"),
    }


def _keywords(fields: FrontMatter, catalogue: Catalogue) -> list[KeywordRecord]:
    """Each keyword once, also where the entry has it in two spellings."""
    return list({record.slug: record for record in map(catalogue.keyword, fields.keywords)}.values())


def _keyword_link(record: KeywordRecord) -> Context:
    """meaning: the id of its definition among `_meanings`; empty where the vocabulary has none."""
    defined = record.term is not None and record.term.definition
    meaning = f"kb-meaning-{record.slug}" if defined else ""
    return {"label": record.label, "path": record_path("keywords", record), "meaning": meaning}


def _meanings(records: Iterable[KeywordRecord]) -> list[Context]:
    return [
        {"id": f"kb-meaning-{one.slug}", "label": one.label, "definition": one.term.definition}
        for one in records
        if one.term and one.term.definition
    ]


def _formats(fields: FrontMatter) -> list[Context]:
    return [
        link(FORMAT_LABELS[one.kind], url=one.url or "") | {"kind": str(one.kind)} for one in fields.formats
    ]


def _reading_time(entry: Entry) -> str:
    """“3 minutes to read”: key points and text; empty where there is neither."""
    points = [
        word for group in _key_points(entry.fields) for point in group["points"] for word in point.split()
    ]
    words = entry.prose.words + len(points)
    minutes = max(1, round(words / WORDS_A_MINUTE))
    return f"{minutes} minute{'' if minutes == 1 else 's'} to read" if words else ""


def _key_points(fields: FrontMatter) -> list[Context]:
    """Points in groups; those without a heading of their own stand in a group with an empty one."""
    groups: list[Context] = []
    for point in fields.key_points:
        if isinstance(point, PointGroup):
            groups.append({"heading": point.heading, "points": list(point.points)})
        elif groups and not groups[-1]["heading"]:
            groups[-1]["points"].append(point)
        else:
            groups.append({"heading": "", "points": [point]})
    return groups


def _facts(entry: Entry, catalogue: Catalogue) -> Iterator[Context]:
    """The rows of the fact panel, in the order in which readers ask."""
    yield from _link_facts(entry.fields, there=True)
    yield from _organisation_facts(entry, catalogue)
    yield from _person_facts(entry, catalogue)
    yield from _facet_facts(entry.fields, catalogue)
    yield from _work_facts(entry.fields)
    if name := entry.fields.collection:
        record = catalogue.collections[spelling_key(name)]
        yield _fact("Collection", [link(record.label, record_path("collections", record))])
    yield from _link_facts(entry.fields, there=False)
    yield from _assigned_facts(entry.fields)
    yield from _history_facts(entry)


def _fact(label: str, values: Sequence[Context], *, note: str = "") -> Context:
    return {"label": label, "values": list(values), "note": note}


def _link_facts(fields: FrontMatter, *, there: bool) -> Iterator[Context]:
    """The links that lead somewhere, or those that the source only names; their labels are the entry's own words."""
    links = [one for one in fields.links if bool(one.url) is there]
    if links:
        note = "" if there else "the source gave no address"
        yield _fact(
            "Links", [link(one.label, url=one.url or "") | {"own_words": True} for one in links], note=note
        )


def _organisation_facts(entry: Entry, catalogue: Catalogue) -> Iterator[Context]:
    roles: dict[str, dict[str, Record]] = {role: {} for role in ORGANISATION_FACTS}
    for mention in organisations_named(entry):
        if mention.role in roles:
            record = catalogue.organisation(mention.name)
            roles[mention.role][record.slug] = record
    for role, records in roles.items():
        if records:
            values = [link(one.label, record_path("organisations", one)) for one in records.values()]
            yield _fact(ORGANISATION_FACTS[role], values)


def _person_facts(entry: Entry, catalogue: Catalogue) -> Iterator[Context]:
    roles: dict[str, list[Context]] = {role: [] for role in PERSON_FACTS}
    for mention in people_named(entry):
        record = catalogue.person_at[entry.slug, mention.where]
        organisations = [
            catalogue.organisation(name)
            for name in (mention.contribution.organisations if mention.contribution else ())
        ]
        roles[mention.role].append(
            link(record.label, record_path("people", record))
            | {"at": [link(one.label, record_path("organisations", one)) for one in organisations]}
        )
    for mention in organisations_named(entry):
        if mention.role in {"contributor", "author", "investigator"}:
            unnamed = catalogue.organisation(mention.name)
            roles[mention.role].append(link(unnamed.label, record_path("organisations", unnamed)))
    for role, values in roles.items():
        if values:
            yield _fact(PERSON_FACTS[role], values)


def _facet_facts(fields: FrontMatter, catalogue: Catalogue) -> Iterator[Context]:
    for facet, label in FACET_FACTS.items():
        if names := getattr(fields, facet):
            note = "chosen by the editors" if facet in fields.assigned else ""
            yield _fact(label, _facet_links(facet, names, catalogue), note=note)


def _facet_links(facet: str, names: Iterable[str], catalogue: Catalogue) -> list[Context]:
    """Terms under their preferred labels, each leading to the entries that have it too."""
    terms = catalogue.vocabulary.facet(facet)
    labels = [term.label if (term := terms.find(name)) else name for name in names]
    return [link(label, browse_path(facet, label)) for label in labels]


def _work_facts(fields: FrontMatter) -> Iterator[Context]:
    if fields.funding:
        yield _fact("Funding", [link(_funding(one)) for one in fields.funding])
    if fields.publication and (published := _publication(fields)):
        yield _fact("Published in", [link(published)])
    if fields.doi:
        yield _fact("DOI", [link(fields.doi, url=doi_url(fields.doi))])
    if fields.pmid:
        yield _fact("PubMed", [link(fields.pmid, url=f"https://pubmed.ncbi.nlm.nih.gov/{fields.pmid}/")])
    if fields.isbn:
        yield _fact("ISBN", [link(fields.isbn)])
    if fields.licence:
        yield _fact("Licence", [link(fields.licence)])


def _funding(funding: Funding) -> str:
    """“£ 5 from X (reference Y)”, and what the source does not say."""
    parts = []
    if funding.amount:
        parts.append(f"{funding.currency} {funding.amount}" if funding.currency else funding.amount)
    unsaid = []
    if funding.amount and not funding.currency:
        unsaid.append("currency")
    if funding.funder:
        parts.append(f"from {funding.funder}")
    else:
        unsaid.append("funder")
    if funding.reference:
        parts.append(f"(reference {funding.reference})")
    if unsaid:
        parts.append(f"(the source names no {' and no '.join(unsaid)})")
    return " ".join(parts)


def _publication(fields: FrontMatter) -> str:
    published = fields.publication
    assert published is not None
    volume = published.volume or ""
    if published.issue:
        volume = f"{volume}({published.issue})" if volume else f"issue {published.issue}"
    parts = [published.journal, volume, published.pages, published.edition, published.place]
    return ", ".join(part for part in parts if part)


_MARKED = {*FACET_FACTS, "summary", "keywords", "key_points"}
"""Fields that say at their own place on the page that the editors chose their values."""


def _assigned_facts(fields: FrontMatter) -> Iterator[Context]:
    others = [name for name in fields.assigned if name not in _MARKED]
    if others:
        titles = [str(FrontMatter.model_fields[name].title) for name in others]
        yield _fact("Chosen by the editors", [link(title) for title in titles])


def _history_facts(entry: Entry) -> Iterator[Context]:
    if entry.added:
        yield _fact("Added", [link(_day(entry.added))])
    if entry.updated and entry.updated != entry.added:
        yield _fact("Updated", [link(_day(entry.updated))])
    if entry.fields.reviewed:
        yield _fact("Reviewed", [link(entry.fields.reviewed.label)])


def _day(day: date) -> str:
    return PartialDate(day.year, day.month, day.day).label


def _how(reported: CoProduction | None, catalogue: Catalogue) -> list[Context]:
    """Every part of “how it was co-produced”, what is absent as “not reported”; empty if all are.

    stages: links to the entries with the same stage; empty for every other part.
    """
    if reported is None:
        return []
    parts = []
    for name, label in CO_PRODUCTION_PARTS.items():
        value = getattr(reported, name)
        stages = _facet_links("stage", value, catalogue) if isinstance(value, tuple) else []
        text = ", ".join(one["text"] for one in stages) if stages else value
        parts.append({"label": label, "text": text or NOT_REPORTED, "reported": bool(text), "stages": stages})
    return parts


def _reference(entry: Entry, index: int, catalogue: Catalogue, cards: Cards) -> Context:
    reference = entry.fields.references[index]
    held = catalogue.by_slug.get(reference.entry) if reference.entry else None
    links = []
    if reference.doi:
        links.append(link(f"doi:{reference.doi}", url=doi_url(reference.doi)))
    if reference.pmid:
        links.append(
            link(f"PubMed {reference.pmid}", url=f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/")
        )
    if reference.url:
        links.append(link("Read it", url=reference.url))
    shown = held is not None and not held.fields.withdrawn
    return {"text": reference.text, "links": links, "entry": cards(held) if held and shown else None}


def _related(entry: Entry, catalogue: Catalogue, cards: Cards) -> list[Context]:
    """First what people linked, then what shares most; each once, with the reason. Nothing withdrawn."""
    found: dict[str, list[Context]] = {}
    for slug in entry.fields.related:
        found.setdefault(slug, [_words("named as related")])
    for linked in entry.prose.entry_links:
        found.setdefault(linked.slug, [_words("mentioned on this page")])
    for naming in catalogue.related_from.get(entry.slug, ()):
        found.setdefault(naming.slug, [_words("names this entry as related")])
    for neighbour in catalogue.neighbours.get(entry.slug, ()):
        found.setdefault(neighbour.slug, list(_shared(neighbour.shared, catalogue)))
    return [
        {"entry": cards(other), "reason": reason}
        for slug, reason in found.items()
        if slug != entry.slug and (other := catalogue.by_slug.get(slug)) and not other.fields.withdrawn
    ]


def _words(text: str, *, term: bool = False) -> Context:
    return {"text": text, "term": term}


def _shared(features: Sequence[str], catalogue: Catalogue, most: int = 3) -> Iterator[Context]:
    """“shares *peer support* and Iriss” in pieces; a keyword is a `term`."""
    yield _words("shares ")
    shown = features[:most]
    for index, feature in enumerate(shown):
        if index:
            yield _words(" and " if index == len(shown) - 1 else ", ")
        yield _words(catalogue.features[feature].label, term=feature.startswith("keywords/"))
