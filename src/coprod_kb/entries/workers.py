"""Reads entries in worker processes, so that a file that makes the reader hang or crash does not stop the run.

The limits on size, depth and counts already bound the cost of a file, and give the same diagnostic on every machine.
The worker processes are a second line of defence, against input that nobody thought of.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from coprod_kb.entries.folder import content_of, refused
from coprod_kb.entries.model import Reading
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.values.names import slug_in_path

SECONDS = 10.0
"""CPU seconds for one file, after which its worker is ended. A busy computer does not change the result."""

_PATIENCE = 6
"""How many times as many seconds by the clock, for a file that makes its worker wait."""

_FILES_PER_WORKER = 25
"""Files for which the start of another worker pays off."""

_BUNDLE = 20
"""Files handed to a worker at once, since each handing over takes about half a millisecond."""

# A fork starts in a few milliseconds and shares imported modules. It is only safe on Linux.
_CONTEXT = get_context("fork" if sys.platform == "linux" else "spawn")

_POLL_INTERVAL = 0.01
"""Seconds after which Pebble polls its workers; its default of 0.1 delays a preview noticeably."""

_ALARMS = sys.platform != "win32"

OF_THE_MACHINE = {"unreadable", "takes-too-long", "reading-failed"}
"""Codes of findings that depend on the machine and not on the content of a file."""

ReadFile = Callable[[str], Reading]


def read_files(
    root: Path, paths: Sequence[str], vocabulary: Vocabulary, *, seconds: float = SECONDS
) -> Iterator[Reading]:
    """The reading of each file below `root`, in the order of `paths`. Never raises on content."""
    if paths:  # imported once and not in each worker; and not at all if every reading is remembered
        import coprod_kb.entries.reading  # noqa: F401, PLC0415
    return supervised(partial(read_file, root, vocabulary=vocabulary), paths, seconds=seconds)


def read_file(root: Path, path: str, *, vocabulary: Vocabulary) -> Reading:
    """The reading of one file. If it cannot be opened, the reading has the reason as a diagnostic."""
    from coprod_kb.entries.reading import read  # noqa: PLC0415 (as in `read_files`)

    try:
        data = content_of(root / path)
    except OSError as error:
        problem = f"The file cannot be opened: {error.strerror}."
        return unread(path, "unreadable", problem, "Check its permissions.")
    return read(data, path, vocabulary)


def unread(path: str, code: str, message: str, hint: str) -> Reading:
    """The reading of a file that could not be read, with the reason."""
    return Reading(slug_in_path(path), path, None, (refused(path, code, message, hint),))


def supervised(work: ReadFile, paths: Sequence[str], *, seconds: float) -> Iterator[Reading]:
    """The result of `work` for each path, in order, from worker processes.

    A worker that takes longer than `seconds` for a file is replaced, and the file has a diagnostic that says so.
    Workers get paths in bundles. If a bundle fails, each of its paths is tried by itself.
    """
    if not paths:
        return
    from pebble import CONSTS, ProcessPool  # noqa: PLC0415 (as in `read_files`)

    CONSTS.sleep_unit = _POLL_INTERVAL
    workers = min(processors(), 1 + len(paths) // _FILES_PER_WORKER)
    size = max(1, min(_BUNDLE, len(paths) // (2 * workers)))
    with ProcessPool(workers, initializer=_start, initargs=(work, seconds), context=_CONTEXT) as pool:
        patience = seconds * (_PATIENCE if _ALARMS else 1)

        def begin(bundle: Sequence[str]) -> Future[list[Reading]]:
            started: Future[list[Reading]] = pool.schedule(
                _work, args=(bundle,), timeout=patience * len(bundle)
            )
            return started

        try:
            bundles = [paths[at : at + size] for at in range(0, len(paths), size)]
            for bundle, readings in [(bundle, begin(bundle)) for bundle in bundles]:
                if len(bundle) > 1 and readings.exception():
                    for path, alone in [(path, begin([path])) for path in bundle]:
                        yield _outcome(path, alone, seconds)
                elif len(bundle) > 1:
                    yield from readings.result()
                else:
                    yield _outcome(bundle[0], readings, seconds)
        except BaseException:
            pool.stop()
            raise


def processors() -> int:
    """How many processors this process may use: in a container often fewer than the computer has."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _outcome(path: str, readings: Future[list[Reading]], seconds: float) -> Reading:
    """The reading of a path that was handed out by itself; with a diagnostic if its worker failed."""
    from pebble import ProcessExpired  # noqa: PLC0415 (as in `read_files`)

    ended = False
    try:
        return readings.result()[0]
    except TimeoutError:
        ended = True
    except ProcessExpired as error:
        ended = _ALARMS and error.exitcode == -signal.SIGPROF
        problem = "Reading this file made the program that reads it stop."
    except Exception as error:  # a fault of the program must not hide findings about other files
        problem = f"Reading this file failed: {type(error).__name__}."
    if ended:
        return unread(
            path,
            "takes-too-long",
            f"Reading this file takes longer than {seconds:g} seconds.",
            "Make it shorter and simpler. If it looks like other entries, tell the maintainers.",
        )
    return unread(
        path, "reading-failed", problem, "This is a fault of the program. Please tell the maintainers."
    )


_task: ReadFile | None = None
_seconds = 0.0


def _start(work: ReadFile, seconds: float) -> None:
    """Prepares a new worker."""
    global _task, _seconds
    _task, _seconds = work, seconds


def _work(bundle: Sequence[str]) -> list[Reading]:
    assert _task is not None
    readings = []
    for path in bundle:
        _set_alarms(_seconds)
        readings.append(_task(path))
        _set_alarms(0)
    return readings


def _set_alarms(seconds: float) -> None:
    """Ends this worker after some CPU seconds; later also by the clock, in case the main process was killed. 0: never."""
    if _ALARMS:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, seconds * (_PATIENCE + 1))
