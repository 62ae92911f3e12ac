"""Where links lead, within the site and on the web.

In: entries, vocabulary, pages of the docs folder. Out: diagnostics. `network` is the only module of the program that
opens a connection; nothing here reads or writes files.
"""
