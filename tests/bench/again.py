"""`python -m tests.bench.again [SIZE …]`: what checks cost, the first one and further ones.

Processor time of all processes together, the start of the program included; the median of `ROUNDS`.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from tests.bench import report
from tests.bench.corpus import works
from tests.bench.measure import run
from tests.bench.peers import BIN, GENERATORS

ROUNDS = 3
CHECK = (str(BIN / "coprod-kb"), "check")


def measured(project: Path, size: int) -> Iterator[tuple[str, float]]:
    """Each thing that is done to a project of so many entries, in words, and the seconds that it takes."""
    entries = works(size)
    GENERATORS[0].prepare(project, entries)
    entry = project / "entries" / f"{entries[0].slug}.md"
    environment = {"NO_MKDOCS_2_WARNING": "1", "XDG_CACHE_HOME": str(project / ".memory"), "CI": ""}

    def seconds(command: Sequence[str], **others: str) -> float:
        return run(command, project, project / "site", environment | others).cpu

    def changed(number: int) -> float:
        entry.write_text(f"{entries[0].text}\nNo {number}.\n", encoding="utf-8")
        return seconds([*CHECK, str(entry.relative_to(project))])

    yield (
        "a check that remembers nothing, as in a workflow",
        median(seconds(CHECK, CI="true") for _ in range(ROUNDS)),
    )
    seconds(CHECK)
    yield "another check", median(seconds(CHECK) for _ in range(ROUNDS))
    yield "a check of one file that has changed", median(map(changed, range(ROUNDS)))


def show(sizes: Sequence[int], *, record: bool) -> None:
    """Prints the figures. record: also writes them into the page on performance."""
    found: dict[str, list[str]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="coprod-kb-again-") as folder:
            for what, seconds in measured(Path(folder), size):
                print(f"{size:,} entries: {what} {seconds:.2f} s", flush=True)
                found.setdefault(what, []).append(f"{seconds:.2f} s")
    heads = ["What is done", *(f"{size:,} entries" for size in sizes)]
    lines = [heads, ["---"] * len(heads), *([what, *figures] for what, figures in found.items())]
    if record:
        report.put_into(report.PAGE, "again", "".join(f"| {' | '.join(line)} |\n" for line in lines))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.again")
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 10_000], help="numbers of entries")
    parser.add_argument("--record", action="store_true", help="renew the page on performance")
    options = parser.parse_args()
    show(options.sizes, record=options.record)


if __name__ == "__main__":
    main()
