"""Which folders a preview watches, and changes in them as the system reports them.

MkDocs by itself compares every file twice in a second.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from coprod_kb.collection.site import Site
from coprod_kb.project.collection_file import FILE as COLLECTION
from coprod_kb.project.files import template_folder

_CHANGES = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
"""Without these alone, a build would be told of its own reading, and start again."""

_SETTLED = 0.05
"""Seconds without further events after which a change counts as finished. MkDocs waits twice as long."""


@dataclass(frozen=True, slots=True)
class WatchedPaths:
    """What a preview watches.

    entries: the folders of entries and of the vocabulary; a change in them needs only our own pages anew.
    folders: all folders that MkDocs does not watch by itself. others: the paths whose changes need a whole build.
    followed: the folders in which links are followed.
    """

    entries: Sequence[Path]
    folders: Sequence[Path]
    others: Sequence[Path]
    followed: Sequence[Path]


def watched_paths(site: Site, config: MkDocsConfig) -> WatchedPaths:
    """The folders of a project and of its templates."""
    settings, docs = site.settings, Path(config.docs_dir)
    entries = [(site.root / name).resolve() for name in (settings.entries_dir, settings.vocabulary_dir)]
    templates = [Path(name).resolve() for name in (config.theme.custom_dir, template_folder()) if name]
    folders = [folder for folder in dict.fromkeys((*entries, *templates)) if folder.is_dir()]
    others = [
        docs,
        Path(config.config_file_path),
        site.root / COLLECTION,
        *templates,
        *map(Path, config.watch),
    ]
    # Links in the folder of entries are refused; a preview must not follow them either.
    followed = [docs, *(folder for folder in folders if folder != entries[0])]
    return WatchedPaths(entries, folders, others, followed)


class _NativeObserver(Observer):  # type: ignore[misc,valid-type]
    """An observer that reports changes only, and may have been started before.

    comparing: the observer of single files, which ends with this one.
    """

    def __init__(self, comparing: BaseObserver) -> None:
        super().__init__()
        self.comparing = comparing

    def stop(self) -> None:
        super().stop()
        if self.comparing.is_alive():
            self.comparing.stop()

    def schedule(
        self, event_handler: FileSystemEventHandler, path: str, *, recursive: bool = False, **options: Any
    ) -> ObservedWatch:
        options["event_filter"] = _CHANGES
        watch: ObservedWatch = super().schedule(event_handler, path, recursive=recursive, **options)
        return watch

    def start(self) -> None:
        if not self.is_alive():  # it is started here first, to find out whether it works
            super().start()


def linked_paths(folders: Iterable[Path]) -> set[Path]:
    """The folders and files elsewhere to which links in these folders lead: the system does not look behind links."""
    found = set()
    for folder in folders:
        for inside, folders_inside, names in walk(os.fspath(folder)):
            for path in (os.path.join(inside, name) for name in (*folders_inside, *names)):
                if os.path.islink(path) and os.path.exists(path):
                    found.add(Path(os.path.realpath(path)))
    return found


def walk(folder: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """As `os.walk`, but links are followed too, and each folder is visited once."""
    seen = set()
    for inside, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(inside)
        if real in seen:
            folders.clear()
        else:
            seen.add(real)
            yield inside, folders, names


def watch_natively(server: LiveReloadServer, folders: Iterable[Path]) -> None:
    """Lets the system report changes in these folders, which the server watches.

    Where the system cannot, MkDocs goes on comparing. Single files are always compared: many editors put a new file
    in place of the old one, and the system would go on reporting of the old one.
    """
    comparing = server.observer
    names = [str(folder) for folder in folders]
    for name in names:
        server.unwatch(name)
    server.observer = _NativeObserver(comparing)
    try:
        for name in names:
            server.watch(name)
        server.observer.start()
    except OSError:  # such as too many folders
        server.observer.unschedule_all()
        for name in names:
            server.unwatch(name)
        server.observer = comparing
        for name in names:
            server.watch(name)
    else:
        comparing.start()
        server.build_delay = _SETTLED
