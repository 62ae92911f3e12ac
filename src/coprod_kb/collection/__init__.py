"""All entries together: their indexes, and what is wrong between them.

In: readings, vocabulary and settings. Out: a `Snapshot` with the catalogue and all diagnostics. Knows nothing of pages
or of other formats.
"""
