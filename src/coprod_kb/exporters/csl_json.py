"""CSL-JSON: the items as they are."""

from __future__ import annotations

import json

from coprod_kb.formats.csl import VARIABLES, Item


def write(items: list[Item]) -> str:
    """A list of items, each with its variables in one order; a line feed at the end."""
    ordered = [{name: item[name] for name in VARIABLES if name in item} for item in items]  # type: ignore[literal-required]
    return json.dumps(ordered, ensure_ascii=False, indent=1) + "\n"
