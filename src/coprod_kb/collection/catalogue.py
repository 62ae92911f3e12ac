"""The collection: every published entry, its indexes, and how entries lead to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from coprod_kb.collection.authorities import (
    KeywordRecord,
    Mention,
    OrganisationRecord,
    PersonRecord,
    Record,
    disambiguated,
    keyword_key,
    keyword_records,
    organisation_key,
    organisation_records,
    person_records,
)
from coprod_kb.collection.related import Neighbour, neighbours
from coprod_kb.entries.model import Entry, newest_first
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.document import FieldPath
from coprod_kb.front_matter.schema import FACETS, EntryType
from coprod_kb.values.names import slug_of, spelling_key

Index = Mapping[str, tuple[Entry, ...]]


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """What pages and exporters read. All lists of entries are newest first.

    entries: the published ones; withdrawn entries are in `withdrawn` and `by_slug` alone.
    by_slug: published and withdrawn entries.
    keywords, organisations: records by spelling key of the preferred label.
    below: for a keyword's preferred label, entries that have only narrower keywords.
    person_at: the person whom a field of an entry means, by the entry's slug and the field.
    by_facet: for each facet, entries by preferred label, wider terms included.
    by_year: a period counts in every year that it covers.
    cited_by, related_from: for an entry's slug, the entries that name it.
    own_features: for an entry's slug, what it may have in common with others. features: what each stands for.
    collided: records that wanted the same address, the later one first.
    """

    vocabulary: Vocabulary
    entries: tuple[Entry, ...]
    withdrawn: tuple[Entry, ...]
    by_slug: Mapping[str, Entry]
    by_type: Mapping[EntryType, tuple[Entry, ...]]
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

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[Neighbour, ...]]:
        """For an entry's slug, the entries that have most in common with it. Pages ask for them, and no check does."""
        return neighbours(self.own_features)

    @property
    def by_place(self) -> Index:
        return self.by_facet["places"]

    def keyword(self, name: str) -> KeywordRecord:
        """The record that a keyword in any spelling belongs to; `KeyError` if no entry has it."""
        return self.keywords[keyword_key(name, self.vocabulary)]

    def organisation(self, name: str) -> OrganisationRecord:
        """The record of an organisation in any spelling; `KeyError` if no entry names it."""
        return self.organisations[organisation_key(name, self.vocabulary)]

    def keywords_of(self, entry: Entry) -> list[KeywordRecord]:
        """The records of an entry's keywords, each once, in its order."""
        return list({record.slug: record for record in map(self.keyword, entry.fields.keywords)}.values())

    def affiliations(self, mentions: Iterable[Mention]) -> list[OrganisationRecord]:
        """The organisations at which people work, as these mentions of them say; each once, in their order."""
        names = (
            name
            for mention in mentions
            for name in (mention.contribution.organisations if mention.contribution else ())
        )
        return list({record.slug: record for record in map(self.organisation, names)}.values())


def build_catalogue(entries: Iterable[Entry], vocabulary: Vocabulary, *, drafts: bool = False) -> Catalogue:
    """The catalogue of these entries. Of two with one slug the file of that name wins, or the first path.

    drafts: whether drafts count as published, as they do in a preview.
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
        for records in (keywords, organisations, people, collections)
        for pair in disambiguated(records.values())
    ]
    own_features, features = _features(keywords, organisations, people)
    return Catalogue(
        vocabulary=vocabulary,
        entries=published,
        withdrawn=tuple(entry for entry in ordered if entry.fields.withdrawn),
        by_slug=by_slug,
        by_type={kind: tuple(entry for entry in published if entry.type is kind) for kind in EntryType},
        by_year=_by_year(published),
        by_facet={facet: _by_term(published, facet, vocabulary) for facet in FACETS},
        collections=collections,
        keywords=keywords,
        below=_below(published, keywords, vocabulary),
        organisations=organisations,
        people=people,
        person_at=person_at,
        cited_by=_named_by(
            published, lambda entry: [reference.entry for reference in entry.fields.references]
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


def _by_year(entries: Iterable[Entry]) -> dict[int, tuple[Entry, ...]]:
    years: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        for year in entry.years:
            years[year].append(entry)
    return {year: tuple(years[year]) for year in sorted(years, reverse=True)}


def _by_term(entries: Iterable[Entry], facet: str, vocabulary: Vocabulary) -> dict[str, tuple[Entry, ...]]:
    """Entries by the preferred labels of a facet; a term counts in its wider terms too."""
    terms: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        for name in getattr(entry.fields, facet):
            term = vocabulary.facet(facet).find(name)
            label = term.label if term else name
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
    """For each slug the entries that name it, without those that name themselves."""
    found: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        for slug in names(entry):
            if slug and slug != entry.slug:
                found[slug][entry.slug] = entry
    return {slug: tuple(by.values()) for slug, by in found.items()}


def _features(
    keywords: Mapping[str, KeywordRecord],
    organisations: Mapping[str, OrganisationRecord],
    people: Mapping[str, PersonRecord],
) -> tuple[dict[str, list[str]], dict[str, Record]]:
    """Each entry's features for `related`, and the record that each feature stands for.

    An organisation that only offered an entry says nothing about its subject.
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
