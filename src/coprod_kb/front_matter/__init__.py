"""The fields of an entry: from YAML text to typed values, and back to text.

In: the bytes of a file. Out: typed values, their places and diagnostics; formatted text; JSON Schema. Knows nothing of
Markdown, the vocabulary or other entries.
"""
