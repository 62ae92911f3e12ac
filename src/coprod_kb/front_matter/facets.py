"""How a collection describes its facets, and groups of facts that entries tell."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from coprod_kb.front_matter.entry_types import Address, FieldName
from coprod_kb.front_matter.field_groups import Fields
from coprod_kb.front_matter.field_types import Line, Text, UpTo
from coprod_kb.front_matter.reportable import NOT_REPORTED
from coprod_kb.values.translation import N_


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
        N_("any of this"),
        title="Subject",
        description="What entries say or do not say, as the end of a sentence.",
        examples=["how it was made"],
    )
    overview: Line = Field(
        N_("Compare what the entries report."), title="Overview", description="The lead of the overview."
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
    reported: Line = Field(N_("reported"), title="Reported", description="The word for a part with a value.")
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
