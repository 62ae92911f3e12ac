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
    """A kind of change.

    make: makes the nth change of this kind. path: the page that shows it. words: what is on it then; empty if the page is gone.
    """

    what: str
    make: Callable[[int], object]
    path: Callable[[int], str]
    words: Callable[[int], str]


def edits(project: Path, works: Sequence[Work]) -> Iterator[Edit]:
    work = works[0]
    often = Counter(name for work in works for name in work.fields.get("authors", []))
    rarest = min(work.fields["authors"], key=lambda name: often[name])  # whose entries are all on one page
    entry = project / "entries" / f"{work.slug}.md"
    text = entry.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))

    def save(old: str, new: str) -> None:
        entry.write_text(text.replace(old, new, 1) if old else f"{text}{new}", encoding="utf-8")

    def other(number: int) -> Path:
        return entry.with_name(f"new-{number}.md")

    def add(number: int) -> None:
        fields = {name: value for name, value in work.fields.items() if name != "doi"}
        new = Work(f"new-{number}", fields | {"title": f"New {number} here"}, work.body)
        other(number).write_text(new.text, encoding="utf-8")

    yield Edit(
        "a text", lambda n: save("", f"\nNo {n}.\n"), lambda n: f"/entries/{work.slug}/", lambda n: f"No {n}."
    )
    yield Edit(
        "a title, on another page",
        lambda n: save(title, f"title: Called {n} now"),
        lambda n: f"/people/{slug_of(rarest)}/",
        lambda n: f"Called {n} now",
    )
    yield Edit(
        "a new keyword",
        lambda n: save("keywords:\n", f"keywords:\n- invented {n}\n"),
        lambda n: f"/keywords/invented-{n}/",
        lambda n: work.fields["title"],
    )
    yield Edit(
        "a new entry",
        add,
        lambda n: f"/entries/new-{n}/",
        lambda n: f"New {n} here",
    )
    yield Edit("a deleted entry", lambda n: other(n).unlink(), lambda n: f"/entries/new-{n}/", lambda n: "")


def seconds(server: Server, edit: Edit) -> float:
    """From saving to seeing; of `ROUNDS` the median."""
    times = []
    for number in range(ROUNDS):
        time.sleep(PAUSE)
        words = edit.words(number)
        edit.make(number)
        times.append(server.until(edit.path(number), lambda page: words in page if words else not page))  # noqa: B023
    return median(times)


def measured(project: Path, size: int) -> Iterator[tuple[str, float]]:
    """What somebody waits for in a preview of so many entries, in words, and the seconds."""
    entries = works(size)
    GENERATORS[0].prepare(project, entries)
    with serving(project) as server:
        yield "the first page, after the start", server.until("/", bool)
        for edit in edits(project, entries):
            yield edit.what, seconds(server, edit)


def show(size: int, *, record: bool) -> None:
    """Prints the figures. record: also writes them into the page on performance."""
    lines = ["| What somebody waits for | Time |", "|---|---|"]
    with tempfile.TemporaryDirectory(prefix="coprod-kb-preview-") as folder:
        for what, waited in measured(Path(folder), size):
            lines.append(f"| {what} | {waited:.2f} s |")
            print(lines[-1], flush=True)
    if record:
        report.put_into(report.PAGE, "preview", "\n".join(lines) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.preview")
    parser.add_argument("size", type=int, nargs="?", default=1000, help="number of entries")
    parser.add_argument("--record", action="store_true", help="renew the page on performance")
    options = parser.parse_args()
    show(options.size, record=options.record)


if __name__ == "__main__":
    main()
