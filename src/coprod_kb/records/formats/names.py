"""Names between the type of this program and CSL-JSON."""

from __future__ import annotations

from collections.abc import Mapping

from coprod_kb.records.formats.csl import Name
from coprod_kb.values.person_names import PersonName

OTHERS: Name = {"literal": "others"}
"""The last name of a list that goes on, as pandoc writes it; CSL has no other sign for it."""


def csl_name(name: PersonName) -> Name:
    """The name with the keys of CSL; parts that it lacks are absent."""
    if name.literal:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "dropping-particle": name.dropping_particle,
        "suffix": name.suffix,
    }
    return {key: part for key, part in parts.items() if part}  # type: ignore[return-value]


def name_of(csl: Mapping[str, object]) -> PersonName:
    """The name that these keys of CSL describe. A given name alone counts as a family name."""
    parts = {key: str(part) for key, part in csl.items()}
    if literal := parts.get("literal"):
        return PersonName(literal=literal)
    family, given = parts.get("family", ""), parts.get("given", "")
    return PersonName(
        family=family or given,
        given=given if family else "",
        particle=parts.get("non-dropping-particle", ""),
        dropping_particle=parts.get("dropping-particle", ""),
        suffix=parts.get("suffix", ""),
    )
