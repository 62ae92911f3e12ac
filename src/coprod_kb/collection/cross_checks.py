"""Checks between entries: contradictions, repetitions, and names of entries that lead nowhere.

One function per rule. Each yields its findings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from coprod_kb.collection.authorities import KeywordRecord, OrganisationRecord, PersonRecord, Record
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.collection.link_targets import LinkTargets, Suggestions
from coprod_kb.collection.namesakes import apart
from coprod_kb.diagnostics import Diagnostic, Severity, bounded
from coprod_kb.entries.answers import Answer
from coprod_kb.entries.model import Entry, Reading, typed_entries
from coprod_kb.front_matter.document import FieldPath
from coprod_kb.front_matter.field_groups import Contribution
from coprod_kb.values.names import spelling_key

NEAR_TITLE = 90
"""Similarity (0 to 100) from which on two titles count as nearly the same."""


def cross_check(catalogue: Catalogue, readings: Sequence[Reading], today: date) -> list[Diagnostic]:
    """Every finding about entries that contradict, repeat or miss each other.

    readings: of all files, including those that could not be read. today: for the ends of periods.
    """
    entries = typed_entries(readings)
    targets = LinkTargets.of(readings, catalogue.by_slug.keys())
    found = list(_duplicate_slugs(readings))
    shown = [entry for entry in entries if not entry.fields.withdrawn]  # a repetition may be withdrawn
    between: dict[str, list[_Fault]] = defaultdict(list)
    for fault in (
        *_colliding_addresses(catalogue),
        *_bare_names(catalogue),
        *_same_doi(shown),
        *_near_same_titles(shown),
    ):
        if isinstance(fault, Diagnostic):
            found.append(fault)
        else:
            between[fault.entry.path].append(fault)
    for entry in entries:
        suggestions = Suggestions(targets.known)
        faults = [
            *between[entry.path],
            *_unknown_entries(entry, targets, suggestions),
            *_taken_names(entry, targets),
            *_status_against_period(entry, today),
        ]
        found += bounded([*_placed(entry, faults), *_links_in_text(entry, targets, suggestions)])
    for answer in catalogue.answers:
        faults_in_text = _links_in_text(answer, targets, Suggestions(targets.known))
        found += bounded([*faults_in_text, *_withdrawn_entries(answer, targets)])
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fault:
    """A finding about a field of an entry, without the line of the field."""

    entry: Entry
    where: FieldPath
    code: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR


def _placed(entry: Entry, faults: Sequence[_Fault]) -> Iterator[Diagnostic]:
    """The faults of one entry with their lines. Reads the fields again, which few entries need."""
    if not faults:
        return
    document = entry.document()
    for fault in faults:
        yield document.finding(fault.code, fault.where, fault.message, fault.hint, severity=fault.severity)


def _duplicate_slugs(readings: Sequence[Reading]) -> Iterator[Diagnostic]:
    paths: dict[str, list[str]] = defaultdict(list)
    for reading in readings:
        if not any(fault.code == "file-name" for fault in reading.diagnostics):  # to be renamed anyway
            paths[reading.slug].append(reading.path)
    for slug, same in paths.items():
        for path in same if len(same) > 1 else ():
            other = same[1] if path == same[0] else same[0]
            others = f"{other} has" if len(same) == 2 else f"{other} and {len(same) - 2} more have"
            yield Diagnostic(
                code="duplicate-slug",
                severity=Severity.ERROR,
                path=path,
                line=1,
                column=1,
                message=f"{others} the same file name, so they would have one address, entries/{slug}/.",
                hint="Rename one of the files. If both describe the same work, keep one.",
            )


_IN_VOCABULARY = "as an alias in {file}; if not, give one of them a `slug` there."
_COLLISIONS: Mapping[type[Record], tuple[str, str]] = {
    OrganisationRecord: ("organisations", f"If they are the same, add the other spelling {_IN_VOCABULARY}"),
    KeywordRecord: ("keywords", f"If they are one word, add the other spelling {_IN_VOCABULARY}"),
    Record: ("collections", "Write the collection's name in one way."),
}
"""For each kind of record: its section of the site, and the hint where two of them want one address."""


def _colliding_addresses(catalogue: Catalogue) -> Iterator[Diagnostic | _Fault]:
    for later, first in catalogue.collided:
        if isinstance(later, PersonRecord) and isinstance(first, PersonRecord):
            if not later.namesakes:  # else `_bare_names` asks whom it means
                yield _namesakes(later, first, catalogue)
            continue
        section, step = _COLLISIONS[type(later)]
        file = f"{catalogue.vocabulary.folder}/{section}.yml"
        hint = step.format(file=file)
        message = f"“{later.label}” and “{first.label}” would have the same address, {section}/{first.slug}/."
        if mentions := later.mentions or first.mentions:
            mention = mentions[-1]
            yield _Fault(
                entry=mention.entry,
                where=mention.where,
                code="colliding-address",
                message=message,
                hint=hint,
            )
        else:  # two terms that no entry has yet
            yield Diagnostic(
                code="colliding-address",
                severity=Severity.ERROR,
                path=file,
                message=message,
                hint=hint,
            )


def _namesakes(later: PersonRecord, first: PersonRecord, catalogue: Catalogue) -> _Fault:
    """Two people who would have the same address."""
    differs, lines = apart(first, later)
    mention = later.mentions[-1]
    file = f"{catalogue.vocabulary.folder}/people.yml"
    return _Fault(
        entry=mention.entry,
        where=mention.where,
        code="colliding-address",
        message=f"“{later.label}” and “{first.label}” would have the same address, people/{first.slug}/. {differs}",
        hint=f"If they are two people, add these lines to {file}: {lines}. If they are one person, correct what differs, or "
        f"add the other form of the name as an alias there.",
    )


def _bare_names(catalogue: Catalogue) -> Iterator[_Fault]:
    """Names that several known people have, where an entry says nothing else about the person."""
    for person in catalogue.people.values():
        for mention in person.mentions if person.namesakes else ():
            known = ", ".join(person.namesakes)
            yield _Fault(
                entry=mention.entry,
                where=mention.where,
                code="namesake",
                message=f"“{mention.name}” may be any of several people: {known}. "
                "Until somebody says who it is, this one has a page of their own.",
                hint=f"Write the person's `orcid:` below the name, or add `{mention.entry.slug}` to the `entries` of the right "
                f"person in {catalogue.vocabulary.folder}/people.yml.",
                severity=Severity.WARNING,
            )


def _same_doi(entries: Iterable[Entry]) -> Iterator[_Fault]:
    holders: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.path):
        if doi := entry.fields.doi:
            first = holders.setdefault(doi, entry)
            if first is not entry:
                yield _Fault(
                    entry=entry,
                    where=("doi",),
                    code="same-doi",
                    message=f"{first.path} has the same DOI, {doi}.",
                    hint="If both describe one work, keep one file. If this entry is about that work, "
                    "name it in `references` or `related` instead.",
                )


def _near_same_titles(entries: Iterable[Entry]) -> Iterator[_Fault]:
    """For each entry, the first one before it with nearly the same title.

    Compares only entries that share one of their three rarest words, and of those only the first 50 for each word, so
    that the work grows linearly.
    """
    ordered = sorted(entries, key=lambda entry: entry.path)
    words = {entry.path: sorted(spelling_key(entry.title).split()) for entry in ordered}
    plain = {path: " ".join(own) for path, own in words.items()}
    holders: dict[str, list[Entry]] = defaultdict(list)
    for entry in ordered:
        for word in dict.fromkeys(words[entry.path]):
            holders[word].append(entry)
    rarity = {word: (len(held), word) for word, held in holders.items()}
    for entry in ordered:
        rarest = sorted(set(words[entry.path]), key=rarity.__getitem__)[:3]
        earlier = {
            other.path: other for word in rarest for other in holders[word][:50] if other.path < entry.path
        }
        choices = {path: plain[path] for path in earlier}
        near = process.extract(
            plain[entry.path], choices, scorer=fuzz.ratio, score_cutoff=NEAR_TITLE, limit=None
        )
        for path in sorted(path for _, _, path in near):
            other = earlier[path]
            if other.slug in entry.fields.related or entry.slug in other.fields.related:
                continue  # then the editors know about both
            if _are_told_apart(entry, other):
                continue
            yield _Fault(
                entry=entry,
                where=("title",),
                code="near-same-title",
                message=f"{path} has nearly the same title: “{other.title}”.",
                hint="If both describe one work, keep one file. If not, name the other one in `related`.",
                severity=Severity.WARNING,
            )
            break


def _are_told_apart(entry: Entry, other: Entry) -> bool:
    """Whether two entries have each a DOI of their own, and authors of whom no two have the same last name."""
    dois = {entry.fields.doi, other.fields.doi} - {None}
    names = [set(map(_last_name, found.fields.authors)) - {""} for found in (entry, other)]
    return len(dois) == 2 and all(names) and names[0].isdisjoint(names[1])


def _last_name(author: Contribution) -> str:
    """The last word of the family name, or of the name of a body; empty if it has no word."""
    name = author.named
    return spelling_key(name.family or name.literal).rpartition(" ")[2]


def _unknown_entries(entry: Entry, targets: LinkTargets, suggestions: Suggestions) -> Iterator[_Fault]:
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
            yield _Fault(
                entry=entry,
                where=where,
                code="own-entry",
                message="The entry names itself.",
                hint="Delete this line.",
            )
        elif fault := targets.fault(slug, suggestions, in_draft=entry.fields.draft):
            message, hint = fault
            # A reference stands as text until the draft is published.
            is_waiting = where[0] == "references" and slug in targets.drafts
            severity = Severity.WARNING if is_waiting else Severity.ERROR
            yield _Fault(
                entry=entry, where=where, code="unknown-entry", message=message, hint=hint, severity=severity
            )


def _links_in_text(
    text: Entry | Answer, targets: LinkTargets, suggestions: Suggestions
) -> Iterator[Diagnostic]:
    in_draft = isinstance(text, Entry) and text.fields.draft
    for link in text.prose.entry_links:
        code, fault = "unknown-entry", targets.fault(link.slug, suggestions, in_draft=in_draft)
        if not fault:
            code, fault = "unknown-heading", targets.heading_fault(link)
        if fault:
            message, hint = fault
            yield Diagnostic(
                code=code,
                severity=Severity.ERROR,
                path=text.path,
                line=link.line,
                column=link.column,
                message=message,
                hint=hint,
            )


def _withdrawn_entries(answer: Answer, targets: LinkTargets) -> Iterator[Diagnostic]:
    for link in answer.prose.entry_links:
        entry = targets.known.get(link.slug)
        if entry and entry.fields.withdrawn:
            yield Diagnostic(
                code="withdrawn-entry",
                severity=Severity.WARNING,
                path=answer.path,
                line=link.line,
                column=link.column,
                message=f"“{link.slug}” is withdrawn, so the answer does not rest on it any more.",
                hint="Link to another entry that says so, or take the statement out.",
            )


def _taken_names(entry: Entry, targets: LinkTargets) -> Iterator[_Fault]:
    """A former name of an entry that is the present or former name of another one."""
    for index, old in enumerate(entry.fields.formerly):
        other = old if old in targets.known or old in targets.unread else targets.moved[old]
        if other != entry.slug or old == entry.slug:
            yield _Fault(
                entry=entry,
                where=("formerly", index),
                code="former-name-taken",
                message=f"The old name “{old}” belongs to the entry “{other}”.",
                hint="Delete it here, or rename the other entry.",
            )


def _status_against_period(entry: Entry, today: date) -> Iterator[_Fault]:
    """A status that contradicts the period. Only a warning, since sources contradict themselves, and pages show both.

    “2024” may mean any day of the year: only what is wrong for all of them counts.
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
        yield _Fault(
            entry=entry,
            where=("status",),
            code="status-against-period",
            message=problem,
            hint="Correct one of them. If the source says both, leave them: the page shows both.",
            severity=Severity.WARNING,
        )
