"""An entry: what one file of the knowledge base says, typed, with its prose rendered; and what became of a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries.prose import Prose
from coprod_kb.front_matter.document import Document
from coprod_kb.front_matter.schema import EntryType, FrontMatter
from coprod_kb.front_matter.strict_yaml import load
from coprod_kb.values.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Entry:
    """One project, paper or report.

    slug: file name without `.md`; the entry's address is `entries/<slug>/`.
    path: file relative to the project's folder, with forward slashes.
    front, front_line: the front matter as text and its first line, to place later findings.
    first_seen, last_changed: from the history of the file; `None` where it is not known.
    """

    slug: str
    path: str
    fields: FrontMatter
    prose: Prose
    front: str
    front_line: int
    first_seen: date | None = None
    last_changed: date | None = None

    @property
    def title(self) -> str:
        """The title; the slug where a draft has none yet."""
        return self.fields.title or self.slug

    @property
    def type(self) -> EntryType:
        return self.fields.type

    @property
    def address(self) -> str:
        """Site-relative address of the page."""
        return f"entries/{self.slug}/"

    @property
    def when(self) -> str | None:
        """Publication date or period for readers; `None` where the source gives neither."""
        if self.fields.period:
            return self.fields.period.label
        return self.fields.date.label if self.fields.date else None

    @property
    def begins(self) -> PartialDate | None:
        """When it was published or begun; what lists are ordered by."""
        return self.fields.period.start if self.fields.period else self.fields.date

    @property
    def year(self) -> int | None:
        return self.begins.year if self.begins else None

    @property
    def years(self) -> range:
        """Every year that the entry covers; an open period counts with its first year only."""
        if self.begins is None:
            return range(0)
        end = self.fields.period.end if self.fields.period else None
        return range(self.begins.year, (end.year if end else self.begins.year) + 1)

    @property
    def added(self) -> date | None:
        """When it came in, as the entry says or else as its history shows."""
        return self.fields.added.first_day if self.fields.added else self.first_seen

    @property
    def updated(self) -> date | None:
        """When it last changed, as the entry says or else as its history shows."""
        return self.fields.updated.first_day if self.fields.updated else self.last_changed

    def document(self) -> Document:
        """The front matter with its places. Reads again: only faults ask, and they are few."""
        return load(self.front, self.path, self.front_line)[0]


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file.

    slug: the file name without `.md`, also where the entry could not be read; where that cannot be
    part of an address, which is an error, what `slug_of` makes of it.
    entry: the typed entry, so that checks across entries can go on with it, also where it has errors;
    `None` where its fields could not be typed. Only a `sound` one is published.
    """

    slug: str
    path: str
    entry: Entry | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def sound(self) -> bool:
        """Whether there is an entry without errors."""
        return self.entry is not None and not any(found.is_error for found in self.diagnostics)


def newest_first(entry: Entry) -> tuple[int, str, str]:
    """Sort key: latest first, then by title; without a date last."""
    day = entry.begins.first_day.toordinal() if entry.begins else 0
    return (-day, entry.title.casefold(), entry.slug)


def last_added_first(entry: Entry) -> tuple[int, tuple[int, str, str]]:
    """Sort key: what came in last first, then as in other lists; what came in nobody knows when last."""
    return (-(entry.added or date.min).toordinal(), newest_first(entry))
