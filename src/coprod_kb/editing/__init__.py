"""Plans changes to many files at once: merges, renames, splits, fields, keywords and drafts.

In: the entries, the vocabulary, and the content of files. Out: the new content of each file that changes, in memory.
Knows nothing of the terminal, and neither reads nor writes files.
"""
