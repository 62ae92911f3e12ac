"""Pages of keywords, organisations and people, and lists of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from coprod_kb.collection.authorities import KeywordRecord, OrganisationRecord, PersonRecord, Record
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.vocabulary import Keyword, Organisation
from coprod_kb.pages.cards import Cards
from coprod_kb.pages.keyword_network import keyword_network
from coprod_kb.pages.page import Context, Page, clipped, index_page, latest, letters, link, record_path
from coprod_kb.pages.paging import in_pages, lettered
from coprod_kb.pages.years import years
from coprod_kb.values.identifiers import orcid_url, ror_url
from coprod_kb.values.names import spelling_key
from coprod_kb.values.wording import count

ORGANISATION_ROLES = {
    "lead": "Led",
    "partner": "Partner in",
    "commissioner": "Commissioned",
    "funder": "Funded",
    "publisher": "Published",
    "host": "Hosted",
    "involved": "Took part in",
    "author": "Wrote",
    "investigator": "Did research in",
    "contributor": "Contributed",
    "affiliation": "Worked on",
}
"""Headings of the entries of an organisation, by its role in them."""

PERSON_ROLES = {
    "principal investigator": "Led the research of",
    "investigator": "Investigator in",
    "author": "Wrote",
    "contributor": "Contributed",
}
"""Headings of the entries of a person, by the role in them."""

_LISTED_ROLES = ("lead", "partner", "commissioner", "funder", "publisher", "host", "contributor")
"""Roles that the list of organisations mentions."""


def keyword_pages(catalogue: Catalogue, cards: Cards) -> Iterator[Page]:
    """The list of keywords, and a page for each."""
    items = [
        (
            record.label,
            _item(record, "keywords")
            | {"note": _first_sentence(record.term.definition if record.term else None)},
        )
        for record in catalogue.keywords.values()
    ]
    used = sum(bool(record.mentions) for record in catalogue.keywords.values())
    keywords = index_page(
        "keywords/",
        "Keywords",
        "terms.html",
        "Every keyword of the knowledge base, from A to Z, with what it means.",
        {
            "lead": f"What the entries are about: {count(used, 'keyword')}, each with what it means here and what has been tried.",
            "letters": letters(items),
            "empty": "There are no keywords yet.",
            "of_entries": False,
        },
    )
    yield from lettered(keywords)
    for record in catalogue.keywords.values():
        yield from in_pages(_keyword_page(record, catalogue, cards))


def _keyword_page(record: KeywordRecord, catalogue: Catalogue, cards: Cards) -> Page:
    term = record.term or Keyword(label=record.label)
    groups = cards.by_type(record.entries)
    if below := catalogue.below.get(record.label):
        groups.append({"label": "With narrower keywords", "entries": cards.of(below)})
    return _record_page(
        "Keywords",
        record,
        "keyword.html",
        clipped(term.definition or f"Entries about {record.label}."),
        {
            "definition": term.definition or "",
            "definition_source": link(term.source or "", url=term.source_url or ""),
            "curated": record.term is not None,
            "also_written": _also_written(record, term.aliases),
            "broader": _keyword_items(term.broader, catalogue),
            "narrower": _keyword_items(term.narrower, catalogue),
            "related": _keyword_items(term.related, catalogue),
            "count": count(len(record.entries), "entry", "entries"),
            "network": keyword_network(record, catalogue),
            "years": years(record.entries),
            "groups": groups,
            "empty": "" if record.mentions else "No entry has this keyword yet.",
        },
    )


def _record_page(
    section_title: str, record: Record, template: str, description: str, own: Context, *, title: str = ""
) -> Page:
    """The page of a record. section_title: the title of the list above it, in small letters the list's folder.

    title: by default the record's label.
    """
    folder = section_title.lower()
    return Page(
        path=record_path(folder, record),
        title=title or record.label,
        template=template,
        description=description,
        updated=latest(record.entries),
        section=f"{folder}/",
        trail=[("Home", ""), (section_title, f"{folder}/")],
        own=own,
    )


def _also_written(record: Record, aliases: Iterable[str]) -> list[str]:
    """Spellings that differ from the label: aliases of the vocabulary, then those in entries."""
    spellings = dict.fromkeys((*aliases, *(mention.name for mention in record.mentions)))
    return [spelling for spelling in spellings if spelling != record.label]


def _keyword_items(labels: Iterable[str], catalogue: Catalogue) -> list[Context]:
    return [_item(catalogue.keywords[spelling_key(label)], "keywords") for label in labels]


def _item(record: Record, folder: str) -> Context:
    """A record in a list, with the number of its entries."""
    return {
        "label": record.label,
        "path": record_path(folder, record),
        "count": len(record.entries),
        "note": "",
    }


def _first_sentence(text: str | None) -> str:
    return (text or "").split(". ")[0].rstrip(".")


def organisation_pages(catalogue: Catalogue, cards: Cards) -> Iterator[Page]:
    """The list of organisations, and a page for each."""
    items = [
        (
            record.label.removeprefix("The "),
            _item(record, "organisations") | {"note": _roles_note(record)},
        )
        for record in catalogue.organisations.values()
    ]
    organisations = index_page(
        "organisations/",
        "Organisations",
        "terms.html",
        "All organisations named in the entries, and what they did.",
        {
            "lead": "Organisations that led, funded, commissioned, published or took part in the work.",
            "letters": letters(items),
            "empty": "No entry names an organisation yet.",
            "of_entries": False,
        },
    )
    yield from lettered(organisations)
    people = _people_by_organisation(catalogue)
    children: dict[str, list[OrganisationRecord]] = defaultdict(list)
    for record in catalogue.organisations.values():
        if record.curated and record.curated.parent:
            children[catalogue.organisation(record.curated.parent).slug].append(record)
    for record in catalogue.organisations.values():
        page = _organisation_page(record, catalogue, cards, people[record.slug], children[record.slug])
        yield from in_pages(page, "roles")


def _organisation_page(
    record: OrganisationRecord,
    catalogue: Catalogue,
    cards: Cards,
    people: Iterable[PersonRecord],
    children: Iterable[OrganisationRecord],
) -> Page:
    curated = record.curated or Organisation(name=record.label)
    parent = catalogue.organisation(curated.parent) if curated.parent else None
    return _record_page(
        "Organisations",
        record,
        "organisation.html",
        f"What {record.label} did in the work described here.",
        {
            "url": curated.url or "",
            "ror": ror_url(curated.ror) if curated.ror else "",
            "place": curated.place or "",
            "parent": _item(parent, "organisations") if parent else None,
            "children": [_item(child, "organisations") for child in children],
            "also_written": _also_written(record, curated.aliases),
            "count": count(len(record.entries), "entry", "entries"),
            "roles": _roles(record, ORGANISATION_ROLES, cards),
            "people": [
                _item(person, "people") for person in sorted(people, key=lambda person: person.name.sort_key)
            ],
        },
    )


def _roles_note(record: Record) -> str:
    roles = record.by_role()
    return ", ".join(role for role in _LISTED_ROLES if role in roles)


def _people_by_organisation(catalogue: Catalogue) -> defaultdict[str, list[PersonRecord]]:
    """The people who work at each organisation, by its slug."""
    people: defaultdict[str, list[PersonRecord]] = defaultdict(list)
    for person in catalogue.people.values():
        for organisation in catalogue.affiliations(person.mentions):
            people[organisation.slug].append(person)
    return people


def _roles(record: Record, labels: Mapping[str, str], cards: Cards) -> list[Context]:
    """The entries of a record by its role in them, in the order of `labels`; roles without a label are left out."""
    by_role = record.by_role()
    elsewhere = {
        entry.slug for role, entries in by_role.items() if role != "affiliation" for entry in entries
    }
    if "affiliation" in by_role:  # entries with a role of the organisation itself are listed there
        by_role["affiliation"] = [entry for entry in by_role["affiliation"] if entry.slug not in elsewhere]
    return [
        {"label": label, "entries": cards.of(by_role[role])}
        for role, label in labels.items()
        if role in by_role
    ]


def person_pages(catalogue: Catalogue, cards: Cards) -> Iterator[Page]:
    """The list of people, and a page for each."""
    items = [
        (
            record.name.sort_key,
            _item(record, "people")
            | {"note": ", ".join(employer.label for employer in catalogue.affiliations(record.mentions))},
        )
        for record in catalogue.people.values()
    ]
    people = index_page(
        "people/",
        "People",
        "terms.html",
        "All authors, researchers and contributors.",
        {
            "lead": "Authors, researchers and contributors, by last name.",
            "letters": letters(items),
            "empty": "No entry names a person yet.",
            "of_entries": False,
        },
    )
    yield from lettered(people)
    namesakes = Counter(record.label for record in catalogue.people.values())
    for record in catalogue.people.values():
        page = _record_page(
            "People",
            record,
            "person.html",
            f"What {record.label} wrote, researched or contributed here.",
            {
                "orcid": orcid_url(record.orcid) if record.orcid else "",
                "organisations": [
                    _item(employer, "organisations") for employer in catalogue.affiliations(record.mentions)
                ],
                "also_written": _also_written(record, ()),
                "count": count(len(record.entries), "entry", "entries"),
                "roles": _roles(record, PERSON_ROLES, cards),
            },
            title=person_title(record, catalogue) if namesakes[record.label] > 1 else "",
        )
        yield from in_pages(page, "roles")


def person_title(person: PersonRecord, catalogue: Catalogue) -> str:
    """The name with the first affiliation in brackets, or the slug: for people who share their name."""
    organisations = catalogue.affiliations(person.mentions)
    return f"{person.label} ({organisations[0].label if organisations else person.slug})"
