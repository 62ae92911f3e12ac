"""How a collection describes a type of its entries."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from coprod_kb.diagnostics import did_you_mean
from coprod_kb.front_matter.appearance import BOOKMARK, IconPath, OnDark, OnLight
from coprod_kb.front_matter.field_groups import Fields
from coprod_kb.front_matter.field_types import Line, UpTo
from coprod_kb.front_matter.forms import Form, fault
from coprod_kb.values.names import SLUG
from coprod_kb.values.type_names import CSL_TYPES, SCHEMA_TYPES
from coprod_kb.values.wording import listed

FieldName = Annotated[
    str,
    StringConstraints(max_length=40),
    Form(
        "field-name",
        "“{value}” cannot be the name of a field.",
        "Write small letters from a to z, with single underscores between words, such as `access_support`.",
        pattern=r"[a-z]+(?:_[a-z]+)*",
    ),
]
"""A name that stands in front of a colon in the files of entries."""


Address = Annotated[
    str,
    StringConstraints(max_length=60),
    Form(
        "slug",
        "“{value}” cannot be part of an address.",
        "Write small letters from a to z and digits, with single hyphens between words, such as `how-it-was-made`.",
        pattern=SLUG,
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
