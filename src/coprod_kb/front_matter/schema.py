"""The fields that a contributor may write in an entry's front matter; those of one collection are in `entry_schema`.

The classes are also the types that the whole program uses. Titles, descriptions and examples serve messages,
documentation, JSON Schema and forms, so nothing about a field is written twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    Discriminator,
    Field,
    Tag,
)

from coprod_kb.front_matter.field_groups import (
    AccessibleFormat,
    Contribution,
    Fields,
    Funding,
    Investigator,
    Involvement,
    Link,
    Period,
    PointGroup,
    Publication,
    Reference,
    Review,
    Withdrawal,
)
from coprod_kb.front_matter.field_types import (
    AS_NAME,
    AS_PERIOD,
    AlsoCalled,
    Date,
    Day,
    Doi,
    Flag,
    Isbn,
    Language,
    Line,
    Pmid,
    Slug,
    Terms,
    Text,
    UpTo,
    Url,
)
from coprod_kb.front_matter.reportable import NotReported, Reportable


class FoundElsewhere(Fields):
    """Fields that the editors filled from another page than the source; `at` is `None` if the values lead to it."""

    fields: Annotated[tuple[str, ...], UpTo(100)] = Field(
        title="Fields", description="Names of the fields.", min_length=1, examples=[["doi", "publication"]]
    )
    at: Url | None = Field(None, title="Address", description="The page that says so.")


KeyPoint = Annotated[
    Annotated[Text, Tag("=text")] | Annotated[PointGroup, Tag("=group")],
    Discriminator(lambda value: "=group" if isinstance(value, dict | PointGroup) else "=text"),
]
People = Annotated[tuple[Annotated[Contribution, AS_NAME], ...], UpTo(1000)]


FactValue = str | Terms | NotReported | None
"""The value of a part of a group of facts: a text, or terms of a facet; `None` or empty if nobody has looked for it."""


class FrontMatter(Fields):
    """The fields of an entry, in canonical order.

    facets, facts: by name, as the collection describes them; in files each of them is a field of its own.
    """

    title: Line = Field(
        title="Title", description="The work's own title.", examples=["Keeping well together: a study"]
    )
    type: Annotated[str, AlsoCalled(("category", "kind"))] = Field(
        title="Type", description="What the entry describes.", examples=["project"]
    )
    summary: Annotated[Text | None, AlsoCalled(("abstract", "description"))] = Field(
        None,
        title="Summary",
        description="What it is and what came of it, in one plain paragraph of your own words.",
        examples=["Neighbours planned a community garden together. More people came."],
    )
    status: Literal["planned", "ongoing", "completed"] | None = Field(
        None, title="Status", description="Where the work stands.", examples=["completed"]
    )
    date: Annotated[Date | None, AlsoCalled(("published", "year"))] = Field(
        None, title="Date", description="When it was published.", examples=["2022-07"]
    )
    period: Annotated[Period, AS_PERIOD] | None = Field(
        None,
        title="Period",
        description="When the work was done.",
        examples=[{"start": "2018-01", "end": "2019"}],
    )
    keywords: Annotated[Terms, UpTo(50), AlsoCalled(("tag", "tags", "topic", "topics"))] = Field(
        title="Keywords",
        description="What it is about.",
        min_length=1,
        examples=[["gardening", "peer support"]],
    )
    key_points: Annotated[tuple[KeyPoint, ...], UpTo(200)] = Field(
        (), title="Key points", description="Findings, recommendations or aims, most important first."
    )
    contributors: People = Field(
        title="Contributors",
        description="Who is offering this entry.",
        min_length=1,
        examples=[[{"name": "Ada Example", "organisation": "Example University"}]],
    )
    authors: People = Field((), title="Authors", description="Who wrote the work.")
    more_authors: Flag = Field(
        False, title="More authors", description="`true` if the source names no more of them: “and others”."
    )
    investigators: Annotated[tuple[Annotated[Investigator, AS_NAME], ...], UpTo(1000)] = Field(
        (), title="Investigators", description="Who did the research."
    )
    organisations: Annotated[tuple[Annotated[Involvement, AS_NAME], ...], UpTo(500)] = Field(
        (), title="Organisations", description="Which organisations took part, and as what."
    )
    publication: Publication | None = Field(None, title="Publication", description="Where it was published.")
    doi: Doi | None = Field(
        None, title="DOI", description="The work's DOI.", examples=["10.1093/ageing/afy092"]
    )
    isbn: Isbn | None = Field(None, title="ISBN", description="The work's ISBN.", examples=["9780306406157"])
    pmid: Pmid | None = Field(
        None, title="PubMed number", description="The work's PubMed number.", examples=["29939208"]
    )
    language: Language | None = Field(
        None, title="Language", description="The language of the entry, if not the site's.", examples=["cy"]
    )
    licence: Line | None = Field(
        None, title="Licence", description="Under which licence the work may be used."
    )
    funding: Annotated[tuple[Funding, ...], UpTo(200)] = Field(
        (), title="Funding", description="Who paid, and how much."
    )
    links: Annotated[tuple[Link, ...], UpTo(200), AlsoCalled(("url", "website"))] = Field(
        (),
        title="Links",
        description="Where to read more.",
        examples=[[{"label": "Final report", "url": "https://example.org/report"}]],
    )
    formats: Annotated[Reportable[tuple[AccessibleFormat, ...]], UpTo(200)] = Field(
        (), title="Accessible formats", description="Versions that more people can use."
    )
    source: Url | None = Field(None, title="Source", description="The page that the entry was made from.")
    related: Annotated[tuple[Slug, ...], UpTo(200)] = Field(
        (), title="Related entries", description="File names of entries that belong with it."
    )
    references: Annotated[tuple[Reference, ...], UpTo(2000)] = Field(
        (), title="References", description="The works that it cites."
    )
    facets: Mapping[str, Terms | NotReported] = Field(default_factory=dict)
    assigned: Annotated[tuple[str, ...], UpTo(100)] = Field(
        (), title="Chosen by the editors", description="Fields whose values the source does not state."
    )
    found: Annotated[tuple[FoundElsewhere, ...], UpTo(100)] = Field(
        (), title="Found by the editors", description="Fields filled from another page than the source."
    )
    facts: Mapping[str, Mapping[str, FactValue]] = Field(default_factory=dict)
    collection: Line | None = Field(
        None, title="Collection", description="A named section of the knowledge base."
    )
    formerly: Annotated[tuple[Slug, ...], UpTo(50)] = Field(
        (), title="Former names", description="Old file names; they lead here."
    )
    added: Day | None = Field(
        None, title="Added", description="When the entry came in.", examples=["2026-01-31"]
    )
    updated: Day | None = Field(None, title="Updated", description="When the entry last changed.")
    reviewed: Review | None = Field(
        None,
        title="Reviewed",
        description="Which editor last compared it with its source, and when.",
        examples=[{"by": "Ada Example", "on": "2026-06-01"}],
    )
    accepted: Annotated[tuple[Line, ...], UpTo(20)] = Field(
        (),
        title="Accepted findings",
        description="Codes of warnings and notes that are right to leave.",
        examples=[["status-against-period"]],
    )
    draft: Flag = Field(False, title="Draft", description="`true` keeps the entry unpublished.")
    withdrawn: Withdrawal | None = Field(None, title="Withdrawn", description="Why it is no longer shown.")

    def __hash__(self) -> int:
        return hash((self.title, self.contributors))  # mappings have no hash

    def value(self, name: str) -> Any:
        """The value of a field by its name in files, also of a facet or of a group of facts; `None` if it has none."""
        return {**self.__dict__, **self.facets, **self.facts}.get(name)


REQUIRED = tuple(name for name, field in FrontMatter.model_fields.items() if field.is_required())
"""Fields that an entry needs unless it is a draft."""
