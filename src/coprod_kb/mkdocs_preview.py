"""MkDocs' preview, brought up to date by what differs.

`mkdocs serve` builds a whole site after each change. Where nothing but entries and the vocabulary has changed, the pages
whose data are still the same are left as they are. What is private to MkDocs is used in this file alone.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

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

from coprod_kb.mkdocs_files import GeneratedFiles
from coprod_kb.site import Snapshot

History = Mapping[str, tuple[date, date]]


@dataclass(slots=True)
class Built:
    """What a full build leaves behind for the next refreshment. history: the days that its pages know."""

    config: MkDocsConfig
    nav: Navigation
    env: Environment
    generated: GeneratedFiles
    history: History

    def refresh(self, snapshot: Snapshot) -> bool:
        """Writes the pages that differ, and removes those that are gone.

        `False` where only a full build will do: a commit may change the days on any page, and the navigation
        is on all of them.
        """
        generated = self.generated
        before = self._navigated()
        if snapshot.history != self.history:
            return False
        changed, gone = generated.put_pages(snapshot)
        snapshot.citations.keep()
        generated.put_under(self.nav)
        touched = {page.file.src_uri for page in changed if page not in self.nav.pages}
        touched |= {file.src_uri for file in gone}
        if touched & set(generated.navigated) or self._navigated() != before:
            return False
        documents = generated.files.documentation_pages()
        for page in changed:
            _populate_page(page, self.config, generated.files)
            _build_page(page, self.config, documents, self.nav, self.env)
        for file in gone:
            self._remove(file)
        return True

    def complete(self, snapshot: Snapshot, stopped: Event) -> None:
        """Writes what people do not look at while they write: files for programs, and the list of all pages."""
        for file in self.generated.put_texts(snapshot, stopped):
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


# --- Hearing of changes at once ---------------------------------------------------------------------

_CHANGES = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
"""Without these alone, a build would hear of its own reading, and start again."""


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
