"""The adapter: what MkDocs does with our pages, with broken entries, and with a project's own templates."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coprod_kb.mkdocs_plugin.hosts import guarded
from tests.shared import built_here as build
from tests.shared import mkdocs_build, shared

pytestmark = pytest.mark.built

CONFIG = """
site_name: Example knowledge base
repo_url: https://github.com/example-org/example
edit_uri: edit/main/docs/
nav:
  - Home: index.md
  - Browse: browse/index.md
  - Papers: papers/index.md
  - Keywords: keywords/index.md
  - About: about.md
theme:
  name: material
  font: false
plugins:
  - coprod_kb:
      search: false
"""
ENTRY = """---
title: {title}
type: paper
date: 2022
summary: An invented paper about gardens that neighbours keep together.
keywords: [gardens]
contributors:
  - name: Ada Example
    organisation: Example University
added: 2022-03-01
updated: 2022-03-02
---

{body}
"""


MARKUP = "p < 0.05 & <script>alert(1)</script> <b>bold</b>"


def write_project(folder: Path) -> Path:
    for name in ("entries", "docs"):
        (folder / name).mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "docs" / "about.md").write_text("# About Q & A\n\nTom & Jerry <3\n", encoding="utf-8")
    write(folder, "gardens", "Gardens together")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project without templates of its own."""
    return write_project(tmp_path / "project")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Such a project with its site, and with more entries and pages, for the tests that change nothing."""
    return shared(tmp_path_factory, "small", build_whole)


def build_whole(folder: Path) -> None:
    write_project(folder)
    gardens = folder / "entries" / "gardens.md"
    text = gardens.read_text(encoding="utf-8")
    gardens.write_text(text.replace("type: paper", "type: paper\nformerly: [old-gardens]"), encoding="utf-8")
    write(folder, "markup", f"'{MARKUP}'")
    draft = "---\ntitle: A draft about gardens\ndraft: true\n---\n"
    (folder / "entries" / "draft.md").write_text(draft, encoding="utf-8")
    tables = "# Tables\n\n| a |\n|---|\n| 1 |\n\n`<table>`\n\n| b |\n|---|\n| 2 |\n"
    (folder / "docs" / "tables.md").write_text(tables, encoding="utf-8")
    pictures = '# Pictures\n\n![a > b "c" /> d](a.png)\n\n---\n\n`<img />`\n'
    (folder / "docs" / "pictures.md").write_text(pictures, encoding="utf-8")
    (folder / "docs" / "a.png").write_bytes(b"")
    mkdocs_build(folder, "--strict")


def write(project: Path, slug: str, title: str, body: str = "We dug.") -> None:
    text = ENTRY.format(title=title, body=body)
    (project / "entries" / f"{slug}.md").write_text(text, encoding="utf-8")


def html(project: Path, path: str) -> str:
    return (project / "site" / path / "index.html").read_text(encoding="utf-8")


def test_templates_and_assets_come_with_the_package(built: Path) -> None:
    assert "<h1>Gardens together</h1>" in html(built, "entries/gardens")
    assert (built / "site" / "assets" / "coprod-kb.css").is_file()
    assert not (built / "site" / "pagefind").exists()
    assert 'class="kb-search"' not in html(built, "entries/gardens")  # nothing that could only disappoint
    assert (built / "site" / "search" / "facets.json").is_file()
    assert not (built / "site" / "search" / "words.json").exists()


def test_a_project_overrides_templates_file_by_file(project: Path) -> None:
    (project / "templates" / "partials").mkdir(parents=True)
    (project / "templates" / "partials" / "footer.html").write_text(
        "<footer>Our own foot</footer>", encoding="utf-8"
    )
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(
        config.replace("name: material", "name: material\n  custom_dir: templates")
    )
    assert build(project).returncode == 0
    page = html(project, "entries/gardens")
    assert "Our own foot" in page
    assert 'class="kb-facts"' in page


@pytest.mark.parametrize("features", ["", "\n  features: [content.code.copy]"], ids=["plain", "of Material"])
def test_pages_have_the_frame_of_material_only_where_it_is_asked_for(project: Path, features: str) -> None:
    config = (
        (project / "mkdocs.yml").read_text(encoding="utf-8").replace("font: false", f"font: false{features}")
    )
    tabs = "\nmarkdown_extensions:\n  - pymdownx.tabbed: {alternate_style: true}\n"
    (project / "mkdocs.yml").write_text(config + tabs, encoding="utf-8")
    (project / "docs" / "about.md").write_text('# About\n\n=== "One"\n\n    A\n\n=== "Two"\n\n    B\n')
    assert build(project).returncode == 0
    entry, about = html(project, "entries/gardens"), html(project, "about")
    for page in (entry, about):
        assert "assets/stylesheets/main." in page
        assert ("assets/javascripts/bundle." in page) == ("data-md-component" in page) == bool(features)
    assert 'startsWith("__tabbed_")' in about  # an address may name a tab
    assert ('startsWith("__tabbed_")' in entry) == bool(features)


def test_a_page_in_docs_takes_the_address_and_a_readme_stands_back(project: Path) -> None:
    for name in ("timeline.md", "people/index.md", "README.md", "keywords/README.md"):
        (project / "docs" / name).parent.mkdir(exist_ok=True)
        (project / "docs" / name).write_text("# Our own page\n", encoding="utf-8")
    run = build(project)
    assert run.returncode == 0
    for name in ("timeline.md", "people/index.md", "README.md", "keywords/README.md"):
        assert run.stderr.count(f"docs/{name}\n  1:1 warning: ") == 1
    own = {path: "Our own page" in html(project, path) for path in ("timeline", "people", ".", "keywords")}
    assert own == {"timeline": True, "people": True, ".": False, "keywords": False}
    assert "Ada Example" in html(project, "people/ada-example")


def test_a_broken_entry_stops_the_build_before_the_old_site_is_touched(project: Path) -> None:
    assert build(project).returncode == 0
    before = {file: file.stat().st_mtime_ns for file in (project / "site").rglob("*")}
    write(project, "broken-one", "[unclosed")
    write(project, "broken-two", "Fine", body="A [link](nowhere.md).")
    (project / "entries" / "broken-three.md").write_bytes(b"\xff\xfe\x00")
    run = build(project)
    assert run.returncode == 1
    for name, place in (("one", "2:8"), ("two", "14:3"), ("three", "1:1")):
        told = rf"^entries/broken-{name}\.md\n(?:  .*\n)*?  {place} error: "
        assert re.search(told, run.stderr, re.MULTILINE), run.stderr
    assert {file: file.stat().st_mtime_ns for file in (project / "site").rglob("*")} == before


def test_markup_in_titles_and_names_is_shown_as_text_everywhere(built: Path) -> None:
    escaped = "p &lt; 0.05 &amp; &lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;bold&lt;/b&gt;"
    assert f">{escaped}</h1>" in html(built, "entries/markup")
    assert f"<title>{escaped} – Example knowledge base</title>" in html(built, "entries/markup")
    for file in (built / "site").rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert "<script>alert" not in text, file
        assert "<b>bold" not in text, file
        assert "&amp;lt;" not in text, file


def test_pages_of_docs_keep_their_own_html(built: Path) -> None:
    page = html(built, "about")
    assert "<p>Tom &amp; Jerry &lt;3</p>" in page
    assert '<h1 id="about-q-a">About Q &amp; A</h1>' in page
    assert "<title>About – Example knowledge base</title>" in page


def test_pages_carry_descriptions_edit_links_and_their_place(built: Path) -> None:
    page = html(built, "entries/gardens")
    assert (
        '<meta name="description" property="og:description" content="An invented paper about gardens that neighbours keep together.">'
        in page
    )
    assert "https://github.com/example-org/example/edit/main/entries/gardens.md" in page
    assert '<a href="../../papers/" aria-current="true">Papers</a>' in page
    assert '<a href="../papers/" aria-current="true">' not in html(built, "keywords")
    assert '<a href="./" aria-current="page">Keywords</a>' in html(built, "keywords")


def test_addresses_without_folders_are_refused(project: Path) -> None:
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("use_directory_urls: false\n")
    run = build(project)
    assert run.returncode == 1
    assert "Take `use_directory_urls` out." in run.stderr


def test_pages_by_hand_are_linked_wherever_they_lie(project: Path) -> None:
    assert build(project).returncode == 0
    assert "without an account" not in html(project, "entries/gardens")
    (project / "docs" / "contact").mkdir()
    (project / "docs" / "contact" / "index.md").write_text("# Contact\n", encoding="utf-8")
    assert build(project, "--strict").returncode == 0
    assert '<a href="../../contact/">How to reach the editors without an account</a>' in html(
        project, "entries/gardens"
    )


def test_days_that_nobody_knows_are_warned_about_once_and_not_invented(project: Path) -> None:
    unknown = "The days on which entries came in and changed are not known"
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("site_url: https://example.org/kb/\n")
    assert unknown not in build(project).stderr
    assert "<entry>" in (project / "site" / "feed.xml").read_text(encoding="utf-8")
    for slug in ("gardens", "choir"):
        write(project, slug, f"The {slug} without days")
        file = project / "entries" / f"{slug}.md"
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub("(added|updated): .*\n", "", text), encoding="utf-8")
    run = build(project)
    assert (run.returncode, run.stderr.count(unknown)) == (0, 1)
    assert "<entry>" not in (project / "site" / "feed.xml").read_text(encoding="utf-8")
    assert "<lastmod>" not in (project / "site" / "sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("edit_uri", "expected"),
    [
        ("blob/main/docs", "https://github.com/example-org/example/blob/main/entries/gardens.md"),
        ("https://example.org/fork/edit/docs/", "https://example.org/fork/edit/entries/gardens.md"),
    ],
)
def test_edit_links_follow_the_configuration(project: Path, edit_uri: str, expected: str) -> None:
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(config.replace("edit/main/docs/", edit_uri), encoding="utf-8")
    assert build(project).returncode == 0
    assert f'<a href="{expected}" data-form=' in html(project, "entries/gardens")


def test_drafts_are_not_published(built: Path) -> None:
    assert not (built / "site" / "entries" / "draft").exists()
    assert "A draft about gardens" not in "".join(
        page.read_text(encoding="utf-8") for page in (built / "site").rglob("*.html")
    )


def test_an_old_name_leads_to_the_entry_without_script(built: Path) -> None:
    page = html(built, "entries/old-gardens")
    assert '<meta http-equiv="refresh" content="0; url=../../entries/gardens/">' in page
    assert '<a href="../../entries/gardens/">Gardens together</a>' in page
    assert "old-gardens" not in html(built, "papers")


class Served:
    """`mkdocs serve` on a project, asked like a browser would."""

    def __init__(self, project: Path) -> None:
        self.project = project
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(
            command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def get(self, path: str, host: str = "localhost") -> str:
        """The page, or an empty text while the server is not ready, has no such page, or refuses the host."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path, headers={"Host": host})
            answer = connection.getresponse()
            return answer.read().decode("utf-8") if answer.status == 200 else ""
        except OSError:
            return ""
        finally:
            connection.close()

    def wait_for(self, path: str, words: str) -> str:
        """The page once it holds the words; fails after a generous time."""
        for _ in range(300):
            if words in (page := self.get(path)):
                return page
            assert self.process.poll() is None, "the server ended"
            time.sleep(0.1)
        raise AssertionError(f"{path} never showed “{words}”: {self.get(path)[:2000]}")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A project of which two pages lie behind links."""
    project = write_project(tmp_path_factory.mktemp("served") / "project")
    elsewhere = project.parent / "elsewhere"
    for folder in (project / "vocabulary", project / "templates", elsewhere):
        folder.mkdir()
    (project / "vocabulary" / "keywords.yml").write_text("- label: gardens\n", encoding="utf-8")
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(
        config.replace("name: material", "name: material\n  custom_dir: templates")
    )
    (elsewhere / "page.md").write_text("# Elsewhere\n", encoding="utf-8")
    (project / "docs" / "more").symlink_to(elsewhere)
    (project / "docs" / "shared.md").symlink_to(elsewhere / "page.md")
    server = Served(project)
    yield server
    server.process.terminate()
    server.process.wait(timeout=20)


def test_serve_shows_changes_and_what_is_wrong(served: Served) -> None:
    project = served.project
    served.wait_for("/entries/gardens/", "We dug.")
    write(project, "gardens", "Gardens together", body="We dug and planted.")
    served.wait_for("/entries/gardens/", "We dug and planted.")
    (project / "entries" / "allotments.md").write_text(
        "---\ntitle: [a list]\ntyp: paper\n---\n", encoding="utf-8"
    )
    page = served.wait_for("/entries/allotments/", "This entry needs mending")
    assert "must be text, and this is a list" in page
    assert "Did you mean “type”?" in page
    assert "We dug and planted." in served.get("/entries/gardens/")
    write(project, "allotments", "Allotments", body="See [it](no-such-entry.md).")
    assert "There is no entry “no-such-entry”" in served.wait_for("/entries/allotments/", "no-such-entry")
    write(project, "allotments", "Allotments")
    served.wait_for("/papers/", "Allotments")
    (project / "entries" / "draft.md").write_text(
        "---\ntitle: Half done\ndraft: true\n---\n", encoding="utf-8"
    )
    served.wait_for("/entries/draft/", "draft</strong>")
    (project / "docs" / "about.md").write_text("# About\n\nNew words about us.\n", encoding="utf-8")
    served.wait_for("/about/", "New words about us.")
    (project / "vocabulary" / "keywords.yml").write_text(
        "- label: Gardens\n  definition: Ground.\n", encoding="utf-8"
    )
    served.wait_for("/keywords/gardens/", "Ground.")
    (project / "templates" / "pages").mkdir()
    (project / "templates" / "pages" / "person.html").write_text("Ours", encoding="utf-8")
    served.wait_for("/people/ada-example/", "Ours")
    shutil.rmtree(project / "entries")
    (project / "entries").mkdir()
    served.wait_for("/papers/", "There are no papers here yet.")


def test_serve_looks_behind_links(served: Served) -> None:
    project, elsewhere, another = (
        served.project.parent / name for name in ("project", "elsewhere", "another")
    )
    served.wait_for("/more/page/", "Elsewhere")
    (elsewhere / "page.md").write_text("# Elsewhere\n\nZonk.\n", encoding="utf-8")
    served.wait_for("/more/page/", "Zonk.")
    served.wait_for("/shared/", "Zonk.")
    another.mkdir()
    (another / "page.md").write_text("# Another\n", encoding="utf-8")
    (project / "docs" / "later").symlink_to(another)
    (project / "docs" / "about.md").write_text("# About\n", encoding="utf-8")
    served.wait_for("/later/page/", "Another")
    time.sleep(1)
    (another / "page.md").write_text("# Another\n\nZapp.\n", encoding="utf-8")
    served.wait_for("/later/page/", "Zapp.")


def test_serve_answers_to_its_own_names_only(served: Served) -> None:
    served.wait_for("/about/", "About")
    for host in (f"127.0.0.1:{served.port}", "LOCALHOST", "localhost.", "[::1]:8000"):
        assert served.get("/about/", host), host
    for host in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "", "a,localhost"):
        assert served.get("/about/", host) == "", host
        assert served.get("/livereload/0/0", host) == "", host


@pytest.mark.parametrize(
    ("served_at", "host", "allowed"),
    [
        ("127.0.0.1", "192.0.2.1", False),
        ("kb.example", "kb.example:8000", True),
        ("0.0.0.0", "192.0.2.1:8000", True),
        ("0.0.0.0", "evil.example", False),
        ("::", "[2001:db8::1]", True),
        ("::1", "::1", False),
    ],
)
def test_hosts_that_a_preview_answers_to(served_at: str, host: str, allowed: bool) -> None:
    answers: list[str] = []
    application = guarded(lambda _, start: [(start("200 OK", []) and b"") or b"page"], served_at)
    given = application({"HTTP_HOST": host}, lambda status, _: answers.append(status))  # type: ignore[arg-type, return-value]
    assert (list(given), answers) == (([b"page"], ["200 OK"]) if allowed else ([*given], ["403 Forbidden"]))


def test_the_log_lists_errors_and_only_counts_warnings(project: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build"]  # here warnings of deprecation would be errors
    fine = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    assert (
        "One finding. To see them: make check, or coprod-kb check" in fine.stderr
    )  # gardens names no accessible version
    assert "[no-accessible-format]" not in fine.stderr
    assert "DeprecationWarning" not in fine.stderr
    entry = project / "entries" / "wrong.md"
    entry.write_text("---\ntitle: A\ntype: book\nkeywords: [a]\ncontributors: [Ada Example]\n---\n", "utf-8")
    for wrong in (build(project), build(project, "--quiet")):
        assert "`type` cannot be “book”. [unknown-value]" in wrong.stderr
        assert "1 error, 0 warnings and 1 note" in wrong.stderr
        assert "[no-accessible-format]" not in wrong.stderr


def test_tables_of_pages_written_by_hand_are_framed_like_those_of_entries(built: Path) -> None:
    page = html(built, "tables")
    frames = re.findall(r'<section class="kb-table" tabindex="0" aria-label="(.*?)"><table>', page)
    assert frames == ["Table 1", "Table 2"]
    assert page.count("</table></section>") == 2


def test_pictures_in_pages_by_hand_are_html(built: Path) -> None:
    page = html(built, "pictures")
    assert 'src="../a.png">' in page
    assert "<hr>" in page
    assert "<code>&lt;img /&gt;</code>" in page
