"""A new collection starts with the description of another one: from its folder, or from its site."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.collection.site import open_site
from coprod_kb.commands import init
from coprod_kb.project.cloning import is_repository
from coprod_kb.project.collection_file import read_description
from coprod_kb.project.project import ProjectError
from coprod_kb.starting.starts import own_start, shipped_start, shipped_starts, start_at
from tests import ROOT
from tests.conftest import Run, command_runner
from tests.contributing.test_lookups import ask
from tests.local_server import LocalServer, serving
from tests.project.test_history import git

LEAST = ("--name=Bees", "--subject=On bees.")
SHARED = {"collection.yml": "collection.yml"} | {
    f"vocabulary/{name}.yml": f"vocabulary/{name}.yml" for name in ("facets", "keywords", "synonyms")
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    monkeypatch.setattr(init, "start_at", partial(start_at, fetch=ask))
    return command_runner(capsys)


@pytest.fixture
def server() -> Iterator[LocalServer]:
    """A server with what the site of this repository publishes, below `/content/site/`."""
    with serving() as local:
        for path in SHARED:
            local.answers[f"/site/{path}"] = (ROOT / path).read_bytes()
        yield local


@pytest.fixture(scope="module")
def ours() -> Catalogue:
    """That of this repository."""
    return open_site(ROOT).read().catalogue


def repository_of(folder: Path) -> Path:
    """A repository with what shapes this collection, and a link that leads out of it."""
    for path in ("mkdocs.yml", *SHARED):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "First")
    return folder


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://github.com/example-org/bees", True),
        ("https://gitlab.com/example-org/bees.git", True),
        ("git@example.org:bees.git", True),
        ("ssh://git@example.org/bees", True),
        ("https://example.org/bees.git", True),
        ("https://example-org.github.io/bees/", False),
        ("../bees", False),
        ("ext::sh -c true", False),
    ],
)
def test_addresses_for_git(address: str, is_one: bool) -> None:
    assert is_repository(address) is is_one


@pytest.mark.parametrize("made", ["missing", "empty", "link"])
def test_a_repository_that_cannot_be_used(run: Run, tmp_path: Path, made: str) -> None:
    theirs = tmp_path / "theirs"
    if made != "missing":
        theirs.mkdir()
        git(theirs, "init", "--quiet")
        (theirs / "a.txt").write_text("A", encoding="utf-8")
    if made == "link":
        (theirs / "collection.yml").symlink_to(ROOT / "collection.yml")
    if made != "missing":
        git(theirs, "add", ".")
        git(theirs, "commit", "--quiet", "-m", "First")
    status, _, err = run("init", "bees", *LEAST, "--from", theirs.as_uri())
    assert status == 2
    said = {
        "missing": "cannot be fetched: git says",
        "empty": "not the folder of a collection",
        "link": "Nothing can start",
    }
    assert said[made] in err
    assert not (tmp_path / "bees").exists()


@pytest.mark.slow
@pytest.mark.parametrize("source", ["folder", "site", "repository"])
def test_types_facets_and_terms_are_taken_over_and_entries_are_not(
    run: Run, tmp_path: Path, server: LocalServer, ours: Catalogue, source: str
) -> None:
    start = {
        "folder": str(ROOT),
        "site": server.address("/content/site"),
        "repository": repository_of(tmp_path / "theirs").as_uri(),
    }[source]
    status, _, err = run("init", "bees", *LEAST, "--from", start)
    assert (status, err) == (0, "")
    made = open_site(tmp_path / "bees").read()
    theirs = made.catalogue
    described, expected = (site.vocabulary.description for site in (theirs, ours))
    assert (described.types, described.facets, described.facts) == (
        expected.types,
        expected.facets,
        expected.facts,
    )
    assert theirs.vocabulary.facets == ours.vocabulary.facets
    assert theirs.vocabulary.keywords == ours.vocabulary.keywords
    assert theirs.vocabulary.organisations.terms == ()
    assert {entry.fields.contributors[0].name for entry in theirs.entries} == {"Ada Example"}
    assert {finding.code for finding in made.diagnostics} == {"gap"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"collection.yml": None}, "publishes no collection.yml."),
        ({"collection.yml": b"<!doctype html><title>Not found</title>"}, "Nothing can start from"),
        ({"collection.yml": b"types: [{name: a, label: <script>, plural: As, address: ../a}]"}, "[slug]"),
        ({"vocabulary/facets.yml": b"setting: [{label: [x]}]"}, "vocabulary/facets.yml"),
        ({"collection.yml": b"a: &a [*a]"}, "[yaml-"),
        ({"collection.yml": b"\xff\xfe"}, "[encoding]"),
    ],
)
def test_a_site_that_cannot_be_used_is_refused(
    run: Run, tmp_path: Path, server: LocalServer, change: dict[str, bytes | None], expected: str
) -> None:
    for path, content in change.items():
        if content is None:
            del server.answers[f"/site/{path}"]
        else:
            server.answers[f"/site/{path}"] = content
    status, _, err = run("init", "bees", *LEAST, "--from", server.address("/content/site/"))
    assert (status, list(tmp_path.iterdir())) == (2, [])
    assert expected in err


def test_a_site_that_cannot_be_reached_and_a_folder_without_a_collection_are_refused(
    run: Run, tmp_path: Path, server: LocalServer
) -> None:
    for start in (
        server.address("/status/500"),
        "http://192.168.0.1/",
        str(tmp_path),
        "missing",
        "git@example.org:a/b.git",
    ):
        status, _, err = run("init", "bees", *LEAST, "--from", start)
        assert (status, list(tmp_path.iterdir())) == (2, [])
        assert "Traceback" not in err


def test_only_the_addresses_of_the_description_are_asked_for(run: Run, server: LocalServer) -> None:
    run("init", "bees", *LEAST, "--from", server.address("/content/site"))
    assert server.seen.requests == [f"GET /content/site/{path}" for path in SHARED]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "facets"),
    [
        ([], ("setting", "evidence")),
        (["--no-facets"], ()),
        (["--type=Diary"], ()),
        (["--type=Diary", "--types=register"], ("access",)),
        (["--facet=Season: spring; summer"], ("season",)),
        (["--type=Diary", "--facet=Season: spring; summer"], ("season",)),
        (["--from", str(ROOT), "--no-facets"], None),  # a part of its group of facts takes terms of one
    ],
)
def test_facets_are_those_that_fit_the_types(
    run: Run, tmp_path: Path, options: list[str], facets: tuple[str, ...] | None
) -> None:
    status, _, err = run("init", "bees", *LEAST, *options)
    if facets is None:
        assert (status, "[" in err, list(tmp_path.iterdir())) == (2, True, [])
        return
    found = read_description((tmp_path / "bees" / "collection.yml").read_bytes())
    assert (found[0].facet_names, found[1]) == (facets, [])
    assert (tmp_path / "bees" / "vocabulary" / "facets.yml").exists() is bool(facets)


@pytest.mark.parametrize("name", shipped_starts())
def test_our_own_sets_define_all_their_terms(name: str) -> None:
    start = shipped_start(name)
    for facet in start.description.facets:
        terms = start.vocabulary.facet(facet.name).terms
        assert len(terms) > 1
        assert all(term.definition for term in terms)


@pytest.mark.parametrize(
    ("types", "facets", "expected"),
    [
        (["Diary"], [], [("diary", "Diary", "Diaries", "diaries")]),
        (["PhD thesis=PhD theses"], [], [("phd_thesis", "PhD thesis", "PhD theses", "phd-theses")]),
        (["Box", "Map"], [], [("box", "Box", "Boxes", "boxes"), ("map", "Map", "Maps", "maps")]),
        (["Émission=Émissions"], [], [("emission", "Émission", "Émissions", "emissions")]),
    ],
)
def test_types_are_made_of_words(
    types: list[str], facets: list[str], expected: list[tuple[str, ...]]
) -> None:
    described = own_start(types, facets, shipped_start("evidence")).description
    assert [(kind.name, kind.label, kind.plural, kind.address) for kind in described.types] == expected


@pytest.mark.parametrize(
    ("types", "facets"),
    [(["123"], []), (["Person=People"], []), (["Map", "Map"], []), ([], ["Title: a; b"]), ([], ["!!: a"])],
)
def test_words_that_cannot_be_used_are_refused(types: list[str], facets: list[str]) -> None:
    with pytest.raises(ProjectError):
        own_start(types, facets, shipped_start("evidence"))
