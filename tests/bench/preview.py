"""`python -m tests.bench.preview [SIZE]`: how long it takes from saving a change to seeing it, in `mkdocs serve`.

By the clock, asked as a browser would.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median

from coprod_kb.values.names import slug_of
from tests.bench import report
from tests.bench.corpus import Work, works
from tests.bench.peers import BIN, GENERATORS

ROUNDS = 5
PAUSE = 3
"""Seconds between two changes, for the work that nobody waits for."""
PATIENCE = 120
"""Seconds until a change that nobody sees is given up."""


class Server:
    """`mkdocs serve` in a project."""

    def __init__(self, project: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [str(BIN / "mkdocs"), "serve", "--quiet", "--dev-addr", f"127.0.0.1:{self.port}"]
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
        self.process = subprocess.Popen(command, cwd=project, env=environment)

    def page(self, path: str) -> str:
        """Empty while there is none."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            text = answer.read().decode()
            return text if answer.status == 200 else ""
        except (OSError, HTTPException):
            return ""
        finally:
            connection.close()

    def until(self, path: str, is_there: Callable[[str], bool]) -> float:
        """Seconds from now until the page is as it should be."""
        start = time.monotonic()
        while not is_there(self.page(path)):
            if time.monotonic() - start > PATIENCE or self.process.poll() is not None:
                raise RuntimeError(f"{path} does not change")
            time.sleep(0.005)
        return time.monotonic() - start


@contextmanager
def serving(project: Path) -> Iterator[Server]:
    server = Server(project)
    try:
        yield server
    finally:
        server.process.terminate()
        server.process.wait()


@dataclass(frozen=True, slots=True)
class Edit:
    """Something that is done to a file, again and again.

    text: what is in the file after the nth time; `None` where it is gone.
    path: the page that is asked for. words: what is on it then; empty where the page is gone.
    """

    what: str
    file: Path
    text: Callable[[int], str | None]
    path: str
    words: Callable[[int], str]

    def make(self, number: int) -> None:
        text = self.text(number)
        if text is None:
            self.file.unlink()
        else:
            self.file.write_text(text, encoding="utf-8")


def edits(project: Path, works: Sequence[Work]) -> Iterator[Edit]:
    work = works[0]
    often = Counter(name for one in works for name in one.fields.get("authors", []))
    rarest = min(work.fields["authors"], key=lambda name: often[name])  # whose entries are all on one page
    entry = project / "entries" / f"{work.slug}.md"
    text = entry.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    terms = project / "vocabulary" / "keywords.yml"
    new = [text.replace(title, "title: New here"), None]
    yield Edit(
        "a text", entry, lambda n: f"{text}\nNo {n}.\n", f"/entries/{work.slug}/", lambda n: f"No {n}."
    )
    yield Edit(
        "a title, on another page",
        entry,
        lambda n: text.replace(title, f"title: Called {n} now"),
        f"/people/{slug_of(rarest)}/",
        lambda n: f"Called {n} now",
    )
    yield Edit(
        "a definition",
        terms,
        lambda n: f"- label: {work.fields['keywords'][0]}\n  definition: Words {n}.\n",
        f"/keywords/{slug_of(work.fields['keywords'][0])}/",
        lambda n: f"Words {n}.",
    )
    yield Edit(
        "an entry that comes and goes",
        entry.with_name("new-here.md"),
        lambda n: new[n % 2],
        "/entries/new-here/",
        lambda n: ["New here", ""][n % 2],
    )


def seconds(server: Server, edit: Edit) -> float:
    """From saving to seeing; of `ROUNDS` the median."""
    times = []
    for number in range(ROUNDS):
        time.sleep(PAUSE)
        words = edit.words(number)
        edit.make(number)
        times.append(server.until(edit.path, lambda page: words in page if words else not page))  # noqa: B023
    return median(times)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.preview")
    parser.add_argument("size", type=int, nargs="?", default=1000, help="number of entries")
    parser.add_argument("--record", action="store_true", help="renew the page on performance")
    options = parser.parse_args()
    lines = ["| What was changed | Until it is seen |", "|---|---|"]
    with tempfile.TemporaryDirectory(prefix="coprod-kb-preview-") as folder:
        project = Path(folder)
        entries = works(options.size)
        GENERATORS[0].prepare(project, entries)
        with serving(project) as server:
            first = server.until("/", bool)
            print(f"{options.size:,} entries: first seen after {first:.1f} s", flush=True)
            for edit in edits(project, entries):
                lines.append(f"| {edit.what} | {seconds(server, edit):.2f} s |")
                print(lines[-1], flush=True)
    if options.record:
        report.put_into(report.PAGE, "preview", "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
