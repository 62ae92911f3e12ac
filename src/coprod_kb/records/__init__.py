"""An entry as other programs see it: bibliographic records, citations, metadata, linked data.

In: the catalogue and the settings. Out: text and data in formats that are defined elsewhere (RIS, BibTeX, CSL, SKOS …).
Knows nothing of pages.
"""
