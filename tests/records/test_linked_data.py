"""JSON-LD: it fits the shapes, says what entries say, and cannot end its script element."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Namespace, URIRef

from coprod_kb.collection.site import Snapshot
from coprod_kb.pages import Page, all_pages
from coprod_kb.publishing import contents
from coprod_kb.records import linked_data
from tests.conftest import collect
from tests.hostile.test_output import unchecked_snapshot
from tests.machine_reading import faults, graph_of, union

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

SITE = "https://example.org/miniature/"
SCHEMA = Namespace("https://schema.org/")


def node(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.linked_data)
    return found


def without_address(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, settings=replace(snapshot.settings, site_url=""))


# --- As text ----------------------------------------------------------------------------------------


@given(st.dictionaries(st.text(), st.text()))
def test_no_text_ends_its_script_element(texts: dict[str, str]) -> None:
    written = linked_data.as_script(texts)
    assert not re.search("[<>&\u2028\u2029]", written)
    assert json.loads(written) == {"@context": "https://schema.org"} | texts


def test_a_title_that_ends_a_script_is_a_title() -> None:
    title = "</script><!-- <script>alert(1)</script>"
    [page] = [page for page in contents.pages(collect({"a": {"title": title}})) if page.path == "entries/a/"]
    assert "<" not in page.linked_data
    assert node(page)["mainEntity"]["name"] == title


# --- Shapes -----------------------------------------------------------------------------------------


def test_each_page_fits_the_shapes(pages: dict[str, Page]) -> None:
    scripts = {path: page.linked_data for path, page in pages.items() if page.linked_data}
    assert len(scripts) > 30
    assert faults(union(map(graph_of, scripts.values())), "pages.ttl") == ""
    for path in ("", "keywords/", "entries/choir-in-numbers/", "entries/phone-friends/"):
        assert faults(graph_of(scripts[path]), "pages.ttl") == "", path


def test_pages_fit_the_shapes_without_site_url(snapshot: Snapshot) -> None:
    graphs = [
        graph_of(page.linked_data) for page in contents.pages(without_address(snapshot)) if page.linked_data
    ]
    whole = union(graphs)
    assert faults(whole, "pages.ttl") == ""
    assert {str(name).split("/")[2] for name in whole.subjects() if isinstance(name, URIRef)} == {
        "doi.org",
        "orcid.org",
    }


def test_identifiers_are_addresses_even_if_entries_were_not_checked(caplog: pytest.LogCaptureFixture) -> None:
    """rdflib warns about identifiers that are not addresses."""
    snapshot = unchecked_snapshot()
    settings = replace(snapshot.settings, site_url="https://example.org/x/")
    graphs = [
        graph_of(page.linked_data) for page in all_pages(snapshot.catalogue, settings) if page.linked_data
    ]
    assert len(graphs) > 30
    assert caplog.messages == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('{"@type": "Person"}', "Less than 1 values"),
        ('{"@type": "Person", "nmae": "Ada", "name": "Ada"}', "is closed"),
        ('{"@type": "Report", "name": "A", "author": {"@type": "Periodical", "name": "B"}}', "author"),
        ('{"@type": "WebPage", "dateCreated": "2022"}', "pattern"),
        ('{"@type": "DataDownload", "contentUrl": "nowhere"}', "pattern"),
    ],
)
def test_the_shapes_find_what_is_wrong(text: str, wrong: str) -> None:
    given = {"@context": "https://schema.org"} | json.loads(text)
    assert wrong in faults(graph_of(json.dumps(given)), "pages.ttl")


# --- Content -----------------------------------------------------------------------------------


def test_a_paper_is_identified_by_its_doi(pages: dict[str, Page]) -> None:
    page = node(pages["entries/choir-in-numbers/"])
    assert page["@type"] == "WebPage"
    assert page["@id"] == f"{SITE}entries/choir-in-numbers/"
    assert [author["name"] for author in page["author"]] == ["Knowledge base editors"]
    assert [keyword["name"] for keyword in page["keywords"]] == [
        "peer support",
        "co-production",
    ]  # the editors chose
    assert page["mainEntity"] == {
        "@type": "ScholarlyArticle",
        "@id": "https://doi.org/10.5555/choir.2017",
        "name": "p < 0.05 & <b>bold</b>: a choir in numbers",
        "description": "The authors measured how well the singers slept, before and after.",
        "author": [
            {
                "@type": "Person",
                "@id": "https://orcid.org/0000-0002-1825-0097",
                "name": "Ada Example",
                "familyName": "Example",
                "givenName": "Ada",
                "affiliation": [
                    {
                        "@type": "Organization",
                        "@id": f"{SITE}organisations/example-university/#this",
                        "name": "Example University",
                    }
                ],
            },
            {
                "@type": "Person",
                "@id": f"{SITE}people/a-example/#this",
                "name": "A. Example",
                "familyName": "Example",
                "givenName": "A.",
            },
        ],
        "publisher": [
            {
                "@type": "Organization",
                "@id": f"{SITE}organisations/example-press/#this",
                "name": "Example Press",
            }
        ],
        "datePublished": "2017-05-02",
        "isPartOf": {
            "@type": "PublicationIssue",
            "issueNumber": "2",
            "isPartOf": {
                "@type": "PublicationVolume",
                "volumeNumber": "3",
                "isPartOf": {"@type": "Periodical", "name": "Journal of Examples"},
            },
        },
        "pagination": "1–9",
        "identifier": [{"@type": "PropertyValue", "propertyID": "DOI", "value": "10.5555/choir.2017"}],
    }


def test_a_project_has_members_in_their_roles(pages: dict[str, Page]) -> None:
    project = node(pages["entries/phone-friends/"])["mainEntity"]
    members = [(member.get("roleName"), member.get("member", member)["name"]) for member in project["member"]]
    assert members == [
        ("principal investigator", "Ada Example"),
        ("investigator", "Sam Sample"),
        ("commissioner", "Example Town Council"),
        (None, "Example Town Library"),
    ]
    assert (project["@type"], project["foundingDate"]) == ("ResearchProject", "2021-03")
    assert "dissolutionDate" not in project
    assert project["funding"] == [
        {
            "@type": "Grant",
            "identifier": "EX-7",
            "funder": {"@type": "Organization", "name": "Example Fund"},
        }
    ]


def test_a_report_cites_works_that_have_an_identifier(pages: dict[str, Page]) -> None:
    report = node(pages["entries/gardens-review/"])["mainEntity"]
    assert report["citation"] == [{"@type": "CreativeWork", "@id": "https://doi.org/10.5555/choir.2017"}]
    assert [version["contentUrl"] for version in report["encoding"]] == ["https://example.org/gardens-cy"]
    assert report["author"][0]["@type"] == "Organization"


def test_the_language_belongs_to_the_page(pages: dict[str, Page]) -> None:
    garden = node(pages["entries/shared-garden/"])
    assert garden["inLanguage"] == "fa"
    assert "inLanguage" not in garden["mainEntity"]


def test_only_keywords_of_the_vocabulary_belong_to_its_set(pages: dict[str, Page]) -> None:
    term = node(pages["keywords/co-production/"])["mainEntity"]
    assert term["alternateName"] == ["coproduction"]
    assert term["inDefinedTermSet"] == {"@id": node(pages["keywords/"])["mainEntity"]["@id"]}
    assert "inDefinedTermSet" not in node(pages["keywords/conversation/"])["mainEntity"]


def test_breadcrumbs(pages: dict[str, Page]) -> None:
    def steps(path: str) -> list[tuple[int, str, str | None]]:
        return [
            (step["position"], step["name"], step.get("item"))
            for step in node(pages[path])["breadcrumb"]["itemListElement"]
        ]

    assert steps("people/ada-example/") == [(1, "Home", SITE), (2, "People", f"{SITE}people/")]
    assert steps("people/") == [(1, "Home", SITE), (2, "People", None)]
    assert "breadcrumb" not in node(pages[""])


def test_the_home_page_is_about_the_whole_collection(pages: dict[str, Page]) -> None:
    collection = node(pages[""])["mainEntity"]
    assert collection["@type"] == "Dataset"
    assert collection["dateModified"] == "2023-04-05"
    assert collection["name"] == "Example Town knowledge base"


def test_every_identifier_of_the_site_is_the_subject_of_a_page(pages: dict[str, Page]) -> None:
    whole: Graph = union(graph_of(page.linked_data) for page in pages.values() if page.linked_data)
    ours = {str(name) for name in whole.all_nodes() if str(name).startswith(SITE) and "#this" in str(name)}
    about = {str(name) for name in whole.objects(None, SCHEMA.mainEntity)}
    assert len(ours) > 20
    assert ours <= about


@pytest.mark.parametrize(
    ("licence", "url"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc-by-nc-nd-3.0", "https://creativecommons.org/licenses/by-nc-nd/3.0/"),
        ("https://example.org/licence", "https://example.org/licence"),
        ("CC BY", ""),
        ("All rights reserved", ""),
        (None, ""),
    ],
)
def test_the_address_of_a_licence(licence: str | None, url: str) -> None:
    assert linked_data.licence_url(licence) == url
