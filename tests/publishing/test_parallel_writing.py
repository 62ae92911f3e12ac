"""Files written by several processes: the same bytes for any number of them, and a plain error where one fails."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coprod_kb.publishing.parallel_writing import OutputError, Task, write_files


def task(number: int) -> Task:
    def make() -> Iterator[tuple[str, str | bytes]]:
        yield f"{number}/index.html", f"page {number}, né"
        yield f"{number}.txt", b"\xff"

    return make


def content(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.mark.parametrize("processes", [1, 2, 5, 50])
def test_the_files_do_not_depend_on_the_number_of_processes(tmp_path: Path, processes: int) -> None:
    write_files(tmp_path, [task(number) for number in range(12)], taken={"3.txt"}, processes=processes)
    expected = {f"{number}/index.html": f"page {number}, né".encode() for number in range(12)}
    expected |= {f"{number}.txt": b"\xff" for number in range(12) if number != 3}
    assert content(tmp_path) == expected


def test_nothing_to_write_is_fine(tmp_path: Path) -> None:
    write_files(tmp_path, [], processes=2)
    assert content(tmp_path) == {}


@pytest.mark.parametrize("place", [0, 1], ids=["in this process", "in another"])
def test_a_task_that_fails_is_reported(tmp_path: Path, place: int) -> None:
    def fail() -> Iterator[tuple[str, str | bytes]]:
        yield "a.txt", "a"
        raise ValueError("no such term")

    tasks = [task(1), task(2)]
    tasks[place] = fail
    with pytest.raises(OutputError, match=r"after a\.txt could not be written: ValueError: no such term"):
        write_files(tmp_path, tasks, processes=2)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process writes everything")
@pytest.mark.parametrize("processes", [2, 4])
def test_a_process_that_is_killed_is_reported(tmp_path: Path, processes: int) -> None:
    def die() -> Iterator[tuple[str, str | bytes]]:
        os.kill(os.getpid(), signal.SIGKILL)
        yield "never.txt", ""

    with pytest.raises(OutputError, match="ended by SIGKILL, perhaps for want of memory"):
        write_files(tmp_path, [task(1), die, task(2), task(3)], processes=processes)
