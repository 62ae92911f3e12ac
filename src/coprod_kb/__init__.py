"""A static knowledge base on co-production: entries in, a checked and cross-linked site out.

Data flows one way: `yaml_source`, `schema`, `prose` and `reading` turn a file into an entry or
findings; `catalogue` brings entries together; `pages` says what each page shows; `site` reads
the folder; `mkdocs_plugin` and `cli` are the two ways in.
"""
