"""Authority control: which names across the entries mean the same person, organisation or keyword.

Entries keep the names as they are written. A record gathers all that mean the same, under one preferred label and one
address.
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
from coprod_kb.values.person_names import PersonName, as_spoken, person_name


class Mention(NamedTuple):
    """A name on an entry, with its field and role. An entry has about a dozen of them.

    role: for people `contributor`, `author`, `investigator` or `principal investigator`; for organisations also
    `lead`, `partner`, `funder`, `commissioner`, `publisher`, `host`, `affiliation`, or `involved` if the source gives
    no role; `keyword` for keywords, `collection` for collections.
    name: as readers see it; of a person as `as_spoken` gives it.
    contribution: with the ORCID iD and affiliations of a person; `None` for other names.
    """

    entry: Entry
    where: FieldPath
    name: str
    role: str
    contribution: Contribution | None = None


@dataclass(slots=True)
class Record:
    """All mentions of one person, organisation, keyword or collection, in the order of the entries.

    slug: its part of an address, unique among records of one kind once `disambiguated` has been applied.
    """

    label: str
    slug: str
    mentions: list[Mention] = field(default_factory=list)

    @property
    def entries(self) -> list[Entry]:
        """Each entry once, in the order of the mentions."""
        return list({mention.entry.slug: mention.entry for mention in self.mentions}.values())

    def by_role(self) -> dict[str, list[Entry]]:
        """The entries for each role, each once, in the order of the mentions."""
        roles: dict[str, dict[str, Entry]] = defaultdict(dict)
        for mention in self.mentions:
            roles[mention.role][mention.entry.slug] = mention.entry
        return {role: list(entries.values()) for role, entries in roles.items()}


@dataclass(slots=True)
class KeywordRecord(Record):
    """A keyword. term: as in the vocabulary; `None` if the vocabulary does not have it."""

    term: Keyword | None = None


@dataclass(slots=True)
class OrganisationRecord(Record):
    """An organisation. curated: as in the vocabulary; `None` if the vocabulary does not have it."""

    curated: Organisation | None = None

    @property
    def sort_key(self) -> str:
        """The name by which lists are ordered: the label without “The” at its start."""
        return self.label.removeprefix("The ")


@dataclass(slots=True)
class PersonRecord(Record):
    """A person.

    orcid: the bare ORCID iD; `None` if neither the vocabulary nor an entry gives it.
    curated: as in the vocabulary; `None` if the vocabulary does not have the person.
    namesakes: what tells the people apart, one text each, whom this bare name may mean; empty if only one person has it.
    name: the label in its parts, as one of the names says that has a comma, or else as they are guessed.
    """

    orcid: str | None = None
    name: PersonName = field(default_factory=PersonName)
    curated: Person | None = None
    namesakes: tuple[str, ...] = ()

    def named(self, name: PersonName) -> PersonName:
        """A name of this person, with the family name as it is known from the vocabulary or another entry."""
        return self.name if self.name.in_order == name.in_order else name


def people_named(entry: Entry) -> Iterator[Mention]:
    """Every person whom the entry names, in the order of its fields."""
    for where, role, contribution in _contributions(entry):
        person = contribution.person
        if contribution.name and not person.literal:
            leads = isinstance(contribution, Investigator) and contribution.role == "principal"
            own_role = "principal investigator" if leads else role
            yield Mention(entry, where, as_spoken(contribution.name), own_role, contribution)


def organisations_named(entry: Entry) -> Iterator[Mention]:
    """Every organisation that the entry names, with its role."""
    fields = entry.fields
    for index, involved in enumerate(fields.organisations):
        yield Mention(entry, ("organisations", index), involved.name, involved.role or "involved")
    for index, funding in enumerate(fields.funding):
        if funding.funder:
            yield Mention(entry, ("funding", index), funding.funder, "funder")
    if fields.publication and fields.publication.publisher:
        yield Mention(entry, ("publication", "publisher"), fields.publication.publisher, "publisher")
    for where, role, contribution in _contributions(entry):
        if contribution.name and contribution.person.literal:
            yield Mention(entry, where, contribution.name, role, contribution)
        for organisation in contribution.organisations:
            own_role = "affiliation" if contribution.name else role
            yield Mention(entry, where, organisation, own_role, contribution)


def _contributions(entry: Entry) -> Iterator[tuple[FieldPath, str, Contribution]]:
    """Each contribution with its field and role."""
    fields = entry.fields
    groups: tuple[tuple[str, str, Sequence[Contribution]], ...] = (
        ("contributors", "contributor", fields.contributors),
        ("authors", "author", fields.authors),
        ("investigators", "investigator", fields.investigators),
    )
    for name, role, contributions in groups:
        for index, contribution in enumerate(contributions):
            yield (name, index), role, contribution


def keywords_named(entry: Entry) -> Iterator[Mention]:
    """The entry's keywords, in its order."""
    for index, keyword in enumerate(entry.fields.keywords):
        yield Mention(entry, ("keywords", index), keyword, "keyword")


