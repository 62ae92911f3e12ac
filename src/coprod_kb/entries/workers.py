"""Strangers' files are read in processes of their own: what hangs or crashes there takes no run along.

The limits on size, depth and counts already bound what a file can cost, and give the same
diagnostic on every machine. This is the wall behind them, for what nobody thought of.
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
"""Of work, after which the process that still reads one file is ended: a busy computer ends no more."""

_PATIENCE = 6
"""Times as many seconds by the clock, for what waits instead of working."""

_FILES_PER_WORKER = 25
"""A further process is not worth its start for fewer."""

_BUNDLE = 20
"""Files handed to a process at once, since handing over one by one costs about half a millisecond each."""

# A fork starts in a few milliseconds and shares what is imported; elsewhere it is not safe.
_CONTEXT = get_context("fork" if sys.platform == "linux" else "spawn")

_LOOK = 0.01
"""Seconds between Pebble's looks at its processes; its own 0.1 is felt when one file changed."""

_ALARMS = sys.platform != "win32"

OF_THE_MACHINE = {"unreadable", "takes-too-long", "reading-failed"}
"""Codes of findings that say nothing of what is in a file."""

ReadFile = Callable[[str], Reading]


def read_files(
    root: Path, paths: Sequence[str], vocabulary: Vocabulary, *, seconds: float = SECONDS
) -> Iterator[Reading]:
    """What became of each file below `root`, in the order of `paths`. Never raises on content."""
    if paths:  # loaded here and not in each worker; and not at all by a check that remembers every file
        import coprod_kb.entries.reading  # noqa: F401, PLC0415
    return supervised(partial(read_file, root, vocabulary=vocabulary), paths, seconds=seconds)


def read_file(root: Path, path: str, *, vocabulary: Vocabulary) -> Reading:
    """The entry in one file; a file that cannot be opened is a diagnostic."""
    from coprod_kb.entries.reading import read  # noqa: PLC0415 (as in `read_files`)

    try:
        data = content_of(root / path)
    except OSError as error:
        problem = f"The file cannot be opened: {error.strerror}."
        return unread(path, "unreadable", problem, "Check its permissions.")
    return read(data, path, vocabulary)


def unread(path: str, code: str, message: str, hint: str) -> Reading:
    """The reading of a file of which nothing is known but why."""
    return Reading(slug_in_path(path), path, None, (refused(path, code, message, hint),))


def supervised(work: ReadFile, paths: Sequence[str], *, seconds: float) -> Iterator[Reading]:
    """`work` done on each path by worker processes; one that does not answer in time is replaced.

    Paths are handed out in bundles. Where a bundle comes to nothing, each path of it is tried by itself.
    """
    if not paths:
        return
    from pebble import CONSTS, ProcessPool  # noqa: PLC0415 (as in `read_files`)

    CONSTS.sleep_unit = _LOOK
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
    """How many this process may use: in a container often fewer than the computer has."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _outcome(path: str, readings: Future[list[Reading]], seconds: float) -> Reading:
    from pebble import ProcessExpired  # noqa: PLC0415 (as in `read_files`)

    ended = False
    try:
        return readings.result()[0]
    except TimeoutError:
        ended = True
    except ProcessExpired as error:
        ended = _ALARMS and error.exitcode == -signal.SIGPROF
        problem = "Reading this file made the program that reads it stop."
    except Exception as error:  # a fault of ours must not hide what the other files need
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
    """In a worker, once: what it is there for."""
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
    """Ends this process after so many seconds of work; by the clock if its run was killed and watches no more."""
    if _ALARMS:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, seconds * (_PATIENCE + 1))
