"""Curated terms: which spellings mean one term, and how terms are related."""

from __future__ import annotations

import pytest

from coprod_kb.entries.vocabulary import ancestors
from tests.entries.test_vocabulary_files import sound, vocabulary_of

KEYWORDS = """\
- label: co-production
  aliases: [coproduction]
  related: [co-creation]
- label: co-creation
- label: Co-evaluation
  broader: [evaluation]
- label: evaluation
  aliases: [évaluation]
- label: learning
  narrower: [evaluation]
"""
FACETS_FILE = """\
places:
  - label: Scotland
    broader: [United Kingdom]
  - label: Glasgow
    broader: [scotland]
    aliases: [Glaschu]
  - label: United Kingdom
setting:
"""


# --- Terms by their spellings ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("co-production", "co-production"),
        ("Co Production", "co-production"),
        ("COPRODUCTION", "co-production"),
        ("co\u2011production", "co-production"),
        ("co-creation", "co-creation"),
        ("co-evaluation", "Co-evaluation"),
        ("E\u0301valuation", "evaluation"),
        ("cocreation", None),
        ("co-design", None),
        ("", None),
    ],
)
def test_a_term_is_found_by_any_spelling_of_its_label_or_aliases(name: str, label: str | None) -> None:
    term = sound(keywords=KEYWORDS).keywords.find(name)
    assert (term.label if term else None) == label


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("co-producton", "co-production"),
        ("coproducton", "co-production"),
        ("co-creaton", "co-creation"),
        ("evalution", "evaluation"),
        ("gardening", None),
    ],
)
def test_the_nearest_term_is_given_by_its_label(name: str, label: str | None) -> None:
    assert sound(keywords=KEYWORDS).keywords.nearest(name) == label


def test_contested_terms_stay_apart_and_are_neighbours_from_either_side() -> None:
    keywords = sound(keywords=KEYWORDS).keywords
    production, creation = keywords.find("coproduction"), keywords.find("co-creation")
    assert production is not None
    assert creation is not None
    assert production != creation
    assert production.related == ("co-creation",)
    assert creation.related == ("co-production",)
    assert production.broader == production.narrower == ()


def test_narrower_is_derived_from_broader_and_the_other_way_round() -> None:
    keywords = sound(keywords=KEYWORDS).keywords
    assert {term.label: (term.broader, term.narrower) for term in keywords.terms} == {
        "co-production": ((), ()),
        "co-creation": ((), ()),
        "Co-evaluation": (("evaluation",), ()),
        "evaluation": (("learning",), ("Co-evaluation",)),
        "learning": ((), ("evaluation",)),
    }


def test_relations_resolve_aliases_to_labels() -> None:
    keywords = sound(
        keywords="- {label: a, aliases: [aa]}\n- {label: b, broader: [AA], related: [cc]}\n- {label: c, aliases: [cc]}"
    ).keywords
    term = keywords.find("b")
    assert term is not None
    assert (term.broader, term.related) == (("a",), ("c",))


def test_wider_terms_come_nearest_first() -> None:
    vocabulary = sound(keywords=KEYWORDS, facets=FACETS_FILE)
    assert vocabulary.broader_terms("places", "Glaschu") == ["Scotland", "United Kingdom"]
    assert vocabulary.broader_terms("places", "United Kingdom") == []
    assert vocabulary.broader_terms("places", "nowhere") == []
    assert vocabulary.broader_terms("outcomes", "Glasgow") == []
    assert vocabulary.broader_keywords("co-evaluation") == ["evaluation", "learning"]


def test_a_term_with_two_ways_up_counts_each_wider_term_once() -> None:
    text = "- {label: a, broader: [b, c]}\n- {label: b, broader: [d]}\n- {label: c, broader: [d]}\n- label: d"
    assert sound(keywords=text).broader_keywords("a") == ["b", "c", "d"]


def test_wider_terms_end_where_a_circle_closes() -> None:
    vocabulary, faults = vocabulary_of(
        facets="places:\n- {label: a, broader: [b]}\n- {label: b, broader: [a]}"
    )
    assert {fault.code for fault in faults} == {"circle"}
    assert vocabulary.broader_terms("places", "a") == ["b"]
    assert ancestors("b", vocabulary.facet("places")) == ["a"]


def test_a_spelling_that_is_claimed_twice_belongs_to_a_label_then_to_who_comes_first() -> None:
    text = (
        "- {label: a, aliases: [b, c]}\n- {label: b, aliases: [c]}\n- {label: A, aliases: [c], slug: other}"
    )
    vocabulary, faults = vocabulary_of(keywords=text)
    found = [vocabulary.keywords.find(name) for name in "abc"]
    assert [(term.label, term.address) for term in found if term] == [("a", "a"), ("b", "b"), ("a", "a")]
    assert [(finding.line, finding.column) for finding in faults] == [(2, 3), (2, 24), (3, 3), (3, 24)]
    assert all(finding.code == "spelling-claimed-twice" for finding in faults)
    assert "“A” and “a”" in faults[3].message


def test_a_term_has_the_address_of_its_label_or_the_one_it_is_given() -> None:
    terms = sound(keywords="- label: Peer Support\n- {label: b, slug: bee}").keywords.terms
    assert [term.address for term in terms] == ["peer-support", "bee"]