def keyword_records(entries: Iterable[Entry], vocabulary: Vocabulary) -> dict[str, KeywordRecord]:
    """The keywords of the vocabulary and of the entries, by spelling key of the preferred label."""
    records = {
        spelling_key(term.label): KeywordRecord(term.label, term.address, term=term)
        for term in vocabulary.keywords.terms
    }
    for mention in (mention for entry in entries for mention in keywords_named(entry)):
        key = vocabulary.keywords.key(mention.name)
        if key not in records:
            records[key] = KeywordRecord(mention.name, slug_of(mention.name))
        records[key].mentions.append(mention)
    return records


def organisation_records(entries: Iterable[Entry], vocabulary: Vocabulary) -> dict[str, OrganisationRecord]:
    """The organisations that entries name, and those above them, by spelling key of the preferred name."""
    records: dict[str, OrganisationRecord] = {}

    def record_of(name: str) -> OrganisationRecord:
        curated = vocabulary.organisations.find(name)
        key = vocabulary.organisations.key(name)
        if key not in records:
            label, slug = (curated.name, curated.address) if curated else (name, slug_of(name))
            records[key] = OrganisationRecord(label, slug, curated=curated)
            if curated and curated.parent:
                record_of(curated.parent)
        return records[key]

    for mention in (mention for entry in entries for mention in organisations_named(entry)):
        record_of(mention.name).mentions.append(mention)
    return records


@dataclass(slots=True)
class _Spelling:
    """All mentions of one spelling. label: the first of them. places: entries and fields that have it."""

    label: str
    orcids: set[str] = field(default_factory=set)
    affiliations: set[str] = field(default_factory=set)
    places: set[tuple[str, str | int]] = field(default_factory=set)

    def note(self, mention: Mention) -> None:
        self.places.add((mention.entry.slug, mention.where[0]))
        if mention.contribution:
            self.affiliations.update(map(spelling_key, mention.contribution.organisations))
            self.orcids.update(filter(None, [mention.contribution.orcid]))

    def contradicts(self, other: _Spelling) -> bool:
        """Whether two spellings of one name must be two people: both are in one list, or their iDs or affiliations differ."""
        if self.orcids & other.orcids:
            return False
        if self.places & other.places or (self.orcids and other.orcids):
            return True
        both = self.affiliations and other.affiliations
        return bool(both) and self.affiliations.isdisjoint(other.affiliations)

    @property
    def accents(self) -> int:
        return sum(not letter.isascii() for letter in self.label)


_BY_NAME = "name "
"""What the key of a person begins with of whom nothing but the name is known."""


