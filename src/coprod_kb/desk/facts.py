"""What helps to decide about a record: how many entries have it, and from which years."""

from __future__ import annotations

from collections.abc import Iterable

from coprod_kb.collection.authorities import Record
from coprod_kb.values.wording import count


def entries_and_years(record: Record) -> str:
    """“three entries, 2012 to 2015”; without years where none is known."""
    years = {year for entry in record.entries for year in entry.years}
    entries = count(len(record.entries), "entry", "entries")
    if not years:
        return entries
    first, last = min(years), max(years)
    return f"{entries}, {first}" if first == last else f"{entries}, {first} to {last}"


def paths_of(records: Iterable[Record]) -> list[str]:
    """The files of the entries of these records, each once."""
    return list(dict.fromkeys(entry.path for record in records for entry in record.entries))
