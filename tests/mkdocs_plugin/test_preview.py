"""A preview that is brought up to date by what differs is the same as one that is built anew."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from coprod_kb.collection.site import open_site
from coprod_kb.publishing.search import documents
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
BODIES = [
    *("Text.", "Other words.", "## Words\n\nText.", "## Other words\n\nText."),
    *(
        "See [it](shared-garden.md).",
        "First, see [it](shared-garden.md).",
        "See [it](shared-garden.md#words).",
    ),
    "See [it](no-such-entry.md).",
]


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
    body = draw(st.sampled_from(BODIES))
    kind = draw(
        st.sampled_from(["write", "write", "reword", "delete", "rename", "break", "define", "former"])
    )
    to = draw(NAMES)
    word = draw(WORDS)

    def edit(project: Path) -> None:
        file = project / "entries" / f"{name}.md"
        match kind:
            case "write":
                file.write_text(entry_text(body, **fields), encoding="utf-8")
            case "reword" if file.exists():
                front = file.read_text(encoding="utf-8").rpartition("\n---\n")
                file.write_text("".join((*front[:2], body, "\n")), encoding="utf-8")
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


def asked(preview: Preview, path: str) -> tuple[str, str]:
    """What the server answers: the status, and the text."""
    status = []
    environ: dict[str, Any] = {"PATH_INFO": path, "REQUEST_METHOD": "GET"}
    app: Any = preview.server.get_app()
    body = b"".join(app(environ, lambda given, _: status.append(given)))
    return status[0], body.decode()


def append(preview: Preview, slug: str, words: str) -> None:
    file = preview.project / "entries" / f"{slug}.md"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8")


def retitle(preview: Preview, slug: str, title: str) -> None:
    file = preview.project / "entries" / f"{slug}.md"
    text = re.sub("(?m)^title: .*", f"title: {title}", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def unhurried(made: Callable[[Path | None], Preview], monkeypatch: pytest.MonkeyPatch) -> Preview:
    """A preview that does nothing in the background."""
    preview = made(None)
    monkeypatch.setattr(preview.plugin.background, "run", lambda _: None)
    return preview


@pytest.mark.parametrize("path", ["/people/", "/people/index.html", "/people/ben-example/../"])
def test_whoever_asks_for_a_page_sees_it_as_it_is_now(unhurried: Preview, path: str) -> None:
    file = unhurried.project / "entries" / "phone-friends.md"
    file.write_text(entry_text("Text.", title="Friends", contributors=["Zoe Example"]), encoding="utf-8")
    unhurried.rebuild()
    others = b"Zoe Example" in unhurried.files()["people/index.html"]
    status, text = asked(unhurried, path)
    assert (others, status) == (False, "200 OK")
    assert "Zoe Example" in text
    assert asked(unhurried, "/people/zoe-example")[0] == "302 Found"  # a new page, without its last stroke
    assert "Friends" in asked(unhurried, "/people/zoe-example/")[1]
    assert asked(unhurried, "/people/nobody/")[0].startswith("404")


def test_other_words_alone_make_no_other_page_due(unhurried: Preview) -> None:
    append(unhurried, "phone-friends", "Words that nobody else shows.")
    unhurried.rebuild()
    assert list(unhurried.plugin.built._due) == ["entries/phone-friends/index.html"]
    append(unhurried, "shared-garden", "Words of this one.")
    unhurried.rebuild()
    assert "Words that nobody else shows." in asked(unhurried, "/entries/phone-friends/")[1]
    assert "Words of this one." in asked(unhurried, "/entries/shared-garden/")[1]
    anew = open_site(unhurried.project).read(drafts=True).catalogue
    assert list(documents(unhurried.plugin.snapshot.catalogue)) == list(documents(anew))


def test_a_new_link_is_seen_at_its_other_end(unhurried: Preview) -> None:
    apart = entry_text("Text.", title="Quite apart", keywords=["never seen"], contributors=["Zoe Example"])
    (unhurried.project / "entries" / "apart.md").write_text(apart, encoding="utf-8")
    unhurried.rebuild()
    assert "Quite apart" not in asked(unhurried, "/entries/shared-garden/")[1]
    append(unhurried, "apart", "See [the garden](shared-garden.md).")
    unhurried.rebuild()
    assert "Quite apart" in asked(unhurried, "/entries/shared-garden/")[1]


def test_a_heading_that_goes_is_missed_at_the_other_end(unhurried: Preview) -> None:
    append(unhurried, "phone-friends", "## Of friends")
    append(unhurried, "shared-garden", "See [friends](phone-friends.md#of-friends).")
    unhurried.rebuild()
    assert "to be mended" not in asked(unhurried, "/entries/shared-garden/")[1]
    file = unhurried.project / "entries" / "phone-friends.md"
    file.write_text(file.read_text(encoding="utf-8").replace("## Of friends", "Of friends"), encoding="utf-8")
    unhurried.rebuild()
    assert "to be mended" in asked(unhurried, "/entries/shared-garden/")[1]


def test_nothing_is_due_any_more_when_a_full_build_begins(unhurried: Preview) -> None:
    retitle(unhurried, "phone-friends", "Called otherwise")
    unhurried.rebuild()
    before = unhurried.plugin.built
    with (unhurried.project / "docs" / "about.md").open("a", encoding="utf-8") as about:
        about.write("\nOf us.\n")
    unhurried.rebuild()
    page = unhurried.site / "projects" / "index.html"
    page.write_text("", encoding="utf-8")
    before.renew("projects/index.html")
    assert page.read_text(encoding="utf-8") == ""


def test_what_is_due_stays_so_when_something_else_changes(unhurried: Preview) -> None:
    retitle(unhurried, "phone-friends", "Called otherwise")
    unhurried.rebuild()
    append(unhurried, "shared-garden", "More.")
    unhurried.rebuild()
    assert "Called otherwise" in asked(unhurried, "/projects/")[1]
    assert "More." in asked(unhurried, "/entries/shared-garden/")[1]


def test_the_background_waits_for_those_who_ask(unhurried: Preview) -> None:
    class Stopped(Event):
        """Set as soon as somebody waits for it."""

        def wait(self, timeout: float | None = None) -> bool:
            self.set()
            return True

    retitle(unhurried, "phone-friends", "Called otherwise")
    unhurried.rebuild()
    built = unhurried.plugin.built
    with built.asked("people/index.html"):
        due = list(built._due)
        built.complete(Stopped())
        assert list(built._due) == due
    built.complete(Event())
    assert not built._due


def test_a_change_while_a_page_is_looked_at_is_seen_in_the_answer(
    unhurried: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(unhurried, "phone-friends", "First words.")
    unhurried.rebuild()
    server = unhurried.server
    real, looks = type(unhurried.plugin.built).renew, []

    def renew(built: Any, path: str) -> None:
        real(built, path)
        looks.append(path)
        if looks == ["entries/phone-friends/index.html"]:
            append(unhurried, "phone-friends", "Second words.")
            unhurried.rebuild()
            server._visible_epoch = server._wanted_epoch = server._wanted_epoch + 1

    monkeypatch.setattr(type(unhurried.plugin.built), "renew", renew)
    assert "Second words." in asked(unhurried, "/entries/phone-friends/")[1]


def test_a_page_that_cannot_be_made_leads_to_a_full_build(
    made: Callable[[Path | None], Preview], monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = made(None)
    with monkeypatch.context() as patched:
        patched.setattr("coprod_kb.mkdocs_plugin.preview._build_page", lambda *_: 1 / 0)
        append(preview, "phone-friends", "More.")
        preview.rebuild()
        assert preview.full_builds == 1
    append(preview, "shared-garden", "More here.")
    preview.rebuild()
    assert preview.full_builds == 2
    assert b"More." in preview.files()["entries/phone-friends/index.html"]


def test_a_full_build_that_fails_is_followed_by_another(
    made: Callable[[Path | None], Preview], monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = made(None)
    about = preview.project / "docs" / "about.md"
    about.write_text(about.read_text(encoding="utf-8") + "\nOf us.\n", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr("mkdocs.commands.build._build_page", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            preview.rebuild()
    append(preview, "phone-friends", "More.")
    preview.rebuild()
    assert preview.full_builds == 3
    assert b"Of us." in preview.files()["about/index.html"]
