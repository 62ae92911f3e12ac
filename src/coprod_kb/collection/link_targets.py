"""What the slug of an entry leads to, when another entry names it: in a field, or in a link in its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

from coprod_kb.diagnostics import did_you_mean
from coprod_kb.entries.model import Entry, Reading, typed_entries
from coprod_kb.entries.prose import MAX_COMPARED, EntryLink
from coprod_kb.entries.prose.addresses import heading_named

MAX_SUGGESTIONS = 5
"""Unknown slugs of one entry for which a similar one is looked for. Each search goes through all entries."""

MAX_LISTED = 10
"""Headings that a hint lists."""


@dataclass(slots=True)
class Suggestions:
    """“Did you mean …?” for the unknown slugs of one entry. slugs: of all entries."""

    slugs: Iterable[str]
    given: dict[str, str] = field(default_factory=dict)

    def of(self, slug: str) -> str:
        """As `did_you_mean`; empty after `MAX_SUGGESTIONS` different slugs."""
        if slug not in self.given and len(self.given) < MAX_SUGGESTIONS:
            self.given[slug] = did_you_mean(slug, self.slugs)
        return self.given.get(slug, "")


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """What the slugs of a collection lead to.

    known: the typed entries by slug. drafts: slugs of drafts that are not published.
    unread: slugs of files whose fields could not be typed. Links to them are no faults: the file has errors of its own.
    moved: the present slug for each former one.
    """

    known: Mapping[str, Entry]
    drafts: Set[str]
    unread: Set[str]
    moved: Mapping[str, str]
    _heading_ids: dict[str, Mapping[str, None]] = field(default_factory=dict)

    @classmethod
    def of(cls, readings: Sequence[Reading], published: Set[str]) -> LinkTargets:
        """The targets among all readings. published: the slugs of the entries in the catalogue."""
        entries = typed_entries(readings)
        return cls(
            {entry.slug: entry for entry in entries},
            {entry.slug for entry in entries if entry.fields.draft} - published,
            {reading.slug for reading in readings if not reading.entry},
            {former: entry.slug for entry in entries for former in entry.fields.formerly},
        )

    def fault(self, slug: str, suggestions: Suggestions, *, in_draft: bool = False) -> tuple[str, str] | None:
        """Message and hint if the slug leads nowhere; `None` if it leads to an entry.

        A draft may link to drafts, since it is not published either.
        """
        if slug in self.drafts and not in_draft:
            return (
                f"“{slug}” is a draft, so it is not published.",
                "Finish that entry first, or delete this link.",
            )
        if slug in self.known or slug in self.unread:
            return None
        if slug in self.moved:
            return f"“{slug}” is called “{self.moved[slug]}” now.", f"Write `{self.moved[slug]}`."
        return (
            f"There is no entry “{slug}”.",
            suggestions.of(slug) + "Write the file name of an entry, without `.md`.",
        )

    def heading_fault(self, link: EntryLink) -> tuple[str, str] | None:
        """Message and hint if a link names a heading that its entry does not have; else `None`."""
        entry = self.known.get(link.slug)
        if not entry or not link.fragment:
            return None
        ids = self._ids(entry)
        if (named := heading_named(link.fragment)) in ids:
            return None
        listed = [f"#{identifier}" for identifier in islice(ids, MAX_LISTED)]
        more = " and so on" if len(ids) > MAX_LISTED else ""
        headings = f"Its headings are {', '.join(listed)}{more}." if ids else "It has no headings."
        near = did_you_mean(named, islice(ids, MAX_COMPARED))
        return f"“{link.slug}” has no heading “#{link.fragment}”.", near + headings

    def _ids(self, entry: Entry) -> Mapping[str, None]:
        """The ids of the headings in the text of an entry, in order."""
        if entry.slug not in self._heading_ids:
            self._heading_ids[entry.slug] = dict.fromkeys(heading.id for heading in entry.prose.headings)
        return self._heading_ids[entry.slug]
