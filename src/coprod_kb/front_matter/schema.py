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
from coprod_kb.front_matter.publication import Publication
from coprod_kb.front_matter.reportable import NotReported, Reportable
from coprod_kb.values.translation import N_


class FoundElsewhere(Fields):
    """Fields that the editors filled from another page than the source; `at` is `None` if the values lead to it."""

    fields: Annotated[tuple[str, ...], UpTo(100), Asked(missing=N_("Choose the fields."))] = Field(
        title=N_("Fields"),
        description=N_("Names of the fields."),
        min_length=1,
        examples=[["doi", "publication"]],
    )
    at: Url | None = Field(None, title=N_("Address"), description=N_("The page that says so."))


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
            missing=N_("Enter the title."),
            question="What is its title?",
            why="People find the entry by it. Write it as the source does, on one line.",
        ),
    ] = Field(
        title=N_("Title"),
        description=N_("The work's own title."),
        examples=["Keeping well together: a study"],
    )
    type: Annotated[
        str,
        AlsoCalled(("category", "kind")),
        Mapped("type", "@type"),
        Asked(question="What type of entry is it?", why="It decides in which list the entry stands."),
    ] = Field(title=N_("Type"), description=N_("What the entry describes."), examples=["project"])
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
        title=N_("Summary"),
        description=N_("What it is and what came of it, in one plain paragraph of your own words."),
        examples=["Neighbours planned a community garden together. More people came."],
    )
    status: Literal["planned", "ongoing", "completed"] | None = Field(
        None, title=N_("Status"), description=N_("Where the work stands."), examples=["completed"]
    )
    date: Annotated[
        Date | None,
        AlsoCalled(("published", "year")),
        Mapped("issued", "datePublished"),
        Asked(
            works=True,
            hint=N_(
                "When it was published: a year, a month or a day, such as 2022, May 2022 or 14 May 2022."
            ),
            question="When was it published?",
            why=HOW_OLD,
        ),
    ] = Field(None, title=N_("Date"), description="When it was published.", examples=["2022-07"])
    period: Annotated[
        Annotated[Period, AS_PERIOD] | None,
        Mapped("annote", "foundingDate"),
        Asked(hint=N_("When the work was done. Fill in this or the date, not both.")),
    ] = Field(
        None,
        title=N_("Period"),
        description="When the work was done.",
        examples=[{"start": "2018-01", "end": "2019"}],
    )
    keywords: Annotated[
        Terms,
        UpTo(50),
        AlsoCalled(("tag", "tags", "topic", "topics")),
        Mapped("keyword", "keywords"),
        Asked(
            hint=N_(
                "What it is about, one keyword in each box. Several in one box are divided at commas and semicolons."
            ),
            missing=N_("Enter a keyword."),
            item=N_("keyword"),
            suggest="keywords",
            question="What is it about?",
            why="Keywords lead to entries of the same kind. Words that others use already lead furthest.",
        ),
    ] = Field(
        title=N_("Keywords"),
        description="What it is about.",
        min_length=1,
        examples=[["gardening", "peer support"]],
    )
    key_points: Annotated[
        tuple[KeyPoint, ...],
        UpTo(200),
        Asked(
            part=Part.POINTS,
            item=N_("point"),
            group=N_("group of points"),
            question="What should others learn from it?",
            why="Findings, recommendations or aims stand at the top of the page, most important first. One sentence each.",
        ),
    ] = Field(
        (),
        title=N_("Key points"),
        description=N_("Findings, recommendations or aims, most important first."),
        json_schema_extra={"examples": [["Everyone was paid for their time."]]},
    )
    contributors: Annotated[
        People,
        Asked(
            hint=N_("This is you, not the author of the work, unless you are both."),
            missing=N_("Enter your name, or the name of your organisation."),
            item=N_("contributor"),
            parts={
                "name": Asked(
                    hint=N_(
                        "Such as Ada Example. If the family name has several words, write it first, with a comma: "
                        "García Example, Ada. Leave it empty to name your organisation alone."
                    ),
                    suggest="people",
                ),
                "organisation": Asked(
                    hint=N_("Where you work, or who you speak for."),
                    item=N_("organisation"),
                    suggest="organisations",
                ),
                "orcid": Asked(
                    hint=N_(
                        "An ORCID iD tells you apart from others of the same name. Leave it empty if you have none."
                    )
                ),
            },
            question="Who offers this entry?",
            why="This is you, so that people know whom to ask. Write: Name; Organisation. A family name of several words "
            "comes first, with a comma: García Example, Ada. Start with the semicolon to name no person.",
        ),
    ] = Field(
        title=N_("Contributors"),
        description="Who is offering this entry.",
        min_length=1,
        examples=[[{"name": "Ada Example", "organisation": "Example University"}]],
    )
    authors: Annotated[
        People, Mapped("author", "author"), Asked(part=Part.PEOPLE, works=True, item=N_("author"))
    ] = Field((), title=N_("Authors"), description=N_("Who wrote the work."))
    more_authors: Annotated[Flag, Mapped("author"), Asked(part=Part.PEOPLE, works=True)] = Field(
        False,
        title=N_("More authors"),
        description=N_("`true` if the source names no more of them: “and others”."),
        json_schema_extra={"examples": [True]},
    )
    investigators: Annotated[
        tuple[Annotated[Investigator, AS_NAME], ...],
        UpTo(1000),
        Mapped("annote", "contributor"),
        Asked(part=Part.PEOPLE, item=N_("investigator")),
    ] = Field((), title=N_("Investigators"), description=N_("Who did the research."))
    organisations: Annotated[
        tuple[Annotated[Involvement, AS_NAME], ...],
        UpTo(500),
        Mapped("annote", "contributor"),
        Asked(part=Part.PEOPLE, item=N_("organisation")),
    ] = Field((), title=N_("Organisations"), description=N_("Which organisations took part, and as what."))
    publication: Annotated[
        Publication | None,
        Asked(
            part=Part.PUBLISHED,
            works=True,
            typed=("journal", "volume", "issue", "pages", "publisher", "place", "edition"),
        ),
    ] = Field(None, title=N_("Publication"), description=N_("Where it was published."))
    doi: Annotated[
        Doi | None, Mapped("DOI", "identifier", as_is=True), Asked(part=Part.PUBLISHED, works=True)
    ] = Field(None, title=N_("DOI"), description=N_("The work's DOI."), examples=["10.1093/ageing/afy092"])
    isbn: Annotated[
        Isbn | None, Mapped("ISBN", "identifier", as_is=True), Asked(part=Part.PUBLISHED, works=True)
    ] = Field(None, title=N_("ISBN"), description=N_("The work's ISBN."), examples=["9780306406157"])
    pmid: Annotated[
        Pmid | None, Mapped("PMID", "identifier", as_is=True), Asked(part=Part.PUBLISHED, works=True)
    ] = Field(
        None, title=N_("PubMed number"), description=N_("The work's PubMed number."), examples=["29939208"]
    )
    language: Annotated[Language | None, Mapped("language", as_is=True), Asked(part=Part.PUBLISHED)] = Field(
        None,
        title=N_("Language"),
        description=N_("The language of the entry, if not the site's."),
        examples=["cy"],
    )
    licence: Annotated[Line | None, Mapped("", "license"), Asked(part=Part.PUBLISHED, works=True)] = Field(
        None,
        title=N_("Licence"),
        description=N_("Under which licence the work may be used."),
        json_schema_extra={"examples": ["CC BY 4.0"]},
    )
    funding: Annotated[
        tuple[Funding, ...],
        UpTo(200),
        Mapped("annote", "funding"),
        Asked(part=Part.PEOPLE, item=N_("source of funding")),
    ] = Field((), title=N_("Funding"), description=N_("Who paid, and how much."))
    links: Annotated[
        tuple[Link, ...],
        UpTo(200),
        AlsoCalled(("url", "website")),
        Mapped("URL"),
        Asked(
            hint=N_("Where to read more: a label for readers, and the address."),
            item=N_("link"),
            question="Where can people read more?",
            why="It lets people look at the source. Write: Label=https://… with the whole address.",
        ),
    ] = Field(
        (),
        title=N_("Links"),
        description="Where to read more.",
        examples=[[{"label": "Final report", "url": "https://example.org/report"}]],
    )
    formats: Annotated[
        Reportable[tuple[AccessibleFormat, ...]],
        UpTo(200),
        Mapped("", "encoding"),
        Asked(part=Part.PUBLISHED, item=N_("format")),
    ] = Field((), title=N_("Accessible formats"), description=N_("Versions that more people can use."))
    source: Annotated[Url | None, Asked(part=Part.EDITORS)] = Field(
        None, title=N_("Source"), description=N_("The page that the entry was made from.")
    )
    related: Annotated[
        tuple[Slug, ...],
        UpTo(200),
        Asked(
            part=Part.RELATED,
            hint=N_("Other entries in this collection. Type part of a title, and choose one."),
            item=N_("entry"),
            suggest="entries",
        ),
    ] = Field((), title=N_("Related entries"), description="File names of entries that belong with it.")
    references: Annotated[
        tuple[Reference, ...],
        UpTo(2000),
        Mapped("", "citation"),
        Asked(part=Part.RELATED, item=N_("reference"), typed=("text",)),
    ] = Field((), title=N_("References"), description=N_("The works that it cites."))
    facets: Mapping[str, Terms | NotReported] = Field(default_factory=dict)
    assigned: Annotated[tuple[str, ...], UpTo(100), Asked(part=Part.EDITORS)] = Field(
        (),
        title=N_("Chosen by the editors"),
        description=N_("Fields whose values the source does not state."),
        json_schema_extra={"examples": [["keywords"]]},
    )
    found: Annotated[tuple[FoundElsewhere, ...], UpTo(100), Asked(part=Part.EDITORS, item=N_("page"))] = (
        Field(
            (),
            title=N_("Found by the editors"),
            description=N_("Fields filled from another page than the source."),
        )
    )
    facts: Mapping[str, Mapping[str, FactValue]] = Field(default_factory=dict)
    collection: Annotated[Line | None, Asked(part=Part.EDITORS, suggest="collections")] = Field(
        None,
        title=N_("Collection"),
        description=N_("A named section of the knowledge base."),
        json_schema_extra={"examples": ["Research – community gardens"]},
    )
    formerly: Annotated[tuple[Slug, ...], UpTo(50), Asked(part=Part.EDITORS, item=N_("former name"))] = Field(
        (), title=N_("Former names"), description=N_("Old file names; they lead here.")
    )
    added: Annotated[Day | None, Asked(part=Part.EDITORS)] = Field(
        None, title=N_("Added"), description=N_("When the entry came in."), examples=["2026-01-31"]
    )
    updated: Annotated[Day | None, Asked(part=Part.EDITORS)] = Field(
        None, title=N_("Updated"), description=N_("When the entry last changed.")
    )
    reviewed: Annotated[Review | None, Asked(part=Part.EDITORS)] = Field(
        None,
        title=N_("Reviewed"),
        description=N_("Which editor last compared it with its source, and when."),
        examples=[{"by": "Ada Example", "on": "2026-06-01"}],
    )
    accepted: Annotated[tuple[Line, ...], UpTo(20), Asked(part=Part.EDITORS, item=N_("accepted finding"))] = (
        Field(
            (),
            title=N_("Accepted findings"),
            description=N_("Codes of warnings and notes that are right to leave."),
            examples=[["status-against-period"]],
        )
    )
    draft: Annotated[Flag, Asked(part=Part.EDITORS, hint=N_("Keep the entry unpublished for now."))] = Field(
        False,
        title=N_("Draft"),
        description="`true` keeps the entry unpublished.",
        json_schema_extra={"examples": [True]},
    )
    withdrawn: Annotated[
        Withdrawal | None,
        Asked(part=Part.EDITORS, hint=N_("Only for an entry that should be taken down.")),
    ] = Field(None, title=N_("Withdrawn"), description="Why it is no longer shown.")
    translations: Mapping[str, Mapping[str, Any]] = Field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.title, self.contributors))  # mappings have no hash

    def value(self, name: str) -> Any:
        """The value of a field by its name in files, also of a facet or of a group of facts; `None` if it has none."""
        return {**self.__dict__, **self.facets, **self.facts}.get(name)


REQUIRED = tuple(name for name, field in FrontMatter.model_fields.items() if field.is_required())
"""Fields that an entry needs unless it is a draft."""
