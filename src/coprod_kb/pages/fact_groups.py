"""Groups of facts, such as “What it cost”: what sources report and what they leave open, in an entry and side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry
from coprod_kb.front_matter.facets import Fact, FactGroup, FactWords
from coprod_kb.front_matter.reportable import State, state_of
from coprod_kb.pages.browse import facet_links
from coprod_kb.pages.cards import Cards, grouped_by_type
from coprod_kb.pages.page import Context, Page, clipped, entries_in_words, index_page
from coprod_kb.pages.paging import in_pages
from coprod_kb.values.translation import gettext, ngettext, translated
from coprod_kb.values.wording import capitalised, figures, in_list, in_words

MOST_ROWS = 40
"""Maximum number of entries on one page; each has a text for every part."""

LONGEST_CELL = 220
"""Maximum number of characters of a part in the overview; the part's own page and the entry show all of it."""

Account = Mapping[str, str]
"""What an entry reports, by the name of the part; parts that it does not report are absent."""

MARKS = {State.REPORTED: "full", State.NOT_REPORTED: "empty", State.NOT_LOOKED_AT: "none"}
"""Which dot stands before a state."""


def words_of_states(words: FactWords) -> Mapping[State, str]:
    """The states in the words of a group, in lower case."""
    return {
        State.REPORTED: translated(words.reported),
        State.NOT_REPORTED: translated(words.not_reported),
        State.NOT_LOOKED_AT: words.not_looked_at or gettext("not looked at yet"),
    }


def states(entry: Entry, group: FactGroup) -> dict[str, State]:
    """What is known about each part."""
    values = entry.facts.get(group.name, {})
    return {part.name: state_of(values.get(part.name)) for part in group.parts}


def account(entry: Entry, group: FactGroup, catalogue: Catalogue) -> Account:
    """The entry's words for each part; for terms their preferred labels."""
    values = entry.facts.get(group.name, {})
    texts = {
        part.name: ", ".join(term["text"] for term in _terms(part, entry, group, catalogue))
        if part.facet
        else str(values.get(part.name) or "")
        for part in group.parts
    }
    return {name: text for name, text in texts.items() if text}


def _terms(part: Fact, entry: Entry, group: FactGroup, catalogue: Catalogue) -> list[Context]:
    """Links to the entries with the same terms; empty if the part has no facet."""
    value = entry.facts.get(group.name, {}).get(part.name)
    return facet_links(part.facet, value, catalogue) if part.facet and isinstance(value, tuple) else []


def reported_groups(entry: Entry, catalogue: Catalogue) -> list[Context]:
    """The groups for the page of the entry, each with its heading, an id and its parts."""
    groups = catalogue.vocabulary.description.facts
    return [
        {"label": group.label, "id": section_id(group, groups), "parts": _parts(entry, group, catalogue)}
        for group in groups
    ]


def section_id(group: FactGroup, groups: Sequence[FactGroup]) -> str:
    """The id of the group's section on the page of an entry."""
    return "kb-how" if group == groups[0] else f"kb-how-{group.address}"


def _parts(entry: Entry, group: FactGroup, catalogue: Catalogue) -> list[Context]:
    """Every part; a single item without a label if all parts are in the same state without a text.

    terms: links to the entries with the same term; empty for every part without a facet.
    """
    found, texts = states(entry, group), account(entry, group, catalogue)
    words = group.words
    shown = {
        **words_of_states(words),
        State.NOT_LOOKED_AT: words.not_looked_at or gettext("Nobody has looked at this yet"),
    }
    if len(set(found.values())) == 1 and not texts:
        state = next(iter(found.values()))
        detail = words.nothing or gettext("The source does not say {what}.", what=translated(words.subject))
        text = f"{capitalised(shown[state])}.{f' {detail}' if state is State.NOT_REPORTED else ''}"
        return [{"label": "", "text": text, "reported": False, "terms": []}]
    return [
        {
            "label": part.label,
            "text": texts.get(part.name) or shown[found[part.name]],
            "reported": part.name in texts,
            "terms": _terms(part, entry, group, catalogue),
        }
        for part in group.parts
    ]


def accounts(group: FactGroup, catalogue: Catalogue) -> dict[str, Account]:
    """The accounts of entries that report anything, by slug, in the catalogue's order."""
    found = {entry.slug: account(entry, group, catalogue) for entry in catalogue.entries}
    return {slug: texts for slug, texts in found.items() if texts}


def fact_pages(catalogue: Catalogue, cards: Cards) -> Iterator[Page]:
    """For each group the overview, a page for each part, and a page of the entries that report nothing."""
    for group in catalogue.vocabulary.description.facts:
        reported = accounts(group, catalogue)
        yield from in_pages(_overview(group, catalogue, reported, cards), most=MOST_ROWS)
        for part in group.parts:
            yield from in_pages(_part_page(part, group, catalogue, reported, cards), most=MOST_ROWS)
        yield from in_pages(_silent_page(group, catalogue, reported, cards))


