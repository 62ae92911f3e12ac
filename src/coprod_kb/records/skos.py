"""The vocabulary in the words of SKOS (https://www.w3.org/TR/skos-reference/), as Turtle and as JSON-LD.

One scheme for the keywords and one for each facet. A keyword has the address of its page with `#this` behind
it, a term of a facet that of `vocabulary.ttl` with its facet and its own name. All are relative to the site's
address; where the project names none, to where the file is read, which comes to the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.vocabulary import Term, TermList, ancestors
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.project.settings import Settings
from coprod_kb.values.names import first_free
from coprod_kb.values.web import iri, is_web_address

TURTLE = "vocabulary.ttl"
JSON_LD = "vocabulary.jsonld"
FILES = ((TURTLE, "text/turtle"), (JSON_LD, "application/ld+json"))
"""The files, with media types."""

KEYWORDS = "keywords/"

Resource = dict[str, Any]
"""A concept or a scheme: its name under `id`, and the values of each property of `_PROPERTIES` in a list."""

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
    "sourceAddress": ("dct:source", "name"),
    "broader": ("skos:broader", "name"),
    "narrower": ("skos:narrower", "name"),
    "related": ("skos:related", "name"),
    "inScheme": ("skos:inScheme", "name"),
    "topConceptOf": ("skos:topConceptOf", "name"),
    "hasTopConcept": ("skos:hasTopConcept", "name"),
}
"""For each property its name in RDF, and whether its values are texts or names of other things."""


def skos_files(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, str]]:
    """Path and text of both files."""
    resources = list(_resources(catalogue, settings))
    yield TURTLE, as_turtle(resources, settings.address(""), settings.language)
    yield JSON_LD, as_json_ld(resources, settings.address(""), settings.language)


def _resources(catalogue: Catalogue, settings: Settings) -> Iterator[Resource]:
    """Each scheme, and behind it its concepts, in the order of the vocabulary."""
    terms = catalogue.vocabulary.keywords
    names = {term.label: f"{KEYWORDS}{catalogue.keyword(term.label).slug}/#this" for term in terms.terms}
    yield from _scheme(f"{KEYWORDS}#this", f"Keywords of {settings.site_name}", terms, names)
    for facet, terms_of_facet in catalogue.vocabulary.facets.items():
        if terms_of_facet:
            scheme, title = f"{TURTLE}#{facet}", str(FrontMatter.model_fields[facet].title)
            yield from _scheme(scheme, title, terms_of_facet, _names(scheme, terms_of_facet))


def _names(scheme: str, terms: TermList[Term]) -> dict[str, str]:
    """The identifiers of a facet's terms, by label. Where two labels give the same, the later one is numbered."""
    names: dict[str, str] = {}
    for term in terms.terms:
        names[term.label] = first_free(f"{scheme}-{term.address}", names.values())
    return names


def _scheme(scheme: str, title: str, terms: TermList[Any], names: Mapping[str, str]) -> Iterator[Resource]:
    """A scheme and its concepts. names: of the terms, by label."""
    above = {term.label: _labels(term.broader, terms) for term in terms.terms}
    below: dict[str, list[str]] = {label: [] for label in above}
    for label, wider in above.items():
        for one in wider:
            below[one].append(label)
    tops = [names[label] for label, wider in above.items() if not wider]
    yield {"id": scheme, "type": "skos:ConceptScheme", "title": [title], "hasTopConcept": tops}
    for term in terms.terms:
        yield {
            "id": names[term.label],
            "type": "skos:Concept",
            "prefLabel": [term.label],
            "altLabel": [alias for alias in dict.fromkeys(term.aliases) if alias != term.label],
            "definition": [term.definition] if term.definition else [],
            "source": [term.source] if term.source else [],
            "sourceAddress": [iri(term.source_url)] if is_web_address(term.source_url or "") else [],
            "broader": [names[label] for label in above[term.label]],
            "narrower": [names[label] for label in below[term.label]],
            "related": [names[label] for label in _related(term, terms)],
            "inScheme": [scheme],
            "topConceptOf": [] if above[term.label] else [scheme],
        }


def _labels(named: Iterable[str], terms: TermList[Any]) -> list[str]:
    """The preferred labels of these terms, each once; what the vocabulary does not know is left out."""
    return list(dict.fromkeys(found.label for name in named if (found := terms.find(name))))


def _related(term: Term, terms: TermList[Any]) -> list[str]:
    """Neighbours that are neither above nor below the term: SKOS keeps the two relations apart (S27)."""
    return [
        label
        for label in _labels(getattr(term, "related", ()), terms)
        if label != term.label
        and label not in ancestors(term.label, terms)
        and term.label not in ancestors(label, terms)
    ]


# --- Turtle -----------------------------------------------------------------------------------------


def as_turtle(resources: Iterable[Resource], base: str, language: str) -> str:
    """The resources as Turtle (https://www.w3.org/TR/turtle/). base: the site's address, or empty."""
    lines = [f"@base <{iri(base)}> ."] if base else []
    lines += [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in _PREFIXES.items()]
    for resource in resources:
        lines.append("")
        lines.append(f"<{resource['id']}> a {resource['type']}")
        for key, (name, kind) in _PROPERTIES.items():
            values = [
                f"<{value}>" if kind == "name" else _literal(value, language)
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
    """The same as JSON-LD. base: the site's address, or empty."""
    context: dict[str, Any] = {"@base": iri(base)} if base else {}
    context |= {**_PREFIXES, "@language": language, "id": "@id", "type": "@type"}
    for key, (name, kind) in _PROPERTIES.items():
        context[key] = {"@id": name, "@type": "@id"} if kind == "name" else name
    graph = [{key: value for key, value in resource.items() if value} for resource in resources]
    return json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"
