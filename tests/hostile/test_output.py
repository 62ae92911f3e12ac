"""The second wall: whatever the entries hold, the pages hold nothing that runs or leads astray."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import pytest
import yaml
from frontmatter.default_handlers import YAMLHandler
from markupsafe import escape
from mkdocs.commands.build import build
from mkdocs.config import load_config

from coprod_kb.collection.catalogue import build_catalogue
from coprod_kb.collection.site import Site, Snapshot, open_site
from coprod_kb.commands.cli import main
from coprod_kb.entries.model import Entry
from coprod_kb.entries.prose import EntryLink, Prose
from coprod_kb.front_matter.field_groups import (
    AccessibleFormat,
    Contribution,
    FormatKind,
    Funding,
    Investigator,
    Involvement,
    Link,
    OrganisationRole,
    PointGroup,
    Reference,
    Review,
    Withdrawal,
)
from coprod_kb.front_matter.publication import Publication
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.pages import all_pages
from coprod_kb.project.settings import Settings
from coprod_kb.publishing import contents
from coprod_kb.values.dates import PartialDate
from tests import ROOT
from tests.conftest import CO_PRODUCTION, NO_TERMS
from tests.hostile.case import BREAKOUT, PAYLOAD, Case, entry
from tests.hostile.corpus import QUICK, write_project
from tests.html import parsed

ASSETS = ROOT / "templates" / "assets"
ACCEPTED = [case for case in QUICK if case.accepted]
DRAWN = {"svg", "path", "rect", "circle", "text", "a", "symbol", "use"}
"""What our own drawings are made of; an animation or a foreign object is none of it."""

PUBLISHED = (
    r"[a-z]+(/[a-z0-9]+(-[a-z0-9]+)*)?(/more(/[0-9]+)?)?"
    r"(/(index\.html|entry\.txt|feed\.xml|cite\.(bib|ris|csl\.json)))?"
)
"""Folders and files below a section."""

LISTS = ("projects", "papers", "reports", "timeline")
HARMLESS = "title-number"
"""An accepted case without anything hostile in it, whose page shows what is the theme's own."""
WITHOUT_TEXT_OF_THEIR_OWN = {
    "iframe",
    "object",
    "embed",
    "base",
    "frame",
    "applet",
    "math",
    "video",
    "audio",
    "img",
}
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "srcset", "ping", "background", "cite")


def words(text: str) -> str:
    """As a browser shows it: only the blanks of ASCII fold."""
    return re.sub(r"[ \t\n\r\f]+", " ", text).strip(" ")


def shown(element: Element | None) -> str:
    assert element is not None
    return words("".join(element.itertext()))


def page_of(site: Path, case: Case) -> Element:
    return parsed(site / "entries" / Path(case.path).stem / "index.html")


def name_of(element: Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1].lower()


def scripts(page: Element) -> set[tuple[str, str]]:
    """The sources and texts of all scripts; addresses without the way up, which differs by depth.

    Without linked data that is just that: JSON with nothing in it that HTML reads.
    """
    return {
        (re.sub(r"^(\.\.?/)+", "", element.get("src", "")), at_any_depth(element.text or ""))
        for element in page.iter()
        if name_of(element) == "script" and not is_linked_data(element)
    }


def at_any_depth(script: str) -> str:
    """The theme writes into its script how deep a page is."""
    return re.sub(r'"(\.\.?/?)+', '"', script)


def is_linked_data(script: Element) -> bool:
    text = script.text or ""
    if script.attrib != {"type": "application/ld+json"} or re.search("[<>&\u2028\u2029]", text):
        return False
    return bool(json.loads(text)["@type"])


def identifiers(page: Element) -> set[str]:
    return {element.get("id", "") for element in page.iter()}


