"""The catalogue: every published entry, with indexes by type, year, facet, keyword, organisation and person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from coprod_kb.collection.authorities import (
    KeywordRecord,
    Mention,
    OrganisationRecord,
    PersonRecord,
    Record,
    disambiguated,
    keyword_records,
    organisation_records,
    person_records,
)
from coprod_kb.collection.related import Neighbour, neighbours
from coprod_kb.entries.answers import Answer
from coprod_kb.entries.model import Entry, newest_first
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.document import FieldPath
from coprod_kb.front_matter.entry_types import EntryType
from coprod_kb.front_matter.field_groups import Reference
from coprod_kb.front_matter.presentation import Unreviewed
from coprod_kb.project.settings import Settings
from coprod_kb.values.names import slug_of, spelling_key
from coprod_kb.values.translation import N_

Index = Mapping[str, tuple[Entry, ...]]
Key = TypeVar("Key")

NOT_STATED = N_("not stated")
"""What stands for the term of a facet where an entry has none."""


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """The published entries and their indexes. All lists of entries are newest first.

    entries: without withdrawn entries, which are only in `withdrawn` and `by_slug`.
    by_doi: the entries with a DOI that no other entry has.
    by_year: an entry with a period is in every year that the period covers.
    by_facet: for each facet, the entries by preferred label; an entry with a term is also under all broader terms.
    by_type: for the name of each type, also of those without entries.
    collections, keywords, organisations: records by spelling key of the preferred label.
    below: for the preferred label of a keyword, the entries that have a narrower keyword but not the keyword itself.
    people: records by the key of `PersonResolver`.
    person_at: the person whom a field of an entry names, by the entry's slug and the field.
    cited_by, related_from: for the slug of an entry, the entries that cite it (see `cited`), or name it as related.
    own_features: for the slug of an entry, the features by which `neighbours` compares it with others.
    features: the record behind each feature.
    collided: pairs of records that would have had the same address, the later one first.
    answers: the editors' answers to questions, by the names of their files.
    """

    vocabulary: Vocabulary
    entries: tuple[Entry, ...]
    withdrawn: tuple[Entry, ...]
    by_slug: Mapping[str, Entry]
    by_doi: Mapping[str, Entry]
    by_type: Mapping[str, tuple[Entry, ...]]
    by_year: Mapping[int, tuple[Entry, ...]]
    by_facet: Mapping[str, Index]
    collections: Mapping[str, Record]
    keywords: Mapping[str, KeywordRecord]
    below: Index
    organisations: Mapping[str, OrganisationRecord]
    people: Mapping[str, PersonRecord]
    person_at: Mapping[tuple[str, FieldPath], PersonRecord]
    cited_by: Index
    related_from: Index
    own_features: Mapping[str, Sequence[str]]
    features: Mapping[str, Record]
    collided: tuple[tuple[Record, Record], ...]
    answers: tuple[Answer, ...] = ()

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[Neighbour, ...]]:
        """For the slug of an entry, the entries that have most in common with it. Computed when pages first need it."""
        return neighbours(self.own_features)

    @property
    def types(self) -> tuple[EntryType, ...]:
        """The types of entry, in their order."""
        return self.vocabulary.description.types

    def type_of(self, entry: Entry) -> EntryType:
        """The type of an entry."""
        return self.vocabulary.description.type_of[entry.type]

    def without_terms(self, facet: str) -> tuple[Entry, ...]:
        """The entries that have no term of a facet."""
        stated = {entry.slug for entries in self.by_facet[facet].values() for entry in entries}
        return tuple(entry for entry in self.entries if entry.slug not in stated)

    @property
    def located_places(self) -> list[str]:
        """Labels of the places that have coordinates and entries."""
        if not (facet := self.vocabulary.description.located):
            return []
        terms, entries = self.vocabulary.facet(facet.name).terms, self.by_facet[facet.name]
        return [term.label for term in terms if term.coordinates and entries.get(term.label)]

    def cited(self, reference: Reference) -> Entry | None:
        """The entry on a cited work: the one that the reference names, or else the one with its DOI."""
        if reference.entry:
            held = self.by_slug.get(reference.entry)
            return held if held and not held.fields.withdrawn else None
        return self.by_doi.get(reference.doi or "")

    def keyword(self, name: str) -> KeywordRecord:
        """The record of a keyword in any spelling. Raises `KeyError` if there is none."""
        return self.keywords[self.vocabulary.keywords.key(name)]

    def organisation(self, name: str) -> OrganisationRecord:
        """The record of an organisation in any spelling. Raises `KeyError` if there is none."""
        return self.organisations[self.vocabulary.organisations.key(name)]

    def keywords_of(self, entry: Entry) -> list[KeywordRecord]:
        """The records of an entry's keywords, each once, in its order."""
        return list({record.slug: record for record in map(self.keyword, entry.fields.keywords)}.values())

    def listed(self, settings: Settings) -> Catalogue:
        """The catalogue as lists and searches show it.

        If the settings say so, only entries that an editor has read are in `entries`, `by_type`, `by_year` and `by_facet`.
        """
        if settings.unreviewed is not Unreviewed.LEAVE_OUT:
            return self

        def read(entries: Iterable[Entry]) -> tuple[Entry, ...]:
            return tuple(entry for entry in entries if entry.fields.reviewed)

        def filled(index: Mapping[Key, tuple[Entry, ...]]) -> dict[Key, tuple[Entry, ...]]:
            return {key: kept for key, entries in index.items() if (kept := read(entries))}

        return replace(
            self,
            entries=read(self.entries),
            by_type={kind: read(entries) for kind, entries in self.by_type.items()},
            by_year=filled(self.by_year),
            by_facet={facet: filled(index) for facet, index in self.by_facet.items()},
        )

    def affiliations(self, mentions: Iterable[Mention]) -> list[OrganisationRecord]:
        """The organisations at which people work, as these mentions of them say; each once, in their order."""
        names = (
            name
            for mention in mentions
            for name in (mention.contribution.organisations if mention.contribution else ())
        )
        return list({record.slug: record for record in map(self.organisation, names)}.values())


