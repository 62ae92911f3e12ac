"""How the work was co-produced: what sources report and what they leave open, for one entry and side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.field_groups import CoProduction
from coprod_kb.pages.browse import facet_links
from coprod_kb.pages.cards import Cards, grouped_by_type
from coprod_kb.pages.page import Context, Page, clipped, index_page
from coprod_kb.pages.paging import in_pages
from coprod_kb.values.wording import count, in_words

PARTS = {
    "who": "Who was involved",
    "stages": "Stages at which people took part",
    "roles": "Roles",
    "payment": "Payment",
    "access_support": "Access support",
    "training": "Training",
    "difference": "Difference made",
}
"""The parts of an account by their names in the front matter, with their labels."""

NOT_REPORTED = "not reported"
OVERVIEW = "how-co-produced/"
TITLE = "How it was co-produced"

MOST_ROWS = 40
"""Maximum number of entries on one page; each has a text for every part."""

LONGEST_CELL = 220
"""Maximum number of characters of a part in the overview; the part's own page and the entry show all of it."""

Account = Mapping[str, str]
"""What an entry reports, by the name of the part; parts that it does not report are absent."""


def account(entry: Entry, catalogue: Catalogue) -> Account:
    """The entry's words for each part; for stages the preferred labels of the vocabulary."""
    reported = entry.fields.co_production
    if reported is None:
        return {}
    stages = ", ".join(stage["text"] for stage in facet_links("stage", reported.stages, catalogue))
    texts = {name: stages if name == "stages" else getattr(reported, name) for name in PARTS}
    return {name: text for name, text in texts.items() if text}


def reported_parts(entry: Entry, catalogue: Catalogue) -> list[Context]:
    """Every part for the page of the entry, absent parts as “not reported”; empty if it has no account at all.

    stages: links to the entries with the same stage; empty for every other part.
    """
    reported = entry.fields.co_production
    if reported is None:
        return []
    texts = account(entry, catalogue)
    return [
        {
            "label": label,
            "text": texts.get(name, NOT_REPORTED),
            "reported": name in texts,
            "stages": facet_links("stage", reported.stages, catalogue) if name == "stages" else [],
        }
        for name, label in PARTS.items()
    ]


def accounts(catalogue: Catalogue) -> dict[str, Account]:
    """The accounts of entries that report anything, by slug, in the catalogue's order."""
    found = {entry.slug: account(entry, catalogue) for entry in catalogue.entries}
    return {slug: texts for slug, texts in found.items() if texts}


def part_path(name: str) -> str:
    """The address of the page that lists what all entries report about one part."""
    return f"{OVERVIEW}{name.replace('_', '-')}/"


def how_pages(catalogue: Catalogue, cards: Cards) -> Iterator[Page]:
    """The overview, a page for each part, and a page of the entries that report nothing."""
    reported = accounts(catalogue)
    yield from in_pages(_overview(catalogue, reported, cards), most=MOST_ROWS)
    for name in PARTS:
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
                    for name, label in PARTS.items()
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
            "lead": "Compare the entries: who took part, at which stages, what they decided, and what changed.",
            "parts": [
                {
                    "label": label,
                    "path": part_path(name),
                    "meaning": str(CoProduction.model_fields[name].description),
                    "told": _share(sum(name in texts for texts in reported.values()), len(catalogue.entries)),
                }
                for name, label in PARTS.items()
            ],
            "labels": list(PARTS.values()),
            "groups": grouped_by_type(rows),
            "silent": count(silent, "entry", "entries") if silent else "",
            "silent_path": {"path": f"{OVERVIEW}not-reported/"},
            "empty": "No entry says yet how the work was co-produced.",
        },
    )


def _share(number: int, whole: int) -> str:
    """“reported in seven of 13 entries”."""
    if not number:
        return "not reported in any entry yet"
    return f"reported in {in_words(number)} of {count(whole, 'entry', 'entries')}"


def _part_page(name: str, catalogue: Catalogue, reported: Mapping[str, Account], cards: Cards) -> Page:
    label = PARTS[name]
    rows = [
        (entry, {"entry": cards(entry), "text": reported[entry.slug][name]})
        for entry in catalogue.entries
        if name in reported.get(entry.slug, ())
    ]
    share = _share(len(rows), len(catalogue.entries))
    return Page(
        path=part_path(name),
        title=f"{label}: what the entries report",
        template="part.html",
        description=f"{label}, {share}.",
        section=OVERVIEW,
        trail=[("Home", ""), (TITLE, OVERVIEW)],
        own={
            "lead": str(CoProduction.model_fields[name].description),
            "told": share,
            "groups": grouped_by_type(rows),
        },
    )


def _silent_page(catalogue: Catalogue, reported: Mapping[str, Account], cards: Cards) -> Page:
    silent = [entry for entry in catalogue.entries if entry.slug not in reported]
    return Page(
        path=f"{OVERVIEW}not-reported/",
        title=f"{TITLE}: not reported",
        template="entries.html",
        description="Entries that do not say how the work was co-produced.",
        section=OVERVIEW,
        trail=[("Home", ""), (TITLE, OVERVIEW)],
        own={
            "lead": "The sources of these entries do not say who took part or how, or nobody has added it yet.",
            "count": count(len(silent), "entry", "entries"),
            "groups": cards.by_type(silent),
            "empty": "Every entry says something about it.",
        },
    )
