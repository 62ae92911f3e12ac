"""What an import would do: which records become entries, which are the same work, and what each file would hold.

Nothing here touches a disk. Every new entry has passed the checks that `check` makes, alone and among the others:
a value that does not pass is left out and told, and an entry that cannot be published yet becomes a draft.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import count
from typing import Any

from coprod_kb.collection.authorities import Record as Authority
from coprod_kb.collection.catalogue import build_catalogue
from coprod_kb.collection.cross_checks import cross_check
from coprod_kb.contributing.new_entry import slug_for
from coprod_kb.diagnostics import Diagnostic, Severity
from coprod_kb.entries.model import Reading
from coprod_kb.entries.reading import read
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.document import FieldPath
from coprod_kb.front_matter.formatting import write_entry
from coprod_kb.importing.works.duplicates import Work, Works, as_entry, work_of_record
from coprod_kb.importing.works.entries import Draft, Fill, Keywords, entry_of
from coprod_kb.importing.works.merging import merged
from coprod_kb.importing.works.record import Record, fault, left_out
from coprod_kb.values.names import slug_of

_ROUNDS = 20
"""So many values of one entry are left out one by one before its text goes as well."""


class Fate(StrEnum):
    """What becomes of a record."""

    WRITTEN = "written"
    MERGED = "merged"  # into another record of the same import
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one record.

    slug: of the entry that it becomes, or that describes its work; empty where there is none.
    reason: why it was not written by itself, in words; empty where it was.
    """

    record: Record
    fate: Fate
    slug: str = ""
    reason: str = ""


@dataclass(slots=True, eq=False)
class Planned:
    """A new entry.

    record: what all of its records say together; records: those that it is made of.
    members: the numbers of its records, in their order.
    draft: why it is one, in words; empty where it is not.
    """

    record: Record
    work: Work
    slug: str = ""
    text: str = ""
    records: list[Record] = field(default_factory=list)
    members: list[int] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    draft: tuple[str, ...] = ()
    reading: Reading | None = None
    made: Draft | None = None


