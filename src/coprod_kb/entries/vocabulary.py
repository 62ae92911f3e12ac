"""Curated terms: keywords, facets, organisations and people, with their spellings and relations.

And addresses that the site once had, which it keeps leading on from.

Everything here is optional. What the vocabulary does not know is published as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Generic, Protocol, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    model_validator,
)

from coprod_kb.diagnostics import Diagnostic, Severity, did_you_mean, nearest
from coprod_kb.front_matter.document import Document, FieldPath
from coprod_kb.front_matter.field_groups import Fields, Withdrawal
from coprod_kb.front_matter.field_types import Line, Orcid, Slug, Text, Url, fault, parsed
from coprod_kb.front_matter.schema import FACETS
from coprod_kb.front_matter.splitting import decode
from coprod_kb.front_matter.strict_yaml import load
from coprod_kb.front_matter.validation import validate
from coprod_kb.values import identifiers
from coprod_kb.values.names import slug_of, spelling_key

Ror = Annotated[str, parsed(identifiers.ror, "ror", "Copy it from ror.org, or leave it out.")]


class Term(Fields):
    """A preferred label; aliases are other spellings of the same word, never other words."""

    label: Line = Field(title="Label", description="The preferred label.")
    aliases: tuple[Line, ...] = Field((), title="Aliases", description="Other spellings of the same term.")
    definition: Text | None = Field(None, title="Definition", description="What it means here.")
    source: Line | None = Field(None, title="Source", description="Where the definition comes from.")
    source_url: Url | None = Field(None, title="Source address", description="Where the source can be read.")
    broader: tuple[Line, ...] = Field((), title="Broader", description="Labels of wider terms.")
    slug: Slug | None = Field(None, title="Slug", description="The address, where the usual one is taken.")
    question: Line | None = Field(
        None, title="Question", description="What readers ask that entries with it answer, for the home page."
    )

    @property
    def address(self) -> str:
        """The term's part of an address."""
        return self.slug or slug_of(self.label)


class Keyword(Term):
    """A keyword and its neighbours; `narrower` may be left to the other term's `broader`."""

    narrower: tuple[Line, ...] = Field((), title="Narrower", description="Labels of closer terms.")
    related: tuple[Line, ...] = Field((), title="Related", description="Labels of neighbours.")


