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

from coprod_kb.front_matter.asking import Asked, Part
from coprod_kb.front_matter.field_groups import (
    HOW_OLD,
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
from coprod_kb.front_matter.mapping import Mapped
from coprod_kb.front_matter.reportable import NotReported, Reportable


class FoundElsewhere(Fields):
    """Fields that the editors filled from another page than the source; `at` is `None` if the values lead to it."""

    fields: Annotated[tuple[str, ...], UpTo(100), Asked(missing="Choose the fields.")] = Field(
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
    translations: the values by the code of the language for each field of `IN_LANGUAGES` that is given in several. The
    field itself has that in the language of the site, or else in that of the entry.
    """

    title: Annotated[
        Line,
        Mapped("title", "name"),
        Asked(
            missing="Enter the title.",
            question="What is its title?",
            why="People find the entry by it. Write it as the source does, on one line.",
        ),
    ] = Field(title="Title", description="The work's own title.", examples=["Keeping well together: a study"])
    type: Annotated[
        str,
        AlsoCalled(("category", "kind")),
        Mapped("type", "@type"),
        Asked(question="What type of entry is it?", why="It decides in which list the entry stands."),
    ] = Field(title="Type", description="What the entry describes.", examples=["project"])
    summary: Annotated[
        Text | None,
        AlsoCalled(("abstract", "description")),
        Mapped("abstract", "description", as_is=True),
        Asked(
            question="What is it, and what came of it?",
            why="Many people read nothing else. Two to four plain sentences of your own, without a line break.",
        ),
    ] = Field(
        None,
        title="Summary",
        description="What it is and what came of it, in one plain paragraph of your own words.",
        examples=["Neighbours planned a community garden together. More people came."],
    )
    status: Literal["planned", "ongoing", "completed"] | None = Field(
        None, title="Status", description="Where the work stands.", examples=["completed"]
    )
    date: Annotated[
        Date | None,
        AlsoCalled(("published", "year")),
        Mapped("issued", "datePublished"),
        Asked(
            works=True,
            hint="When it was published: a year, a month or a day, such as 2022, May 2022 or 14 May 2022.",
            question="When was it published?",
            why=HOW_OLD,
        ),
    ] = Field(None, title="Date", description="When it was published.", examples=["2022-07"])
    period: Annotated[
        Annotated[Period, AS_PERIOD] | None,
        Mapped("annote", "foundingDate"),
        Asked(hint="When the work was done. Fill in this or the date, not both."),
    ] = Field(
        None,
        title="Period",
        description="When the work was done.",
        examples=[{"start": "2018-01", "end": "2019"}],
    )
    keywords: Annotated[
        Terms,
        UpTo(50),
        AlsoCalled(("tag", "tags", "topic", "topics")),
        Mapped("keyword", "keywords"),
        Asked(
            hint="What it is about, one keyword in each box. Several in one box are divided at commas and semicolons.",
            missing="Enter a keyword.",
            item="keyword",
            suggest="keywords",
            question="What is it about?",
            why="Keywords lead to entries of the same kind. Words that others use already lead furthest.",
        ),
    ] = Field(
        title="Keywords",
        description="What it is about.",
        min_length=1,
        examples=[["gardening", "peer support"]],
    )
    key_points: Annotated[
        tuple[KeyPoint, ...],
        UpTo(200),
        Asked(
            part=Part.POINTS,
            item="point",
            question="What should others learn from it?",
            why="Findings, recommendations or aims stand at the top of the page, most important first. One sentence each.",
        ),
    ] = Field(
        (),
        title="Key points",
        description="Findings, recommendations or aims, most important first.",
        json_schema_extra={"examples": [["Everyone was paid for their time."]]},
    )
    contributors: Annotated[
        People,
        Asked(
            hint="This is you, not the author of the work, unless you are both.",
            missing="Enter your name, or the name of your organisation.",
            item="contributor",
            parts={
                "name": Asked(
                    hint="Such as Ada Example. If the family name has several words, write it first, with a comma: "
                    "García Example, Ada. Leave it empty to name your organisation alone.",
                    suggest="people",
                ),
                "organisation": Asked(
                    hint="Where you work, or who you speak for.",
                    item="organisation",
                    suggest="organisations",
                ),
                "orcid": Asked(
                    hint="An ORCID iD tells you apart from others of the same name. Leave it empty if you have none."
                ),
            },
            question="Who offers this entry?",
            why="This is you, so that people know whom to ask. Write: Name; Organisation. A family name of several words "
            "comes first, with a comma: García Example, Ada. Start with the semicolon to name no person.",
        ),
    ] = Field(
        title="Contributors",
        description="Who is offering this entry.",
        min_length=1,
        examples=[[{"name": "Ada Example", "organisation": "Example University"}]],
    )
    authors: Annotated[
        People, Mapped("author", "author"), Asked(part=Part.PEOPLE, works=True, item="author")
    ] = Field((), title="Authors", description="Who wrote the work.")
    more_authors: Annotated[Flag, Mapped("author"), Asked(part=Part.PEOPLE, works=True)] = Field(
        False,
        title="More authors",
        description="`true` if the source names no more of them: “and others”.",
        json_schema_extra={"examples": [True]},
    )
    investigators: Annotated[
        tuple[Annotated[Investigator, AS_NAME], ...],
        UpTo(1000),
        Mapped("annote", "contributor"),
        Asked(part=Part.PEOPLE, item="investigator"),
    ] = Field((), title="Investigators", description="Who did the research.")
    organisations: Annotated[
        tuple[Annotated[Involvement, AS_NAME], ...],
        UpTo(500),
        Mapped("annote", "contributor"),
        Asked(part=Part.PEOPLE, item="organisation"),
    ] = Field((), title="Organisations", description="Which organisations took part, and as what.")
    publication: Annotated[
        Publication | None,
        Asked(
            part=Part.PUBLISHED,
            works=True,
            typed=("journal", "volume", "issue", "pages", "publisher", "place", "edition"),
        ),
    ] = Field(None, title="Publication", description="Where it was published.")
    doi: Annotated[
        Doi | None, Mapped("DOI", "identifier", as_is=True), Asked(part=Part.PUBLISHED, works=True)
    ] = Field(None, title="DOI", description="The work's DOI.", examples=["10.1093/ageing/afy092"])
    isbn: Annotated[
        Isbn | None, Mapped("ISBN", "identifier", as_is=True), Asked(part=Part.PUBLISHED, works=True)
    ] = Field(None, title="ISBN", description="The work's ISBN.", examples=["9780306406157"])
    pmid: Annotated[
        Pmid | None, Mapped("PMID", "identifier", as_is=True), Asked(part=Part.PUBLISHED, works=True)
    ] = Field(None, title="PubMed number", description="The work's PubMed number.", examples=["29939208"])
    language: Annotated[Language | None, Mapped("language", as_is=True), Asked(part=Part.PUBLISHED)] = Field(
        None, title="Language", description="The language of the entry, if not the site's.", examples=["cy"]
    )
    licence: Annotated[Line | None, Mapped("", "license"), Asked(part=Part.PUBLISHED, works=True)] = Field(
        None,
        title="Licence",
        description="Under which licence the work may be used.",
        json_schema_extra={"examples": ["CC BY 4.0"]},
    )
    funding: Annotated[
        tuple[Funding, ...],
        UpTo(200),
        Mapped("annote", "funding"),
        Asked(part=Part.PEOPLE, item="source of funding"),
    ] = Field((), title="Funding", description="Who paid, and how much.")
    links: Annotated[
        tuple[Link, ...],
        UpTo(200),
        AlsoCalled(("url", "website")),
        Mapped("URL"),
        Asked(
            hint="Where to read more: a label for readers, and the address.",
            item="link",
            question="Where can people read more?",
            why="It lets people look at the source. Write: Label=https://… with the whole address.",
        ),
    ] = Field(
        (),
        title="Links",
        description="Where to read more.",
        examples=[[{"label": "Final report", "url": "https://example.org/report"}]],
    )
    formats: Annotated[
        Reportable[tuple[AccessibleFormat, ...]],
        UpTo(200),
        Mapped("", "encoding"),
        Asked(part=Part.PUBLISHED, item="format"),
    ] = Field((), title="Accessible formats", description="Versions that more people can use.")
    source: Annotated[Url | None, Asked(part=Part.EDITORS)] = Field(
        None, title="Source", description="The page that the entry was made from."
    )
    related: Annotated[
        tuple[Slug, ...],
        UpTo(200),
        Asked(
            part=Part.RELATED,
            hint="Other entries in this collection. Type part of a title, and choose one.",
            item="entry",
            suggest="entries",
        ),
    ] = Field((), title="Related entries", description="File names of entries that belong with it.")
    references: Annotated[
        tuple[Reference, ...],
        UpTo(2000),
        Mapped("", "citation"),
        Asked(part=Part.RELATED, item="reference", typed=("text",)),
    ] = Field((), title="References", description="The works that it cites.")
    facets: Mapping[str, Terms | NotReported] = Field(default_factory=dict)
    assigned: Annotated[tuple[str, ...], UpTo(100), Asked(part=Part.EDITORS)] = Field(
        (),
        title="Chosen by the editors",
        description="Fields whose values the source does not state.",
        json_schema_extra={"examples": [["keywords"]]},
    )
    found: Annotated[tuple[FoundElsewhere, ...], UpTo(100), Asked(part=Part.EDITORS, item="page")] = Field(
        (), title="Found by the editors", description="Fields filled from another page than the source."
    )
    facts: Mapping[str, Mapping[str, FactValue]] = Field(default_factory=dict)
    collection: Annotated[Line | None, Asked(part=Part.EDITORS, suggest="collections")] = Field(
        None,
        title="Collection",
        description="A named section of the knowledge base.",
        json_schema_extra={"examples": ["Research – community gardens"]},
    )
    formerly: Annotated[tuple[Slug, ...], UpTo(50), Asked(part=Part.EDITORS, item="former name")] = Field(
        (), title="Former names", description="Old file names; they lead here."
    )
    added: Annotated[Day | None, Asked(part=Part.EDITORS)] = Field(
        None, title="Added", description="When the entry came in.", examples=["2026-01-31"]
    )
    updated: Annotated[Day | None, Asked(part=Part.EDITORS)] = Field(
        None, title="Updated", description="When the entry last changed."
    )
    reviewed: Annotated[Review | None, Asked(part=Part.EDITORS)] = Field(
        None,
        title="Reviewed",
        description="Which editor last compared it with its source, and when.",
        examples=[{"by": "Ada Example", "on": "2026-06-01"}],
    )
    accepted: Annotated[tuple[Line, ...], UpTo(20), Asked(part=Part.EDITORS, item="accepted finding")] = (
        Field(
            (),
            title="Accepted findings",
            description="Codes of warnings and notes that are right to leave.",
            examples=[["status-against-period"]],
        )
    )
    draft: Annotated[Flag, Asked(part=Part.EDITORS, hint="Keep the entry unpublished for now.")] = Field(
        False,
        title="Draft",
        description="`true` keeps the entry unpublished.",
        json_schema_extra={"examples": [True]},
    )
    withdrawn: Annotated[
        Withdrawal | None,
        Asked(part=Part.EDITORS, hint="Only for an entry that should be taken down."),
    ] = Field(None, title="Withdrawn", description="Why it is no longer shown.")
    translations: Mapping[str, Mapping[str, Any]] = Field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.title, self.contributors))  # mappings have no hash

    def value(self, name: str) -> Any:
        """The value of a field by its name in files, also of a facet or of a group of facts; `None` if it has none."""
        return {**self.__dict__, **self.facets, **self.facts}.get(name)


REQUIRED = tuple(name for name, field in FrontMatter.model_fields.items() if field.is_required())
"""Fields that an entry needs unless it is a draft."""
