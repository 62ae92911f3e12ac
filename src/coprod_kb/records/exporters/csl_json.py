"""CSL-JSON: the items as they are, with the names that `cited_as_csl` gives."""

from __future__ import annotations

import json
from collections.abc import Sequence

from coprod_kb.records.formats.csl import VARIABLES, Item, cited_as_csl


def file(records: Sequence[str]) -> str:
    """A JSON array of items, with a line feed at the end."""
    return "[\n" + ",\n".join(records) + "\n]\n" if records else "[]\n"


def record(item: Item) -> str:
    """An item with its variables in the order of `VARIABLES`, indented as in an array."""
    named = cited_as_csl(item)
    ordered = {name: named[name] for name in (*VARIABLES, "collection-number", "custom") if name in named}
    return " " + json.dumps(ordered, ensure_ascii=False, indent=1).replace("\n", "\n ")
