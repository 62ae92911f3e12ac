"""A preview shows what a clean build makes, whatever has changed and whenever somebody asks."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from coprod_kb.pages import Page
from coprod_kb.publishing.site_files import file_of
from coprod_kb.rendering.renderer import Renderer
from tests.conftest import copied_miniature, entry_text
from tests.shared import forget_plugins

pytestmark = pytest.mark.built

ADDRESS = "http://127.0.0.1:8000/"


class Preview:
    """`mkdocs serve` without its server: a project, the folder that it is built into, and what a change leads to.

    One at a time: when the next one is made, this one is to be looked at only.
    """

    def __init__(self, project: Path, site: Path) -> None:
        self.project, self.site = project, site
        site.mkdir()
        forget_plugins()
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
        forget_plugins()

    def files(self) -> dict[str, bytes]:
        """What the server answers for each address of the site as it is now."""
        output = self.plugin._output()
        paths = {file_of(page) for page in output.pages}
        paths |= {path for group in output.groups for path, _ in group.make()}
        return {path: self.get(path)[1] for path in sorted(paths)}

    def get(self, path: str) -> tuple[str, bytes]:
        """What the server answers: the status, and the content without MkDocs' script."""
        status: list[str] = []
        environ: dict[str, Any] = {"PATH_INFO": f"/{path.removeprefix('/')}", "REQUEST_METHOD": "GET"}
        application: Any = self.server.get_app()
        answer = application(environ, lambda given, _: status.append(given))
        body = b"".join(answer)
        getattr(answer, "close", lambda: None)()
        return status[0], re.sub(rb"<script>\s*var livereload.*?</script>", b"", body, flags=re.DOTALL)

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


def append_to(file: Path, words: str = "") -> None:
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8")


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(edits(), min_size=2, max_size=7))
def test_any_edits_lead_to_what_a_clean_build_makes(
    made: Callable[[Path | None], Preview], steps: list[Callable[[Path], None]]
) -> None:
    preview = made(None)
    for step in steps:
        step(preview.project)
        preview.rebuild()
    assert preview.files() == made(preview.project).files()


def test_anything_else_that_is_watched_leads_to_a_full_build(
    made: Callable[[Path | None], Preview],
) -> None:
    preview = made(None)
    assert (
        str(preview.project) in preview.server._watched_paths
    )  # and not the description, which may come later
    described = preview.project / "collection.yml"
    text = described.read_text(encoding="utf-8")
    changes: list[Callable[[], object]] = [
        partial(append_to, preview.project / path)
        for path in (
            "docs/about.md",
            "docs/questions/what-do-choirs-change.md",
            "mkdocs.yml",
            "collection.yml",
        )
    ]
    changes += [described.unlink, partial(described.write_text, text, encoding="utf-8")]
    for number, change in enumerate(changes, 2):
        change()
        for _ in range(2):
            preview.rebuild()
            assert preview.full_builds == number, change


def asked(preview: Preview, path: str) -> tuple[str, str]:
    status, body = preview.get(path)
    return status, body.decode()


def append(preview: Preview, slug: str, words: str) -> None:
    append_to(preview.project / "entries" / f"{slug}.md", words)


