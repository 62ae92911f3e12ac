"""CSL-JSON: the items as they are."""

from __future__ import annotations

import json
from collections.abc import Sequence

from coprod_kb.records.formats.csl import VARIABLES, Item


def file(records: Sequence[str]) -> str:
    """A list of items; a line feed at the end."""
    return "[\n" + ",\n".join(records) + "\n]\n" if records else "[]\n"


def record(item: Item) -> str:
    """An item with its variables in one order, indented as in a list."""
    ordered = {name: item[name] for name in VARIABLES if name in item}  # type: ignore[literal-required]
    return " " + json.dumps(ordered, ensure_ascii=False, indent=1).replace("\n", "\n ")
