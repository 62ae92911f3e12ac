"""The one list of what a contributor may write in an entry's front matter.

The classes are the domain's types as well: what has passed is frozen and typed, in the
source's spelling. Titles, descriptions and examples serve errors, documentation, JSON Schema
and forms, so that nothing about a field is said twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from coprod_kb.diagnostics import did_you_mean
from coprod_kb.values import identifiers
from coprod_kb.values.dates import PartialDate, parse_end, parse_period, period_label
from coprod_kb.values.names import is_reserved
from coprod_kb.values.web import MAX_ADDRESS, is_web_address

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)
_AMOUNT = re.compile(r"[0-9][0-9,. ]*[0-9]|[0-9]", re.ASCII)


def fault(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """A finding raised inside validation; `validation.py` gives it its place in the file."""
    return PydanticCustomError(cast(Any, code), "{code}", {"code": code, "message": message, "hint": hint})


def _one_line(text: str) -> str:
    if "\n" in text:
        raise fault("one-line", "This must be one line of text.", "Put it on one line, without `|`.")
    return text


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise fault(
            "slug",
            f"“{text}” is not the name of an entry.",
            "Write an entry's file name without `.md`: small letters, digits and single hyphens.",
        )
    if is_reserved(text):
        raise fault("slug", f"“{text}” is a name that Windows keeps for itself.", "Choose a longer name.")
    return text


def _url(text: str) -> str:
    if not is_web_address(text):
        raise fault(
            "url",
            f"“{text}” is not a full web address.",
            "Copy the whole address from the browser; it starts with https://. "
            "If there is none, leave `url` out: the page then says so.",
        )
    return text


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise fault(
            "language",
            f"“{text}” is not a language code.",
            "Write its two letters, such as `en` for English or `cy` for Welsh.",
        )
    return text


def _amount(text: str) -> str:
    if not _AMOUNT.fullmatch(text):
        raise fault(
            "amount",
            f"“{text}” is not an amount.",
            'Write the figure alone, such as "2,148,293", and the currency in `currency`.',
        )
    return text


def _field_name(text: str) -> str:
    if text not in FrontMatter.model_fields:
        raise fault(
            "unknown-field",
            f"`{text}` is not the name of a field.",
            did_you_mean(text, FrontMatter.model_fields) + "`assigned` lists fields such as `keywords`.",
        )
    return text


def parsed(parse: Callable[[str], object], code: str, hint: str) -> PlainValidator:
    """Validation by a function from text that raises `ValueError` with a sentence."""

    def validate(value: object) -> object:
        if not isinstance(value, str):
            raise fault("wrong-type", "This must be text.", hint)
        if len(value) > 400:  # the sentence of the parser would repeat all of it
            raise fault("too-long", "This is longer than 400 characters.", hint)
        try:
            return parse(value)
        except ValueError as error:
            raise fault(code, str(error), hint) from None

    return PlainValidator(validate)


def _flag(text: str) -> bool:
    if text.casefold() in {"true", "yes"}:
        return True
    if text.casefold() in {"false", "no"}:
        return False
    raise ValueError(f"“{text}” is neither true nor false.")


def _full_date(text: str) -> PartialDate:
    parsed = PartialDate.parse(text)
    if parsed.day is None:
        raise ValueError(f"“{text}” lacks the day.")
    return parsed


@dataclass(frozen=True, slots=True)
class UpTo:
    """A list of so many items at most. A longer one is refused as a whole: its items are not looked at."""

    most: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._counted, handler(source))

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(core) | {"maxItems": self.most}

    def _counted(self, value: object) -> object:
        if isinstance(value, list | tuple) and len(value) > self.most:
            raise fault(
                "too-many",
                f"This list has {len(value)} items; at most {self.most} are published.",
                "Keep those that matter most to readers, and link to the full list.",
            )
        return value


@dataclass(frozen=True, slots=True)
class AlsoCalled:
    """Names that people try for a field, in small letters; whoever writes one is told the right one."""

    names: tuple[str, ...]


def _named(value: object) -> object:
    """Text alone stands for `name: text`."""
    return {"name": value} if isinstance(value, str) else value


def _listed(value: object) -> object:
    """Text alone stands for a list of one."""
    return [value] if isinstance(value, str) else value


def _period(value: object) -> object:
    """`2018 – ongoing` stands for `start: 2018`."""
    if not isinstance(value, str):
        return value
    if len(value) > 400:
        raise fault("too-long", "This is longer than 400 characters.", _PERIOD_HINT)
    try:
        start, end = parse_period(value)
    except ValueError as error:
        raise fault("period", str(error), _PERIOD_HINT) from None
    return {"start": str(start), "end": str(end or "ongoing")}


_DATE_HINT = "Write a year, a month or a day: `2022`, `2022-07` or `2022-07-14`."
_DAY_HINT = "Write the day in the form `2022-07-14`."
_PERIOD_HINT = "Write `start:` and `end:` below it, such as `start: 2018-01`. Leave `end` out if it goes on."

Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400), AfterValidator(_one_line)
]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Terms = tuple[Line, ...]
Slug = Annotated[str, StringConstraints(max_length=100), AfterValidator(_slug)]
Url = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_ADDRESS), AfterValidator(_url)]
Date = Annotated[PartialDate, parsed(PartialDate.parse, "date", _DATE_HINT)]
Day = Annotated[PartialDate, parsed(_full_date, "date", _DAY_HINT)]
FieldName = Annotated[str, StringConstraints(max_length=100), AfterValidator(_field_name)]
Flag = Annotated[bool, parsed(_flag, "flag", "Write `true`, or leave the line out.")]
Doi = Annotated[
    str, parsed(identifiers.doi, "doi", "Copy it from the work's own page, such as `10.1093/ageing/afy092`.")
]
Orcid = Annotated[
    str,
    parsed(
        identifiers.orcid, "orcid", "Copy the iD from the person's own page on orcid.org, or leave it out."
    ),
]
Isbn = Annotated[
    str, parsed(identifiers.isbn, "isbn", "Copy it again from the back of the book, or leave it out.")
]
Pmid = Annotated[str, parsed(identifiers.pmid, "pmid", "Copy the number from PubMed, such as `29939208`.")]


class EntryType(StrEnum):
    """What kind of thing an entry describes."""

    PROJECT = "project"
    PAPER = "paper"
    REPORT = "report"


class OrganisationRole(StrEnum):
    """What an organisation did for the work that an entry describes."""

    LEAD = "lead"
    PARTNER = "partner"
    FUNDER = "funder"
    COMMISSIONER = "commissioner"
    PUBLISHER = "publisher"
    HOST = "host"


class Fields(BaseModel):
    """A group of named fields; anything that is not listed is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False, defer_build=True)

    def __getstate__(self) -> dict[Any, Any]:
        """What is handed over between processes: all but which fields were given, for which nobody asks.

        Of each person and organisation on each entry, that would fill a sixth of the memory that entries take.
        """
        return super().__getstate__() | {"__pydantic_fields_set__": _UNTOLD}


