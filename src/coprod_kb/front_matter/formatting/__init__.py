"""The canonical form of an entry's front matter, for new files and for existing ones.

Also changes of single values, and additions to a list of terms of the vocabulary: both leave all else as it is.
"""

from coprod_kb.front_matter.formatting.additions import Additions, with_additions
from coprod_kb.front_matter.formatting.edits import (
    edited_entry,
    place_of_fields,
    value_of,
    with_renamed,
    with_values,
    without_empty,
)
from coprod_kb.front_matter.formatting.rewriting import Formatting, format_entry
from coprod_kb.front_matter.formatting.splices import NoPlace
from coprod_kb.front_matter.formatting.writing import write_entry, write_fields

__all__ = [
    "Additions",
    "Formatting",
    "NoPlace",
    "edited_entry",
    "format_entry",
    "place_of_fields",
    "value_of",
    "with_additions",
    "with_renamed",
    "with_values",
    "without_empty",
    "write_entry",
    "write_fields",
]
