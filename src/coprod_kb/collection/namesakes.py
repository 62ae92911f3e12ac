"""People of one name: what tells them apart, and how the vocabulary says so."""

from __future__ import annotations

from coprod_kb.collection.authorities import PersonRecord
from coprod_kb.front_matter.quoting import quoted
from coprod_kb.values.names import first_free, slug_of

_SIGNS = ":#'\"{}[]&*!|>%@`,"


def apart(first: PersonRecord, second: PersonRecord) -> tuple[str, str]:
    """Two people who want one address: what differs, in words, and the lines that tell them apart in the vocabulary."""
    slug, other = _slug(first), _slug(second)
    other = first_free(other, {slug})
    return (
        f"One has {_known(first)}. The other has {_known(second)}.",
        f"`{_line(first, slug)}` and `{_line(second, other)}`",
    )


def _affiliations(person: PersonRecord) -> list[str]:
    named = (mention.contribution.organisations for mention in person.mentions if mention.contribution)
    return list(dict.fromkeys(organisation for names in named for organisation in names))


def _known(person: PersonRecord) -> str:
    parts = [f"the ORCID iD {person.orcid}" if person.orcid else "no ORCID iD"]
    if affiliations := _affiliations(person):
        parts.append(f"works at {', '.join(affiliations[:2])}")
    slugs = [entry.slug for entry in person.entries]
    more = f" and {len(slugs) - 1} more" if len(slugs) > 1 else ""
    return ", ".join([*parts, f"and is in {slugs[0]}{more}"])


def _slug(person: PersonRecord) -> str:
    """An address that the other one does not have: the name with an affiliation or an entry."""
    beside = [*_affiliations(person), *(entry.slug for entry in person.entries)][0]
    return slug_of(f"{person.name.in_order} {beside}", longest=60)


def _line(person: PersonRecord, slug: str) -> str:
    """The person as an item of `people.yml`, on one line."""
    name = quoted(person.label) if set(person.label) & set(_SIGNS) else person.label
    entries = ", ".join(entry.slug for entry in person.entries)
    tells = f"orcid: {person.orcid}" if person.orcid else f"entries: [{entries}]"
    return f"- {{name: {name}, {tells}, slug: {slug}}}"
