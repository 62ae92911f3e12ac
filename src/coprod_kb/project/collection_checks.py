"""What contradicts itself in `collection.yml`: names and addresses that are taken, facets that do not exist or have no terms.

One function per rule. Each yields the code, the place in the file, what is wrong, and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from coprod_kb.diagnostics import Diagnostic, Severity, did_you_mean
from coprod_kb.front_matter.description import CollectionDescription, Named
from coprod_kb.front_matter.document import Document, FieldPath, Value
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.values.names import spelling_key


class Contradiction(NamedTuple):
    """What is wrong at a place of the file, and what to do."""

    code: str
    where: FieldPath
    message: str
    hint: str


FIXED_ADDRESSES = frozenset(
    re.findall(
        r"\w+",
        "index assets entries browse kept keywords organisations people collections timeline new map questions places "
        "contribute desk feed vocabulary opensearch schema search pagefind sitemap robots addresses 404",
    )
)
"""The first parts of addresses that the program gives its own pages and files, without extensions."""

_IN_LISTS = "q from to sort kept keyword organisation person contributor format year entry text"
_IN_TABLES = (
    "slug address period_start period_end kind genre journal book editors series number event volume issue pages publisher "
    "institution place edition funders reviewed_by reviewed_on"
)
RESERVED = frozenset(FrontMatter.model_fields) | {
    *_IN_LISTS.split(),
    *_IN_TABLES.split(),
}
"""Names that stand for something else: fields of entries, in filters and addresses of lists, and columns of tables."""

_OWN_PARAMETERS = {"places": "place"}
"""The reserved name that one facet may have in addresses."""


def contradictions(description: CollectionDescription) -> Iterator[Contradiction]:
    """What cannot be meant so, although each part has the right form."""
    for rule in (_names, _labels, _plurals, _asked_first, _parameters, _addresses, _parts, _maps):
        yield from rule(description)


def omissions(
    document: Document, terms: Mapping[str, Collection[object]], *, published: bool
) -> Iterator[Diagnostic]:
    """What a complete description has as well. published: whether the site has an address.

    terms: those of each facet, by its name.
    """
    value = document.value if isinstance(document.value, dict) else {}
    editors = value.get("editors")
    if published and not (isinstance(editors, dict) and editors.get("name")):
        yield document.finding(
            "editors",
            ("editors",),
            "Readers cannot see who runs the collection: `editors` has no `name`.",
            "Add `editors:` with `name`, `organisation`, `address` and `reviewed` below it.",
            severity=Severity.NOTE,
            key=True,
        )
    yield from _facets_without_terms(document, value.get("facets"), terms)
    yield from _further_places(document, value.get("facets"))


def _further_places(document: Document, facets: Value) -> Iterator[Diagnostic]:
    """Facets of places after the first one: the map has room for one."""
    located = [
        (index, str(facet.get("name")))
        for index, facet in enumerate(facets if isinstance(facets, list) else ())
        if isinstance(facet, dict) and str(facet.get("located")).casefold() == "true"
    ]
    for index, name in located[1:]:
        yield document.finding(
            "second-map",
            ("facets", index, "located"),
            f"The map of places shows the facet `{located[0][1]}`, which comes first, and not `{name}`.",
            f"Move `{name}` up if it should be on the map. Else delete this line, or leave it: its terms may keep their coordinates.",
            severity=Severity.NOTE,
        )


def _facets_without_terms(
    document: Document, facets: Value, terms: Mapping[str, Collection[object]]
) -> Iterator[Diagnostic]:
    """Facets of the file that no entry can use."""
    for index, facet in enumerate(facets if isinstance(facets, list) else ()):
        name = facet.get("name") if isinstance(facet, dict) else None
        if isinstance(name, str) and not terms.get(name):
            yield document.finding(
                "facet-without-terms",
                ("facets", index, "name"),
                f"The facet `{name}` has no terms.",
                f"Write them below `{name}:` in `facets.yml` in the folder of the vocabulary, each as `- label: …`.",
                severity=Severity.WARNING,
            )


def _lists(description: CollectionDescription) -> Iterator[tuple[FieldPath, Sequence[Named]]]:
    """The parts that have names, with their place; facets and groups together, since both are fields of entries."""
    yield ("types",), description.types
    yield ("facets",), description.facets
    yield ("facts",), description.facts
    for index, group in enumerate(description.facts):
        yield ("facts", index, "parts"), group.parts


def _names(description: CollectionDescription) -> Iterator[Contradiction]:
    hint = "Choose another name. The `label` for readers may stay as it is."
    fields: set[str] = set()
    for where, parts in _lists(description):
        are_fields = where in {("facets",), ("facts",)}
        taken = fields if are_fields else set()
        for index, part in enumerate(parts):
            place = (*where, index, "name")
            if are_fields and part.name in RESERVED:
                yield Contradiction(
                    "name-taken", place, f"`{part.name}` means something else in entries and tables.", hint
                )
            elif part.name in taken:
                yield Contradiction("name-taken", place, f"The name `{part.name}` is there already.", hint)
            taken.add(part.name)


def _labels(description: CollectionDescription) -> Iterator[Contradiction]:
    for where, parts in _lists(description):
        taken: set[str] = set()
        for index, part in enumerate(parts):
            if (key := spelling_key(part.label)) in taken:
                problem = f"Another of these has the label “{part.label}”, so readers cannot tell them apart."
                yield Contradiction("name-taken", (*where, index, "label"), problem, "Choose another label.")
            taken.add(key)


def _plurals(description: CollectionDescription) -> Iterator[Contradiction]:
    taken: set[str] = set()
    for index, part in enumerate(description.types):
        if (key := spelling_key(part.plural)) in taken:
            problem = f"Another type has the plural “{part.plural}”, so readers cannot tell them apart."
            yield Contradiction("name-taken", ("types", index, "plural"), problem, "Choose another plural.")
        taken.add(key)


def _asked_first(description: CollectionDescription) -> Iterator[Contradiction]:
    fixed = (name for name in FrontMatter.model_fields if name not in {"facets", "facts", "translations"})
    known = [*fixed, *description.facet_names, *(group.name for group in description.facts)]
    for index, of_type in enumerate(description.types):
        for position, name in enumerate(of_type.asked_first):
            if name not in known:
                where = ("types", index, "asked_first", position)
                hint = f"{did_you_mean(name, known)}Write the name of a field, a facet or a group of facts."
                yield Contradiction("unknown-field", where, f"`{name}` is not the name of a field.", hint)


def _parameters(description: CollectionDescription) -> Iterator[Contradiction]:
    names = set(description.facet_names)
    for index, facet in enumerate(description.facets):
        parameter = facet.parameter
        if parameter and parameter != facet.name:
            reserved = parameter in RESERVED and parameter != _OWN_PARAMETERS.get(facet.name)
            if reserved or parameter in names:
                problem = f"`{parameter}` means something else in addresses."
                yield Contradiction(
                    "name-taken",
                    ("facets", index, "parameter"),
                    problem,
                    "Choose another one, or leave it out.",
                )
            names.add(parameter)


def _addresses(description: CollectionDescription) -> Iterator[Contradiction]:
    taken = set(FIXED_ADDRESSES)
    types = [(("types", index), part.address) for index, part in enumerate(description.types)]
    groups = [(("facts", index), part.address) for index, part in enumerate(description.facts)]
    for where, address in types + groups:
        if address in taken:
            problem = f"Another page has the address /{address}/."
            yield Contradiction("name-taken", (*where, "address"), problem, "Choose another address.")
        taken.add(address)


def _parts(description: CollectionDescription) -> Iterator[Contradiction]:
    """Facets of parts of groups that do not exist, and names that another column or page has."""
    taken = set(description.facet_names)
    for group_index, group in enumerate(description.facts):
        for index, part in enumerate(group.parts):
            where: FieldPath = ("facts", group_index, "parts", index)
            if part.facet and part.facet not in description.facet_names:
                hint = _known_facets(part.facet, description.facet_names)
                yield Contradiction(
                    "unknown-facet", (*where, "facet"), f"`{part.facet}` is not a facet.", hint
                )
            column = f"{group.name}_{part.name}"
            if column in taken or part.name == "not_reported":
                problem = f"`{column}` means something else in addresses or tables."
                yield Contradiction("name-taken", (*where, "name"), problem, "Choose another name.")
        taken |= {f"{group.name}_{part.name}" for part in group.parts}


def _maps(description: CollectionDescription) -> Iterator[Contradiction]:
    names, taken = description.facet_names, set[str]()
    for index, choice in enumerate(description.maps or ()):
        where = ("maps", index)
        if choice.slug in taken:
            problem = f"The address of a map called “{choice.title}” is taken."
            hint = "Give it another `title`: the address is made from it."
            yield Contradiction("evidence-map", (*where, "title"), problem, hint)
        taken.add(choice.slug)
        unknown = [axis for axis in ("rows", "columns") if getattr(choice, axis) not in names]
        for axis in unknown:
            facet = getattr(choice, axis)
            problem = f"`{facet}` is not a facet."
            yield Contradiction("evidence-map", (*where, axis), problem, _known_facets(facet, names))
        if choice.rows == choice.columns and not unknown:
            problem = "Rows and columns are the same facet."
            yield Contradiction("evidence-map", (*where, "columns"), problem, "Choose two different ones.")


def _known_facets(name: str, facets: Iterable[str]) -> str:
    """The hint for a name that is no facet."""
    names = [*facets]
    known = (
        f"The facets are {', '.join(names)}."
        if names
        else "There are no facets: describe them under `facets`."
    )
    return did_you_mean(name, names) + known
