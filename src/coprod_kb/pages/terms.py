"""Pages of keywords, organisations and people, and the lists of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from coprod_kb.collection.authorities import KeywordRecord, OrganisationRecord, PersonRecord, Record
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.vocabulary import Keyword, Organisation
from coprod_kb.pages.cards import Cards
from coprod_kb.pages.keyword_network import keyword_network
from coprod_kb.pages.page import Context, Page, clipped, index_page, latest, letters, link, record_path
from coprod_kb.pages.paging import in_pages, lettered
from coprod_kb.pages.years import years
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
    "affiliation": "People here worked on",
}
PERSON_ROLES = {
    "principal investigator": "Led the research of",
    "investigator": "Investigator in",
    "author": "Wrote",
    "contributor": "Named as contributor of",
}


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
        },
    )
    yield from lettered(keywords)
    for record in catalogue.keywords.values():
        yield from in_pages(_keyword_page(record, catalogue, cards))


def _keyword_page(record: KeywordRecord, catalogue: Catalogue, cards: Cards) -> Page:
    term = record.term or Keyword(label=record.label)
    groups = cards.by_type(record.entries)
    if below := catalogue.below.get(record.label):
        groups.append({"label": "Under narrower keywords", "entries": cards.of(below)})
    return Page(
        path=record_path("keywords", record),
        title=record.label,
        template="keyword.html",
        description=clipped(term.definition or f"Entries about {record.label}."),
        updated=latest(record.entries),
        section="keywords/",
        trail=[("Home", ""), ("Keywords", "keywords/")],
        own={
            "definition": term.definition or "",
            "definition_source": link(term.source or "", url=term.source_url or ""),
            "curated": record.term is not None,
            "also_written": _also_written(record, term.aliases),
            "broader": _neighbours(term.broader, catalogue),
            "narrower": _neighbours(term.narrower, catalogue),
            "related": _neighbours(term.related, catalogue),
            "count": count(len(record.entries), "entry", "entries"),
            "network": keyword_network(record, catalogue),
            "years": years(record.entries),
            "groups": groups,
            "empty": "" if record.mentions else "No entry has this keyword yet.",
        },
    )


def _also_written(record: Record, aliases: Iterable[str]) -> list[str]:
    """Other spellings: the vocabulary's, and those that entries use."""
    spellings = dict.fromkeys((*aliases, *(mention.name for mention in record.mentions)))
    return [spelling for spelling in spellings if spelling != record.label]


def _neighbours(labels: Iterable[str], catalogue: Catalogue) -> list[Context]:
    return [_item(catalogue.keywords[spelling_key(label)], "keywords") for label in labels]


def _item(record: Record, folder: str) -> Context:
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
            _item(record, "organisations") | {"note": _roles_note(record, _SHORT_ROLES)},
        )
        for record in catalogue.organisations.values()
    ]
    organisations = index_page(
        "organisations/",
        "Organisations",
        "terms.html",
        "Every organisation that the entries name, and what it did.",
        {
            "lead": "Who led, funded, commissioned, published or took part in the work described here.",
            "letters": letters(items),
            "empty": "No entry names an organisation yet.",
        },
    )
    yield from lettered(organisations)
    people = _people_by_organisation(catalogue)
    children: dict[str, list[OrganisationRecord]] = {}
    for record in catalogue.organisations.values():
        if record.curated and record.curated.parent:
            children.setdefault(catalogue.organisation(record.curated.parent).slug, []).append(record)
    for record in catalogue.organisations.values():
        page = _organisation_page(
            record, catalogue, cards, people.get(record.slug, ()), children.get(record.slug, ())
        )
        yield from in_pages(page, "roles")


_SHORT_ROLES = {
    "lead": "lead",
    "partner": "partner",
    "commissioner": "commissioner",
    "funder": "funder",
    "publisher": "publisher",
    "host": "host",
    "contributor": "contributor",
}


