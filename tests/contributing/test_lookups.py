"""`coprod-kb new --doi` and `--ror`, asked of a server on this computer. Nothing here goes further."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from coprod_kb.commands import new_lookup
from coprod_kb.commands.cli import main
from coprod_kb.contributing import lookups
from coprod_kb.contributing.lookups import agent_of
from coprod_kb.links.limits import Limits
from coprod_kb.links.network import MAX_CONTENT, fetch
from coprod_kb.links.outcome import LinkStatus
from coprod_kb.project import cache as project_cache
from coprod_kb.project.settings import Settings
from tests.conftest import Run, command_runner
from tests.importing.test_ror import ORGANISATION
from tests.local_server import LocalServer, here, serving

LIMITS = Limits(connect=5, read=5, total=5, attempts=2)
WORK = {  # as Crossref writes them
    "DOI": "10.1000/182",
    "type": "journal-article",
    "title": "Keeping <i>well</i> together",
    "container-title": "Journal of Examples",
    "author": [{"given": "Ada", "family": "Example", "ORCID": "https://orcid.org/0000-0002-1825-0097"}],
    "issued": {"date-parts": [[2022, 7]]},
    "abstract": "<jats:p>We found much.</jats:p>",
}


async def at_once(_: float) -> None:
    pass


ask = partial(fetch, limits=LIMITS, allowed=lambda _: True, look_up=here, wait=at_once)


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with serving() as local:
        local.answers["/10.1000/182"] = json.dumps(WORK).encode()
        local.answers["/04wxnsj81"] = json.dumps(ORGANISATION).encode()
        yield local


@pytest.fixture
def run(
    miniature: Path, server: LocalServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.chdir(miniature)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    monkeypatch.setattr(new_lookup, "ask", partial(lookups.ask, fetch=ask))
    monkeypatch.setattr(new_lookup, "doi_url", lambda doi: server.address(f"/content/{doi}"))
    monkeypatch.setattr(new_lookup, "ROR_ADDRESS", server.address("/content/"))
    return command_runner(capsys, "new")


# --- What is fetched -----------------------------------------------------------------------------------


def test_the_content_in_the_form_that_is_asked_for(server: LocalServer) -> None:
    found = ask(server.address("/to/302/content/10.1000/182"), "coprod-kb (me)", "text/x")
    assert (found.status, json.loads(found.content)) == (LinkStatus.OK, WORK)
    assert server.seen.headers["Accept"] == "text/x"
    assert server.seen.headers["User-Agent"] == "coprod-kb (me)"
    assert server.seen.requests == ["GET /to/302/content/10.1000/182", "GET /content/10.1000/182"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/status/404", LinkStatus.GONE),
        ("/status/406", LinkStatus.REFUSED),
        ("/status/500", LinkStatus.SERVER_ERROR),
        ("/reset", LinkStatus.UNREACHABLE),
        ("/circle", LinkStatus.CIRCLE),
        ("/huge", LinkStatus.NOT_ALLOWED),
        ("/packed", LinkStatus.NOT_ALLOWED),
    ],
)
def test_what_servers_do_instead(server: LocalServer, path: str, status: LinkStatus) -> None:
    found = ask(server.address(path), "coprod-kb", "text/x")
    assert (found.status, found.content) == (status, b"")
    assert server.seen.sent < 8 * MAX_CONTENT


def test_no_private_network_is_asked(server: LocalServer) -> None:
    found = fetch(
        server.address("/content/10.1000/182"), "coprod-kb", "text/x", LIMITS, look_up=here, wait=at_once
    )
    assert (found.status, server.seen.requests) == (LinkStatus.NOT_ALLOWED, [])


def test_we_say_who_we_are() -> None:
    settings = Settings(site_name="Example", site_url="https://example.org/kb/", contact="a@example.org")
    assert agent_of(settings) == "coprod-kb (look-up; +https://example.org/kb/; +mailto:a@example.org)"
    assert agent_of(Settings(site_name="Example")) == "coprod-kb (look-up)"


# --- An entry of a DOI -----------------------------------------------------------------------------------

GIVEN = ("--keyword", "peer support", "--contributor", "Ada Example")


def test_a_doi_fills_an_entry(run: Run, miniature: Path, server: LocalServer) -> None:
    status, _, err = run("--doi", "https://doi.org/10.1000/182", *GIVEN)
    assert (status, err.count("error")) == (0, 0)
    text = (miniature / "entries/keeping-well-together.md").read_text(encoding="utf-8")
    assert "title: Keeping well together\ntype: paper\ndate: 2022-07\n" in text
    assert "orcid: 0000-0002-1825-0097" in text
    assert "doi: 10.1000/182" in text
    assert "found much" not in text
    assert server.seen.headers["Accept"] == "application/vnd.citationstyles.csl+json"


def test_options_go_before_the_record(run: Run) -> None:
    _, out, _ = run("--doi", "10.1000/182", *GIVEN, "--title", "Another", "--type", "report", "--dry-run")
    assert "title: Another\ntype: report\n" in out


def test_what_is_missing_is_asked_for_as_always(run: Run) -> None:
    status, _, err = run("--doi", "10.1000/182")
    assert status == 2
    assert "Add --keyword, --contributor." in err


def test_an_answer_is_remembered_outside_the_project(
    run: Run, miniature: Path, server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "")
    monkeypatch.setattr(project_cache, "user_cache_path", lambda name: tmp_path / "home" / name)
    before = sorted(miniature.rglob("*"))
    run("--doi", "10.1000/182", *GIVEN, "--dry-run")
    server.answers.clear()
    assert run("--doi", "10.1000/182", *GIVEN, "--dry-run")[0] == 0
    assert len(server.seen.requests) == 1
    assert sorted(miniature.rglob("*")) == before
    assert len(list(tmp_path.glob("home/coprod-kb/lookups/*.json"))) == 1


def test_a_work_that_is_there_is_named(run: Run, server: LocalServer) -> None:
    run("--doi", "10.1000/182", *GIVEN)
    status, _, err = run("--doi", "10.1000/182", *GIVEN)
    assert status == 2
    assert "entries/keeping-well-together.md describes the work with this DOI already." in err


@pytest.mark.parametrize(
    ("doi", "answer", "words"),
    [
        ("10.1000/none", None, "does not know the DOI 10.1000/none"),
        ("nonsense", None, "is not a DOI"),
        ("10.1000/html", b"<html>", "cannot be read, or has no title"),
        ("10.1000/list", b"[]", "cannot be read, or has no title"),
    ],
)
def test_what_cannot_be_found_is_said(
    run: Run, server: LocalServer, miniature: Path, doi: str, answer: bytes | None, words: str
) -> None:
    if answer is not None:
        server.answers[f"/{doi}"] = answer
    status, _, err = run("--doi", doi, *GIVEN)
    assert status == 2
    assert words in err


def test_without_a_network(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new_lookup, "doi_url", lambda doi: f"http://none.example/{doi}")
    status, _, err = run("--doi", "10.1000/182", *GIVEN)
    assert status == 2
    assert (
        "none.example could not be reached. Is this computer connected to the Internet? Nothing was written."
        in err
    )


# --- An organisation of a ROR id -------------------------------------------------------------------------


@pytest.mark.slow
def test_a_ror_id_adds_an_organisation_and_keeps_every_comment(run: Run, miniature: Path) -> None:
    file = miniature / "vocabulary/organisations.yml"
    file.write_text("# Kept by hand.\n- name: A  # first\n", encoding="utf-8")
    status, out, _ = run("--ror", "https://ror.org/04wxnsj81")
    assert status == 0
    assert "+- name: Example Organisation" in out
    assert file.read_text(encoding="utf-8") == (
        "# Kept by hand.\n- name: A  # first\n\n- name: Example Organisation\n  aliases:\n    - EO\n    - Example University\n"
        "  url: https://example.org/\n  ror: 04wxnsj81\n  place: Exampletown\n"
    )
    assert main(["check"]) == 0
    assert "says all this about Example Organisation already" in run("--ror", "04wxnsj81")[1]


def test_a_dry_run_changes_nothing(run: Run, miniature: Path) -> None:
    before = (miniature / "vocabulary/organisations.yml").read_bytes()
    assert "would be changed" in run("--ror", "04wxnsj81", "--dry-run")[1]
    assert (miniature / "vocabulary/organisations.yml").read_bytes() == before
