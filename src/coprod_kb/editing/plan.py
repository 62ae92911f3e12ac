"""A plan: the files of a project that change, with their new content."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from coprod_kb.front_matter.entry_schema import EntrySchema
from coprod_kb.front_matter.formatting import NoPlace, edited_entry
from coprod_kb.project.changes import FileChange
from coprod_kb.project.project import ProjectError


class Refused(ProjectError):
    """A change cannot be made. The message says why, and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(f"{message} Nothing was written.")


Content = Callable[[str], bytes | None]
"""Gives the content of a file by its path in the project; `None` if there is none."""

Fields = dict[str, Any]


@dataclass(slots=True)
class Plan:
    """The files that a command changes, with their new content.

    content: gives the present content. schema: the fields of entries. after: the new content by path; `None` for a file that goes.
    moved: the new path of files that are renamed.
    """

    content: Content
    schema: EntrySchema
    after: dict[str, bytes | None] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)

    def text_of(self, path: str) -> bytes:
        """The content that a file would have; empty if there is no file."""
        return (self.after[path] if path in self.after else self.content(path)) or b""

    def edit(self, path: str, change: Callable[[Fields], Fields]) -> None:
        """Changes the fields of an entry. Raises `Refused` if its form does not allow it."""
        try:
            self.put(path, edited_entry(self.text_of(path), path, change, self.schema))
        except NoPlace as error:
            raise Refused(
                f"{path} cannot be changed: {error}. Change it by hand, or put it in order with `coprod-kb fmt`."
            ) from None

    def put(self, path: str, content: bytes | None) -> None:
        """Gives a file new content; `None` if it goes."""
        if content == self.content(path):
            self.after.pop(path, None)
        else:
            self.after[path] = content

    def move(self, path: str, to: str) -> None:
        """Renames a file."""
        self.put(to, self.text_of(path))
        self.put(path, None)
        self.moved[path] = to

    @property
    def changes(self) -> list[FileChange]:
        return [FileChange(path, self.content(path), new) for path, new in sorted(self.after.items())]

    @property
    def files(self) -> int:
        """How many files change; a file that moves is one."""
        return len(self.after) - len(self.moved)

    def diff(self) -> Iterator[str]:
        """The lines of a unified diff, as `git apply` takes it."""
        targets = set(self.moved.values())
        for path, new in sorted(self.after.items()):
            if path in targets:
                continue
            to = self.moved.get(path, path)
            if to != path:
                yield from (f"diff --git a/{path} b/{to}", f"rename from {path}", f"rename to {to}")
            before, after = self.content(path), self.after[to] if to != path else new
            yield from _file_diff(path, to, before, after)


def _file_diff(path: str, to: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    old, new = (_lines(content) for content in (before, after))
    names = ("/dev/null" if before is None else f"a/{path}", "/dev/null" if after is None else f"b/{to}")
    for line in difflib.unified_diff(old, new, *names, lineterm=""):
        yield line.removesuffix("\n")
        if not line.endswith("\n") and line[:1] in "+- " and not line.startswith(("+++ ", "--- ")):
            yield "\\ No newline at end of file"


def _lines(content: bytes | None) -> list[str]:
    text = (content or b"").decode("utf-8", "replace")
    return [line for line in re.split(r"(?<=\n)", text) if line]
