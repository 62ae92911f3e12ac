"""The facet index: the entries with each value, with which the browser filters and counts.

An entry is identified by its place in the catalogue, which has the newest first. The places of a value are stored as
differences between successive ones, because small numbers compress well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from coprod_kb.collection.catalogue import NOT_STATED, Catalogue, Index
from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.field_groups import FormatKind
from coprod_kb.pages.cards import lead_names
from coprod_kb.pages.entry import FORMAT_LABELS
from coprod_kb.pages.page import Context, title_key
from coprod_kb.publishing.search.terms import labels_of, ordered
from coprod_kb.values.sorting import collated
from coprod_kb.values.translation import N_, gettext

TITLES = {
    "type": N_("Type"),
    "keyword": N_("Keyword"),
    "organisation": N_("Organisation"),
    "person": N_("Person"),
    "format": N_("Accessible format"),
}
NAMED = ("keyword", "organisation", "person")
ANY_FORMAT = "any"


def facet_index(catalogue: Catalogue) -> Context:
    """entries: their number. facets: see `_facet`. first, last: the years of each entry, 0 without a date.

    A facet of names has only the `number` of its values here; `named_facets` has the values.
    """
    years = [entry.year_range for entry in catalogue.entries]
    return {
        "entries": len(catalogue.entries),
        "facets": list(_facets(catalogue)),
        "first": [first for first, _ in years],
        "last": [last for _, last in years],
    }


def named_facets(catalogue: Catalogue) -> Iterator[tuple[str, Context]]:
    """Name and content, as in `_facet`, of the facets of keywords, organisations and people, most used values first.

    They have thousands of values and few readers use them, so each has a file that is fetched when it is used.
    """
    place = _places(catalogue)
    for kind in NAMED:
        records = ordered(catalogue, kind)
        labels = labels_of(records, catalogue)
        used = [(label, record) for label, record in zip(labels, records, strict=True) if record.mentions]
        values, entries = (
            [label for label, _ in used],
            [_differences(record.entries, place) for _, record in used],
        )
        yield kind, {"values": values, "entries": entries}


def places_by_title(catalogue: Catalogue) -> list[int]:
    """The places of the entries, sorted alphabetically by title."""
    keys = [title_key(entry.title) for entry in catalogue.entries]
    return sorted(range(len(keys)), key=lambda place: (collated(keys[place]), place))


def places_by_author(catalogue: Catalogue) -> list[int]:
    """The places of the entries, sorted by the family name of the first author; those that name nobody come last."""
    keys = [title_key(_first_author(entry, catalogue)) for entry in catalogue.entries]
    return sorted(range(len(keys)), key=lambda place: (not keys[place], collated(keys[place]), place))


def _first_author(entry: Entry, catalogue: Catalogue) -> str:
    """The sort key of the first author or investigator, or else the organisation that the card of the entry names."""
    for field in ("authors", "investigators"):
        for first in getattr(entry.fields, field)[:1]:
            if record := catalogue.person_at.get((entry.slug, (field, 0))):
                return record.named(first.person).sort_key
            return str(first.name or first.organisations[0])
    return lead_names(entry, catalogue)


def _places(catalogue: Catalogue) -> dict[str, int]:
    return {entry.slug: place for place, entry in enumerate(catalogue.entries)}


def _facets(catalogue: Catalogue) -> Iterator[Context]:
    place = _places(catalogue)
    types = _facet(
        "type",
        gettext(TITLES["type"]),
        catalogue.by_type,
        place,
        labels=[of_type.plural for of_type in catalogue.types],
    )
    words = catalogue.vocabulary.description.type_of
    yield types | {"singular": [words[name].label for name in types["values"]]}
    for facet in catalogue.vocabulary.description.facets:
        terms = _in_order(catalogue, facet.name)
        found = {label: catalogue.by_facet[facet.name][label] for label, _ in terms}
        if found or catalogue.vocabulary.facet(facet.name):
            found.setdefault(NOT_STATED, catalogue.without_terms(facet.name))
        title = facet.singular or facet.leading
        labels = [gettext(NOT_STATED) if label == NOT_STATED else label for label in found]
        if labels == list(found):
            labels = []
        yield _facet(
            facet.in_addresses, title, found, place, labels=labels, depths=[*(depth for _, depth in terms), 0]
        )
    for kind in NAMED:
        number = sum(1 for record in ordered(catalogue, kind) if record.mentions)
        yield {"name": kind, "title": gettext(TITLES[kind]), "number": number}
    formats = _by_format(catalogue.entries)
    labels = [gettext("Any"), *(gettext(FORMAT_LABELS[kind]) for kind in list(formats)[1:])]
    yield _facet("format", gettext(TITLES["format"]), formats, place, labels=labels)


def _facet(
    name: str,
    title: str,
    found: Mapping[str, Iterable[Entry]],
    place: Mapping[str, int],
    *,
    labels: Sequence[str] = (),
    depths: Sequence[int] = (),
) -> Context:
    """name and values: as in an address. Values without entries are left out; the others are in the order shown.

    labels: what readers see, if it differs from the values. depths: the number of wider terms above each value.
    singular: of types, the label of each value for one entry.
    entries: for each value the differences between the places of its entries.
    """
    kept = [index for index, entries in enumerate(found.values()) if entries]
    values = list(found)
    facet: Context = {
        "name": name,
        "title": title,
        "values": [values[index] for index in kept],
        "entries": [_differences(found[values[index]], place) for index in kept],
    }
    if labels:
        facet["labels"] = [labels[index] for index in kept]
    if any(depths):
        facet["depths"] = [depths[index] for index in kept]
    return facet


def _differences(entries: Iterable[Entry], place: Mapping[str, int]) -> list[int]:
    places = sorted(place[entry.slug] for entry in entries if entry.slug in place)
    return [after - before for before, after in zip([0, *places], places, strict=False)]


def _in_order(catalogue: Catalogue, facet: str) -> list[tuple[str, int]]:
    """Label and depth of the terms in use: in the order of the vocabulary below their wider terms, then the others."""
    used: Index = catalogue.by_facet[facet]
    terms = catalogue.vocabulary.facet(facet)
    below: dict[str, list[str]] = {}
    for term in terms.terms:
        wider = [found.label for name in term.broader if (found := terms.find(name)) and found.label in used]
        below.setdefault(wider[0] if wider else "", []).append(term.label)
    known: dict[str, int] = {}
    waiting = [(label, 0) for label in reversed(below.get("", []))]
    while waiting:
        label, depth = waiting.pop()
        if label not in known:  # it is known already if the vocabulary has a circle
            known[label] = depth
            waiting += [(narrower, depth + 1) for narrower in reversed(below.get(label, []))]
    ordered_terms = [(label, depth) for label, depth in known.items() if label in used]
    return [*ordered_terms, *((label, 0) for label in used if label not in known)]


def _by_format(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {ANY_FORMAT: [], **{str(kind): [] for kind in FormatKind}}
    for entry in entries:
        for kind in dict.fromkeys(version.kind for version in entry.fields.formats):
            found[str(kind)].append(entry)
        if entry.fields.formats:
            found[ANY_FORMAT].append(entry)
    return found
