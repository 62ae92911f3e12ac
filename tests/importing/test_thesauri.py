"""Thesauri read into concepts: SKOS in each of its forms, tables, and what is neither. All terms are invented."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from coprod_kb.entries.vocabulary import Keyword
from coprod_kb.importing.terms.rdf_file import NoRdflib
from coprod_kb.importing.terms.skos_file import NoSuchScheme
from coprod_kb.importing.terms.term_table import TERM_COLUMNS
from coprod_kb.importing.terms.thesauri import TERM_FORMATS, form_of_thesaurus, read_thesaurus
from coprod_kb.importing.terms.thesaurus import MAX_CONCEPTS, MAX_RELATIONS, MAX_THESAURUS, Concept, Thesaurus

PREFIXES = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://example.org/thesaurus/> .
"""
THESAURUS = (
    PREFIXES
    + """
ex:scheme a skos:ConceptScheme ; dct:title "Words of Example Town"@en .
ex:sheds a skos:Concept ; skos:inScheme ex:scheme
  ; skos:prefLabel "mending sheds"@en, "cytiau"@cy ; skos:altLabel "repair sheds"@en, "siediau"@cy ; skos:hiddenLabel "mendingsheds"
  ; skos:definition "Sheds in which neighbours mend things."@en ; dct:source "Example Dictionary"@en, <https://example.org/dictionary>
  ; skos:broader ex:places ; skos:related ex:tools ; skos:notation "S1" .
ex:places a skos:Concept ; skos:prefLabel "meeting places"@en-GB ; skos:narrower ex:sheds .
ex:tools a skos:Concept ; skos:prefLabel "tool sharing" ; skos:scopeNote "For tools that are lent."@en .
"""
)
SHEDS = Concept(
    key="https://example.org/thesaurus/sheds",
    address="https://example.org/thesaurus/sheds",
    label="mending sheds",
    aliases=("repair sheds", "mendingsheds"),
    definition="Sheds in which neighbours mend things.",
    source="Example Dictionary",
    source_url="https://example.org/dictionary",
    broader=("https://example.org/thesaurus/places",),
    related=("https://example.org/thesaurus/tools",),
)


def turtle(text: str, **options: Any) -> Thesaurus:
    return read_thesaurus((PREFIXES + text).encode(), "thesaurus.ttl", **options)


def told(thesaurus: Thesaurus) -> list[tuple[str, int | None]]:
    return [(finding.code, finding.line) for finding in thesaurus.diagnostics]


# --- SKOS -----------------------------------------------------------------------------------------------


def test_what_a_concept_says() -> None:
    out = read_thesaurus(THESAURUS.encode(), "thesaurus.ttl")
    assert out.concepts[0] == SHEDS
    assert [(concept.label, concept.definition) for concept in out.concepts[1:]] == [
        ("meeting places", ""),
        ("tool sharing", "For tools that are lent."),
    ]
    assert out.concepts[1].narrower == (SHEDS.key,)
    assert out.unkept == {"labels in other languages": 2, "skos:notation": 1}
    assert out.diagnostics == []


@pytest.mark.parametrize(
    ("form", "name"), [("nt", "a.nt"), ("xml", "a.rdf"), ("pretty-xml", "a"), ("json-ld", "a.jsonld"), ("json-ld", "a")]
)  # fmt: skip
def test_every_form_says_the_same(form: str, name: str) -> None:
    data = Graph().parse(data=THESAURUS, format="turtle").serialize(format=form).encode()
    out = read_thesaurus(data, name)
    by_label = {concept.label: concept for concept in out.concepts}
    assert set(by_label) == {"mending sheds", "meeting places", "tool sharing"}
    sheds = by_label["mending sheds"]
    assert (sheds.key, sheds.broader, set(sheds.aliases)) == (SHEDS.key, SHEDS.broader, set(SHEDS.aliases))


def test_the_order_is_that_of_the_file() -> None:
    labels = [f"term {number}" for number in range(60, 0, -1)]
    text = "".join(f'ex:t{n} a skos:Concept ; skos:prefLabel "{one}"@en .\n' for n, one in enumerate(labels))
    assert [concept.label for concept in turtle(text).concepts] == labels


