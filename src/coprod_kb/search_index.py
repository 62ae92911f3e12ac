"""Full-text search: Pagefind over the built pages. No server, nothing loaded from elsewhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


class Indexing:
    """Runs Pagefind's own program over a built site, one run at a time.

    It reads the parts of pages marked `data-pagefind-body` and writes `pagefind/` beside them.
    """

    def __init__(self) -> None:
        self._running: subprocess.Popen[str] | None = None

    def run(self, site: Path, *, wait: bool) -> None:
        """Indexes `site`. Without `wait`, as in a preview, in the background; a newer run ends the older.

        Raises `RuntimeError` with Pagefind's own words where `wait` and it fails.
        """
        self.stop()
        command = [sys.executable, "-m", "pagefind", "--site", str(site), "--quiet"]
        self._running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603
        if wait:
            output, _ = self._running.communicate()
            if self._running.returncode:
                raise RuntimeError(f"The search index could not be made: {output.strip()}")

    def stop(self) -> None:
        """Ends a run that is still under way."""
        if self._running and self._running.poll() is None:
            self._running.terminate()
            self._running.wait()
        self._running = None
