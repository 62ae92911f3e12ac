"""Worker processes: readings keep their order, and files that make a worker hang or crash are reported."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pebble
import pytest

from coprod_kb.entries.reading import read
from coprod_kb.entries.workers import MEMORY, Stopped, note_place, read_file, read_files, supervised
from tests.conftest import MINIATURE, NO_TERMS


def strange(path: str) -> str:
    """Stands for what no limit foresaw."""
    note_place(len(path))
    match path:
        case "waits":
            time.sleep(600)
        case "hangs":
            while True:
                pass
        case "crashes":
            os._exit(3)
        case "raises":
            raise KeyError("something of ours")
        case "grows":
            return str(len(bytearray(2 * MEMORY)))
    return path


@pytest.mark.slow
def test_one_that_hangs_or_crashes_takes_no_other_along() -> None:
    expected = {
        "hangs": "takes-too-long",
        "waits": "takes-too-long",
        "crashes": "reading-failed",
        "raises": "reading-failed",
    }
    if sys.platform == "linux":
        expected["grows"] = "takes-too-much-memory"
    paths = ["first", *expected, "second", *(f"other-{n}" for n in range(60))]
    results = dict(zip(paths, supervised(strange, paths, seconds=0.4, advice="Shorten it."), strict=True))
    stopped = {path: result for path, result in results.items() if isinstance(result, Stopped)}
    assert {path: result.code for path, result in stopped.items()} == expected
    assert stopped["hangs"].message == "Reading this file takes longer than 0.4 seconds."
    assert [stopped[path].hint == "Shorten it." for path in expected] == [
        code.startswith("takes-too") for code in expected.values()
    ]
    if sys.platform == "linux":
        assert {path: result.at for path, result in stopped.items()} == {path: len(path) for path in expected}
    assert {path: result for path, result in results.items() if path not in expected} == {
        path: path for path in paths if path not in expected
    }


def test_a_file_that_takes_too_long_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_: object) -> None:
        while True:
            pass

    monkeypatch.setattr("coprod_kb.entries.workers.read_file", lambda *_, **__: hang())
    [(found,)] = [reading.diagnostics for reading in read_files(tmp_path, ["a.md"], NO_TERMS, seconds=0.2)]
    assert (found.code, found.path, found.line, found.is_error) == ("takes-too-long", "a.md", 1, True)
    assert found.hint.startswith("Make it shorter")


def test_nothing_to_read_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("pebble.ProcessPool")
    assert list(supervised(strange, [], seconds=1, advice="")) == []


@pytest.mark.skipif(sys.platform != "linux", reason="others do not say which processors may be used")
def test_as_many_processes_as_processors_may_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    original = pebble.ProcessPool

    def noted(workers: int, **others: object) -> object:
        asked.append(workers)
        return original(workers, **others)

    monkeypatch.setattr(pebble, "ProcessPool", noted)
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 5, 7})
    paths = [f"other-{number}" for number in range(200)]
    assert list(supervised(strange, paths, seconds=1, advice="")) == paths
    assert list(supervised(strange, paths[:1], seconds=1, advice="")) == paths[:1]
    assert asked == [3, 1]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there are no alarms here")
def test_a_worker_ends_by_itself_where_its_run_was_killed(tmp_path: Path) -> None:
    """The run is killed, and the worker that hangs is gone soon after."""
    note = tmp_path / "worker"
    program = (
        "import os, pathlib, sys\n"
        "from coprod_kb.entries.workers import supervised\n"
        "def hangs(path):\n"
        "    pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))\n"
        "    while True: pass\n"
        "if __name__ == '__main__': list(supervised(hangs, ['a'], seconds=0.5, advice=''))\n"
    )
    run = subprocess.Popen([sys.executable, "-c", program, str(note)])
    while not note.is_file() or not note.read_text():
        time.sleep(0.01)
    run.kill()
    run.wait()
    worker = int(note.read_text())
    for _ in range(1000):
        try:
            os.kill(worker, 0)
            if Path(f"/proc/{worker}/stat").read_text().split()[2] == "Z":
                break  # ended; whoever inherited it has not taken note yet
        except (ProcessLookupError, FileNotFoundError):
            break
        time.sleep(0.01)
    else:
        pytest.fail("the worker still runs")


def test_the_same_as_without_processes() -> None:
    paths = sorted(file.relative_to(MINIATURE).as_posix() for file in (MINIATURE / "entries").rglob("*.md"))
    here = [read((MINIATURE / path).read_bytes(), path, NO_TERMS) for path in paths]
    assert list(read_files(MINIATURE, paths, NO_TERMS)) == here


def test_a_file_that_cannot_be_opened_is_an_error(tmp_path: Path) -> None:
    (found,) = read_file(tmp_path, "entry.md", vocabulary=NO_TERMS).diagnostics
    assert (found.code, found.path) == ("unreadable", "entry.md")
