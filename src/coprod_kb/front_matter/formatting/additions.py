"""Adds terms and fields to a vocabulary file without changing a byte of what people wrote in it.

The file is never parsed and written anew: its comments, order and form belong to its authors. Text is only inserted.
Each changed term is read again, to verify that it holds its former values and the additions, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from coprod_kb.front_matter.formatting.splices import LINE, NoPlace, Splices, TermFields
from coprod_kb.front_matter.formatting.writing import write_fields
from coprod_kb.front_matter.strict_yaml import load


@dataclass(frozen=True, slots=True)
class Additions:
    """The result of adding to a file.

    text: of the file with the additions; line ends and everything else are unchanged.
    refused: positions of the terms to which nothing could be added because of their form; they are unchanged.
    """

    text: str
    refused: frozenset[int] = frozenset()


def with_additions(
    text: str, new: Sequence[TermFields], added: Mapping[int, TermFields], order: Sequence[str]
) -> Additions:
    """The list of terms in `text` with further fields and list items, and with further terms at its end.

    text: of a file without faults, with its own line ends, without a byte order mark.
    new: whole terms to append. added: by the position of a term, fields that it lacks and further items of its lists.
    order: all fields that a term may have, in the order in which they are written.
    Raises `NoPlace` if the terms stand in brackets rather than after hyphens.
    """
    end = "\r\n" if LINE.findall(text)[0].endswith("\r\n") else "\n"
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if root is not None and (start := Splices(text, 0, end).at(root.start_mark)) == text.find("[]", start):
        text, root = f"{text[:start].rstrip()}{end}{text[start + 2 :].lstrip()}".lstrip(), None
    starts = Splices(text, 0, end).starts
    if root is not None and (not isinstance(root, yaml.SequenceNode) or root.flow_style):
        raise NoPlace("the terms stand in brackets")
    items = root.value if root else []
    rows = [item.start_mark.line for item in items]
    pieces: list[str] = [text[: starts[rows[0]]]] if rows else [text]
    refused = set()
    for place, (item, row) in enumerate(zip(items, rows, strict=True)):
        stop = starts[rows[place + 1]] if place + 1 < len(rows) else len(text)
        own = text[starts[row] : stop]
        changed = _completed(own, item, row, added[place], end, order) if place in added else own
        if place in added and changed == own:
            refused.add(place)
        pieces.append(changed)
    whole = "".join(pieces)
    margin = " " * root.start_mark.column if root else ""
    for values in new:
        joint = "" if not whole.strip() else end if whole.endswith(("\n", "\r")) else end * 2
        whole += joint + "".join(f"{line}{end}" for line in _term_lines(values, margin, order))
    return Additions(whole, frozenset(refused))


def _term_lines(values: TermFields, margin: str, order: Sequence[str]) -> Iterable[str]:
    ordered = {name: values[name] for name in order if values.get(name)}
    for number, line in enumerate(write_fields(ordered).splitlines()):
        yield f"{margin}{'  ' if number else '- '}{line}" if line else ""


# --- Existing terms ---------------------------------------------------------------------------------


def _completed(own: str, item: yaml.Node, row: int, added: TermFields, end: str, order: Sequence[str]) -> str:
    """The lines of one term with the additions; unchanged if the result would not have the expected values.

    row: of the file, where the lines start.
    """
    if not isinstance(item, yaml.MappingNode) or not item.value:
        return own
    lines = Splices(own, row, end)
    try:
        lines.put_fields(item, added, order)
        changed = lines.result()
        before, after = _values(own), _values(changed)
    except ValueError:
        return own
    expected = {name: value for name, value in before.items() if value is not None}
    for name, value in added.items():
        expected[name] = [*(before.get(name) or ()), *value] if isinstance(value, list | tuple) else value
    return changed if after == expected else own


def _values(own: str) -> dict[str, Any]:
    """The values of the lines of one term. Raises `ValueError` if these are not a term by themselves."""
    document, faults = load(own.replace("\r\n", "\n").replace("\r", "\n"), "")
    if (
        any(found.is_error for found in faults)
        or not isinstance(document.value, list)
        or len(document.value) != 1
    ):
        raise ValueError
    term = document.value[0]
    if not isinstance(term, dict):
        raise ValueError
    return dict(term)
