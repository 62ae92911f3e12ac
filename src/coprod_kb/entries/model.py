"""An entry with its typed fields and rendered text, and the result of reading a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries.prose import Prose
from coprod_kb.front_matter.document import Document
from coprod_kb.front_matter.languages import code_for
from coprod_kb.front_matter.schema import FactValue, FrontMatter
from coprod_kb.front_matter.strict_yaml import load
from coprod_kb.values.dates import PartialDate
from coprod_kb.values.translation import language

SOURCE = "entry.txt"
"""The name of the published text of an entry's file. Programs that make pages of Markdown files leave it alone."""

OPEN = 9999
"""The last year of an ongoing period, which overlaps with every later year."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the collection.

    slug: the file name without `.md`, and the last part of the address `entries/<slug>/`.
    path: of the file, relative to the project's folder, with forward slashes.
    front, front_line: the text of the front matter and its first line, for the places of later findings.
    first_seen, last_changed: days from the history of the file; `None` if the history is not known.
    first_slug: the slug of its first file; `None` if it is the same, or not known.
    """

    slug: str
    path: str
    fields: FrontMatter
    prose: Prose
    front: str
    front_line: int
    first_seen: date | None = None
    last_changed: date | None = None
    first_slug: str | None = None

    @property
    def title(self) -> str:
        """The title; the slug if a draft has no title yet."""
        return self.fields.title or self.slug

    def said(self, name: str) -> Mapping[str, Any]:
        """A field of `IN_LANGUAGES` by the code of the language, first as lists show it, then as the work has it.

        The code is empty for what is given without one and stands in the language of the site. Empty without a value.
        """
        by_code = self.fields.translations.get(name, {})
        if not by_code:
            value = self.title if name == "title" else self.fields.value(name)
            return {self.fields.language or "": value} if value else {}
        first = code_for(by_code, language().code, self.language)
        order = dict.fromkeys((first, code_for(by_code, self.language), *by_code))
        return {code: by_code[code] for code in order}

    @property
    def language(self) -> str:
        """The code of the language of the work and of the text."""
        return self.fields.language or language().code

    def own(self, name: str) -> Any:
        """A field of `IN_LANGUAGES` in the language of the work; `None` or empty if it has none."""
        by_code = self.fields.translations.get(name)
        if by_code:
            return by_code[code_for(by_code, self.language, language().code)]
        return self.title if name == "title" else self.fields.value(name)

    @property
    def type(self) -> str:
        """The name of its type, which is one of the collection's description."""
        return self.fields.type

    @property
    def facts(self) -> Mapping[str, Mapping[str, FactValue]]:
        """The values of parts by group and part; what nobody has looked for may be absent, or `None` or empty."""
        return self.fields.facts

    @property
    def address(self) -> str:
        """The address of the page, relative to the site."""
        return f"entries/{self.slug}/"

    @property
    def source_address(self) -> str:
        """The address of the text of its file, which is published beside the page."""
        return f"{self.address}{SOURCE}"

    @property
    def when(self) -> str | None:
        """The date of publication or the period in words; `None` if the source gives neither."""
        if self.fields.period:
            return self.fields.period.label
        return self.fields.date.label if self.fields.date else None

    @property
    def begins(self) -> PartialDate | None:
        """The date of publication or the start of the period, by which lists are ordered."""
        return self.fields.period.start if self.fields.period else self.fields.date

    @property
    def year(self) -> int | None:
        return self.begins.year if self.begins else None

    @property
    def years(self) -> range:
        """Every year from the start to the end of the period. A period without an end has only its first year."""
        if self.begins is None:
            return range(0)
        end = self.fields.period.end if self.fields.period else None
        return range(self.begins.year, (end.year if end else self.begins.year) + 1)

    @property
    def year_range(self) -> tuple[int, int]:
        """The first and the last year. The last is `OPEN` for an ongoing period; both are 0 without a date."""
        if self.fields.period:
            start, end = self.fields.period.start, self.fields.period.end
            return start.year, end.year if end else OPEN
        return (self.year, self.year) if self.year else (0, 0)

    @property
    def added(self) -> date | None:
        """The day on which the entry was added, as it states or else from the history of the file."""
        return self.fields.added.first_day if self.fields.added else self.first_seen

    @property
    def updated(self) -> date | None:
        """The day of the last change, as the entry states or else from the history of the file; never before `added`."""
        if self.fields.updated or not (self.last_changed and self.added):
            return self.fields.updated.first_day if self.fields.updated else self.last_changed
        return max(self.last_changed, self.added)

    def document(self) -> Document:
        """The front matter with its places. Parses it again, which only entries with faults need."""
        return load(self.front, self.path, self.front_line)[0]


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading one file.

    slug: the file name without `.md`, even if the entry could not be read. If such a name cannot be part of an address,
    which is an error, it is what `slug_of` makes of it.
    entry: `None` if its fields could not be typed. An entry with errors takes part in the checks between entries.
    """

    slug: str
    path: str
    entry: Entry | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def sound(self) -> bool:
        """Whether there is an entry, without errors. Only sound entries are published."""
        return self.entry is not None and not any(found.is_error for found in self.diagnostics)


def typed_entries(readings: Iterable[Reading]) -> list[Entry]:
    """The entries whose fields could be typed, including those with errors."""
    return [reading.entry for reading in readings if reading.entry]


def sound_entries(readings: Iterable[Reading]) -> list[Entry]:
    """The entries without errors."""
    return typed_entries(reading for reading in readings if reading.sound)


def newest_first(entry: Entry) -> tuple[int, str, str]:
    """Sort key: latest first, without a date last; then by title."""
    day = entry.begins.first_day.toordinal() if entry.begins else 0
    return (-day, entry.title.casefold(), entry.slug)


def last_added_first(entry: Entry) -> tuple[int, tuple[int, str, str]]:
    """Sort key: by the day on which entries were added, latest first, without a day last; then `newest_first`."""
    return (-(entry.added or date.min).toordinal(), newest_first(entry))
