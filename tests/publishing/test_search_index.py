"""Runs of Pagefind: the index is put in place, and temporary files are removed."""

from __future__ import annotations

import gzip
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from coprod_kb.publishing.search import PageByHand, SearchDocument, documents
from coprod_kb.publishing.search.pagefind import ENTRIES, FOLDER, index
from tests.conftest import collect

ENTRY_POINT = Path(FOLDER, "pagefind-entry.json")


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files. Fails if any are left."""
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


def some() -> Iterator[SearchDocument]:
    return documents(collect({"a": {}, "b": {"language": "cy"}}).catalogue)


def test_there_is_one_index_for_all_languages(site: Path) -> None:
    index(some(), site)
    assert '"page_count":2' in (site / ENTRY_POINT).read_text(encoding="utf-8").replace(" ", "")


def test_the_names_of_entries_are_in_the_order_of_the_catalogue(site: Path) -> None:
    by_hand = PageByHand("", "Home", "<p>Welcome.</p>")
    index(documents(collect({"a": {}, "b": {"date": "2001"}}).catalogue, [by_hand]), site)
    names = json.loads((site / FOLDER / ENTRIES).read_text(encoding="ascii")).split(" ")
    fragments = [
        gzip.decompress((site / FOLDER / "fragment" / f"en_{name}.pf_fragment").read_bytes())
        for name in names
    ]
    assert [re.search(rb'"url":"(.*?)"', fragment)[1] for fragment in fragments] == [
        b"/entries/a_.html",
        b"/entries/b_.html",
    ]  # type: ignore[index]
    assert len(list((site / FOLDER / "fragment").iterdir())) == 3


def test_a_new_index_replaces_the_old_one(site: Path) -> None:
    index(some(), site)
    index(documents(collect({"a": {"title": "Another"}}).catalogue), site)
    assert len(list((site / FOLDER / "fragment").iterdir())) == 1
    assert [file.name for file in site.iterdir()] == [FOLDER]


def test_the_run_ends_when_stopped(site: Path) -> None:
    stopped = Event()

    def endless() -> Iterator[SearchDocument]:
        yield from some()
        stopped.set()
        while True:
            yield SearchDocument("entries/a/", "<body data-pagefind-body>a</body>")

    index(endless(), site, stopped)
    assert not (site / FOLDER).exists()


def test_a_failure_is_an_exception(site: Path) -> None:
    (site / FOLDER).write_text("a file in the way", encoding="utf-8")
    with pytest.raises(RuntimeError, match="The search index could not be made"):
        index(some(), site)
