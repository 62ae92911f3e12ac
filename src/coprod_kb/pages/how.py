"""How the work was co-produced: what sources report and what they leave open, for one entry and side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.field_groups import CoProduction
from coprod_kb.front_matter.reportable import State, state_of
from coprod_kb.pages.browse import facet_links
from coprod_kb.pages.cards import Cards, grouped_by_type
from coprod_kb.pages.page import Context, Page, clipped, index_page
from coprod_kb.pages.paging import in_pages
from coprod_kb.values.wording import count, in_figures, listed

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

OVERVIEW = "how-co-produced/"
TITLE = "How it was co-produced"

MOST_ROWS = 40
"""Maximum number of entries on one page; each has a text for every part."""

LONGEST_CELL = 220
"""Maximum number of characters of a part in the overview; the part's own page and the entry show all of it."""

Account = Mapping[str, str]
"""What an entry reports, by the name of the part; parts that it does not report are absent."""

WORDS = {State.NOT_REPORTED: "not reported", State.NOT_LOOKED_AT: "Nobody has looked at this yet"}
"""What stands in the place of a value."""


def states(entry: Entry) -> dict[str, State]:
    """What is known about each part."""
    return {name: state_of(getattr(entry.fields.co_production, name, None)) for name in PARTS}


def account(entry: Entry, catalogue: Catalogue) -> Account:
    """The entry's words for each part; for stages the preferred labels of the vocabulary."""
    how = entry.fields.co_production
    if how is None:
        return {}
    stages = ", ".join(stage["text"] for stage in facet_links("stage", how.stages, catalogue))
    texts = {name: stages if name == "stages" else getattr(how, name) for name in PARTS}
    return {name: text for name, text in texts.items() if text}


def reported_parts(entry: Entry, catalogue: Catalogue) -> list[Context]:
    """Every part for the page of the entry; a single item without a label if all parts are in the same state without a text.

    stages: links to the entries with the same stage; empty for every other part.
    """
    found, texts = states(entry), account(entry, catalogue)
    if len(set(found.values())) == 1 and not texts:
        state = found["who"]
        detail = ". The source does not say who took part in what, or how they were supported"
        text = f"{WORDS[state].capitalize()}{detail if state is State.NOT_REPORTED else ''}."
        return [{"label": "", "text": text, "reported": False, "stages": []}]
    how = entry.fields.co_production
    return [
        {
            "label": label,
            "text": texts.get(name) or WORDS[found[name]],
            "reported": name in texts,
            "stages": facet_links("stage", how.stages, catalogue) if how and name == "stages" else [],
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
    """The table. Parts that no entry reports have no column; a sentence names them (`unfilled`)."""
    silent = len(catalogue.entries) - len(reported)
    filled = [name for name in PARTS if any(name in texts for texts in reported.values())]
    rows = [
        (entry, {"entry": cards(entry), "parts": _cells(entry, reported[entry.slug], filled)})
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
                    "share": _share(name, catalogue),
                }
                for name, label in PARTS.items()
            ],
            "labels": [PARTS[name] for name in filled],
            "unfilled": listed([f"“{label}”" for name, label in PARTS.items() if name not in filled]),
            "groups": grouped_by_type(rows),
            "silent": count(silent, "entry", "entries") if silent else "",
            "silent_path": {"path": f"{OVERVIEW}not-reported/"},
            "empty": "No entry says yet how the work was co-produced.",
        },
    )


def _cells(entry: Entry, texts: Account, names: Sequence[str]) -> list[Context]:
    """The cells of an entry. state: in words. mark: which dot stands before them."""
    found = states(entry)
    marks = {
        State.REPORTED: ("reported", "full"),
        State.NOT_REPORTED: ("not reported", "empty"),
        State.NOT_LOOKED_AT: ("not looked at yet", "none"),
    }
    return [
        {
            "label": PARTS[name],
            "state": marks[found[name]][0],
            "mark": marks[found[name]][1],
            "text": clipped(texts.get(name, ""), LONGEST_CELL),
        }
        for name in names
    ]


def _share(name: str, catalogue: Catalogue) -> str:
    """“7 of 13 entries report it. Not reported in 2. Not looked at yet in 4”."""
    found = Counter(states(entry)[name] for entry in catalogue.entries)
    number, silent, unknown = (found[state] for state in State)
    whole = in_figures(len(catalogue.entries), "entry", "entries")
    parts = [
        f"{number:,} of {whole} {'reports' if number == 1 else 'report'} it"
        if number
        else "No entry reports it yet"
    ]
    if silent:
        parts.append(f"Not reported in {silent:,}")
    if unknown:
        parts.append(f"Not looked at yet in {unknown:,}")
    return ". ".join(parts)


def _part_page(name: str, catalogue: Catalogue, reported: Mapping[str, Account], cards: Cards) -> Page:
    label = PARTS[name]
    rows = [
        (entry, {"entry": cards(entry), "text": reported[entry.slug][name]})
        for entry in catalogue.entries
        if name in reported.get(entry.slug, ())
    ]
    share = _share(name, catalogue)
    return Page(
        path=part_path(name),
        title=f"{label}: what the entries report",
        template="part.html",
        description=f"{label}: {share}.",
        section=OVERVIEW,
        trail=[("Home", ""), (TITLE, OVERVIEW)],
        own={
            "lead": str(CoProduction.model_fields[name].description),
            "share": share,
            "groups": grouped_by_type(rows),
        },
    )


def _silent_page(catalogue: Catalogue, reported: Mapping[str, Account], cards: Cards) -> Page:
    """The entries without any account: those whose source does not say, and those for which nobody has looked."""
    silent = [entry for entry in catalogue.entries if entry.slug not in reported]
    looked_at = [entry for entry in silent if State.NOT_REPORTED in states(entry).values()]
    others = [entry for entry in silent if entry not in looked_at]
    return Page(
        path=f"{OVERVIEW}not-reported/",
        title=f"{TITLE}: not reported",
        template="entries.html",
        description="Entries that do not say how the work was co-produced.",
        section=OVERVIEW,
        trail=[("Home", ""), (TITLE, OVERVIEW)],
        own={
            "lead": "Entries that do not say who took part, or how.",
            "count": count(len(silent), "entry", "entries"),
            "groups": [
                {"label": label, "entries": cards.of(entries)}
                for label, entries in (
                    ("Somebody has looked: the source does not say", looked_at),
                    ("Nobody has looked yet", others),
                )
                if entries
            ],
            "empty": "Every entry says something about it.",
        },
    )
