"""CSL-JSON: the items without any change."""

from __future__ import annotations

import json
from collections.abc import Sequence

from coprod_kb.records.formats.csl import VARIABLES, Item


def file(records: Sequence[str]) -> str:
    """A JSON array of items, with a line feed at the end."""
    return "[\n" + ",\n".join(records) + "\n]\n" if records else "[]\n"


def record(item: Item) -> str:
    """An item with its variables in the order of `VARIABLES`, indented as in an array."""
    ordered = {name: item[name] for name in VARIABLES if name in item}  # type: ignore[literal-required]
    return " " + json.dumps(ordered, ensure_ascii=False, indent=1).replace("\n", "\n ")
