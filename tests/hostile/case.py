"""One case of the hostile corpus: a file as a stranger might leave it, and what has to become of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tests.conftest import entry_text

PAYLOAD = "<script>pwned()</script><img src=x onerror=pwned()>"
"""What would run if a page did not escape; a browser test defines `pwned` and sees it called."""
BREAKOUT = """"><svg onload=pwned()>' onfocus='pwned()' autofocus &lt;script&gt;pwned()&lt;/script&gt;"""
"""What would run if an attribute did not escape its quotes, or if a page unescaped twice."""


class Made(StrEnum):
    """What stands in the folder; of a link, the content is where it leads."""

    FILE = "file"
    LINK = "link"
    FIFO = "fifo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One file below `entries/`, and what is expected.

    file: its name as the disk holds it, with folders.
    errors: codes of the errors, each once, in alphabetical order; without any it is accepted.
    among_others: further codes where it is read together with the whole corpus.
    title: of the page; empty where there is none to compare.
    shown: texts that readers must see on the page, exactly.
    listed: whether index pages lead to it.
    defect: why the expectation does not hold yet; the tests then await the failure.
    """

    name: str
    content: bytes
    file: bytes
    errors: tuple[str, ...] = ()
    among_others: tuple[str, ...] = ()
    title: str = ""
    shown: tuple[str, ...] = ()
    listed: bool = True
    made: Made = Made.FILE
    defect: str = ""

    @property
    def accepted(self) -> bool:
        return not self.errors and not self.among_others

    @property
    def path(self) -> str:
        """As Python reads file names: bytes that are not UTF-8 as surrogates."""
        return f"entries/{os.fsdecode(self.file)}"


def raw(name: str, content: bytes | str, *errors: str, **more: Any) -> Case:
    """A case with exactly this content."""
    data = content if isinstance(content, bytes) else content.encode()
    file = more.pop("file", f"{name}.md")
    return Case(
        name=name,
        content=data,
        file=file if isinstance(file, bytes) else file.encode(),
        errors=tuple(sorted(errors)),
        **more,
    )


def entry(name: str, *errors: str, body: str = "", **fields: Any) -> Case:
    """A sound entry but for `body` and `fields`, which replace its own; see `entry_text`."""
    known = ("file", "shown", "listed", "defect", "among_others")
    more = {key: fields.pop(key) for key in known if key in fields}
    title = fields.setdefault("title", f"Case {name}")
    shown_title = "" if errors or not isinstance(title, str) else title
    return raw(name, entry_text(body, **fields), *errors, title=shown_title, **more)


def front(name: str, lines: str, *errors: str, body: str = "", **more: Any) -> Case:
    """A sound entry with further lines of front matter, written as they are."""
    text = entry_text(body, title=f"Case {name}").replace("\n---\n", f"\n{lines}\n---\n", 1)
    return raw(name, text, *errors, **more)
