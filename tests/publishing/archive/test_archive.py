"""The command `coprod-kb archive`, and what its file holds."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import bagit
import pytest
from rocrate.rocrate import ROCrate

from coprod_kb.commands import archive
from coprod_kb.commands.cli import main
from coprod_kb.publishing.archive.from_disk import page_from_disk
from tests.shared import mkdocs_build

pytestmark = pytest.mark.built


@pytest.fixture
def command(
    miniature: Path,
    built_miniature: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., tuple[int, str]]:
    """Runs the command in the miniature with a site that is built already. Returns the exit status and the error output."""
    monkeypatch.chdir(miniature)
    monkeypatch.setattr(archive, "_build", lambda _, folder: shutil.copytree(built_miniature, folder))

    def run(*arguments: str) -> tuple[int, str]:
        return main(["archive", *arguments]), capsys.readouterr().err

    return run


def test_libraries_find_the_archive_complete(
    command: Callable[..., tuple[int, str]], miniature: Path, built_miniature: Path, tmp_path: Path
) -> None:
    with (miniature / "collection.yml").open("a", encoding="utf-8") as file:
        file.write("editors: {name: Ada Example, organisation: Example University}\n")
    assert command("-o", "a.zip")[0] == 0
    zipfile.ZipFile(miniature / "a.zip").extractall(tmp_path / "out")
    [folder] = (tmp_path / "out").iterdir()
    assert folder.name == "example-town-knowledge-base"
    bag = bagit.Bag(str(folder))
    bag.validate()
    assert bag.info["External-Identifier"] == "https://example.org/miniature/"
    crate = ROCrate(str(folder / "data"))
    assert crate.name == "Example Town knowledge base"
    assert crate.publisher["name"] == "Example University"
    assert crate.root_dataset["author"]["name"] == "Ada Example"
    described = {part.id: part for part in crate.data_entities}
    assert described["sources/entries/carers-choir.md"]["name"] == "A choir for carers"
    assert all((folder / "data" / name).exists() for name in described)
    for part in ("entries", "vocabulary", "docs", "collection.yml", "mkdocs.yml"):
        kept, own = folder / "data" / "sources" / part, miniature / part
        files = [file.relative_to(own) for file in own.rglob("*") if file.is_file()] or [Path()]
        assert [(kept / file).read_bytes() for file in files] == [(own / file).read_bytes() for file in files]
    for name in (
        "entries.json",
        "entries.csv",
        "entries.bib",
        "entries.ris",
        "vocabulary.ttl",
        "vocabulary.jsonld",
    ):
        assert (folder / "data" / "site" / name).read_bytes() == (built_miniature / name).read_bytes()
        assert f"site/{name}" in described


def test_every_link_of_a_page_leads_to_a_file(
    command: Callable[..., tuple[int, str]], miniature: Path, tmp_path: Path
) -> None:
    command("-o", "a.zip")
    zipfile.ZipFile(miniature / "a.zip").extractall(tmp_path / "out")
    [site] = (tmp_path / "out").glob("*/data/site")
    lost = set()
    pages = list(site.rglob("*.html"))
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert 'type="module"' not in text
        assert "connect-src 'none'" in text
        assert "unsafe-inline" not in text
        for _, address in re.findall(r' (href|src|action)="([^"]*)"', text):
            place = re.split("[?#]", address)[0]
            if place and ":" not in place and not (page.parent / place).is_file():
                lost.add((page.relative_to(site).as_posix(), address))
    assert len(pages) > 40
    assert lost == set()


PATHS = {"index.html", "a/index.html", "a/b/index.html", "a/b/c.pdf", "m.js", "x/index.html"}


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        ('<a href="../">', '<a href="../index.html">'),
        ('<a href="..">', '<a href="../index.html">'),
        ('<a href=".">', '<a href="./index.html">'),
        ('<a class=x href=../?q=1&amp;r=/#s>', '<a class=x href="../index.html?q=1&amp;r=/#s">'),
        ("<A HREF='b/#part'>", '<A HREF="b/index.html#part">'),
        ('<a data-form="../x/?entry=a" href="b/c.pdf">', '<a data-form="../x/index.html?entry=a" href="b/c.pdf">'),
        ('<form action="../x/" data-bundle="../pagefind/">', '<form action="../x/index.html" data-bundle="../pagefind/">'),
        ('<meta http-equiv="refresh" content="0; url=../x/">', '<meta http-equiv="refresh" content="0; url=../x/index.html">'),
        *[(same, same) for same in (
            '<a href="#top">', '<a href="?q=a/">', '<a href="">', '<a href="no-page/">', '<a href="https://example.org/a/">',
            '<a href="mailto:a@example.org">', '<a title=\' href="b/"\'>', '<!-- <a href="b/"> -->', '<script>"<a href=\\"b/\\">"</script>',
            '<script type="module" src="https://example.org/m.js"></script>', '<script type="module">let a = 1;</script>',
            '<script src="../m.js"></script>', '<!-- <a href="b/">', '<script>"<a href=\\"b/\\">"', "&lt;a href=\"b/\">",
        )],
    ],
)  # fmt: skip
def test_links_to_folders_name_the_file_of_their_page(written: str, changed: str) -> None:
    assert page_from_disk("a/index.html", written, PATHS) == (changed, set())


def test_modules_become_deferred_scripts_behind_their_loader() -> None:
    written = '<script type="module" src="../m.js"></script><script src=../m.js type=module></script>'
    html, modules = page_from_disk("a/index.html", written, PATHS)
    assert html == (
        '<script src="../assets/from-disk.js" defer></script>'
        '<script defer src="../m.js"></script><script src=../m.js defer></script>'
    )
    assert modules == {"m.js"}


def test_two_runs_give_the_same_bytes(
    miniature: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(miniature)
    assert main(["archive", "-o", str(tmp_path / "one.zip")]) == 0
    for file in miniature.rglob("*"):
        os.utime(file, (1, 1))
    build = partial(mkdocs_build, miniature, "--site-dir")  # without the time that a start of Python takes
    monkeypatch.setattr(archive, "_build", lambda _, folder: build(str(folder)))
    assert main(["archive", "-o", str(tmp_path / "two.zip")]) == 0
    same = (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert same


def test_only_what_belongs_to_the_collection_is_a_source(
    command: Callable[..., tuple[int, str]], miniature: Path
) -> None:
    (miniature / "secret.env").write_text("secret", encoding="utf-8")
    (miniature / ".env.yml").write_text("secret", encoding="utf-8")
    (miniature / "vocabulary" / "link.yml").symlink_to(miniature / "secret.env")
    (miniature / "base.yml").write_text("copyright: Nobody\n", encoding="utf-8")
    for number in (1, 2):
        assert command("-o", f"{number}.zip")[0] == 0
    names = {re.sub(r"^[^/]+/data/", "", name) for name in zipfile.ZipFile("2.zip").namelist()}
    assert "sources/base.yml" in names
    assert not {name for name in names if re.search(r"env|link\.yml|\.zip", name)}


def test_a_file_that_is_there_is_replaced_only_if_that_is_asked_for(
    command: Callable[..., tuple[int, str]], miniature: Path
) -> None:
    file = miniature / "a.zip"
    file.write_text("mine", encoding="utf-8")
    assert command("-o", "a.zip") == (
        2,
        "coprod-kb: a.zip is there already. Name another file, or add --replace.\n",
    )
    assert file.read_text(encoding="utf-8") == "mine"
    assert command("-o", "a.zip", "--replace")[0] == 0
    assert zipfile.is_zipfile(file)


def test_nothing_is_written_where_something_is_wrong(
    command: Callable[..., tuple[int, str]], miniature: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (miniature / "entries" / "broken.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    status, said = command("-o", "a.zip")
    assert (status, said.splitlines()[-1][:19]) == (1, "Nothing was written")
    (miniature / "entries" / "broken.md").unlink()
    monkeypatch.undo()
    monkeypatch.chdir(miniature)
    (miniature / "mkdocs.yml").write_text(
        "theme: nothing\nplugins: [coprod_kb]\nsite_name: A\n", encoding="utf-8"
    )
    status, said = command("-o", "a.zip")
    assert (status, "The site could not be built." in said) == (2, True)
    assert not (miniature / "a.zip").exists()