def build_catalogue(entries: Iterable[Entry], vocabulary: Vocabulary, *, drafts: bool = False) -> Catalogue:
    """The catalogue of these entries.

    Of several entries with one slug, it holds the one whose file has the slug as its name, or else the one with the
    first path. drafts: whether drafts are published, as they are in a preview.
    """
    by_slug: dict[str, Entry] = {}
    for entry in sorted(
        entries, key=lambda entry: (not f"/{entry.path}".endswith(f"/{entry.slug}.md"), entry.path)
    ):
        if drafts or not entry.fields.draft:
            by_slug.setdefault(entry.slug, entry)
    ordered = sorted(by_slug.values(), key=newest_first)
    published = tuple(entry for entry in ordered if not entry.fields.withdrawn)
    keywords = keyword_records(published, vocabulary)
    organisations = organisation_records(published, vocabulary)
    people, person_at = person_records(published, vocabulary)
    collections = _collections(published)
    collided = [
        pair
        for records in (
            keywords.values(),
            organisations.values(),
            sorted(people.values(), key=lambda person: bool(person.namesakes)),  # bare names come last
            collections.values(),
        )
        for pair in disambiguated(records)
    ]
    own_features, features = _features(keywords, organisations, people)
    by_doi = _by_doi(published)
    return Catalogue(
        vocabulary=vocabulary,
        entries=published,
        withdrawn=tuple(entry for entry in ordered if entry.fields.withdrawn),
        by_slug=by_slug,
        by_doi=by_doi,
        by_type={
            entry_type.name: tuple(entry for entry in published if entry.type == entry_type.name)
            for entry_type in vocabulary.description.types
        },
        by_year=_by_year(published),
        by_facet={
            facet: _by_term(published, facet, vocabulary) for facet in vocabulary.description.facet_names
        },
        collections=collections,
        keywords=keywords,
        below=_below(published, keywords, vocabulary),
        organisations=organisations,
        people=people,
        person_at=person_at,
        cited_by=_named_by(
            published,
            lambda entry: [
                reference.entry or (by_doi[reference.doi].slug if reference.doi in by_doi else None)
                for reference in entry.fields.references
            ],
        ),
        related_from=_named_by(
            published, lambda entry: [*entry.fields.related, *(link.slug for link in entry.prose.entry_links)]
        ),
        own_features={entry.slug: own_features.get(entry.slug, []) for entry in published},
        features=features,
        collided=tuple(collided),
    )


