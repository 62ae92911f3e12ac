"""The invented entries of a new project, which show each type at work and are deleted later."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.entry_types import Dated, EntryType
from coprod_kb.front_matter.facets import FactGroup
from coprod_kb.front_matter.formatting import write_entry
from coprod_kb.project.gaps import INVENTED
from coprod_kb.values.names import slug_of

_PLACES = ("Example Town", "Example Village", "Example Harbour")
EXAMPLE_TERMS = (
    {"label": "first steps", "definition": "How work begins."},
    {"label": "invented example", "definition": "Entries that show how one is written. Delete it with them."},
)
"""Keywords for a vocabulary that has none."""

_YEARS = ("2023-04", "2024-09", "2025-06")


def example_entries(vocabulary: Vocabulary, body: str) -> Iterator[tuple[str, str]]:
    """Name and text of the file of each entry. body: the Markdown below its fields."""
    types = tuple(islice(cycle(vocabulary.description.types), len(_PLACES)))
    names = [slug_of(_title(entry_type, place)) for entry_type, place in zip(types, _PLACES, strict=True)]
    for index, (entry_type, place) in enumerate(zip(types, _PLACES, strict=True)):
        values = _values(vocabulary, entry_type, place, _YEARS[index])
        values["related"] = [name for name in names if name != names[index]]
        yield names[index], write_entry(values, body, vocabulary.schema)


def _title(entry_type: EntryType, place: str) -> str:
    return f"{entry_type.label} from {place}"


def _values(vocabulary: Vocabulary, entry_type: EntryType, place: str, month: str) -> dict[str, Any]:
    description = vocabulary.description
    values: dict[str, Any] = {
        "title": _title(entry_type, place),
        "type": entry_type.name,
        "summary": f"{INVENTED} It shows how work in {place} can be described in a few plain sentences. "
        "Write what the work is, who did it, and what came of it.",
        "keywords": [term.label for term in vocabulary.keywords.terms[:2]],
        "contributors": [{"name": "Ada Example", "organisation": "Example University"}],
        "key_points": ["The first thing to remember.", "The second thing to remember."],
        "links": [{"label": "The work itself", "url": f"https://example.org/{slug_of(place)}"}],
        "formats": "not reported",
    }
    if entry_type.dated is Dated.PERIOD:
        values |= {"period": {"start": month[:4], "end": month}, "status": "completed"}
    else:
        values["date"] = month
    for facet in description.facets:
        if terms := vocabulary.facet(facet.name).terms:
            values[facet.name] = [terms[0].label]
    for group in description.facts:
        values[group.name] = _facts(group, vocabulary)
    return values


def _facts(group: FactGroup, vocabulary: Vocabulary) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for part in group.parts:
        terms = vocabulary.facet(part.facet).terms if part.facet else ()
        example = [terms[0].label] if terms else None if part.facet else part.example
        facts[part.name] = example or "not reported"
    return facts
