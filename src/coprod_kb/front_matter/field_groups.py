"""Groups of fields within an entry: people, organisations, a period, links, references and others.

All are frozen. Values keep the spelling of the source; `None` or an empty list means that the source does not say.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from coprod_kb.diagnostics import Wording
from coprod_kb.front_matter.asking import Asked
from coprod_kb.front_matter.field_types import (
    AS_LIST,
    Amount,
    Date,
    Day,
    Doi,
    Line,
    Orcid,
    PeriodEnd,
    Pmid,
    Slug,
    Text,
    UpTo,
    Url,
)
from coprod_kb.front_matter.forms import fault
from coprod_kb.values.dates import period_label
from coprod_kb.values.person_names import PersonName, person_name
from coprod_kb.values.translation import N_

NOBODY_NAMED = Wording(
    "nobody-named", N_("This names nobody."), N_("Add `name:`, or `organisation:` where no person is named.")
)
OUT_OF_ORDER = Wording(
    "period",
    N_("The period ends ({end}) before it starts ({start})."),
    N_("Check both dates; one of them is probably mistyped."),
)


class OrganisationRole(StrEnum):
    """What an organisation did for the work that the entry describes."""

    LEAD = N_("lead")
    PARTNER = N_("partner")
    FUNDER = N_("funder")
    COMMISSIONER = N_("commissioner")
    PUBLISHER = N_("publisher")
    HOST = N_("host")


class Fields(BaseModel):
    """A group of named fields; other names are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False, defer_build=True)

    def __getstate__(self) -> dict[Any, Any]:
        """The state to pickle, without the set of fields that were given.

        Nothing reads that set; for all people and organisations it would take a sixth of the memory of entries.
        """
        return super().__getstate__() | {"__pydantic_fields_set__": _NO_NAMES}


_NO_NAMES: set[str] = set()


NAME_PARTS = ("family", "given")
"""The parts in which a name may be written."""


class Contribution(Fields):
    """A person as one entry names them, or an organisation where no person is named."""

    name: Annotated[
        Line | None,
        Asked(
            hint=N_(
                "Such as Ada Example. If the family name has several words, write it first, with a comma: "
                "García Example, Ada."
            ),
            suggest="people",
        ),
    ] = Field(
        None,
        title=N_("Name"),
        description="The person's name: `Ada Example`, or with the family name first: `García Example, Ada`.",
        json_schema_extra={"examples": ["Ada Example"]},
    )
    organisations: Annotated[
        tuple[Line, ...],
        UpTo(50),
        AS_LIST,
        Asked(hint=N_("Where they work."), item=N_("organisation"), suggest="organisations"),
    ] = Field(
        (),
        alias="organisation",
        title=N_("Organisation"),
        description="Where they work: one, or a list.",
        json_schema_extra={"examples": [["Example University"]]},
    )
    orcid: Annotated[
        Orcid | None,
        Asked(
            hint=N_("An ORCID iD tells people of the same name apart. Leave it empty if you do not know it.")
        ),
    ] = Field(None, title=N_("ORCID iD"), description="Tells people of one name apart.")

    @property
    def person(self) -> PersonName:
        """The name in its parts, all of which are empty where no name is given; `literal` if it is that of a body."""
        return person_name(self.name) if self.name else PersonName()

    @property
    def named(self) -> PersonName:
        """The person, or the first organisation where no person is named."""
        return self.person if self.name else PersonName(literal=self.organisations[0])

    @model_validator(mode="before")
    @classmethod
    def _in_one_line(cls, value: Any) -> Any:
        """`family` and `given`, also below `name`, are another form of `name: Family, Given`."""
        if not isinstance(value, dict):
            return value
        value = dict(value)
        parts = {part: value.pop(part) for part in NAME_PARTS if part in value}
        if isinstance(value.get("name"), dict) and value["name"].keys() <= set(NAME_PARTS) and not parts:
            parts = value.pop("name")
        if not parts:
            return value
        if (
            "name" in value
            or not parts.get("family")
            or not all(isinstance(part, str) for part in parts.values())
        ):
            raise fault(
                "name-in-parts",
                "This name is neither one text nor a family name with a given name.",
                "Write `name: García Example, Ada`, or `family: García Example` and `given: Ada`.",
            )
        given = parts.get("given", "")
        name = person_name(f"{parts['family']}, {given}{'' if ',' in given else ','}")
        return value | {"name": name.written}

    @model_validator(mode="after")
    def _names_somebody(self) -> Contribution:
        if not self.name and not self.organisations:
            raise fault(*NOBODY_NAMED)
        return self


class Investigator(Contribution):
    """A person who did the research of a project."""

    role: Literal["principal", "co"] | None = Field(
        None, title=N_("Role"), description=N_("`principal` leads the research, `co` shares in it.")
    )


class Involvement(Fields):
    """An organisation and its role; `None` if the source does not say what it did."""

    name: Annotated[
        Line, Asked(missing=N_("Enter the name of the organisation."), suggest="organisations")
    ] = Field(
        title=N_("Name"),
        description=N_("The organisation's name as the source writes it."),
        json_schema_extra={"examples": ["Example Town Library"]},
    )
    role: OrganisationRole | None = Field(None, title=N_("Role"), description=N_("What it did here."))


