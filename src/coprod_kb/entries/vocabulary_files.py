"""Reads the files of the vocabulary folder, and checks the terms of each file against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, TypeAdapter

from coprod_kb.diagnostics import Diagnostic, Severity, did_you_mean
from coprod_kb.entries.vocabulary import (
    FacetTerm,
    FormerAddress,
    Keyword,
    Organisation,
    Person,
    Synonyms,
    TermList,
    Vocabulary,
)
from coprod_kb.front_matter.description import DEFAULT, CollectionDescription
from coprod_kb.front_matter.document import Document, FieldPath
from coprod_kb.front_matter.schema_steps import brought_forward
from coprod_kb.front_matter.splitting import decode
from coprod_kb.front_matter.strict_yaml import load
from coprod_kb.front_matter.validation import address_marks, validate
from coprod_kb.values.names import spelling_key
from coprod_kb.values.wording import is_no_answer

MAX_FILE = 1024 * 1024
"""Bytes of one file. Editors write it, so it may be longer than an entry: a thesaurus has thousands of terms."""

MAX_VALUES = 100_000
"""YAML nodes of one file."""

ADDRESSES = "addresses.yml"
SYNONYMS = "synonyms.yml"
_BLANK_IS_EMPTY = BeforeValidator(lambda value: () if value is None else value)
_WHEN_USED = ConfigDict(defer_build=True)  # few projects have all of these files
FILES: Mapping[str, TypeAdapter[Any]] = {
    "keywords.yml": TypeAdapter(Annotated[tuple[Keyword, ...], _BLANK_IS_EMPTY], config=_WHEN_USED),
    "organisations.yml": TypeAdapter(Annotated[tuple[Organisation, ...], _BLANK_IS_EMPTY], config=_WHEN_USED),
    "people.yml": TypeAdapter(Annotated[tuple[Person, ...], _BLANK_IS_EMPTY], config=_WHEN_USED),
    ADDRESSES: TypeAdapter(Annotated[tuple[FormerAddress, ...], _BLANK_IS_EMPTY], config=_WHEN_USED),
    SYNONYMS: TypeAdapter(Annotated[tuple[Synonyms, ...], _BLANK_IS_EMPTY], config=_WHEN_USED),
    "facets.yml": TypeAdapter(
        dict[str, Annotated[tuple[FacetTerm, ...], _BLANK_IS_EMPTY]], config=_WHEN_USED
    ),
}
"""The name of each file, and the type of its content. Each file may be missing."""


def load_terms(text: str, path: str) -> tuple[Document, list[Diagnostic]]:
    """The untyped values of one file and its faults, like `strict_yaml.load` but with the limits for such files."""
    if len(text.encode("utf-8", "replace")) > MAX_FILE:
        problem = f"The file is larger than {MAX_FILE // 1024:,} KB."
        hint = "Take out terms that no entry needs, or shorten their definitions."
        found = Diagnostic(
            code="too-long", severity=Severity.ERROR, path=path, line=1, column=1, message=problem, hint=hint
        )
        return Document(path, None), [found]
    return load(text, path, most_bytes=MAX_FILE, most_nodes=MAX_VALUES)


def load_file(data: bytes, path: str) -> tuple[Document, list[Diagnostic]]:
    """As `load_terms`, from the bytes of the file; without a value if they are not UTF-8."""
    text = decode(data, path)
    return (Document(path, None), [text]) if isinstance(text, Diagnostic) else load_terms(text, path)


def read_vocabulary(
    files: Mapping[str, bytes], folder: str, description: CollectionDescription = DEFAULT
) -> tuple[Vocabulary, list[Diagnostic]]:
    """The vocabulary from the content of its files, and the faults of those files.

    files: by name, as in `FILES`. folder: where they are, relative to the project's folder.
    description: the types, facets and groups of facts of the collection.
    Never raises on content. A file that cannot be read counts as empty, and the reason is a diagnostic.
    """
    found: list[Diagnostic] = []
    values: dict[str, Any] = {}
    for name, adapter in FILES.items():
        document, faults = load_file(files.get(name, b""), f"{folder}/{name}")
        found += faults
        if document.value is None or any(fault.is_error for fault in faults):
            continue
        document, old_forms = brought_forward(document, name)
        values[name], faults = validate(adapter, document)
        found += [*old_forms, *faults]
        found += _contradictions(name, values[name], document, description)
        found += address_marks(document)
    facets = values.get("facets.yml") or {}
    return (
        Vocabulary(
            keywords=TermList.of(_with_both_ends(values.get("keywords.yml") or ())),
            organisations=TermList.of(values.get("organisations.yml") or ()),
            people=values.get("people.yml") or (),
            facets={facet: TermList.of(facets.get(facet) or ()) for facet in description.facet_names},
            former_addresses=values.get(ADDRESSES) or (),
            synonyms=values.get(SYNONYMS) or (),
            folder=folder,
            description=description,
        ),
        found,
    )


def _with_both_ends(keywords: Sequence[Keyword]) -> list[Keyword]:
    """The keywords with each relation on both of its keywords, whichever of them states it; labels in order."""
    known = TermList.of(keywords)
    broader = _broader(known)
    narrower: dict[str, set[str]] = defaultdict(set)
    for label, wider in broader.items():
        for name in wider:
            narrower[name].add(label)
    related: dict[str, set[str]] = defaultdict(set)
    for keyword in keywords:
        for name in keyword.related:
            if neighbour := known.find(name):
                related[keyword.label].add(neighbour.label)
                related[neighbour.label].add(keyword.label)
    return [
        keyword.model_copy(
            update={
                "broader": tuple(sorted(broader[keyword.label])),
                "narrower": tuple(sorted(narrower[keyword.label])),
                "related": tuple(sorted(related[keyword.label])),
            }
        )
        for keyword in keywords
    ]


def _broader(known: TermList[Any]) -> dict[str, set[str]]:
    """For each label, the labels directly above it, whichever of the two terms states the relation."""
    broader: dict[str, set[str]] = {term.label: set() for term in known.terms}
    for term in known.terms:
        for name in (*_names(term, "broader"), *_names(term, "parent")):
            if wider := known.find(name):
                broader[term.label].add(wider.label)
        for name in _names(term, "narrower"):
            if closer := known.find(name):
                broader[closer.label].add(term.label)
    return broader


def _names(term: Any, relation: str) -> Sequence[str]:
    """The names that a term gives for a relation; empty where it has none, or has no such field."""
    value = getattr(term, relation, None) or ()
    return [value] if isinstance(value, str) else value


def _contradictions(
    name: str, value: Any, document: Document, description: CollectionDescription
) -> Iterator[Diagnostic]:
    """Faults between the terms of one file. value: its typed content; `None` where it could not be typed."""
    if not value or name in {"people.yml", ADDRESSES, SYNONYMS}:
        return
    if name != "facets.yml":
        yield from _contradictions_in_list(value, (), document)
        return
    names = description.facet_names
    located = [facet.name for facet in description.facets if facet.located]
    for facet, terms in value.items():
        if facet not in names:
            hint = did_you_mean(facet, names) + f"The facets are {', '.join(names)}."
            message = f"`{facet}` is not a facet."
            yield document.finding("unknown-facet", (facet,), message, hint, key=True)
        for index, term in enumerate(terms):
            if term.coordinates and facet not in located:
                message = f"“{term.label}” is a term of `{facet}`. Only places have coordinates."
                other = f", or make it a term of {' or '.join(f'`{name}`' for name in located)}"
                hint = f"Leave them out{other if located else ''}."
                yield document.finding("coordinates", (facet, index, "coordinates"), message, hint)
        yield from _contradictions_in_list(terms, (facet,), document)
        for index, term in enumerate(terms):
            if no_term := next(filter(is_no_answer, (term.label, *term.aliases)), None):
                yield document.finding(
                    "not-reported",
                    (facet, index),
                    f"“{no_term}” is no term.",
                    "Delete it. Entries whose source does not say have `not reported` as the whole value.",
                )


def _contradictions_in_list(
    terms: Sequence[Any], where: FieldPath, document: Document
) -> Iterator[Diagnostic]:
    known = TermList.of(terms)
    yield from _claimed_twice(terms, where, document)
    yield from _unknown_terms(known, where, document)
    yield from _circles(known, where, document)


def _claimed_twice(terms: Sequence[Any], where: FieldPath, document: Document) -> Iterator[Diagnostic]:
    claimed: dict[str, str] = {}
    for index, term in enumerate(terms):
        places: dict[str, FieldPath] = {spelling_key(term.label): (*where, index)}
        for position, alias in enumerate(term.aliases):
            places.setdefault(spelling_key(alias), (*where, index, "aliases", position))
        for spelling, place in places.items():
            if spelling in claimed:
                yield document.finding(
                    "spelling-claimed-twice",
                    place,
                    f"“{term.label}” and “{claimed[spelling]}” both claim the spelling “{spelling}”.",
                    "Keep the spelling with one of them. Words that differ in meaning are `related`, not aliases.",
                )
            claimed.setdefault(spelling, term.label)


def _unknown_terms(known: TermList[Any], where: FieldPath, document: Document) -> Iterator[Diagnostic]:
    labels = [term.label for term in known.terms]
    for index, term in enumerate(known.terms):
        for relation in ("broader", "narrower", "related", "parent"):
            for position, name in enumerate(_names(term, relation)):
                if known.find(name) is None:
                    hint = did_you_mean(name, labels)
                    yield document.finding(
                        "unknown-term",
                        (*where, index, relation, *([] if relation == "parent" else [position])),
                        f"“{term.label}” names “{name}” as `{relation}`, and there is no such term.",
                        hint + "Add the term, or correct its spelling.",
                    )


def _circles(known: TermList[Any], where: FieldPath, document: Document) -> Iterator[Diagnostic]:
    broader = _broader(known)
    for index, term in enumerate(known.terms):
        if _is_in_circle(term.label, broader):
            yield document.finding(
                "circle",
                (*where, index),
                f"“{term.label}” is broader than itself.",
                "Follow its `broader` terms and take out the one that leads back.",
            )


def _is_in_circle(label: str, broader: Mapping[str, Set[str]]) -> bool:
    seen: set[str] = set()
    waiting = list(broader[label])
    while waiting:
        above = waiting.pop()
        if above == label:
            return True
        if above not in seen:
            seen.add(above)
            waiting += broader[above]
    return False