def _roles_note(record: Record, labels: Mapping[str, str]) -> str:
    roles = record.by_role()
    return ", ".join(label for role, label in labels.items() if role in roles)


def _organisation_page(
    record: OrganisationRecord,
    catalogue: Catalogue,
    cards: Cards,
    people: Sequence[PersonRecord],
    children: Sequence[OrganisationRecord],
) -> Page:
    curated = record.curated or Organisation(name=record.label)
    parent = catalogue.organisation(curated.parent) if curated.parent else None
    return Page(
        path=record_path("organisations", record),
        title=record.label,
        template="organisation.html",
        description=f"What {record.label} did in the work described here.",
        updated=latest(record.entries),
        section="organisations/",
        trail=[("Home", ""), ("Organisations", "organisations/")],
        own={
            "url": curated.url or "",
            "ror": f"https://ror.org/{curated.ror}" if curated.ror else "",
            "place": curated.place or "",
            "parent": _item(parent, "organisations") if parent else None,
            "children": [_item(child, "organisations") for child in children],
            "also_written": _also_written(record, curated.aliases),
            "count": count(len(record.entries), "entry", "entries"),
            "roles": _roles(record, ORGANISATION_ROLES, cards),
            "people": [_item(person, "people") for person in sorted(people, key=_by_surname)],
        },
    )


def _people_by_organisation(catalogue: Catalogue) -> dict[str, list[PersonRecord]]:
    found: dict[str, dict[str, PersonRecord]] = {}
    for person in catalogue.people.values():
        for record in catalogue.affiliations(person.mentions):
            found.setdefault(record.slug, {})[person.slug] = person
    return {slug: list(people.values()) for slug, people in found.items()}


def _roles(record: Record, labels: Mapping[str, str], cards: Cards) -> list[Context]:
    """What it did, by role; each with its entries."""
    by_role = record.by_role()
    elsewhere = {
        entry.slug for role, entries in by_role.items() if role != "affiliation" for entry in entries
    }
    if "affiliation" in by_role:  # where it had a part of its own, that of its people goes without saying
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
            _by_surname(record),
            _item(record, "people")
            | {"note": ", ".join(one.label for one in catalogue.affiliations(record.mentions))},
        )
        for record in catalogue.people.values()
    ]
    people = index_page(
        "people/",
        "People",
        "terms.html",
        "Everybody who wrote, researched or contributed what is described here.",
        {
            "lead": "Who wrote, researched or contributed what is described here, by last name.",
            "letters": letters(items),
            "empty": "No entry names a person yet.",
        },
    )
    yield from lettered(people)
    namesakes = Counter(record.label for record in catalogue.people.values())
    for record in catalogue.people.values():
        organisations = catalogue.affiliations(record.mentions)
        page = Page(
            path=record_path("people", record),
            title=person_title(record, catalogue) if namesakes[record.label] > 1 else record.label,
            template="person.html",
            description=f"What {record.label} wrote, researched or contributed here.",
            updated=latest(record.entries),
            section="people/",
            trail=[("Home", ""), ("People", "people/")],
            own={
                "orcid": f"https://orcid.org/{record.orcid}" if record.orcid else "",
                "organisations": [_item(one, "organisations") for one in organisations],
                "also_written": _also_written(record, ()),
                "count": count(len(record.entries), "entry", "entries"),
                "roles": _roles(record, PERSON_ROLES, cards),
            },
        )
        yield from in_pages(page, "roles")


def person_title(person: PersonRecord, catalogue: Catalogue) -> str:
    """The name with what tells this person from others of the same name."""
    organisations = catalogue.affiliations(person.mentions)
    return f"{person.label} ({organisations[0].label if organisations else person.slug})"


def _by_surname(record: Record) -> str:
    """“Musselbrook Kerry”: the last word of a name first, for alphabetical lists."""
    *given, last = record.label.split()
    return " ".join((last, *given))
