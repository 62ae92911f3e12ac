"""Families of words: synonyms of the vocabulary, and forms of one word."""

from __future__ import annotations

from coprod_kb.publishing.search import documents
from coprod_kb.publishing.search.families import Families
from tests.conftest import collect

VOCABULARY = {"synonyms": "- [pay, paid, payment]\n- [Scotland, Scottish]\n"}
ENTRIES = {
    "a": {
        "title": "Payments in Glasgow",
        "keywords": ["disabled people"],
        "summary": "A disability, Scottish.",
    },
    "b": {"title": "Équipes", "keywords": ["équipe"], "language": "fr"},
}


def test_forms_of_synonyms_and_keywords_that_the_collection_has() -> None:
    families = Families(collect(ENTRIES, VOCABULARY).catalogue)
    assert families.synonyms == {
        "alikepay": ["paid", "pay", "payment", "payments"],
        "alikescotland": ["scotland", "scottish"],
    }
    assert ["disability", "disabled"] in families.forms
    assert ["equipe", "equipes"] in families.forms
    assert families.within(["They were PAID in Glasgow."]) == ["alikepay"]


def test_phrases_have_synonyms_too() -> None:
    phrases = {"synonyms": "- [elderly, older people, expert patient]\n"}
    entries = {"a": {"title": "Older, people said"}, "b": {"summary": "Expert patients with older dogs."}}
    families = Families(collect(entries, phrases).catalogue)
    assert families.synonyms == {
        "alikeelderly": ["elderly", "expert patient", "expert patients", "older people"]
    }
    assert families.within(["Expert Patients met."]) == ["alikeelderly"]
    assert families.within(["Older dogs, people", "patients"]) == []


def test_an_entry_is_found_by_the_synonyms_of_its_words() -> None:
    first, second, *_ = documents(collect(ENTRIES, VOCABULARY).catalogue)
    assert "alikepay" in first.html
    assert "alikescotland" in first.html
    assert "alike" not in second.html
