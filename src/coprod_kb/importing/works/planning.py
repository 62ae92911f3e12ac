"""What an import would do: which records become entries, which are skipped, and what each new file would hold.

Every new entry has passed the checks that `coprod-kb check` makes, alone and among the others: a value that does not
pass is left out and reported. Entries are drafts until a person has looked at them, unless the import publishes them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from coprod_kb.collection.authorities import Record as Authority
from coprod_kb.collection.authorities import name_key, person_records
from coprod_kb.collection.catalogue import build_catalogue
from coprod_kb.collection.cross_checks import cross_check
from coprod_kb.contributing.new_entry import slug_for
from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries.model import Reading, sound_entries, typed_entries
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.entries.workers import note_place
from coprod_kb.importing.works.entries import Draft, Fill, Keywords, entry_of
from coprod_kb.importing.works.grouping import Group, Grouping
from coprod_kb.importing.works.record import Record, fault, left_out
from coprod_kb.importing.works.sound_text import sound_text
from coprod_kb.values.names import UniqueNames, person_key, slug_of

_MOST_PAIRS = 20
"""Spellings of people that are named in one report."""

_ROUNDS = 20
"""Times that new entries are made drafts because they clash with others, each time fewer."""


NOT_LOOKED_AT = "not looked at yet"
"""The reason why entries are drafts that lack nothing."""


class Fate(StrEnum):
    """What becomes of a record."""

    WRITTEN = "written"
    MERGED = "merged"  # into another record of the same import
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one record.

    slug: of the entry that is made of it, or that describes its work already; "" if there is none.
    reason: why it was merged or skipped, in words; "" if it is written.
    """

    record: Record
    fate: Fate
    slug: str = ""
    reason: str = ""


