"""Runs of Pagefind over a few documents: the index in its place, and nothing left behind."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from coprod_kb.search import Document, documents
from coprod_kb.search_index import FOLDER, index
from tests.conftest import collect

ENTRY = Path(FOLDER, "pagefind-entry.json")


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary folders are made; empty again afterwards."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


def some() -> Iterator[Document]:
    return documents(collect({"a": {}, "b": {"language": "cy"}}).catalogue)


def test_there_is_one_index_whatever_languages_the_entries_are_in(site: Path) -> None:
    index(some(), site)
    assert '"page_count":2' in (site / ENTRY).read_text(encoding="utf-8").replace(" ", "")


def test_it_ends_when_it_is_told_to(site: Path) -> None:
    stopped = Event()

    def endless() -> Iterator[Document]:
        yield from some()
        stopped.set()
        while True:
            yield Document("entries/a/", "<body data-pagefind-body>a</body>")

    index(endless(), site, stopped)
    assert not (site / FOLDER).exists()


def test_what_goes_wrong_is_told(site: Path) -> None:
    (site / FOLDER).write_text("a file in the way", encoding="utf-8")
    with pytest.raises(RuntimeError, match="The search index could not be made"):
        index(some(), site)
