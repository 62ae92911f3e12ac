"""Merges and renames keywords, organisations and people: in the vocabulary, and on request in the entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from coprod_kb.collection.authorities import (
    PersonRecord,
    Record,
    keyword_records,
    organisation_records,
    person_records,
)
from coprod_kb.diagnostics import did_you_mean
from coprod_kb.editing.names import NewName, rewrite_names
from coprod_kb.editing.plan import Plan, Refused
from coprod_kb.editing.terms import Term, TermKind, merged, read_terms, renamed, write_terms
from coprod_kb.entries.model import Entry
from coprod_kb.entries.vocabulary import Vocabulary


def records(kind: TermKind, entries: Iterable[Entry], vocabulary: Vocabulary) -> list[Record]:
    """The records of a kind, also of drafts and withdrawn entries, and of terms that no entry has."""
    entries = list(entries)
    if kind.word == "keyword":
        return list(keyword_records(entries, vocabulary).values())
    found: list[Record]
    if kind.word == "organisation":
        found = list(organisation_records(entries, vocabulary).values())
        terms: Sequence[Any] = vocabulary.organisations.terms
    else:
        found = list(person_records(entries, vocabulary)[0].values())
        terms = vocabulary.people
    known = {record.slug for record in found}
    unused = [Record(term.name, term.slug or kind.slug(term.name)) for term in terms]
    return [*found, *(record for record in unused if record.slug not in known)]


def named(name: str, kind: TermKind, found: Sequence[Record], terms: Sequence[Term]) -> Record | None:
    """The record with this name, alias or last part of an address. Raises `Refused` if several have it."""
    wanted = kind.key(name)
    term = kind.named(terms, name)
    labels = {wanted} if term is None or kind.word == "person" else {wanted, kind.key(term[kind.label])}
    matching = [record for record in found if kind.key(record.label) in labels]
    if not matching and term:
        matching = [record for record in found if kind.key(record.label) == kind.key(term[kind.label])]
    if not matching:
        matching = [
            record for record in found if wanted in {kind.key(mention.name) for mention in record.mentions}
        ]
    if len(matching) != 1:
        matching = [record for record in found if record.slug == name] or matching
    if len(matching) > 1:
        slugs = ", ".join(f"`{record.slug}`" for record in matching)
        raise Refused(f"Several are called “{name}”. Write the last part of the address of one: {slugs}.")
    return matching[0] if matching else None


def existing(name: str, kind: TermKind, found: Sequence[Record], terms: Sequence[Term]) -> Record:
    """As `named`, but also raises `Refused` if there is none."""
    if record := named(name, kind, found, terms):
        return record
    near = did_you_mean(name, [record.label for record in found])
    raise Refused(f"There is no {kind.word} “{name}”. {near}".strip())


def merge(
    plan: Plan,
    kind: TermKind,
    entries: Sequence[Entry],
    vocabulary: Vocabulary,
    gone: str,
    kept: str,
    *,
    rewrite: bool,
) -> tuple[str, Mapping[str, Any]]:
    """Makes the name `gone` an alias of `kept`. Returns the name that stays, and values of the term that goes.

    rewrite: whether entries get the name that stays. Raises `Refused`.
    """
    path = f"{vocabulary.folder}/{kind.file}"
    terms = read_terms(plan, path)
    found = records(kind, entries, vocabulary)
    old, new = existing(gone, kind, found, terms), existing(kept, kind, found, terms)
    source, target = (kind.named(terms, record.label, record.slug) for record in (old, new))
    names = _spellings(old, gone, kind)
    lost: Mapping[str, Any] = {}
    if old is not new:
        _refuse_alias(gone, source, kind)
        for term in (source, target):
            if term and term.get("entries"):
                raise Refused(
                    f"{path} says which entries mean “{term[kind.label]}”. Change its `entries` there."
                )
        orcids = {record.orcid for record in (new, old) if isinstance(record, PersonRecord) and record.orcid}
        if len(orcids) > 1:
            raise Refused(
                f"“{old.label}” and “{new.label}” have different ORCID iDs, so they are two people."
            )
        changed, added, lost = merged(terms, source, target, names, new.label, kind)
        for orcid in orcids:
            changed, added = (
                [_with_orcid(term, new.label, orcid, kind) for term in part] for part in (changed, added)
            )
        write_terms(plan, path, changed, added, kind.order)
    if rewrite:
        going = [gone] if old is new else [*names, *(kind.names(source) if source else ())]
        same = [
            new.label,
            *(kind.names(target) if target else ()),
            *(mention.name for mention in new.mentions),
        ]
        _rewrite(plan, old, going, new.label, same, kind)
    return new.label, lost


def rename(
    plan: Plan,
    kind: TermKind,
    entries: Sequence[Entry],
    vocabulary: Vocabulary,
    old: str,
    new: str,
    *,
    rewrite: bool,
) -> None:
    """Gives a keyword, organisation or person the preferred name `new`; the old one becomes an alias. Raises `Refused`."""
    path = f"{vocabulary.folder}/{kind.file}"
    terms = read_terms(plan, path)
    found = records(kind, entries, vocabulary)
    other = named(new, kind, found, terms)
    record = existing(old, kind, found, terms)
    if other and other is not record:
        raise Refused(f"There is a {kind.word} “{other.label}” already. `coprod-kb merge` makes one of both.")
    source = kind.named(terms, record.label, record.slug)
    if source is None or source[kind.label] != new:
        _refuse_alias(old, source, kind)
        changed, added = renamed(terms, source, record.label, new, kind)
        if isinstance(record, PersonRecord) and record.orcid:
            added = [_with_orcid(term, new, record.orcid, kind) for term in added]
        write_terms(plan, path, changed, added, kind.order)
    if rewrite:
        _rewrite(plan, record, [record.label, old], new, [new], kind)


def _refuse_alias(name: str, term: Term | None, kind: TermKind) -> None:
    if term and kind.key(name) in map(kind.key, term.get("aliases") or ()):
        raise Refused(
            f"“{name}” is an alias of “{term[kind.label]}”. Name that, or take the alias away there."
        )


def _spellings(record: Record, name: str, kind: TermKind) -> list[str]:
    """The label of a record and the other names that entries have for it, each key once."""
    names = [record.label, *(mention.name for mention in record.mentions)]
    if name != record.slug:
        names.append(name)
    return list({kind.key(found): found for found in reversed(names)}.values())[::-1]


def _with_orcid(term: Term, name: str, orcid: str, kind: TermKind) -> Term:
    is_meant = kind.key(term[kind.label]) == kind.key(name) and not term.get("orcid")
    return term | {"orcid": orcid} if is_meant else term


def _rewrite(
    plan: Plan, record: Record, names: Iterable[str], new: str, same: Iterable[str], kind: TermKind
) -> None:
    """Puts `new` into the entries of a record in place of `names`. same: all names that mean the same as `new`."""
    old = set(map(kind.key, names)) - {kind.key(new)}
    rewrite_names(plan, record.mentions, NewName(new, kind.key, old, set(map(kind.key, same)) - old))
