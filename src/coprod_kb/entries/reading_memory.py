"""A cache of readings between the checks that one person runs, since few entries change from one check to the next.

The key of a reading is a digest of all that it depends on: the file, its path, the names of terms, and the program. The
cache is outside the project, in the user's cache folder, so that nobody can submit readings along with entries. It is
data in SQLite, and nothing in it is executed. It may be deleted at any time.
"""

from __future__ import annotations

import json
import platform
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from coprod_kb.diagnostics import Diagnostic, Severity
from coprod_kb.entries.folder import content_of
from coprod_kb.entries.model import Entry, Reading
from coprod_kb.entries.prose import EntryLink, Heading, Prose, WebLink
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.entries.workers import OF_THE_MACHINE
from coprod_kb.front_matter.entry_schema import EntrySchema
from coprod_kb.front_matter.validation import without_blanks
from coprod_kb.values.names import slug_in_path
from coprod_kb.values.translation import language


@dataclass(slots=True)
class ReadingMemory:
    """The cached readings of one project. file: the SQLite database."""

    file: Path
    _keys: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path, folder: Path) -> ReadingMemory:
        """The cache for the project at `root`. folder: holds those of all projects."""
        name = sha256(bytes(root.resolve())).hexdigest()[:32]
        return cls(folder / f"{name}.sqlite")

    def recall(self, root: Path, paths: Sequence[str], vocabulary: Vocabulary) -> dict[str, Reading]:
        """The known readings of files below `root`, by path."""
        self._keys = dict(_keys(root, paths, vocabulary.spellings))
        by_key = {key: path for path, key in self._keys.items()}
        known: dict[str, Reading] = {}
        with suppress(sqlite3.Error, OSError), self._open() as opened:
            for key, kept in opened.execute("SELECT key, reading FROM readings"):
                if key in by_key and (reading := _reading(kept, by_key[key], vocabulary.schema)):
                    known[reading.path] = reading
        return known

    def keep(self, root: Path, readings: Mapping[str, Reading], vocabulary: Vocabulary) -> None:
        """Adds new readings, and deletes those of files that `recall` was not asked for.

        If the database cannot be written, the next check takes longer and finds the same.
        """
        # Files that have changed since `recall` are left out.
        same = dict(_keys(root, list(readings), vocabulary.spellings)).items() & self._keys.items()
        kept = [
            (key, json.dumps(_kept(readings[path])))
            for path, key in same
            if not _depends_on_machine(readings[path])
        ]
        with suppress(sqlite3.Error, OSError), self._open() as opened:
            opened.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?)", kept)
            known = {key for (key,) in opened.execute("SELECT key FROM readings")}
            gone = [(key,) for key in known - set(self._keys.values())]
            opened.executemany("DELETE FROM readings WHERE key = ?", gone)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self.file.parent.mkdir(
            mode=0o700, parents=True, exist_ok=True
        )  # drafts are not for other users of the computer
        with closing(sqlite3.connect(self.file)) as opened, opened:
            opened.execute("CREATE TABLE IF NOT EXISTS readings (key TEXT PRIMARY KEY, reading TEXT)")
            yield opened


def _keys(root: Path, paths: Sequence[str], spellings: str) -> Iterator[tuple[str, str]]:
    """Each file that can be opened, by its path, with the digest of all that its reading depends on."""
    common = sha256(repr((_made_with(), spellings, language().code)).encode()).digest()
    for path in paths:
        with suppress(OSError):
            content = sha256(content_of(root / path)).digest()
            yield path, sha256(common + content + path.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _made_with() -> tuple[object, ...]:
    own = Path(__file__).parents[1]
    code = sorted(
        (file.name, status.st_mtime_ns, status.st_size)
        for file in own.rglob("*.py")
        for status in [file.stat()]
    )
    return (platform.python_version(), *_installed(), *code)


def _installed() -> list[str]:
    """Names and versions of all installed packages, from the names of their metadata folders.

    A reading depends on a dozen of them. Asking each for its version would take longer than the rest of the start.
    """
    return sorted(found.name for folder in sys.path for found in Path(folder).glob("*-info"))


def _depends_on_machine(reading: Reading) -> bool:
    """Whether another attempt may have another result."""
    return any(found.code in OF_THE_MACHINE for found in reading.diagnostics)


def _kept(reading: Reading) -> dict[str, Any]:
    """A reading without its path, as values of JSON."""
    entry = reading.entry
    return {
        "diagnostics": [asdict(found) for found in reading.diagnostics],
        "entry": entry
        and {
            "values": without_blanks(entry.document().value),
            "prose": asdict(entry.prose),
            "front": entry.front,
            "front_line": entry.front_line,
        },
    }


def _reading(text: str, path: str, schema: EntrySchema) -> Reading | None:
    """The reading in a text that was made from `_kept`; `None` if the text is something else."""
    try:
        kept = json.loads(text)
        found = tuple(
            Diagnostic(**values | {"severity": Severity(values["severity"])})
            for values in kept["diagnostics"]
        )
        slug = slug_in_path(path)
        return Reading(slug, path, kept["entry"] and _entry(kept["entry"], slug, path, schema), found)
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


def _entry(kept: Mapping[str, Any], slug: str, path: str, schema: EntrySchema) -> Entry:
    prose = kept["prose"]
    return Entry(
        slug,
        path,
        schema.typed(kept["values"]),
        Prose(
            prose["html"],
            tuple(Heading(**heading) for heading in prose["headings"]),
            tuple(EntryLink(**link) for link in prose["entry_links"]),
            prose["words"],
            prose["text"],
            tuple(WebLink(**link) for link in prose["web_links"]),
        ),
        kept["front"],
        kept["front_line"],
    )
