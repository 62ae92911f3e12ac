"""The editors' desk: what is left to do in a collection, each with the command or edit that settles it.

In: a snapshot and the outcomes of the last link check. Out: sections of tasks, and from them a page, a table and lines of
text. The desk is shown in a preview and by `coprod-kb desk`, and is never part of a published site.
"""
