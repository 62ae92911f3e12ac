"""What only shows when entries are seen together. One function per rule; each yields its findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from coprod_kb.authorities import KeywordRecord, OrganisationRecord, PersonRecord
from coprod_kb.catalogue import Catalogue
from coprod_kb.diagnostics import Diagnostic, Severity, did_you_mean
from coprod_kb.model import Entry
from coprod_kb.names import spelling_key
from coprod_kb.prose import EntryLink
from coprod_kb.reading import Reading
from coprod_kb.yaml_source import FieldPath

NEAR_TITLE = 90
"""Least similarity (0 to 100) at which two titles count as near-same."""


def cross_check(catalogue: Catalogue, readings: Sequence[Reading], today: date) -> list[Diagnostic]:
    """Every finding about entries that contradict, repeat or miss each other.

    readings: all files, also those that could not be read. today: what a period's end is held against.
    """
    entries = [reading.entry for reading in readings if reading.entry]
    targets = Targets(
        {entry.slug: entry for entry in entries},
        {entry.slug for entry in entries if entry.fields.draft and entry.slug not in catalogue.by_slug},
        {reading.slug for reading in readings if not reading.entry},
        {old: entry.slug for entry in entries for old in entry.fields.formerly},
    )
    found = [*_duplicate_slugs(readings), *_colliding_addresses(catalogue)]
    shown = [entry for entry in entries if not entry.fields.withdrawn]  # a repetition may be withdrawn
    found += [*_same_doi(shown), *_near_same_titles(shown)]
    for entry in entries:
        found += _unresolved(entry, targets)
        found += _links_in_prose(entry, targets)
        found += _taken_names(entry, targets)
        found += _status_against_period(entry, today)
    return found


@dataclass(frozen=True, slots=True)
class Targets:
    """What a link to an entry may name, by slug.

    known: the typed entries. drafts: those of them that are not published. unread: files whose
    fields could not be typed; links to them are left alone, as the file's own errors are told.
    moved: old slugs, and the present ones.
    """

    known: Mapping[str, Entry]
    drafts: Set[str]
    unread: Set[str]
    moved: Mapping[str, str]

    def fault(self, slug: str, origin: Entry) -> tuple[str, str] | None:
        """Message and hint for a slug that leads nowhere; `None` for one that leads somewhere.

        A draft may link to drafts: nobody is led there yet.
        """
        if slug in self.drafts and not origin.fields.draft:
            return (
                f"“{slug}” is a draft, so it is not published.",
                "Finish that entry first, or delete this link.",
            )
        if slug in self.known or slug in self.unread:
            return None
        if slug in self.moved:
            return f"“{slug}” is called “{self.moved[slug]}” now.", f"Write `{self.moved[slug]}`."
        return (
            f"There is no entry “{slug}”.",
            did_you_mean(slug, self.known) + "Write the file name of an entry, without `.md`.",
        )


def _duplicate_slugs(readings: Sequence[Reading]) -> Iterator[Diagnostic]:
    paths: dict[str, list[str]] = defaultdict(list)
    for reading in readings:
        if not any(fault.code == "file-name" for fault in reading.diagnostics):  # to be renamed anyway
            paths[reading.slug].append(reading.path)
    for slug, same in paths.items():
        for path in same if len(same) > 1 else ():
            others = " and ".join(other for other in same if other != path)
            yield Diagnostic(
                code="duplicate-slug",
                severity=Severity.ERROR,
                path=path,
                line=1,
                column=1,
                message=f"{others} has the same file name, so both would have the address entries/{slug}/.",
                hint="Rename one of the files. If both describe the same work, keep one.",
            )


def _colliding_addresses(catalogue: Catalogue) -> Iterator[Diagnostic]:
    steps = {
        PersonRecord: (
            "people",
            "If they are one person, add the other form as an alias in vocabulary/people.yml; "
            "if not, give one of them a `slug` there.",
        ),
        OrganisationRecord: (
            "organisations",
            "If they are the same, add the other spelling as an alias in vocabulary/organisations.yml; "
            "if not, give one of them a `slug` there.",
        ),
        KeywordRecord: (
            "keywords",
            "If they are one word, add the other spelling as an alias in vocabulary/keywords.yml; "
            "if not, give one of them a `slug` there.",
        ),
    }
    for later, first in catalogue.collided:
        folder, hint = steps.get(type(later), ("collections", "Write the collection's name in one way."))
        message = f"“{later.label}” and “{first.label}” would have the same address, {folder}/{first.slug}/."
        if mentions := later.mentions or first.mentions:
            mention = mentions[-1]
            yield mention.entry.document().finding("colliding-address", mention.where, message, hint)
        else:  # two terms that no entry has yet
            yield Diagnostic(
                code="colliding-address",
                severity=Severity.ERROR,
                path=f"vocabulary/{folder}.yml",
                message=message,
                hint=hint,
            )


def _same_doi(entries: Iterable[Entry]) -> Iterator[Diagnostic]:
    holders: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.path):
        if doi := entry.fields.doi:
            first = holders.setdefault(doi, entry)
            if first is not entry:
                yield entry.document().finding(
                    "same-doi",
                    ("doi",),
                    f"{first.path} has the same DOI, {doi}.",
                    "If both describe one work, keep one file. If this entry is about that work, "
                    "name it in `references` or `related` instead.",
                )


def _near_same_titles(entries: Iterable[Entry]) -> Iterator[Diagnostic]:
    """Compares only entries that share their rarest words, so that the work stays linear."""
    ordered = sorted(entries, key=lambda entry: entry.path)
    words = {entry.slug: frozenset(spelling_key(entry.title).split()) for entry in ordered}
    holders: dict[str, list[Entry]] = defaultdict(list)
    for entry in ordered:
        for word in words[entry.slug]:
            holders[word].append(entry)
    for entry in ordered:
        rarest = sorted(words[entry.slug], key=lambda word: (len(holders[word]), word))[:3]
        candidates = {
            other.slug: other for word in rarest for other in holders[word][:50] if other.path < entry.path
        }
        for other in candidates.values():
            if other.slug in entry.fields.related or entry.slug in other.fields.related:
                continue  # the editors know of both
            if fuzz.token_sort_ratio(spelling_key(entry.title), spelling_key(other.title)) >= NEAR_TITLE:
                yield entry.document().finding(
                    "near-same-title",
                    ("title",),
                    f"{other.path} has nearly the same title: “{other.title}”.",
                    "If both describe one work, keep one file. If not, name the other one in `related`.",
                    severity=Severity.WARNING,
                )


def _unresolved(entry: Entry, targets: Targets) -> Iterator[Diagnostic]:
    named: list[tuple[FieldPath, str]] = [
        (("related", index), slug) for index, slug in enumerate(entry.fields.related)
    ]
    named += [
        (("references", index, "entry"), reference.entry)
        for index, reference in enumerate(entry.fields.references)
        if reference.entry
    ]
    for where, slug in named:
        if slug == entry.slug:
            yield entry.document().finding("own-entry", where, "The entry names itself.", "Delete this line.")
        elif fault := targets.fault(slug, entry):
            yield entry.document().finding("unknown-entry", where, *fault)


def _links_in_prose(entry: Entry, targets: Targets) -> Iterator[Diagnostic]:
    for link in entry.prose.entry_links:
        code, fault = "unknown-entry", targets.fault(link.slug, entry)
        if not fault:
            code, fault = "unknown-heading", _no_such_heading(link, targets.known.get(link.slug))
        if fault:
            message, hint = fault
            yield Diagnostic(
                code=code,
                severity=Severity.ERROR,
                path=entry.path,
                line=link.line,
                column=link.column,
                message=message,
                hint=hint,
            )


def _no_such_heading(link: EntryLink, target: Entry | None) -> tuple[str, str] | None:
    """Message and hint for a link to a heading that its entry does not have; `None` if it has."""
    if not target or not link.fragment:
        return None
    ids = [heading.id for heading in target.prose.headings]
    if link.fragment in ids:
        return None
    headings = f"Its headings are {', '.join('#' + one for one in ids)}." if ids else "It has no headings."
    return f"“{link.slug}” has no heading “#{link.fragment}”.", did_you_mean(link.fragment, ids) + headings


def _taken_names(entry: Entry, targets: Targets) -> Iterator[Diagnostic]:
    """Old names that lead to this entry cannot be another entry's present or old name."""
    for index, old in enumerate(entry.fields.formerly):
        other = old if old in targets.known or old in targets.unread else targets.moved[old]
        if other != entry.slug or old == entry.slug:
            yield entry.document().finding(
                "former-name-taken",
                ("formerly", index),
                f"The old name “{old}” belongs to the entry “{other}”.",
                "Delete it here, or rename the other entry.",
            )


def _status_against_period(entry: Entry, today: date) -> Iterator[Diagnostic]:
    """Warned about only: sources do contradict themselves, and the page shows both.

    “2024” may mean any of its days, so only what cannot be true on any of them counts.
    """
    period, status = entry.fields.period, entry.fields.status
    if not period or not status:
        return
    start, end = period.start, period.end
    problem = ""
    if status == "ongoing" and end and end.last_day < today:
        problem = f"The status is “ongoing”, and the period ended in {end.label}."
    elif status == "ongoing" and start.first_day > today:
        problem = f"The status is “ongoing”, and the period only begins in {start.label}."
    elif status == "completed" and (end is None or end.first_day > today):
        problem = "The status is “completed”, and the period has not ended."
    elif status == "planned" and start.last_day <= today:
        problem = f"The status is “planned”, and the period began in {start.label}."
    if problem:
        yield entry.document().finding(
            "status-against-period",
            ("status",),
            problem,
            "Correct one of them. If the source says both, leave them: the page shows both.",
            severity=Severity.WARNING,
        )
