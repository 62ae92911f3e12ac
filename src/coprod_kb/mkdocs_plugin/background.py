"""Work that nobody waits for: one task at a time, and a newer one ends the older."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread


class Background:
    """Runs a task in a thread of its own. The task looks at the event it is given, and ends when that is set."""

    def __init__(self) -> None:
        self._thread: Thread | None = None
        self._stopped = Event()

    def run(self, task: Callable[[Event], None]) -> None:
        """Starts the task, after the one before has ended."""
        self.stop()
        self._stopped = Event()
        self._thread = Thread(target=task, args=(self._stopped,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Asks the task to end, and waits until it has."""
        self._stopped.set()
        self.wait()

    def wait(self) -> None:
        """Returns when nothing is under way."""
        if self._thread:
            self._thread.join()
            self._thread = None
