"""MkDocs' preview, brought up to date by what differs.

`mkdocs serve` builds a whole site after each change. Where nothing but entries and the vocabulary has changed, the pages
whose data are still the same are left as they are. What is private to MkDocs is used in this file alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from posixpath import normpath
from threading import Event, RLock
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from coprod_kb.collection.site import Snapshot
from coprod_kb.mkdocs_plugin.files import GeneratedFiles, GeneratedPage
from coprod_kb.records.citation_memory import CitationMemory

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_A_MOMENT = 0.005
"""Seconds after which the background looks again whether somebody waits for an answer."""


@dataclass(slots=True)
class Built:
    """What a full build leaves behind for the next refreshments. snapshot: what its pages show.

    After a refreshment, pages that may differ are due: each is looked at, and rendered if it differs, when somebody asks
    for it, or else in its turn. Threads of the server and of the background do so, one page at a time.
    """

    config: MkDocsConfig
    nav: Navigation
    env: Environment
    generated: GeneratedFiles
    snapshot: Snapshot
    citations: CitationMemory
    sound: bool = True
    _due: dict[str, GeneratedPage] = field(default_factory=dict)
    _asked: list[str] = field(default_factory=list)
    _documents: Sequence[File] = field(init=False)
    _lock: RLock = field(default_factory=RLock)

    def __post_init__(self) -> None:
        self._documents = self.generated.files.documentation_pages()

    def refresh(self, snapshot: Snapshot) -> bool:
        """Makes due what may differ, and removes the pages that are gone.

        `False` where only a full build will do: a commit may change the days on any page, and the navigation
        is on all of them.
        """
        with self._lock:
            before, self.snapshot = self.snapshot, snapshot
            if not self.sound or snapshot.history != before.history:
                return False
            reworded = snapshot.reworded_since(before)
            if reworded is not None:
                self._make_due(self.generated.reword(snapshot, reworded))
                return True
            return self._put_pages(snapshot)

    def _put_pages(self, snapshot: Snapshot) -> bool:
        generated, before = self.generated, self._navigated()
        new, gone = generated.put_pages(snapshot)
        generated.put_under(self.nav)
        if {file.src_uri for file in (*new, *gone)} & set(generated.navigated) or self._navigated() != before:
            return False
        self._due.clear()
        self._make_due(generated.pages())
        self._documents = generated.files.documentation_pages()
        for file in gone:
            self._remove(file)
        return True

    def _make_due(self, pages: Iterable[GeneratedPage]) -> None:
        self._due |= {page.file.dest_uri: page for page in pages}

    def renew(self, path: str) -> None:
        """Renders the page in this file of the site, if it is due and differs from what is there."""
        with self._lock:
            page = self._due.pop(path, None)
            if page is None:
                return
            self.sound = False  # if this fails, the next build is a full one
            if page.changed():
                _populate_page(page, self.config, self.generated.files)
                _build_page(page, self.config, self._documents, self.nav, self.env)
            self.sound = True

    @contextmanager
    def asked(self, path: str) -> Iterator[None]:
        """Meanwhile the page in this file is as it is now, and the background waits."""
        self._asked.append(path)
        try:
            self.renew(path)
            yield
        finally:
            self._asked.remove(path)

    def leave(self) -> None:
        """From now on nothing is due: another build writes to the same folder."""
        with self._lock:
            self._due.clear()

    def complete(self, stopped: Event) -> None:
        """Writes what is still due, and what nobody looks at while writing: files for programs, and the list of all pages."""
        for path in list(self._due):
            # A lock alone would let this thread in again and again.
            while self._asked and not stopped.wait(_A_MOMENT):
                pass
            if stopped.is_set():
                return
            self.renew(path)
        self.citations.keep()
        for file in self.generated.put_texts(self.snapshot, stopped):
            self._remove(file)
        if not stopped.is_set():
            _build_theme_template("sitemap.xml", self.env, self.generated.files, self.config, self.nav)

    def _navigated(self) -> list[tuple[str, str]]:
        return [(page.url, str(page.title)) for page in self.nav.pages]

    def _remove(self, file: File) -> None:
        path = Path(file.abs_dest_path)
        path.unlink(missing_ok=True)
        with suppress(OSError):  # a folder that holds something else stays
            while path.parent != Path(self.config.site_dir):
                path = path.parent
                path.rmdir()


def is_alone(plugin: BasePlugin[Any], config: MkDocsConfig, *events: str) -> bool:
    """Whether nobody else takes part in these events, or in any: no other plugin, and no hook."""
    methods = (method for event in events or config.plugins.events for method in config.plugins.events[event])
    return all(getattr(method, "__self__", None) is plugin for method in methods)


def states_of_others(server: LiveReloadServer, ours: Collection[Path]) -> dict[str, object]:
    """What tells whether anything that is watched has changed, but for what lies in our folders."""
    states: dict[str, object] = {}
    for watched in map(Path, server._watched_paths):
        if not any(watched.is_relative_to(folder) for folder in ours):
            for file in _files(watched):
                with suppress(OSError):
                    status = file.stat()
                    states[str(file)] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return states


def _files(path: Path) -> Iterable[Path]:
    return (
        (Path(folder, name) for folder, _, names in os.walk(path) for name in names)
        if path.is_dir()
        else [path]
    )


# --- Answering with what is due ---------------------------------------------------------------------


def renew_when_asked(server: LiveReloadServer, built: Callable[[], Built | None]) -> None:
    """Lets the server bring a page up to date before it shows it.

    built: what the preview shows; `None` while a full build is under way, for which the server waits.
    """
    answer = server._serve_request

    def answer_anew(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith("/livereload/"):  # waits for the next change
            return answer(environ, start_response)
        file = normpath("/" + path[len(server.mount_path) :]).lstrip("/")
        file = file if PurePosixPath(file).suffix else f"{file}/index.html".lstrip("/")
        started: list[tuple[Any, ...]] = []
        while True:
            with server._epoch_cond:
                server._epoch_cond.wait_for(lambda: server._visible_epoch == server._wanted_epoch)
                epoch = server._visible_epoch
            shown = built()
            with shown.asked(file) if shown else nullcontext():
                body = answer(environ, lambda *given: started.append(given))
            if epoch == server._visible_epoch:  # else something has changed since the page was looked at
                if started:
                    start_response(*started[-1])
                return body

    server._serve_request = answer_anew  # type: ignore[method-assign]


# --- Hearing of changes at once ---------------------------------------------------------------------

_CHANGES = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
"""Without these alone, a build would hear of its own reading, and start again."""

_SETTLED = 0.05
"""Seconds without further news after which a change counts as done. MkDocs waits twice as long."""


class _Native(Observer):  # type: ignore[misc,valid-type]
    """The system's own news of changes."""

    def schedule(
        self, event_handler: FileSystemEventHandler, path: str, *, recursive: bool = False, **options: Any
    ) -> ObservedWatch:
        watch: ObservedWatch = super().schedule(
            event_handler, path, recursive=recursive, event_filter=_CHANGES, **options
        )
        return watch

    def start(self) -> None:
        if not self.is_alive():  # it is started here first, to see whether it works
            super().start()


def hear_at_once(server: LiveReloadServer) -> None:
    """Lets the system tell of changes in folders, where MkDocs looks at every file twice in a second.

    Where the system cannot, everything stays as it was. Single files are still looked at: many editors put
    a new one in their place, and the system would go on telling of the old one.
    """
    looking = server.observer
    folders = [path for path in server._watched_paths if os.path.isdir(path)]
    for folder in folders:
        server.unwatch(folder)
    server.observer = _Native()
    try:
        for folder in folders:
            server.watch(folder)
        server.observer.start()
    except OSError:  # such as too many folders
        server.observer.unschedule_all()
        server.observer = looking
        for folder in folders:
            server._watched_paths.pop(folder, None)
            server.watch(folder)
    else:
        looking.start()
        server.build_delay = _SETTLED
