"""One state of a site: its pages and files, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from coprod_kb.pages import Page
from coprod_kb.publishing.contents import FileGroup
from coprod_kb.publishing.parallel_writing import Content, Task

_PAGES_PER_TASK = 40


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """render: gives a page as HTML. taken: paths of files that the docs folder has instead of ours."""

    pages: Sequence[Page]
    groups: Sequence[FileGroup]
    render: Callable[[Page], str]
    taken: Collection[str] = ()
    _by_path: dict[str, Page] = field(init=False)

    def __post_init__(self) -> None:
        pages = {file_of(page): page for page in self.pages}
        object.__setattr__(
            self, "_by_path", {path: page for path, page in pages.items() if path not in self.taken}
        )

    def has(self, path: str) -> bool:
        """Whether there may be a file of ours at this path from the root of the site."""
        return path in self._by_path or (
            path not in self.taken and any(g.paths.fullmatch(path) for g in self.groups)
        )

    def files_with(self, path: str) -> Iterator[Content]:
        """The file at this path, with those that are made together with it; nothing where none of ours is there."""
        if page := self._by_path.get(path):
            yield path, self.render(page)
        elif group := next((group for group in self.groups if group.paths.fullmatch(path)), None):
            yield from ((made, text) for made, text in group.make() if made not in self.taken)

    def tasks(self) -> list[Task]:
        """All files, in parts that can be made by different processes."""
        paths = list(self._by_path)
        parts = [paths[start : start + _PAGES_PER_TASK] for start in range(0, len(paths), _PAGES_PER_TASK)]
        return [*(group.make for group in self.groups), *(self._rendering(part) for part in parts)]

    def _rendering(self, paths: Sequence[str]) -> Task:
        return lambda: ((path, self.render(self._by_path[path])) for path in paths)


def file_of(page: Page) -> str:
    """The path of a page's file from the root of the site."""
    return f"{page.path}index.html"
