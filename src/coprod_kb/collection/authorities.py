"""Authority control: which names across the entries mean the same person, organisation or keyword.

A name as written on one entry stays as it is; here it is resolved to a record that gathers
everything under one preferred label and one address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from coprod_kb.entries.model import Entry
from coprod_kb.entries.vocabulary import Keyword, Organisation, Person, Vocabulary
from coprod_kb.front_matter.document import FieldPath
from coprod_kb.front_matter.field_groups import Contribution, Investigator
from coprod_kb.values.names import UniqueNames, person_key, slug_of, spelling_key


class Mention(NamedTuple):
    """A name on an entry: in which field, and in which role. There are a dozen for each entry.

    role: `contributor`, `author`, `investigator` or `principal investigator` for people; for
    organisations also `lead`, `partner`, `funder`, `commissioner`, `publisher`, `host`,
    `affiliation`, or `involved` where the source gives no role; `keyword` for keywords.
    """

    entry: Entry
    where: FieldPath
    name: str
    role: str
    contribution: Contribution | None = None


@dataclass(slots=True)
class Record:
    """What a preferred label gathers: its address and every mention, in the entries' order."""

    label: str
    slug: str
    mentions: list[Mention] = field(default_factory=list)

    @property
    def entries(self) -> list[Entry]:
        """Each entry once, in the order of the mentions."""
        return list({mention.entry.slug: mention.entry for mention in self.mentions}.values())

    def by_role(self) -> dict[str, list[Entry]]:
        """For each role, its entries, each once."""
        roles: dict[str, dict[str, Entry]] = defaultdict(dict)
        for mention in self.mentions:
            roles[mention.role][mention.entry.slug] = mention.entry
        return {role: list(entries.values()) for role, entries in roles.items()}


@dataclass(slots=True)
class KeywordRecord(Record):
    """A keyword; `term` is `None` where the vocabulary does not know it."""

    term: Keyword | None = None


@dataclass(slots=True)
class OrganisationRecord(Record):
    """An organisation; `curated` is `None` where the vocabulary does not know it."""

    curated: Organisation | None = None


@dataclass(slots=True)
class PersonRecord(Record):
    """A person; `orcid` is `None` where no entry gives one."""

    orcid: str | None = None


def people_named(entry: Entry) -> Iterator[Mention]:
    """Everybody whom the entry names, in its order."""
    fields = entry.fields
    groups: tuple[tuple[str, str, Sequence[Contribution]], ...] = (
        ("contributors", "contributor", fields.contributors),
        ("authors", "author", fields.authors),
        ("investigators", "investigator", fields.investigators),
    )
    for name, role, contributions in groups:
        for index, one in enumerate(contributions):
            if one.name:
                leads = isinstance(one, Investigator) and one.role == "principal"
                yield Mention(
                    entry, (name, index), one.name, "principal investigator" if leads else role, one
                )


def organisations_named(entry: Entry) -> Iterator[Mention]:
    """Every organisation that the entry names, by the role in which it does."""
    fields = entry.fields
    for index, involved in enumerate(fields.organisations):
        yield Mention(entry, ("organisations", index), involved.name, involved.role or "involved")
    for index, funding in enumerate(fields.funding):
        if funding.funder:
            yield Mention(entry, ("funding", index), funding.funder, "funder")
    if fields.publication and fields.publication.publisher:
        yield Mention(entry, ("publication", "publisher"), fields.publication.publisher, "publisher")
    groups: tuple[tuple[str, Sequence[Contribution]], ...] = (
        ("contributors", fields.contributors),
        ("authors", fields.authors),
        ("investigators", fields.investigators),
    )
    for name, contributions in groups:
        for index, one in enumerate(contributions):
            unnamed = "contributor" if name == "contributors" else name.removesuffix("s")
            for organisation in one.organisations:
                role = "affiliation" if one.name else unnamed
                yield Mention(entry, (name, index), organisation, role, one)


def keywords_named(entry: Entry) -> Iterator[Mention]:
    """The entry's keywords, in its order."""
    for index, keyword in enumerate(entry.fields.keywords):
        yield Mention(entry, ("keywords", index), keyword, "keyword")


def keyword_records(entries: Iterable[Entry], vocabulary: Vocabulary) -> dict[str, KeywordRecord]:
    """Records by spelling key of the label; keywords of the vocabulary without entries included."""
    records = {
        spelling_key(term.label): KeywordRecord(term.label, term.address, term=term)
        for term in vocabulary.keywords.terms
    }
    for mention in (mention for entry in entries for mention in keywords_named(entry)):
        key = keyword_key(mention.name, vocabulary)
        if key not in records:
            records[key] = KeywordRecord(mention.name, slug_of(mention.name))
        records[key].mentions.append(mention)
    return records


def keyword_key(name: str, vocabulary: Vocabulary) -> str:
    term = vocabulary.keywords.find(name)
    return spelling_key(term.label if term else name)


