"""The list of addresses, and what keeps one from vanishing."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_kb.collection.addresses import (
    MOST_NEW,
    address_of,
    addresses_of,
    as_text,
    many_new,
    parse,
    vanished,
)
from coprod_kb.collection.site import open_site
from coprod_kb.pages import former_addresses
from coprod_kb.publishing import contents
from tests import ROOT
from tests.conftest import MINIATURE, TODAY, coded, entry_text


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("index.html", "/"),
        ("keywords/peer-support/index.html", "/keywords/peer-support/"),
        ("old.html", "/old.html"),
        ("entries/a/cite.bib", "/entries/a/cite.bib"),
        ("feed.xml", "/feed.xml"),
        ("assets/stylesheets/main.57a0d79d.min.css", None),
        ("pagefind/pagefind.js", None),
        ("404.html", None),
        ("sitemap.xml", None),
        ("addresses.txt", None),
        (".nojekyll", None),
        (".well-known/security.txt", None),
    ],
)
def test_pages_exports_and_feeds_have_an_address(file: str, address: str | None) -> None:
    assert address_of(PurePosixPath(file)) == address


@pytest.mark.slow
@given(st.sets(st.from_regex(r"/([a-z0-9-]+/)*", fullmatch=True), min_size=1))
def test_a_list_that_was_written_can_be_read(addresses: set[str]) -> None:
    assert parse(as_text(addresses)) == sorted(addresses)


@pytest.mark.parametrize("text", ["", "<!doctype html>\n<title>Not found</title>\n", "/a/\n\n/b/\n"])
def test_something_else_is_no_list(text: str) -> None:
    with pytest.raises(ValueError, match="one address a line"):
        parse(text)


@pytest.mark.parametrize("project", [ROOT, MINIATURE], ids=["real", "miniature"])
def test_the_check_knows_the_addresses_that_the_build_gives(
    project: Path, built_site: Path, built_miniature: Path
) -> None:
    """The list is what the built folder holds, and `check` foresees it without a build."""
    built = built_site if project == ROOT else built_miniature
    listed = parse((built / "addresses.txt").read_text(encoding="utf-8"))
    files = [PurePosixPath(file.relative_to(built).as_posix()) for file in built.rglob("*") if file.is_file()]
    assert listed == sorted(addresses_of(files))
    site = open_site(project)
    assert set(listed) == contents.addresses(site.read(today=TODAY), site.docs)


@pytest.mark.parametrize(
    ("address", "step"),
    [
        ("/entries/choir-again/", "`formerly: [choir-again]`"),
        ("/entries/choir-again/", "`withdrawn:`"),
        ("/keywords/peer-suport/", "Did you mean “/keywords/peer-support/”?"),
        ("/keywords/peer-suport/", "alias in terms/keywords.yml"),
        ("/organisations/example/", "alias in terms/organisations.yml"),
        ("/people/nobody/", "alias in terms/people.yml"),
        ("/collections/none/", "Let terms/addresses.yml lead /collections/none/"),
        ("/leaflet.pdf", "Put the file back."),
    ],
)
def test_a_vanishing_address_is_reported_with_a_next_step(address: str, step: str) -> None:
    there = {"/", "/keywords/peer-support/", "/entries/choir/"}
    (found,) = vanished(["/", address], there, "old.txt", "terms")
    assert (found.code, found.path, found.line) == ("address-vanished", "old.txt", 2)
    assert step in found.hint


def test_a_file_is_not_reported_besides_the_page_above_it() -> None:
    old = ["/", "/entries/a/", "/entries/a/cite.bib", "/entries/b/", "/entries/b/cite.bib"]
    found = vanished(old, {"/", "/entries/b/"}, "old.txt", "terms")
    assert [finding.line for finding in found] == [2, 5]


def test_nothing_vanishes_where_all_is_there() -> None:
    assert list(vanished(["/", "/a/"], {"/", "/a/", "/b/"}, "old.txt", "terms")) == []


def test_former_addresses_are_held_against_the_site(miniature: Path) -> None:
    (miniature / "vocabulary" / "addresses.yml").write_text(
        "- {address: /keywords/gardening/, to: /about/}\n- {address: /old/, to: /keywords/gardenin/}\n"
        "- {address: /elsewhere/, to: https://example.org/new/}\n",
        encoding="utf-8",
    )
    snapshot = contents.read_site(open_site(miniature), today=TODAY)
    (taken,), (unknown,) = coded(snapshot, "address-taken"), coded(snapshot, "unknown-address")
    assert (taken.path, taken.line, taken.field) == ("vocabulary/addresses.yml", 1, "0.address")
    assert (unknown.line, unknown.column, unknown.field) == (2, 24, "1.to")
    assert unknown.hint.startswith("Did you mean “/keywords/gardening/”?")
    assert dict(former_addresses(snapshot.catalogue))["elsewhere/"] == "https://example.org/new/"


@pytest.mark.slow
def test_each_way_out_keeps_an_address(miniature: Path) -> None:
    """Renamed with `formerly`, withdrawn, led on, or said to be gone: the check passes again."""

    def gone() -> set[str]:
        site = open_site(miniature)
        snapshot = contents.read_site(site, today=TODAY)
        assert snapshot.errors == ()
        lost = old - contents.addresses(snapshot, site.docs)
        assert {address[: -len("cite.ris")] for address in lost if address.endswith("cite.ris")} == {
            address for address in lost if address.startswith("/entries/") and address.endswith("/")
        }
        return {address for address in lost if "/cite." not in address}

    entries = miniature / "entries"
    old: set[str] = set()
    (entries / "first.md").write_text(entry_text(title="A", contributors=["Ben Example"]), encoding="utf-8")
    (entries / "second.md").write_text(entry_text(title="Quite another"), encoding="utf-8")
    site = open_site(miniature)
    old |= contents.addresses(site.read(today=TODAY), site.docs)
    assert gone() == set()
    (entries / "first.md").unlink()
    (entries / "second.md").rename(entries / "renamed.md")
    assert gone() == {"/entries/first/", "/entries/second/", "/people/ben-example/"}
    (entries / "renamed.md").write_text(
        entry_text(title="Quite another", formerly=["second"]), encoding="utf-8"
    )
    assert gone() == {"/entries/first/", "/people/ben-example/"}
    withdrawn = {"date": "2024-01-01", "reason": "It was a mistake."}
    (entries / "first.md").write_text(entry_text(title="A", withdrawn=withdrawn), encoding="utf-8")
    assert gone() == {"/people/ben-example/"}
    with (miniature / "vocabulary" / "addresses.yml").open("a", encoding="utf-8") as file:
        file.write("- {address: /people/ben-example/, to: /people/}\n")
    assert gone() == set()


@pytest.mark.parametrize(("number", "findings"), [(MOST_NEW, 0), (MOST_NEW + 1, 1)])
def test_many_new_names_are_asked_about(number: int, findings: int) -> None:
    old = [f"/people/old-{n}/" for n in range(1000)]
    new = {*old, "/people/", *(f"/entries/e{n}/" for n in range(1000))}
    new |= {f"/{('people', 'keywords', 'organisations')[n % 3]}/n{n}/" for n in range(number)}
    new |= {f"/people/n{n}/feed.xml" for n in range(1000)}
    found = list(many_new(old, new, "entries"))
    assert [(finding.code, finding.is_error) for finding in found] == [("many-new-names", False)] * findings
    assert all("101 keywords" in finding.message or "100 keywords" in finding.message for finding in found)
