"""Tells people of one name apart, by what the entries say about each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from coprod_kb.collection.authorities import Mention, PersonRecord
from coprod_kb.editing.plan import Refused
from coprod_kb.editing.terms import KINDS, Term
from coprod_kb.values.names import UniqueNames, slug_of, spelling_key

Group = list[Mention]


def is_called(record: PersonRecord, name: str) -> bool:
    """Whether a person has this name, or this last part of an address."""
    key = KINDS["person"].key
    return key(name) == key(record.label) or record.slug == name


def alike(people: Sequence[PersonRecord]) -> list[Group]:
    """The mentions of people of one name in groups, one for each person. The largest comes first.

    If they count as one person so far, those are taken for different ones that nothing joins: no ORCID iD and no
    organisation. Mentions without both belong to the largest group.
    """
    if len(people) > 1:
        return sorted((record.mentions for record in people), key=len, reverse=True)
    groups: list[Group] = []
    unclear: Group = []
    for mention in people[0].mentions:
        if not _evidence([mention]):
            unclear.append(mention)
            continue
        same = [group for group in groups if _evidence(group) & _evidence([mention])]
        groups = [group for group in groups if group not in same]
        groups.append([*(found for group in same for found in group), mention])
    groups.sort(key=len, reverse=True)
    return [[*groups[0], *unclear], *groups[1:]] if groups else [unclear]


def _evidence(group: Group) -> set[str]:
    found: set[str] = set()
    for mention in group:
        if mention.contribution:
            found |= {
                mention.contribution.orcid or "",
                *map(spelling_key, mention.contribution.organisations),
            }
    return found - {""}


def by_entries(people: Sequence[PersonRecord], chosen: Sequence[Sequence[str]]) -> list[Group]:
    """The mentions of people of one name in groups by the slugs of entries; those that nobody chose come first."""
    mentions = [mention for record in people for mention in record.mentions]
    named = {mention.entry.slug for mention in mentions}
    for slugs in chosen:
        if unknown := [slug for slug in slugs if slug not in named]:
            raise Refused(
                f"The entry “{unknown[0]}” does not name {people[0].label}. These do: {', '.join(sorted(named))}."
            )
    groups = [[found for found in mentions if found.entry.slug in slugs] for slugs in chosen]
    taken = {slug for slugs in chosen for slug in slugs}
    rest = [found for found in mentions if found.entry.slug not in taken]
    if not rest:
        raise Refused("Leave at least one entry out: all others mean one more person.")
    return [rest, *groups]


def split(
    terms: Sequence[Term], record: PersonRecord, groups: Sequence[Group]
) -> tuple[list[Term], list[Term]]:
    """The people of the vocabulary, and new ones, so that each group is a person.

    The first group keeps the name alone, and with it the address; each other is the person whom its entries mean.
    Raises `Refused` if entries cannot tell them apart.
    """
    kind = KINDS["person"]
    slugs = [{mention.entry.slug for mention in group} for group in groups]
    if twice := [
        slug for slug, number in Counter(slug for own in slugs for slug in own).items() if number > 1
    ]:
        raise Refused(f"“{twice[0]}” names both of them. Give each an ORCID iD there: that tells them apart.")
    present = kind.named(terms, record.label)
    known = kind.key(record.label)
    if any(term.get("entries") for term in terms if kind.key(term[kind.label]) == known):
        raise Refused(
            f"people.yml tells people called {record.label} apart already. Add entries to its lists."
        )
    names = UniqueNames([record.slug])
    first: dict[str, Any] = {"name": record.label} | _orcid(groups[0])
    new: list[Term] = []
    for group, own in zip(groups[1:], slugs[1:], strict=True):
        places = [name for found in group if found.contribution for name in found.contribution.organisations]
        wanted = slug_of(f"{record.label} {places[0]}") if places else record.slug
        new.append(
            {"name": record.label, **_orcid(group), "slug": names.claim(wanted), "entries": sorted(own)}
        )
    if present is None:
        return list(terms), [*new, first]
    return [term | _orcid(groups[0]) | term if term is present else term for term in terms], new


def _orcid(group: Group) -> Term:
    found = {
        mention.contribution.orcid for mention in group if mention.contribution and mention.contribution.orcid
    }
    return {"orcid": found.pop()} if len(found) == 1 else {}