class PointGroup(Fields):
    """Key points under a common heading."""

    heading: Annotated[Line, Asked(missing=N_("Enter a heading for these points."))] = Field(
        title=N_("Heading"),
        description=N_("What these points have in common."),
        json_schema_extra={"examples": ["What helped"]},
    )
    points: Annotated[tuple[Text, ...], UpTo(200), Asked(missing=N_("Enter a point."), item=N_("point"))] = (
        Field(
            title=N_("Points"),
            description=N_("The points, one by one."),
            min_length=1,
            json_schema_extra={"examples": [["Everyone was paid for their time."]]},
        )
    )


HOW_OLD = (
    "It shows how old the findings are. Write a year, a month or a day, such as 2022, May 2022 or 2022-07-14."
)


class Period(Fields):
    """From `start` to `end`, both included; `end` is `None` if the work is ongoing."""

    start: Annotated[
        Date,
        Asked(missing=N_("Enter when it began."), question="When did the work begin?", why=HOW_OLD),
    ] = Field(title=N_("Start"), description=N_("When it began."), examples=["2018-01"])
    end: Annotated[
        PeriodEnd,
        Asked(
            question="When did it end?", why="Write it in the same way. Leave it blank if the work goes on."
        ),
    ] = Field(
        None,
        title=N_("End"),
        description=N_("When it ended; leave it out while it goes on."),
        examples=["2019"],
    )

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.end and self.end.last_day < self.start.first_day:
            raise fault(*OUT_OF_ORDER.filled(start=self.start, end=self.end))
        return self

    @property
    def label(self) -> str:
        """For readers: `January to December 2014`, `2018 – ongoing`."""
        return period_label(self.start, self.end)


class Funding(Fields):
    """A grant or other money that paid for the work."""

    funder: Annotated[Line | None, Asked(suggest="organisations")] = Field(
        None,
        title=N_("Funder"),
        description=N_("Who paid."),
        json_schema_extra={"examples": ["Example Foundation"]},
    )
    amount: Amount | None = Field(
        None,
        title=N_("Amount"),
        description=N_("The figure as the source writes it."),
        examples=["2,148,293"],
    )
    currency: Line | None = Field(
        None,
        title=N_("Currency"),
        description=N_("Such as GBP or SEK."),
        json_schema_extra={"examples": ["GBP"]},
    )
    reference: Line | None = Field(
        None,
        title=N_("Reference"),
        description=N_("The grant's number."),
        json_schema_extra={"examples": ["EF/2021/17"]},
    )


class Link(Fields):
    """A page elsewhere; `url` is `None` if the source names the page without an address."""

    label: Annotated[Line, Asked(missing=N_("Enter what the link leads to."))] = Field(
        title=N_("Label"),
        description=N_("What the link leads to."),
        json_schema_extra={"examples": ["Final report"]},
    )
    url: Url | None = Field(None, title=N_("Address"), description=N_("The full web address."))


class FormatKind(StrEnum):
    """Kinds of accessible versions."""

    EASY_READ = N_("easy-read")
    BSL = N_("bsl")
    AUDIO = N_("audio")
    LARGE_PRINT = N_("large-print")
    VIDEO = N_("video")
    TRANSLATION = N_("translation")


class AccessibleFormat(Fields):
    """A version of the work that more people can use, such as Easy Read."""

    kind: Annotated[FormatKind, Asked(missing=N_("Choose the kind of format."))] = Field(
        title=N_("Kind"), description=N_("Which version it is.")
    )
    url: Url | None = Field(None, title=N_("Address"), description=N_("The full web address."))


class Reference(Fields):
    """A work that this one cites; `text` is quoted from the source and never corrected."""

    text: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=2000),
        Asked(missing=N_("Enter the reference, as the source writes it.")),
    ] = Field(
        title=N_("Text"),
        description=N_("The reference as the source writes it."),
        json_schema_extra={
            "examples": ["Example, A. (2019) ‘Planning clinics together’, Journal of Examples, 12(3), 45–67."]
        },
    )
    doi: Doi | None = Field(None, title=N_("DOI"), description=N_("The cited work's DOI."))
    pmid: Pmid | None = Field(
        None, title=N_("PubMed number"), description=N_("The cited work's PubMed number.")
    )
    url: Url | None = Field(None, title=N_("Address"), description=N_("Where the cited work can be read."))
    entry: Annotated[
        Slug | None,
        Asked(
            hint=N_("If the cited work has an entry here: type a part of its title, and choose it."),
            suggest="entries",
        ),
    ] = Field(None, title=N_("Entry"), description="The entry here that describes the cited work.")


class Review(Fields):
    """Who last compared an entry with its source, and when."""

    by: Annotated[Line, Asked(missing=N_("Enter the name."))] = Field(
        title=N_("By"), description=N_("The name of whoever read it."), examples=["Ada Example"]
    )
    on: Annotated[Day, Asked(missing=N_("Enter the day."))] = Field(
        title=N_("On"), description=N_("The day on which they did."), examples=["2026-06-01"]
    )


class Withdrawal(Fields):
    """Why an entry is no longer shown; a short notice replaces its page."""

    date: Annotated[Day, Asked(missing=N_("Enter the day."))] = Field(
        title=N_("Date"), description=N_("When it was withdrawn.")
    )
    reason: Annotated[Text, Asked(missing=N_("Enter the reason."))] = Field(
        title=N_("Reason"),
        description=N_("Why, in a sentence for readers."),
        json_schema_extra={"examples": ["The authors have taken the report back."]},
    )
