"""A preview that is brought up to date by what differs is the same as one that is built anew."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from tests.conftest import copied_miniature, entry_text

ADDRESS = "http://127.0.0.1:8000/"


class Preview:
    """`mkdocs serve` without its server: a project, the folder that it is built into, and what a change leads to.

    One at a time: when the next one is made, this one is to be looked at only.
    """

    def __init__(self, project: Path, site: Path) -> None:
        self.project, self.site = project, site
        site.mkdir()
        dict(MkDocsConfig._schema)["plugins"].plugin_cache.clear()  # what MkDocs keeps for `serve`
        config = self._config()
        self.plugin: Any = config.plugins["coprod_kb"]
        config.plugins.on_startup(command="serve", dirty=False)
        self.full_builds = 0
        self._build(config)
        self.server = LiveReloadServer(self._build, "127.0.0.1", 8000, str(site))
        self.server.watch(config.docs_dir)
        self.server.watch(str(config.config_file_path))
        config.plugins.on_serve(self.server, config=config, builder=self._build)

    def rebuild(self) -> None:
        """What the server does when something has changed, and all that it does afterwards."""
        self.server.builder()
        self.plugin.background.wait()

    def close(self) -> None:
        self.server.observer.stop()
        self.server.server_close()
        self.plugin.on_shutdown()

    def files(self) -> dict[str, bytes]:
        """What the site consists of; the time in the head of the compressed sitemap apart."""
        found = {}
        for file in sorted(self.site.rglob("*")):
            if file.is_file() and file.suffix != ".gz":
                found[file.relative_to(self.site).as_posix()] = file.read_bytes()
        return found

    def _build(self, config: Any = None) -> None:
        self.full_builds += 1
        if config is None:
            config = self._config()
        config.site_url = ADDRESS
        mkdocs_build.build(config, serve_url=ADDRESS)

    def _config(self) -> Any:
        return load_config(str(self.project / "mkdocs.yml"), site_dir=str(self.site))


@pytest.fixture
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path | None], Preview]]:
    """Makes previews; of a copy of the miniature, unless a project is given."""
    opened = []

    def make(project: Path | None = None) -> Preview:
        folder = tmp_path_factory.mktemp("preview")
        if project is None:
            project = copied_miniature(folder / "project")
            config = project / "mkdocs.yml"
            text = config.read_text(encoding="utf-8")
            config.write_text(
                text.replace("  - coprod_kb\n", "  - coprod_kb: {search: false}\n"), encoding="utf-8"
            )
            assert "search: false" in config.read_text(encoding="utf-8")
        opened.append(Preview(project, folder / "site"))
        return opened[-1]

    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    yield make
    for preview in opened:
        preview.close()


NAMES = st.sampled_from(["shared-garden", "phone-friends", "kitchen-table-talks", "new-one", "another"])
WORDS = st.sampled_from(
    ["co-production", "gardening", "telephone befriending", "never seen before", "peer support"]
)
PEOPLE = st.sampled_from(["Ada Example", "Ben Example", "Cai Example"])


@st.composite
def edits(draw: st.DrawFn) -> Callable[[Path], None]:
    """Something that a person does in the folders of entries and of the vocabulary."""
    name = draw(NAMES)
    fields = {
        "title": draw(st.sampled_from(["One", "Another", name])),
        "keywords": draw(st.lists(WORDS, min_size=1, max_size=3, unique=True)),
        "contributors": [draw(PEOPLE)],
        "date": draw(st.sampled_from(["2019", "2020-05"])),
        "draft": draw(st.booleans()),
        "collections": draw(st.sampled_from([None, ["Green spaces"], ["A new one"]])),
    }
    body = draw(st.sampled_from(["Text.", "See [it](shared-garden.md).", "See [it](no-such-entry.md)."]))
    kind = draw(st.sampled_from(["write", "write", "delete", "rename", "break", "define", "former"]))
    to = draw(NAMES)
    word = draw(WORDS)

    def edit(project: Path) -> None:
        file = project / "entries" / f"{name}.md"
        match kind:
            case "write":
                file.write_text(entry_text(body, **fields), encoding="utf-8")
            case "delete":
                file.unlink(missing_ok=True)
            case "rename" if file.exists():
                file.rename(file.with_name(f"{to}.md"))
            case "break":
                file.write_text("---\ntitle: [\n---\n", encoding="utf-8")
            case "define":
                (project / "vocabulary" / "keywords.yml").write_text(
                    f"- label: {word}\n  definition: What it means.\n", encoding="utf-8"
                )
            case "former":
                (project / "vocabulary" / "addresses.yml").write_text(
                    f"- from: old/\n  to: entries/{name}/\n", encoding="utf-8"
                )

    edit.__name__ = f"{kind} {name} {fields} {body} {to} {word}"
    return edit


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(edits(), min_size=1, max_size=4))
def test_any_edits_lead_to_what_a_clean_build_makes(
    made: Callable[[Path | None], Preview], steps: list[Callable[[Path], None]]
) -> None:
    preview = made(None)
    for step in steps:
        step(preview.project)
        preview.rebuild()
    assert preview.files() == made(preview.project).files()


def test_only_what_differs_is_written(made: Callable[[Path | None], Preview]) -> None:
    preview = made(None)
    before = {path: os.stat(preview.site / path).st_mtime_ns for path in preview.files()}
    file = preview.project / "entries" / "phone-friends.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nWords that nobody else shows.\n", encoding="utf-8")
    preview.rebuild()
    assert preview.full_builds == 1
    after = {path: os.stat(preview.site / path).st_mtime_ns for path in preview.files()}
    pages = {path for path in after if after[path] != before.get(path) and path.endswith(".html")}
    assert pages == {"entries/phone-friends/index.html"}
    assert b"Words that nobody else shows." in preview.files()["entries/phone-friends/index.html"]


@pytest.mark.parametrize("path", ["docs/about.md", "mkdocs.yml"])
def test_anything_else_that_is_watched_leads_to_a_full_build(
    made: Callable[[Path | None], Preview], path: str
) -> None:
    preview = made(None)
    file = preview.project / path
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    preview.rebuild()
    assert preview.full_builds == 2
    preview.rebuild()
    assert preview.full_builds == 2


def test_a_build_that_fails_is_followed_by_a_full_one(
    made: Callable[[Path | None], Preview], monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = made(None)
    with monkeypatch.context() as patched:
        patched.setattr("coprod_kb.mkdocs_preview._build_page", lambda *_: 1 / 0)
        file = preview.project / "entries" / "phone-friends.md"
        file.write_text(file.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
        with pytest.raises(ZeroDivisionError):
            preview.rebuild()
    preview.rebuild()
    assert preview.full_builds == 2
    assert b"More." in preview.files()["entries/phone-friends/index.html"]
