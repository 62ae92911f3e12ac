"""The fields of an entry: from YAML text to typed values, and back to text.

In: the text of a file. Out: values of the schema with their positions, diagnostics, formatted text, JSON Schema. Knows
nothing of Markdown, of the vocabulary, or of other entries.
"""
