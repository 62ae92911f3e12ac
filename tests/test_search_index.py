"""Runs of Pagefind over a few documents: the index in its place, and nothing left behind."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coprod_kb.search import Document, documents
from coprod_kb.search_index import FOLDER, Indexing
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


def until(condition: Path) -> None:
    for _ in range(600):
        if condition.exists():
            return
        time.sleep(0.1)
    raise AssertionError(f"{condition} does not come")


def test_a_build_waits_for_its_index(site: Path) -> None:
    Indexing().run(some(), site, wait=True)
    # One index, whatever languages the entries are in.
    assert '"page_count":2' in (site / ENTRY).read_text(encoding="utf-8").replace(" ", "")


def test_a_preview_does_not_wait_and_takes_nothing_of_the_documents_first(site: Path) -> None:
    asked = []

    def slowly() -> Iterator[Document]:
        asked.append(time.monotonic())
        time.sleep(0.5)
        yield from some()

    indexing = Indexing()
    start = time.monotonic()
    indexing.run(slowly(), site, wait=False)
    assert time.monotonic() - start < 0.4
    until(site / ENTRY)
    indexing.stop()


def test_a_newer_run_ends_the_older(site: Path) -> None:
    ended = []

    def endless() -> Iterator[Document]:
        try:
            while True:
                yield Document("entries/a/", "<body data-pagefind-body>a</body>")
        finally:
            ended.append(True)

    indexing = Indexing()
    indexing.run(endless(), site, wait=False)
    indexing.run(some(), site, wait=False)
    until(site / ENTRY)
    indexing.stop()
    assert ended


def test_what_goes_wrong_is_told_in_a_build_and_does_not_end_a_preview(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (site / FOLDER).write_text("a file in the way", encoding="utf-8")
    with pytest.raises(RuntimeError, match="The search index could not be made"):
        Indexing().run(some(), site, wait=True)
    indexing = Indexing()
    indexing.run(some(), site, wait=False)
    said = ""
    for _ in range(600):
        said += capfd.readouterr().err
        if "will not work in this preview" in said:
            break
        time.sleep(0.1)
    else:
        raise AssertionError(said)
    indexing.stop()
