"""Feeds: valid by RFC 4287, with permanent ids, and also at the former addresses of their pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from xml.etree import ElementTree

import feedparser
import pytest

from coprod_kb.collection.site import Snapshot, open_site
from coprod_kb.pages import all_pages
from coprod_kb.publishing import contents
from coprod_kb.publishing.feeds import CONTINUED, NEWEST, changed
from coprod_kb.values.web import is_web_address
from tests import ROOT
from tests.conftest import collect, copied_miniature, pages_by_path
from tests.hostile.test_output import unchecked_snapshot
from tests.project.test_history import git

SITE = "https://example.org/miniature/"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The miniature with a history: entries without a known day are in no feed."""
    folder = copied_miniature(tmp_path_factory.mktemp("feeds") / "miniature")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "All")
    return open_site(folder).read()


def feeds(snapshot: Snapshot) -> dict[str, str]:
    return {path: text for path, text in contents.files(snapshot) if path.endswith("feed.xml")}


def placed(snapshot: Snapshot, address: str = SITE) -> Snapshot:
    """The snapshot of a site with this address."""
    return replace(snapshot, settings=replace(snapshot.settings, site_url=address))


# --- The rules of Atom, by the sections of RFC 4287 -------------------------------------------------


def faults(text: str) -> Iterator[str]:
    """The rules of RFC 4287 that a feed breaks, each with its section."""
    feed = ElementTree.fromstring(text)
    if feed.tag != f"{ATOM}feed":
        yield "2: the root is no atom:feed"
    yield from _common(feed, "4.1.1")
    if [link.get("rel") for link in feed.findall(f"{ATOM}link")].count("self") != 1:
        yield "4.1.1: it does not link to itself"
    entries = feed.findall(f"{ATOM}entry")
    if len({entry.findtext(f"{ATOM}id") for entry in entries}) < len(entries):
        yield "4.1.1: two entries have one id"
    for entry in entries:
        yield from _common(entry, "4.1.2")
        if [link.get("rel") for link in entry.findall(f"{ATOM}link")].count("alternate") != 1:
            yield "4.1.2: without content, an entry needs a link to its page"
        if not entry.findall(f"{ATOM}author") and not feed.findall(f"{ATOM}author"):
            yield "4.1.2: it has no author"
    for element in feed.iter():
        yield from _element(element)


def _element(element: ElementTree.Element) -> Iterator[str]:
    """The rules that a single element breaks."""
    match str(element.tag).removeprefix(ATOM):
        case "author":
            names = element.findall(f"{ATOM}name")
            if len(names) != 1 or not (names[0].text or "").strip():
                yield "3.2.1: an author has no name"
        case "uri" if not is_web_address(element.text or ""):
            yield "3.2.2: an author's address is none"
        case "link" if not is_web_address(element.get("href", "")):
            yield f"4.2.7.1: {element.get('href')} is no address"
        case "category" if not element.get("term") or not is_web_address(element.get("scheme", "")):
            yield "4.2.2: a category without term or with a scheme that is none"
        case tag if tag.startswith("{"):
            yield f"6: {tag} is not of Atom"


def _common(element: ElementTree.Element, section: str) -> Iterator[str]:
    """The rules for feeds and for entries: an id, a title and a time."""
    for name in ("id", "title", "updated"):
        found = element.findall(f"{ATOM}{name}")
        if len(found) != 1 or not (found[0].text or "").strip():
            yield f"{section}: not one atom:{name}"
    if not is_web_address(element.findtext(f"{ATOM}id") or ""):
        yield "4.2.6: an id is no full address"
    for name in ("updated", "published"):
        for time in element.findall(f"{ATOM}{name}"):
            if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", time.text or ""):
                yield f"3.3: {time.text} is no time"
            datetime.fromisoformat(time.text or "")
    for name in ("summary", "published"):
        if len(element.findall(f"{ATOM}{name}")) > 1:
            yield f"{section}: more than one atom:{name}"


@pytest.mark.slow
def test_every_feed_is_valid(snapshot: Snapshot) -> None:
    for found in (snapshot, open_site(ROOT).read()):
        texts = feeds(found)
        assert len(texts) > 15
        for path, text in texts.items():
            assert list(faults(text)) == [], path
            read = feedparser.parse(text)
            assert not read.bozo, path
            assert read.version == "atom10"


def test_unchecked_content_gives_valid_feeds() -> None:
    texts = feeds(placed(unchecked_snapshot()))
    assert max(text.count("pwned") for text in texts.values()) > 20
    assert {path: found for path, text in texts.items() if (found := list(faults(text)))} == {}


