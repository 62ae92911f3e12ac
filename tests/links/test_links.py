"""`coprod-kb links`: which addresses it requests, and what it reports. Only this computer is contacted."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath

import pytest

from coprod_kb.collection.site import open_site
from coprod_kb.commands import links
from coprod_kb.entries.reading import read
from coprod_kb.front_matter.strict_yaml import load
from coprod_kb.links.docs_links import docs_link_faults
from coprod_kb.links.link_check import (
    _WORDING,
    LinkMention,
    all_mentions,
    entry_mentions,
    in_turn,
    pages_to_visit,
    report,
    vocabulary_mentions,
)
from coprod_kb.links.network import visit
from coprod_kb.links.outcome import LinkOutcome, LinkStatus
from tests.conftest import NO_TERMS, Run, command_runner, entry_text
from tests.local_server import LocalServer, here, serving


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with serving() as local:
        yield local


@pytest.fixture
def run(miniature: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in the miniature, with every host on this computer: exit status, output, errors."""
    monkeypatch.chdir(miniature)

    async def at_once(_: float) -> None:
        pass

    asked = partial(visit, allowed=lambda _: True, look_up=here, wait=at_once)
    monkeypatch.setattr(links, "visit", asked)
    return command_runner(capsys, "links")


def write(miniature: Path, name: str, text: str) -> str:
    (miniature / "entries" / f"{name}.md").write_text(text, encoding="utf-8")
    return f"entries/{name}.md"


def mentions_of(body: str = "", **fields: object) -> list[LinkMention]:
    entry = read(entry_text(body, **fields).encode(), "entries/a.md", NO_TERMS).entry
    assert entry
    return list(entry_mentions(entry))


# --- Which come first ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "in_a_week", "weeks"), [(100, 60, 3), (100, 10, 16), (300, 30, 16), (3, 1, 5)]
)
def test_where_a_host_has_no_time_for_all_its_pages_every_one_is_asked_for_within_weeks(
    number: int, in_a_week: int, weeks: int
) -> None:
    of_host = [f"https://a.example/{page}" for page in range(number)]
    pages = [page for each in of_host for page in (each, each.replace("a.example", "b.example"))]
    for first in range(738_000, 738_700, 91):
        asked = set()
        for week in range(weeks):
            order = in_turn(pages, date.fromordinal(first + 7 * week))
            assert sorted(order) == sorted(pages)
            asked.update([page for page in order if "//a.example" in page][:in_a_week])
        assert asked == set(of_host), first


# --- Addresses in files ----------------------------------------------------------------------------


def test_every_address_of_an_entry_has_its_place() -> None:
    text = """---
title: One
type: project
keywords: [co-production]
contributors: [Ada Example]
doi: 10.1000/182
pmid: 1234
links:
  - label: Without
  - label: With
    url: https://example.org/link
formats:
  - kind: audio
    url: https://example.org/audio
references:
  - text: A work
    doi: https://doi.org/10.1000/<a>
    pmid: 99
    url: https://example.org/work
---
See [there](https://example.org/prose#part), <https://example.org/bare> and
![an image](https://example.org/image.png) or [by name][n], not [mail](mailto:ada@example.org).

[n]: https://example.org/named
"""
    entry = read(text.encode(), "entries/one.md", NO_TERMS).entry
    assert entry
    lines = text.split("\n")
    found = list(entry_mentions(entry))
    assert [(mention.page, mention.field) for mention in found] == [
        ("https://doi.org/10.1000/182", "doi"),
        ("https://pubmed.ncbi.nlm.nih.gov/1234/", "pmid"),
        ("https://example.org/link", "links.1.url"),
        ("https://example.org/audio", "formats.0.url"),
        ("https://example.org/work", "references.0.url"),
        ("https://doi.org/10.1000/%3Ca%3E", "references.0.doi"),
        ("https://pubmed.ncbi.nlm.nih.gov/99/", "references.0.pmid"),
        ("https://example.org/prose", None),
        ("https://example.org/bare", None),
        ("https://example.org/named", None),
        ("https://example.org/image.png", None),
    ]
    for mention in found:
        rest = lines[mention.line - 1][mention.column - 1 :]
        starts = "[" if "prose" in mention.page else "!" if "image" in mention.page else ""
        assert rest.startswith(
            starts or (mention.identifier or mention.address, "<", "https://doi.org/10.1000/<a>")
        )


