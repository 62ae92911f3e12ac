"""The canonical spelling of an entry's front matter: for files that are new, and for those that are there.

And additions to a list of terms that people keep, which leave its spelling as it is.
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
