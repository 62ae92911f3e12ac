"""The text below an entry's front matter: untrusted Markdown in, sanitised HTML and findings out.

Three walls, in this order: markdown-it-py with `html: False` writes every tag that was typed as
text (`markdown`); the rules decide every address, id and class (`addresses`, `links`, `footnotes`,
`rules`); nh3 lets through only what they generate (`sanitising`).
"""

from coprod_kb.prose.links import MAX_ADDRESSES, MAX_COMPARED
from coprod_kb.prose.markdown import MAX_BLOCKS, MAX_LABEL, MAX_NESTING
from coprod_kb.prose.model import EntryLink, Heading, Prose, WebLink
from coprod_kb.prose.rendering import MAX_BYTES, render
from coprod_kb.web import MAX_ADDRESS

__all__ = [
    "MAX_ADDRESS",
    "MAX_ADDRESSES",
    "MAX_BLOCKS",
    "MAX_BYTES",
    "MAX_COMPARED",
    "MAX_LABEL",
    "MAX_NESTING",
    "EntryLink",
    "Heading",
    "Prose",
    "WebLink",
    "render",
]