_UNTOLD: set[str] = set()


class Contribution(Fields):
    """A person as one entry names them, or an organisation where no person is named."""

    name: Line | None = Field(None, title="Name", description="The person's name as the source writes it.")
    organisations: Annotated[tuple[Line, ...], UpTo(50), BeforeValidator(_listed)] = Field(
        (), alias="organisation", title="Organisation", description="Where they work: one, or a list."
    )
    orcid: Orcid | None = Field(None, title="ORCID iD", description="Tells people of one name apart.")

    @model_validator(mode="after")
    def _someone(self) -> Contribution:
        if not self.name and not self.organisations:
            raise fault(
                "nobody-named",
                "This names nobody.",
                "Add `name:`, or `organisation:` where no person is named.",
            )
        return self


class Investigator(Contribution):
    """A person who did the research that a project is about."""

    role: Literal["principal", "co"] | None = Field(
        None, title="Role", description="`principal` leads the research, `co` shares in it."
    )


class Involvement(Fields):
    """An organisation and what it did; without `role` the source does not say."""

    name: Line = Field(title="Name", description="The organisation's name as the source writes it.")
    role: OrganisationRole | None = Field(None, title="Role", description="What it did here.")


class PointGroup(Fields):
    """Key points under a heading of their own."""

    heading: Line = Field(title="Heading", description="What these points have in common.")
    points: Annotated[tuple[Text, ...], UpTo(200)] = Field(
        title="Points", description="The points, one by one.", min_length=1
    )


