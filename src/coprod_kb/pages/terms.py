"""Pages of keywords, organisations and people, and lists of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from coprod_kb.collection.authorities import KeywordRecord, OrganisationRecord, PersonRecord, Record
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.vocabulary import Keyword, Organisation
from coprod_kb.pages.behind import Behind
from coprod_kb.pages.cards import Cards
from coprod_kb.pages.keyword_network import keyword_network
from coprod_kb.pages.page import (
    Context,
    Page,
    clipped,
    entries_in_words,
    index_page,
    latest,
    letters,
    link,
    record_path,
)
from coprod_kb.pages.paging import in_pages, lettered
from coprod_kb.pages.years import years
from coprod_kb.values.identifiers import orcid_url, ror_url
from coprod_kb.values.names import spelling_key
from coprod_kb.values.translation import N_, gettext, ngettext
from coprod_kb.values.wording import in_words

ORGANISATION_ROLES = {
    "lead": N_("Led"),
    "partner": N_("Partner in"),
    "commissioner": N_("Commissioned"),
    "funder": N_("Funded"),
    "publisher": N_("Published"),
    "host": N_("Hosted"),
    "involved": N_("Took part in"),
    "author": N_("Wrote"),
    "investigator": N_("Did research in"),
    "contributor": N_("Contributed"),
    "affiliation": N_("Worked on"),
}
"""Headings of the entries of an organisation, by its role in them."""

PERSON_ROLES = {
    "principal investigator": N_("Led the research of"),
    "investigator": N_("Investigator in"),
    "author": N_("Wrote"),
    "contributor": N_("Contributed"),
}
"""Headings of the entries of a person, by the role in them."""

_LISTED_ROLES = {
    "lead": N_("lead"),
    "partner": N_("partner"),
    "commissioner": N_("commissioner"),
    "funder": N_("funder"),
    "publisher": N_("publisher"),
    "host": N_("host"),
    "contributor": N_("contributor"),
}
"""Roles that the list of organisations mentions."""


_SECTIONS = {"keywords": N_("Keywords"), "organisations": N_("Organisations"), "people": N_("People")}


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
        gettext("Keywords"),
        "terms.html",
        gettext("Every keyword of the knowledge base, from A to Z, with what it means."),
        {
            "lead": ngettext(
                "What the entries are about: {count} keyword, each with what it means here and what has been tried.",
                "What the entries are about: {count} keywords, each with what it means here and what has been tried.",
                used,
                count=in_words(used),
            ),
            "letters": letters(items),
            "empty": gettext("There are no keywords yet."),
        },
    )
    yield from lettered(keywords)
    behind = Behind(catalogue)
    for record in catalogue.keywords.values():
        yield from in_pages(_keyword_page(record, catalogue, cards, behind))


def _keyword_page(record: KeywordRecord, catalogue: Catalogue, cards: Cards, behind: Behind) -> Page:
    term = record.term or Keyword(label=record.label)
    groups = cards.by_type(record.entries)
    below = catalogue.below.get(record.label, ())
    if below:
        groups.append({"label": gettext("With narrower keywords"), "entries": cards.of(below)})
    return _record_page(
        "keywords",
        record,
        "keyword.html",
        clipped(term.definition or gettext("Entries about {keyword}.", keyword=record.label)),
        {
            "definition": term.definition or "",
            "definition_source": link(term.source or "", url=term.source_url or ""),
            "curated": record.term is not None,
            "also_written": _also_written(record, term.aliases),
            "broader": _keyword_items(term.broader, catalogue),
            "narrower": _keyword_items(term.narrower, catalogue),
            "related": _keyword_items(term.related, catalogue),
            "count": entries_in_words(len(record.entries)),
            "network": keyword_network(record, catalogue),
            "years": years(record.entries),
            "behind": behind.lines((*record.entries, *below)),
            "groups": groups,
            "empty": "" if record.mentions else gettext("No entry has this keyword yet."),
        },
    )


def _record_page(
    folder: str, record: Record, template: str, description: str, own: Context, *, title: str = ""
) -> Page:
    """The page of a record. folder: that of the list above it.

    title: by default the record's label.
    """
    return Page(
        path=record_path(folder, record),
        title=title or record.label,
        template=template,
        description=description,
        updated=latest(record.entries),
        section=f"{folder}/",
        trail=[(gettext("Home"), ""), (gettext(_SECTIONS[folder]), f"{folder}/")],
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
            record.sort_key,
            _item(record, "organisations") | {"note": _roles_note(record)},
        )
        for record in catalogue.organisations.values()
    ]
    organisations = index_page(
        "organisations/",
        gettext("Organisations"),
        "terms.html",
        gettext("All organisations named in the entries, and what they did."),
        {
            "lead": gettext(
                "Organisations that led, funded, commissioned, published or took part in the work."
            ),
            "letters": letters(items),
            "empty": gettext("No entry names an organisation yet."),
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
        "organisations",
        record,
        "organisation.html",
        gettext("What {name} did in the work described here.", name=record.label),
        {
            "url": curated.url or "",
            "ror": ror_url(curated.ror) if curated.ror else "",
            "place": curated.place or "",
            "parent": _item(parent, "organisations") if parent else None,
            "children": [_item(child, "organisations") for child in children],
            "also_written": _also_written(record, curated.aliases),
            "count": entries_in_words(len(record.entries)),
            "roles": _roles(record, ORGANISATION_ROLES, cards),
            "people": [
                _item(person, "people") for person in sorted(people, key=lambda person: person.name.sort_key)
            ],
        },
    )


def _roles_note(record: Record) -> str:
    roles = record.by_role()
    return ", ".join(gettext(label) for role, label in _LISTED_ROLES.items() if role in roles)


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
        {"label": gettext(label), "entries": cards.of(by_role[role])}
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
        gettext("People"),
        "terms.html",
        gettext("All authors, researchers and contributors."),
        {
            "lead": gettext("Authors, researchers and contributors, by last name."),
            "letters": letters(items),
            "empty": gettext("No entry names a person yet."),
        },
    )
    yield from lettered(people)
    namesakes = Counter(record.label for record in catalogue.people.values())
    for record in catalogue.people.values():
        page = _record_page(
            "people",
            record,
            "person.html",
            gettext("What {name} wrote, researched or contributed here.", name=record.label),
            {
                "orcid": orcid_url(record.orcid) if record.orcid else "",
                "organisations": [
                    _item(employer, "organisations") for employer in catalogue.affiliations(record.mentions)
                ],
                "also_written": _also_written(record, ()),
                "count": entries_in_words(len(record.entries)),
                "roles": _roles(record, PERSON_ROLES, cards),
            },
            title=person_title(record, catalogue) if namesakes[record.label] > 1 else "",
        )
        yield from in_pages(page, "roles")


def person_title(person: PersonRecord, catalogue: Catalogue) -> str:
    """The name with the first affiliation in brackets, or the slug: for people who share their name."""
    organisations = catalogue.affiliations(person.mentions)
    return f"{person.label} ({organisations[0].label if organisations else person.slug})"
