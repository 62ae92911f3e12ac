"""Pages become HTML: the inside by our own templates, the shell around it by any theme.

In: a `Page`, the templates of `templates/pages/`, and a shell that a theme has rendered. Out: the text of a finished page.
Knows nothing of MkDocs, of the disk, or of where a page is put.
"""
