"""Who is behind entries: the organisations and people that they name, apart by what these did."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from heapq import nsmallest
from typing import NamedTuple

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry
from coprod_kb.pages.page import Context, link, record_path, separated
from coprod_kb.values.sorting import collated
from coprod_kb.values.translation import N_, gettext, ngettext
from coprod_kb.values.wording import in_words

MOST = 6
"""Maximum number of names in a line."""

_LINES = (N_("Organisations"), N_("Authors and researchers"), N_("Contributed by"))

_NOT_AT_WORK = frozenset({"commissioner", "contributor", "funder", "publisher"})
"""Roles of organisations that did not do the work. One that only contributed an entry may be that of the editors."""


class _Named(NamedTuple):
    """Whom a line names. key: for the order of names."""

    key: str
    label: str
    path: str


class Behind:
    """Finds the organisations and people of each entry once, so that many lists of entries can show them.

    Organisations are those that did or wrote the work, or where its authors and researchers are. People who contributed
    an entry stand apart with their organisations, since they need not have had a part in the work.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._of_entry: dict[str, list[tuple[int, _Named]]] = defaultdict(list)
        for record in catalogue.organisations.values():
            path = record_path("organisations", record)
            named = _Named(collated(record.sort_key), record.label, path)
            self._note(
                named,
                (
                    (2 * (mention.where[0] == "contributors"), mention.entry)
                    for mention in record.mentions
                    if mention.role not in _NOT_AT_WORK
                ),
            )
        for person in catalogue.people.values():
            named = _Named(collated(person.name.sort_key), person.label, record_path("people", person))
            self._note(
                named, ((1 + (mention.role == "contributor"), mention.entry) for mention in person.mentions)
            )

    def _note(self, named: _Named, parts: Iterable[tuple[int, Entry]]) -> None:
        for line, slug in dict.fromkeys((line, entry.slug) for line, entry in parts):
            self._of_entry[slug].append((line, named))

    def lines(self, entries: Iterable[Entry]) -> list[Context]:
        """A labelled line of names for each of `_LINES` that is not empty: those of most entries first, then by name.

        Those of the first two lines are not repeated among those who contributed.
        """
        lines: tuple[Counter[_Named], ...] = (Counter(), Counter(), Counter())
        for entry in entries:
            for line, named in self._of_entry.get(entry.slug, ()):
                lines[line][named] += 1
        for named in (*lines[0], *lines[1]):
            del lines[2][named]
        return [
            {"label": gettext(label), "names": _names(line)}
            for label, line in zip(_LINES, lines, strict=True)
            if line
        ]


def _names(line: Counter[_Named]) -> list[Context]:
    shown = nsmallest(MOST, line.items(), key=lambda item: (-item[1], item[0]))
    names = [link(named.label, named.path) for named, _ in shown]
    if more := len(line) - len(shown):
        names.append(link(ngettext("{count} more", "{count} more", more, count=in_words(more))))
    return separated(names)
