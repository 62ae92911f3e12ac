"""Files of other programs become new entries (`works/`: RIS, BibTeX, CSV …) and new keywords (`terms/`: SKOS, CSV).

In: bytes from anywhere, the entries and vocabulary that are there. Out: texts of new files, and diagnostics.
Never raises on content. Knows nothing of the disk, the web or the terminal.
"""
