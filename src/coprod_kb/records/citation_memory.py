"""A cache of citations between builds: making those of an entry takes a millisecond, and few entries change.

The key is a digest of the variables from which a citation is made. The file may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from coprod_kb.project.cache import Cache
from coprod_kb.records.citing import STYLES, Citations, cite, cited_part, made_with
from coprod_kb.records.formats.csl import Item

NAME = "citations.json"
"""Name of the file in the cache of a project."""


@dataclass(slots=True)
class CitationMemory:
    """Makes each citation once. cache: of the project; without it, citations are kept as long as this object lives."""

    cache: Cache | None = None
    _known: dict[str, Citations] | None = None
    _used: dict[str, Citations] = field(default_factory=dict)

    def cite(self, item: Item) -> Citations:
        """The citations of an item, as `citing.cite` returns them."""
        part = json.dumps(cited_part(item), ensure_ascii=False, sort_keys=True)
        key = hashlib.sha256(part.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        if key not in self._used:
            if self._known is None:
                self._known = _read(self.cache.get(NAME)) if self.cache else {}
            self._used[key] = self._known.get(key) or cite(item)
        return self._used[key]

    def keep(self) -> None:
        """Writes the citations that were used since the last call to the cache, and drops the others.

        An `OSError` is ignored: the next build then makes the citations again.
        """
        used, self._used = self._used, {}
        if self._known is None or used == self._known:
            return
        self._known = used
        if self.cache:
            kept = {"made_with": made_with(), "citations": dict(sorted(used.items()))}
            with suppress(OSError):
                self.cache.put(NAME, json.dumps(kept, ensure_ascii=False, indent=0).encode())


def _read(content: bytes | None) -> dict[str, Citations]:
    """The citations in the file by key; empty if the file is damaged, or other versions wrote it."""
    try:
        kept = json.loads(content or b"")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(kept, dict) or kept.get("made_with") != made_with():
        return {}
    citations = kept.get("citations")
    if not isinstance(citations, dict) or not all(map(_is_sound, citations.values())):
        return {}
    return {key: tuple(value) for key, value in citations.items()}


def _is_sound(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == len(STYLES)
        and all(isinstance(citation, str) for citation in value)
    )