GOOD = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><id>https://example.org/</id><title>A</title>'
    '<updated>2020-01-01T00:00:00Z</updated><link rel="self" href="https://example.org/feed.xml"/>'
    "<entry><id>https://example.org/a/</id><title>A</title><updated>2020-01-01T00:00:00Z</updated>"
    '<link rel="alternate" href="https://example.org/a/"/><author><name>Ada</name></author></entry></feed>'
)


@pytest.mark.parametrize(
    ("old", "new", "section"),
    [
        ("<id>https://example.org/a/</id>", "", "4.1.2"),
        ("<id>https://example.org/a/</id>", "<id>a</id>", "4.2.6"),
        ("<title>A</title><updated>", "<updated>", "4.1.1"),
        ("2020-01-01T00:00:00Z", "2020-01-01", "3.3"),
        ("<author><name>Ada</name></author>", "", "4.1.2"),
        ("<name>Ada</name>", "", "3.2.1"),
        ('rel="self" href="https://example.org/feed.xml"', 'rel="self" href="feed.xml"', "4.2.7.1"),
        ('<link rel="alternate" href="https://example.org/a/"/>', "", "4.1.2"),
        ("<author>", "<summary>A</summary><summary>B</summary><author>", "4.1.2"),
    ],
)
def test_the_rules_find_faults(old: str, new: str, section: str) -> None:
    assert list(faults(GOOD)) == []
    assert section in {fault.partition(":")[0] for fault in faults(GOOD.replace(old, new, 1))}


# --- What they say ----------------------------------------------------------------------------------


def test_site_types_keywords_and_organisations_have_feeds(snapshot: Snapshot) -> None:
    pages = {page.path: page for page in all_pages(snapshot.catalogue, snapshot.settings)}
    own = {"", "projects/", "papers/", "reports/"}
    own |= {path for path in pages if re.fullmatch(r"(keywords|organisations)/.+/", path)}
    assert {path.removesuffix("feed.xml") for path in feeds(snapshot)} == own
    for path in own:
        page = pages[path]
        linked = [link for link in page.head.get("links", ()) if link["rel"] == "alternate"]
        assert [link["path"] for link in linked] == (
            [] if page.template == "moved.html" else [f"{path}feed.xml"]
        )


def test_the_page_of_new_entries_links_to_the_feed_of_the_site(snapshot: Snapshot) -> None:
    pages = pages_by_path(snapshot)
    assert pages["new/"].head["feed"] == pages[""].head["feed"]
    assert pages["new/"].head["feed"]["path"] == "feed.xml"


def test_the_parts_of_an_entry(snapshot: Snapshot) -> None:
    read = feedparser.parse(feeds(snapshot)["papers/feed.xml"])
    assert read.feed.title == "Papers – Example Town knowledge base"
    assert read.feed.link == f"{SITE}papers/"
    [paper] = read.entries
    assert paper.id == paper.link == f"{SITE}entries/choir-in-numbers/"
    assert paper.title_detail.value == "p &lt; 0.05 &amp; &lt;b&gt;bold&lt;/b&gt;: a choir in numbers" or (
        paper.title == "p < 0.05 & <b>bold</b>: a choir in numbers"
    )
    assert paper.summary == "The authors measured how well the singers slept, before and after."
    assert [author.name for author in paper.authors] == ["Knowledge base editors"]
    assert [tag.label for tag in paper.tags] == ["peer support", "co-production"]
    assert [link.href for link in paper.links if link.rel == "related"] == [
        "https://doi.org/10.5555/choir.2017"
    ]


def test_the_language_of_an_entry(snapshot: Snapshot) -> None:
    feed = ElementTree.fromstring(feeds(snapshot)["keywords/gardening/feed.xml"])
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert feed.get(lang) == "en"
    assert "fa" in {entry.get(lang) for entry in feed.findall(f"{ATOM}entry")}


def test_the_latest_entries_come_first_and_their_number_is_limited() -> None:
    entries = {f"e{number}": {"added": f"2024-01-{number:02}"} for number in range(1, 32)}
    entries |= {f"f{number}": {"added": f"2024-02-{number:02}"} for number in range(1, 29)}
    read = feedparser.parse(feeds(placed(collect(entries)))["feed.xml"])
    assert len(read.entries) == NEWEST
    assert [entry.title for entry in read.entries[:2]] == ["f28", "f27"]
    assert read.feed.updated == "2024-02-28T00:00:00Z"


def test_drafts_are_in_no_feed() -> None:
    found = placed(collect({"a": {}, "b": {"title": "An idea", "draft": "true"}}, drafts=True))
    assert pages_by_path(found)["entries/b/"]
    assert not [path for path, text in feeds(found).items() if "An idea" in text]