def test_a_withdrawn_entry_shows_no_addresses() -> None:
    withdrawn = {"date": "2024-01-01", "reason": "It was wrong."}
    assert (
        mentions_of(
            links=[{"label": "a", "url": "https://example.org/"}], withdrawn=withdrawn, doi="10.1000/182"
        )
        == []
    )


def test_the_addresses_of_the_vocabulary() -> None:
    text = "- label: a\n  source_url: https://example.org/a\n- {name: b, url: https://example.org/b}\n- {url: b}\n"
    found = list(vocabulary_mentions(load(text, "vocabulary/x.yml")[0]))
    assert found == [
        LinkMention("https://example.org/a", "vocabulary/x.yml", 2, 15, "0.source_url"),
        LinkMention("https://example.org/b", "vocabulary/x.yml", 3, 18, "1.url"),
    ]


def test_the_addresses_of_the_description(miniature: Path) -> None:
    (miniature / "collection.yml").write_text(
        "licence: https://example.org/licence\nfind_this_work:\n  - label: A\n    address: https://example.org/{words}\n",
        encoding="utf-8",
    )
    site = open_site(miniature)
    found = [mention for mention in all_mentions(site, site.read()) if mention.path == "collection.yml"]
    assert [(mention.address, mention.line) for mention in found] == [("https://example.org/licence", 1)]


def test_each_page_is_requested_once() -> None:
    found = [
        LinkMention(f"https://example.org/{rest}", "entries/a.md", 1, 1)
        for rest in ("a", "b", "a#x", "a?y", "a")
    ]
    assert pages_to_visit(found) == [f"https://example.org/{rest}" for rest in ("a", "b", "a?y")]


# --- Findings ---------------------------------------------------------------------------------------

HERE = "https://example.org/page"


def said(
    status: LinkStatus, final: str = HERE, moved_to: str | None = None, **mention: str
) -> list[tuple[str, ...]]:
    """Code, message and hint of the findings about the page."""
    named = LinkMention(
        mention.get("address", HERE), "entries/a.md", 1, 1, identifier=mention.get("identifier")
    )
    outcome = LinkOutcome(named.page, status, 404 if status is LinkStatus.GONE else None, final, moved_to)
    return [(each.code, each.message, each.hint) for each in report([named], [outcome])[0].findings]


def test_every_status_but_ok_has_a_wording_and_every_status_a_heading() -> None:
    assert set(_WORDING) | {LinkStatus.OK} == set(LinkStatus)
    assert set(links._HEADINGS) == set(LinkStatus)
    assert said(LinkStatus.OK) == []


@pytest.mark.parametrize("status", _WORDING)
def test_a_finding_names_the_address_and_a_next_step(status: LinkStatus) -> None:
    [(_, message, hint)] = said(status, moved_to="https://example.org/new")
    assert message.startswith(f"“{HERE}” ")
    assert hint
    assert "{" not in message + hint


def test_the_hint_of_a_move_has_the_new_address_with_the_fragment() -> None:
    new = "https://example.org/new"
    [(code, _, hint)] = said(LinkStatus.MOVED, new, new, address=f"{HERE}#part")
    assert (code, hint) == ("link-moved", "Write https://example.org/new#part in its place.")


def test_a_move_to_the_home_page_may_mean_that_the_page_is_gone() -> None:
    home = "https://example.org/"
    assert "home page of “example.org”" in said(LinkStatus.MOVED, home, home)[0][2]
    assert (
        "Write https://example.org/" in said(LinkStatus.MOVED, home, home, address="http://example.org")[0][2]
    )


def test_the_message_names_the_end_of_redirects() -> None:
    assert said(LinkStatus.GONE, "https://example.com/x")[0][1].endswith(
        " It leads to https://example.com/x."
    )


