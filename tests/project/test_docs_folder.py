"""Pages written by hand: published where MkDocs publishes them."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from mkdocs.config.base import load_config
from mkdocs.structure.files import get_files
from pathspec import GitIgnoreSpec

from coprod_kb.project.docs_folder import built_files, page_address, pages_by_hand, published_files

FILES = (
    "index.md README.md about.md deep/er/page.md deep/README.md deep/index.md only/README.md list.markdown "
    "logo.svg sheet.pdf plain.html .hidden.md .folder/a.md templates/a.md deep/templates/a.md adr/0001.md draft.md"
)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for name in FILES.split():
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text("x", encoding="utf-8")
    return tmp_path / "docs"


def test_the_same_files_as_in_mkdocs_at_the_same_addresses(docs: Path) -> None:
    excluded = "/adr/\ndraft.md\n"
    (docs.parent / "mkdocs.yml").write_text(
        "site_name: A\nexclude_docs: |\n  /adr/\n  draft.md\n", encoding="utf-8"
    )
    theirs = {
        file.dest_uri
        for file in get_files(load_config(str(docs.parent / "mkdocs.yml")))
        if file.inclusion.is_included()
    }
    ours = {str(file) for file in built_files(docs, GitIgnoreSpec.from_lines(excluded.splitlines()))}
    assert ours == theirs
    assert "about/index.html" in ours


@pytest.mark.parametrize(
    ("file", "address"),
    [("index.md", ""), ("README.md", ""), ("a/b.md", "a/b/"), ("a/index.md", "a/"), ("a.pdf", None)],
)
def test_the_address_of_a_page(file: str, address: str | None) -> None:
    assert page_address(PurePosixPath(file)) == address


def test_a_readme_stands_back_behind_an_index(docs: Path) -> None:
    pages = dict(pages_by_hand(docs, GitIgnoreSpec(())))
    assert pages["deep/"] == PurePosixPath("deep/index.md")
    assert pages["only/"] == PurePosixPath("only/README.md")


def test_without_a_folder_there_are_none(tmp_path: Path) -> None:
    assert list(published_files(tmp_path / "docs", GitIgnoreSpec(()))) == []
