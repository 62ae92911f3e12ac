"""What checks remember: the same as what they read, nothing that has changed, and never where it could be handed in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_kb import reading_memory, site
from coprod_kb.cli import main
from coprod_kb.reading import read
from coprod_kb.reading_memory import ReadingMemory, _reading, _text
from coprod_kb.site import Site, Snapshot, open_site
from coprod_kb.vocabulary import Vocabulary
from coprod_kb.workers import read_files, unread
from tests.conftest import MINIATURE, entry_text
from tests.hostile.case import Made
from tests.hostile.corpus import CASES

GARDEN = "entries/shared-garden.md"
NOTHING = Vocabulary()


@pytest.fixture
def remembering(miniature: Path, tmp_path: Path) -> Callable[[], Site]:
    """The site as one run after the other opens it."""

    def opened() -> Site:
        one = open_site(miniature)
        one.memory = ReadingMemory(tmp_path / "cache" / "readings.sqlite")
        return one

    return opened


@pytest.fixture
def opened_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read, in the order in which they are."""
    found: list[str] = []

    def noted(root: Path, paths: Sequence[str], vocabulary: Vocabulary) -> Iterator[object]:
        found.extend(paths)
        return read_files(root, paths, vocabulary)

    monkeypatch.setattr(site, "read_files", noted)
    return found


def seen(snapshot: Snapshot) -> Snapshot:
    """What a check tells, and all that pages are made of."""
    return replace(snapshot, citations=None)  # type: ignore[arg-type]  (of which each site has its own)


# --- What comes back is what was read ---------------------------------------------------------------


def assert_comes_back(content: bytes, path: str) -> None:
    before = read(content, path, NOTHING)
    again = _reading(_text(before), path)
    assert again == before
    assert repr(again) == repr(before)  # types as well


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.made is Made.FILE], ids=lambda case: case.name
)
def test_hostile_files_come_back_as_they_were_read(case: object) -> None:
    assert_comes_back(case.content, case.path)  # type: ignore[attr-defined]


@pytest.mark.parametrize("file", sorted(MINIATURE.rglob("entries/**/*.md")), ids=lambda file: file.stem)
def test_honest_files_come_back_as_they_were_read(file: Path) -> None:
    assert_comes_back(file.read_bytes(), f"entries/{file.name}")


@given(st.binary() | st.text().map(lambda body: entry_text(body).encode("utf-8", "replace")))
def test_whatever_is_read_comes_back(content: bytes) -> None:
    assert_comes_back(content, "entries/a.md")


# --- A run after another ----------------------------------------------------------------------------


def test_only_what_changed_is_read(
    miniature: Path, remembering: Callable[[], Site], opened_files: list[str]
) -> None:
    def read_now() -> list[str]:
        opened_files.clear()
        remembered = remembering().read()
        read_then = list(opened_files)
        assert seen(remembered) == seen(open_site(miniature).read())
        return read_then

    assert len(read_now()) == 8
    assert read_now() == []
    garden = miniature / GARDEN
    before = garden.read_bytes()
    garden.write_bytes(before.replace(b"title:", b"titel:"))
    assert read_now() == [GARDEN]
    garden.write_bytes(before)
    assert read_now() == [GARDEN]  # what nothing asked for is forgotten
    (miniature / "entries" / "copy.md").write_bytes(before)  # what is found in one may depend on another
    assert read_now() == ["entries/copy.md"]
    (miniature / "entries" / "copy.md").unlink()
    assert read_now() == []
    garden.rename(miniature / "entries" / "reports" / "shared-garden.md")
    assert read_now() == ["entries/reports/shared-garden.md"]
    (miniature / "vocabulary" / "keywords.yml").write_text("- {label: gardening}\n", encoding="utf-8")
    assert len(read_now()) == 8
    assert read_now() == []
    (miniature / "vocabulary" / "keywords.yml").write_text(
        "- {label: gardening, definition: Work with plants.}\n", encoding="utf-8"
    )
    assert read_now() == []


def test_another_program_reads_everything(
    remembering: Callable[[], Site], opened_files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    remembering().read()
    monkeypatch.setattr(reading_memory, "_made_with", lambda: ("another",))
    remembering().read()
    assert len(opened_files) == 16


def test_what_came_of_the_computer_is_not_kept(
    remembering: Callable[[], Site], opened_files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(_: Path, paths: Sequence[str], __: Vocabulary) -> Iterator[object]:
        return (unread(path, "takes-too-long", "It takes too long.", "Wait.") for path in paths)

    with monkeypatch.context() as patch:
        patch.setattr(site, "read_files", slow)
        assert len(remembering().read().errors) == 8
    assert remembering().read().errors == ()
    assert len(opened_files) == 8


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    miniature: Path, remembering: Callable[[], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(root: Path, paths: Sequence[str], vocabulary: Vocabulary) -> Iterator[object]:
        yield from list(read_files(root, paths, vocabulary))
        (root / GARDEN).write_bytes((root / GARDEN).read_bytes().replace(b"title:", b"titel:"))

    with monkeypatch.context() as patch:
        patch.setattr(site, "read_files", changed)
        remembering().read()
    assert remembering().read().diagnostics == open_site(miniature).read().diagnostics


# --- Where it cannot be kept, or is not to be -------------------------------------------------------


@pytest.mark.parametrize("spoilt", ["no database", "another table", "other text", "other values", "a folder"])
def test_what_is_spoilt_does_no_harm(tmp_path: Path, remembering: Callable[[], Site], spoilt: str) -> None:
    expected = remembering().read().diagnostics
    file = tmp_path / "cache" / "readings.sqlite"
    if spoilt == "no database":
        file.write_bytes(b"What is this?" * 1000)
    elif spoilt == "a folder":
        file.unlink()
        file.mkdir()
    else:
        with sqlite3.connect(file) as opened:
            opened.execute(
                {
                    "another table": "ALTER TABLE readings RENAME COLUMN key TO other",
                    "other text": "UPDATE readings SET reading = 'x' || reading",
                    "other values": "UPDATE readings SET reading = replace(reading, 'title', 'titel')",
                }[spoilt]
            )
        opened.close()
    assert remembering().read().diagnostics == expected


@pytest.mark.parametrize(("ci", "kept"), [("", True), ("true", False)])
def test_the_command_remembers_outside_the_project_and_never_in_workflows(
    miniature: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ci: str, kept: bool
) -> None:
    monkeypatch.chdir(miniature)
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(reading_memory, "user_cache_path", lambda name: tmp_path / "home" / name)
    before = sorted(miniature.rglob("*"))
    assert main(["check"]) == 0
    assert bool(list(tmp_path.glob("home/coprod-kb/readings/*.sqlite"))) == kept
    assert (tmp_path / "home").exists() == kept
    assert sorted(miniature.rglob("*")) == before
