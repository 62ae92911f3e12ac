"""What a collection says about itself to readers: who runs it, its maps, and where else readers may look for a work."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated
from urllib.parse import quote, urlsplit

from pydantic import Field, StringConstraints

from coprod_kb.front_matter.field_groups import Fields
from coprod_kb.front_matter.field_types import Date, Line, UpTo
from coprod_kb.front_matter.forms import Form
from coprod_kb.values.names import slug_of
from coprod_kb.values.translation import N_
from coprod_kb.values.web import MAX_ADDRESS, is_https, is_web_address

SLOT = "{words}"
"""Stands in the address of a search for the words to look for."""

_MAIL = re.compile(r"[^\s@:/?]+@[^\s@:/?]+\.[^\s@:/?]+")


def is_mail(text: str) -> bool:
    """Whether the text is an e-mail address."""
    return bool(_MAIL.fullmatch(text))


def _is_search(address: str) -> bool:
    """Whether it is an https address with a place for words, which is not in the name of the host."""
    host = urlsplit(address).netloc
    return (
        is_https(address.replace(SLOT, "words"))
        and SLOT not in host
        and SLOT in address.removeprefix(f"https://{host}")
    )


Mail = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=200),
    Form(
        "contact",
        "“{value}” is not an e-mail address.",
        "Write it as in `editors@example.org`.",
        test=is_mail,
    ),
]
Reached = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=MAX_ADDRESS),
    Form(
        "contact",
        "“{value}” is neither an e-mail address nor an https address.",
        "Write where readers can reach the editors, such as `editors@example.org`.",
        test=lambda text: is_mail(text) or is_https(text),
    ),
]
LicenceAddress = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=MAX_ADDRESS),
    Form(
        "url",
        "“{value}” is not a full web address.",
        "Copy the address of the licence from the browser; it starts with https://.",
        test=is_web_address,
    ),
]
SearchAddress = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=MAX_ADDRESS),
    Form(
        "find-this-work",
        "“{value}” is not an https address with a place for the words to look for.",
        f"Write `{SLOT}` where they go, behind the name of the host, such as `https://example.org/?q={SLOT}`.",
        test=_is_search,
    ),
]


class Editors(Fields):
    """Who runs the collection; `None` for what readers are not told."""

    name: Line | None = Field(
        None, title="Name", description="A person or a group.", examples=["Ada Example"]
    )
    organisation: Line | None = Field(None, title="Organisation", description="Where they work.")
    address: Reached | None = Field(
        None,
        title="Address",
        description="An e-mail address or an https address to reach them, if not `contact`.",
    )
    reviewed: Date | None = Field(
        None,
        title="Reviewed",
        description="When they last went through the whole collection.",
        examples=["2026-01-31"],
    )


class HomeWords(Fields):
    """Words of the home page, and the questions that it leads to; each may be left out."""

    invitation: Line | None = Field(
        None,
        title="Invitation",
        description="The question that asks readers to add what they know.",
        examples=["Have you tried to keep bees on a roof?"],
    )
    questions: Annotated[tuple[Line, ...], UpTo(10)] = Field(
        (),
        title="Questions",
        description="The answers in `docs/questions/` that Home leads to, in this order: the names of their files without `.md`. "
        "Without it, the first four questions of the page of all questions.",
        examples=[["which-plants-help"]],
    )


class ContributeWords(Fields):
    """Words of the page for contributions; each may be left out."""

    invitation: Line | None = Field(
        None,
        title="Invitation",
        description="The question with which the page starts, if not one that names the types.",
        examples=["Do you know of work on bees in towns?"],
    )


class MapChoice(Fields):
    """An evidence map to publish."""

    title: Line = Field(
        title="Title", description="What stands above the map.", examples=["Stages and evidence"]
    )
    rows: Line = Field(title="Rows", description="The facet of its rows.", examples=["stage"])
    columns: Line = Field(title="Columns", description="The facet of its columns.", examples=["evidence"])

    @property
    def slug(self) -> str:
        """The part of the map's address that tells it from the first map."""
        return slug_of(self.title)


class WorkSearch(Fields):
    """A search on another site, for works of which no address is known."""

    label: Line = Field(title="Label", description="The words of the link.", examples=["Search the web"])
    address: SearchAddress = Field(
        title="Address",
        description=f"Its https address, with `{SLOT}` for the words to look for.",
        examples=[f"https://example.org/?q={SLOT}"],
    )

    def url(self, words: str) -> str:
        """The address of the search for these words."""
        return self.address.replace(SLOT, quote(words, safe=""))


class Unreviewed(StrEnum):
    """What becomes of entries that no editor has read. Those that lists leave out are marked as well."""

    AS_OTHERS = "as-others"
    MARK = "mark"
    LEAVE_OUT = "leave-out"


DEFAULT_SEARCHES = (
    WorkSearch(label=N_("Search the web"), address=f"https://duckduckgo.com/?q={SLOT}"),
    WorkSearch(label=N_("Search scholarly works"), address=f"https://scholar.google.com/scholar?q={SLOT}"),
    WorkSearch(label=N_("Search library catalogues"), address=f"https://search.worldcat.org/search?q={SLOT}"),
)
