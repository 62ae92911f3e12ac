"""Citations that survive between builds: those of an entry take a millisecond, and few entries change.

A citation is kept under a digest of what it was made from. The file may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coprod_kb.records.citing import STYLES, Citations, cite, cited_part, made_with
from coprod_kb.records.formats.csl import Item

FILE = Path(".cache", "citations.json")
"""Where a project keeps it, below its folder."""


@dataclass(slots=True)
class CitationMemory:
    """Makes each citation once. file: where they are kept; without one, for as long as this object lives."""

    file: Path | None = None
    _known: dict[str, Citations] | None = None
    _used: dict[str, Citations] = field(default_factory=dict)

    def cite(self, item: Item) -> Citations:
        """As `citing.cite` gives them."""
        part = json.dumps(cited_part(item), ensure_ascii=False, sort_keys=True)
        key = hashlib.sha256(part.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        if key not in self._used:
            if self._known is None:
                self._known = _read(self.file) if self.file else {}
            self._used[key] = self._known.get(key) or cite(item)
        return self._used[key]

    def keep(self) -> None:
        """Writes down what was asked for since the last time, and forgets the rest.

        Where that cannot be done, the next build takes longer and is none the worse.
        """
        used, self._used = self._used, {}
        if self._known is None or used == self._known:
            return
        self._known = used
        if self.file:
            with suppress(OSError):
                _write(self.file, used)


def _read(file: Path) -> dict[str, Citations]:
    """What the file holds; nothing where it holds something else, or what other versions made."""
    try:
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(kept, dict) or kept.get("made_with") != made_with():
        return {}
    citations = kept.get("citations")
    if not isinstance(citations, dict) or not all(map(_is_sound, citations.values())):
        return {}
    return {key: tuple(value) for key, value in citations.items()}


def _is_sound(value: Any) -> bool:
    return (
        isinstance(value, list) and len(value) == len(STYLES) and all(isinstance(one, str) for one in value)
    )


def _write(file: Path, citations: Mapping[str, Citations]) -> None:
    """Whole or not at all: two builds may run at once."""
    kept = {"made_with": made_with(), "citations": dict(sorted(citations.items()))}
    file.parent.mkdir(exist_ok=True)
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        beside.write_text(json.dumps(kept, ensure_ascii=False, indent=0), encoding="utf-8", newline="\n")
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