@pytest.mark.parametrize(
    ("labels", "languages", "label"),
    [
        ('"a"@en, "b"@cy', ("cy", "en"), "b"),
        ('"a"@en, "b"@de', ("cy", "en"), "a"),
        ('"a"@en-US, "b"@en-GB', ("en-GB", "en"), "b"),
        ('"a"@en-US, "b"@en', ("en",), "b"),
        ('"a"@en', ("en-GB",), "a"),
        ('"a", "b"@de', ("en",), "a"),
        ('"a"@de, "b"@cy', ("en",), ""),
    ],
)
def test_the_language_of_a_label(labels: str, languages: tuple[str, ...], label: str) -> None:
    [one] = turtle(f"ex:a a skos:Concept ; skos:prefLabel {labels} .", languages=languages).concepts
    assert one.label == label
    assert bool(label) != ("only in cy, de; name the one" in one.skip)


def test_only_the_schemes_that_are_asked_for() -> None:
    more = THESAURUS + "ex:other a skos:ConceptScheme ; skos:hasTopConcept ex:tools ."
    for name in ("words of example town", "https://example.org/thesaurus/scheme"):
        assert [
            concept.label for concept in read_thesaurus(more.encode(), "a.ttl", schemes=[name]).concepts
        ] == ["mending sheds"]
    named = read_thesaurus(more.encode(), "a.ttl", schemes=["https://example.org/thesaurus/other"])
    assert [concept.label for concept in named.concepts] == ["tool sharing"]
    with pytest.raises(
        NoSuchScheme,
        match=r"no scheme “none” in this file\. Its schemes: https://example\.org/thesaurus/other, ",
    ):
        read_thesaurus(more.encode(), "a.ttl", schemes=["none"])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('skos:prefLabel "a"@en ; owl:deprecated true', "deprecated in the thesaurus; look there"),
        ('skos:prefLabel "a"@en ; owl:deprecated true ; dct:isReplacedBy ex:b', "use “bee” instead"),
        ('skos:prefLabel "–"@en', "neither a letter nor a digit"),
        (f'skos:prefLabel "{"a" * 401}"@en', "longer than 400 characters"),
        ('skos:prefLabel "  "@en', "no label; give it one"),
        ("skos:prefLabel ex:b", "no label; give it one"),
        ("<http://www.w3.org/2008/05/skos-xl#prefLabel> ex:b", "in SKOS-XL, which is not read"),
        ('skos:prefLabel "a"@en ; skos:inScheme <https://example.org/vocabulary.ttl#places>', "term of the facet `places`"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_term(text: str, reason: str) -> None:
    out = turtle(f'ex:a a skos:Concept ; {text} .\nex:b a skos:Concept ; skos:prefLabel "bee"@en .')
    assert reason in out.concepts[0].skip
    assert out.concepts[1].skip == ""


@pytest.mark.parametrize(
    ("text", "codes", "kept"),
    [
        ('skos:definition "<p>Two <b>words</b>&nbsp;&amp; more.</p>"@en', ["import-term-markup"], {"definition": "Two words & more."}),
        ('skos:definition "<p>Markup</p>"^^rdf:HTML', ["import-term-markup"], {"definition": "Markup"}),
        (f'skos:definition "{"a" * 4001}"@en', ["import-term-left-out"], {"definition": ""}),
        ('skos:definition "one"@en, "two"@en, "tri"@cy', ["import-term-left-out"], {"definition": "one"}),
        ('skos:definition [ rdf:value "noted"@en ]', [], {"definition": "noted"}),
        ('skos:definition "a\\r\\nb\\u0007\\u202Ec"@en', [], {"definition": "a\nb  c"}),
        ('skos:altLabel "R&amp;D", "two\\nlines", "–"', [], {"aliases": ("R&D", "two lines")}),
        (f'skos:altLabel "{"a" * 401}"', ["import-term-left-out"], {"aliases": ()}),
        ('skos:prefLabel "b"@en', ["import-term-left-out"], {"label": "a"}),
        ("dct:source <urn:isbn:1>", ["import-term-left-out"], {"source_url": ""}),
        ('skos:notation "1E999999999"^^xsd:decimal, "x"^^xsd:integer', [], {"label": "a"}),
    ],
)  # fmt: skip
def test_what_does_not_fit(
    text: str, codes: list[str], kept: dict[str, Any], capfd: pytest.CaptureFixture[str]
) -> None:
    out = turtle(f'ex:a a skos:Concept ; skos:prefLabel "a"@en ; {text} .')
    assert [finding.code for finding in out.diagnostics] == codes
    assert all(
        "<https://example.org/thesaurus/a>" in finding.message and finding.hint for finding in out.diagnostics
    )
    [concept] = out.concepts
    assert {name: getattr(concept, name) for name in kept} == kept
    assert capfd.readouterr() == ("", "")


def test_collections_and_mappings_are_counted() -> None:
    out = turtle("""ex:c a skos:Collection ; skos:prefLabel "some"@en ; skos:member ex:a .
ex:a a skos:Concept ; skos:prefLabel "a"@en ; skos:exactMatch ex:x, ex:y ; skos:broaderTransitive ex:z ; <https://e.example/p> 1 .""")
    assert [concept.label for concept in out.concepts] == ["a"]
    assert out.unkept == {
        "skos:Collection": 1, "skos:exactMatch": 2, "skos:broaderTransitive": 1, "https://e.example/p": 1
    }  # fmt: skip


CONTEXTS = (
    '"https://example.org/context"',
    '["https://example.org/context"]',
    '[[["https://example.org/context"]]]',
    '[null, [{}, ["context.jsonld"]]]',
    '{"@import": "https://example.org/context"}',
    '[[{"@import": "file:///etc/passwd"}]]',
    '{"a": {"@id": "https://example.org/a", "@context": [["context.jsonld"]]}}, "a": {"b": 1}',
    '{"T": {"@id": "https://example.org/T", "@context": "file:///etc/passwd"}}, "@type": "T"',
    '{"n": "@nest"}, "@nest": {"@context": {"@import": "https://example.org/c"}}',
    '{"n": "@nest"}, "n": [{"@context": ["https://example.org/c"]}]',
    '{"@vocab": "x:"}, "@graph": [{"\\u0040context": "file:///etc/passwd"}], "b": {"@context": ["x"]}',
)
"""Contexts that a reader of JSON-LD opens."""


@pytest.mark.parametrize("context", CONTEXTS)
def test_no_context_is_fetched(context: str) -> None:
    out = read_thesaurus(f'{{"@context": {context}}}'.encode(), "a.jsonld")
    assert told(out) == [("import-file", None)]
    assert "no address is opened for an import" in out.diagnostics[0].message


BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b" \n", "a.ttl"),
    "no format": (b"nothing at all", "a.txt"),
    "turtle": (b"@prefix a: <b> .\n\na:b a", "a.ttl"),
    "deep turtle": (b"[" * 100_000, "a.ttl"),
    "json": (b'{"a": ', "a.jsonld"),
    "deep json": (b"[" * 100_000 + b"]" * 100_000, "a.jsonld"),
    "rather deep json": (b"[" * 100 + b"]" * 100, "a.jsonld"),
    "json of another kind": (b'{"@id": 5, "@type": {"@list": 3}}', "a.jsonld"),
    "xml": (b"<rdf:RDF", "a.rdf"),
    "entities": (b'<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', "a.rdf"),
    "entities in UTF-16": ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>'.encode("utf-16"), "a.rdf"),
    "entity of a file": (b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>', "a.rdf"),
    "external part": (b'<!DOCTYPE r SYSTEM "file:///etc/passwd"><r><rdf:li rdf:resource="file:///etc/passwd"/></r>', "a.rdf"),
    "no concept": (b"<a:b> <a:c> <a:d> .", "a.ttl"),
    "PDF": (b"%PDF-1.7 \xff\xfe", "a.ttl"),
    "no column": (b"one,two\n1,2\n", "a.csv"),
    "too large": (b"#" * (MAX_THESAURUS + 1), "a.ttl"),
    "too many": (b"label\n" + b"".join(b"a%d,\n" % n for n in range(MAX_CONCEPTS + 1)), "a.csv"),
    "too many relations": (b"label,related\na," + b";".join(b"b%d" % n for n in range(MAX_RELATIONS + 1)), "a.csv"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "name"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_used_is_one_error(data: bytes, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    out = read_thesaurus(data, name)
    assert out.concepts == []
    [error] = [finding for finding in out.diagnostics if finding.is_error]
    assert error.path == name
    assert error.hint
    assert capfd.readouterr() == ("", "")


def test_the_line_of_a_fault_is_told_where_it_is_known() -> None:
    assert told(read_thesaurus(b"@prefix a: <b> .\n\na:b a [ ; .\n", "a.ttl")) == [("import-file", 3)]
    assert told(read_thesaurus(b"<a>\n<b>\n</a>", "a.rdf")) == [("import-file", 3)]


@given(st.sampled_from(TERM_FORMATS), st.integers(0, len(THESAURUS)), st.binary(max_size=8))
def test_reading_ends_whatever_is_there(form: str, cut: int, piece: bytes) -> None:
    data = THESAURUS.encode()
    read_thesaurus(data[:cut] + piece + data[cut + len(piece) :], "thesaurus", form)


def test_without_rdflib(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rdflib", None)
    with pytest.raises(NoRdflib):
        read_thesaurus(THESAURUS.encode(), "a.ttl")
    assert len(read_thesaurus(b"label\na\n", "a.csv").concepts) == 1


# --- Tables -----------------------------------------------------------------------------------------------

TABLE = """Label;Aliases;Definition;Source;Source URL;Broader;Narrower;Related;Question;Slug;Colour
mending sheds;"repair sheds; mendingsheds";Sheds in which neighbours mend things.;Example Dictionary;https://example.org/dictionary;meeting places;;tool sharing | barter;Where can I mend things?;mending;red

;;nothing;;;;;;;;blue
meeting places;;;;www.example.org;;;;;A B;
"""


def test_what_a_row_says() -> None:
    out = read_thesaurus(TABLE.encode(), "terms.csv")
    sheds, nameless, places = out.concepts
    assert sheds == Concept(
        key="mending sheds",
        line=2,
        label="mending sheds",
        aliases=("repair sheds", "mendingsheds"),
        definition=SHEDS.definition,
        source=SHEDS.source,
        source_url=SHEDS.source_url,
        broader=("meeting places",),
        related=("tool sharing", "barter"),
        question="Where can I mend things?",
        slug="mending",
    )
    assert (nameless.line, nameless.skip) == (4, "it has no label; give it one")
    assert (places.line, places.slug, places.source_url) == (5, "", "")
    assert told(out) == [("import-term-left-out", 5), ("import-term-left-out", 5)]
    assert out.unkept == {"Colour": 2}


def test_columns_in_the_words_of_thesauri() -> None:
    [one] = read_thesaurus(b"Term\tUF\tSN\tScope note\tBT\tNT\tRT\na\tb|c\td\te\tf\tg\th\n", "a.tsv").concepts
    assert (one.label, one.aliases, one.definition) == ("a", ("b", "c"), "e")
    assert (one.broader, one.narrower, one.related) == (("f",), ("g",), ("h",))


def test_every_field_of_a_keyword_has_a_column() -> None:
    assert set(TERM_COLUMNS) == set(Keyword.model_fields)
    names = [name for names in TERM_COLUMNS.values() for name in names]
    assert len(names) == len(set(names))


def test_a_table_in_another_encoding() -> None:
    out = read_thesaurus("label\ncafé talks\n".encode("cp1252"), "a.csv")
    assert out.concepts[0].label == "café talks"
    assert told(out) == [("import-encoding", 2)]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("@base <a:> .", "turtle"),
        ("# c\nPREFIX a: <b:>", "turtle"),
        ("<a:b> <a:c> <a:d> .", "nt"),
        ("<?xml version='1.0'?><rdf:RDF/>", "rdf-xml"),
        ("<rdf:RDF/>", "rdf-xml"),
        (json.dumps([{}]), "json-ld"),
        ("label,definition\n", "csv"),
        ("words", ""),
    ],
)
def test_the_format_of_a_file_whose_name_does_not_tell(text: str, form: str) -> None:
    assert form_of_thesaurus(text, "file") == form
    assert form_of_thesaurus(text, "FILE.TTL") == "turtle"
