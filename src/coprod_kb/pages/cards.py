"""Cards: what a list shows of each entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from coprod_kb.collection.authorities import organisations_named, people_named
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.description import CollectionDescription
from coprod_kb.front_matter.presentation import Unreviewed
from coprod_kb.pages.own_words import marks
from coprod_kb.pages.page import Context, clipped
from coprod_kb.project.settings import Settings
from coprod_kb.values.translation import gettext
from coprod_kb.values.wording import in_list

LONGEST_SUMMARY = 600
"""Maximum number of characters of a summary on a card; the entry's own page shows all of it."""


def lead_names(entry: Entry, catalogue: Catalogue) -> str:
    """Who is behind the work, in one short line; empty if the entry does not say.

    Investigators and authors, unless an organisation led the work. Else organisations: those that led it, else those
    that wrote or researched it, else the publisher and the affiliations of people.
    """
    organisations = list(organisations_named(entry))
    led = [mention.name for mention in organisations if mention.role == "lead"]
    people = [mention.name for mention in people_named(entry) if mention.role != "contributor"]
    if people and not led:
        several = len(people) > 2 or entry.fields.more_authors
        return gettext("{name} and others", name=people[0]) if several else in_list(people)
    wrote = [mention.name for mention in organisations if mention.role in {"author", "investigator"}]
    at = [mention.name for mention in organisations if mention.role in {"affiliation", "publisher"}]
    return ", ".join(dict.fromkeys(catalogue.organisation(name).label for name in led or wrote or at))


def card(entry: Entry, catalogue: Catalogue, settings: Settings) -> Context:
    """The card of a published entry. `summary` and `when` are empty if the entry has none, `lead` as in `lead_names`.

    unread: as in `is_unread`. The rest is as in `marks`.
    """
    return {
        "title": entry.title,
        "path": entry.address,
        "type": entry.type,
        "type_label": catalogue.type_of(entry).label,
        "when": entry.when or "",
        **marks(entry),
        "summary": clipped(entry.fields.summary or "", LONGEST_SUMMARY),
        "lead": lead_names(entry, catalogue),
        "draft": entry.fields.draft,
        "unread": is_unread(entry, settings),
    }


def is_unread(entry: Entry, settings: Settings) -> bool:
    """Whether the site says that no editor has read this entry."""
    return settings.unreviewed is not Unreviewed.AS_OTHERS and not entry.fields.reviewed


def grouped_by_type(
    items: Iterable[tuple[Entry, Context]], description: CollectionDescription
) -> list[Context]:
    """Groups labelled with the plurals of types, in their order, without empty ones.

    items: for each entry what the list shows of it; the order within a group stays.
    """
    groups: dict[str, list[Context]] = {name: [] for name in description.type_of}
    for entry, item in items:
        groups[entry.type].append(item)
    return [
        {"label": description.type_of[name].plural, "entries": shown}
        for name, shown in groups.items()
        if shown
    ]


class Cards:
    """Makes the card of each entry once: many pages list the same entries."""

    def __init__(self, catalogue: Catalogue, settings: Settings) -> None:
        self._catalogue = catalogue
        self._settings = settings
        self._cards: dict[str, Context] = {}

    def __call__(self, entry: Entry) -> Context:
        """The card of one entry."""
        if entry.slug not in self._cards:
            self._cards[entry.slug] = card(entry, self._catalogue, self._settings)
        return self._cards[entry.slug]

    def of(self, entries: Iterable[Entry]) -> list[Context]:
        """The cards of these entries, in the same order."""
        return [self(entry) for entry in entries]

    def by_type(self, entries: Iterable[Entry]) -> list[Context]:
        """The cards in groups, as `grouped_by_type` returns them."""
        items = ((entry, self(entry)) for entry in entries)
        return grouped_by_type(items, self._catalogue.vocabulary.description)

    def by_year(self, entries: Iterable[Entry]) -> list[Context]:
        """The cards in groups by year of publication or start, latest first; those without a date last."""
        years: dict[int | None, list[Context]] = defaultdict(list)
        for entry in entries:
            years[entry.year].append(self(entry))
        ordered = sorted(years.items(), key=lambda item: -(item[0] or 0))
        return [
            {"label": str(year) if year else gettext("No date given"), "entries": cards}
            for year, cards in ordered
        ]
