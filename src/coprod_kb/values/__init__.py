"""Names, dates, identifiers and web addresses: each has one normal form.

In: text as a person wrote it. Out: the normal form, or `ValueError` with words for that person. Knows nothing of files,
fields or entries.
"""