def retitle(preview: Preview, slug: str, title: str) -> None:
    file = preview.project / "entries" / f"{slug}.md"
    text = re.sub("(?m)^title: .*", f"title: {title}", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def preview(made: Callable[[Path | None], Preview]) -> Preview:
    return made(None)


def test_whoever_asks_for_a_page_sees_it_as_it_is_now(preview: Preview) -> None:
    file = preview.project / "entries" / "phone-friends.md"
    file.write_text(entry_text("Text.", title="Friends", contributors=["Zoe Example"]), encoding="utf-8")
    preview.rebuild()
    assert not list(preview.site.glob("people/*/index.html"))  # nothing is rendered before somebody asks
    for path in ("/people/ben-example/../", "/people/index.html", "/people/"):
        status, text = asked(preview, path)
        assert status == "200 OK", path
        assert "Zoe Example" in text, path
    assert asked(preview, "/people/zoe-example")[0] == "302 Found"  # a new page, without its last stroke
    assert "Friends" in asked(preview, "/people/zoe-example/")[1]
    assert asked(preview, "/people/nobody/")[0].startswith("404")


def test_a_deleted_page_is_gone_at_once(preview: Preview) -> None:
    assert asked(preview, "/entries/shared-garden/")[0] == "200 OK"
    assert asked(preview, "/entries/shared-garden/cite.ris")[0] == "200 OK"
    (preview.project / "entries" / "shared-garden.md").unlink()
    preview.rebuild()
    assert preview.full_builds == 1
    for path in ("/entries/shared-garden/", "/entries/shared-garden", "/entries/shared-garden/cite.ris"):
        assert asked(preview, path)[0].startswith("404"), path


def test_the_made_menu_lists_what_there_is_now(preview: Preview) -> None:
    link, paths = '<a href="../organisations/">', ("/contribute/", "/about/")
    for path in paths:
        assert link in asked(preview, path)[1], path
    for file in preview.project.glob("entries/**/*.md"):
        file.unlink()
    preview.rebuild()
    for path in paths:
        status, text = asked(preview, path)
        assert status == "200 OK", path
        assert link not in text, path


def test_a_page_is_rendered_once_until_something_changes(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered = []
    original = Renderer.render

    def render(renderer: Renderer, page: Page) -> str:
        rendered.append(page.path)
        return original(renderer, page)

    monkeypatch.setattr(Renderer, "render", render)
    append(preview, "phone-friends", "First words.")
    preview.rebuild()
    for _ in range(2):
        assert "First words." in asked(preview, "/entries/phone-friends/")[1]
    assert rendered == ["entries/phone-friends/"]


def test_pages_written_by_hand_and_other_files_are_left_to_mkdocs(preview: Preview) -> None:
    assert asked(preview, "/about/")[0] == "200 OK"
    assert asked(preview, "/assets/coprod-kb.css")[0] == "200 OK"
    assert asked(preview, "/no-such-page/")[0].startswith("404")
    assert asked(preview, "/../../etc/passwd")[0].startswith("404")


def test_a_new_link_is_seen_at_its_other_end(preview: Preview) -> None:
    apart = entry_text("Text.", title="Quite apart", keywords=["never seen"], contributors=["Zoe Example"])
    (preview.project / "entries" / "apart.md").write_text(apart, encoding="utf-8")
    preview.rebuild()
    assert "Quite apart" not in asked(preview, "/entries/shared-garden/")[1]
    append(preview, "apart", "See [the garden](shared-garden.md).")
    preview.rebuild()
    assert "Quite apart" in asked(preview, "/entries/shared-garden/")[1]


def test_a_heading_that_goes_is_missed_at_the_other_end(preview: Preview) -> None:
    append(preview, "phone-friends", "## Of friends")
    append(preview, "shared-garden", "See [friends](phone-friends.md#of-friends).")
    preview.rebuild()
    assert "to be mended" not in asked(preview, "/entries/shared-garden/")[1]
    file = preview.project / "entries" / "phone-friends.md"
    file.write_text(file.read_text(encoding="utf-8").replace("## Of friends", "Of friends"), encoding="utf-8")
    preview.rebuild()
    assert "to be mended" in asked(preview, "/entries/shared-garden/")[1]


def test_what_is_stale_stays_so_when_something_else_changes(preview: Preview) -> None:
    retitle(preview, "phone-friends", "Called otherwise")
    preview.rebuild()
    append(preview, "shared-garden", "More.")
    preview.rebuild()
    assert "Called otherwise" in asked(preview, "/projects/")[1]
    assert "More." in asked(preview, "/entries/shared-garden/")[1]


def test_a_change_while_a_page_is_sent_is_seen_in_the_answer(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MkDocs waits for a rebuild that begins after we have looked at the page, and reads the file only then."""
    shown = preview.plugin.preview
    serve = shown._application

    def serve_late(environ: Any, start_response: Any) -> Any:
        append(preview, "phone-friends", "Second words.")
        preview.rebuild()
        return serve(environ, start_response)

    monkeypatch.setattr(shown, "_application", serve_late)
    assert "Second words." in asked(preview, "/entries/phone-friends/")[1]


def test_a_full_build_that_fails_is_followed_by_another(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_to(preview.project / "docs" / "about.md", "Of us.")
    with monkeypatch.context() as patched:
        patched.setattr("mkdocs.commands.build._build_page", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            preview.rebuild()
    append(preview, "phone-friends", "More.")
    preview.rebuild()
    assert preview.full_builds == 3
    assert "Of us." in asked(preview, "/about/")[1]


def test_the_desk_shows_what_is_left_to_do_as_it_is_now(preview: Preview) -> None:
    status, text = asked(preview, "/desk/")
    assert status == "200 OK"
    assert '<a href="../entries/walk-to-be-written/">entries/walk-to-be-written.md</a>' in text
    assert "A walk around Example Town" in asked(preview, "/entries/walk-to-be-written/")[1]
    assert "no-summary" in text
    file = preview.project / "entries" / "walk-to-be-written.md"
    file.write_text(file.read_text(encoding="utf-8").replace("A walk", "A stroll"), encoding="utf-8")
    preview.rebuild()
    assert preview.full_builds == 1
    assert "A stroll around Example Town" in asked(preview, "/desk/")[1]
    assert "A stroll around Example Town" in asked(preview, "/desk/desk.csv")[1]
