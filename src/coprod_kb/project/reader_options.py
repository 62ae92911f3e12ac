"""Options below `extra` in `mkdocs.yml` that readers see: who runs it, where to look for a work, what nobody has read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import quote, urlsplit

from coprod_kb.diagnostics import did_you_mean
from coprod_kb.project.project import Fault, as_list, as_mapping
from coprod_kb.values.dates import PartialDate
from coprod_kb.values.web import is_web_address

SLOT = "{words}"
"""Stands in the address of a search for the words to look for."""

_MAIL = re.compile(r"[^\s@:/?]+@[^\s@:/?]+\.[^\s@:/?]+")


@dataclass(frozen=True, slots=True)
class Editors:
    """Who runs the collection. Texts that `mkdocs.yml` does not give are empty.

    address: an e-mail address or an https address. reviewed: when they last went through the collection, for readers.
    """

    name: str = ""
    organisation: str = ""
    address: str = ""
    reviewed: str = ""


NO_EDITORS = Editors()


@dataclass(frozen=True, slots=True)
class WorkSearch:
    """A search on another site. address: https, with `SLOT`."""

    label: str
    address: str

    def url(self, words: str) -> str:
        """The address of the search for these words."""
        return self.address.replace(SLOT, quote(words, safe=""))


class Unreviewed(StrEnum):
    """What becomes of entries that no editor has read. Those that lists leave out are marked as well."""

    AS_OTHERS = ""
    MARK = "mark"
    LEAVE_OUT = "leave-out"


DEFAULT_SEARCHES = (
    WorkSearch("Search the web", "https://duckduckgo.com/?q={words}"),
    WorkSearch("Search scholarly works", "https://scholar.google.com/scholar?q={words}"),
    WorkSearch("Search library catalogues", "https://search.worldcat.org/search?q={words}"),
)

_EDITORS_FORM = (
    "Write them in this form: `editors: {name: Ada Example, organisation: Example University, "
    "address: editors@example.org, reviewed: 2026-01-31}`."
)
_SEARCH_FORM = (
    'Write each search in this form: `- {label: Search the web, address: "https://example.org/?q={words}"}`.'
)


def read_editors(config: Mapping[str, Any]) -> tuple[Editors, list[Fault]]:
    """The editors, without their faulty parts, and the faults."""
    extra = as_mapping(config.get("extra"))
    options = as_mapping(extra.get("editors"))
    faults = list(_editor_faults(extra.get("editors"), options))
    faulty = {where[-1] for where, _, _ in faults}
    name, organisation, address, reviewed = (
        "" if part in faulty else _text(options, part)
        for part in ("name", "organisation", "address", "reviewed")
    )
    label = PartialDate.parse(reviewed).label if reviewed else ""
    return Editors(name, organisation, address, label), faults


def _editor_faults(value: Any, options: Mapping[str, Any]) -> Iterator[Fault]:
    where = ("extra", "editors")
    if value is not None and not isinstance(value, Mapping):
        yield where, "`editors` is not a group of fields.", _EDITORS_FORM
    address, reviewed = _text(options, "address"), _text(options, "reviewed")
    if address and not (is_mail(address) or _is_https(address)):
        yield (
            (*where, "address"),
            f"“{address}” is neither an e-mail address nor an https address.",
            "Write where readers can reach the editors.",
        )
    try:
        PartialDate.parse(reviewed or "2000")
    except ValueError as error:
        yield (
            (*where, "reviewed"),
            str(error),
            "Write the day on which the editors last went through the collection.",
        )
    for name in options:
        if name not in Editors.__slots__:
            yield (*where, str(name)), f"`editors` has no `{name}`.", _EDITORS_FORM


def read_searches(config: Mapping[str, Any]) -> tuple[tuple[WorkSearch, ...], list[Fault]]:
    """The searches without faults (the default ones if there is none), and the faults of the others."""
    value = as_mapping(config.get("extra")).get("find_this_work")
    where = ("extra", "find_this_work")
    searches: list[WorkSearch] = []
    faults: list[Fault] = []
    if value is not None and not isinstance(value, list):
        faults.append((where, "`find_this_work` is not a list.", _SEARCH_FORM))
    for index, options in enumerate(as_list(value)):
        found = list(_search_faults(options, (*where, index)))
        faults += found
        if not found:
            searches.append(WorkSearch(_text(options, "label"), _text(options, "address")))
    return tuple(searches) or DEFAULT_SEARCHES, faults


def _search_faults(options: Any, where: tuple[str | int, ...]) -> Iterator[Fault]:
    if not isinstance(options, Mapping):
        yield where, "This is not a search with a label and an address.", _SEARCH_FORM
        return
    address = _text(options, "address")
    if not _text(options, "label"):
        yield where, "The search has no label.", "Give it a `label`: readers see it as a link."
    if not _is_https(address.replace(SLOT, "words")):
        yield where, f"“{address}” is not an https address.", _SEARCH_FORM
    elif SLOT in (host := urlsplit(address).netloc) or SLOT not in address.removeprefix(f"https://{host}"):
        yield (
            (*where, "address"),
            f"The address has no place for the words to look for: “{address}”.",
            f"Write `{SLOT}` where they go, behind the name of the host.",
        )
    if others := [str(name) for name in options if name not in WorkSearch.__slots__]:
        yield (*where, others[0]), f"A search has no `{others[0]}`.", "It has `label` and `address`."


def read_unreviewed(config: Mapping[str, Any]) -> tuple[Unreviewed, list[Fault]]:
    """What becomes of entries that no editor has read, and the fault of a value that cannot be used."""
    extra = as_mapping(config.get("extra"))
    value = _text(extra, "unreviewed")
    if value in set(Unreviewed):
        return Unreviewed(value), []
    problem = f"`unreviewed` cannot be “{value}”."
    hint = did_you_mean(value, [*Unreviewed]) + "Write `mark` or `leave-out`, or leave the line out."
    return Unreviewed.AS_OTHERS, [(("extra", "unreviewed"), problem, hint)]


def is_mail(text: str) -> bool:
    """Whether the text is an e-mail address."""
    return bool(_MAIL.fullmatch(text))


def _is_https(address: str) -> bool:
    return address.startswith("https://") and is_web_address(address)


def _text(options: Any, name: str) -> str:
    value = as_mapping(options).get(name)
    return "" if value is None else str(value).strip()
