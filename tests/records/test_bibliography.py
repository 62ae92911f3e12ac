"""The CSL item of an entry."""

from __future__ import annotations

import json
from typing import Any

import pytest

from coprod_kb.front_matter.description import DEFAULT
from coprod_kb.project.settings import Settings
from coprod_kb.records.bibliography import item_of, page_item
from coprod_kb.records.exporters import export, exported_files
from coprod_kb.records.formats import csl
from coprod_kb.records.formats.csl import Item
from tests.conftest import collect

SITE = Settings(site_name="Example knowledge base", site_url="https://example.org/kb/")


def item(**fields: Any) -> Item:
    """The item of an entry. fields: replace those of the example."""
    (entry,) = (catalogue := collect({"one": fields}).catalogue).entries
    return item_of(entry, catalogue, SITE)


def test_a_project_gives_its_page_by_its_contributors() -> None:
    made = item(
        title="Keeping well",
        contributors=[
            {"name": "Ada Example", "organisation": "Example University"},
            {"organisation": "Editors"},
        ],
        investigators=["Ben Example"],
        organisations=[{"name": "Example Trust", "role": "lead"}],
        period={"start": "2014", "end": "2016"},
        doi="10.5555/project",
        updated="2024-02-03",
    )
    assert made == {
        "id": "one",
        "type": "webpage",
        "genre": "Project",
        "title": "Keeping well",
        "author": [{"family": "Example", "given": "Ada"}, {"literal": "Editors"}],
        "issued": {"date-parts": [[2024, 2, 3]]},
        "container-title": "Example knowledge base",
        "URL": "https://example.org/kb/entries/one/",
        "keyword": "co-production",
        "abstract": "Neighbours made something together.",
        "annote": "The work was done: 2014 to 2016. Led by Example Trust. Research by Ben Example.",
        "source": "Example knowledge base",
    }


def test_a_paper_gives_the_paper_by_its_authors() -> None:
    made = item(
        type="paper",
        authors=["Jan van der Berg"],
        date="2017-05",
        publication={"journal": "J", "volume": "3", "issue": "2", "pages": "1 – 9", "edition": "2nd"},
        doi="10.5555/A",
        pmid="1",
        isbn="0306406152",
        links=[
            {"label": "DOI", "url": "https://doi.org/10.5555/a"},
            {"label": "P", "url": "https://a.example"},
        ],
    )
    assert made["type"] == "article-journal"
    assert made["author"] == [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}]
    assert made["issued"] == {"date-parts": [[2017, 5]]}
    published = [made.get(name) for name in ("container-title", "volume", "issue", "page", "edition")]
    assert published == ["J", "3", "2", "1-9", "2nd"]
    assert (made["DOI"], made["PMID"], made["ISBN"]) == ("10.5555/a", "1", "9780306406157")
    assert made["URL"] == "https://a.example"  # and not the address of the DOI
    assert "publisher" not in made


def test_absent_fields_are_not_invented() -> None:
    """Contributors of the entry are not authors of the paper, and a period is not a date."""
    made = item(type="paper", period={"start": "2014"}, summary=None)
    assert made["type"] == "article"
    assert set(made) == {"id", "type", "title", "keyword", "annote", "source"}
    page = item(period={"start": "2014"})
    assert "issued" not in page


@pytest.mark.parametrize(
    ("fields", "institution"),
    [
        ({}, None),
        ({"organisations": ["A"]}, None),
        ({"organisations": [{"name": "A", "role": "funder"}]}, None),
        ({"organisations": [{"name": n, "role": "lead"} for n in "ABC"]}, "A, B and C"),
        (
            {"organisations": [{"name": "A", "role": "lead"}, {"name": "B", "role": "publisher"}]},
            "B",
        ),
        ({"organisations": [{"name": "A", "role": "lead"}], "publication": {"publisher": "C"}}, "C"),
    ],
)
def test_the_publisher_of_a_report_is_its_institution(
    fields: dict[str, Any], institution: str | None
) -> None:
    assert item(type="report", **fields).get("publisher") == institution


@pytest.mark.parametrize("entry_type", DEFAULT.type_of)
@pytest.mark.parametrize("journal", [{}, {"publication": {"journal": "J"}}])
def test_the_type_of_an_item_gives_the_type_of_its_entry(entry_type: str, journal: dict[str, Any]) -> None:
    assert csl.entry_type(item(type=entry_type, **journal), DEFAULT).name == entry_type


def test_an_organisation_that_led_a_paper_is_not_its_publisher() -> None:
    assert "publisher" not in item(type="paper", organisations=[{"name": "A", "role": "lead"}])


@pytest.mark.parametrize("site_url", ["", "example.org/kb"])
def test_without_site_url_exports_have_no_addresses(site_url: str) -> None:
    settings = Settings(site_name="Example knowledge base", site_url=site_url)
    (entry,) = (catalogue := collect({"one": {}}).catalogue).entries
    assert "URL" not in page_item(entry, catalogue, settings)
    assert "address" not in json.loads(export("json", catalogue, settings))
    assert "$id" not in json.loads(dict(exported_files(catalogue, settings))["schema/entries.json"])


def test_organisations_of_the_vocabulary_are_not_persons() -> None:
    names = {"organisations": "- name: Blue Lights\n  aliases: [Those Blue]\n"}
    (entry,) = (catalogue := collect({"one": {"contributors": ["Those Blue"]}}, names).catalogue).entries
    assert page_item(entry, catalogue, SITE)["author"] == [{"literal": "Those Blue"}]


def test_keywords_have_their_preferred_labels_once() -> None:
    names = {"keywords": "- label: co-production\n  aliases: [coproduction]\n- label: co-design\n"}
    (entry,) = (
        catalogue := collect(
            {"one": {"keywords": ["coproduction", "Co-design", "co-production"]}}, names
        ).catalogue
    ).entries
    assert item_of(entry, catalogue, SITE)["keyword"] == "co-production, co-design"
