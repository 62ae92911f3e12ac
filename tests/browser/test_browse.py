"""The browse page in a real browser: facets, years, chips, the address, empty results, small screens, exports."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.collection.site import open_site
from coprod_kb.entries.model import Entry
from coprod_kb.pages import browse_path
from coprod_kb.pages.page import title_key
from coprod_kb.publishing.search.facets import places_by_author
from tests import ROOT
from tests.browser.browsing import results, shown, titles
from tests.browser.server import served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return open_site(ROOT).read().catalogue


def having(catalogue: Catalogue, **wanted: Iterable[str]) -> set[str]:
    """The titles of the entries that fit a choice, straight from their front matter: any of each, all together."""

    def wider(facet: str, name: str) -> set[str]:
        term = catalogue.vocabulary.facet(facet).find(name)
        label = term.label if term else name
        return {label, *catalogue.vocabulary.broader_terms(facet, label)}

    def values(entry: Entry, facet: str) -> set[str]:
        if facet == "type":
            return {str(entry.type)}
        if facet == "keyword":
            return {catalogue.keyword(name).label for name in entry.fields.keywords}
        if facet == "person":
            people = (*entry.fields.contributors, *entry.fields.authors, *entry.fields.investigators)
            return {person.name for person in people if person.name}
        field = "places" if facet == "place" else facet
        return set().union(*(wider(field, name) for name in entry.fields.facets[field]))

    def covers(entry: Entry, first: int, last: int) -> bool:
        if entry.fields.date:
            return first <= entry.fields.date.year <= last
        period = entry.fields.period
        return bool(period) and period.start.year <= last and (period.end is None or period.end.year >= first)

    first, last = (
        int(next(iter(wanted.pop(end, [other])))) for end, other in (("from", "0"), ("to", "9999"))
    )
    return {
        entry.title
        for entry in catalogue.entries
        if all(values(entry, facet) & set(chosen) for facet, chosen in wanted.items())
        and ((first, last) == (0, 9999) or covers(entry, first, last))
    }


def at(page: Page, address: str, *chosen: tuple[str, str]) -> list[str]:
    return results(page, address, urlencode(chosen))


def box(page: Page, facet: str, value: str) -> Locator:
    group = page.get_by_role("group", name=facet, exact=True)
    return group.get_by_role("checkbox", name=re.compile(rf"^{re.escape(value)} \("))


def number_of(page: Page, facet: str, value: str) -> int:
    label = (
        page.get_by_role("group", name=facet, exact=True)
        .locator("label")
        .filter(has_text=re.compile(rf"^{value}( \(|$)"))
    )
    number = re.sub(r"\D", "", label.locator(".kb-facet__count").inner_text())
    assert bool(number) is label.get_by_role("checkbox").is_enabled()
    return int(number or 0)


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@pytest.fixture
def browse(page: Page, address: str) -> Page:
    page.goto(f"{address}browse/")
    expect(titles(page).first).to_be_visible()
    return page


# --- What is found ----------------------------------------------------------------------------------

CHOICES: list[dict[str, list[str]]] = [
    {},
    {"type": ["project"], "place": ["Scotland"], "from": ["2018"]},
    {"type": ["paper", "report"]},
    {"place": ["United Kingdom"]},
    {"place": ["Sweden", "Wales"], "type": ["project"]},
    {"setting": ["adult social care", "community"]},
    {"stage": ["design"], "outcomes": ["professionals"]},
    {"evidence": ["evidence review"], "to": ["2020"]},
    {"keyword": ["co-creation", "peer support"]},
    {"person": ["Kerry Musselbrook"]},
    {"from": ["2015"], "to": ["2016"]},
    {"from": ["2030"]},
]


def test_results_are_those_that_the_front_matter_gives(
    page: Page, address: str, catalogue: Catalogue
) -> None:
    for choice in CHOICES:
        query = urlencode(choice, doseq=True)
        assert sorted(results(page, address, query)) == sorted(having(catalogue, **choice)), query


def test_a_choice_may_be_spelt_in_any_case_and_unknown_ones_find_nothing(page: Page, address: str) -> None:
    assert at(page, address, ("place", "scotland")) == at(page, address, ("place", "Scotland"))
    assert at(page, address, ("place", "Atlantis"), ("colour", "blue")) == []
    assert query(page) == {"place": ["Atlantis"], "colour": ["blue"]}
    page.locator("#kb-browse-chips").get_by_role("button", name="Remove “Place: Atlantis”").click()
    expect(titles(page).first).to_be_visible()


def test_an_address_that_a_page_makes_is_understood(page: Page, address: str, catalogue: Catalogue) -> None:
    page.goto(address + browse_path("place", "Yorkshire & Humber", ("type", "project")))
    assert set(shown(page)) == having(catalogue, place=["Yorkshire & Humber"], type=["project"])


# --- Counts -----------------------------------------------------------------------------------------


def test_each_number_is_what_a_further_choice_would_leave(browse: Page, catalogue: Catalogue) -> None:
    box(browse, "Type", "Projects").check()
    expect(browse.locator("#kb-browse-status")).to_have_text(f"5 entries of {len(catalogue.entries)}.")
    for place in ("Scotland", "Glasgow", "Sweden"):
        assert number_of(browse, "Place", place) == len(having(catalogue, type=["project"], place=[place]))
    # Its own choice does not count: papers are still there to be chosen as well.
    assert number_of(browse, "Type", "Papers") == len(having(catalogue, type=["paper"]))
    box(browse, "Place", "Scotland").check()
    expect(browse.locator("#kb-browse-chips")).to_contain_text("Place: Scotland")
    assert number_of(browse, "Type", "Papers") == len(having(catalogue, type=["paper"], place=["Scotland"]))
    assert number_of(browse, "Place", "Sweden") == len(having(catalogue, type=["project"], place=["Sweden"]))


FILTERS = """async ([address, collections]) => {
  const { FacetIndex, sizeOf } = await import(address + "assets/search/facets.js");
  return collections.map(([index, choice, words]) => {
    const it = new FacetIndex(index);
    it.addValues("name", index.names);
    const chosen = new Map(Object.entries(choice.chosen).map(([name, values]) => [name, new Set(values)]));
    const { matching, counts } = it.filter({ ...choice, chosen }, words);
    const undated = it.undated({ ...choice, chosen }, words);
    return { matching: it.ordered(matching, "date"), counts: Object.fromEntries(counts), size: sizeOf(matching), undated };
  });
}"""


def invented(
    chance: random.Random,
) -> tuple[dict[str, Any], dict[str, Any], list[int] | None, list[dict[str, Any]]]:
    """A facet index, a choice, places that hold the words, and the entries that the index is made of."""
    values = {
        "colour": ["red", "blue", "green"],
        "size": ["big", "small"],
        "name": [f"n{number}" for number in range(5)],
    }
    entries = []
    for _ in range(chance.randint(0, 12)):
        first = chance.choice([0, *range(2010, 2020)])
        last = first and chance.choice([first, first + 3, 9999])
        entries.append(
            {"first": first, "last": last}
            | {facet: chance.sample(names, chance.randint(0, len(names))) for facet, names in values.items()}
        )

    def gaps(facet: str, value: str) -> list[int]:
        places = [place for place, entry in enumerate(entries) if value in entry[facet]]
        return [place - before for before, place in zip([0, *places], places, strict=False)]

    facets = [
        {"name": facet, "title": facet, "values": names, "entries": [gaps(facet, value) for value in names]}
        for facet, names in values.items()
    ]
    *facets, names = facets
    index = {
        "entries": len(entries), "names": names,
        "facets": [*facets, {"name": "name", "title": "name", "number": len(names["values"])}],
        "first": [entry["first"] for entry in entries], "last": [entry["last"] for entry in entries],
    }  # fmt: skip
    chosen = {
        facet: chance.sample(names, chance.randint(1, 2))
        for facet, names in values.items()
        if chance.random() < 0.5
    }
    choice = {"chosen": chosen, "from": chance.choice([0, 2012, 2016]), "to": chance.choice([0, 2015, 2018])}
    words = (
        sorted(chance.sample(range(len(entries)), chance.randint(0, len(entries))))
        if chance.random() < 0.5
        else None
    )
    return index, choice, words, entries


def test_filters_and_counts_equal_sets_made_by_the_plainest_means(page: Page, address: str) -> None:
    made = [invented(random.Random(seed)) for seed in range(120)]
    page.goto(f"{address}addresses.txt")
    answers = page.evaluate(FILTERS, [address, [list(made_name[:3]) for made_name in made]])
    for (index, choice, words, entries), answer in zip(made, answers, strict=True):
        fitting = [place for place, entry in enumerate(entries) if fits(entry, choice) and held(words, place)]
        assert answer["matching"] == fitting
        assert answer["size"] == len(fitting)
        unlimited = choice | {"from": 0, "to": 0}
        assert answer["undated"] == sum(
            not entry["first"] and fits(entry, unlimited) and held(words, place)
            for place, entry in enumerate(entries)
            if choice["from"] or choice["to"]
        )
        for facet in index["facets"]:
            name = facet["name"]
            others = choice | {
                "chosen": {one: values for one, values in choice["chosen"].items() if one != name}
            }
            allowed = [
                entry for place, entry in enumerate(entries) if fits(entry, others) and held(words, place)
            ]
            values = facet.get("values", index["names"]["values"])
            for value, number in zip(values, answer["counts"][name], strict=True):
                assert number == sum(value in entry[name] for entry in allowed)


def held(words: list[int] | None, place: int) -> bool:
    return words is None or place in words


def fits(entry: dict[str, Any], choice: dict[str, Any]) -> bool:
    start, end = choice["from"], choice["to"]
    dated = bool(entry["first"]) and entry["last"] >= start and (not end or entry["first"] <= end)
    return (dated or not (start or end)) and all(
        set(entry[facet]) & set(values) for facet, values in choice["chosen"].items()
    )


# --- Choosing ---------------------------------------------------------------------------------------


def test_what_is_chosen_stands_in_the_address_and_can_be_stepped_back_through(
    browse: Page, address: str
) -> None:
    everything = shown(browse)
    box(browse, "Setting", "community").check()
    expect(browse.locator("#kb-browse-chips")).to_contain_text("Setting: community")
    assert query(browse) == {"setting": ["community"]}
    community = shown(browse)
    browse.locator("#kb-search").fill("co-production")
    browse.keyboard.press("Enter")
    expect(browse.locator("#kb-browse-title")).to_have_text("Results for “co-production”")
    assert query(browse) == {"q": ["co-production"], "setting": ["community"]}
    both = shown(browse)
    browse.go_back()
    expect(browse.locator("#kb-browse-title")).to_have_text("Entries")
    assert shown(browse) == community
    expect(browse.locator("#kb-search")).to_have_value("")
    expect(box(browse, "Setting", "community")).to_be_checked()
    browse.go_back()
    expect(box(browse, "Setting", "community")).not_to_be_checked()
    assert shown(browse) == everything
    browse.go_forward()
    browse.go_forward()
    expect(browse.locator("#kb-browse-title")).to_have_text("Results for “co-production”")
    assert shown(browse) == both
    browse.reload()
    assert shown(browse) == both


def test_a_chip_takes_its_choice_away_and_the_focus_is_kept(browse: Page) -> None:
    box(browse, "Type", "Projects").check()
    expect(box(browse, "Type", "Projects")).to_be_focused()
    box(browse, "Type", "Papers").check()
    chips = browse.locator("#kb-browse-chips button")
    expect(chips).to_have_text(["Type: Projects", "Type: Papers", "Clear all"])
    browse.get_by_role("button", name="Remove “Type: Projects”").click()
    expect(chips).to_have_text(["Type: Papers"])
    expect(chips.first).to_be_focused()
    expect(box(browse, "Type", "Projects")).not_to_be_checked()
    chips.first.click()
    expect(browse.locator("#kb-browse-chips")).to_be_hidden()
    expect(browse.locator("#kb-browse-title")).to_be_focused()
    assert query(browse) == {}


def test_years_narrow_and_what_is_no_year_changes_nothing(browse: Page, catalogue: Catalogue) -> None:
    browse.get_by_label("From", exact=True).fill("2018")
    browse.keyboard.press("Tab")
    expect(browse.locator("#kb-browse-chips")).to_contain_text("From 2018")
    since = having(catalogue, **{"from": ["2018"]})
    assert set(shown(browse)) == since
    undated = sum(not (entry.fields.date or entry.fields.period) for entry in catalogue.entries)
    assert undated > 1
    expect(browse.locator("#kb-browse-status")).to_have_text(
        f"{len(since)} entries of {len(catalogue.entries)}. {undated} entries without a date are not shown."
    )
    browse.get_by_label("To", exact=True).fill("soon")
    browse.keyboard.press("Tab")
    expect(browse.get_by_label("To", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(browse.get_by_role("alert")).to_have_text("“soon” is not a year. Write four digits, such as 2018.")
    assert query(browse) == {"from": ["2018"]}
    browse.get_by_label("To", exact=True).fill("2016")
    browse.keyboard.press("Tab")
    expect(browse.get_by_role("alert")).to_have_text("2018 is later than 2016. Nothing can match.")
    browse.get_by_role("button", name="Clear all").click()
    expect(browse.get_by_role("alert")).to_have_text("")
    expect(browse.get_by_label("To", exact=True)).to_have_attribute("aria-invalid", "false")


YEARS = [([2013, 2019], [2016, 9999], [2013, 2026]), ([0, 2015], [0, 2030], [2015, 2030]), ([0], [0], [0, 0])]


def test_the_years_that_are_offered_are_those_of_the_entries(page: Page, address: str) -> None:
    page.goto(f"{address}addresses.txt")
    found = page.evaluate(
        """async ([address, all]) => {
          const { FacetIndex } = await import(address + "assets/search/facets.js");
          return all.map(([first, last]) => new FacetIndex({ entries: first.length, facets: [], first, last }).years(2026));
        }""",
        [address, [[first, last] for first, last, _ in YEARS]],
    )
    assert found == [wanted for *_, wanted in YEARS]


def test_results_can_be_sorted(browse: Page, catalogue: Catalogue) -> None:
    assert shown(browse) == [entry.title for entry in catalogue.entries]
    sort = browse.get_by_label("Sort by")
    assert sort.locator("option").all_inner_texts() == [
        *("Newest first", "Title, A to Z", "First author, A to Z")
    ]
    sort.select_option("title")
    by_title = sorted((entry.title for entry in catalogue.entries), key=title_key)
    expect(titles(browse).first).to_have_text(by_title[0])
    assert shown(browse) == by_title
    assert query(browse) == {"sort": ["title"]}
    sort.select_option("author")
    by_author = [catalogue.entries[place].title for place in places_by_author(catalogue)]
    expect(titles(browse).first).to_have_text(by_author[0])
    assert shown(browse) == by_author


def test_results_are_marked_with_their_language(page: Page, built_miniature: Path) -> None:
    with served(built_miniature) as address:
        page.goto(f"{address}browse/?type=project&keyword=gardening")
        link = page.get_by_role("link", name="باغچه")
        expect(link).to_have_attribute("lang", "fa")
        assert link.evaluate("link => getComputedStyle(link).direction") == "rtl"


def test_show_more_goes_on_with_the_first_new_entry(browse: Page) -> None:
    expect(titles(browse)).to_have_count(10)
    browse.get_by_role("button", name="Show 10 more of 23", exact=True).click()
    expect(titles(browse)).to_have_count(20)
    expect(titles(browse).nth(10).get_by_role("link")).to_be_focused()


def test_a_long_facet_shows_some_and_finds_the_rest(browse: Page, catalogue: Catalogue) -> None:
    browse.locator("summary").filter(has_text="Keyword").click()
    group = browse.get_by_role("group", name="Keyword", exact=True)
    expect(group.get_by_role("checkbox")).to_have_count(8)
    expect(group.get_by_role("checkbox").first).to_have_accessible_name(re.compile(r"^co-production \("))
    browse.get_by_role("button", name=re.compile("^Keyword: show .* more$")).click()
    expect(group.get_by_role("checkbox")).to_have_count(28)
    expect(group.get_by_role("checkbox").nth(8)).to_be_focused()
    group.get_by_role("textbox").fill("PEER")
    expect(group.get_by_role("checkbox")).to_have_count(1)
    group.get_by_role("checkbox").check()
    expect(browse.locator("#kb-browse-chips")).to_contain_text("Keyword: peer support")
    assert set(shown(browse)) == having(catalogue, keyword=["peer support"])


def test_names_are_fetched_when_somebody_chooses_by_them(fresh_page: Page, address: str) -> None:
    asked: list[str] = []
    fresh_page.on("request", lambda one: asked.append(one.url.split("/")[-1]))
    at(fresh_page, address, ("type", "project"))
    assert not {"keyword.json", "organisation.json", "person.json", "titles.json"} & set(asked)
    fresh_page.locator("summary").filter(has_text="Organisation").click()
    group = fresh_page.get_by_role("group", name="Organisation", exact=True)
    expect(group.get_by_role("checkbox")).to_have_count(8)
    assert "organisation.json" in asked
    assert "person.json" not in asked
    at(fresh_page, address, ("person", "Kerry Musselbrook"))
    expect(box(fresh_page, "Person", "Kerry Musselbrook")).to_be_checked()


def test_names_that_cannot_be_fetched_are_told_of(fresh_page: Page, address: str) -> None:
    fresh_page.route("**/person.json", lambda route: route.abort())
    at(fresh_page, address)
    fresh_page.locator("summary").filter(has_text="Person").click()
    expect(fresh_page.locator("#kb-browse-status")).to_have_text(
        "The names under “Person” could not be loaded."
    )
    expect(titles(fresh_page).first).to_be_visible()


# --- Nothing found ----------------------------------------------------------------------------------


def test_an_empty_result_says_what_to_loosen_and_does_it(
    page: Page, address: str, catalogue: Catalogue
) -> None:
    assert at(page, address, ("place", "Sweden"), ("type", "paper"), ("q", "co-production")) == []
    empty = page.locator("#kb-browse-empty")
    without = len(having(catalogue, type=["project"], place=["Sweden"]))
    assert without
    ways = empty.get_by_role("listitem")
    expect(ways.filter(has_text="Remove “Type: Papers”")).to_be_visible()
    for way in ways.all():
        said = int(re.sub(r"\D", "", way.locator(".kb-muted").inner_text()))
        assert said > 0
    promised = ways.filter(has_text="Remove “Type: Papers”")
    number = promised.locator(".kb-muted").inner_text().strip()
    promised.get_by_role("button").click()
    expect(page.locator("#kb-browse-status")).to_have_text(f"{number} of {len(catalogue.entries)}.")
    expect(page.locator("#kb-browse-title")).to_be_focused()


def test_a_single_way_out_of_an_empty_result_is_no_list(
    page: Page, address: str, catalogue: Catalogue
) -> None:
    assert at(page, address, ("place", "Atlantis")) == []
    expect(page.locator("#kb-browse-empty")).to_have_text(
        f"Remove “Place: Atlantis” {len(catalogue.entries)} entries"
    )


def test_filters_written_out_in_words_are_offered(page: Page, address: str, catalogue: Catalogue) -> None:
    at(page, address, ("q", "projects in Scotland since 2018"))
    page.get_by_role("button", name="Projects, Scotland, from 2018").click()
    expect(page.locator("#kb-browse-title")).to_have_text("Entries")
    assert query(page) == {"type": ["project"], "place": ["Scotland"], "from": ["2018"]}
    assert set(shown(page)) == having(catalogue, type=["project"], place=["Scotland"], **{"from": ["2018"]})


def test_filters_that_are_offered_keep_those_that_are_chosen(
    page: Page, address: str, catalogue: Catalogue
) -> None:
    at(page, address, ("q", "Scotland"), ("from", "2018"), ("type", "project"))
    wanted = having(catalogue, place=["Scotland"], type=["project"], **{"from": ["2018"]})
    assert set() < wanted < having(catalogue, place=["Scotland"], type=["project"])
    lead = page.locator("#kb-browse-lead li").first
    expect(lead).to_contain_text(re.compile(rf"Scotland {len(wanted)} entr(y|ies)$"))
    lead.get_by_role("button").click()
    expect(page.locator("#kb-browse-title")).to_have_text("Entries")
    assert set(shown(page)) == wanted


WRITTEN_OUT: dict[str, dict[str, Any] | None] = {
    "projects in Scotland since 2018": {"chosen": {"type": ["project"], "place": ["Scotland"]}, "from": 2018, "to": 0, "q": ""},
    "Reports from 2015 to 2019, hospital": {"chosen": {"type": ["report"], "setting": ["hospital"]}, "from": 2015, "to": 2019, "q": ""},
    "choirs after 2018 in Yorkshire & Humber": {"chosen": {"place": ["Yorkshire & Humber"]}, "from": 2019, "to": 0, "q": "choirs"},
    "2016-2018": {"chosen": {}, "from": 2016, "to": 2018, "q": ""},
    "a paper before 2000": {"chosen": {"type": ["paper"]}, "from": 0, "to": 1999, "q": ""},
    "community choirs": None,  # two facets have a “community”
    "peer support": None,
    "": None,
}  # fmt: skip


def test_what_is_written_out_is_understood(page: Page, address: str) -> None:
    page.goto(f"{address}addresses.txt")
    facets = [
        {
            "name": "type",
            "values": ["project", "paper", "report"],
            "labels": ["Projects", "Papers", "Reports"],
            "singular": ["Project", "Paper", "Report"],
        },
        {"name": "place", "values": ["Scotland", "Yorkshire & Humber"]},
        {"name": "setting", "values": ["hospital", "community"]},
        {"name": "outcomes", "values": ["community"]},
        {"name": "evidence", "values": ["report", "trial"]},
        {"name": "keyword", "values": ["peer support"], "named": True},
    ]
    found = page.evaluate(
        """async ([address, facets, texts]) => {
          const { understood } = await import(address + "assets/search/understood.js");
          return texts.map((text) => {
            const it = understood(text, facets);
            return it && { q: it.q, from: it.from, to: it.to, chosen: Object.fromEntries([...it.chosen].map(([name, values]) => [name, [...values]])) };
          });
        }""",
        [address, facets, list(WRITTEN_OUT)],
    )
    assert found == list(WRITTEN_OUT.values())


# --- Saving -----------------------------------------------------------------------------------------


def saved(page: Page, name: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.get_by_role("group", name="Save these entries").get_by_role("button", name=name).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_results_can_be_saved_in_their_order(page: Page, address: str, catalogue: Catalogue) -> None:
    found = at(page, address, ("place", "Scotland"), ("sort", "title"))
    slugs = {entry.title: entry.slug for entry in catalogue.entries}
    wanted = [slugs[title] for title in found]
    assert 1 < len(wanted) < len(catalogue.entries)
    name, bib = saved(page, "BibTeX")
    assert name == "entries.bib"
    assert re.findall(r"^@\w+\{(.*),\r?$", bib.decode(), re.MULTILINE) == wanted
    _, ris = saved(page, "RIS")
    assert re.findall(r"^ID  - (.*?)\r?$", ris.decode(), re.MULTILINE) == wanted
    assert len(re.findall(r"^ER  - ?\r?$", ris.decode(), re.MULTILINE)) == len(wanted)
    _, table = saved(page, "CSV")
    assert table.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    whole = list(
        csv.reader(io.StringIO(urlopen(f"{address}entries.csv").read().decode("utf-8-sig"), newline=""))
    )
    assert rows == [whole[0], *(next(row for row in whole if row[0] == slug) for slug in wanted)]


def test_records_are_cut_where_they_end_and_nowhere_else(page: Page, address: str) -> None:
    page.goto(f"{address}addresses.txt")
    texts = {
        "bib": "@misc{a,\n  title = {One\n\n@two},\n}\n\n@book{b-c,\n  title = {B},\n}\n",
        "ris": "TY  - JOUR\r\nTI  - TY  - not a start\r\nID  - a\r\nER  - \r\n\r\nTY  - BOOK\r\nID  - b-c\r\nER  - \r\n",
        "csv": 'slug,title\r\na,"line one\r\nb-c,""quoted"""\r\n"b-c",B\r\n',
    }
    body = (
        "async ([address, texts, slugs]) => {"
        " const { recordsOf } = await import(address + 'assets/search/records.js');"
        " return Object.fromEntries(Object.entries(texts).map(([form, text]) => [form, recordsOf(text, form, slugs)])); }"
    )
    found = page.evaluate(body, [address, texts, ["b-c", "none", "a"]])
    assert found["bib"] == "@book{b-c,\n  title = {B},\n}\n\n@misc{a,\n  title = {One\n\n@two},\n}\n"
    assert [line for line in found["ris"].splitlines() if line.startswith("ID")] == ["ID  - b-c", "ID  - a"]
    assert list(csv.reader(io.StringIO(found["csv"], newline=""))) == [
        ["slug", "title"], ["b-c", "B"], ["a", 'line one\r\nb-c,"quoted"'],
    ]  # fmt: skip


