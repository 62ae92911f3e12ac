"""A small bar chart of entries by year, with every number as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from coprod_kb.entries.model import Entry
from coprod_kb.pages.page import Context
from coprod_kb.values.translation import gettext, ngettext
from coprod_kb.values.wording import capitalised, in_words

MOST_BARS = 16
YEARS_OF_A_BAR = (1, 2, 5, 10, 20, 50, 100, 200)
"""The smallest that gives few enough bars is used; the last is enough for all years that a date can have."""

FEWEST = 3
"""Minimum number of dated entries for a chart."""

HEIGHT = 40
"""The height of the tallest bar, in units of the drawing."""


def years(entries: Iterable[Entry]) -> Context:
    """Bars from the first year to the last, including years without entries; empty if too few entries have a date.

    An entry counts in the year in which it was published or begun. `undated` is empty if all entries have a date.
    """
    dated = [entry.year for entry in entries]
    known = [year for year in dated if year is not None]
    if len(known) < FEWEST:
        return {}
    step = next(step for step in YEARS_OF_A_BAR if max(known) // step - min(known) // step < MOST_BARS)
    counts = Counter(year // step for year in known)
    tallest = max(counts.values())
    bars = []
    for bar in range(min(counts), max(counts) + 1):
        height = max(2, HEIGHT * counts[bar] // tallest) if counts[bar] else 0
        bars.append(
            {
                "years": str(bar * step)
                if step == 1
                else gettext("{start} to {end}", start=bar * step, end=bar * step + step - 1),
                "count": counts[bar],
                "word": ngettext("entry in", "entries in", counts[bar]),
                "height": height,
                "top": HEIGHT - height,
            }
        )
    unknown = len(dated) - len(known)
    return {
        "bars": bars,
        "height": HEIGHT,
        "undated": capitalised(
            ngettext(
                "{count} more entry has no date.",
                "{count} more entries have no date.",
                unknown,
                count=in_words(unknown),
            )
        )
        if unknown
        else "",
    }
