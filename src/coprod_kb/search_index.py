"""Full-text search: Pagefind over documents of our own. No server, nothing loaded from elsewhere."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from coprod_kb.search import Document

FOLDER = "pagefind"


class Indexing:
    """Runs Pagefind's own program, one run at a time. It writes `pagefind/` into a built site."""

    def __init__(self) -> None:
        self._thread: Thread | None = None
        self._stopped = Event()

    def run(self, documents: Iterable[Document], site: Path, *, wait: bool) -> None:
        """Indexes the documents. Without `wait`, as in a preview, in the background; a newer run ends the older.

        Raises `RuntimeError` with Pagefind's own words where `wait` and it fails.
        """
        self.stop()
        if wait:
            _index(documents, site, Event())
        else:
            self._stopped = Event()
            self._thread = Thread(target=_index_quietly, args=(documents, site, self._stopped), daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Ends a run that is still under way."""
        if self._thread:
            self._stopped.set()
            self._thread.join()
            self._thread = None


def _index_quietly(documents: Iterable[Document], site: Path, stopped: Event) -> None:
    """In a preview nobody waits, and the folder may be emptied at any moment for the next build."""
    try:
        _index(documents, site, stopped)
    except (OSError, RuntimeError) as error:
        if not stopped.is_set():
            print(f"The search will not work in this preview. {error}", file=sys.stderr)


def _index(documents: Iterable[Document], site: Path, stopped: Event) -> None:
    with TemporaryDirectory(prefix="coprod-kb-search-") as folder:
        for document in documents:
            if stopped.is_set():
                return
            file = Path(folder, document.path, "index.html")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(document.html, encoding="utf-8", errors="replace", newline="\n")
        command = [sys.executable, "-m", "pagefind", "--site", folder, "--output-path", str(site / FOLDER)]
        # One index for all languages: a reader of one language shall find entries in another.
        command += ["--force-language", "en", "--quiet"]
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603
        with running:
            output = _output(running, stopped)
            if running.returncode and not stopped.is_set():
                raise RuntimeError(f"The search index could not be made: {output.strip()}")


def _output(running: subprocess.Popen[str], stopped: Event) -> str:
    """What the program says until it ends, or is ended."""
    while True:
        try:
            return running.communicate(timeout=0.1)[0]
        except subprocess.TimeoutExpired:
            if stopped.is_set():
                running.terminate()