@dataclass(slots=True, eq=False)
class Planned:
    """A new entry.

    text: the whole file; "" if no entry can be made of the records. reading: of that text.
    draft: the reasons why it is a draft, in words; empty if it can be published.
    related: slugs of entries that may describe the same work.
    """

    group: Group
    values: Draft
    slug: str
    text: str = ""
    reading: Reading | None = None
    draft: tuple[str, ...] = ()
    related: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Plan:
    """What an import would do. entries: the files to write; outcomes: of all records, in their order."""

    entries: list[Planned]
    outcomes: list[Outcome]
    diagnostics: list[Diagnostic]

    @property
    def unkept(self) -> Counter[str]:
        """Tags or fields of the files of which something is not taken over, with the number of records that have them."""
        return Counter(name for outcome in self.outcomes for name in outcome.record.unkept)

    @property
    def absent(self) -> Counter[str]:
        """CSL variables, with the number of records that only say that there is no value."""
        return Counter(name for outcome in self.outcomes for name in outcome.record.absent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """The entries that are there before an import.

    folder: where they are kept, relative to the project. taken: further names that no new file can have.
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
    progress: Callable[[int], None] = lambda done: None,
) -> Plan:
    """The plan for these records. progress: is called with the number of records done so far.

    `note_place` is called with the number of each record, from 1.
    """
    return _Planner(records, collection, fill, today).plan(progress)


class _Planner:
    """One use per import."""

    def __init__(self, records: Sequence[Record], collection: Collection, fill: Fill, today: date) -> None:
        self.collection = collection
        self.today = today
        self.publish = fill.publish
        entries = typed_entries(collection.readings)
        self.paths = {entry.slug: entry.path for entry in entries}
        self.grouping = Grouping(records, entries, collection.vocabulary.description, fill.kind)
        self.diagnostics = self.grouping.diagnostics
        former = {old for entry in entries for old in entry.fields.formerly}
        present = {reading.slug for reading in collection.readings}
        self.slugs = UniqueNames(present | former | set(collection.taken))
        used = (keyword for entry in reversed(entries) for keyword in reversed(entry.fields.keywords))
        keywords = Keywords(collection.vocabulary, {slug_of(word): word for word in used})
        self.planned: dict[Group, Planned] = {}
        for group in self.grouping.groups:
            note_place(group.members[0] + 1)
            values = entry_of(group.record, fill, keywords)
            self.planned[group] = Planned(group, values, self._slug(group.record))

    def plan(self, progress: Callable[[int], None]) -> Plan:
        for entry in self.planned.values():
            self._relate(entry)
        done = 0
        for entry in self.planned.values():
            self._write(entry)
            done += len(entry.group.members)
            progress(done)
        self._settle_clashes()
        self._report_spellings()
        progress(len(self.grouping.records))
        return Plan(
            [entry for entry in self.planned.values() if entry.text],
            [self._outcome(number, record) for number, record in enumerate(self.grouping.records)],
            self.diagnostics,
        )

    def _outcome(self, number: int, record: Record) -> Outcome:
        place = self.grouping.placed[number]
        if place is None:
            why = "it has neither a title nor a DOI, ISBN or PubMed number of its own"
            return Outcome(record, Fate.SKIPPED, reason=why)
        if not isinstance(place, Group):
            why = f"the collection has this work already: {place.slug}"
            return Outcome(record, Fate.SKIPPED, place.slug, why)
        entry = self.planned[place]
        if not entry.text:
            return Outcome(record, Fate.SKIPPED, reason="no entry could be made of it")
        if number == place.members[0]:
            return Outcome(record, Fate.WRITTEN, entry.slug)
        return Outcome(record, Fate.MERGED, entry.slug, f"the same work as {entry.slug}")

    def _slug(self, record: Record) -> str:
        """A free name: that of the entry of which the record was exported, or one made from the title or an identifier."""
        item = record.item
        if record.own or f"/entries/{record.key}/" in item.get("annote", ""):
            return self.slugs.claim(slug_of(record.key))
        numbers = (f"{name} {item[name]}" for name in ("DOI", "PMID", "ISBN") if item.get(name))
        return self.slugs.claim(slug_for(item.get("title") or next(numbers, "untitled")))

    def _path(self, slug: str) -> str:
        return self.paths.get(slug) or f"{self.collection.folder}/{slug}.md"

    def _relate(self, entry: Planned) -> None:
        """Reports possible duplicates, and links to them from the new entry; existing files stay as they are."""
        note_place(entry.group.members[0] + 1)
        slugs = []
        for other in self.grouping.possible_duplicates(entry.group):
            same = self.planned[other] if isinstance(other, Group) else other
            reported = isinstance(same, Planned) and entry.slug in same.related
            if same.slug != entry.slug and not reported:  # each pair is reported and linked once
                slugs.append(same.slug)
        entry.related += slugs
        if not slugs:
            return
        record = entry.group.record
        self.diagnostics.append(
            fault(
                "import-possible-duplicate",
                record.path,
                record.line,
                f"This may be the same work as {', '.join(map(self._path, slugs))}: the titles are the same, and something else differs. "
                "All are kept, and linked as related.",
                "If they are one work, keep one of the files. If they are versions of it, such as a preprint "
                "and the paper, leave them.",
            )
        )

    def _write(self, entry: Planned, *, clash: bool = False) -> None:
        """Sets the text of the file. clash: whether it has to be a draft because of other entries."""
        note_place(entry.group.members[0] + 1)
        values, record = entry.values, entry.group.record
        if entry.related:
            values.values["related"] = entry.related
        if clash:
            values.values["draft"] = True
        sound = sound_text(values, self._path(entry.slug), self.collection.vocabulary)
        self.diagnostics += [left_out(record.path, record.line, what) for what in values.left_out]
        values.left_out.clear()
        entry.text, entry.reading = sound or ("", None)
        entry.draft = (
            *(f"no {name}" for name in values.lacks),
            *(["a clash with another entry"] if clash else []),
            *([] if self.publish else [NOT_LOOKED_AT]),
        )

    def _report_spellings(self) -> None:
        """Reports once the names in new entries that count as those of one person, and differ in more than order."""
        new = {entry.slug: entry for entry in self.planned.values() if entry.reading}
        entries = typed_entries(
            [*self.collection.readings, *(entry.reading for entry in new.values() if entry.reading)]
        )
        people, _ = person_records(entries, self.collection.vocabulary)
        pairs = [
            " and ".join(f"“{name}”" for name in spellings.values())
            for record in people.values()
            if any(mention.entry.slug in new for mention in record.mentions)
            and len(spellings := {person_key(mention.name): mention.name for mention in record.mentions}) > 1
            and len({name_key(mention) for mention in record.mentions}) == 1
        ]
        if pairs and new:
            first = next(iter(new.values())).group.record
            self.diagnostics.append(
                fault(
                    "import-same-person",
                    first.path,
                    None,
                    f"Spellings that are taken for one person each: {'; '.join(pairs[:_MOST_PAIRS])}"
                    f"{f'; and {len(pairs) - _MOST_PAIRS} more' if len(pairs) > _MOST_PAIRS else ''}.",
                    "If they are two people, say so in the vocabulary, in people.yml.",
                )
            )

    def _settle_clashes(self) -> None:
        """Makes drafts of new entries that bring about errors between entries, as drafts are not published."""
        for _ in range(_ROUNDS):
            if all(entry.draft for entry in self.planned.values()):
                return
            clashes = self._clashes()
            for entry, reasons in clashes.items():
                why = " ".join(reasons)
                record = entry.group.record
                self.diagnostics.append(
                    fault(
                        "import-clash",
                        record.path,
                        record.line,
                        f"{why} So {self._path(entry.slug)} is written as a draft.",
                        "Say in the vocabulary whether both are the same, as an alias or with a `slug` of its own. "
                        "Then delete the line `draft: true`.",
                    )
                )
                self._write(entry, clash=True)
            if not clashes:
                return

    def _clashes(self) -> dict[Planned, list[str]]:
        """New entries that are no drafts and bring about an error between entries, each with the reasons."""
        new = [entry.reading for entry in self.planned.values() if entry.reading]
        readings = [*self.collection.readings, *new]
        catalogue = build_catalogue(sound_entries(readings), self.collection.vocabulary)
        mine = {entry.slug: entry for entry in self.planned.values() if entry.text and not entry.draft}
        reasons: dict[str, list[str]] = defaultdict(list)
        for pair in catalogue.collided:
            slugs, why = _to_blame(pair, mine)
            for slug in slugs:
                reasons[slug].append(why)
        by_path = {self._path(slug): slug for slug in mine}
        for error in cross_check(catalogue, readings, self.today):
            if error.is_error and error.code != "colliding-address" and error.path in by_path:
                reasons[by_path[error.path]].append(error.message)
        return {mine[slug]: why for slug, why in reasons.items()}


def _to_blame(pair: tuple[Authority, Authority], mine: Mapping[str, Planned]) -> tuple[list[str], str]:
    """Of two names with one address, the new entries that use the name which fewer entries use; and the reason.

    None if entries that were there before use both names.
    """
    users = ((record.label, {mention.entry.slug for mention in record.mentions}) for record in pair)
    new = [(label, slugs) for label, slugs in users if slugs and slugs <= mine.keys()]
    labels = " and ".join(f"“{record.label}”" for record in pair)
    _, slugs = min(new, key=lambda name: len(name[1]), default=("", set[str]()))
    return sorted(slugs), f"{labels} would have one address, {slug_of(pair[0].label)}."