DOI = {"address": "https://doi.org/10.1000/182", "identifier": "10.1000/182"}
PUBLISHER = "https://publisher.example.org/182"


@pytest.mark.parametrize("status", [LinkStatus.REFUSED, LinkStatus.MOVED])
def test_a_doi_that_redirects_is_right(status: LinkStatus) -> None:
    assert said(status, PUBLISHER, PUBLISHER, **DOI) == []


def test_an_unknown_doi() -> None:
    [(code, message, _)] = said(LinkStatus.GONE, DOI["address"], **DOI)
    assert (code, message) == ("link-gone", "“10.1000/182” is not known to doi.org.")


def test_an_unknown_host_does_not_make_a_doi_wrong() -> None:
    assert said(LinkStatus.UNKNOWN_HOST, DOI["address"], **DOI)[0][0] == "link-unreachable"


def test_a_doi_whose_page_is_gone() -> None:
    assert "publisher" in said(LinkStatus.GONE, PUBLISHER, **DOI)[0][2]


# --- Pages of the docs folder -----------------------------------------------------------------------

SOURCES = {"about.md", "more/deep.md", "browse/index.md", "assets/a.png"}
ADDRESSES = {"/", "/about/", "/more/deep/", "/browse/", "/assets/a.png", "/entries.json"}


def faults(text: str, file: str = "about.md") -> list[tuple[int | None, int | None, str]]:
    found = docs_link_faults(text, PurePosixPath(file), "docs", SOURCES, ADDRESSES)
    return [(fault.line, fault.column, fault.hint) for fault in found]


@pytest.mark.parametrize(
    "address",
    [
        "browse/index.md",
        "browse/index.md#part",
        "about.md",
        "#part",
        "../browse/",
        "../",
        "more/deep.md",
        "assets/a.png",
        "../entries.json",
        "entries.json",
        "https://example.org/x",
        "mailto:a@example.org",
        "/anything/",
    ],
)
def test_links_that_work(address: str) -> None:
    assert faults(f"[a]({address})") == []


def test_links_from_a_folder() -> None:
    assert faults("[a](../browse/index.md) [b](deep.md) [c](../../browse/)", "more/deep.md") == []
    assert len(faults("[a](browse/index.md)", "more/deep.md")) == 1


def test_broken_links_have_line_column_and_suggestion() -> None:
    text = "# A\n\nOne [a](brows/index.md) and\n[b](nowhere/) [c](brows/index.md)\n\n`[d](x.md)` [e][]\n\n[e]: y.md\n"
    found = faults(text)
    assert [fault[:2] for fault in found] == [(3, 9), (4, 5), (4, 19), (6, 1)]
    assert found[0][2].startswith("Did you mean “browse/index.md”?")


# --- The command ------------------------------------------------------------------------------------


def test_nothing_is_requested_without_external(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "visit", None)
    assert run() == (0, "Links checked: 0 errors and 0 warnings.\n", "")


@pytest.mark.slow
def test_links_within_the_site(run: Run, miniature: Path) -> None:
    path = write(miniature, "one", entry_text("[a](none.md) [b](carers-choir.md#none)", title="One"))
    about = miniature / "docs" / "about.md"
    about.write_text(f"{about.read_text(encoding='utf-8')}\n[x](nowhere/index.md)\n", encoding="utf-8")
    (miniature / "entries" / "two.md").write_text(entry_text(title="Two", type="poem"), encoding="utf-8")
    status, out, err = run()
    assert (status, err) == (1, "")
    assert re.findall(r"\[([a-z-]+)\]$", out, re.MULTILINE) == [
        "unknown-page",
        "unknown-entry",
        "unknown-heading",
    ]
    assert "    docs/about.md:" in out
    assert f"    {path}:13:1\n" in out
    assert run("docs")[0] == 0
    assert run("--strict", "docs")[0] == 1


