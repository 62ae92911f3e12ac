"""What a collection says about its own entries in `collection.yml`: their types, facets and groups of facts.

A file that leaves something out gets the default. The terms of facets stand in the vocabulary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Protocol

from pydantic import Field

from coprod_kb.front_matter.appearance import colours, icon
from coprod_kb.front_matter.entry_types import Dated, EntryType
from coprod_kb.front_matter.facets import Facet, Fact, FactGroup
from coprod_kb.front_matter.field_groups import Fields
from coprod_kb.front_matter.field_types import Line, UpTo
from coprod_kb.front_matter.presentation import (
    DEFAULT_SEARCHES,
    ContributeWords,
    Editors,
    HomeWords,
    LicenceAddress,
    Mail,
    MapChoice,
    Unreviewed,
    WorkSearch,
)
from coprod_kb.values.wording import in_list, with_article


class Named(Protocol):
    """A part of the description: a type, a facet, a group of facts or a fact."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...


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
    home: HomeWords = Field(HomeWords(), title="Home", description="Words and questions of the home page.")
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

    @property
    def any_type(self) -> str:
        """“a project, a paper or a report”, in the language of the site."""
        return in_list([with_article(given.noun) for given in self.types], either=True)

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
