"""Names, dates, identifiers and web addresses, each in one normal form.

In: text as a person wrote it. Out: the normal form, or `ValueError` with a message for that person. Knows nothing of
files, fields or entries.
"""