# --- Screens, policy, no JavaScript -----------------------------------------------------------------


def test_on_a_small_screen_the_filters_are_in_a_sheet(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{address}browse/")
    opener = page.get_by_role("button", name="Filters")
    opener.click()
    sheet = page.get_by_role("dialog", name="Filters")
    box(page, "Type", "Projects").check()
    expect(sheet.get_by_role("status")).to_have_text("5 entries of 33.")
    years = page.get_by_label("From", exact=True)
    years.press_sequentially("2020")
    expect(page.get_by_role("button", name="Show 2 results")).to_be_visible()
    expect(years).to_be_focused()
    years.fill("")
    expect(page.get_by_role("button", name="Show 5 results")).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()
    expect(opener).to_have_text("Filters (1)")
    page.keyboard.press("Enter")
    expect(box(page, "Type", "Projects")).to_be_checked()
    page.get_by_role("button", name="Show 5 results").click()
    expect(page.locator("#kb-browse-title")).to_be_focused()
    page.set_viewport_size({"width": 1280, "height": 640})
    expect(box(page, "Type", "Projects")).to_be_checked()
    expect(opener).to_be_hidden()


def test_the_first_screen_of_a_telephone_has_the_number_and_the_first_result(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    for query in ("", "q=dementia", "q=care&place=Scotland"):
        assert results(page, address, query)
        page.evaluate("scrollTo(0, 0)")  # what is focused after “Show more” has been scrolled to
        for seen in (page.locator("#kb-browse-status"), titles(page).first):
            place = seen.bounding_box()
            assert place is not None
            assert place["y"] + 30 <= 640  # a line of it; titles may be long
    assert page.get_by_role("search").count() == 1


def test_the_number_stays_in_sight_beside_the_filters(browse: Page) -> None:
    box(browse, "Place", "Scotland").scroll_into_view_if_needed()
    browse.mouse.wheel(0, 900)
    browse.wait_for_function("scrollY > 500")
    expect(browse.locator("#kb-browse-status")).to_be_in_viewport()


def test_a_search_that_cannot_be_loaded_says_so_and_filters_go_on(
    fresh_page: Page, address: str, catalogue: Catalogue
) -> None:
    fresh_page.route("**/pagefind/**", lambda route: route.abort())
    fresh_page.goto(f"{address}browse/?q=care&type=paper")
    expect(fresh_page.locator("#kb-browse-status")).to_contain_text("could not be loaded")
    fresh_page.goto(f"{address}browse/?type=paper")
    assert set(shown(fresh_page)) == having(catalogue, type=["paper"])


def test_without_javascript_every_static_way_in_is_there(plain: Page, address: str) -> None:
    plain.goto(f"{address}browse/?place=Scotland")
    expect(plain.locator("main noscript > p").last).to_have_text(
        "Search and filters need JavaScript. These pages work without it: All entries, Keywords, Evidence map and Places."
    )
    for width in (360, 1280):
        plain.set_viewport_size({"width": width, "height": 900})
        expect(plain.locator("#kb-browse-page")).to_be_hidden()
        for name in ("Projects", "Keywords", "Organisations", "People", "Timeline"):
            expect(plain.locator("main .kb-ways").get_by_role("link", name=name, exact=True)).to_be_visible()
