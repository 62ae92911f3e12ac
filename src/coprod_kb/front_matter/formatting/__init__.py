"""The canonical form of an entry's front matter, for new files and for existing ones.

Also additions to a list of terms of the vocabulary, which leave the form of what is there unchanged.
"""

from coprod_kb.front_matter.formatting.additions import Additions, NoPlace, with_additions
from coprod_kb.front_matter.formatting.rewriting import Formatting, format_entry
from coprod_kb.front_matter.formatting.writing import write_entry, write_fields

__all__ = [
    "Additions",
    "Formatting",
    "NoPlace",
    "format_entry",
    "with_additions",
    "write_entry",
    "write_fields",
]
