"""The canonical spelling of an entry's front matter: for files that are new, and for those that are there."""

from coprod_kb.formatting.rewriting import Formatting, format_entry
from coprod_kb.formatting.writing import write_entry, write_fields

__all__ = ["Formatting", "format_entry", "write_entry", "write_fields"]
