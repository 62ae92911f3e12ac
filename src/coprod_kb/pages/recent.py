"""What came in or changed last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry, last_added_first, newest_first
from coprod_kb.pages.cards import Cards
from coprod_kb.pages.page import Context, Page, day_label, index_page
from coprod_kb.values.dates import PartialDate
from coprod_kb.values.wording import count

MOST = 50
NO_HISTORY = (
    "Nobody can tell from here what is new: the history of the files is not known, "
    "and no entry says when it came in."
)


@dataclass(frozen=True, slots=True)
class Change:
    """The last thing that happened to an entry: it was `added` or `updated` on a day."""

    entry: Entry
    day: date
    what: str


def changes(entries: Iterable[Entry]) -> list[Change]:
    """The last change of each entry whose history is known, latest first; of one day, what came in first."""
    found = []
    for entry in entries:
        added, updated = entry.added, entry.updated
        if updated and (added is None or updated > added):
            found.append(Change(entry, updated, "updated"))
        elif added:
            found.append(Change(entry, added, "added"))
    found.sort(key=lambda one: (-one.day.toordinal(), one.what, newest_first(one.entry)))
    return found


def latest_added(entries: Iterable[Entry], most: int) -> list[Entry]:
    """The entries that came in last; those of one day, and those of unknown days, as in other lists."""
    return sorted(entries, key=last_added_first)[:most]


def recent_page(catalogue: Catalogue, cards: Cards) -> Page:
    """The last changes by month."""
    known = changes(catalogue.entries)
    months: dict[str, list[Context]] = {}
    for one in known[:MOST]:
        month = PartialDate(one.day.year, one.day.month).label
        what = f"{one.what.capitalize()} on {day_label(one.day)}"
        months.setdefault(month, []).append({"entry": cards(one.entry), "what": what})
    unknown = len(catalogue.entries) - len(known)
    return index_page(
        "new/",
        "New and updated",
        "new.html",
        "The entries that came in or changed last.",
        {
            "lead": "What came in or changed last, by month.",
            "months": [{"label": month, "entries": ones} for month, ones in months.items()],
            "older": count(len(known) - MOST, "older change", "older changes") if len(known) > MOST else "",
            "unknown": count(unknown, "entry", "entries") if unknown and known else "",
            "empty": "" if known else NO_HISTORY,
        },
    )