class Period(Fields):
    """From `start` to `end`, both included; `end` is `None` while it goes on."""

    start: Date = Field(title="Start", description="When it began.", examples=["2018-01"])
    end: Annotated[PartialDate | None, parsed(parse_end, "date", _DATE_HINT)] = Field(
        None, title="End", description="When it ended; leave it out while it goes on.", examples=["2019"]
    )

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.end and self.end.last_day < self.start.first_day:
            raise fault(
                "period",
                f"The period ends ({self.end}) before it starts ({self.start}).",
                "Check both dates; one of them is probably mistyped.",
            )
        return self

    @property
    def label(self) -> str:
        """For readers: `January to December 2014`, `2018 – ongoing`."""
        return period_label(self.start, self.end)


class Publication(Fields):
    """Where a work was published."""

    journal: Line | None = Field(None, title="Journal", description="The journal's full name.")
    volume: Line | None = Field(None, title="Volume", description="The volume.")
    issue: Line | None = Field(None, title="Issue", description="The issue within the volume.")
    pages: Line | None = Field(None, title="Pages", description="First and last page, or the article number.")
    publisher: Line | None = Field(None, title="Publisher", description="Who published it.")
    place: Line | None = Field(None, title="Place", description="Where it was published.")
    edition: Line | None = Field(None, title="Edition", description="Which edition.")


class Funding(Fields):
    """Money that made the work possible; what is left out, the source does not say."""

    funder: Line | None = Field(None, title="Funder", description="Who paid.")
    amount: Annotated[Line, AfterValidator(_amount)] | None = Field(
        None, title="Amount", description="The figure as the source writes it.", examples=["2,148,293"]
    )
    currency: Line | None = Field(None, title="Currency", description="Such as GBP or SEK.")
    reference: Line | None = Field(None, title="Reference", description="The grant's number.")


class Link(Fields):
    """A page elsewhere; without `url` the source named it but gave no address."""

    label: Line = Field(title="Label", description="What the link leads to.")
    url: Url | None = Field(None, title="Address", description="The full web address.")


class FormatKind(StrEnum):
    """Ways of presenting a work that more people can use."""

    EASY_READ = "easy-read"
    BSL = "bsl"
    AUDIO = "audio"
    LARGE_PRINT = "large-print"
    VIDEO = "video"
    TRANSLATION = "translation"


class AccessibleFormat(Fields):
    """A version of the work that more people can use."""

    kind: FormatKind = Field(title="Kind", description="Which version it is.")
    url: Url | None = Field(None, title="Address", description="The full web address.")