def test_withdrawn_entries_are_in_no_feed(snapshot: Snapshot) -> None:
    assert not [path for path, text in feeds(snapshot).items() if "loneliness" in text]


def test_characters_that_xml_forbids_are_replaced() -> None:
    found = placed(collect({"a": {"added": "2020-01-01"}}))
    [entry] = found.catalogue.entries
    fields = entry.fields.model_copy(update={"summary": "A\ufffe\x0bB & <C> \U0001f642"})
    catalogue = replace(found.catalogue, entries=(replace(entry, fields=fields),))
    [read] = feedparser.parse(feeds(replace(found, catalogue=catalogue))["feed.xml"]).entries
    assert read.summary_detail.value == "A\ufffd\ufffdB & <C> \U0001f642"


# --- Days -------------------------------------------------------------------------------------------


def test_the_date_of_the_last_change() -> None:
    catalogue = collect(
        {
            "both": {"added": "2020-01-01", "updated": "2021-01-01"},
            "added": {"added": "2020-01-01"},
            "odd": {"added": "2020-01-01", "updated": "2019-01-01"},
            "unknown": {"date": "2022"},
        }
    ).catalogue
    assert {slug: changed(entry) for slug, entry in catalogue.by_slug.items()} == {
        "both": date(2021, 1, 1),
        "added": date(2020, 1, 1),
        "odd": date(2020, 1, 1),
        "unknown": None,
    }


def test_a_feed_without_entries_is_as_old_as_the_last_change() -> None:
    texts = feeds(placed(collect({"a": {"added": "2020-01-01"}}, {"keywords": "- label: co-design\n"})))
    assert list(faults(texts["keywords/co-design/feed.xml"])) == []
    assert "<updated>2020-01-01T00:00:00Z</updated>" in texts["keywords/co-design/feed.xml"]


def test_entries_without_a_known_day_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    read = feedparser.parse(feeds(placed(collect({"a": {"added": "2020-01-01"}, "b": {}})))["feed.xml"])
    assert [entry.title for entry in read.entries] == ["a"]
    text = feeds(placed(collect({"b": {}})))["feed.xml"]
    assert list(faults(text)) == []
    assert "<entry>" not in text
    assert "<updated>2026-01-01T00:00:00Z</updated>" in text


# --- What stays -------------------------------------------------------------------------------------


def test_ids_stay_when_an_entry_is_renamed() -> None:
    before = feedparser.parse(feeds(placed(collect({"first": {"added": "2020-01-01"}})))["feed.xml"])
    after = placed(collect({"third": {"formerly": ["first", "second"], "added": "2020-01-01"}}))
    read = feedparser.parse(feeds(after)["feed.xml"])
    assert (
        [entry.id for entry in before.entries]
        == [entry.id for entry in read.entries]
        == [f"{SITE}entries/first/"]
    )
    assert [entry.link for entry in read.entries] == [f"{SITE}entries/third/"]


def test_a_feed_is_also_at_the_former_address_of_its_page(snapshot: Snapshot) -> None:
    texts = feeds(snapshot)
    old, new = texts["keywords/coproduction/feed.xml"], texts["keywords/co-production/feed.xml"]
    assert old == new
    assert f'href="{SITE}keywords/co-production/feed.xml"' in old


def test_a_feed_at_a_former_address_is_short() -> None:
    entries = {f"e{number}": {"keywords": ["a"], "added": "2020-01-01"} for number in range(CONTINUED + 3)}
    texts = feeds(placed(collect(entries, {"keywords": "- {label: a, aliases: [b]}\n"})))
    assert [texts[f"keywords/{keyword}/feed.xml"].count("<entry>") for keyword in "ab"] == [
        CONTINUED + 3,
        CONTINUED,
    ]


def test_a_feed_whose_page_was_withdrawn_is_empty() -> None:
    former = """
- {address: /keywords/old/, withdrawn: {date: 2024-02-29, reason: Nobody used it.}}
- {address: /organisations/gone/, to: /about/}
- {address: /people/ada/, to: /about/}
"""
    texts = feeds(placed(collect({"a": {}}, {"addresses": former})))
    for path in ("keywords/old/feed.xml", "organisations/gone/feed.xml"):
        assert list(faults(texts[path])) == []
        assert "<entry>" not in texts[path]
    assert "people/ada/feed.xml" not in texts


def test_without_an_address_there_are_no_feeds() -> None:
    """Ids are full addresses; invented ones would change as soon as the site has an address."""
    assert feeds(collect({"a": {}})) == {}


def test_the_same_input_gives_the_same_bytes(snapshot: Snapshot) -> None:
    assert feeds(snapshot) == feeds(snapshot)
