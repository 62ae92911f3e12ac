"""`mkdocs serve`: pages of the collection are rendered when somebody asks for them.

After a change, everything is read anew, and nothing is rendered: what is in the preview's folder counts as stale. The
server asks `Preview` first. If the address is one of ours, the page is rendered into the folder, from where MkDocs' own
application serves it, with its script that reloads the page.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from posixpath import normpath
from threading import RLock
from typing import TYPE_CHECKING

from coprod_kb.mkdocs_plugin.watching import walk
from coprod_kb.publishing.parallel_writing import write_file
from coprod_kb.publishing.site_files import SiteFiles

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


class Preview:
    """An application in front of MkDocs' own. Threads of the server use it at the same time.

    site: the folder from which MkDocs serves. mount_path: the address of its root, with a slash at both ends.
    """

    def __init__(self, application: WSGIApplication, site: Path, mount_path: str) -> None:
        self._application, self._site, self._mount_path = application, site, mount_path
        self._output: SiteFiles | None = None
        self._written: set[str] = set()
        self._stale: set[str] = set()
        self._asked: Counter[str] = Counter()
        self._lock = RLock()

    def show(self, output: SiteFiles, *, emptied: bool) -> None:
        """From now on, shows this state of the site. emptied: whether MkDocs has just built the folder anew.

        Pages that are being sent at this moment are rendered at once, since MkDocs may read them only now.
        """
        with self._lock:
            self._output = output
            if emptied:
                self._written.clear()
            self._stale = set(self._written)
            for path in [*self._stale]:
                if not output.has(path):
                    self._remove(path)
            for path in [*self._asked]:
                self._refresh(path)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if not path.startswith(self._mount_path) or path.startswith("/livereload/"):
            return self._application(environ, start_response)
        file = normpath("/" + path.removeprefix(self._mount_path)).lstrip("/")
        with self._current(file if PurePosixPath(file).suffix else f"{file}/index.html".lstrip("/")):
            return self._application(environ, start_response)

    @contextmanager
    def _current(self, path: str) -> Iterator[None]:
        """Meanwhile this file is kept as it should be."""
        with self._lock:
            self._asked[path] += 1
            self._refresh(path)
        try:
            yield
        finally:
            with self._lock:
                self._asked -= Counter([path])

    def _refresh(self, path: str) -> None:
        if self._output is None or (path in self._written and path not in self._stale):
            return
        for made, content in self._output.files_with(path):
            write_file(self._site, made, content, set())
            self._written.add(made)
            self._stale.discard(made)
        if path in self._stale:  # its group does not make it any more
            self._remove(path)

    def _remove(self, path: str) -> None:
        self._written.discard(path)
        self._stale.discard(path)
        (self._site / path).unlink(missing_ok=True)


def states(paths: Iterable[Path], *, apart_from: Iterable[Path] = ()) -> dict[str, tuple[int, ...]]:
    """What tells whether a file below the paths has changed, by path. apart_from: folders that are left out."""
    left_out = tuple(os.fspath(folder) for folder in apart_from)
    found: dict[str, tuple[int, ...]] = {}
    for path in paths:
        for file in _files(os.fspath(path), left_out):
            try:
                status = os.stat(file)
            except OSError:
                continue
            found[file] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def _files(path: str, left_out: tuple[str, ...]) -> Iterator[str]:
    if not os.path.isdir(path):
        yield path
    for folder, folders, names in walk(path):
        folders[:] = [name for name in folders if os.path.join(folder, name) not in left_out]
        yield from (os.path.join(folder, name) for name in names)