class Reference(Fields):
    """A work that this one cites; `text` is the source's own and is never corrected."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)] = Field(
        title="Text", description="The reference as the source writes it."
    )
    doi: Doi | None = Field(None, title="DOI", description="The cited work's DOI.")
    pmid: Pmid | None = Field(None, title="PubMed number", description="The cited work's PubMed number.")
    url: Url | None = Field(None, title="Address", description="Where the cited work can be read.")
    entry: Slug | None = Field(
        None, title="Entry", description="The entry here that describes the cited work."
    )


class CoProduction(Fields):
    """How the work was co-produced; what is left out reads “not reported”."""

    who: Text | None = Field(None, title="Who was involved", description="Which people, and how many.")
    stages: Annotated[Terms, UpTo(100)] = Field(
        (), title="Stages", description="At which stages they took part."
    )
    roles: Text | None = Field(None, title="Roles", description="What they did and decided.")
    payment: Text | None = Field(None, title="Payment", description="How their time was recognised.")
    access_support: Text | None = Field(
        None, title="Access support", description="What made it possible for them to take part."
    )
    training: Text | None = Field(
        None, title="Training", description="What training there was, and for whom."
    )
    difference: Text | None = Field(None, title="Difference made", description="What changed because of it.")


class Withdrawal(Fields):
    """Why an entry is no longer shown; its page becomes a short notice."""

    date: Day = Field(title="Date", description="When it was withdrawn.")
    reason: Text = Field(title="Reason", description="Why, in a sentence for readers.")


KeyPoint = Annotated[
    Annotated[Text, Tag("=text")] | Annotated[PointGroup, Tag("=group")],
    Discriminator(lambda value: "=group" if isinstance(value, dict | PointGroup) else "=text"),
]
People = Annotated[tuple[Annotated[Contribution, BeforeValidator(_named)], ...], UpTo(1000)]

MOST_NAMES = 1200
"""People and organisations of one entry, each counted once; every one of them has a page."""


class FrontMatter(Fields):
    """The fields of an entry, in canonical order."""

    title: Line = Field(
        title="Title", description="The work's own title.", examples=["Keeping well together: a study"]
    )
    type: Annotated[EntryType, AlsoCalled(("category", "kind"))] = Field(
        title="Type", description="What the entry describes.", examples=["project"]
    )
    summary: Annotated[Text | None, AlsoCalled(("abstract", "description"))] = Field(
        None,
        title="Summary",
        description="What it is and what came of it, in one plain paragraph of your own words.",
        examples=["People with dementia and nurses planned a clinic together. More people came back."],
    )
    status: Literal["planned", "ongoing", "completed"] | None = Field(
        None, title="Status", description="Where the work stands.", examples=["completed"]
    )
    date: Annotated[Date | None, AlsoCalled(("published", "year"))] = Field(
        None, title="Date", description="When it was published.", examples=["2022-07"]
    )
    period: Annotated[Period, BeforeValidator(_period)] | None = Field(
        None,
        title="Period",
        description="When the work was done.",
        examples=[{"start": "2018-01", "end": "2019"}],
    )
    keywords: Annotated[Terms, UpTo(50), AlsoCalled(("tag", "tags", "topic", "topics"))] = Field(
        title="Keywords",
        description="What it is about.",
        min_length=1,
        examples=[["co-production", "peer support"]],
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
    investigators: Annotated[tuple[Annotated[Investigator, BeforeValidator(_named)], ...], UpTo(1000)] = (
        Field((), title="Investigators", description="Who did the research.")
    )
    organisations: Annotated[tuple[Annotated[Involvement, BeforeValidator(_named)], ...], UpTo(500)] = Field(
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
    language: Annotated[str, StringConstraints(max_length=35), AfterValidator(_language)] | None = Field(
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
    formats: Annotated[tuple[AccessibleFormat, ...], UpTo(200)] = Field(
        (), title="Accessible formats", description="Versions that more people can use."
    )
    related: Annotated[tuple[Slug, ...], UpTo(200)] = Field(
        (), title="Related entries", description="File names of entries that belong with it."
    )
    references: Annotated[tuple[Reference, ...], UpTo(2000)] = Field(
        (), title="References", description="The works that it cites."
    )
    setting: Annotated[Terms, UpTo(100)] = Field(
        (), title="Setting", description="Where the care or support takes place."
    )
    stage: Annotated[Terms, UpTo(100)] = Field(
        (), title="Stage", description="Which stages the work is about."
    )
    outcomes: Annotated[Terms, UpTo(100)] = Field(
        (), title="Outcomes", description="For whom it reports a difference."
    )
    evidence: Annotated[Terms, UpTo(100)] = Field(
        (), title="Kind of evidence", description="How it came to know what it says."
    )
    places: Annotated[Terms, UpTo(300)] = Field((), title="Places", description="Which places it is about.")
    assigned: Annotated[tuple[FieldName, ...], UpTo(100)] = Field(
        (), title="Chosen by the editors", description="Fields whose values the source does not state."
    )
    co_production: CoProduction | None = Field(
        None, title="How it was co-produced", description="Who took part, how, and what it changed."
    )
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
    reviewed: Day | None = Field(None, title="Reviewed", description="When somebody last checked it.")
    draft: Flag = Field(False, title="Draft", description="`true` keeps the entry unpublished.")
    withdrawn: Withdrawal | None = Field(None, title="Withdrawn", description="Why it is no longer shown.")

    @model_validator(mode="after")
    def _one_kind_of_date(self) -> FrontMatter:
        if self.date and self.period:
            raise fault(
                "date-and-period",
                "There is both a `date` and a `period`.",
                "Keep `date` for a work that was published, or `period` for work done over time.",
            )
        return self

    @model_validator(mode="after")
    def _names_within_bounds(self) -> FrontMatter:
        people = (*self.contributors, *self.authors, *self.investigators)
        names = {one.name for one in people} | {one.name for one in self.organisations}
        names |= {name for one in people for name in one.organisations} | {one.funder for one in self.funding}
        if len(names) > MOST_NAMES:
            raise fault(
                "too-many",
                f"The entry names {len(names)} people and organisations; at most {MOST_NAMES} are published.",
                "Name those that matter most to readers, and link to the full list.",
            )
        return self


class DraftFrontMatter(FrontMatter):
    """A draft may lack what a published entry needs."""

    title: Line = ""
    type: EntryType = EntryType.REPORT
    keywords: Annotated[Terms, UpTo(50)] = ()
    contributors: People = ()


FACETS = ("setting", "stage", "outcomes", "evidence", "places")
"""Fields whose terms come from `vocabulary/facets.yml`."""
