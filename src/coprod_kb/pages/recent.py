"""The entries that were added or updated last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry, last_added_first, newest_first
from coprod_kb.pages.cards import Cards
from coprod_kb.pages.page import Context, Page, day_label, entries_in_words, index_page
from coprod_kb.values.dates import PartialDate
from coprod_kb.values.translation import N_, gettext, ngettext
from coprod_kb.values.wording import in_words

MOST = 50
"""Maximum number of changes on the page."""

NO_HISTORY = N_(
    "We cannot say what is new: the history of the files is missing, and no entry says when it came in."
)


@dataclass(frozen=True, slots=True)
class Change:
    """The last change of an entry. what: `added` or `updated`."""

    entry: Entry
    day: date
    what: str


def changes(entries: Iterable[Entry]) -> list[Change]:
    """The last change of each entry whose history is known, latest first; on one day added entries before updated ones."""
    found = []
    for entry in entries:
        added, updated = entry.added, entry.updated
        if updated and (added is None or updated > added):
            found.append(Change(entry, updated, "updated"))
        elif added:
            found.append(Change(entry, added, "added"))
    found.sort(key=lambda change: (-change.day.toordinal(), change.what, newest_first(change.entry)))
    return found


def latest_added(entries: Iterable[Entry], most: int) -> list[Entry]:
    """The entries that were added last. most: how many. Those of one day, and those of unknown days, as in other lists."""
    return sorted(entries, key=last_added_first)[:most]


def recent_page(catalogue: Catalogue, cards: Cards) -> Page:
    """The page of the last changes, by month."""
    known = changes(catalogue.entries)
    months: dict[str, list[Context]] = {}
    for change in known[:MOST]:
        month = PartialDate(change.day.year, change.day.month).label
        day = day_label(change.day)
        what = (
            gettext("Added on {day}", day=day)
            if change.what == "added"
            else gettext("Updated on {day}", day=day)
        )
        months.setdefault(month, []).append({"entry": cards(change.entry), "what": what})
    older = len(known) - MOST
    unknown = len(catalogue.entries) - len(known)
    return index_page(
        "new/",
        gettext("New and updated"),
        "new.html",
        gettext("The latest additions and changes."),
        {
            "lead": gettext("New and changed entries, by month."),
            "months": [{"label": month, "entries": changed} for month, changed in months.items()],
            "older": ngettext(
                "There is {count} older change as well.",
                "There are {count} older changes as well.",
                older,
                count=in_words(older),
            )
            if older > 0
            else "",
            "unknown": entries_in_words(unknown) if unknown and known else "",
            "empty": "" if known else gettext(NO_HISTORY),
        },
    )