def faults(page: Element, known_scripts: set[tuple[str, str]], known_ids: set[str]) -> Iterator[str]:
    """What does not belong in a page, whoever wrote the entries."""
    for script in scripts(page) - known_scripts:
        yield f"script {script}"
    for identifier in identifiers(page) - known_ids:
        if identifier.startswith("__"):
            yield f"id {identifier}"
    in_svg = {id(inner) for svg in page.iter() if name_of(svg) == "svg" for inner in svg.iter()}
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue  # a comment
        name = name_of(element)
        if name in WITHOUT_TEXT_OF_THEIR_OWN or (name == "style" and id(element) not in in_svg):
            yield f"element {name}"
        if id(element) in in_svg and name not in DRAWN:
            yield f"element {name} in svg"
        leads_on = re.fullmatch(r"0; url=(\.\./)+[a-z0-9/-]+", element.get("content", ""))
        if element.get("http-equiv", "").lower() == "refresh" and not leads_on:
            yield f"refresh {element.get('content')}"
        for attribute, value in element.attrib.items():
            attribute_name = str(attribute).rsplit("}", 1)[-1].lower()
            if attribute_name.startswith("on") or attribute_name in {"style", "srcdoc"}:
                yield f"attribute {name} {attribute_name}"
            if attribute_name in ADDRESSES and not is_harmless(value):
                yield f"address {attribute_name}={value}"


def known_to(site: Path, *more: str) -> tuple[set[tuple[str, str]], set[str]]:
    """Our own scripts, and scripts and ids of pages that hold nothing of hostile entries."""
    pages = [
        parsed(site / name)
        for name in ("404.html", "about/index.html", "browse/index.html", "contribute/index.html", *more)
    ]
    own = {(f"assets/{file.relative_to(ASSETS).as_posix()}", "") for file in ASSETS.rglob("*.js")}
    return own.union(*map(scripts, pages)), set().union(*map(identifiers, pages))


def is_harmless(address: str) -> bool:
    """Relative, or on the web, or of mail; read as a browser does, which drops tabs and line ends."""
    address = re.sub(r"[\t\n\r]", "", address.strip("".join(map(chr, range(33)))))
    scheme = re.match(r"([^/\\?#]*):", address)
    if scheme:
        return scheme[1].lower() in {"http", "https", "mailto"}
    return not re.match(r"[/\\]{2}", address)


