"""What tests share: the invented miniature collection, and smaller ones made up on the spot."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partialmethod
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import settings
from jinja2 import Environment
from playwright.sync_api import Browser, sync_playwright

from coprod_kb.collection import site
from coprod_kb.collection.accepted import divided
from coprod_kb.collection.catalogue import build_catalogue
from coprod_kb.collection.cross_checks import cross_check
from coprod_kb.collection.site import Snapshot, open_site
from coprod_kb.commands.cli import main
from coprod_kb.diagnostics import Diagnostic, in_order
from coprod_kb.entries.model import Reading, sound_entries, typed_entries
from coprod_kb.entries.reading import read
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.entries.vocabulary_files import FILES, read_vocabulary
from coprod_kb.entries.workers import read_file
from coprod_kb.front_matter.description import CollectionDescription
from coprod_kb.pages import Page
from coprod_kb.project.collection_file import FILE, read_description
from coprod_kb.project.settings import Settings
from coprod_kb.publishing import contents
from coprod_kb.values.translation import ENGLISH, use_language
from tests import ROOT
from tests.browser import chromium
from tests.shared import Compiled
from tests.site_fixture import (  # noqa: F401 (fixtures)
    any_site,
    built_manual,
    built_miniature,
    built_register,
    built_rough,
    built_site,
    rough_project,
)

settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.register_profile("unhurried", deadline=None, max_examples=40)  # a slow machine is no fault
settings.load_profile("unhurried")

MINIATURE = Path(__file__).parent / "miniature"
CO_PRODUCTION = read_description((ROOT / FILE).read_bytes())[0]
"""What the project's own collection says about its entries; the miniature links to the same file."""

NO_TERMS = Vocabulary(description=CO_PRODUCTION)
SCHEMA = NO_TERMS.schema
"""The fields of entries of the project's own collection."""

TODAY = date(2025, 1, 1)
"""The day that tests hold periods against."""


@pytest.fixture(autouse=True)
def _english_again() -> None:
    """Every test starts in English, whatever the site before it was in."""
    use_language(ENGLISH)


def copied_miniature(folder: Path) -> Path:
    """A copy of the miniature."""
    return Path(shutil.copytree(MINIATURE, folder))


SITES = {
    "any_site",
    "built_site",
    "built_miniature",
    "built_manual",
    "built_register",
    "built_rough",
    "unchecked_site",
    "emitted",
    "emitted_site",
    "served",
    "rough_project",
}
"""The fixtures that build a site, or need one."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Returns one worker more than there are processors, because tests wait for the browser and for servers."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests that need a site, also by a parameter. Modules that build sites by themselves carry the mark."""
    for item in items:
        parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
        names = {*getattr(item, "fixturenames", ()), *(each for each in parameters if isinstance(each, str))}
        if SITES & names:
            item.add_marker(pytest.mark.built)


@pytest.fixture(autouse=True, scope="session")
def nothing_remembered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Checks read every file, as in workflows, and leave nothing in the folders of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CI", "true")
        for kind in ("CACHE", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(tmp_path_factory.mktemp(kind.lower())))
        compiled = partialmethod(Environment.__init__, bytecode_cache=Compiled(tmp_path_factory))
        patch.setattr(Environment, "__init__", compiled)
        yield


@pytest.fixture(autouse=True, scope="session")
def entries_read_here() -> Iterator[None]:
    """Reads entries without worker processes, which take longer to start than a few files to read.

    Programs that tests start read with workers, and so does tests/entries/test_workers.py.
    """

    def here(root: Path, paths: Sequence[str], vocabulary: Vocabulary) -> Iterator[Reading]:
        return (read_file(root, path, vocabulary=vocabulary) for path in paths)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "read_files", here)
        yield


