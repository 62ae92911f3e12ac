"""What a collection says about its own entries in `collection.yml`: their types, facets and groups of facts.

A file that leaves something out gets the default. The terms of facets stand in the vocabulary.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Protocol

from pydantic import AfterValidator, Field, StringConstraints

from coprod_kb.diagnostics import did_you_mean
from coprod_kb.front_matter.appearance import BOOKMARK, IconPath, OnDark, OnLight, colours, icon
from coprod_kb.front_matter.field_groups import Fields
from coprod_kb.front_matter.field_types import Line, Text, UpTo, fault, matching
from coprod_kb.front_matter.presentation import (
    DEFAULT_SEARCHES,
    ContributeWords,
    Editors,
    LicenceAddress,
    Mail,
    MapChoice,
    Unreviewed,
    WorkSearch,
)
from coprod_kb.front_matter.reportable import NOT_REPORTED
from coprod_kb.values.type_names import CSL_TYPES, SCHEMA_TYPES
from coprod_kb.values.wording import listed, with_article

FieldName = Annotated[
    str,
    StringConstraints(max_length=40),
    matching(
        re.compile(r"[a-z]+(?:_[a-z]+)*", re.ASCII).fullmatch,
        "field-name",
        "“{}” cannot be the name of a field.",
        "Write small letters from a to z, with single underscores between words, such as `access_support`.",
    ),
]
"""A name that stands in front of a colon in the files of entries."""


Address = Annotated[
    str,
    StringConstraints(max_length=60),
    matching(
        re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII).fullmatch,
        "slug",
        "“{}” cannot be part of an address.",
        "Write small letters from a to z and digits, with single hyphens between words, such as `how-it-was-made`.",
    ),
]
"""The part of an address between the address of the site and the last slash."""


def _among(names: Collection[str], some: Sequence[str]) -> AfterValidator:
    """Validation of one of many names. some: those that a message gives as examples."""

    def validate(name: str) -> str:
        if name not in names:
            hint = (
                f"{did_you_mean(name, names)}It is a type such as {listed([f'`{known}`' for known in some])}."
            )
            raise fault("unknown-value", f"There is no type “{name[:60]}”.", hint)
        return name

    return AfterValidator(validate)


class Named(Protocol):
    """A part of the description: a type, a facet, a group of facts or a fact."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...


class Dated(StrEnum):
    """How entries of a type are dated."""

    DATE = "date"
    PERIOD = "period"


class EntryType(Fields):
    """A type of entry, such as papers. An entry dated by a period is cited as a page of the site, others as the work."""

    name: FieldName = Field(title="Name", description="What stands in files.", examples=["project"])
    label: Line = Field(title="Label", description="The word for one of them.", examples=["Project"])
    plural: Line = Field(title="Plural", description="The word for several.", examples=["Projects"])
    address: Address = Field(
        title="Address", description="The address of the list of them.", examples=["projects"]
    )
    description: Line | None = Field(
        None,
        title="Description",
        description="What they are, in a sentence; it stands above the list of them.",
    )
    help: Line | None = Field(
        None, title="Help", description="How contributors tell this type from the others, in a sentence."
    )
    dated: Dated = Field(
        Dated.DATE,
        title="Dated",
        description="Whether entries have the `date` of a publication, or a `period`.",
    )
    asked_first: Annotated[tuple[FieldName, ...], UpTo(30)] = Field(
        (),
        title="Asked first",
        description="The fields that only contributors of this type are asked at once.",
    )
    csl: Annotated[str, _among(CSL_TYPES, ("article", "book", "report", "webpage"))] = Field(
        "article",
        title="CSL type",
        description="The type in citations. An entry dated by a period is always cited as a web page.",
        examples=["report"],
    )
    schema_org: Annotated[str, _among(SCHEMA_TYPES, ("CreativeWork", "Event", "Project", "Report"))] = Field(
        "CreativeWork", title="Schema.org type", description="The type in linked data.", examples=["Report"]
    )
    icon: IconPath | None = Field(
        None,
        title="Icon",
        description="The path of an SVG icon of 24 by 24 units: the attribute `d` of its path.",
        examples=[BOOKMARK],
    )
    colour: OnLight | None = Field(None, title="Colour", description="On a light page.", examples=["#8a3b12"])
    colour_dark: OnDark | None = Field(
        None, title="Dark colour", description="On a dark page.", examples=["#f0b583"]
    )

    @property
    def is_work(self) -> bool:
        """Whether entries are cited as the work that they describe, and not as a page of the site."""
        return self.dated is Dated.DATE

    @property
    def noun(self) -> str:
        """The word for one of them within a sentence: “project”, “PhD thesis”."""
        return _within_sentence(self.label)

    @property
    def nouns(self) -> str:
        """The word for several within a sentence."""
        return _within_sentence(self.plural)

    @property
    def path(self) -> str:
        """The path of the list of them on the site: `projects/`."""
        return f"{self.address}/"