@pytest.fixture
def web(miniature: Path, server: LocalServer) -> Path:
    """The miniature, in which all web addresses lead to this computer."""
    for file in miniature.rglob("*.*"):
        if file.name != "mkdocs.yml" and file.suffix in {".md", ".yml"}:
            text = file.read_text(encoding="utf-8")
            text = re.sub(r"^ *(url|source_url|doi|pmid|ror|licence): .*\n", "", text, flags=re.MULTILINE)
            file.write_text(text, encoding="utf-8")
    gone, moved = server.address("/status/404"), server.address("/to/301/status/200", "b.example")
    write(miniature, "one", entry_text(f"[a]({gone})", title="One", links=[{"label": "a", "url": gone}]))
    write(miniature, "two", entry_text(f"[a]({moved}#x) {server.address('/status/200')}", title="Two"))
    (miniature / "vocabulary" / "organisations.yml").write_text(
        f"- name: Example University\n  url: {gone}\n", encoding="utf-8"
    )
    return miniature


@pytest.mark.slow
def test_the_report_groups_by_kind_and_names_every_place_once(
    run: Run, web: Path, server: LocalServer
) -> None:
    there, gone = server.address("/status/200", "b.example"), server.address("/status/404")
    answer = web / "docs" / "questions" / "what-do-choirs-change.md"
    answer.write_text(f"{answer.read_text(encoding='utf-8')}\n[A report]({gone})\n", encoding="utf-8")
    status, out, err = run("--external")
    assert (status, err) == (0, "Asking for 3 addresses. This can take a while.\n")
    assert (
        out
        == f"""Gone: 1 address

warning: “{gone}” is gone: the server answers 404. [link-gone]
    entries/one.md:12:8
    entries/one.md:16:1
    docs/questions/what-do-choirs-change.md:18:1
    vocabulary/organisations.yml:2:8
    Look for the page on its site or at web.archive.org, and write that address. If you find none, delete the address and keep the words.

Moved for good: 1 address

warning: “{server.address("/to/301/status/200", "b.example")}#x” has moved for good. [link-moved]
    entries/two.md:13:1
    Write {there}#x in its place.

3 addresses elsewhere: 1 fine, 1 moved for good, 1 gone.
Links checked: 0 errors and 5 warnings.
"""
    )
    assert server.seen.requests.count("HEAD /status/404") == 1
    assert server.seen.headers["User-Agent"] == "coprod-kb (link check; +https://example.org/miniature/)"
    assert run("--external", "--strict")[0] == 1


UNREAD = "Without the links of these files, which cannot be read: {}.\nTo see why: coprod-kb check\n"


@pytest.mark.slow
def test_files_that_cannot_be_read_are_named(run: Run, miniature: Path) -> None:
    write(miniature, "broken", "---\ntitle: [\n---\n[a](none.md)\n")
    (miniature / "vocabulary" / "keywords.yml").write_bytes(b"- label: \xff\n")
    broken = UNREAD.format("entries/broken.md")
    both = UNREAD.format("entries/broken.md, vocabulary/keywords.yml")
    assert run("entries/broken.md")[1] == f"{broken}Links checked: 0 errors and 0 warnings.\n"
    assert both in run()[1]
    assert run("--format", "json")[2] == both
    assert "cannot be read" not in run("entries/carers-choir.md")[1]


@pytest.mark.slow
def test_a_vocabulary_file_may_be_longer_than_the_fields_of_an_entry(
    run: Run, web: Path, server: LocalServer
) -> None:
    gone = server.address("/status/410")
    terms = [f"- label: Keyword {number}\n  definition: {'word ' * 20}\n" for number in range(700)]
    text = f"{''.join(terms)}- label: Last\n  source_url: {gone}\n"
    assert len(text) > 64 * 1024
    (web / "vocabulary" / "keywords.yml").write_text(text, encoding="utf-8")
    out = run("--external", "vocabulary/keywords.yml")[1]
    assert f"“{gone}” is gone" in out
    assert "    vocabulary/keywords.yml:1402:15\n" in out
    assert "cannot be read" not in out