@pytest.fixture
def miniature(tmp_path: Path) -> Path:
    """A copy of the miniature that the test may change; outside of any git repository."""
    return copied_miniature(tmp_path / "miniature")


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The miniature as it is published. Read from a copy: the history of this checkout adds nothing."""
    folder = tmp_path_factory.mktemp("snapshot") / "miniature"
    copied_miniature(folder)
    return open_site(folder).read(today=TODAY)


@pytest.fixture(scope="session")
def pages(snapshot: Snapshot) -> dict[str, Page]:
    """The pages of the miniature by address."""
    return pages_by_path(snapshot)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = chromium.launch(playwright)
        yield found
        found.close()


Run = Callable[..., tuple[int, str, str]]
"""Runs `coprod-kb` with further arguments. Returns the exit status, the output and the error output."""


def command_runner(capsys: pytest.CaptureFixture[str], *first: str) -> Run:
    """A function that runs `coprod-kb` with the arguments `first` and those that it is given."""

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main([*first, *arguments])
        except SystemExit as ended:  # of argparse
            status = int(ended.code or 0)
        output = capsys.readouterr()
        return status, output.out, output.err

    return run


def entry_text(body: str = "", **fields: Any) -> str:
    """The text of an entry without faults; `fields` replace its own, `None` leaves one out."""
    own = {
        "title": "An example",
        "type": "project",
        "summary": "Neighbours made something together.",
        "date": None if "period" in fields else "2020",
        "keywords": ["co-production"],
        "contributors": ["Ada Example"],
    }
    whole = {"formats": [{"kind": "audio"}]} | fields  # last, so that the lines above stay where they are
    given = {name: value for name, value in (own | fields | whole).items() if value is not None}
    highest = max(json.dumps(given, ensure_ascii=False, default=str))
    dumper = yaml.CSafeDumper if highest < "\ud800" else yaml.SafeDumper  # libyaml escapes others, or fails
    return f"---\n{yaml.dump(given, Dumper=dumper, allow_unicode=True, sort_keys=False)}---\n{body}\n"


def collect(
    entries: Mapping[str, str | Mapping[str, Any]],
    vocabulary: Mapping[str, str] | None = None,
    *,
    drafts: bool = False,
    today: date = TODAY,
    description: CollectionDescription = CO_PRODUCTION,
) -> Snapshot:
    """What becomes of a few entries, without a folder.

    entries: by path below `entries/`, without `.md`: fields for `entry_text`, or the whole text. The
    title is the path unless fields say otherwise.
    vocabulary: the text of its files, by name without `.yml`.
    """
    assert {f"{name}.yml" for name in vocabulary or {}} <= set(FILES)
    files = {f"{name}.yml": text.encode() for name, text in (vocabulary or {}).items()}
    terms, found = read_vocabulary(files, "vocabulary", description)
    readings = []
    for path, given in entries.items():
        text = given if isinstance(given, str) else entry_text(**{"title": path, **given})
        readings.append(read(text.encode(), f"entries/{path}.md", terms))
    catalogue = build_catalogue(sound_entries(readings), terms, drafts=drafts)
    found += [fault for reading in readings for fault in reading.diagnostics]
    found += cross_check(catalogue, readings, today)
    shown, accepted = divided(found, typed_entries(readings))
    return Snapshot(
        Settings(site_name="Example", maps=description.drawn_maps),
        tuple(readings),
        catalogue,
        tuple(in_order(shown)),
        accepted=tuple(accepted),
    )


def pages_by_path(snapshot: Snapshot) -> dict[str, Page]:
    """The pages of the site by address; an address that two pages have fails."""
    pages = list(contents.pages(snapshot))
    by_path = {page.path: page for page in pages}
    assert len(by_path) == len(pages)
    return by_path


def loaded_for(folder: Path, *arguments: str) -> set[str]:
    """The modules that are loaded at the end of a command, which has to end well."""
    program = (
        "import sys; from coprod_kb.commands.cli import main\n"
        "try:\n"
        f"    status = main({arguments!r})\n"
        "except SystemExit as ended:\n"
        "    status = ended.code\n"
        "print(*sys.modules)\n"
        "sys.exit(status)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return set(run.stdout.splitlines()[-1].split())


def coded(snapshot: Snapshot, code: str) -> list[Diagnostic]:
    """The findings with this code."""
    return [found for found in snapshot.diagnostics if found.code == code]
