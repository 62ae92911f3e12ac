"""The text below an entry's front matter, its body: untrusted Markdown in, sanitised HTML and findings out.

Three lines of defence, in this order: markdown-it-py with `html: False` escapes every HTML tag (`markdown`); the rules
decide every address, id and class (`addresses`, `links`, `footnotes`, `rules`); nh3 keeps only what the rules generate
(`sanitising`).

The package exports the results. `rendering` makes them, and imports the parser.
"""

from coprod_kb.entries.prose.model import MAX_COMPARED, EntryLink, Heading, Prose, WebLink

__all__ = ["MAX_COMPARED", "EntryLink", "Heading", "Prose", "WebLink"]
