"""One file of `entries/` becomes an `Entry`, or the diagnostics that say why not.

In: the files of the folder, and the vocabulary. Out: a `Reading` of each file, never an exception. Knows no entry but the
one that it reads.
"""
