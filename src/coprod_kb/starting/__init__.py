"""Makes a new project: settings, description, invented entries, vocabulary, pages, and files for its host.

Answers of a person go in, and the content of files comes out. The texts are templates in `templates/project/`;
`templates/starts/` has the sets of types and facets to start with. Nothing is written here.
"""
