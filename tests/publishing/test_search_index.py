"""Runs of Pagefind over a few documents: the index in its place, and nothing left behind."""

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


def some() -> Iterator[SearchDocument]:
    return documents(collect({"a": {}, "b": {"language": "cy"}}).catalogue)


def test_there_is_one_index_whatever_languages_the_entries_are_in(site: Path) -> None:
    index(some(), site)
    assert '"page_count":2' in (site / ENTRY_POINT).read_text(encoding="utf-8").replace(" ", "")


def test_each_entry_is_told_by_the_name_of_its_text(site: Path) -> None:
    by_hand = PageByHand("", "Home", "<p>Welcome.</p>")
    index(documents(collect({"a": {}, "b": {"date": "2001"}}).catalogue, [by_hand]), site)
    names = json.loads((site / FOLDER / ENTRIES).read_text(encoding="ascii")).split(" ")
    told = [
        gzip.decompress((site / FOLDER / "fragment" / f"en_{name}.pf_fragment").read_bytes())
        for name in names
    ]
    assert [re.search(rb'"url":"(.*?)"', one)[1] for one in told] == [
        b"/entries/a_.html",
        b"/entries/b_.html",
    ]  # type: ignore[index]
    assert len(list((site / FOLDER / "fragment").iterdir())) == 3


def test_a_new_index_takes_the_place_of_an_old_one(site: Path) -> None:
    index(some(), site)
    index(documents(collect({"a": {"title": "Another"}}).catalogue), site)
    assert len(list((site / FOLDER / "fragment").iterdir())) == 1
    assert [one.name for one in site.iterdir()] == [FOLDER]


def test_it_ends_when_it_is_told_to(site: Path) -> None:
    stopped = Event()

    def endless() -> Iterator[SearchDocument]:
        yield from some()
        stopped.set()
        while True:
            yield SearchDocument("entries/a/", "<body data-pagefind-body>a</body>")

    index(endless(), site, stopped)
    assert not (site / FOLDER).exists()


def test_what_goes_wrong_is_told(site: Path) -> None:
    (site / FOLDER).write_text("a file in the way", encoding="utf-8")
    with pytest.raises(RuntimeError, match="The search index could not be made"):
        index(some(), site)
