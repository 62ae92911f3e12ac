"""One task at a time, beside whoever asked for it."""

from __future__ import annotations

from threading import Event

from coprod_kb.mkdocs_plugin.background import Background


def test_nobody_waits_for_a_task_unless_they_ask_to() -> None:
    background, go_on, done = Background(), Event(), []

    def task(_: Event) -> None:
        go_on.wait(10)
        done.append(1)

    background.run(task)
    assert done == []
    go_on.set()
    background.wait()
    assert done == [1]


def test_a_newer_task_ends_the_older_and_begins_after_it() -> None:
    background, seen = Background(), []

    def older(stopped: Event) -> None:
        seen.append(stopped.wait(10))

    def newer(stopped: Event) -> None:
        seen.append(stopped.is_set())

    background.run(older)
    background.run(newer)
    background.wait()
    assert seen == [True, False]


def test_stopping_where_nothing_runs_does_nothing() -> None:
    Background().stop()
