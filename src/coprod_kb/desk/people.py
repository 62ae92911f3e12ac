"""People who may be one person, with what tells them apart, and namesakes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz.distance import OSA

from coprod_kb.collection.authorities import PersonRecord
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.desk.facts import entries_and_years, paths_of
from coprod_kb.desk.model import Section, Step, Task, command
from coprod_kb.values.names import person_key, plain_person_key
from coprod_kb.values.wording import count, listed

_MOST = 50
"""People who are compared because they share a key."""

_MOST_NAMED = 3
"""Co-authors and affiliations that are named."""

_LONG_GIVEN, _LONG_FAMILY = 3, 5
"""Letters from which on names that differ in one letter may be the same."""


@dataclass(frozen=True, slots=True, eq=False)
class _Person:
    """A person of the catalogue.

    family, given: the words of the name, folded. lists: the entries and their fields that name the person. beside: the
    other authors and investigators of the same entries. at: affiliations. curated: whether `people.yml` has the person.
    """

    record: PersonRecord
    curated: bool
    family: tuple[str, ...]
    given: tuple[str, ...]
    lists: frozenset[tuple[str, str | int]]
    at: tuple[str, ...]
    beside: set[str] = field(default_factory=set)


def near_same_people(catalogue: Catalogue) -> Section:
    """Pairs of people whose names may be one, those with something in common first; and namesakes."""
    return Section(
        name="people",
        title="People who may be the same",
        lead="One person with two spellings has two pages. Compare what tells them apart. If they are two people, add both "
        f"to {catalogue.vocabulary.folder}/people.yml, and they are not listed here again.",
        tasks=[*_namesakes(catalogue), *_pairs(_people(catalogue))],
    )


def _namesakes(catalogue: Catalogue) -> Iterator[Task]:
    """People who would have the same address: those with the same name, or with names whose slugs agree."""
    known = {person.record.slug: person for person in _people(catalogue)}
    groups: dict[str, list[PersonRecord]] = defaultdict(list)
    for later, first in catalogue.collided:
        if isinstance(later, PersonRecord) and isinstance(first, PersonRecord):
            groups[first.slug] += [later] if groups[first.slug] else [first, later]
    for first, *others in groups.values():
        names = dict.fromkeys(record.label for record in (first, *others))
        merges = [
            Step(f"If “{name}” is “{first.label}”", command("merge", "person", name, first.label))
            for name in names
            if person_key(name) != person_key(first.label)
        ]
        split = Step("If they differ, write what tells them apart", command("split", "person", first.label))
        yield Task(
            what=f"{count(len(others) + 1, 'person', 'people').capitalize()} would have the same page: "
            f"{listed([f'“{name}”' for name in names])}.",
            paths=paths_of([first, *others]),
            facts=[_fact(known[record.slug]) for record in (first, *others)],
            steps=[*merges, split],
        )


def _people(catalogue: Catalogue) -> list[_Person]:
    people = [
        _Person(
            record,
            key.startswith("curated "),
            tuple(plain_person_key(record.name.surname).split()),
            tuple(plain_person_key(record.name.given_apart).split()),
            frozenset((mention.entry.slug, mention.where[0]) for mention in record.mentions),
            tuple(at.label for at in catalogue.affiliations(record.mentions)),
        )
        for key, record in catalogue.people.items()
    ]
    together: dict[str, list[_Person]] = defaultdict(list)
    for person in people:
        for slug in {
            mention.entry.slug for mention in person.record.mentions if mention.role != "contributor"
        }:
            together[slug].append(person)
    for wrote in together.values():
        for person in wrote:
            person.beside.update(other.record.label for other in wrote if other is not person)
    return people


def _pairs(people: Sequence[_Person]) -> list[Task]:
    found: dict[_Person, list[tuple[_Person, str]]] = defaultdict(list)
    for one, other, reason in _candidates(people):
        lesser, fuller = sorted((one, other), key=_fullness)
        found[lesser].append((fuller, reason))
    ranked = []
    for lesser, others in found.items():
        # Initials that fit several people say nothing, unless something else connects them with one.
        connected = [pair for pair in others if _in_common(lesser, pair[0])]
        for fuller, reason in connected or (others if len(others) == 1 else ()):
            entries = len(lesser.record.entries) + len(fuller.record.entries)
            ranked.append((not connected, -entries, _pair(lesser, fuller, reason)))
    return [task for *_, task in sorted(ranked, key=lambda each: (*each[:2], each[2].what))]


def _candidates(people: Iterable[_Person]) -> Iterator[tuple[_Person, _Person, str]]:
    """Pairs of people who may be one, each once, with the reason as a sentence. Compares only those who share a key."""
    holders: dict[tuple[str, ...], list[_Person]] = defaultdict(list)
    for person in people:
        for key in dict.fromkeys(_keys(person)):
            holders[key].append(person)
    seen = set()
    for alike in holders.values():
        for pair in combinations(alike[:_MOST], 2):
            if pair not in seen and (reason := _reason(*pair)):
                seen.add(pair)
                yield *pair, reason


def _keys(person: _Person) -> Iterator[tuple[str, ...]]:
    if person.family and person.given:
        yield "family", " ".join(person.family), person.given[0][0]
        yield ("words", *sorted((*person.family, *person.given)))
        if len(person.given[0]) >= _LONG_GIVEN:
            yield "given", person.given[0], person.family[0][0]


def _reason(one: _Person, other: _Person) -> str:
    """Why two people may be one; empty if they are two, or nothing says so."""
    orcids = {one.record.orcid, other.record.orcid} - {None}
    if one.lists & other.lists or len(orcids) > 1 or (one.curated and other.curated):
        return ""
    if one.family == other.family:
        return _given_reason(one.given, other.given)
    if sorted((*one.family, *one.given)) == sorted((*other.family, *other.given)):
        return "They have the same names in another order."
    slip = _is_slip(" ".join(one.family), " ".join(other.family), _LONG_FAMILY)
    return "Their family names differ in one letter." if slip and one.given == other.given else ""


def _given_reason(one: Sequence[str], other: Sequence[str]) -> str:
    """Why two given names may be of one person; empty if they contradict each other."""
    first, *others = zip(one, other, strict=False)
    if not all(a.startswith(b) or b.startswith(a) for a, b in others):
        return ""
    if first[0] == first[1]:
        return "One of them has more given names or initials."
    shorter, longer = sorted(first, key=len)
    if longer.startswith(shorter):
        return (
            "The initials of one fit the other."
            if len(shorter) == 1
            else "One given name may be short for the other."
        )
    return "Their given names differ in one letter." if _is_slip(shorter, longer, _LONG_GIVEN) else ""


def _is_slip(one: str, other: str, least: int) -> bool:
    return min(len(one), len(other)) >= least and OSA.distance(one, other) == 1


def _fullness(person: _Person) -> tuple[bool, int, bool, int]:
    """Sort key: the person whose name is kept comes last."""
    return (
        person.curated,
        sum(map(len, person.given)),
        person.record.orcid is not None,
        len(person.record.mentions),
    )


def _pair(lesser: _Person, fuller: _Person, reason: str) -> Task:
    goes, stays = lesser.record.label, fuller.record.label
    return Task(
        what=f"“{goes}” and “{stays}” may be one person. {reason}",
        paths=paths_of([lesser.record, fuller.record]),
        facts=[_fact(lesser), _fact(fuller), *_in_common(lesser, fuller)],
        steps=[Step(f"Make “{goes}” another spelling of “{stays}”", command("merge", "person", goes, stays))],
    )


def _fact(person: _Person) -> str:
    """“Mike Fisher: three entries, 2012 to 2015; no ORCID iD; Example University; with Ada Example.”"""
    parts = [
        entries_and_years(person.record),
        f"ORCID iD {person.record.orcid}" if person.record.orcid else "no ORCID iD",
        _few(person.at) or "no affiliation",
        f"with {_few(sorted(person.beside))}" if person.beside else "no co-author",
    ]
    return f"{person.record.label}: {'; '.join(parts)}."


def _in_common(one: _Person, other: _Person) -> list[str]:
    """Sentences about co-authors and affiliations that both have."""
    beside, at = one.beside & other.beside, set(one.at) & set(other.at)
    return [
        *([f"Both worked with {_few(sorted(beside))}."] if beside else []),
        *([f"Both are at {_few(sorted(at))}."] if at else []),
    ]


def _few(names: Collection[str]) -> str:
    """“A, B, C and 12 more”."""
    rest = len(names) - _MOST_NAMED
    return listed([*list(names)[:_MOST_NAMED], *([f"{rest} more"] if rest > 0 else [])])
