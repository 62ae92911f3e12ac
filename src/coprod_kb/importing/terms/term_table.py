"""A table of terms (CSV) to the concepts of a thesaurus: one per row. Columns are recognised by their names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from coprod_kb.diagnostics import did_you_mean
from coprod_kb.importing.terms.thesaurus import Concept, Thesaurus, cleaned, plain_line
from coprod_kb.importing.works.record import Readout
from coprod_kb.importing.works.table import cell_text, column_key, rows_of
from coprod_kb.values.names import spelling_key

TERM_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "label": ("label", "preferred label", "preflabel", "preferred term", "term", "keyword", "descriptor", "name"),
    "aliases": (
        *("aliases", "alias", "alternative labels", "alternative label", "altlabel", "altlabels"),
        *("hidden labels", "hiddenlabel", "synonyms", "synonym", "other spellings", "used for", "uf"),
    ),
    "definition": ("definition", "scope note", "scopenote", "sn", "description", "meaning"),
    "source": ("source", "source of the definition", "definition source"),
    "source_url": ("source url", "source address", "url"),
    "question": ("question",),
    "slug": ("slug",),
    "broader": ("broader", "broader terms", "broader term", "bt", "parent"),
    "narrower": ("narrower", "narrower terms", "narrower term", "nt"),
    "related": ("related", "related terms", "related term", "rt", "see also"),
}  # fmt: skip
"""For each field of a keyword the names that its column may have, in any case; earlier ones go first."""

_LISTS = {"aliases", "broader", "narrower", "related"}
_BETWEEN = re.compile(r"(?<!\s)\s*[;|\n]\s*")


def read_term_table(text: str, path: str) -> Thesaurus:
    """The rows of a table whose first row names its columns. Never raises.

    Several labels in one cell stand between semicolons, vertical lines or line breaks. What `TERM_COLUMNS` does not
    know is counted. Without a column of labels there are no concepts, and an error says so.
    """
    out, rows_out = Thesaurus(path, by_label=True), Readout()
    rows = rows_of(text, path, rows_out)
    header = next(rows, None)
    names = header[1] if header else []
    known = {name: (field, rank) for field, names in TERM_COLUMNS.items() for rank, name in enumerate(names)}
    columns = {place: known[key] for place, name in enumerate(names) if (key := column_key(name)) in known}
    if not any(field == "label" for field, _ in columns.values()):
        listed = ", ".join(f"“{name.strip()[:40]}”" for name in names[:12])
        near = did_you_mean(column_key(names[0]) if names else "", TERM_COLUMNS["label"])
        return out.unusable(
            f"No column of this table is known to hold labels. Its columns are {listed}."
            if names
            else "The table is empty.",
            near + f"Call the columns {', '.join(f'`{name}`' for name in TERM_COLUMNS)}.",
            "import-columns",
            header[0] if header else None,
        )
    for line, row in rows:
        cells: dict[str, list[tuple[int, str]]] = {}
        for place, cell in enumerate(row):
            if not (told := cell_text(cell)):
                continue
            if place in columns:
                field, rank = columns[place]
                cells.setdefault(field, []).append((rank, told))
            else:
                out.unkept[names[place].strip()[:40] if place < len(names) else "cells without a column"] += 1
        out.concepts.append(cleaned(_concept(cells, line), out))
    out.diagnostics += rows_out.diagnostics
    return out.bound()


def _concept(cells: Mapping[str, list[tuple[int, str]]], line: int) -> Concept:
    def first(field: str) -> str:
        return min(cells.get(field, [(0, "")]), key=lambda one: one[0])[1]

    def several(field: str) -> tuple[str, ...]:
        parts = (part for _, cell in cells.get(field, ()) for part in _BETWEEN.split(cell))
        return tuple(one for part in parts if (one := plain_line(part)))

    return Concept(
        key=spelling_key(plain_line(first("label"))),
        label=first("label"),
        line=line,
        **{
            field: several(field) if field in _LISTS else first(field)
            for field in TERM_COLUMNS
            if field != "label"
        },  # type: ignore[arg-type]
    )
