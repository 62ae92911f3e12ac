"""The fields that filters compare, with the values that entries have for them.

Names of the vocabulary match by all their spellings, and a term of a facet by all narrower terms, as in Browse.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from typing import Any

from coprod_kb.collection.authorities import keywords_named, organisations_named, person_records
from coprod_kb.diagnostics import did_you_mean
from coprod_kb.entries.model import Entry
from coprod_kb.entries.texts import body_texts
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.field_groups import FormatKind
from coprod_kb.values.dates import PartialDate
from coprod_kb.values.folding import folded
from coprod_kb.values.names import plain_person_key, spelling_key
from coprod_kb.values.person_names import as_spoken

Matches = Callable[[Entry], bool]

_EQUAL = ("=", "!=")
_ORDERED = ("=", "!=", ">=", "<=")
STATUSES = ("planned", "ongoing", "completed")
_SWITCH = {"yes": "yes", "true": "yes", "no": "no", "false": "no"}


@dataclass(frozen=True, slots=True)
class FilterField:
    """A field of filters.

    example: a value. operators: those that it understands.
    matching: gives the function for an operator and a value. Raises `ValueError` with message and hint.
    """

    example: str
    operators: Sequence[str]
    matching: Callable[[str, str], Matches]


def filter_fields(entries: Sequence[Entry], vocabulary: Vocabulary) -> Mapping[str, FilterField]:
    """All fields, by the name that stands in a filter."""
    people: dict[str, set[str]] = defaultdict(set)
    for record in person_records(entries, vocabulary)[0].values():
        names = {record.label, record.slug, *(mention.name for mention in record.mentions)}
        for mention in record.mentions:
            people[mention.entry.slug] |= set(map(plain_person_key, names))
    keywords, organisations = vocabulary.keywords, vocabulary.organisations
    return {
        "type": _choice(vocabulary.description.type_of, lambda entry: [entry.type]),
        **{facet.in_addresses: _facet(facet.name, vocabulary) for facet in vocabulary.description.facets},
        "keyword": _names(
            "gardening", lambda entry: (keywords.key(found.name) for found in keywords_named(entry)), keywords.key
        ),
        "organisation": _names(
            '"Example University"',
            lambda entry: (organisations.key(found.name) for found in organisations_named(entry)),
            organisations.key,
        ),
        "person": _names(
            '"Ada Example"',
            lambda entry: people[entry.slug],
            lambda value: plain_person_key(as_spoken(value)),
        ),
        "contributor": _names(
            '"Ada Example"',
            lambda entry: (
                plain_person_key(as_spoken(name))
                for person in entry.fields.contributors
                for name in (person.name, *person.organisations)
                if name
            ),
            lambda value: plain_person_key(as_spoken(value)),
        ),
        "format": _choice(
            ["any", *FormatKind],
            lambda entry: [*(found.kind for found in entry.fields.formats), *["any"][: len(entry.fields.formats)]],
        ),
        "year": FilterField("2018", _ORDERED, _year),
        "status": _choice(STATUSES, lambda entry: filter(None, [entry.fields.status])),
        "draft": FilterField("yes", _EQUAL, partial(_switch, lambda entry: entry.fields.draft)),
        "withdrawn": FilterField("yes", _EQUAL, partial(_switch, lambda entry: bool(entry.fields.withdrawn))),
        **{name: FilterField("2026-01", _ORDERED, partial(_date, name)) for name in ("added", "updated", "reviewed")},
        "entry": _names("keeping-it-personal", lambda entry: [entry.slug, *entry.fields.formerly], str.strip),
        **{
            name: _names(example, partial(_written, name), spelling_key)
            for name, example in (("collection", '"Green spaces"'), ("language", "cy"), ("licence", '"CC BY 4.0"'))
        },
        "title": FilterField("housing", _EQUAL, partial(_words, lambda entry: [entry.title])),
        "summary": FilterField("housing", _EQUAL, partial(_words, lambda entry: [entry.fields.summary or ""])),
        "text": FilterField("housing", _EQUAL, partial(_words, own_texts)),
    }  # fmt: skip


def own_texts(entry: Entry) -> Iterable[str]:
    """Title, summary, and the texts below them."""
    return (entry.title, entry.fields.summary or "", *body_texts(entry))


def _equal(operator: str, matches: Matches) -> Matches:
    return matches if operator == "=" else lambda entry: not matches(entry)


def _names(example: str, values: Callable[[Entry], Iterable[str]], key: Callable[[str], str]) -> FilterField:
    """A field with names that are compared by their key."""

    def matching(operator: str, value: str) -> Matches:
        wanted = key(value)
        return _equal(
            operator, lambda entry: wanted in (found := set(values(entry))) or not (wanted or found)
        )

    return FilterField(example, _EQUAL, matching)


def _written(name: str, entry: Entry) -> Iterable[str]:
    return map(spelling_key, filter(None, [getattr(entry.fields, name)]))


def _facet(facet: str, vocabulary: Vocabulary) -> FilterField:
    terms = vocabulary.facet(facet)

    def values(entry: Entry) -> Set[str]:
        labels = [terms.preferred_label(name) for name in entry.fields.facets[facet]]
        wider = (name for label in labels for name in vocabulary.broader_terms(facet, label))
        return {spelling_key(label) for label in (*labels, *wider)}

    example = terms.terms[0].label if terms else "word"
    return _names(f'"{example}"' if " " in example else example, values, terms.key)


def _choice(choices: Iterable[str], values: Callable[[Entry], Iterable[str]]) -> FilterField:
    """A field with few values; others are faults."""
    known = [str(choice) for choice in choices]
    return _names(
        known[0], lambda entry: map(str, values(entry)), lambda value: _one_of(value.casefold(), known)
    )


def _one_of(value: str, known: Collection[str]) -> str:
    if value and value not in known:
        raise ValueError(
            f"“{value}” is not a value of this field.",
            f"{did_you_mean(value, known)}Write one of {', '.join(known)}.",
        )
    return value


def _switch(is_on: Matches, operator: str, value: str) -> Matches:
    wanted = _SWITCH.get(_one_of(value.casefold(), _SWITCH), "no") == "yes"
    return _equal(operator, lambda entry: is_on(entry) is wanted)


def _year(operator: str, value: str) -> Matches:
    """A year; a period matches if it overlaps, and goes on for ever if it has no end."""
    if value and not (value.isascii() and value.isdigit() and len(value) == 4):
        raise ValueError(f"“{value}” is not a year.", "Write four digits, such as 2018.")
    year = int(value or 0)

    def matches(entry: Entry) -> bool:
        first, last = entry.year_range
        if not (year and first):
            return year == first
        return (operator == "<=" or year <= last) and (operator == ">=" or first <= year)

    return _equal("!=" if operator == "!=" else "=", matches)


def _date(name: str, operator: str, value: str) -> Matches:
    try:
        wanted = PartialDate.parse(value) if value else None
    except ValueError as error:
        raise ValueError(str(error), "Write a year, a month or a day, such as 2026-01.") from None

    def matches(entry: Entry) -> bool:
        day = _day(entry, name)
        if not (day and wanted):
            return day is wanted
        return (operator == "<=" or wanted.first_day <= day) and (operator == ">=" or day <= wanted.last_day)

    return _equal("!=" if operator == "!=" else "=", matches)


def _day(entry: Entry, name: str) -> Any:
    if name != "reviewed":
        return getattr(entry, name)
    return entry.fields.reviewed and entry.fields.reviewed.on.first_day


def _words(texts: Callable[[Entry], Iterable[str]], operator: str, value: str) -> Matches:
    """Each word of the value is within one of the texts; without words, there is no text."""
    wanted = folded(value).split()

    def matches(entry: Entry) -> bool:
        text = folded(" ".join(texts(entry)))
        return all(word in text for word in wanted) if wanted else not text.strip()

    return _equal(operator, matches)