@dataclass(slots=True)
class Plan:
    """What an import would do, in the order of its records."""

    entries: list[Planned]
    outcomes: list[Outcome]
    diagnostics: list[Diagnostic]

    @property
    def unkept(self) -> Counter[str]:
        """For each tag or field of the files that entries have no place for, in how many records it stood."""
        return Counter(name for outcome in self.outcomes for name in outcome.record.unkept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What is there already.

    readings: its files. folder: where they are kept. taken: further names that no new file can have.
    """

    readings: Sequence[Reading]
    vocabulary: Vocabulary
    folder: str = "entries"
    taken: Set[str] = frozenset()


def plan_import(
    records: Sequence[Record],
    collection: Collection,
    fill: Fill,
    *,
    today: date,
    told: Callable[[int], None] = lambda done: None,
) -> Plan:
    """The plan for these records. told: hears how many of them are done."""
    return _Planner(collection, fill, today).plan(records, told)


class _Planner:
    """One use per import."""

    def __init__(self, collection: Collection, fill: Fill, today: date) -> None:
        self.present = collection.readings
        self.vocabulary = collection.vocabulary
        self.folder = collection.folder
        self.fill = fill
        self.today = today
        entries = [reading.entry for reading in self.present if reading.entry]
        self.slugs = {reading.slug for reading in self.present} | set(collection.taken)
        self.slugs |= {old for entry in entries for old in entry.fields.formerly}
        self.numbers: Counter[str] = Counter()
        self.works = Works.of(entries)
        self.paths = {entry.slug: entry.path for entry in entries}
        used = [keyword for entry in entries for keyword in entry.fields.keywords]
        self.keywords = Keywords(self.vocabulary, {slug_of(word): word for word in reversed(used)})
        self.planned: dict[int, Planned] = {}  # by the identity of its work
        self.records: list[Record] = []
        self.fates: dict[int, tuple[Fate, Work | None, str]] = {}
        self.found: list[Diagnostic] = []

    def plan(self, records: Sequence[Record], told: Callable[[int], None]) -> Plan:
        self.records = list(records)
        for number in range(len(records)):
            self._place(number)
        while self._part():
            pass
        self.planned = dict(sorted(self.planned.items(), key=lambda one: one[1].members[0]))
        for one in self.planned.values():
            self._join(one)
            one.slug = self._slug(one.record)
        for one in self.planned.values():
            self._relate(one)
        done = 0
        for one in list(self.planned.values()):
            self._make(one)
            done += len(one.records)
            told(done)
        self._agree_with_others()
        told(len(records))
        return Plan(
            [one for one in self.planned.values() if one.text],
            [self._outcome(number) for number in range(len(records))],
            self.found,
        )

    def _outcome(self, number: int) -> Outcome:
        record = self.records[number]
        fate, work, reason = self.fates[number]
        planned = self.planned.get(id(work))
        if not planned:
            slug = work.slug if work else ""
            return Outcome(record, fate, slug, reason.replace("{slug}", slug))
        if not planned.text:
            return Outcome(record, Fate.SKIPPED, "", "no entry could be made of it")
        if number == planned.members[0]:
            return Outcome(record, Fate.WRITTEN, planned.slug)
        return Outcome(record, Fate.MERGED, planned.slug, f"the same work as {planned.slug}")

    # --- Which work is it ---

    def _place(self, number: int) -> None:
        """A new entry, a part of one that is planned, or a work that the collection has."""
        record = self.records[number]
        work = work_of_record(record, self.fill.kind)
        if self.works.of_another(work):
            what = f"the DOI “{work.doi}”, which is also that of a work with another title, author and page"
            self.found.append(left_out(record.path, record.line, what))
            item = {name: value for name, value in record.item.items() if name != "DOI"}
            record = self.records[number] = replace(record, item=item)
            work = work_of_record(record, self.fill.kind)
        if not (work.key or work.doi or work.pmid or (work.isbn and not work.part)):
            why = "it has neither a title nor a DOI, ISBN or PubMed number of its own"
            self.fates[number] = (Fate.SKIPPED, None, why)
            return
        same = self.works.same(work)
        planned = self.planned.get(id(same))
        if planned:
            planned.members.append(number)
            self._know(planned, merged(planned.record, record)[0])
            self.fates[number] = (Fate.MERGED, planned.work, "")
        elif same:
            self.fates[number] = (Fate.SKIPPED, same, "the collection has this work already: {slug}")
        else:
            self._plan_new(number, work)

    def _plan_new(self, number: int, work: Work) -> None:
        self.works.add(work)
        self.planned[id(work)] = Planned(self.records[number], work, members=[number])
        self.fates[number] = (Fate.WRITTEN, work, "")

    def _know(self, planned: Planned, record: Record) -> None:
        """What all records of an entry say together may tell its work by more than each alone."""
        planned.record = record
        known = work_of_record(record, self.fill.kind)
        for name in Work.__slots__:
            setattr(planned.work, name, getattr(known, name))
        self.works.add(planned.work)

    def _part(self) -> bool:
        """Takes records out of entries in which they would not be found again; whether there were any.

        Records are merged one after the other, and an entry may become another work for those that came first:
        A is like B, and B like C, but A is not like C. Importing the same file again would then write A anew. A
        record by itself is always found, so this ends.
        """
        there = Works.of(reading.entry for reading in self.present if reading.entry)
        for one in self.planned.values():
            there.add(as_entry(one.work))
        parted: dict[tuple[object, ...], list[int]] = {}
        for one in list(self.planned.values()):
            if len(one.members) == 1:
                continue
            works = {number: work_of_record(self.records[number], self.fill.kind) for number in one.members}
            lost = {number for number, work in works.items() if there.same(work) is None}
            if not lost:
                continue
            for number in sorted(lost):
                parted.setdefault(_told_by(works[number]), []).append(number)
            one.members = [number for number in one.members if number not in lost]
            if one.members:
                self._know(one, self._together(one)[0])
            else:
                del self.planned[id(one.work)]
        for first, *others in parted.values():
            work = work_of_record(self.records[first], self.fill.kind)
            self._plan_new(first, work)
            self.planned[id(work)].members += others
            self.fates |= dict.fromkeys(others, (Fate.MERGED, work, ""))
        return bool(parted)

    def _together(self, planned: Planned) -> tuple[Record, list[tuple[Record, list[str]]]]:
        """What the records of an entry say together, in their order, and in what each contradicts those before it."""
        first, *others = (self.records[number] for number in planned.members)
        whole, conflicts = first, []
        for record in others:
            whole, found = merged(whole, record)
            conflicts += [(record, found)] if found else []
        return whole, conflicts

    def _join(self, planned: Planned) -> None:
        """Settles what the records of an entry say together, and tells where they contradict each other."""
        planned.records = [self.records[number] for number in planned.members]
        planned.record, conflicts = self._together(planned)
        first = planned.records[0]
        for record, found in conflicts:
            self.found.append(
                fault(
                    "import-conflict",
                    record.path,
                    record.line,
                    f"This record and the one on line {first.line} of {first.path} are about one work, and differ. "
                    f"Kept is: {'; '.join(found[:8])}.",
                    "Look at the work itself, and correct the entry where the other record is right.",
                )
            )

    def _relate(self, planned: Planned) -> None:
        """Possible duplicates are told, and linked as related; those that are there have no file of ours."""
        names = []
        for other in self.works.possible(planned.work):
            counterpart = self.planned.get(id(other))
            slug = counterpart.slug if counterpart else other.slug
            # The other one may have told and linked the pair already.
            if slug != planned.slug and not (counterpart and planned.slug in counterpart.related):
                names.append(slug)
        planned.related += names
        if not names:
            return
        paths = ", ".join(self.paths.get(slug) or f"{self.folder}/{slug}.md" for slug in names)
        self.found.append(
            fault(
                "import-possible-duplicate",
                planned.records[0].path,
                planned.records[0].line,
                f"This may be the same work as {paths}: the titles are the same, and something else differs. "
                "All are kept, and linked as related.",
                "If they are one work, keep one of the files. If they are versions of it, such as a preprint "
                "and the paper, leave them.",
            )
        )

    def _slug(self, record: Record) -> str:
        """A free name, made from the title or, where there is none, from what identifies the work."""
        item = record.item
        wanted = slug_for(
            item.get("title")
            or next(
                (f"{name} {item[name]}" for name in ("DOI", "PMID", "ISBN") if item.get(name)), "untitled"
            )
        )
        for number in count(self.numbers[wanted] + 1):
            slug = wanted if number == 1 else f"{wanted}-{number}"
            if slug not in self.slugs:
                self.numbers[wanted] = number
                self.slugs.add(slug)
                return slug
        raise AssertionError  # numbers do not end

    # --- What its file holds ---

    def _make(self, planned: Planned, *, draft: str = "") -> None:
        """The text of the file, of which nothing is an error by itself."""
        made = planned.made or entry_of(planned.record, self.fill, self.keywords)
        if planned.made is None:
            first = planned.records[0]
            self.found += [left_out(first.path, first.line, what) for what in made.left_out]
        planned.made = made
        if planned.related:
            made.values["related"] = planned.related
        if draft:
            made.values["draft"] = True
        path = f"{self.folder}/{planned.slug}.md"
        for _ in range(_ROUNDS):
            text = write_entry(made.values, made.text)
            reading = read(text.encode(), path, self.vocabulary)
            if reading.sound:
                planned.text, planned.reading = text, reading
                planned.draft = (*(f"no {name}" for name in made.lacks), *([draft] if draft else []))
                return
            self._leave_out(planned, made, [one for one in reading.diagnostics if one.is_error])
        planned.text = ""

    def _leave_out(self, planned: Planned, made: Draft, errors: Sequence[Diagnostic]) -> None:
        """Takes out what the checks refuse; the last resort is the text as a whole."""
        first = planned.record
        fields: dict[str, Diagnostic] = {}
        for error in errors:
            if error.field and error.field.partition(".")[0] in made.values:
                fields.setdefault(error.field, error)
        if not fields:
            if made.text:
                self.found.append(
                    left_out(first.path, first.line, f"the abstract and notes ({errors[0].message})")
                )
            made.text = ""
            return
        # Later items first, so that the places of the others in their list stay.
        for name, error in sorted(fields.items(), key=lambda one: _path(one[0]), reverse=True):
            self.found.append(left_out(first.path, first.line, f"`{name}` ({error.message.rstrip('.')})"))
            _remove(made.values, _path(name))
        for name in ("title", "keywords", "contributors"):
            if not made.values.get(name) and name not in made.lacks:
                made.lacks = (*made.lacks, name)
                made.values["draft"] = True

    # --- What shows only among others ---

    def _agree_with_others(self) -> None:
        """An entry that brings about an error between entries becomes a draft: those are not published."""
        others = [reading.entry for reading in self.present if reading.entry and reading.sound]
        for _ in range(_ROUNDS):
            new = [one for one in self.planned.values() if one.reading]
            readings = [*self.present, *(one.reading for one in new if one.reading)]
            entries = [*others, *(one.reading.entry for one in new if one.reading and one.reading.entry)]
            catalogue = build_catalogue(entries, self.vocabulary)
            mine = {one.slug: one for one in new if not one.draft}
            clashing: dict[str, str] = {}
            for pair in catalogue.collided:
                clashing |= _to_blame(pair, mine)
            by_path = {f"{self.folder}/{slug}.md": slug for slug in mine}
            for error in cross_check(catalogue, readings, self.today):
                if (
                    error.severity is Severity.ERROR
                    and error.code != "colliding-address"
                    and error.path in by_path
                ):
                    clashing.setdefault(by_path[error.path], error.message)
            if not clashing:
                return
            for slug, why in clashing.items():
                self._tell_clash(mine[slug], why)
                self._make(mine[slug], draft="a clash with another entry")

    def _tell_clash(self, planned: Planned, why: str) -> None:
        first = planned.records[0]
        self.found.append(
            fault(
                "import-clash",
                first.path,
                first.line,
                f"{why} So {self.folder}/{planned.slug}.md is written as a draft.",
                "Say in the vocabulary whether both are the same, as an alias or with a `slug` of its own. "
                "Then delete the line `draft: true`.",
            )
        )


def _told_by(work: Work) -> tuple[object, ...]:
    """All that tells a work from others: records for which it is equal are the same work wherever they go."""
    return (*work.place, work.doi, work.pmid, work.isbn, work.kind, work.entry_type)


def _to_blame(pair: tuple[Authority, Authority], mine: Mapping[str, Planned]) -> dict[str, str]:
    """Of two names with one address, the new entries that have the name which nobody had before."""
    later, first = pair
    for record, other in ((later, first), (first, later)):
        slugs = {mention.entry.slug for mention in record.mentions}
        if slugs and slugs <= mine.keys():
            wanted = slug_of(record.label)
            why = f"“{record.label}” and “{other.label}” would have one address, {wanted}."
            return dict.fromkeys(sorted(slugs), why)
    return {}


def _path(name: str) -> tuple[tuple[bool, int, str], ...]:
    """A field's dotted path, so that it sorts: `authors.10.name` after `authors.9.name`."""
    return tuple((part.isdigit(), int(part) if part.isdigit() else 0, part) for part in name.split("."))


def _remove(values: Any, path: tuple[tuple[bool, int, str], ...]) -> None:
    """Takes out the value at a path or, if that is a part of a list's item, the item."""
    names: FieldPath = tuple(number if is_number else name for is_number, number, name in path)
    while len(names) > 1:
        inner = values.get(names[0]) if isinstance(values, dict) else values[int(names[0])]
        if isinstance(inner, list) and len(names) == 3:
            names = names[:2]
        if not isinstance(inner, dict | list):
            names = names[:1]
            break
        values, names = inner, names[1:]
    if isinstance(values, dict):
        values.pop(names[0], None)
    elif isinstance(names[0], int) and names[0] < len(values):
        del values[names[0]]
