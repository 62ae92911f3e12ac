"""The desk as it is written: all that strangers wrote is text in it, and no published site has it."""

from __future__ import annotations

import csv
import io
import shlex
from datetime import date
from pathlib import Path

import pytest

from coprod_kb.collection.site import open_site
from coprod_kb.links.last_check import keep_outcomes
from coprod_kb.links.outcome import LinkOutcome, LinkStatus
from coprod_kb.publishing import contents
from tests.conftest import Run, command_runner, entry_text
from tests.html import tree

HOSTILE = "<script>alert(1)</script> & $(touch x) `y`"


@pytest.fixture
def run(miniature: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `coprod-kb desk` in a miniature with two hostile entries, one of them a draft."""
    for name, draft in (("a", "true"), ("b", None)):
        text = entry_text(title=f"{HOSTILE} {name}", keywords=[HOSTILE, '=HYPERLINK("x")'], draft=draft)
        (miniature / "entries" / f"{name}.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(miniature)
    return command_runner(capsys, "desk")


@pytest.mark.slow
def test_what_strangers_wrote_is_text_on_the_page(run: Run) -> None:
    assert run("-o", "out")[0] == 0
    page = tree(Path("out/index.html").read_text(encoding="utf-8"))
    text = " ".join("".join(page.itertext()).split())
    assert f"{HOSTILE} a (project, 2020)" in text
    assert [*page.iter("script"), *page.iter("img")] == []
    hrefs = [link.get("href", "") for link in page.iter("a")]
    assert [
        href for href in hrefs if not href.startswith(("#", "https://github.com/example-org/", "./desk.csv"))
    ] == []
    ids = {element.get("id") for element in page.iter()}
    assert [href for href in hrefs if href.startswith("#") and href[1:] not in ids] == []
    [policy] = [meta.get("content", "") for meta in page.iter("meta") if meta.get("http-equiv")]
    assert "default-src 'none'" in policy


@pytest.mark.slow
def test_no_cell_of_the_table_is_a_formula_and_a_shell_reads_names_as_they_are(run: Run) -> None:
    run("-o", "out")
    table = Path("out/desk.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert {*rows[0]} == {"section", "entry", "what", "command"}
    assert [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))] == []
    [row] = [row for row in rows if row["what"].startswith(f"“{HOSTILE}” (2)")]
    drop = row["command"].splitlines()[-1]
    assert shlex.split(drop) == ["coprod-kb", "tag", "--remove", HOSTILE, "--where", f'keyword="{HOSTILE}"']
    assert {row["section"] for row in rows} >= {"Drafts to read", "No address", "Contributions waiting"}


@pytest.mark.slow
def test_it_is_written_again_but_never_over_other_files_or_where_it_would_be_published(run: Run) -> None:
    assert [run("-o", "out")[0] for _ in range(2)] == [0, 0]
    Path("notes").mkdir()
    Path("notes/mine.txt").write_text("Mine.")
    for folder in ("notes", "docs/desk", ".", "entries/desk"):
        status, _, err = run("-o", folder)
        assert (status, err.startswith("coprod-kb: ")) == (2, True), folder
    assert [file.name for file in Path("notes").iterdir()] == ["mine.txt"]


@pytest.mark.slow
def test_a_terminal_shows_numbers_or_the_tasks_of_a_section(run: Run) -> None:
    status, out, _ = run()
    assert (status, "     2  drafts " in out) == (0, True)
    status, out, _ = run("drafts")
    assert (status, "coprod-kb publish entries/a.md" in out) == (0, True)
    assert run("draft")[2].startswith("coprod-kb: There is no section draft. Did you mean “drafts”?")


@pytest.mark.slow
def test_links_that_fail_are_those_of_the_last_check(run: Run, miniature: Path) -> None:
    address = "https://example.org/dictionary"
    assert "Not one was asked for so far." in run("links")[1]
    keep_outcomes(
        open_site(miniature), [LinkOutcome(address, LinkStatus.GONE, 404, address)], date(2025, 1, 31)
    )
    _, out, _ = run("links")
    assert "Last asked for on 31 January 2025." in out
    assert f"“{address}” is gone: the server answers 404. [link-gone]\n  vocabulary/keywords.yml\n" in out


@pytest.mark.slow
def test_no_site_has_the_desk(run: Run, miniature: Path) -> None:
    site = open_site(miniature)
    published = contents.addresses(contents.read_site(site, drafts=True), site.docs)
    assert len(published) > 30
    assert [address for address in published if "desk" in address] == []