@pytest.mark.slow
def test_the_report_counts_addresses_by_status(run: Run, web: Path, server: LocalServer) -> None:
    paths = ("/status/503", "/circle", "/patience")
    text = " ".join(f"[a]({server.address(path, f'{path[1:4]}.example')})" for path in paths)
    write(web, "three", entry_text(text, title="Three"))
    out = run("--external", "entries/three.md")[1]
    assert out.splitlines()[-2] == (
        "3 addresses elsewhere: 1 on a server that wants fewer questions, 1 leading in a circle, "
        "1 on a server with a fault."
    )


@pytest.mark.slow
def test_json_has_a_finding_for_each_place(run: Run, web: Path) -> None:
    status, out, _ = run("--external", "--format", "json")
    found = json.loads(out)
    assert status == 0
    assert [(finding["code"], finding["path"], finding["line"], finding["field"]) for finding in found] == [
        ("link-gone", "entries/one.md", 12, "links.0.url"),
        ("link-gone", "entries/one.md", 16, None),
        ("link-moved", "entries/two.md", 13, None),
        ("link-gone", "vocabulary/organisations.yml", 2, "0.url"),
    ]
    assert {finding["severity"] for finding in found} == {"warning"}


@pytest.mark.slow
def test_only_addresses_in_chosen_files_are_requested(run: Run, web: Path, server: LocalServer) -> None:
    run("--external", "entries/two.md")
    assert not any("404" in request for request in server.seen.requests)


@pytest.mark.slow
def test_the_report_replaces_no_file(run: Run, web: Path) -> None:
    assert run("--external", "-o", "report.txt")[1] == ""
    report = (web / "report.txt").read_text(encoding="utf-8")
    assert report.endswith("Links checked: 0 errors and 4 warnings.\n")
    status, out, err = run("--output", "report.txt")
    assert (status, out, err) == (2, "", "coprod-kb: report.txt is there already. Name a new file.\n")
    assert (web / "report.txt").read_text(encoding="utf-8") == report


@pytest.mark.slow
def test_the_report_is_written_as_it_goes(run: Run, web: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = links.visit

    def ended_early(*arguments: object, known: Callable[[LinkOutcome], object], **options: object) -> object:
        asked(*arguments, known=known, **options)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(links, "visit", ended_early)
    monkeypatch.setattr(links, "_SECONDS_BETWEEN", 0)
    assert run("--external", "-o", "report.txt")[0] == 2
    report = (web / "report.txt").read_text(encoding="utf-8")
    assert "This report is not complete: " in report
    assert "[link-gone]" in report


def test_nothing_is_requested_if_the_report_cannot_be_written(
    run: Run, web: Path, server: LocalServer
) -> None:
    status, out, err = run("--external", "-o", "none/report.txt")
    assert (status, out) == (2, "")
    assert err == "coprod-kb: There is no folder none. Make it, or name another one.\n"
    assert server.seen.requests == []


@pytest.mark.slow
def test_if_no_address_can_be_reached_the_connection_may_be_missing(run: Run, web: Path) -> None:
    entry = entry_text(
        title="Three", links=[{"label": "a", "url": f"https://none{number}.example/"} for number in (1, 2)]
    )
    write(web, "three", entry)
    out = run("--external", "entries/three.md")[1]
    assert "Is this computer connected" in out


@pytest.mark.slow
@pytest.mark.parametrize("form", ["text", "json"])
def test_text_from_servers_cannot_control_the_terminal(
    run: Run, web: Path, server: LocalServer, form: str
) -> None:
    address = server.address("/to/301/status/200?\u202e##[error]::error::\u2066")
    write(web, "four", entry_text(f"[a](<{address.replace(chr(0x202E), '').replace(chr(0x2066), '')}>)"))
    out = run("--external", "--format", form, "entries/four.md")[1]
    assert "link-moved" in out
    assert "##[error]" not in out
    assert not re.search(r"^\s*::", out, re.MULTILINE)
    assert {char for char in out if unicodedata.category(char) in {"Cc", "Cf"}} <= {"\n"}