class Organisation(Fields):
    """An organisation under its preferred name."""

    name: Line = Field(title="Name", description="The preferred name.")
    aliases: tuple[Line, ...] = Field((), title="Aliases", description="Other names and spellings in use.")
    url: Url | None = Field(None, title="Address", description="Its website.")
    ror: Ror | None = Field(None, title="ROR id", description="Its id in the Research Organization Registry.")
    place: Line | None = Field(None, title="Place", description="Where it is.")
    parent: Line | None = Field(None, title="Part of", description="The organisation that it belongs to.")
    slug: Slug | None = Field(None, title="Slug", description="The address, where the usual one is taken.")

    @property
    def label(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The organisation's part of an address."""
        return self.slug or slug_of(self.name)


class Person(Fields):
    """Tells people of one name apart, or merges the names of one person."""

    name: Line = Field(title="Name", description="The full name.")
    aliases: tuple[Line, ...] = Field((), title="Aliases", description="Other forms of the name in use.")
    orcid: Orcid | None = Field(None, title="ORCID iD", description="Tells people of one name apart.")
    slug: Slug | None = Field(None, title="Slug", description="The address, where the usual one is taken.")
    entries: tuple[Slug, ...] = Field(
        (), title="Entries", description="Only these entries mean this person by the name."
    )


def _site_address(text: str) -> str:
    if not re.fullmatch(r"/(?:[\w.~-]+/)*", text, re.ASCII):
        raise fault(
            "site-address",
            f"“{text}” is not the address of a page of this site.",
            "Write it from the root of the site, with a slash at both ends, such as `/keywords/peer-support/`.",
        )
    return text


SiteAddress = Annotated[str, StringConstraints(max_length=400), AfterValidator(_site_address)]


class FormerAddress(Fields):
    """What has become of an address that the site once had; either `to` or `withdrawn` says so."""

    address: SiteAddress = Field(title="Address", description="The address that has no page any more.")
    to: SiteAddress | None = Field(None, title="To", description="The address of the page that it leads to.")
    withdrawn: Withdrawal | None = Field(
        None, title="Withdrawn", description="When and why there is nothing any more."
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> FormerAddress:
        if bool(self.to) == bool(self.withdrawn):
            raise fault(
                "former-address",
                "A former address either leads somewhere or is withdrawn.",
                "Write `to:` with the new address, or `withdrawn:` with `date` and `reason`.",
            )
        return self


class Named(Protocol):
    """What a list of terms needs to know of each."""

    @property
    def label(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


Kind = TypeVar("Kind", bound=Named)


@dataclass(frozen=True)
class TermList(Generic[Kind]):
    """Terms by any of their spellings."""

    terms: tuple[Kind, ...] = ()
    by_key: Mapping[str, Kind] = field(default_factory=dict)

    @classmethod
    def of(cls, terms: Sequence[Kind]) -> TermList[Kind]:
        by_key: dict[str, Kind] = {}
        for term in terms:
            by_key.setdefault(spelling_key(term.label), term)
        for term in terms:
            for alias in term.aliases:
                by_key.setdefault(spelling_key(alias), term)
        return cls(tuple(terms), by_key)

    def __bool__(self) -> bool:
        return bool(self.terms)

    def find(self, name: str) -> Kind | None:
        """The term that has `name` as its label or alias in any spelling; else `None`."""
        return self.by_key.get(spelling_key(name))

    def nearest(self, name: str) -> str | None:
        """The preferred label that `name` most probably misspells; `None` where none is near."""
        spellings = [spelling for term in self.terms for spelling in (term.label, *term.aliases)]
        spelling = nearest(name, spellings)
        term = self.find(spelling) if spelling else None
        return term.label if term else None


@dataclass(frozen=True)
class Vocabulary:
    """All curated terms of a project; empty where it has none.

    folder: where its files are, relative to the project's folder.
    """

    keywords: TermList[Keyword] = field(default_factory=TermList)
    organisations: TermList[Organisation] = field(default_factory=TermList)
    people: tuple[Person, ...] = ()
    facets: Mapping[str, TermList[Term]] = field(default_factory=dict)
    former_addresses: tuple[FormerAddress, ...] = ()
    folder: str = "vocabulary"

    @cached_property
    def spelt(self) -> Vocabulary:
        """Keywords and facets with nothing but their names: all that the reading of an entry may depend on.

        So a definition can be written without reading every entry again.
        """
        keywords = [Keyword(label=term.label, aliases=term.aliases) for term in self.keywords.terms]
        facets = {
            name: TermList.of([Term(label=term.label, aliases=term.aliases) for term in terms.terms])
            for name, terms in self.facets.items()
        }
        return Vocabulary(TermList.of(keywords), facets=facets)

    @cached_property
    def spellings(self) -> str:
        """All of `spelt`, to compare it fast."""
        return repr(self.spelt)

    def facet(self, facet: str) -> TermList[Term]:
        """The terms of a facet; empty where the project does not define it."""
        return self.facets.get(facet) or TermList()

    def broader_terms(self, facet: str, label: str) -> list[str]:
        """The wider terms of a facet's term, nearest first: Glasgow gives Scotland, then wider."""
        return ancestors(label, self.facet(facet))

    def broader_keywords(self, label: str) -> list[str]:
        """The wider keywords of a keyword, nearest first, each once."""
        return ancestors(label, self.keywords)


def ancestors(label: str, terms: TermList[Any]) -> list[str]:
    """Preferred labels of all wider terms, nearest first; a circle ends where it closes."""
    found: list[str] = []
    waiting = [label]
    while waiting:
        term = terms.find(waiting.pop(0))
        for name in term.broader if term else ():
            wider = terms.find(name)
            if wider and wider.label not in (*found, label):
                found.append(wider.label)
                waiting.append(wider.label)
    return found


ADDRESSES = "addresses.yml"
_ListOf = BeforeValidator(lambda value: () if value is None else value)
_WHEN_USED = ConfigDict(defer_build=True)  # few projects have all of these files
FILES: Mapping[str, TypeAdapter[Any]] = {
    "keywords.yml": TypeAdapter(Annotated[tuple[Keyword, ...], _ListOf], config=_WHEN_USED),
    "organisations.yml": TypeAdapter(Annotated[tuple[Organisation, ...], _ListOf], config=_WHEN_USED),
    "people.yml": TypeAdapter(Annotated[tuple[Person, ...], _ListOf], config=_WHEN_USED),
    ADDRESSES: TypeAdapter(Annotated[tuple[FormerAddress, ...], _ListOf], config=_WHEN_USED),
    "facets.yml": TypeAdapter(dict[str, Annotated[tuple[Term, ...], _ListOf]], config=_WHEN_USED),
}

MAX_FILE = 1024 * 1024
"""Bytes of one file. Editors keep it, so it may be longer than the fields of an entry: a thesaurus has thousands of terms."""
MAX_VALUES = 100_000


def load_terms(text: str, path: str) -> tuple[Document, list[Diagnostic]]:
    """The values of one of these files, as `strict_yaml.load` gives them, within its own limits."""
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


def read_vocabulary(files: Mapping[str, bytes], folder: str) -> tuple[Vocabulary, list[Diagnostic]]:
    """The vocabulary from its files by name (`keywords.yml`, …), and what is wrong with them.

    Total: a file that cannot be read counts as empty, and its faults are told.
    """
    found: list[Diagnostic] = []
    values: dict[str, Any] = {}
    for name, adapter in FILES.items():
        document, faults = load_file(files.get(name, b""), f"{folder}/{name}")
        found += faults
        if faults or document.value is None:
            continue
        values[name], faults = validate(adapter, document)
        found += faults
        found += _relation_faults(name, values[name], document)
    keywords = _with_narrower(values.get("keywords.yml") or ())
    facets = values.get("facets.yml") or {}
    return (
        Vocabulary(
            keywords=TermList.of(keywords),
            organisations=TermList.of(values.get("organisations.yml") or ()),
            people=values.get("people.yml") or (),
            facets={facet: TermList.of(facets.get(facet) or ()) for facet in FACETS},
            former_addresses=values.get(ADDRESSES) or (),
            folder=folder,
        ),
        found,
    )


def _with_narrower(keywords: Sequence[Keyword]) -> list[Keyword]:
    """Both ends of each relation filled in from the one that was written."""
    terms = TermList.of(keywords)
    wider: dict[str, set[str]] = {term.label: set() for term in keywords}
    near: dict[str, set[str]] = {term.label: set() for term in keywords}
    for term in keywords:
        wider[term.label].update(found.label for name in term.broader if (found := terms.find(name)))
        for name in term.narrower:
            if found := terms.find(name):
                wider[found.label].add(term.label)
        for name in term.related:
            if found := terms.find(name):
                near[term.label].add(found.label)
                near[found.label].add(term.label)
    closer: dict[str, set[str]] = {term.label: set() for term in keywords}
    for label, labels in wider.items():
        for name in labels:
            closer[name].add(label)
    return [
        term.model_copy(
            update={
                "broader": tuple(sorted(wider[term.label])),
                "narrower": tuple(sorted(closer[term.label])),
                "related": tuple(sorted(near[term.label])),
            }
        )
        for term in keywords
    ]


def _relation_faults(name: str, value: Any, document: Document) -> Iterator[Diagnostic]:
    """Faults between the terms of one file: spellings claimed twice, relations that lead nowhere."""
    if not value or name in {"people.yml", ADDRESSES}:
        return
    if name != "facets.yml":
        yield from _list_faults(value, (), document)
        return
    for facet, terms in value.items():
        if facet not in FACETS:
            hint = did_you_mean(facet, FACETS) + f"The facets are {', '.join(FACETS)}."
            message = f"`{facet}` is not a facet."
            yield document.finding("unknown-facet", (facet,), message, hint, key=True)
        yield from _list_faults(terms, (facet,), document)


def _list_faults(terms: Sequence[Any], where: FieldPath, document: Document) -> Iterator[Diagnostic]:
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
    known = TermList.of(terms)
    wider = _wider(terms, known)
    for index, term in enumerate(terms):
        for relation in ("broader", "narrower", "related", "parent"):
            named = getattr(term, relation, None)
            for position, name in enumerate(_names(named)):
                if known.find(name) is None:
                    hint = did_you_mean(name, [other.label for other in terms])
                    yield document.finding(
                        "unknown-term",
                        (*where, index, relation, *([] if isinstance(named, str) else [position])),
                        f"“{term.label}” names “{name}” as `{relation}`, and there is no such term.",
                        hint + "Add the term, or correct its spelling.",
                    )
        if _in_circle(term.label, wider):
            yield document.finding(
                "circle",
                (*where, index),
                f"“{term.label}” is broader than itself.",
                "Follow its `broader` terms and take out the one that leads back.",
            )


def _wider(terms: Sequence[Any], known: TermList[Any]) -> dict[str, set[str]]:
    """For each label the labels right above it, whichever of the two terms says so."""
    wider: dict[str, set[str]] = {term.label: set() for term in terms}
    for term in terms:
        for name in _names(getattr(term, "broader", None) or getattr(term, "parent", None)):
            if found := known.find(name):
                wider[term.label].add(found.label)
        for name in _names(getattr(term, "narrower", None)):
            if found := known.find(name):
                wider[found.label].add(term.label)
    return wider


def _in_circle(label: str, wider: Mapping[str, set[str]]) -> bool:
    seen: set[str] = set()
    waiting = list(wider[label])
    while waiting:
        above = waiting.pop()
        if above == label:
            return True
        if above not in seen:
            seen.add(above)
            waiting += wider[above]
    return False


def _names(value: str | Iterable[str] | None) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)
