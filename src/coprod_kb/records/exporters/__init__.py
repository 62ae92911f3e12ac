"""The collection in the formats of other programs: one module for each format, and `files` for the table of them.

In: the catalogue, or CSL items made from it. Out: text, which is written as UTF-8. No value can end its record or begin
another one, so that a hostile title stays a title.
"""

from coprod_kb.records.exporters.files import (
    BIBLIOGRAPHIC_FORMATS,
    COLLECTION_FILES,
    ENTRY_FORMATS,
    FORMAT_NAMES,
    BibliographicFormat,
    export,
    exported_files,
)

__all__ = [
    "BIBLIOGRAPHIC_FORMATS",
    "COLLECTION_FILES",
    "ENTRY_FORMATS",
    "FORMAT_NAMES",
    "BibliographicFormat",
    "export",
    "exported_files",
]
