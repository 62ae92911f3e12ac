"""Documents for Pagefind: their parts and weights, what they leave out, and the spellings of compounds."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest

from coprod_kb.collection.site import Snapshot
from coprod_kb.publishing.search import PageByHand, SearchDocument, documents
from coprod_kb.publishing.search.documents import (
    BODY,
    END,
    KEYWORDS,
    ORGANISATIONS,
    OTHERS,
    PEOPLE,
    SUMMARY,
    TITLE,
)
from coprod_kb.publishing.search.spellings import Compounds
from tests.conftest import collect, entry_text


class Read(HTMLParser):
    """The parts of a document as Pagefind takes them: each text with its weight, in order."""

    def __init__(self, document: SearchDocument) -> None:
        super().__init__()
        self.weight = 1.0
        self.parts: list[tuple[float, str]] = []
        self.attributes: dict[str, str] = {}
        self.tags: list[str] = []
        self.feed(document.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.attributes |= {name: value for name, value in given.items() if name.startswith("data-")}
        if "data-pagefind-weight" in given:  # no part stands within another
            self.weight = float(given["data-pagefind-weight"])

    def handle_data(self, data: str) -> None:
        self.parts.append((self.weight, data))

    def of(self, weight: float, *, quoted: bool = True) -> str:
        at = [text for _, text in self.parts].index(END)
        parts = self.parts[:at] if quoted else self.parts[at + 1 :]
        return " ".join(text for part_weight, text in parts if part_weight == weight)


FULL = entry_text(
    "## Beginnings\n\nThey met on [Tuesdays](https://example.org/tuesdays).",
    title="Keeping well",
    summary="People planned a clinic.",
    type="paper",
    date="2018-05",
    key_points=["Pay people.", {"heading": "Later", "points": ["Ask again."]}],
    contributors=[{"name": "Ada Example", "organisation": "University of Example"}],
    organisations=[{"name": "Example Trust", "role": "funder"}],
    keywords=["coproduction", "peer support"],
    places=["Example Town"],
    doi="10.5555/keeping.well",
    references=[{"text": "Somebody (1999) Secrets of others."}],
    co_production={"payment": "Vouchers."},
)
VOCABULARY = {
    "keywords": "- label: co-production\n  aliases: [coproduction]\n  definition: As equals.\n- label: peer support\n",
    "organisations": "- name: Example University\n  aliases: [University of Example]\n",
    "facets": "places:\n  - label: Example County\n  - label: Example Town\n    broader: [Example County]\n",
}


@pytest.fixture(scope="module")
def full() -> Read:
    document = next(documents(collect({"a": FULL}, VOCABULARY).catalogue))
    assert document.path == "entries/a/"
    return Read(document)


def test_parts_are_in_the_order_of_their_weights() -> None:
    weights = [TITLE, SUMMARY, BODY, PEOPLE, ORGANISATIONS, KEYWORDS, OTHERS]
    assert weights == sorted(set(weights), reverse=True)
    assert weights[0] <= 10
    assert weights[-1] > 0


def test_each_part_of_an_entry_has_its_weight(full: Read) -> None:
    assert full.of(TITLE) == "Keeping well"
    assert full.of(SUMMARY) == "People planned a clinic."
    for words in ("Pay people.", "Later", "Ask again.", "Beginnings", "Tuesdays", "Vouchers."):
        assert words in full.of(BODY)
    assert full.of(PEOPLE) == "People: Ada Example."
    assert full.of(ORGANISATIONS) == "Organisations: Example Trust, Example University."
    assert full.of(KEYWORDS) == "Keywords: co-production, peer support."
    assert "Filed under: Paper, Example Town, Example County." in full.of(OTHERS)
    assert "10.5555/keeping.well" in full.of(OTHERS)


def test_other_spellings_of_names_are_found_and_not_quoted(full: Read) -> None:
    assert "coproduction" in full.of(KEYWORDS, quoted=False)
    assert "University of Example" in full.of(OTHERS, quoted=False)


def test_references_are_not_searched(full: Read) -> None:
    assert "Secrets" not in str(full.parts)


def test_title_and_note_for_results(full: Read) -> None:
    assert full.attributes["data-title"] == "Keeping well"
    assert full.attributes["data-note"] == "Paper, May 2018"


def test_markup_in_a_title_stays_text() -> None:
    title = 'A "<b>bold</b>" & <script>alert(1)</script> title'
    read = Read(next(documents(collect({"a": {"title": title}}).catalogue)))
    assert read.attributes["data-title"] == title
    assert not {"b", "script"} & set(read.tags)


def test_entries_come_first_and_have_a_place(snapshot: Snapshot) -> None:
    by_hand = PageByHand("about/", "About us", "<h1>About us</h1><p>We keep it.</p>")
    found = list(documents(snapshot.catalogue, [by_hand]))
    number = len(snapshot.catalogue.entries)
    assert [document.place for document in found] == [*range(number), *[None] * (len(found) - number)]
    assert [document.path for document in found[:number]] == [
        entry.address for entry in snapshot.catalogue.entries
    ]
    assert {"keywords/co-production/", "about/"} <= {document.path for document in found[number:]}
    assert "We keep it." in str(Read(found[-1]).parts)


def test_withdrawn_entries_and_drafts_are_not_searched(snapshot: Snapshot) -> None:
    paths = {document.path for document in documents(snapshot.catalogue)}
    assert "places/" in paths
    assert not {"entries/withdrawn-survey/", "entries/walk-to-be-written/"} & paths


# --- Spellings --------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["coproduction", "co-production", "co production", "Co\u2011Production"])
def test_every_spelling_of_a_compound_gets_its_hyphenated_form(written: str) -> None:
    catalogue = collect({"a": {"summary": f"A story of {written}."}}, VOCABULARY).catalogue
    read = Read(next(documents(catalogue)))
    assert "co-production" in read.of(SUMMARY, quoted=False).split()


def test_a_compound_with_a_hyphen_in_one_entry_is_known_in_all() -> None:
    catalogue = collect(
        {"a": {"summary": "A user-led choir."}, "b": {"summary": "It was user led.", "title": "Other"}}
    ).catalogue
    for document in list(documents(catalogue))[:2]:
        assert "user-led" in Read(document).of(SUMMARY, quoted=False).split()


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("peer support", ["peer-support"]),
        ("Peersupport and peer-support", ["peer-support"]),
        ("support of peers", []),
        ("a peer, support", ["peer-support"]),  # one comma too many does no harm
        ("peer", []),
        ("health and social care", ["health-and-social-care", "social-care"]),
    ],
)
def test_compounds_are_found_in_a_text(text: str, forms: list[Any]) -> None:
    compounds = Compounds()
    for label in ("peer support", "social care", "health and social care", "a label of five words", "one"):
        compounds.add_label(label)
    assert compounds.within([text]) == forms
