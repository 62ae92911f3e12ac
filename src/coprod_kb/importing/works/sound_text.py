"""The text of a new entry in which `check` finds no error: values that it refuses are left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries.model import Reading
from coprod_kb.entries.reading import read
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.document import FieldPath
from coprod_kb.front_matter.formatting import write_entry
from coprod_kb.front_matter.schema import REQUIRED
from coprod_kb.importing.works.entries import Draft

_ROUNDS = 20
"""Attempts to mend an entry by leaving out the values that have errors."""


def sound_text(draft: Draft, path: str, vocabulary: Vocabulary) -> tuple[str, Reading] | None:
    """The text of the entry and how it reads; `None` if errors remain whatever is left out.

    What is left out is also taken out of `draft`, and noted in its `left_out`. If that is a required field, the
    draft lacks it from then on. path: of the new file.
    """
    for _ in range(_ROUNDS):
        text = write_entry(draft.values, draft.text, vocabulary.schema)
        reading = read(text.encode(), path, vocabulary)
        if reading.sound:
            return text, reading
        _leave_out(draft, [found for found in reading.diagnostics if found.is_error])
    return None


def _leave_out(draft: Draft, errors: Sequence[Diagnostic]) -> None:
    """Removes the values that have errors or, if no value is to blame, the whole text below the front matter."""
    fields: dict[str, Diagnostic] = {}
    for error in errors:
        if error.field and error.field.partition(".")[0] in draft.values:
            fields.setdefault(error.field, error)
    if not fields:
        if draft.text:
            draft.left_out.append(f"the abstract and notes ({errors[0].message})")
        draft.text = ""
        return
    # Later items first, so that the positions of the others in their list stay.
    for name, error in sorted(fields.items(), key=lambda field: _sort_key(field[0]), reverse=True):
        draft.left_out.append(f"`{name}` ({error.message.rstrip('.')})")
        _remove(draft.values, tuple(int(part) if part.isdigit() else part for part in name.split(".")))
    for name in REQUIRED:
        if not draft.values.get(name) and name not in draft.lacks:
            draft.lacks = (*draft.lacks, name)
            draft.values["draft"] = True


def _sort_key(name: str) -> tuple[tuple[bool, int, str], ...]:
    """Sorts dotted paths with numbers by value: `authors.10.name` after `authors.9.name`."""
    return tuple((part.isdigit(), int(part) if part.isdigit() else 0, part) for part in name.split("."))


def _remove(values: Any, path: FieldPath) -> None:
    """Removes the value at a path or, if that is a part of a list's item, the item."""
    while len(path) > 1:
        inner = values.get(path[0]) if isinstance(values, dict) else values[int(path[0])]
        if isinstance(inner, list) and len(path) == 3:
            path = path[:2]
        if not isinstance(inner, dict | list):
            path = path[:1]
            break
        values, path = inner, path[1:]
    if isinstance(values, dict):
        values.pop(path[0], None)
    elif isinstance(path[0], int) and path[0] < len(values):
        del values[path[0]]