def _within_sentence(label: str) -> str:
    rest = label.split(maxsplit=1)[0][1:]
    return label[:1].lower() + label[1:] if rest == rest.lower() else label


class Facet(Fields):
    """A field whose values are terms of the vocabulary, by which readers browse."""

    name: FieldName = Field(title="Name", description="What stands in files.", examples=["setting"])
    label: Line = Field(title="Label", description="The word for readers.", examples=["Setting"])
    description: Line = Field(title="Description", description="What the terms say about an entry.")
    heading: Line | None = Field(
        None, title="Heading", description="The words in front of its terms, if not the label."
    )
    singular: Line | None = Field(
        None, title="Singular", description="The word for one term, above those that a search can choose."
    )
    example: Line | None = Field(None, title="Example", description="A term that many collections have.")
    parameter: FieldName | None = Field(
        None, title="Parameter", description="Its name in addresses, if it is not `name`.", examples=["place"]
    )
    located: bool = Field(False, title="Located", description="Whether terms are places with coordinates.")

    @property
    def leading(self) -> str:
        """The words in front of its terms."""
        return self.heading or self.label

    @property
    def in_addresses(self) -> str:
        """The name of the facet in addresses of lists."""
        return self.parameter or self.name


class Fact(Fields):
    """One part of a group of facts: a text, or terms of a facet."""

    name: FieldName = Field(title="Name", description="What stands in files.", examples=["payment"])
    label: Line = Field(title="Label", description="The words for readers.", examples=["Payment"])
    description: Line = Field(title="Description", description="What to write.")
    facet: FieldName | None = Field(None, title="Facet", description="The facet whose terms it takes.")
    question: Line | None = Field(None, title="Question", description="What readers ask that it answers.")
    example: Text | None = Field(None, title="Example", description="A value as a contributor may write it.")


class FactWords(Fields):
    """What pages say about a group of facts where general words do not suit it; each may be left out."""

    subject: Line = Field(
        "any of this",
        title="Subject",
        description="What entries say or do not say, as the end of a sentence.",
        examples=["how it was made"],
    )
    overview: Line = Field(
        "Compare what the entries report.", title="Overview", description="The lead of the overview."
    )
    in_search_engines: Line | None = Field(
        None,
        title="In search engines",
        description="The description of the overview there, if not that of the group.",
    )
    in_lists: Line | None = Field(
        None,
        title="In lists",
        description="The description of the overview in lists of pages, if not that of the group.",
    )
    nothing: Line | None = Field(
        None,
        title="Nothing",
        description="What an entry whose source reports no part says, in a sentence.",
        examples=["The source does not say who made it, or when."],
    )
    without: Line | None = Field(
        None,
        title="Without",
        description="The lead of the page of entries that report no part.",
        examples=["Entries that do not say who made it, or when."],
    )
    reported: Line = Field("reported", title="Reported", description="The word for a part with a value.")
    not_reported: Line = Field(
        NOT_REPORTED, title="Not reported", description="The word for a part that the source does not report."
    )
    not_looked_at: Line | None = Field(
        None,
        title="Not looked at",
        description="The word for a part that nobody has looked for yet.",
        examples=["not asked yet"],
    )


