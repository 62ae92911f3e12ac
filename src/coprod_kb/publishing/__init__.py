"""What a site consists of, and how it is put on the disk.

In: a `Snapshot`. Out: files beside pages, the search index, emitted Markdown, and a folder that is replaced whole or not
at all. Knows nothing of MkDocs.
"""