def _collections(entries: Iterable[Entry]) -> dict[str, Record]:
    records: dict[str, Record] = {}
    for entry in entries:
        if name := entry.fields.collection:
            record = records.setdefault(spelling_key(name), Record(name, slug_of(name)))
            record.mentions.append(Mention(entry, ("collection",), name, "collection"))
    return records


def _by_doi(entries: Iterable[Entry]) -> dict[str, Entry]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.fields.doi:
            found[entry.fields.doi].append(entry)
    return {doi: those[0] for doi, those in found.items() if len(those) == 1}


def _by_year(entries: Iterable[Entry]) -> dict[int, tuple[Entry, ...]]:
    years: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        for year in entry.years:
            years[year].append(entry)
    return {year: tuple(years[year]) for year in sorted(years, reverse=True)}


def _by_term(entries: Iterable[Entry], facet: str, vocabulary: Vocabulary) -> dict[str, tuple[Entry, ...]]:
    """The entries by preferred label of a facet, each also under the broader terms of its own terms."""
    known = vocabulary.facet(facet)
    terms: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        for name in entry.fields.facets.get(facet, ()):
            label = known.preferred_label(name)
            for counted in (label, *vocabulary.broader_terms(facet, label)):
                terms[counted][entry.slug] = entry
    return {label: tuple(found.values()) for label, found in sorted(terms.items())}


def _below(
    entries: Sequence[Entry], keywords: Mapping[str, KeywordRecord], vocabulary: Vocabulary
) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for record in keywords.values():
        for wider in vocabulary.broader_keywords(record.label):
            found[wider].update(entry.slug for entry in record.entries)
    for label, slugs in found.items():
        slugs.difference_update(entry.slug for entry in keywords[spelling_key(label)].entries)
    order = {entry.slug: (position, entry) for position, entry in enumerate(entries)}
    return {
        label: tuple(entry for _, entry in sorted((order[slug] for slug in slugs), key=lambda pair: pair[0]))
        for label, slugs in found.items()
    }


def _named_by(
    entries: Iterable[Entry], names: Callable[[Entry], Iterable[str | None]]
) -> dict[str, tuple[Entry, ...]]:
    """The entries that name a slug, by slug. An entry that names itself is left out."""
    found: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        for slug in names(entry):
            if slug and slug != entry.slug:
                found[slug][entry.slug] = entry
    return {slug: tuple(by_slug.values()) for slug, by_slug in found.items()}


def _features(
    keywords: Mapping[str, KeywordRecord],
    organisations: Mapping[str, OrganisationRecord],
    people: Mapping[str, PersonRecord],
) -> tuple[dict[str, list[str]], dict[str, Record]]:
    """The features of each entry, by slug, and the record behind each feature.

    An organisation that only contributed an entry is no feature of it, since it says nothing about the subject.
    """
    own: dict[str, list[str]] = defaultdict(list)
    by_feature: dict[str, Record] = {}
    for kind, records in (("keywords", keywords), ("organisations", organisations), ("people", people)):
        for record in records.values():
            feature = f"{kind}/{record.slug}"
            by_feature[feature] = record
            for slug in dict.fromkeys(
                mention.entry.slug
                for mention in record.mentions
                if kind != "organisations" or mention.role != "contributor"
            ):
                own[slug].append(feature)
    return own, by_feature
