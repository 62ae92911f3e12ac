"""A project's folder: read, remembered, dated by its history, and written out as plain files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from coprod_kb.collection import site as module
from coprod_kb.collection.site import open_site
from coprod_kb.entries import workers
from coprod_kb.entries.model import Reading
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.publishing import contents
from tests.conftest import TODAY, entry_text

GARDEN = "entries/shared-garden.md"


@pytest.fixture
def read_again(monkeypatch: pytest.MonkeyPatch, miniature: Path) -> Callable[[], list[str]]:
    """Reads the miniature's folder; each call tells which entries were read anew for it."""
    paths: list[str] = []
    original = module.read_files

    def noting(root: Path, chosen: Sequence[str], vocabulary: Vocabulary) -> Iterator[Reading]:
        paths.extend(chosen)
        return original(root, chosen, vocabulary)

    monkeypatch.setattr(module, "read_files", noting)
    site = open_site(miniature)

    def again() -> list[str]:
        paths.clear()
        site.read(today=TODAY)
        return list(paths)

    return again


# --- What is remembered -----------------------------------------------------------------------------


def test_unchanged_files_are_not_read_again(read_again: Callable[[], list[str]]) -> None:
    assert len(read_again()) == 8
    assert read_again() == []


def test_changed_added_and_removed_files(miniature: Path, read_again: Callable[[], list[str]]) -> None:
    read_again()
    garden = miniature / GARDEN
    garden.write_text(garden.read_text(encoding="utf-8") + "We dug.\n", encoding="utf-8")
    assert read_again() == [GARDEN]
    (miniature / "entries" / "new.md").write_text(entry_text(), encoding="utf-8")
    assert read_again() == ["entries/new.md"]
    (miniature / "entries" / "new.md").unlink()
    garden.rename(miniature / "entries" / "reports" / "shared-garden.md")
    assert read_again() == ["entries/reports/shared-garden.md"]
    assert read_again() == []


def test_a_change_that_keeps_size_and_time_is_seen(
    miniature: Path, read_again: Callable[[], list[str]]
) -> None:
    read_again()
    garden = miniature / GARDEN
    before = garden.stat()
    garden.write_bytes(garden.read_bytes().replace(b"dug", b"hoe"))
    os.utime(garden, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert read_again() == [GARDEN]


@pytest.mark.parametrize("change", ["- {label: gardening}\n", None], ids=["changed", "removed"])
def test_everything_is_read_again_with_another_vocabulary(
    miniature: Path, read_again: Callable[[], list[str]], change: str | None
) -> None:
    read_again()
    keywords = miniature / "vocabulary" / "keywords.yml"
    if change:
        keywords.write_text(change, encoding="utf-8")
    else:
        keywords.unlink()
    assert len(read_again()) == 8
    assert read_again() == []


def test_nothing_is_read_again_for_what_the_vocabulary_says_about_its_terms(
    miniature: Path, read_again: Callable[[], list[str]]
) -> None:
    keywords = miniature / "vocabulary" / "keywords.yml"
    keywords.write_text("- {label: gardening}\n", encoding="utf-8")
    read_again()
    keywords.write_text(
        "- {label: gardening, definition: Work with plants., slug: digging}\n", encoding="utf-8"
    )
    assert read_again() == []
    keywords.write_text("- {label: gardening, aliases: [digging]}\n", encoding="utf-8")
    assert len(read_again()) == 8


def test_what_was_removed_is_gone_from_the_snapshot(miniature: Path) -> None:
    site = open_site(miniature)
    assert "shared-garden" in site.read().catalogue.by_slug
    (miniature / GARDEN).unlink()
    assert "shared-garden" not in site.read().catalogue.by_slug


def test_errors_of_a_snapshot_are_collected_once(miniature: Path) -> None:
    (miniature / GARDEN).write_text("No fields.", encoding="utf-8")
    snapshot = open_site(miniature).read()
    assert len(snapshot.errors) == 1
    assert snapshot.errors is snapshot.errors


def test_drafts_are_shown_only_on_request(miniature: Path) -> None:
    site = open_site(miniature)
    assert "walk-to-be-written" in site.read(drafts=True).catalogue.by_slug
    assert "walk-to-be-written" not in site.read().catalogue.by_slug


def test_pages_link_to_pages_by_hand_only_where_the_project_has_written_them(miniature: Path) -> None:
    assert open_site(miniature).read().settings.by_hand == {"about/"}
    for name in ("index.md", "how-to-contribute.md", "contact/index.md", "help/reindex.md"):
        (miniature / "docs" / name).parent.mkdir(exist_ok=True)
        (miniature / "docs" / name).write_text("By hand.", encoding="utf-8")
    snapshot = open_site(miniature).read()
    assert snapshot.settings.by_hand == {"", "about/", "how-to-contribute/", "contact/", "help/reindex/"}
    pages = {page.path: page for page in contents.pages(snapshot)}
    assert pages[""].context["guide"] == "how-to-contribute/"
    assert pages["entries/carers-choir/"].context["contact"] == "contact/"


# --- Files that are no entries ----------------------------------------------------------------------


def test_errors_of_single_files_keep_no_other_file_from_being_read(miniature: Path) -> None:
    entries = miniature / "entries"
    (entries / "link.md").symlink_to(entries / "carers-choir.md")
    (entries / "Bad Name.md").write_text(entry_text(), encoding="utf-8")
    (entries / "latin.md").write_bytes("---\ntitle: Café".encode("latin-1"))
    snapshot = open_site(miniature).read(today=TODAY)
    assert {found.path: found.code for found in snapshot.errors} == {
        "entries/Bad Name.md": "file-name",
        "entries/latin.md": "encoding",
        "entries/link.md": "not-a-file",
    }
    assert len(snapshot.catalogue.entries) == 6


def test_an_unreadable_file_is_reported_until_its_permissions_are_mended(
    miniature: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, original = open_site(miniature), workers.content_of

    def content(file: Path) -> bytes:  # permissions do not bind everybody who runs tests
        if file.name == "shared-garden.md":
            raise PermissionError(13, "Permission denied")
        return original(file)

    with monkeypatch.context() as patch:
        patch.setattr(workers, "content_of", content)
        [found] = site.read(today=TODAY).errors
        assert (found.code, found.path) == ("unreadable", GARDEN)
    (miniature / GARDEN).chmod(0o644)
    assert site.read(today=TODAY).errors == ()


def test_a_project_without_entries_or_vocabulary(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Empty", encoding="utf-8")
    snapshot = open_site(tmp_path).read()
    assert (snapshot.diagnostics, snapshot.catalogue.entries) == ((), ())


def test_unchecked_shows_what_has_errors_as_far_as_it_can_be_typed(miniature: Path) -> None:
    entries = miniature / "entries"
    (entries / "Odd Name.md").write_text(entry_text(title="An odd name"), encoding="utf-8")
    (entries / "no-type.md").write_text("---\ntitle: No type\n---\n", encoding="utf-8")
    (entries / "lost.md").write_text(entry_text("To [nowhere](nowhere.md).", title="Lost"), encoding="utf-8")
    site = open_site(miniature)
    checked, unchecked = (
        {page.path: page for page in contents.pages(site.read(unchecked=each))} for each in (False, True)
    )
    for path in ("entries/odd-name/", "entries/lost/", "entries/no-type/"):
        assert checked[path].template == "faults.html"
    assert unchecked["entries/odd-name/"].template == "entry.html"
    assert unchecked["entries/lost/"].html == '<p>To <a href="../nowhere/">nowhere</a>.</p>'
    assert unchecked["entries/no-type/"].template == "faults.html"