def files(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


@pytest.mark.slow
@pytest.mark.parametrize("built", ["unchecked_site", "emitted_site"])
def test_no_page_holds_anything_that_runs(built: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(built)
    known = known_to(site, f"entries/{HARMLESS}/index.html")
    assert len(files(site)) > 400
    found = {
        file.relative_to(site).as_posix(): wrong
        for file in files(site)
        if (wrong := list(faults(parsed(file), *known)))
    }
    assert found == {}


def test_no_page_is_written_outside_or_under_a_hostile_name(unchecked_site: Path) -> None:
    for folder in ("entries", "keywords", "people", "organisations", "collections"):
        for file in (unchecked_site / folder).rglob("*"):
            below = file.relative_to(unchecked_site).as_posix()
            assert re.fullmatch(PUBLISHED, below), below


@pytest.mark.parametrize("built", ["unchecked_site", "emitted_site"])
def test_what_readers_see_is_what_was_written(built: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(built)
    wrong = []
    for case in ACCEPTED:
        if not (case.listed or case.shown):
            continue
        page = page_of(site, case)
        title = shown(page.find(".//title"))
        heading = shown(page.find(".//h1"))
        body = shown(page.find("body"))
        if case.title and (heading != words(case.title) or title != f"{words(case.title)} – Example"):
            wrong.append((case.name, heading, title))
        wrong += [(case.name, text) for text in case.shown if words(text) not in body]
    assert wrong == []


def test_a_file_with_a_bad_name_takes_no_address_from_a_sound_one(tmp_path: Path) -> None:
    sound = entry("sound-entry", title="Sound")
    bad = entry("bad", "file-name", title="Bad", file="Sound Entry.md")
    folder = write_project(tmp_path / "project", [sound, bad], check=False)
    pages = {page.path: page for page in contents.pages(open_site(folder).read(unchecked=True))}
    assert pages["entries/sound-entry/"].title == "Sound"


def test_drafts_are_not_published(unchecked_site: Path) -> None:
    for case in ACCEPTED:
        if case.name.startswith("draft-"):
            assert not (unchecked_site / "entries" / case.name).exists()


def links(page: Element) -> set[str]:
    return {element.get("href", "") for element in page.iter("a")}


@pytest.mark.parametrize("built", ["unchecked_site", "emitted_site"])
def test_every_accepted_entry_is_reached(built: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(built)
    pages = [file for name in LISTS for file in (site / name).rglob("index.html")]  # lists have further pages
    led_to = {link.replace("../", "") for file in pages for link in links(parsed(file))}
    expected = {f"entries/{Path(case.path).stem}/" for case in ACCEPTED if case.listed}
    assert expected - led_to == set()


@pytest.mark.parametrize("name", ["sici-doi", "markup-doi", "quoted-doi", "doi-of-an-address"])
def test_the_link_of_a_doi_leads_to_its_work(name: str, unchecked_site: Path) -> None:
    page = parsed(unchecked_site / "entries" / name / "index.html")
    [doi] = next(case.shown for case in ACCEPTED if case.name == name)
    led_to = {unquote(urlsplit(href).path) for href in links(page) if href.startswith("https://doi.org/")}
    assert led_to == {f"/{doi}"}
    assert not [href for href in links(page) if re.search(r"[<>\"\s]", href)]


def test_every_name_and_keyword_has_a_page_of_its_own(unchecked_site: Path) -> None:
    for folder in ("keywords", "people", "organisations", "collections"):
        index = parsed(unchecked_site / folder / "index.html")
        items = [
            link
            for link in index.iter("a")
            if re.fullmatch(rf"\.\./{folder}/[a-z0-9-]+/", link.get("href", ""))
        ]
        assert items
        for item in items:
            page = parsed(unchecked_site / folder / item.get("href", "") / "index.html")
            assert shown(page.find(".//h1")).startswith(shown(item))


def test_links_in_pages_lead_somewhere(unchecked_site: Path) -> None:
    broken = []
    for file in files(unchecked_site):
        for href in links(parsed(file)):
            parts = urlsplit(href)
            if file.name != "404.html" and not parts.scheme and parts.path:
                target = os.path.normpath(file.parent / parts.path)
                if not Path(target).exists():
                    broken.append((file.relative_to(unchecked_site).as_posix(), href))
    assert broken == [("entries/link-to-nowhere/index.html", "../no-such-entry/")]  # which the check refuses


# --- As plain files -----------------------------------------------------------------------------------


@pytest.mark.slow
def test_emitted_files_hold_what_the_pages_hold(emitted: Path) -> None:
    pages = json.loads((emitted / "pages").read_text(encoding="ascii"))
    assert len(pages) > 500
    for path, title in pages:
        file = emitted / "out" / "pages" / path / "index.md"
        assert file.resolve().is_relative_to(emitted.resolve() / "out" / "pages")
        front, body = YAMLHandler().split(file.read_text(encoding="utf-8"))  # as other programs read it
        fields = yaml.load(front, Loader=yaml.CSafeLoader)
        assert list(fields) == ["title", "description", "head"]
        assert fields["title"] == escape(title)
        assert "\n\n" not in body.strip()


@pytest.mark.slow
def test_emit_writes_nothing_where_there_are_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(
        write_project(tmp_path / "project", [entry("sound"), entry("bad", "file-name", file="B d.md")])
    )
    assert main(["emit", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()


# --- Without any check --------------------------------------------------------------------------------

SCRIPT = "javascript:pwned()//"
ADDRESSES_OF_EVIL = (
    SCRIPT,
    "JaVa\tScript:pwned()",
    " \x01javascript:pwned()",
    "data:text/html,<script>pwned()</script>",
    "//evil.example/",
    "\\\\evil.example\\",
)
TEXT = f"{PAYLOAD}{BREAKOUT}\u202e\x1b[2J"


def unchecked_entry(number: int, address: str) -> Entry:
    """An entry as no check would let it pass: hostile text in every field, and this address."""
    text = f"{number} {TEXT}"
    person = Contribution.model_construct(name=text, organisations=(text,), orcid=address)
    leader = Investigator.model_construct(name=text, organisations=(text,), orcid=address, role="principal")
    day = PartialDate(2020, 1, 2)
    fields = FrontMatter.model_construct(
        title=text,
        type="paper",
        summary=text,
        status=text,
        date=day,
        keywords=(text,),
        key_points=(text, PointGroup.model_construct(heading=text, points=(text,))),
        contributors=(person,),
        authors=(person,),
        investigators=(leader,),
        organisations=(
            Involvement.model_construct(name=text, role=OrganisationRole.LEAD),
            Involvement.model_construct(name=f"Other {text}", role=None),
        ),
        publication=Publication.model_construct(
            **dict.fromkeys(Publication.model_fields, text) | {"editors": (person,)}
        ),
        doi=address,
        isbn=text,
        pmid=address,
        language='en" onclick="pwned()',
        licence=text,
        funding=(Funding.model_construct(funder=text, amount=text, currency=text, reference=text),),
        links=(Link.model_construct(label=text, url=address), Link.model_construct(label=text, url=None)),
        formats=(AccessibleFormat.model_construct(kind=FormatKind.VIDEO, url=address),),
        related=(address, f"hostile-{number + 1}"),
        references=(
            Reference.model_construct(text=text, doi=address, pmid=address, url=address, entry=address),
        ),
        facets=dict.fromkeys(CO_PRODUCTION.facet_names, (text,)),
        assigned=("title", "doi"),
        facts={
            group.name: {part.name: (text,) if part.facet else text for part in group.parts}
            for group in CO_PRODUCTION.facts
        },
        collection=text,
        formerly=(),
        added=day,
        updated=day,
        reviewed=Review.model_construct(by=text, on=day),
    )
    prose = Prose("<p>Ours</p>", (), (EntryLink(address, address, 1, 1),), 1, "Ours")
    return Entry(f"hostile-{number}", f"entries/hostile-{number}.md", fields, prose, "", 1)


def unchecked_snapshot() -> Snapshot:
    entries = [unchecked_entry(number, address) for number, address in enumerate(ADDRESSES_OF_EVIL)]
    withdrawn = unchecked_entry(99, SCRIPT)
    notice = Withdrawal.model_construct(date=PartialDate(2020, 1, 2), reason=TEXT)
    withdrawn = Entry(
        "hostile-99",
        "entries/hostile-99.md",
        withdrawn.fields.model_copy(update={"withdrawn": notice}),
        withdrawn.prose,
        "",
        1,
    )
    catalogue = build_catalogue([*entries, withdrawn], NO_TERMS)
    settings = Settings(
        site_name="Example", repo_url="https://github.com/example-org/x", edit_uri="edit/main/docs/"
    )
    return Snapshot(settings, (), catalogue, (), unchecked=True)


def addresses_in(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a context that a template may put into an address, with its key."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from addresses_in(inner, str(name))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from addresses_in(inner, key)
    elif isinstance(value, str) and re.search(r"url|path|target|mail|orcid|ror|contact", key):
        yield key, value


def test_no_page_leads_astray_without_any_check() -> None:
    snapshot = unchecked_snapshot()
    found = {
        (key, address)
        for page in all_pages(snapshot.catalogue, snapshot.settings)
        for key, address in addresses_in([page.context, page.head])
        if not is_harmless(address)
    }
    assert found == set()


def test_no_page_has_a_hostile_address_of_its_own() -> None:
    snapshot = unchecked_snapshot()
    for page in all_pages(snapshot.catalogue, snapshot.settings):
        assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)*", page.path)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of MkDocs, about itself
def test_templates_escape_what_no_check_has_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = write_project(tmp_path / "project", [], check=False)
    monkeypatch.setattr(Site, "read", lambda *_, **__: unchecked_snapshot())
    monkeypatch.chdir(project)
    build(load_config(config_file="mkdocs.yml"))
    site = project / "site"
    known_scripts, known_ids = known_to(site)
    assert len(files(site)) > 30
    for file in files(site):
        wrong = [
            finding
            for finding in faults(parsed(file), known_scripts, known_ids)
            if not finding.startswith("address")
        ]
        assert wrong == [], file
    for number in range(len(ADDRESSES_OF_EVIL)):
        page = parsed(site / "entries" / f"hostile-{number}" / "index.html")
        assert shown(page.find("body")).count(words(PAYLOAD)) > 20
