"""The text below an entry's front matter: untrusted Markdown in, sanitised HTML and findings out.

Three walls, in this order: markdown-it-py with `html: False` writes every tag that was typed as
text (`markdown`); the rules decide every address, id and class (`addresses`, `links`, `footnotes`,
`rules`); nh3 lets through only what they generate (`sanitising`).

The package itself gives what becomes of a text. `rendering` makes it, and loads the parser.
"""

from coprod_kb.entries.prose.model import MAX_COMPARED, EntryLink, Heading, Prose, WebLink

__all__ = ["MAX_COMPARED", "EntryLink", "Heading", "Prose", "WebLink"]
