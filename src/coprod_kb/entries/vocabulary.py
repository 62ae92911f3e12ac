"""Curated terms: keywords, facets, organisations and people, with their spellings and relations; and former addresses.

All of them are optional. A name that the vocabulary does not have is published as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Annotated, Any, Generic, Protocol, TypeVar

from pydantic import Field, StringConstraints, model_validator

from coprod_kb.diagnostics import nearest
from coprod_kb.front_matter.description import DEFAULT, CollectionDescription
from coprod_kb.front_matter.entry_schema import EntrySchema, entry_schema
from coprod_kb.front_matter.field_groups import Fields, Withdrawal
from coprod_kb.front_matter.field_types import Line, Orcid, Slug, Text, Url
from coprod_kb.front_matter.forms import Form, fault
from coprod_kb.values import identifiers
from coprod_kb.values.coordinates import NO_COORDINATES, Coordinates, parse_coordinates
from coprod_kb.values.names import slug_of, spelling_key
from coprod_kb.values.web import is_https

Ror = Annotated[
    str,
    Form(
        "ror",
        identifiers.NOT_ROR,
        "Copy it from ror.org, or leave it out.",
        pattern=identifiers.ROR,
        parse=identifiers.ror,
    ),
]
CoordinatesOfPlace = Annotated[
    Coordinates,
    Form(
        "coordinates",
        NO_COORDINATES,
        "Write the latitude, then the longitude, in decimal degrees, such as `55.86, -4.25`.",
        parse=parse_coordinates,
    ),
]


class Term(Fields):
    """A preferred label with its aliases: other spellings of the same word, never other words."""

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


class FacetTerm(Term):
    """A term of a facet. Only places have coordinates."""

    coordinates: CoordinatesOfPlace | None = Field(
        None,
        title="Coordinates",
        description="Latitude and longitude of a place, in decimal degrees (WGS 84).",
    )


class Keyword(Term):
    """A keyword and its relations. Each relation is on both of its keywords, once `read_vocabulary` has filled it in."""

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
    """A person whose name needs a decision: several people have it, or the person has several names."""

    name: Line = Field(title="Name", description="The full name.")
    aliases: tuple[Line, ...] = Field((), title="Aliases", description="Other forms of the name in use.")
    orcid: Orcid | None = Field(None, title="ORCID iD", description="Tells people of one name apart.")
    slug: Slug | None = Field(None, title="Slug", description="The address, where the usual one is taken.")
    entries: tuple[Slug, ...] = Field(
        (), title="Entries", description="Only these entries mean this person by the name."
    )


_ON_SITE = r"/(?:[\w.~-]+/)*"
SiteAddress = Annotated[
    str,
    StringConstraints(max_length=400),
    Form(
        "site-address",
        "“{value}” is not the address of a page of this site.",
        "Write it from the root of the site, with a slash at both ends, such as `/keywords/peer-support/`.",
        pattern=_ON_SITE,
    ),
]

NewAddress = Annotated[
    str,
    StringConstraints(max_length=400),
    Form(
        "site-address",
        "“{value}” is neither the address of a page of this site nor a full https address.",
        "Write `/keywords/peer-support/` for a page of this site, or the whole address of a page elsewhere.",
        test=lambda text: bool(re.fullmatch(_ON_SITE, text, re.ASCII)) or is_https(text),
    ),
]


Synonyms = Annotated[
    tuple[
        Annotated[
            Line,
            Form(
                "synonym",
                "“{value}” is not a word, or up to five words with spaces between them.",
                "Write words without hyphens and other signs, such as `[pay, paid, payment]` or `[elderly, older people]`.",
                test=re.compile(r"[^\W_]+(?: [^\W_]+){0,4}").fullmatch,
            ),
        ],
        ...,
    ],
    Field(min_length=2),
]
"""Words and phrases that a search takes for each other."""


class FormerAddress(Fields):
    """An address that the site once had. Exactly one of `to` and `withdrawn` is set."""

    address: SiteAddress = Field(title="Address", description="The address that has no page any more.")
    to: NewAddress | None = Field(
        None, title="To", description="The address of the page that it leads to, here or on another site."
    )
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
    """A term with a preferred label and other spellings, such as a keyword or an organisation."""

    @property
    def label(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


AnyTerm = TypeVar("AnyTerm", bound=Named)


@dataclass(frozen=True)
class TermList(Generic[AnyTerm]):
    """Terms, and an index of their spellings.

    terms: in the order of the file.
    by_key: by spelling key of labels and aliases. A spelling that several terms claim belongs to the first term
    that has it as its label, or else to the first that has it as an alias.
    """

    terms: tuple[AnyTerm, ...] = ()
    by_key: Mapping[str, AnyTerm] = field(default_factory=dict)

    @classmethod
    def of(cls, terms: Sequence[AnyTerm]) -> TermList[AnyTerm]:
        by_key: dict[str, AnyTerm] = {}
        for term in terms:
            by_key.setdefault(spelling_key(term.label), term)
        for term in terms:
            for alias in term.aliases:
                by_key.setdefault(spelling_key(alias), term)
        return cls(tuple(terms), by_key)

    def __bool__(self) -> bool:
        return bool(self.terms)

    def find(self, name: str) -> AnyTerm | None:
        """The term with `name` as a spelling of its label or of an alias; `None` if there is none."""
        return self.by_key.get(spelling_key(name))

    def preferred_label(self, name: str) -> str:
        """The label of the term with this name; the name itself if there is none."""
        term = self.find(name)
        return term.label if term else name

    def key(self, name: str) -> str:
        """The spelling key of the preferred label: the same for all names of one term."""
        return spelling_key(self.preferred_label(name))

    def nearest(self, name: str) -> str | None:
        """The preferred label of the term that `name` probably misspells; `None` if none is similar."""
        spellings = [spelling for term in self.terms for spelling in (term.label, *term.aliases)]
        spelling = nearest(name, spellings)
        term = self.find(spelling) if spelling else None
        return term.label if term else None


@dataclass(frozen=True)
class Vocabulary:
    """All curated terms of a project; empty where it has none.

    synonyms: groups of words that a search takes for each other.
    folder: where its files are, relative to the project's folder.
    description: the types, facets and groups of facts of the collection.
    """

    keywords: TermList[Keyword] = field(default_factory=TermList)
    organisations: TermList[Organisation] = field(default_factory=TermList)
    people: tuple[Person, ...] = ()
    facets: Mapping[str, TermList[FacetTerm]] = field(default_factory=dict)
    former_addresses: tuple[FormerAddress, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    folder: str = "vocabulary"
    description: CollectionDescription = DEFAULT

    def __getstate__(self) -> dict[str, Any]:
        """The state to pickle, without what is made from it."""
        return {own.name: getattr(self, own.name) for own in fields(self)}

    @cached_property
    def schema(self) -> EntrySchema:
        """The fields of the entries that the description asks for."""
        return entry_schema(self.description)

    @cached_property
    def spelt(self) -> Vocabulary:
        """The description, and keywords and facets with labels and aliases alone: all that the reading of an entry depends on.

        Entries need not be read again where only a definition or a relation has changed.
        """
        keywords = [Keyword(label=term.label, aliases=term.aliases) for term in self.keywords.terms]
        facets = {
            name: TermList.of([FacetTerm(label=term.label, aliases=term.aliases) for term in terms.terms])
            for name, terms in self.facets.items()
        }
        return Vocabulary(TermList.of(keywords), facets=facets, description=self.description)

    @cached_property
    def spellings(self) -> str:
        """`spelt` as text, which compares fast and can be hashed."""
        return repr(self.spelt)

    def facet(self, facet: str) -> TermList[FacetTerm]:
        """The terms of a facet; empty if the project does not define it."""
        return self.facets.get(facet) or TermList()

    def broader_terms(self, facet: str, label: str) -> list[str]:
        """Labels of the broader terms of a facet's term, nearest first: Scotland, United Kingdom for Glasgow."""
        return ancestors(label, self.facet(facet))

    def broader_keywords(self, label: str) -> list[str]:
        """Labels of the broader keywords of a keyword, nearest first, each once."""
        return ancestors(label, self.keywords)


def ancestors(label: str, terms: TermList[Any]) -> list[str]:
    """Preferred labels of all broader terms, nearest first, each once. A circle of terms ends where it closes."""
    found: list[str] = []
    waiting = [label]
    while waiting:
        term = terms.find(waiting.pop(0))
        for name in term.broader if term else ():
            broader = terms.find(name)
            if broader and broader.label not in (*found, label):
                found.append(broader.label)
                waiting.append(broader.label)
    return found
