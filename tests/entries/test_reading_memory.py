"""What checks remember: the same as what they read, nothing that has changed, and never where it could be handed in."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_kb.collection import site
from coprod_kb.collection.site import Site, open_site
from coprod_kb.commands.cli import main
from coprod_kb.entries import reading_memory
from coprod_kb.entries.reading import read
from coprod_kb.entries.reading_memory import ReadingMemory, _kept, _reading
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.entries.workers import read_files, unread
from coprod_kb.project import cache as project_cache
from tests.collection.test_cross_checks import DOI, REPAIRED
from tests.conftest import MINIATURE, NO_TERMS, entry_text
from tests.hostile.case import Made
from tests.hostile.corpus import QUICK

GARDEN = "entries/shared-garden.md"
NOTHING = NO_TERMS


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


# --- What comes back is what was read ---------------------------------------------------------------


def assert_comes_back(content: bytes, path: str) -> None:
    before = read(content, path, NOTHING)
    again = _reading(json.dumps(_kept(before)), path, NO_TERMS.schema)
    assert again == before
    assert repr(again) == repr(before)  # types as well


@pytest.mark.slow
def test_hostile_and_honest_files_come_back_as_they_were_read() -> None:
    for case in QUICK:
        if case.made is Made.FILE:
            assert_comes_back(case.content, case.path)
    for file in MINIATURE.rglob("entries/**/*.md"):
        assert_comes_back(file.read_bytes(), f"entries/{file.name}")


@given(st.binary() | st.text().map(lambda body: entry_text(body).encode("utf-8", "replace")))
def test_whatever_is_read_comes_back(content: bytes) -> None:
    assert_comes_back(content, "entries/a.md")


# --- One file of many -------------------------------------------------------------------------------


def some(*choices: object) -> st.SearchStrategy[list[object]]:
    return st.lists(st.sampled_from(choices), max_size=2, unique_by=str)


NAMED = ("Zoë Example", "Zoe Example", "Ada")
PEOPLE = some(*NAMED, {"name": "Ada", "orcid": "0000-0002-1825-0097"}, {"organisation": "Ada!"})
SLUGS = some("a", "b", "c", "old", "none")
FIELDS = {
    "title": st.sampled_from([f"{REPAIRED} together", f"{REPAIRED} together again", "Choir"]),
    "type": st.sampled_from(["project", "paper", "poem"]),
    "draft": st.just("true"),
    "withdrawn": st.just({"date": "2024-01-01", "reason": "Twice."}),
    "doi": st.sampled_from([DOI, DOI.upper(), "10.5555/other"]),
    "date": st.sampled_from(["2020", "2021-05"]),
    "period": st.sampled_from(["2018 – 2020", "2018 – ongoing", "2040 – 2041"]),
    "status": st.sampled_from(["ongoing", "completed", "planned"]),
    "related": SLUGS,
    "formerly": SLUGS,
    "references": SLUGS.map(
        lambda slugs: [{"text": "A work"}, *({"text": "A", "entry": slug} for slug in slugs)]
    ),
    "keywords": some("c", "c++", "Ada"),
    "collection": st.sampled_from(["Green!", "Green?"]),
    "contributors": PEOPLE,
    "authors": PEOPLE,
    "investigators": PEOPLE,
    "organisations": some(*NAMED),
    "funding": some(*NAMED).map(lambda names: [{"funder": name} for name in names]),
    "publication": st.sampled_from(NAMED).map(lambda name: {"publisher": name}),
}
BODIES = some("# How\n", "[a](b.md)\n", "[a](a.md#how)\n", "[a](old.md#why)\n").map("\n".join)
TEXTS = st.one_of(
    st.just("no front matter"),
    st.tuples(BODIES, st.fixed_dictionaries({}, optional=FIELDS)).map(
        lambda both: entry_text(both[0], **both[1])
    ),
)
COLLECTIONS = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d", "more/a", "more/b", "Bad Name"]), TEXTS, min_size=1
)


@pytest.mark.slow
@settings(max_examples=10)
@given(COLLECTIONS)
def test_a_check_of_one_file_tells_what_a_whole_check_tells_of_it(texts: dict[str, str]) -> None:
    def checked(*arguments: str) -> tuple[int, list[dict[str, object]]]:
        with redirect_stdout(StringIO()) as printed:
            status = main(["check", "--format", "json", *arguments])
        return status, json.loads(printed.getvalue())

    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        project = Path(folder, "project")
        for path, text in texts.items():
            file = project / "entries" / f"{path}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        (project / "mkdocs.yml").write_text("site_name: Example", encoding="utf-8")
        patch.chdir(project)
        _, expected = checked()  # which remembers nothing, as CI is set
        patch.setenv("CI", "")
        patch.setattr(project_cache, "user_cache_path", lambda name: Path(folder, name))
        assert [checked()[1] for _ in range(2)] == [expected, expected]
        for path in texts:
            named = f"entries/{path}.md"
            own = [name for name in expected if name["path"] == named]
            assert checked(named) == (any(feature["severity"] == "error" for feature in own), own)


# --- A run after another ----------------------------------------------------------------------------


@pytest.mark.slow
def test_only_what_changed_is_read(
    miniature: Path, remembering: Callable[[], Site], opened_files: list[str]
) -> None:
    def read_now() -> list[str]:
        opened_files.clear()
        remembered = remembering().read()
        read_then = list(opened_files)
        assert remembered == open_site(miniature).read()
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


def test_a_check_reads_only_what_changed(
    miniature: Path, remembering: Callable[[], Site], opened_files: list[str]
) -> None:
    (miniature / "vocabulary" / "addresses.yml").unlink()  # with which it makes pages
    remembering().check()
    (miniature / GARDEN).write_bytes((miniature / GARDEN).read_bytes() + b"We dug.")
    opened_files.clear()
    again = remembering().check()
    assert opened_files == [GARDEN]
    assert again == open_site(miniature).read().checked
    assert remembering().read() == open_site(miniature).read()
    assert opened_files == [GARDEN, *again.paths, *again.paths]  # those of sites without a memory


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
def test_what_is_spoilt_does_no_harm(
    miniature: Path, tmp_path: Path, remembering: Callable[[], Site], spoilt: str
) -> None:
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
    assert remembering().check().diagnostics == expected
    assert remembering().read().diagnostics == expected


@pytest.mark.parametrize(("ci", "kept"), [("", True), ("true", False)])
def test_the_command_remembers_outside_the_project_and_never_in_workflows(
    miniature: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ci: str, kept: bool
) -> None:
    monkeypatch.chdir(miniature)
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(project_cache, "user_cache_path", lambda name: tmp_path / "home" / name)
    before = sorted(miniature.rglob("*"))
    assert main(["check"]) == 0
    assert bool(list(tmp_path.glob("home/coprod-kb/readings/*.sqlite"))) == kept
    assert (tmp_path / "home").exists() == kept
    assert sorted(miniature.rglob("*")) == before
