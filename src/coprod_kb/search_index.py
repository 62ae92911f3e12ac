"""Full-text search: Pagefind over documents of our own. No server, nothing loaded from elsewhere."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from coprod_kb.search import Document

FOLDER = "pagefind"


def index(documents: Iterable[Document], site: Path, stopped: Event | None = None) -> None:
    """Runs Pagefind's own program over the documents. It writes `pagefind/` into a built site.

    stopped: ends the run, as soon as it is set. Raises `RuntimeError` with Pagefind's own words where it fails.
    """
    stopped = stopped or Event()
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
