"""The plugin for `mkdocs build` and `mkdocs serve`: the only package that imports MkDocs.

In: MkDocs' events. Out: our pages among MkDocs' own, and a build that stops at errors. MkDocs never sees an entry: it is
given finished pages.
"""