def _overview(group: FactGroup, catalogue: Catalogue, reported: Mapping[str, Account], cards: Cards) -> Page:
    """The table. Parts that no entry reports have no column; a sentence names them (`unfilled`)."""
    words, shown = group.words, words_of_states(group.words)
    silent = len(catalogue.entries) - len(reported)
    filled = [part for part in group.parts if any(part.name in texts for texts in reported.values())]
    rows = [
        (entry, {"entry": cards(entry), "parts": _cells(entry, reported[entry.slug], filled, group)})
        for entry in catalogue.entries
        if entry.slug in reported
    ]
    return index_page(
        group.path,
        group.label,
        "fact_group.html",
        words.in_search_engines or group.description,
        {
            "lead": translated(words.overview),
            "parts": [
                {
                    "label": part.label,
                    "path": group.part_path(part),
                    "meaning": part.description,
                    "share": counts_in_words(part, group, catalogue),
                }
                for part in group.parts
            ],
            "not_reported": capitalised(shown[State.NOT_REPORTED]),
            "not_looked_at": capitalised(shown[State.NOT_LOOKED_AT]),
            "labels": [part.label for part in filled],
            "unfilled": in_list(
                [gettext("“{text}”", text=part.label) for part in group.parts if part not in filled]
            ),
            "groups": grouped_by_type(rows, catalogue.vocabulary.description),
            "silent": silent,
            "silent_count": capitalised(in_words(silent)),
            "silent_path": {"path": f"{group.path}not-reported/"},
            "empty": gettext("No entry reports any of this yet."),
        },
    )


def _cells(entry: Entry, texts: Account, parts: Sequence[Fact], group: FactGroup) -> list[Context]:
    """The cells of an entry. state: in words. mark: which dot stands before them."""
    found, words = states(entry, group), words_of_states(group.words)
    return [
        {
            "label": part.label,
            "state": words[found[part.name]],
            "mark": MARKS[found[part.name]],
            "text": clipped(texts.get(part.name, ""), LONGEST_CELL),
        }
        for part in parts
    ]


def counts_in_words(part: Fact, group: FactGroup, catalogue: Catalogue) -> str:
    """“7 of 13 entries report it. Not reported in 2. Not looked at yet in 4.”"""
    found = Counter(states(entry, group)[part.name] for entry in catalogue.entries)
    number = found.pop(State.REPORTED, 0)
    whole = len(catalogue.entries)
    shares = [
        ngettext(
            "{count} of {whole} entries reports it.",
            "{count} of {whole} entries report it.",
            number,
            count=figures(number),
            whole=figures(whole),
        )
        if number
        else gettext("No entry reports it yet.")
    ]
    words = words_of_states(group.words)
    shares += [
        gettext("{state} in {count}.", state=capitalised(words[state]), count=figures(found[state]))
        for state in State
        if found[state]
    ]
    return " ".join(shares)


def _part_page(
    part: Fact, group: FactGroup, catalogue: Catalogue, reported: Mapping[str, Account], cards: Cards
) -> Page:
    rows = [
        (entry, {"entry": cards(entry), "text": reported[entry.slug][part.name]})
        for entry in catalogue.entries
        if part.name in reported.get(entry.slug, ())
    ]
    counts = counts_in_words(part, group, catalogue)
    return Page(
        path=group.part_path(part),
        title=gettext("{part}: what the entries report", part=part.label),
        template="fact.html",
        description=gettext("{name}: {text}", name=part.label, text=counts),
        section=group.path,
        trail=[(gettext("Home"), ""), (group.label, group.path)],
        own={
            "lead": part.description,
            "share": counts,
            "section": section_id(group, catalogue.vocabulary.description.facts),
            "groups": grouped_by_type(rows, catalogue.vocabulary.description),
        },
    )


def _silent_page(
    group: FactGroup, catalogue: Catalogue, reported: Mapping[str, Account], cards: Cards
) -> Page:
    """The entries without any account: those whose source does not say, and those for which nobody has looked."""
    silent = [entry for entry in catalogue.entries if entry.slug not in reported]
    looked_at = [entry for entry in silent if State.NOT_REPORTED in states(entry, group).values()]
    others = [entry for entry in silent if entry not in looked_at]
    words = group.words
    description = gettext("Entries that do not say {what}.", what=translated(words.subject))
    return Page(
        path=f"{group.path}not-reported/",
        title=gettext("{name}: {text}", name=group.label, text=translated(words.not_reported)),
        template="entries.html",
        description=description,
        section=group.path,
        trail=[(gettext("Home"), ""), (group.label, group.path)],
        own={
            "lead": words.without or description,
            "count": capitalised(entries_in_words(len(silent))),
            "groups": [
                {"label": label, "entries": cards.of(entries)}
                for label, entries in (
                    (gettext("Somebody has looked: the source does not say"), looked_at),
                    (gettext("Nobody has looked yet"), others),
                )
                if entries
            ],
            "empty": gettext("Every entry says something about it."),
        },
    )