@dataclass(frozen=True, slots=True)
class PersonResolver:
    """Decides which person a mention means: by `people.yml`, else by ORCID iD, else by full name.

    The same name is the same person, even if only one of the entries gives the ORCID iD. Spellings that differ only in
    accents, stops, hyphens or the order of parts are the same name, unless `people.yml` or something in the entries
    contradicts it. A name with several ORCID iDs means yet another person where an entry gives no ORCID iD.
    curated: the people of `people.yml`, by person key and by `PersonName.key`. orcids: of entries, by person key.
    spellings: by person key the spelling that is shown, that with the most accents.
    """

    curated: Mapping[str, list[Person]]
    curated_by_orcid: Mapping[str, Person]
    orcids: Mapping[str, set[str]]
    spellings: Mapping[str, str]

    @classmethod
    def of(cls, mentions: Iterable[Mention], people: Sequence[Person]) -> PersonResolver:
        curated: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            for written in (person.name, *person.aliases):
                name = person_name(written)
                for key in {person_key(name.in_order), f"= {name.key}"}:
                    curated[key].append(person)
        written_as: dict[str, dict[str, _Spelling]] = defaultdict(dict)
        for mention in mentions:
            names = written_as[name_key(mention)]
            names.setdefault(person_key(mention.name), _Spelling(mention.name)).note(mention)
        spellings: dict[str, str] = {}
        orcids: dict[str, set[str]] = {}
        for names in written_as.values():
            for same in _same_people(names):
                shown = max(same, key=lambda key: names[key].accents)
                known = {orcid for key in same for orcid in names[key].orcids}
                for key in same:
                    spellings[key], orcids[key] = names[shown].label, known
        return cls(curated, {person.orcid: person for person in people if person.orcid}, orcids, spellings)

    def curated_person(self, mention: Mention) -> Person | None:
        """The person of `people.yml` whom a mention means; `None` if it means somebody else, or nothing decides it."""
        orcid = mention.contribution.orcid if mention.contribution else None
        if orcid and orcid in self.curated_by_orcid:
            return self.curated_by_orcid[orcid]
        key = person_key(mention.name)
        candidates = self.curated.get(key) or self.curated.get(f"= {name_key(mention)}")
        if not candidates:
            return None  # as for most people
        for person in candidates:
            if mention.entry.slug in person.entries and not (orcid and person.orcid):
                return person
        anywhere = [person for person in candidates if not person.entries]
        # Two different ORCID iDs are two people, so the name alone decides nothing.
        orcids = self.orcids[key] - self.curated_by_orcid.keys()
        orcids |= {person.orcid for person in anywhere if person.orcid}
        return anywhere[0] if len(anywhere) == 1 and len(orcids) < 2 else None

    def namesakes(self, mention: Mention) -> tuple[str, ...]:
        """What tells the known people of a name apart: `ORCID iD 0000-0002-1825-0097`; empty if there are not several."""
        key = person_key(mention.name)
        people = dict.fromkeys(self.curated.get(key) or self.curated.get(f"= {name_key(mention)}") or ())
        known = [
            f"ORCID iD {person.orcid}" if person.orcid else f"people/{person.slug or slug_of(person.name)}/"
            for person in people
        ]
        known += [f"ORCID iD {orcid}" for orcid in sorted(self.orcids[key])]
        known = list(dict.fromkeys(known))
        return tuple(known) if len(known) > 1 else ()

    def key(self, mention: Mention) -> str:
        """A key that is the same for all mentions of one person, and differs between people."""
        if person := self.curated_person(mention):
            return f"curated {person.name} {person.orcid} {person.slug} {person.entries}"
        orcid = mention.contribution.orcid if mention.contribution else None
        if orcid:
            return f"orcid {orcid}"
        key = person_key(mention.name)
        known = self.orcids[key]
        return (
            f"orcid {next(iter(known))}"
            if len(known) == 1
            else f"{_BY_NAME}{person_key(self.spellings[key])}"
        )


def name_key(mention: Mention) -> str:
    """The key that all spellings of the name of a person share, see `PersonName.key`."""
    return mention.contribution.person.key if mention.contribution else ""


def _same_people(names: Mapping[str, _Spelling]) -> list[list[str]]:
    """The keys of spellings of one name in groups, one for each person."""
    groups: list[list[str]] = []
    for key, spelling in names.items():
        fits = (group for group in groups if not any(spelling.contradicts(names[other]) for other in group))
        if group := next(fits, None):
            group.append(key)
        else:
            groups.append([key])
    return groups


def person_records(
    entries: Iterable[Entry], vocabulary: Vocabulary
) -> tuple[dict[str, PersonRecord], dict[tuple[str, FieldPath], PersonRecord]]:
    """The people whom entries name: by the resolver's key, and by the slug of an entry and the field that names them."""
    mentions = [mention for entry in entries for mention in people_named(entry)]
    resolver = PersonResolver.of(mentions, vocabulary.people)
    records: dict[str, PersonRecord] = {}
    by_field: dict[tuple[str, FieldPath], PersonRecord] = {}
    for mention in mentions:
        key = resolver.key(mention)
        if key not in records:
            person = resolver.curated_person(mention)
            label = person.name if person else resolver.spellings[person_key(mention.name)]
            name = person_name(label)
            slug = (person.slug if person else None) or slug_of(name.in_order)
            orcid = person.orcid if person else None
            namesakes = resolver.namesakes(mention) if key.startswith(_BY_NAME) else ()
            records[key] = PersonRecord(
                as_spoken(label), slug, orcid=orcid, name=name, curated=person, namesakes=namesakes
            )
        record = records[key]
        known = mention.contribution.person if mention.contribution else record.name
        if known != record.name and known.in_order == record.name.in_order:
            record.name = known if known != person_name(known.in_order) else record.name
        if mention.contribution and mention.contribution.orcid:
            record.orcid = record.orcid or mention.contribution.orcid
        record.mentions.append(mention)
        by_field[mention.entry.slug, mention.where] = record
    return records, by_field


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