def organisation_records(entries: Iterable[Entry], vocabulary: Vocabulary) -> dict[str, OrganisationRecord]:
    """Records by spelling key of the name; only organisations that an entry names, and their parents."""
    records: dict[str, OrganisationRecord] = {}

    def record_of(name: str) -> OrganisationRecord:
        curated = vocabulary.organisations.find(name)
        key = organisation_key(name, vocabulary)
        if key not in records:
            label, slug = (curated.name, curated.address) if curated else (name, slug_of(name))
            records[key] = OrganisationRecord(label, slug, curated=curated)
            if curated and curated.parent:
                record_of(curated.parent)
        return records[key]

    for mention in (mention for entry in entries for mention in organisations_named(entry)):
        record_of(mention.name).mentions.append(mention)
    return records


def organisation_key(name: str, vocabulary: Vocabulary) -> str:
    curated = vocabulary.organisations.find(name)
    return spelling_key(curated.name if curated else name)


@dataclass(frozen=True, slots=True)
class PersonResolver:
    """Tells which person a contribution means.

    By `people.yml` first, then by ORCID, then by full name: the same name is the same person,
    also where only one of the entries gives the ORCID. A name that several ORCIDs share stays
    on its own without one.
    """

    curated: Mapping[str, list[Person]]
    curated_by_orcid: Mapping[str, Person]
    orcids: Mapping[str, set[str]]

    @classmethod
    def of(cls, mentions: Iterable[Mention], people: Sequence[Person]) -> PersonResolver:
        curated: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            for name in (person.name, *person.aliases):
                curated[person_key(name)].append(person)
        orcids: dict[str, set[str]] = defaultdict(set)
        for mention in mentions:
            if mention.contribution and mention.contribution.orcid:
                orcids[person_key(mention.name)].add(mention.contribution.orcid)
        return cls(curated, {person.orcid: person for person in people if person.orcid}, orcids)

    def curated_person(self, mention: Mention) -> Person | None:
        orcid = mention.contribution.orcid if mention.contribution else None
        if orcid and orcid in self.curated_by_orcid:
            return self.curated_by_orcid[orcid]
        candidates = self.curated.get(person_key(mention.name))
        if not candidates:
            return None  # as for most people
        for person in candidates:
            if mention.entry.slug in person.entries and not (orcid and person.orcid):
                return person
        anywhere = [person for person in candidates if not person.entries]
        # Two different ORCIDs are two people, and then the name alone says nothing.
        orcids = self.orcids.get(person_key(mention.name), set()) - self.curated_by_orcid.keys()
        orcids |= {person.orcid for person in anywhere if person.orcid}
        return anywhere[0] if len(anywhere) == 1 and len(orcids) < 2 else None

    def key(self, mention: Mention) -> str:
        """The same for every mention of one person, different for different people."""
        if person := self.curated_person(mention):
            return f"curated {person.name} {person.orcid} {person.slug} {person.entries}"
        orcid = mention.contribution.orcid if mention.contribution else None
        if orcid:
            return f"orcid {orcid}"
        known = self.orcids.get(person_key(mention.name), set())
        return f"orcid {next(iter(known))}" if len(known) == 1 else f"name {person_key(mention.name)}"


def person_records(
    entries: Iterable[Entry], vocabulary: Vocabulary
) -> tuple[dict[str, PersonRecord], dict[tuple[str, FieldPath], PersonRecord]]:
    """Records by the resolver's key, and the same by entry slug and field, for links."""
    mentions = [mention for entry in entries for mention in people_named(entry)]
    resolver = PersonResolver.of(mentions, vocabulary.people)
    records: dict[str, PersonRecord] = {}
    by_place: dict[tuple[str, FieldPath], PersonRecord] = {}
    for mention in mentions:
        key = resolver.key(mention)
        if key not in records:
            person = resolver.curated_person(mention)
            label = person.name if person else mention.name
            slug = (person.slug if person else None) or slug_of(label)
            records[key] = PersonRecord(label, slug, orcid=person.orcid if person else None)
        record = records[key]
        if mention.contribution and mention.contribution.orcid:
            record.orcid = record.orcid or mention.contribution.orcid
        record.mentions.append(mention)
        by_place[mention.entry.slug, mention.where] = record
    return records, by_place


def disambiguated(records: Iterable[Record]) -> list[tuple[Record, Record]]:
    """Numbers the slugs of records that have the same slug (`-2`, …), so that each record has an address of its own.

    Returns a pair for each record whose slug was changed: the record, and the one that has the slug.
    """
    names = UniqueNames()
    holders: dict[str, Record] = {}
    collided: list[tuple[Record, Record]] = []
    for record in records:
        wanted, record.slug = record.slug, names.claim(record.slug)
        holders[record.slug] = record
        if record.slug != wanted:
            collided.append((record, holders[wanted]))
    return collided
