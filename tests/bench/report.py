"""What was measured, as a table and a plot for the page on performance, and as lines of the history."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests import ROOT
from tests.bench.measure import Cost

PAGE = ROOT / "manual" / "docs" / "explanation" / "performance.md"

Figures = Mapping[str, Mapping[int, Cost]]
"""The median cost by generator and number of entries; ours is the first generator."""


def table(figures: Figures) -> str:
    """A Markdown table: for each size our own figures, and those of the others as multiples of ours."""
    lines = [
        "| Entries | Generator | Processor time | By the clock | Memory | Files | Written |",
        "|---|---|---|---|---|---|---|",
    ]
    own = next(iter(figures.values()))
    for size in sorted(own):
        for name, costs in figures.items():
            if size in costs:
                lines.append(_row(size, name, costs[size], own[size]))
    return "\n".join(lines) + "\n"


def _row(size: int, name: str, cost: Cost, own: Cost) -> str:
    times = "" if cost is own else f" (× {cost.cpu / own.cpu:.2f})"
    return (
        f"| {size:,} | {name} | {cost.cpu:.1f} s{times} | {cost.wall:.1f} s | {cost.peak:,.0f} MB "
        f"| {cost.files:,} | {cost.size:,.1f} MB |"
    )


def put_into(page: Path, mark: str, written: str) -> None:
    """Replaces what stands between two marks of the page. Raises `ValueError` where they are missing."""
    text = page.read_text(encoding="utf-8")
    place = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", re.DOTALL)
    if not place.search(text):
        raise ValueError(f"{page} has no place for “{mark}”")
    page.write_text(place.sub(lambda found: found[1] + written + found[2], text), encoding="utf-8")


def remember(history: Path, run: Mapping[str, object], figures: Figures) -> None:
    """Adds one line to the history: what was run (`run`), and every figure."""
    line = {
        **run,
        "figures": {
            name: {str(size): _rounded(cost) for size, cost in costs.items()}
            for name, costs in figures.items()
        },
    }
    with history.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def _rounded(cost: Cost) -> dict[str, float]:
    return {name: round(value, 3) for name, value in asdict(cost).items()}


def exponent(costs: Mapping[int, Cost], least: int) -> float | None:
    """The slope of processor time over size, both as logarithms, from `least` to the largest size; 1 is linear."""
    from math import log  # noqa: PLC0415

    sizes = sorted(size for size in costs if size >= least)
    if len(sizes) < 2:
        return None
    first, last = sizes[0], sizes[-1]
    return log(costs[last].cpu / costs[first].cpu) / log(last / first)


def plot(figures: Figures, file: Path) -> None:
    """Processor time over the number of entries, both on logarithmic scales, as SVG."""
    import matplotlib as mpl  # noqa: PLC0415 (only `make bench` has it)
    from matplotlib import pyplot as plt  # noqa: PLC0415

    mpl.rcParams |= {
        "svg.hashsalt": "coprod_kb",
        "svg.fonttype": "none",
        "font.family": "sans-serif",
        "font.size": 12,
    }
    colours = ("#0b5d5e", "#0b5d5e", "#8a3b12", "#5b3a8c", "#4b5960")
    styles = ("-", "--", "-", "-", "-")
    marks = "osD^v"
    figure, axes = plt.subplots(figsize=(8, 5))
    for (name, costs), colour, style, mark in zip(figures.items(), colours, styles, marks, strict=False):
        sizes = sorted(costs)
        axes.plot(sizes, [costs[size].cpu for size in sizes], style, color=colour, marker=mark, label=name)
    axes.set(xscale="log", yscale="log", xlabel="Entries", ylabel="Processor time in seconds")
    axes.grid(visible=True, which="major", color="#d9d2c4")
    axes.legend(frameon=False)
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None}, transparent=False)
    plt.close(figure)


def against(last: Mapping[str, Any], figures: Figures) -> list[str]:
    """What has changed since the run `last` of the history: our processor time as a multiple of each other's.

    A line a size and generator that both have. Seconds of two runs cannot be compared; ratios can.
    """
    own, *others = figures
    lines = []
    for name in others:
        for size in sorted(set(figures[own]) & set(figures[name])):
            before = last["figures"]
            if str(size) in before.get(own, {}) and str(size) in before.get(name, {}):
                then = before[own][str(size)]["cpu"] / before[name][str(size)]["cpu"]
                now = figures[own][size].cpu / figures[name][size].cpu
                lines.append(f"{size:,} entries: {then:.2f} × {name} at {last['commit']}, now {now:.2f}")
    return lines


def last_run(history: Path) -> dict[str, Any] | None:
    """The newest line of the history; `None` where there is none."""
    lines: Iterable[str] = history.read_text(encoding="utf-8").splitlines() if history.is_file() else ()
    last: dict[str, Any] | None = None
    for line in lines:
        last = json.loads(line)
    return last
