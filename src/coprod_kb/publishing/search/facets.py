"""The facet index: which entries have which value, so that the browser can filter and count by itself.

Entries are known by their place in the catalogue, which has the newest first. For each value the places of its
entries are told as the gaps between them: small numbers, which compress well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from coprod_kb.collection.catalogue import Catalogue, Index
from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.field_groups import FormatKind
from coprod_kb.front_matter.schema import FACETS
from coprod_kb.pages.browse import PARAMETERS
from coprod_kb.pages.entry import FORMAT_LABELS
from coprod_kb.pages.page import TYPE_PLURALS, Context
from coprod_kb.publishing.search.terms import labels_of, ordered

OPEN = 9999
"""The last year of a period that goes on: it overlaps with every later year."""

TITLES = {
    "type": "Type",
    "setting": "Setting",
    "stage": "Stage",
    "outcomes": "Difference for",
    "evidence": "Kind of evidence",
    "places": "Place",
    "keyword": "Keyword",
    "organisation": "Organisation",
    "person": "Person",
    "format": "Accessible format",
}
NAMED = ("keyword", "organisation", "person")
ANY_FORMAT = "any"


def facet_index(catalogue: Catalogue) -> Context:
    """entries: how many there are. facets: see `_facet`. first, last: the years of each entry, 0 without a date.

    Facets of names stand among them with nothing but the `number` of their values: see `named_facets`.
    """
    years = [covered(entry) for entry in catalogue.entries]
    return {
        "entries": len(catalogue.entries),
        "facets": list(_facets(catalogue)),
        "first": [first for first, _ in years],
        "last": [last for _, last in years],
    }


def named_facets(catalogue: Catalogue) -> Iterator[tuple[str, Context]]:
    """Keywords, organisations and people, those that most entries have first: name and content, as in `_facet`.

    They are thousands, and have files of their own: few readers choose by them, and nobody has to wait for them else.
    """
    place = _places(catalogue)
    for kind in NAMED:
        records = ordered(catalogue, kind)
        labels = labels_of(records, catalogue)
        used = [(label, one) for label, one in zip(labels, records, strict=True) if one.mentions]
        values, entries = [label for label, _ in used], [_gaps(one.entries, place) for _, one in used]
        yield kind, {"values": values, "entries": entries}


def places_by_title(catalogue: Catalogue) -> list[int]:
    """The places of the entries in alphabetical order of their titles."""
    entries = catalogue.entries
    return sorted(range(len(entries)), key=lambda place: (entries[place].title.casefold(), place))


def covered(entry: Entry) -> tuple[int, int]:
    """The first and the last year; the last is `OPEN` while a period goes on; both 0 without a date."""
    if entry.fields.period:
        start, end = entry.fields.period.start, entry.fields.period.end
        return start.year, end.year if end else OPEN
    return (entry.year, entry.year) if entry.year else (0, 0)


def _places(catalogue: Catalogue) -> dict[str, int]:
    return {entry.slug: place for place, entry in enumerate(catalogue.entries)}


def _facets(catalogue: Catalogue) -> Iterator[Context]:
    place = _places(catalogue)
    types = {str(kind): entries for kind, entries in catalogue.by_type.items()}
    labels = [TYPE_PLURALS[kind] for kind in catalogue.by_type]
    yield _facet("type", types, place, labels=labels)
    for facet in FACETS:
        terms = _in_order(catalogue, facet)
        found = {label: catalogue.by_facet[facet][label] for label, _ in terms}
        yield _facet(facet, found, place, depths=[depth for _, depth in terms])
    for kind in NAMED:
        number = sum(1 for record in ordered(catalogue, kind) if record.mentions)
        yield {"name": kind, "title": TITLES[kind], "number": number}
    formats = _by_format(catalogue.entries)
    yield _facet("format", formats, place, labels=["Any", *map(FORMAT_LABELS.__getitem__, list(formats)[1:])])


def _facet(
    name: str,
    found: Mapping[str, Iterable[Entry]],
    place: Mapping[str, int],
    *,
    labels: Sequence[str] = (),
    depths: Sequence[int] = (),
) -> Context:
    """name: as in an address. values: as in an address, in the order in which they are shown; those without entries
    are left out. labels: for readers, where they are others. depths: how far each stands below the widest term.
    entries: for each value the gaps between the places of its entries.
    """
    kept = [index for index, entries in enumerate(found.values()) if entries]
    values = list(found)
    facet: Context = {
        "name": PARAMETERS.get(name, name),
        "title": TITLES[name],
        "values": [values[index] for index in kept],
        "entries": [_gaps(found[values[index]], place) for index in kept],
    }
    if labels:
        facet["labels"] = [labels[index] for index in kept]
    if any(depths):
        facet["depths"] = [depths[index] for index in kept]
    return facet


def _gaps(entries: Iterable[Entry], place: Mapping[str, int]) -> list[int]:
    places = sorted(place[entry.slug] for entry in entries)
    return [after - before for before, after in zip([0, *places], places, strict=False)]


def _in_order(catalogue: Catalogue, facet: str) -> list[tuple[str, int]]:
    """The terms that entries have: the vocabulary's in its order, each below its wider term; then the others."""
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
        if label not in known:  # else the vocabulary runs in a circle
            known[label] = depth
            waiting += [(narrower, depth + 1) for narrower in reversed(below.get(label, []))]
    ordered_terms = [(label, depth) for label, depth in known.items() if label in used]
    return [*ordered_terms, *((label, 0) for label in used if label not in known)]


def _by_format(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {ANY_FORMAT: [], **{str(kind): [] for kind in FormatKind}}
    for entry in entries:
        for kind in dict.fromkeys(one.kind for one in entry.fields.formats):
            found[str(kind)].append(entry)
        if entry.fields.formats:
            found[ANY_FORMAT].append(entry)
    return found
