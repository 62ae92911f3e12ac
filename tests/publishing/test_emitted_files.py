"""Every page as a plain Markdown file, beside pages written by hand, in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pathspec import GitIgnoreSpec

from coprod_kb.collection.site import Snapshot
from coprod_kb.pages import Page
from coprod_kb.project.project import ProjectError
from coprod_kb.publishing import contents
from coprod_kb.publishing.emission import emit
from tests.conftest import MINIATURE

DOCS = MINIATURE / "docs"
NOTHING = GitIgnoreSpec(())


def files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def test_each_page_is_a_file_whose_front_matter_is_its_context(snapshot: Snapshot, tmp_path: Path) -> None:
    pages = list(contents.pages(snapshot))
    assert emit(pages, tmp_path / "out", DOCS, NOTHING) == len(pages)
    written = {f"{page.path}index.md" for page in pages}
    assert files(tmp_path / "out") == written | {"about.md", "addresses.txt", ".coprod-kb-emitted"}
    for page in pages:
        text = (tmp_path / "out" / page.path / "index.md").read_text(encoding="utf-8")
        opening, front, body = text.split("---\n", 2)
        assert opening == ""
        assert yaml.safe_load(front) == page.meta
        assert body == f"\n{page.html}\n"


def test_an_earlier_folder_of_ours_is_written_anew(snapshot: Snapshot, tmp_path: Path) -> None:
    pages = list(contents.pages(snapshot))
    emit(pages, tmp_path / "out", DOCS, NOTHING)
    emit(pages[:3], tmp_path / "out", DOCS, NOTHING)
    assert files(tmp_path / "out") == {
        *(
            "index.md",
            "browse/index.md",
            "projects/index.md",
            "about.md",
            "addresses.txt",
            ".coprod-kb-emitted",
        )
    }


def test_a_folder_with_files_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ProjectError, match="holds other files"):
        emit([], tmp_path, DOCS, NOTHING)
    with pytest.raises(ProjectError, match="is not a folder"):
        emit([], tmp_path / "notes.txt", DOCS, NOTHING)
    assert files(tmp_path) == {"notes.txt"}
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    assert emit([], tmp_path, DOCS, NOTHING) == 0


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
    assert emit(pages, tmp_path / "out", docs, NOTHING) == len(pages) - 1
    assert (tmp_path / "out" / name).read_text(encoding="utf-8") == "By hand."
    generated = {f"{page.path}index.md" for page in pages if page.path != address}
    assert files(tmp_path / "out") == generated | {name, "addresses.txt", ".coprod-kb-emitted"}


def test_decisions_and_hidden_files_stay_behind(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    for name in ("adr/0001.md", ".cache/x", "about.md", "assets/logo.svg"):
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text("x", encoding="utf-8")
    emit([], tmp_path / "out", docs, GitIgnoreSpec.from_lines(["/adr/"]))
    assert files(tmp_path / "out") == {"about.md", "assets/logo.svg", "addresses.txt", ".coprod-kb-emitted"}


def test_a_project_needs_no_docs_folder(tmp_path: Path) -> None:
    page = Page(path="", title="A", template="home.html", description="", section="")
    assert emit([page], tmp_path / "out", tmp_path / "docs", NOTHING) == 1
    assert files(tmp_path / "out") == {"index.md", "addresses.txt", ".coprod-kb-emitted"}


def test_what_somebody_put_beside_emitted_files_is_not_taken_away(tmp_path: Path) -> None:
    page = Page(path="", title="A", template="home.html", description="", section="")
    emit([page], tmp_path / "out", tmp_path / "docs", NOTHING)
    emit([page], tmp_path / "out", tmp_path / "docs", NOTHING)  # its own files it may replace
    (tmp_path / "out" / "note.md").write_text("By hand.", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"holds other files, such as note\.md"):
        emit([page], tmp_path / "out", tmp_path / "docs", NOTHING)
    assert (tmp_path / "out" / "note.md").read_text(encoding="utf-8") == "By hand."


def test_text_that_looks_like_the_end_of_the_front_matter(tmp_path: Path) -> None:
    text = "a\n---\nb: *c\n...\n--- d"
    page = Page(path="", title=text, template="t", description="", section="", own={"text": [text]})
    emit([page], tmp_path / "out", tmp_path / "docs", NOTHING)
    front = (tmp_path / "out" / "index.md").read_text(encoding="utf-8").split("\n---\n")[0]
    assert yaml.safe_load(front) == page.meta
