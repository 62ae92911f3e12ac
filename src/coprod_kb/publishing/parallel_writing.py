"""Pages and files written into a folder, by as many processes as there are processors."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

Content = tuple[str, str | bytes]
"""The path of a file from the root of the site, and its content; text is UTF-8."""

Task = Callable[[], Iterator[Content]]
"""Makes some of the files. Tasks do not depend on each other, and may run in any process."""

_FORKS = sys.platform == "linux"
"""A fork shares all that was read. Elsewhere it is not safe, and everything is written by one process."""


class OutputError(Exception):
    """Not all files could be written; the message says why."""


def write_files(folder: Path, tasks: Sequence[Task], *, taken: Collection[str] = (), processes: int) -> None:
    """Writes what the tasks make, apart from paths that are taken. The result does not depend on `processes`.

    Raises `OutputError` if a task fails, or if a process ends before it is done.
    """
    context = get_context("fork" if _FORKS else None)
    processes = max(1, min(processes, len(tasks))) if _FORKS else 1
    workers: list[tuple[BaseProcess, Connection]] = []
    gc.freeze()  # a collection would write to all that was read, and so give each process a copy of it
    for number in range(1, processes):
        receiver, sender = context.Pipe(duplex=False)
        worker: BaseProcess = context.Process(
            target=_work, args=(folder, tasks[number::processes], taken, sender)
        )
        worker.start()
        sender.close()  # so that the pipe ends with the worker
        workers.append((worker, receiver))
    failures = [_write(folder, tasks[::processes], taken)]
    failures += [_report(worker, receiver) for worker, receiver in workers]
    gc.unfreeze()
    if any(failures):
        raise OutputError(next(filter(None, failures)))


def _report(worker: BaseProcess, receiver: Connection) -> str:
    """What a worker reports once it is done: see `_write`."""
    worker.join()
    try:
        return str(receiver.recv())
    except EOFError:
        return f"A process that writes pages {_ended(worker.exitcode)}."


def _work(folder: Path, tasks: Sequence[Task], taken: Collection[str], sender: Connection) -> None:
    """In a process of its own: does its tasks, and reports how that went."""
    sender.send(_write(folder, tasks, taken))


def _write(folder: Path, tasks: Sequence[Task], taken: Collection[str]) -> str:
    """Does the tasks one after another. Returns why that failed, or an empty text."""
    folders: set[str] = set()
    path = ""
    try:
        for task in tasks:
            for path, content in task():
                if path not in taken:
                    write_file(folder, path, content, folders)
    except Exception as error:  # whatever it is, the site is not complete
        return f"The file after {path or 'the start'} could not be written: {type(error).__name__}: {error}"
    return ""


def write_file(folder: Path, path: str, content: str | bytes, folders: set[str]) -> None:
    """Writes one file. folders: those that are known to exist, to which its own is added."""
    parent, _, _ = path.rpartition("/")
    if parent not in folders:
        os.makedirs(os.path.join(folder, parent), exist_ok=True)
        folders.add(parent)
    with open(os.path.join(folder, path), "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)


def _ended(status: int | None) -> str:
    if status is not None and status < 0:
        return f"was ended by {signal.Signals(-status).name}, perhaps for want of memory"
    return f"ended with status {status}"
