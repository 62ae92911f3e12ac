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
from coprod_kb.collection.catalogue import build_catalogue
from coprod_kb.collection.cross_checks import cross_check
from coprod_kb.collection.site import Site, open_site
from coprod_kb.commands.cli import main
from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries import reading_memory
from coprod_kb.entries.model import Reading
from coprod_kb.entries.reading import read
from coprod_kb.entries.reading_memory import ReadingMemory, _kept, _outline, _reading
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.entries.workers import read_files, unread
from tests.collection.test_cross_checks import CASES as FOUND_BETWEEN
from tests.collection.test_cross_checks import DOI, REPAIRED, Case
from tests.conftest import MINIATURE, TODAY, collect, entry_text
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


# --- What comes back is what was read ---------------------------------------------------------------


def assert_comes_back(content: bytes, path: str) -> None:
    before = read(content, path, NOTHING)
    again = _reading(json.dumps(_kept(before)), path)
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


# --- Outlines ---------------------------------------------------------------------------------------


def outlined(reading: Reading) -> Reading:
    """The reading as a check gets it from its memory."""
    outline = _reading(json.dumps(_outline(_kept(reading))), reading.path)
    assert outline
    return outline


def between(readings: Sequence[Reading]) -> list[Diagnostic]:
    """What is found between these files, on a day that lies in many periods."""
    sound = [one.entry for one in readings if one.entry and one.sound]
    return cross_check(build_catalogue(sound, NOTHING), readings, TODAY)


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
        lambda slugs: [{"text": "A work"}, *({"text": "A", "entry": one} for one in slugs)]
    ),
    "keywords": some("c", "c++", "Ada"),
    "collection": st.sampled_from(["Green!", "Green?"]),
    "contributors": PEOPLE,
    "authors": PEOPLE,
    "investigators": PEOPLE,
    "organisations": some(*NAMED),
    "funding": some(*NAMED).map(lambda names: [{"funder": one} for one in names]),
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


@pytest.mark.parametrize("case", FOUND_BETWEEN.values(), ids=FOUND_BETWEEN)
def test_what_is_found_between_entries_is_found_between_their_outlines(case: Case) -> None:
    readings = collect(case.entries).readings
    assert between(list(map(outlined, readings))) == between(readings)


@given(COLLECTIONS)
def test_outlines_hold_all_that_is_compared(texts: dict[str, str]) -> None:
    readings = [read(text.encode(), f"entries/{path}.md", NOTHING) for path, text in texts.items()]
    assert between(list(map(outlined, readings))) == between(readings)


ZOE = {"authors": ["Zoë Example"]}
PERIOD = {"status": "ongoing", "period": "2018 – 2020"}
DEPENDING: dict[str, dict[str, dict[str, object]]] = {
    "title": {"a": {"title": f"{REPAIRED} together"}, "b": {"title": f"{REPAIRED} together again"}},
    "type": {"a": PERIOD},
    "draft": {"a": {"draft": "true"}, "b": {"related": ["a"]}},
    "withdrawn": {
        "a": {"doi": DOI, "withdrawn": {"date": "2024-01-01", "reason": "Twice."}},
        "b": {"doi": DOI},
    },
    "date": {"a": ZOE | {"date": "2021"}, "b": {"authors": ["Zoe Example"], "date": "2022"}},
    "period": {"a": PERIOD},
    "status": {"a": PERIOD},
    "doi": {"a": {"doi": DOI}, "b": {"doi": DOI}},
    "related": {"a": {"related": ["none"]}},
    "references": {"a": {"references": [{"text": "A work"}, {"text": "Another", "entry": "none"}]}},
    "formerly": {"a": {"formerly": ["a"]}},
    "collection": {"a": {"collection": "Green!"}, "b": {"collection": "Green?"}},
    "keywords": {"a": {"keywords": ["c"]}, "b": {"keywords": ["c++"]}},
    "contributors": {"a": ZOE, "b": {"contributors": ["Zoe Example"]}},
    "authors": {"a": ZOE, "b": {"contributors": ["Zoe Example"]}},
    "investigators": {"a": ZOE, "b": {"investigators": ["Zoe Example"]}},
    "organisations": {"a": {"organisations": ["Café", "Cafe"]}},
    "funding": {"a": {"organisations": ["Café"], "funding": [{"funder": "Cafe"}]}},
    "publication": {"a": {"organisations": ["Café"], "publication": {"publisher": "Cafe"}}},
}


@pytest.mark.parametrize("name", DEPENDING)
def test_an_outline_holds_no_field_in_vain(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    readings = collect(DEPENDING[name]).readings
    expected = between(readings)
    assert between(list(map(outlined, readings))) == expected
    monkeypatch.setattr(reading_memory, "_COMPARED", reading_memory._COMPARED - {name})
    lacking = [_reading(json.dumps(_outline(_kept(one))), one.path) for one in readings]
    assert None in lacking or between([one for one in lacking if one]) != expected


def test_every_field_of_an_outline_has_been_tried() -> None:
    assert reading_memory._COMPARED == set(DEPENDING) == set(FIELDS)


@settings(max_examples=15)
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
        patch.setattr(reading_memory, "user_cache_path", lambda name: Path(folder, name))
        assert [checked()[1] for _ in range(2)] == [expected, expected]
        for path in texts:
            named = f"entries/{path}.md"
            own = [one for one in expected if one["path"] == named]
            assert checked(named) == (any(one["severity"] == "error" for one in own), own)


# --- A run after another ----------------------------------------------------------------------------


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
    site = remembering()
    assert (site.check(), site.read().checked) == (again, again)  # outlines are not taken for whole entries
    assert site.read() == open_site(miniature).read()
    assert opened_files == [GARDEN, *again.paths, *again.paths]


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


@pytest.mark.parametrize("table", ["readings", "outlines"])
@pytest.mark.parametrize("spoilt", ["no database", "another table", "other text", "other values", "a folder"])
def test_what_is_spoilt_does_no_harm(
    miniature: Path, tmp_path: Path, remembering: Callable[[], Site], spoilt: str, table: str
) -> None:
    (miniature / "vocabulary" / "addresses.yml").unlink()  # with which no outlines are asked for
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
                    "another table": f"ALTER TABLE {table} RENAME COLUMN key TO other",
                    "other text": f"UPDATE {table} SET reading = 'x' || reading",
                    "other values": f"UPDATE {table} SET reading = replace(reading, 'title', 'titel')",
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
    monkeypatch.setattr(reading_memory, "user_cache_path", lambda name: tmp_path / "home" / name)
    before = sorted(miniature.rglob("*"))
    assert main(["check"]) == 0
    assert bool(list(tmp_path.glob("home/coprod-kb/readings/*.sqlite"))) == kept
    assert (tmp_path / "home").exists() == kept
    assert sorted(miniature.rglob("*")) == before
