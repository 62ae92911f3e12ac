"""Pages that list entries: home, types, keywords, organisations and people."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from coprod_kb.collection.site import Snapshot
from coprod_kb.front_matter.description import CollectionDescription
from coprod_kb.front_matter.facets import Facet
from coprod_kb.pages import Page, browse_path
from coprod_kb.pages.indexes import ways_in
from coprod_kb.pages.page import clipped
from coprod_kb.publishing import contents
from tests.conftest import collect, pages_by_path


def labels(items: list[dict[str, Any]]) -> list[str]:
    return [item["label"] for item in items]


def slugs(cards: list[dict[str, Any]]) -> list[str]:
    return [card["path"].split("/")[1] for card in cards]


def grouped(groups: list[dict[str, Any]]) -> dict[str, list[str]]:
    """The entries of each group, by its heading."""
    return {group["label"]: slugs(group["entries"]) for group in groups}


def test_the_home_page_counts_entries_and_shows_the_newest(pages: dict[str, Page]) -> None:
    context = pages[""].context
    assert context["count"] == "6 entries"
    assert [(one["text"], one["path"]) for one in context["counts"]] == [
        ("3 projects", "projects/"),
        ("1 paper", "papers/"),
        ("2 reports", "reports/"),
    ]
    # Added on one day in 2022, later work first; then those whose day is not known
    assert slugs(context["newest"]) == [
        "phone-friends",
        "carers-choir",
        "gardens-review",
        "shared-garden",
        "choir-in-numbers",
    ]
    assert [(keyword["label"], keyword["count"]) for keyword in context["keywords"]] == [
        ("peer support", 3),
        ("co-production", 2),
        ("gardening", 2),
    ]


def test_ways_in_are_counted(pages: dict[str, Page]) -> None:
    ways = {way["path"]: way["count"] for way in pages[""].context["ways_in"]}
    assert ways == {
        "entries/": 6,
        "questions/": 1,
        "projects/": 3,
        "papers/": 1,
        "reports/": 2,
        "keywords/": 5,
        "organisations/": 8,
        "people/": 4,
        "collections/": 1,
        "timeline/": 5,
        "map/": 6,
        "places/": 2,
        "how-co-produced/": 1,
        "new/": 2,
    }
    assert pages["browse/"].context["ways_in"] == pages[""].context["ways_in"]
    assert len(pages["timeline/"].context["years"]) == ways["timeline/"] + 1  # and those without a date


def test_a_collection_without_a_map_has_no_way_to_it() -> None:
    facet = Facet(name="season", label="Season", description="When it was done.")
    snapshot = collect(
        {"a": {"season": ["spring"]}},
        {"facets": "season:\n  - label: spring\n"},
        description=CollectionDescription(facets=(facet,)),
    )
    assert not {"map/", "questions/"} & {way["path"] for way in ways_in(snapshot.catalogue)}
    links = pages_by_path(snapshot)["browse/"].context["without_script"]
    assert [(page["text"], page["then"]) for page in links] == [("All entries", " and "), ("Keywords", "")]


def test_all_entries_are_listed_by_title() -> None:
    titles = {"a": "“Über” all", "b": "upper", "c": "ørsted", "d": "2020 vision", "e": "Under"}
    pages = pages_by_path(
        collect(
            {slug: {"title": title} for slug, title in titles.items()}
            | {"f": {"title": "باغ", "language": "fa"}}
        )
    )
    context = pages["entries/"].context
    assert [
        (group["letter"], [card["title"] for card in group["items"]]) for group in context["letters"]
    ] == [
        ("0–9", ["2020 vision", "باغ"]),
        ("O", ["ørsted"]),
        ("U", ["“Über” all", "Under", "upper"]),
    ]
    assert context["letters"][0]["items"][1]["language"] == "fa"
    card = context["letters"][1]["items"][0]
    assert (card["path"], card["type_label"], card["when"]) == ("entries/c/", "Project", "2020")


def test_lists_by_year(pages: dict[str, Page]) -> None:
    timeline = {
        "2023": ["gardens-review"],
        "2021": ["phone-friends"],
        "2019": ["shared-garden"],
        "2017": ["choir-in-numbers"],
        "2014": ["carers-choir"],
        "No date given": ["kitchen-table-talks"],
    }
    assert grouped(pages["timeline/"].context["years"]) == timeline
    assert list(grouped(pages["timeline/"].context["years"])) == list(timeline)
    assert grouped(pages["reports/"].context["groups"]) == {
        "2023": ["gardens-review"],
        "No date given": ["kitchen-table-talks"],
    }


def test_an_empty_knowledge_base_still_has_its_pages() -> None:
    pages = pages_by_path(collect({}))
    assert set(pages) == {
        *(
            "",
            "browse/",
            "entries/",
            "kept/",
            "questions/",
            "contribute/",
            "projects/",
            "papers/",
            "reports/",
            "timeline/",
        ),
        *("keywords/", "organisations/", "people/", "collections/"),
        *("map/", "map/kinds-of-evidence-by-stage/", "new/"),
        *("how-co-produced/", "how-co-produced/who/", "how-co-produced/stages/", "how-co-produced/roles/"),
        *("how-co-produced/payment/", "how-co-produced/access-support/", "how-co-produced/training/"),
        *("how-co-produced/difference/", "how-co-produced/not-reported/"),
    }
    assert pages["papers/"].context["empty"] == "There are no papers here yet."
    assert pages[""].context["ways_in"] == []


# --- Keywords, organisations, people ----------------------------------------------------------------


def test_a_keyword_shows_its_meaning_and_related_keywords(pages: dict[str, Page]) -> None:
    context = pages["keywords/peer-support/"].context
    assert context["definition"] == "Support between people who have been through the same."
    assert context["definition_source"]["url"] == "https://example.org/dictionary"
    assert context["also_written"] == ["Peer Support"]
    assert (labels(context["broader"]), labels(context["narrower"])) == ([], ["telephone befriending"])
    assert grouped(context["groups"]) == {
        "Projects": ["phone-friends", "carers-choir"],
        "Papers": ["choir-in-numbers"],
    }
    narrower = pages["keywords/telephone-befriending/"].context
    assert labels(narrower["broader"]) == ["peer support"]


def test_a_relation_is_shown_at_both_ends(pages: dict[str, Page]) -> None:
    assert labels(pages["keywords/co-production/"].context["related"]) == ["co-design"]
    assert labels(pages["keywords/co-design/"].context["related"]) == ["co-production"]
    assert pages["keywords/co-design/"].context["groups"] == []


def test_entries_with_narrower_keywords_only_are_listed_apart_newest_first() -> None:
    terms = "- {label: support}\n- {label: peer support, broader: [support]}\n- {label: befriending, broader: [peer support]}"
    entries = {
        "old": {"keywords": ["befriending"], "date": "1999"},
        "new": {"keywords": ["peer support", "befriending"], "date": "2021"},
        "both": {"keywords": ["support", "befriending"], "date": "2020"},
    }
    context = pages_by_path(collect(entries, {"keywords": terms}))["keywords/support/"].context
    assert grouped(context["groups"]) == {"Projects": ["both"], "With narrower keywords": ["new", "old"]}


def lines_of(page: Page) -> list[tuple[str, str]]:
    """Each line of who is behind the entries, as it is read."""
    return [
        (line["label"], "".join(name["text"] + name["then"] for name in line["names"]))
        for line in page.context["behind"]
    ]


def test_a_keyword_names_who_is_behind_its_entries(pages: dict[str, Page]) -> None:
    page = pages["keywords/peer-support/"]
    assert lines_of(page) == [
        ("Organisations", "Example University, Example School of Nursing and Example Town Library"),
        ("Authors and researchers", "Ada Example, A. Example and Sam Sample"),
        ("Contributed by", "Carers Choir and Sam Sample"),
    ]
    paths = [name["path"] for line in page.context["behind"] for name in line["names"]]
    assert paths[-3:] == ["people/sam-sample/", "organisations/carers-choir/", "people/sam-sample-singer/"]
    # neither the publisher nor the editors, who only contributed
    assert lines_of(pages["keywords/conversation/"]) == lines_of(pages["keywords/co-design/"]) == []


def test_a_line_of_names_ends_with_how_many_more_there_are() -> None:
    narrow = "- {label: support}\n- {label: peer support, broader: [support]}"
    entries: dict[str, dict[str, Any]] = {
        f"e{number}": {
            "keywords": ["support"],
            "organisations": [{"name": name, "role": "lead"}, {"name": "Zest", "role": "partner"}],
        }
        for number, name in enumerate(["The Ark", *"BCDEFGHI"])
    } | {"below": {"keywords": ["peer support"], "organisations": ["I", {"name": "Bank", "role": "funder"}]}}
    page = pages_by_path(collect(entries, {"keywords": narrow}))["keywords/support/"]
    assert lines_of(page)[0] == ("Organisations", "Zest, I, The Ark, B, C, D and four more")


def test_a_keyword_that_the_vocabulary_lacks_says_so(pages: dict[str, Page]) -> None:
    context = pages["keywords/conversation/"].context
    assert (context["curated"], context["definition"]) == (False, "")
    assert pages["keywords/gardening/"].context["curated"] is True


def test_an_organisation_shows_what_it_did(pages: dict[str, Page]) -> None:
    council = pages["organisations/example-town-council/"].context
    assert grouped(council["roles"]) == {
        "Led": ["shared-garden"],
        "Commissioned": ["phone-friends"],
        "Wrote": ["gardens-review"],
    }
    assert council["count"] == "three entries"
    university = pages["organisations/example-university/"].context
    assert grouped(university["roles"]) == {"Worked on": ["phone-friends", "choir-in-numbers"]}
    assert (university["place"], university["url"]) == ("Example Town", "https://university.example.org/")
    assert university["also_written"] == ["University of Example"]
    assert labels(university["children"]) == ["Example School of Nursing"]
    assert labels(university["people"]) == ["Ada Example"]
    school = pages["organisations/example-school-of-nursing/"].context
    assert school["parent"]["path"] == "organisations/example-university/"


def test_a_person_shows_roles_and_places_of_work(pages: dict[str, Page]) -> None:
    ada = pages["people/ada-example/"].context
    assert ada["orcid"] == "https://orcid.org/0000-0002-1825-0097"
    assert labels(ada["organisations"]) == ["Example University"]
    assert grouped(ada["roles"]) == {
        "Led the research of": ["phone-friends"],
        "Wrote": ["choir-in-numbers"],
        "Contributed": ["phone-friends", "shared-garden"],
    }
    singer, researcher = (pages[f"people/{slug}/"] for slug in ("sam-sample-singer", "sam-sample"))
    assert (singer.title, researcher.title) == (
        "Sam Sample (Carers Choir)",
        "Sam Sample (Example School of Nursing)",
    )
    assert labels(singer.context["organisations"]) == ["Carers Choir"]
    assert labels(researcher.context["organisations"]) == ["Example School of Nursing"]


def test_lists_run_from_a_to_z(pages: dict[str, Page]) -> None:
    def letters(path: str) -> dict[str, list[str]]:
        return {group["letter"]: labels(group["items"]) for group in pages[path].context["letters"]}

    assert letters("people/") == {"E": ["A. Example", "Ada Example"], "S": ["Sam Sample", "Sam Sample"]}
    assert letters("keywords/") == {
        "C": ["co-design", "co-production", "conversation"],
        "G": ["gardening"],
        "P": ["peer support"],
        "T": ["telephone befriending"],
    }


def test_other_scripts_and_digits_come_first_and_accents_count_as_their_letter() -> None:
    found = collect({"a": {"keywords": ["éducation", "3D printing", "باغ", "East"]}})
    groups = pages_by_path(found)["keywords/"].context["letters"]
    assert {group["letter"]: labels(group["items"]) for group in groups} == {
        "0–9": ["3D printing", "باغ"],
        "E": ["East", "éducation"],
    }


def test_a_card_names_who_is_behind_the_work(pages: dict[str, Page]) -> None:
    cards = pages["timeline/"].context["years"]
    assert {card["path"].split("/")[1]: card["lead"] for group in cards for card in group["entries"]} == {
        "gardens-review": "Example Town Council",
        "phone-friends": "Ada Example and Sam Sample",
        "shared-garden": "Example Town Council",
        "choir-in-numbers": "Ada Example and A. Example",
        "carers-choir": "Carers Choir",
        "kitchen-table-talks": "",
    }


def test_long_descriptions_end_after_a_whole_word() -> None:
    assert clipped("short", most=5) == "short"
    assert clipped("one two, three", most=10) == "one two…"
    assert len(clipped("x" * 500)) == 200


# --- Addresses of filters --------------------------------------------------------------------------


def test_the_address_of_a_filter_holds_any_label() -> None:
    label = "R&D + café/../x?#“%2F”\n="
    path, _, query = browse_path(
        "setting", label, ("place", "Yorkshire & Humber"), ("from", "2018")
    ).partition("?")
    assert path == "browse/"
    assert parse_qsl(query) == [("setting", label), ("place", "Yorkshire & Humber"), ("from", "2018")]
    assert "/" not in query  # so that the conversion to relative addresses leaves it unchanged


def test_the_files_for_saving_results_are_published(snapshot: Snapshot, pages: dict[str, Page]) -> None:
    offered = [export["file"] for export in pages["browse/"].context["exports"]]
    assert offered == ["entries.bib", "entries.ris", "entries.csv"]
    assert set(offered) <= {path for path, _ in contents.files(snapshot)}
