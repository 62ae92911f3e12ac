"""`python -m tests.bench`: what builds cost, ours and others', on the same invented entries; then previews and checks.

Writes nothing but its own folder unless asked to: `--record` adds to the history and renews the page.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests import ROOT
from tests.bench import again, preview, report
from tests.bench.corpus import works
from tests.bench.measure import Cost, middle, run
from tests.bench.peers import GENERATORS, Generator

HISTORY = Path(__file__).parent / "history.jsonl"
PLOT = ROOT / "manual" / "docs" / "assets" / "performance.svg"
SIZES = (100, 1000, 10_000)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="numbers of entries")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is built; medians are shown")
    parser.add_argument(
        "--only", nargs="+", metavar="NAME", help="generators whose names start so; all by default"
    )
    parser.add_argument(
        "--record", action="store_true", help="add to the history, renew the page and the plot"
    )
    options = parser.parse_args()
    chosen = [generator for generator in GENERATORS if _chosen(generator, options.only)]
    compileall.compile_dir(ROOT / "src", quiet=1)  # as an installer does
    figures: dict[str, dict[int, Cost]] = {generator.name: {} for generator in chosen}
    with tempfile.TemporaryDirectory(prefix="coprod-kb-bench-") as folder:
        for size in options.sizes:
            rounds = options.rounds if size < 5000 else min(options.rounds, 2)
            for name, cost in _measured(chosen, size, rounds, Path(folder)).items():
                figures[name][size] = cost
    print(report.table(figures))
    own = next(iter(figures.values()))
    if slope := report.exponent(own, 1000):
        print(f"Growth from 1,000 entries: size to the power of {slope:.2f}")
    if last := report.last_run(HISTORY):
        print(*report.against(last, figures), sep="\n")
    if options.record:
        report.remember(HISTORY, _circumstances(options.rounds), figures)
        report.put_into(report.PAGE, "measured", report.table(figures))
        report.plot(figures, PLOT)
    if not options.only:
        preview.show(min(1000, max(options.sizes)), record=options.record)
        again.show([size for size in options.sizes if size >= 1000] or options.sizes, record=options.record)
    return 0


def _chosen(generator: Generator, only: list[str] | None) -> bool:
    if only and not any(generator.name.casefold().startswith(name.casefold()) for name in only):
        return False
    if not generator.installed:
        print(f"{generator.name} is not installed and is left out.", file=sys.stderr)
    return generator.installed


def _measured(chosen: list[Generator], size: int, rounds: int, folder: Path) -> dict[str, Cost]:
    """The generators in turn, so that a slow minute of the machine falls on all of them alike."""
    entries = works(size)
    projects = {one.name: folder / f"{number}-{size}" for number, one in enumerate(chosen)}
    for generator in chosen:
        projects[generator.name].mkdir()
        generator.prepare(projects[generator.name], entries)
    costs: dict[str, list[Cost]] = defaultdict(list)
    for number in range(rounds):
        for generator in chosen:
            project = projects[generator.name]
            shutil.rmtree(project / generator.out, ignore_errors=True)
            cost = run(generator.command, project, project / generator.out, {"NO_MKDOCS_2_WARNING": "1"})
            print(
                f"{size:,} entries, round {number + 1}: {generator.name} {cost.cpu:.2f} s",
                file=sys.stderr,
                flush=True,
            )
            costs[generator.name].append(cost)
    for project in projects.values():
        shutil.rmtree(project)
    return {name: middle(all_rounds) for name, all_rounds in costs.items()}


def _circumstances(rounds: int) -> dict[str, object]:
    commit = subprocess.run(
        ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    packages = ("mkdocs", "mkdocs-material", "hugo", "zensical", "pagefind")
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "commit": commit,
        "cores": os.cpu_count(),
        "python": sys.version.split()[0],
        "versions": {name: version(name) for name in packages},
        "rounds": rounds,
    }


if __name__ == "__main__":
    sys.exit(main())
