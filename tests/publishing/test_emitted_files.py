"""Every page as a plain Markdown file, beside pages written by hand, in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt as CommonMark
from markupsafe import escape

from coprod_kb.collection.site import Snapshot
from coprod_kb.pages import Page
from coprod_kb.project.files import template_folders
from coprod_kb.project.project import ProjectError
from coprod_kb.project.settings import Settings
from coprod_kb.publishing import contents
from coprod_kb.publishing.emission import emit
from coprod_kb.rendering.environment import environment
from coprod_kb.rendering.inside import inside_of
from tests.conftest import MINIATURE

DOCS = MINIATURE / "docs"


def files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


ENV = environment(template_folders(None))
BESIDE = {"mkdocs.yml", "layout/main.html", "pages/addresses.txt", ".coprod-kb-emitted"}


def emitted(pages: Iterable[Page], folder: Path, docs: Path, **config: str) -> int:
    """As the command does, without files beside the pages."""
    settings = Settings(site_name="Example")
    insides = ((page, inside_of(page, ENV, settings, search=False)) for page in pages)
    return emit(insides, [], folder, docs, config)


def written(folder: Path) -> set[str]:
    """The files that were emitted, without those that always are."""
    return {path for path in files(folder) - BESIDE if not path.startswith("pages/assets/")}


def test_each_page_is_a_file_with_its_inside(snapshot: Snapshot, tmp_path: Path) -> None:
    pages = list(contents.pages(snapshot))
    assert emitted(pages, tmp_path / "out", DOCS) == len(pages)
    assert written(tmp_path / "out") == {"pages/about.md", *(f"pages/{page.path}index.md" for page in pages)}
    assert files(tmp_path / "out") >= BESIDE
    for page in pages:
        text = (tmp_path / "out" / "pages" / page.path / "index.md").read_text(encoding="utf-8")
        opening, front, body = text.split("---\n", 2)
        inside = inside_of(page, ENV, Settings(site_name="Example"), search=False)
        assert opening == ""
        assert yaml.safe_load(front) == {
            "title": escape(page.title),
            "description": escape(page.description),
            "head": inside.head,
        }
        assert body.replace("&#10;", "\n").strip() == inside.content.replace("&#10;", "\n").strip()


def test_no_blank_line_ends_the_block_of_html(tmp_path: Path) -> None:
    page = Page(
        path="",
        title="A",
        template="entry.html",
        description="",
        section="",
        html="<pre>a\n\n  \n\nb\n\u2003\n[c](javascript:d)\r\r# e\n\u2028\n- f</pre>",
        own={"how": [{"text": "g"}], "cite": {}},
    )
    emitted([page], tmp_path / "out", tmp_path / "docs")
    text = (tmp_path / "out" / "pages" / "index.md").read_text(encoding="utf-8")
    assert "<pre>a&#10;&#10;  &#10;\nb&#10;\u2003\n[c](javascript:d)&#10;\n# e&#10;\u2028\n- f</pre>" in text
    assert all(line.strip() for line in text.split("---\n", 2)[2].strip().split("\n"))
    [body] = CommonMark("commonmark").parse(text.split("---\n", 2)[2])
    assert body.type == "html_block"


def test_an_earlier_folder_of_ours_is_written_anew(snapshot: Snapshot, tmp_path: Path) -> None:
    pages = list(contents.pages(snapshot))
    emitted(pages, tmp_path / "out", DOCS)
    emitted(pages[:3], tmp_path / "out", DOCS)
    names = {f"pages/{page.path}index.md" for page in pages[:3]}
    assert written(tmp_path / "out") == {*names, "pages/about.md"}


def test_a_folder_with_files_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ProjectError, match="holds other files"):
        emitted([], tmp_path, DOCS)
    with pytest.raises(ProjectError, match="is not a folder"):
        emitted([], tmp_path / "notes.txt", DOCS)
    assert files(tmp_path) == {"notes.txt"}
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    assert emitted([], tmp_path, DOCS) == 0


@pytest.mark.parametrize(
    ("name", "address"), [("index.md", ""), ("timeline/index.md", "timeline/"), ("timeline.md", "timeline/")]
)
def test_a_page_written_by_hand_keeps_its_address(
    name: str, address: str, snapshot: Snapshot, tmp_path: Path
) -> None:
    docs = tmp_path / "docs"
    (docs / name).parent.mkdir(parents=True)
    (docs / name).write_text("By hand.", encoding="utf-8")
    pages = list(contents.pages(snapshot))
    assert emitted(pages, tmp_path / "out", docs) == len(pages) - 1
    assert (tmp_path / "out" / "pages" / name).read_text(encoding="utf-8") == "By hand."
    generated = {f"pages/{page.path}index.md" for page in pages if page.path != address}
    assert written(tmp_path / "out") == generated | {f"pages/{name}"}


def test_decisions_and_hidden_files_stay_behind(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    for name in ("adr/0001.md", ".cache/x", "about.md", "assets/logo.svg"):
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text("x", encoding="utf-8")
    emitted([], tmp_path / "out", docs, exclude_docs="/adr/")
    assert written(tmp_path / "out") == {"pages/about.md"}
    assert "pages/assets/logo.svg" in files(tmp_path / "out")


def test_a_project_needs_no_docs_folder(tmp_path: Path) -> None:
    page = Page(path="", title="A", template="home.html", description="", section="")
    assert emitted([page], tmp_path / "out", tmp_path / "docs") == 1
    assert written(tmp_path / "out") == {"pages/index.md"}


def test_what_somebody_put_beside_emitted_files_is_not_taken_away(tmp_path: Path) -> None:
    page = Page(path="", title="A", template="home.html", description="", section="")
    emitted([page], tmp_path / "out", tmp_path / "docs")
    emitted([page], tmp_path / "out", tmp_path / "docs")  # its own files it may replace
    (tmp_path / "out" / "note.md").write_text("By hand.", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"holds other files, such as note\.md"):
        emitted([page], tmp_path / "out", tmp_path / "docs")
    assert (tmp_path / "out" / "note.md").read_text(encoding="utf-8") == "By hand."


def test_text_that_looks_like_the_end_of_the_front_matter(tmp_path: Path) -> None:
    text = "a\n---\nb: *c\n...\n--- d"
    page = Page(path="", title=text, template="home.html", description=text, section="")
    emitted([page], tmp_path / "out", tmp_path / "docs")
    front = (tmp_path / "out" / "pages" / "index.md").read_text(encoding="utf-8").split("\n---\n")[0]
    assert yaml.safe_load(front)["title"] == text
