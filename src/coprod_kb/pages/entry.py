"""The page of one entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from coprod_kb.collection.authorities import KeywordRecord
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.field_groups import Reference
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.pages.cards import Cards, is_unread
from coprod_kb.pages.cite import cite_context
from coprod_kb.pages.fact_groups import reported_groups
from coprod_kb.pages.facts import facts
from coprod_kb.pages.moved import withdrawn_entry
from coprod_kb.pages.own_words import grouped_points, is_turned, marks, other_versions, points_language
from coprod_kb.pages.page import Context, Page, clipped, link, record_path
from coprod_kb.project.settings import Settings
from coprod_kb.values.identifiers import doi_url, pmid_url
from coprod_kb.values.translation import N_, gettext, ngettext, translated
from coprod_kb.values.web import host_of
from coprod_kb.values.wording import figures, separators

WORDS_A_MINUTE = 200
"""A comfortable reading speed for an unfamiliar text."""

FORMAT_LABELS = {
    "easy-read": N_("Easy Read"),
    "bsl": N_("British Sign Language"),
    "audio": N_("Audio"),
    "large-print": N_("Large print"),
    "video": N_("Video"),
    "translation": N_("Translation"),
}
"""The kinds of accessible versions, with their labels."""


STATUSES = {"planned": N_("planned"), "ongoing": N_("ongoing"), "completed": N_("completed")}


def entry_page(entry: Entry, catalogue: Catalogue, cards: Cards, settings: Settings) -> Page:
    """The page of an entry; for a withdrawn entry a notice instead."""
    entry_type = catalogue.type_of(entry)
    section = entry_type.path
    trail = [(gettext("Home"), ""), (entry_type.plural, section)]
    if entry.fields.withdrawn:
        return withdrawn_entry(entry, entry.fields.withdrawn, section, trail)
    fields = entry.fields
    return Page(
        path=entry.address,
        title=entry.title,
        template="entry.html",
        description=clipped(
            fields.summary or gettext("{type} in {site}.", type=entry_type.label, site=settings.site_name)
        ),
        section=section,
        trail=trail,
        html=entry.prose.html,
        updated=entry.updated,
        source=entry.path,
        gather=partial(_context, entry, catalogue, cards, settings),
    )


def _context(entry: Entry, catalogue: Catalogue, cards: Cards, settings: Settings) -> Context:
    fields, entry_type = entry.fields, catalogue.type_of(entry)
    keywords = catalogue.keywords_of(entry)
    subject = clipped(entry.title, 60)  # long enough for editors to know the entry
    return {
        "slug": entry.slug,
        "type": entry.type,
        "type_label": entry_type.label,
        "type_noun": entry_type.noun,
        "is_work": entry_type.is_work,
        "when": entry.when or "",
        "status": gettext(STATUSES.get(fields.status, fields.status)) if fields.status else "",
        "draft": fields.draft,
        "unread": is_unread(entry, settings),
        "reading_time": _reading_time(entry),
        "turned": False,
        **marks(entry),
        "points_language": points_language(entry),
        "versions": other_versions(entry),
        "summary": fields.summary or "",
        "work": work_links(fields),
        "searches": _searches(entry, settings),
        "summary_assigned": "summary" in fields.assigned,
        "keywords": [_keyword_link(record) for record in keywords],
        "meanings": _meanings(keywords),
        "keywords_assigned": "keywords" in fields.assigned,
        "formats": _formats(fields),
        "key_points": grouped_points(fields.key_points),
        "key_points_assigned": "key_points" in fields.assigned,
        "facts": list(facts(entry, catalogue)),
        "fact_groups": reported_groups(entry, catalogue),
        "references": [_reference(reference, catalogue, cards) for reference in fields.references],
        "cited_by": cards.of(catalogue.cited_by.get(entry.slug, ())),
        "related": _related(entry, catalogue, cards),
        "cite": {} if fields.draft else cite_context(entry, catalogue, settings),
        "edit_url": settings.edit_url(entry.path) or "",
        "form": f"contribute/?entry={entry.slug}",
        "question_url": settings.question_url(subject) or "",
        "question_mail": settings.question_mail(subject) or "",
        "contact": settings.path_by_hand("contact/"),
    }


def work_links(fields: FrontMatter) -> list[Context]:
    """Where the work can be read, or read about, in the order of the entry; the DOI first if no link leads there.

    `own_words`: the label is in the language of the entry.
    """
    links = [
        link(named.label, url=named.url, note=host_of(named.url)) | {"own_words": True}
        for named in fields.links
        if named.url
    ]
    whole = " ".join(named["url"] for named in links).casefold()
    if fields.doi and fields.doi.casefold() not in whole:
        links.insert(0, link(gettext("Publisher’s page"), url=doi_url(fields.doi), note=f"doi:{fields.doi}"))
    if fields.pmid and not links:
        links.append(
            link(gettext("Record in PubMed"), url=pmid_url(fields.pmid), note="pubmed.ncbi.nlm.nih.gov")
        )
    return links


def _searches(entry: Entry, settings: Settings) -> list[Context]:
    """Searches of other sites for the title and the first author; none if the entry leads to the work."""
    if work_links(entry.fields):
        return []
    authors = (*entry.fields.authors, *entry.fields.investigators)
    words = " ".join([entry.title, *(person.name for person in authors[:1] if person.name)])
    return [
        link(translated(search.label), url=(url := search.url(words)), note=host_of(url))
        for search in settings.searches
    ]


def _keyword_link(record: KeywordRecord) -> Context:
    return {"label": record.label, "path": record_path("keywords", record)}


def _meanings(records: Iterable[KeywordRecord]) -> list[Context]:
    return [
        {"label": record.label, "definition": record.term.definition}
        for record in records
        if record.term and record.term.definition
    ]


def _formats(fields: FrontMatter) -> list[Context]:
    return [
        link(gettext(FORMAT_LABELS[version.kind]), url=version.url or "") | {"kind": str(version.kind)}
        for version in fields.formats
    ]


def _reading_time(entry: Entry) -> str:
    """“3 minutes to read”, for key points and body together; empty if the entry has neither."""
    points = [
        word
        for group in grouped_points(entry.fields.key_points)
        for point in group["points"]
        for word in point.split()
    ]
    words = entry.prose.words + len(points)
    minutes = max(1, round(words / WORDS_A_MINUTE))
    read = ngettext("{count} minute to read", "{count} minutes to read", minutes, count=figures(minutes))
    return read if words else ""


def _reference(reference: Reference, catalogue: Catalogue, cards: Cards) -> Context:
    """entry: the card of the work if the knowledge base holds it; `None` if not, or if it is withdrawn."""
    held = catalogue.cited(reference)
    links = []
    if reference.doi:
        links.append(link(f"doi:{reference.doi}", url=doi_url(reference.doi)))
    if reference.pmid:
        links.append(link(f"PubMed {reference.pmid}", url=pmid_url(reference.pmid)))
    if reference.url:
        links.append(link(gettext("Read it on {host}", host=host_of(reference.url)), url=reference.url))
    turned = is_turned(reference.text)
    return {"text": reference.text, "turned": turned, "links": links, "entry": cards(held) if held else None}


def _related(entry: Entry, catalogue: Catalogue, cards: Cards) -> list[Context]:
    """Cards with reasons: entries that people linked, then those that share most. Each once, none withdrawn."""
    found: dict[str, list[Context]] = {}
    for slug in entry.fields.related:
        found.setdefault(slug, [_reason(gettext("named as related"))])
    for linked in entry.prose.entry_links:
        found.setdefault(linked.slug, [_reason(gettext("mentioned on this page"))])
    for naming in catalogue.related_from.get(entry.slug, ()):
        found.setdefault(naming.slug, [_reason(gettext("names this entry as related"))])
    for neighbour in catalogue.neighbours.get(entry.slug, ()):
        found.setdefault(neighbour.slug, list(_shared(neighbour.shared, catalogue)))
    return [
        {"entry": cards(other), "reason": reason}
        for slug, reason in found.items()
        if slug != entry.slug and (other := catalogue.by_slug.get(slug)) and not other.fields.withdrawn
    ]


def _reason(text: str, *, term: bool = False) -> Context:
    """A piece of a reason. term: whether it is a keyword, which the page marks."""
    return {"text": text, "term": term}


def _shared(features: Sequence[str], catalogue: Catalogue, most: int = 3) -> Iterator[Context]:
    """“shares *peer support* and Iriss” in pieces of text. most: the number of features to name."""
    shown = features[:most]
    before, _, after = gettext("shares {what}").partition("{what}")
    yield _reason(before)
    for feature, then in zip(shown, separators(len(shown)), strict=True):
        yield _reason(catalogue.features[feature].label, term=feature.startswith("keywords/"))
        yield _reason(then)
    yield _reason(after)