class FactGroup(Fields):
    """A group of facts that every entry may tell, each with three states, and an overview that compares entries."""

    name: FieldName = Field(title="Name", description="What stands in files.", examples=["making"])
    label: Line = Field(title="Label", description="Its heading.", examples=["How it was made"])
    description: Line = Field(title="Description", description="What it tells, in a sentence.")
    address: Address = Field(
        title="Address", description="The address of the overview.", examples=["how-it-was-made"]
    )
    parts: Annotated[tuple[Fact, ...], UpTo(30)] = Field(
        title="Parts",
        description="The facts, in the order of the page.",
        min_length=1,
        examples=[[{"name": "payment", "label": "Payment", "description": "How their time was recognised."}]],
    )
    words: FactWords = Field(FactWords(), title="Words", description="Words of pages that suit the group.")

    @property
    def path(self) -> str:
        """The address of the overview, relative to the site."""
        return f"{self.address}/"

    def part_path(self, part: Fact) -> str:
        """The address of the page with what all entries report about a part, relative to the site."""
        return f"{self.path}{part.name.replace('_', '-')}/"


class CollectionDescription(Fields):
    """What a collection says about itself. Lists are in the order in which people see them."""

    subject: Line | None = Field(
        None,
        title="Subject",
        description="What people ask about, as the end of a sentence.",
        examples=["shared kitchens"],
    )
    purpose: Line | None = Field(
        None,
        title="Purpose",
        description="What the collection is about, in a sentence: it stands on Home, and where others show the site.",
        examples=["What keepers of bees in towns have tried, and what came of it."],
    )
    contact: Mail | None = Field(
        None,
        title="Contact",
        description="An e-mail address for people who want to contribute, or to say that something is wrong.",
        examples=["editors@example.org"],
    )
    editors: Editors = Field(Editors(), title="Editors", description="Who runs the collection.")
    licence: LicenceAddress | None = Field(
        None,
        title="Licence",
        description="The address of the licence of your own words. Without it, nobody is asked to agree to one.",
        examples=["https://creativecommons.org/licenses/by/4.0/"],
    )
    contribute: ContributeWords = Field(
        ContributeWords(), title="Contribute", description="Words of the page for contributions."
    )
    unreviewed: Unreviewed = Field(
        Unreviewed.AS_OTHERS,
        title="Unreviewed",
        description="Whether entries that no editor has read are marked, or left out of lists as well.",
        examples=["mark"],
    )
    find_this_work: Annotated[tuple[WorkSearch, ...], UpTo(20)] = Field(
        DEFAULT_SEARCHES,
        title="Find this work",
        description="Searches on other sites, for works of which no address is known.",
        min_length=1,
    )
    types: Annotated[tuple[EntryType, ...], UpTo(20)] = Field(
        (
            EntryType(
                name="project",
                label="Project",
                plural="Projects",
                address="projects",
                description="Work that people did together: what they planned, and what came of it.",
                help="A project is work that people did.",
                dated=Dated.PERIOD,
                asked_first=("period", "status", "investigators"),
                csl="webpage",
                schema_org="ResearchProject",
            ),
            EntryType(
                name="paper",
                label="Paper",
                plural="Papers",
                address="papers",
                description="Research and practice papers, in plain words.",
                help="A paper appeared in a journal or a series.",
                csl="article",
                schema_org="ScholarlyArticle",
            ),
            EntryType(
                name="report",
                label="Report",
                plural="Reports",
                address="reports",
                description="Reports and reviews, with their main points first.",
                help="A report stands on its own.",
                csl="report",
                schema_org="Report",
            ),
        ),
        title="Types",
        description="The types of entry.",
        min_length=1,
    )
    facets: Annotated[tuple[Facet, ...], UpTo(20)] = Field(
        (
            Facet(name="setting", label="Setting", description="Where the work takes place."),
            Facet(name="stage", label="Stage", description="Which stages the work is about."),
            Facet(
                name="outcomes",
                label="Outcomes",
                description="For whom it reports a difference.",
                heading="Difference for",
            ),
            Facet(name="evidence", label="Kind of evidence", description="How it came to know what it says."),
            Facet(
                name="places",
                label="Places",
                description="Which places it is about.",
                singular="Place",
                parameter="place",
                located=True,
            ),
        ),
        title="Facets",
        description="The facets, whose terms stand in the vocabulary.",
    )
    facts: Annotated[tuple[FactGroup, ...], UpTo(5)] = Field(
        (), title="Facts", description="Groups of facts that entries tell."
    )

    maps: Annotated[tuple[MapChoice, ...], UpTo(20)] | None = Field(
        None,
        title="Maps",
        description="The evidence maps, the main one first. If none are named, there is one of the first two facets.",
    )

    @cached_property
    def drawn_maps(self) -> tuple[MapChoice, ...]:
        """The evidence maps, the main one first; empty if the collection has fewer than two facets."""
        if self.maps is not None:
            return self.maps
        if len(self.facets) < 2:
            return ()
        rows, columns = self.facets[:2]
        title = f"{rows.label} and {columns.label[:1].lower()}{columns.label[1:]}"
        return (MapChoice(title=title, rows=rows.name, columns=columns.name),)

    @cached_property
    def type_of(self) -> Mapping[str, EntryType]:
        """The types by name."""
        return {entry_type.name: entry_type for entry_type in self.types}

    @cached_property
    def type_icons(self) -> Mapping[str, str]:
        """For the name of each type the path of its icon."""
        return {given.name: icon(given.icon, index) for index, given in enumerate(self.types)}

    @cached_property
    def any_type(self) -> str:
        """“a project, a paper or a report”."""
        return listed([with_article(given.noun) for given in self.types], "or")

    @cached_property
    def type_colours(self) -> Mapping[str, tuple[str, str]]:
        """For the name of each type its colours on light and on dark pages, as `#rrggbb`."""
        return {
            given.name: colours(given.colour, given.colour_dark, index)
            for index, given in enumerate(self.types)
        }

    @cached_property
    def facet_of(self) -> Mapping[str, Facet]:
        """The facets by name."""
        return {facet.name: facet for facet in self.facets}

    def facet_at(self, path: str) -> Facet | None:
        """The facet whose terms a field takes. path: the field, or the group of facts and the part after a dot."""
        group, _, name = path.rpartition(".")
        parts = next((facts.parts for facts in self.facts if facts.name == group), ())
        taken = next((part.facet for part in parts if part.name == name), None) if group else name
        return self.facet_of.get(taken or "")

    @cached_property
    def located(self) -> Facet | None:
        """The facet whose terms are on the map of places; `None` if there is none."""
        return next((facet for facet in self.facets if facet.located), None)

    @cached_property
    def facet_names(self) -> tuple[str, ...]:
        return tuple(facet.name for facet in self.facets)

    @cached_property
    def part_of(self) -> Mapping[str, tuple[FactGroup, Fact]]:
        """Groups with one of their parts: by `part`, where no other group has a part of this name, and by `group.part`."""
        pairs = [(group, part) for group in self.facts for part in group.parts]
        number = Counter(part.name for _, part in pairs)
        return {f"{group.name}.{part.name}": (group, part) for group, part in pairs} | {
            part.name: (group, part) for group, part in pairs if number[part.name] == 1
        }


DEFAULT = CollectionDescription()
"""The description of a collection without `collection.yml`."""
