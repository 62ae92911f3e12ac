"""The project around the entries: `mkdocs.yml`, the docs folder, and the history of files in git.

In: the folder that holds `mkdocs.yml`. Out: settings, diagnostics about them, and facts about files. Knows neither MkDocs
itself nor what entries say.
"""
