"""The vocabulary as SKOS (https://www.w3.org/TR/skos-reference/), in Turtle and in JSON-LD.

There is one concept scheme for the keywords and one for each facet. A keyword is identified by the address of its page
followed by `#this`, a term of a facet by `vocabulary.ttl#` followed by the facet and the term. These identifiers are
relative to the site's address; without `site_url`, to the address from which the file is read, which is the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.vocabulary import Term, TermList, ancestors
from coprod_kb.project.settings import Settings
from coprod_kb.records.linked_data import KEYWORDS, SUBJECT
from coprod_kb.values.names import UniqueNames
from coprod_kb.values.web import iri, is_web_address

TURTLE = "vocabulary.ttl"
JSON_LD = "vocabulary.jsonld"
FILES = ((TURTLE, "text/turtle"), (JSON_LD, "application/ld+json"))
"""The files, with media types."""

Resource = dict[str, Any]
"""A concept or a scheme: `id`, `type`, and for each property of `_PROPERTIES` the list of its values."""

_PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
}
_PROPERTIES = {
    "title": ("dct:title", "text"),
    "prefLabel": ("skos:prefLabel", "text"),
    "altLabel": ("skos:altLabel", "text"),
    "definition": ("skos:definition", "text"),
    "source": ("dct:source", "text"),
    "sourceAddress": ("dct:source", "id"),
    "broader": ("skos:broader", "id"),
    "narrower": ("skos:narrower", "id"),
    "related": ("skos:related", "id"),
    "inScheme": ("skos:inScheme", "id"),
    "topConceptOf": ("skos:topConceptOf", "id"),
    "hasTopConcept": ("skos:hasTopConcept", "id"),
}
"""For each property its name in RDF, and whether its values are texts or identifiers."""


def skos_files(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, str]]:
    """Path and text of both files."""
    resources = list(_resources(catalogue, settings))
    yield TURTLE, as_turtle(resources, settings.address(""), settings.language)
    yield JSON_LD, as_json_ld(resources, settings.address(""), settings.language)


def _resources(catalogue: Catalogue, settings: Settings) -> Iterator[Resource]:
    """Each scheme followed by its concepts, in the order of the vocabulary."""
    terms = catalogue.vocabulary.keywords
    ids = {term.label: f"{KEYWORDS}{catalogue.keyword(term.label).slug}/{SUBJECT}" for term in terms.terms}
    yield from _scheme(f"{KEYWORDS}{SUBJECT}", f"Keywords of {settings.site_name}", terms, ids)
    for facet, terms_of_facet in catalogue.vocabulary.facets.items():
        if terms_of_facet:
            scheme, title = f"{TURTLE}#{facet}", catalogue.vocabulary.description.facet_of[facet].label
            yield from _scheme(scheme, title, terms_of_facet, _facet_ids(scheme, terms_of_facet))


def _facet_ids(scheme: str, terms: TermList[Any]) -> dict[str, str]:
    """The identifiers of a facet's terms, by label. Where two labels give the same, the later one is numbered."""
    ids = UniqueNames()
    return {term.label: ids.claim(f"{scheme}-{term.address}") for term in terms.terms}


def _scheme(scheme: str, title: str, terms: TermList[Any], ids: Mapping[str, str]) -> Iterator[Resource]:
    """A scheme and its concepts. ids: the identifiers of the terms, by label."""
    above = {term.label: _labels(term.broader, terms) for term in terms.terms}
    below: dict[str, list[str]] = {label: [] for label in above}
    for label, broader in above.items():
        for broader_label in broader:
            below[broader_label].append(label)
    tops = [ids[label] for label, broader in above.items() if not broader]
    yield {"id": scheme, "type": "skos:ConceptScheme", "title": [title], "hasTopConcept": tops}
    for term in terms.terms:
        yield {
            "id": ids[term.label],
            "type": "skos:Concept",
            "prefLabel": [term.label],
            "altLabel": [alias for alias in dict.fromkeys(term.aliases) if alias != term.label],
            "definition": [term.definition] if term.definition else [],
            "source": [term.source] if term.source else [],
            "sourceAddress": [iri(term.source_url)] if is_web_address(term.source_url or "") else [],
            "broader": [ids[label] for label in above[term.label]],
            "narrower": [ids[label] for label in below[term.label]],
            "related": [ids[label] for label in _related(term, terms)],
            "inScheme": [scheme],
            "topConceptOf": [] if above[term.label] else [scheme],
        }


def _labels(named: Iterable[str], terms: TermList[Any]) -> list[str]:
    """The preferred labels of these terms, each once, without terms that the vocabulary lacks."""
    return list(dict.fromkeys(found.label for name in named if (found := terms.find(name))))


def _related(term: Term, terms: TermList[Any]) -> list[str]:
    """Related terms that are neither broader nor narrower at any distance: SKOS forbids both at once (S27)."""
    return [
        label
        for label in _labels(getattr(term, "related", ()), terms)
        if label != term.label
        and label not in ancestors(term.label, terms)
        and term.label not in ancestors(label, terms)
    ]


# --- Turtle -----------------------------------------------------------------------------------------


def as_turtle(resources: Iterable[Resource], base: str, language: str) -> str:
    """The resources as Turtle (https://www.w3.org/TR/turtle/). base: the site's address; may be empty."""
    lines = [f"@base <{iri(base)}> ."] if base else []
    lines += [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in _PREFIXES.items()]
    for resource in resources:
        lines.append("")
        lines.append(f"<{resource['id']}> a {resource['type']}")
        for key, (name, value_type) in _PROPERTIES.items():
            values = [
                f"<{value}>" if value_type == "id" else _literal(value, language)
                for value in resource.get(key, ())
            ]
            if values:
                lines.append(f"  ; {name} {', '.join(values)}")
        lines.append("  .")
    return "\n".join(lines) + "\n"


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f]')


def _literal(text: str, language: str) -> str:
    escaped = _ESCAPED.sub(lambda found: _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}", text)
    return f'"{escaped}"@{language}'


# --- JSON-LD ----------------------------------------------------------------------------------------


def as_json_ld(resources: Iterable[Resource], base: str, language: str) -> str:
    """The resources as JSON-LD. base: the site's address; may be empty."""
    context: dict[str, Any] = {"@base": iri(base)} if base else {}
    context |= {**_PREFIXES, "@language": language, "id": "@id", "type": "@type"}
    for key, (name, value_type) in _PROPERTIES.items():
        context[key] = {"@id": name, "@type": "@id"} if value_type == "id" else name
    graph = [{key: value for key, value in resource.items() if value} for resource in resources]
    return json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"
