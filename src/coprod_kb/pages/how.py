"""How the work was co-produced, side by side: what sources report, and what they leave open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.field_groups import CoProduction
from coprod_kb.front_matter.schema import EntryType
from coprod_kb.pages.entry import CO_PRODUCTION_PARTS, NOT_REPORTED
from coprod_kb.pages.page import TYPE_PLURALS, Cards, Context, Page, clipped, index_page
from coprod_kb.pages.paging import in_pages
from coprod_kb.values.wording import count, in_words

OVERVIEW = "how-co-produced/"
TITLE = "How it was co-produced"

MOST_ROWS = 40
"""Entries of one page: each has a text for every part."""

LONGEST_CELL = 220
"""Characters of a part in the overview; the part's own page and the entry have all of it."""

Account = Mapping[str, str]
"""What an entry reports, by the part's name in the front matter; only parts that it reports."""


def account(entry: Entry, catalogue: Catalogue) -> Account:
    """The entry's words for each part; stages under the preferred labels of the vocabulary."""
    reported = entry.fields.co_production
    if reported is None:
        return {}
    texts: dict[str, str] = {}
    for name in CO_PRODUCTION_PARTS:
        value = getattr(reported, name)
        if isinstance(value, tuple):
            terms = (catalogue.vocabulary.facet("stage").find(stage) or stage for stage in value)
            value = ", ".join(term if isinstance(term, str) else term.label for term in terms)
        if value:
            texts[name] = value
    return texts


def accounts(catalogue: Catalogue) -> dict[str, Account]:
    """For the slug of each entry that reports anything, what it reports; in the catalogue's order."""
    found = {entry.slug: account(entry, catalogue) for entry in catalogue.entries}
    return {slug: one for slug, one in found.items() if one}


def part_path(name: str) -> str:
    """The page on which all entries tell one part."""
    return f"{OVERVIEW}{name.replace('_', '-')}/"


def how_pages(catalogue: Catalogue, cards: Cards) -> Iterator[Page]:
    """The overview, a page for each part, and the entries that report nothing."""
    reported = accounts(catalogue)
    yield from in_pages(_overview(catalogue, reported, cards), most=MOST_ROWS)
    for name in CO_PRODUCTION_PARTS:
        yield from in_pages(_part_page(name, catalogue, reported, cards), most=MOST_ROWS)
    yield from in_pages(_silent_page(catalogue, reported, cards))


def _overview(catalogue: Catalogue, reported: Mapping[str, Account], cards: Cards) -> Page:
    silent = len(catalogue.entries) - len(reported)
    rows = [
        (
            entry,
            {
                "entry": cards(entry),
                "parts": [
                    {
                        "label": label,
                        "text": clipped(reported[entry.slug].get(name, NOT_REPORTED), LONGEST_CELL),
                        "reported": name in reported[entry.slug],
                    }
                    for name, label in CO_PRODUCTION_PARTS.items()
                ],
            },
        )
        for entry in catalogue.entries
        if entry.slug in reported
    ]
    return index_page(
        OVERVIEW,
        TITLE,
        "how.html",
        "Who was involved, at which stages, in which roles, whether they were paid, and what changed.",
        {
            "lead": "Who took part, at which stages, with what say, and what came of it: what the entries tell, side by side.",
            "parts": [
                {
                    "label": label,
                    "path": part_path(name),
                    "meaning": str(CoProduction.model_fields[name].description),
                    "told": _told_by(sum(name in one for one in reported.values()), len(catalogue.entries)),
                }
                for name, label in CO_PRODUCTION_PARTS.items()
            ],
            "labels": list(CO_PRODUCTION_PARTS.values()),
            "groups": _by_type(rows),
            "silent": count(silent, "entry", "entries") if silent else "",
            "silent_path": {"path": f"{OVERVIEW}not-reported/"},
            "empty": "No entry tells how the work was co-produced yet.",
        },
    )


def _told_by(number: int, whole: int) -> str:
    """“reported in seven of 13 entries”."""
    if not number:
        return "not reported in any entry yet"
    return f"reported in {in_words(number)} of {count(whole, 'entry', 'entries')}"


def _by_type(rows: Iterable[tuple[Entry, Context]]) -> list[Context]:
    groups: dict[EntryType, list[Context]] = {kind: [] for kind in EntryType}
    for entry, row in rows:
        groups[entry.type].append(row)
    return [{"label": TYPE_PLURALS[kind], "entries": ones} for kind, ones in groups.items() if ones]


def _part_page(name: str, catalogue: Catalogue, reported: Mapping[str, Account], cards: Cards) -> Page:
    label = CO_PRODUCTION_PARTS[name]
    rows = [
        (entry, {"entry": cards(entry), "text": reported[entry.slug][name]})
        for entry in catalogue.entries
        if name in reported.get(entry.slug, ())
    ]
    told = _told_by(len(rows), len(catalogue.entries))
    return Page(
        path=part_path(name),
        title=f"{label}: what the entries report",
        template="part.html",
        description=f"{label}, {told}.",
        section=OVERVIEW,
        trail=[("Home", ""), (TITLE, OVERVIEW)],
        own={
            "lead": str(CoProduction.model_fields[name].description),
            "told": told,
            "groups": _by_type(rows),
        },
    )


def _silent_page(catalogue: Catalogue, reported: Mapping[str, Account], cards: Cards) -> Page:
    silent = [entry for entry in catalogue.entries if entry.slug not in reported]
    return Page(
        path=f"{OVERVIEW}not-reported/",
        title=f"{TITLE}: not reported",
        template="entries.html",
        description="The entries that do not tell how the work was co-produced.",
        section=OVERVIEW,
        trail=[("Home", ""), (TITLE, OVERVIEW)],
        own={
            "lead": "The sources of these entries do not tell who took part or how, or nobody has added it here yet.",
            "count": count(len(silent), "entry", "entries"),
            "groups": cards.by_type(silent),
            "empty": "Every entry tells something of it.",
        },
    )
