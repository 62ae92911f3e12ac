"""The vocabulary as SKOS: both files hold the same graph, which fits the integrity conditions of SKOS."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from coprod_kb.collection.site import Snapshot, open_site
from coprod_kb.publishing import contents
from coprod_kb.records.skos import JSON_LD, TURTLE, as_json_ld, as_turtle
from tests import ROOT
from tests.conftest import collect
from tests.machine_reading import faults

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

SITE = "https://example.org/miniature/"


def read(snapshot: Snapshot, at: str = "https://example.net/here/") -> Graph:
    """The graph of both files. at: the address of the folder from which they are read."""
    files = dict(contents.files(snapshot))
    turtle = Graph().parse(data=files[TURTLE], format="turtle", publicID=at + TURTLE)
    json_ld = Graph().parse(data=files[JSON_LD], format="json-ld", publicID=at + JSON_LD)
    assert isomorphic(turtle, json_ld)
    return turtle


@pytest.mark.slow
def test_the_vocabulary_of_the_project_is_valid() -> None:
    graph = read(open_site(ROOT).read())
    assert faults(graph, "skos.ttl") == ""
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) > 60
    assert len(set(graph.subjects(RDF.type, SKOS.ConceptScheme))) > 4


def test_a_keyword_has_everything_from_the_vocabulary(snapshot: Snapshot) -> None:
    graph = read(snapshot)
    assert faults(graph, "skos.ttl") == ""
    support = URIRef(f"{SITE}keywords/peer-support/#this")
    befriending = URIRef(f"{SITE}keywords/telephone-befriending/#this")
    scheme = URIRef(f"{SITE}keywords/#this")
    assert set(graph.predicate_objects(support)) == {
        (RDF.type, SKOS.Concept),
        (SKOS.prefLabel, Literal("peer support", lang="en")),
        (SKOS.definition, Literal("Support between people who have been through the same.", lang="en")),
        (DCTERMS.source, Literal("Example Dictionary", lang="en")),
        (DCTERMS.source, URIRef("https://example.org/dictionary")),
        (SKOS.narrower, befriending),
        (SKOS.inScheme, scheme),
        (SKOS.topConceptOf, scheme),
    }
    assert (befriending, SKOS.broader, support) in graph
    assert (befriending, SKOS.topConceptOf, scheme) not in graph
    co_production = URIRef(f"{SITE}keywords/co-production/#this")
    assert (co_production, SKOS.altLabel, Literal("coproduction", lang="en")) in graph
    assert (co_production, SKOS.related, URIRef(f"{SITE}keywords/co-design/#this")) in graph


def test_a_facet_is_a_scheme_of_its_own(snapshot: Snapshot) -> None:
    graph = read(snapshot)
    places = URIRef(f"{SITE}vocabulary.ttl#places")
    town, county = (URIRef(f"{places}-example-{name}") for name in ("town", "county"))
    assert (places, DCTERMS.title, Literal("Places", lang="en")) in graph
    assert (town, SKOS.broader, county) in graph
    assert set(graph.objects(places, SKOS.hasTopConcept)) == {county}


def test_without_site_url_identifiers_are_relative_to_the_file() -> None:
    graph = read(collect({"a": {}}, {"keywords": "- label: co-production\n"}))
    assert (URIRef("https://example.net/here/keywords/co-production/#this"), RDF.type, SKOS.Concept) in graph


def test_what_skos_does_not_allow_is_left_out() -> None:
    """A related term that is also broader, at any distance; a label as its own alias."""
    keywords = """
- {label: peer support, broader: [support], related: [help, friends], aliases: [peer support, Peer Support]}
- {label: support, broader: [help]}
- {label: help}
- {label: friends}
"""
    graph = read(collect({"a": {}}, {"keywords": keywords}))
    assert faults(graph, "skos.ttl") == ""
    base = "https://example.net/here/keywords/"
    [related] = graph.objects(URIRef(f"{base}peer-support/#this"), SKOS.related)
    assert related == URIRef(f"{base}friends/#this")
    assert list(graph.objects(URIRef(f"{base}peer-support/#this"), SKOS.altLabel)) == [
        Literal("Peer Support", lang="en")
    ]


def test_terms_whose_labels_give_the_same_identifier_are_numbered() -> None:
    graph = read(collect({"a": {}}, {"facets": "setting: [{label: C}, {label: C++}, {label: C 2}]"}))
    names = {str(name).partition("#")[2] for name in graph.subjects(RDF.type, SKOS.Concept)}
    assert names == {"setting-c", "setting-c-2", "setting-c-2-2"}
    assert faults(graph, "skos.ttl") == ""


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_is_read_back_unchanged(text: str) -> None:
    resource = {"id": "a", "type": "skos:Concept", "definition": [text]}
    turtle = Graph().parse(data=as_turtle([resource], "https://example.org/", "en"), format="turtle")
    json_ld = Graph().parse(data=as_json_ld([resource], "https://example.org/", "en"), format="json-ld")
    for graph in (turtle, json_ld):
        assert [str(definition) for definition in graph.objects(None, SKOS.definition)] == [text]


@pytest.mark.parametrize(
    ("turtle", "wrong"),
    [
        ('<a:c> a skos:Concept ; skos:inScheme <a:s> . <a:s> a skos:ConceptScheme ; dct:title "S"@en .', "Less than 1"),
        ('<a:c> a skos:Concept ; skos:prefLabel "c"@en ; skos:altLabel "c"@en .', "Disjoint"),
        ('<a:c> a skos:Concept ; skos:broader <a:d> ; skos:related <a:d> .', "Disjoint"),
        ('<a:c> a skos:Concept ; skos:narrower <a:d> .', "Equals"),
    ],
)  # fmt: skip
def test_the_shapes_find_what_is_wrong(turtle: str, wrong: str) -> None:
    prefixes = f"@prefix skos: <{SKOS}> .\n@prefix dct: <{DCTERMS}> .\n<a:d> a skos:Concept ; skos:prefLabel 'd'@en .\n"
    assert wrong in faults(Graph().parse(data=prefixes + turtle, format="turtle"), "skos.ttl")
