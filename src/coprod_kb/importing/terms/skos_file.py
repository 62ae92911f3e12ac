"""SKOS to the concepts of a thesaurus. SKOS-XL, collections and mappings to other vocabularies are only counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from coprod_kb.importing.terms.rdf_file import BASE, Unreadable, read_graph
from coprod_kb.importing.terms.thesaurus import Concept, Thesaurus, cleaned, plain_line
from coprod_kb.importing.works.markup import one_line
from coprod_kb.records.skos import TURTLE
from coprod_kb.values.web import is_web_address

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_XL = "http://www.w3.org/2008/05/skos-xl#"
_DCT = "http://purl.org/dc/terms/"
_DC = "http://purl.org/dc/elements/1.1/"
_OWL = "http://www.w3.org/2002/07/owl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_PREFIXES = {
    _SKOS: "skos:",
    _XL: "skosxl:",
    _DCT: "dct:",
    _DC: "dc:",
    _OWL: "owl:",
    _RDF: "rdf:",
    _RDFS: "rdfs:",
}
_READ = {
    *(_SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel", "definition", "scopeNote")),
    *(_SKOS + name for name in ("broader", "narrower", "related", "inScheme", "topConceptOf")),
    *(_DCT + "source", _DC + "source", _OWL + "deprecated", _DCT + "isReplacedBy", _RDF + "type"),
}
_FACET = re.compile(rf"{re.escape(TURTLE)}#([a-z_]+)$")
_NO_CONCEPTS = tuple(_SKOS + name for name in ("ConceptScheme", "Collection", "OrderedCollection"))


class NoSuchScheme(ValueError):
    """The file has no scheme of this address or title. The message lists its schemes."""


def read_skos(
    text: str, path: str, form: str, languages: Sequence[str], schemes: Sequence[str] = ()
) -> Thesaurus:
    """The concepts of a file in one of the formats of `rdf_file`, in its order.

    languages: codes of the languages of labels, most wanted first. Text without a language comes after them.
    schemes: addresses or titles of schemes; only concepts of these are read. All concepts if there are none.
    A file that cannot be used has no concepts and one error. Raises `NoRdflib` and `NoSuchScheme`.
    """
    out = Thesaurus(path)
    try:
        graph = read_graph(text, form)
    except Unreadable as error:
        return out.unusable(error.message, error.hint, line=error.line)
    reader = _Reader(graph, out, languages)
    reader.read(reader.chosen(schemes))
    return out.bound()


class _Reader:
    """Reads the concepts of one graph; one use each.

    facts: for each subject its values by property, in the order of the file.
    """

    def __init__(self, graph: Graph, out: Thesaurus, languages: Sequence[str]) -> None:
        from rdflib import Literal, URIRef  # noqa: PLC0415

        self.literal, self.name = Literal, URIRef
        self.out = out
        self.languages = [language.casefold() for language in languages]
        self.facts: dict[Node, dict[str, list[Node]]] = {}
        # rdflib keeps the order of the file in queries by property or by subject, but not in a query for everything.
        by_property = (
            subject
            for name in (_RDF + "type", _SKOS + "prefLabel")
            for subject in graph.subjects(URIRef(name))
        )
        for subject in dict.fromkeys((*by_property, *graph.subjects())):
            facts = self.facts.setdefault(subject, {})
            for property_, value in graph.predicate_objects(subject):
                facts.setdefault(str(property_), []).append(value)

    def chosen(self, schemes: Sequence[str]) -> set[Node] | None:
        """The schemes with these addresses or titles; `None` if none is asked for."""
        if not schemes:
            return None
        known = {scheme: self._titles(scheme) for scheme in self._of_type("ConceptScheme")}
        found: set[Node] = set()
        for wanted in schemes:
            matching = {scheme for scheme, names in known.items() if plain_line(wanted).casefold() in names}
            if not matching:
                addresses = ", ".join(sorted(_shown(scheme) for scheme in known)[:20]) or "none"
                raise NoSuchScheme(
                    f"There is no scheme “{one_line(wanted)[:100]}” in this file. Its schemes: {addresses}."
                )
            found |= matching
        return found

    def _titles(self, scheme: Node) -> set[str]:
        """The titles and addresses of a scheme, with case folded."""
        properties = (_DCT + "title", _DC + "title", _SKOS + "prefLabel", _RDFS + "label")
        titles = (str(title) for name in properties for title in self._values(scheme, name))
        return {plain_line(title).casefold() for title in (str(scheme), _shown(scheme), *titles)}

    def _values(self, subject: Node, name: str) -> Sequence[Node]:
        return self.facts.get(subject, {}).get(name, ())

    def _of_type(self, name: str) -> list[Node]:
        kind = self.name(_SKOS + name)
        return [subject for subject, facts in self.facts.items() if kind in facts.get(_RDF + "type", ())]

    def read(self, schemes: set[Node] | None) -> None:
        """Adds the concepts of these schemes, or all if `None`, to `out`."""
        concepts: dict[Node, None] = {}
        for subject, facts in self.facts.items():
            types = {str(kind) for kind in facts.get(_RDF + "type", ())}
            if others := types.intersection(_NO_CONCEPTS):
                if _SKOS + "ConceptScheme" not in others:
                    self.out.unkept["skos:Collection"] += 1
            elif _SKOS + "Concept" in types or _SKOS + "prefLabel" in facts:
                concepts[subject] = None
        in_scheme = self._schemes_of(concepts)
        if schemes is not None:
            concepts = {concept: None for concept in concepts if in_scheme[concept] & schemes}
        for subject in concepts:
            self.out.concepts.append(cleaned(self._concept(subject, in_scheme[subject]), self.out))
        if not concepts:
            self.out.unusable(
                "There is no skos:Concept in this file.", "Look whether it is the right file, and holds SKOS."
            )

    def _schemes_of(self, concepts: Iterable[Node]) -> dict[Node, set[Node]]:
        """The schemes of each concept, whether the concept names its scheme or the scheme its concept."""
        found = {
            concept: {
                *self._values(concept, _SKOS + "inScheme"),
                *self._values(concept, _SKOS + "topConceptOf"),
            }
            for concept in concepts
        }
        for scheme, facts in self.facts.items():
            for concept in facts.get(_SKOS + "hasTopConcept", ()):
                if concept in found:
                    found[concept].add(scheme)
        return found

    def _concept(self, subject: Node, schemes: set[Node]) -> Concept:
        facts = self.facts[subject]
        for name, values in facts.items():
            if name not in _READ:
                self.out.unkept[_short_name(name)] += len(values)
        labels = self._literals(facts.get(_SKOS + "prefLabel", ()))
        label, language = self._best(labels)
        address = "" if not isinstance(subject, self.name) else _shown(subject)
        so_far = Concept(key=str(subject), label=plain_line(label), address=address)
        same = [text for text, tag in labels if tag == language and text != label]
        if same:
            what = (
                f"it has several preferred labels in one language; “{plain_line(same[0])[:60]}” is left out."
            )
            self.out.left_out(so_far, what, "SKOS allows one. Make the others alternative labels there.")
        others = sum(tag != language for _, tag in labels)
        aliases: list[str] = []
        for name in ("altLabel", "hiddenLabel"):
            for text, tag in self._literals(facts.get(_SKOS + name, ())):
                if not tag or tag == language or self._rank(tag) == 0:
                    aliases.append(text)
                else:
                    others += 1
        if others and label:
            self.out.unkept["labels in other languages"] += others
        definition = self._definition(facts, so_far)
        source, source_url = self._source(facts)
        return Concept(
            key=str(subject),
            label=label,
            address=address,
            aliases=tuple(aliases),
            definition=definition,
            source=source,
            source_url=source_url,
            broader=tuple(map(str, facts.get(_SKOS + "broader", ()))),
            narrower=tuple(map(str, facts.get(_SKOS + "narrower", ()))),
            related=tuple(map(str, facts.get(_SKOS + "related", ()))),
            skip=self._skip(facts, schemes, labels, label),
        )

    def _skip(
        self, facts: dict[str, list[Node]], schemes: set[Node], labels: Sequence[tuple[str, str]], label: str
    ) -> str:
        """Why a concept cannot become a keyword, and what to do; "" if it can."""
        facets = {found[1] for scheme in schemes if (found := _FACET.search(str(scheme)))}
        if facets and len(facets) == len(schemes):
            return f"it is a term of the facet `{min(facets)}`; add it to facets.yml by hand if it is missing there"
        if any(
            str(value).strip().casefold() in {"true", "1"} for value in facts.get(_OWL + "deprecated", ())
        ):
            instead = next((self._label_of(other) for other in facts.get(_DCT + "isReplacedBy", ())), "")
            use = f"use “{instead}” instead" if instead else "look there what is used instead"
            return f"it is deprecated in the thesaurus; {use}"
        if label:
            return ""
        if labels:
            tags = ", ".join(sorted({tag for _, tag in labels})[:8])
            return f"it has no label in {', '.join(self.languages)} or without a language, only in {tags}; name the one that you want with --language"
        if any(name.startswith(_XL) for name in facts):
            return "its label is in SKOS-XL, which is not read; export it with skos:prefLabel"
        return ""

    def _label_of(self, node: Node) -> str:
        return plain_line(self._best(self._literals(self._values(node, _SKOS + "prefLabel")))[0])[:60]

    def _definition(self, facts: dict[str, list[Node]], so_far: Concept) -> str:
        """The definition in the most wanted language, or else the scope note; the others are counted."""
        found = ""
        for name in (_SKOS + "definition", _SKOS + "scopeNote"):
            given = self._literals(self._spelt_out(facts.get(name, ())))
            best, tag = self._best(given)
            taken = bool(best.strip()) and not found
            if taken:
                found = best
                if sum(other == tag for _, other in given) > 1:
                    what = f"it has several of {_short_name(name)} in one language; the first one is taken."
                    self.out.left_out(so_far, what, "Put what matters of the others into the file by hand.")
            if left := len(given) - taken:
                self.out.unkept[_short_name(name)] += left
        return found

    def _spelt_out(self, nodes: Iterable[Node]) -> Iterator[Node]:
        """Texts; a note that is a resource of its own has its text as `rdf:value`."""
        for node in nodes:
            if isinstance(node, self.literal):
                yield node
            else:
                yield from self._values(node, _RDF + "value")

    def _source(self, facts: dict[str, list[Node]]) -> tuple[str, str]:
        """The source in words, and its address; "" for what is not given."""
        nodes = [*facts.get(_DCT + "source", ()), *facts.get(_DC + "source", ())]
        words, _ = self._best(self._literals(nodes))
        addresses = [str(node) for node in nodes if isinstance(node, self.name)]
        usable = (
            address for address in addresses if is_web_address(address) and not address.startswith(BASE)
        )
        if more := len(nodes) - bool(words) - bool(addresses):
            self.out.unkept["dct:source"] += more
        return words, next(usable, next((address.removeprefix(BASE) for address in addresses), ""))

    # --- Languages

    def _literals(self, nodes: Iterable[Node]) -> list[tuple[str, str]]:
        """Text and language of each node that is text; language "" if it has none."""
        return [
            (str(node), (getattr(node, "language", None) or "").casefold())
            for node in nodes
            if isinstance(node, self.literal)
        ]

    def _rank(self, tag: str) -> int:
        """The position of a language among the wanted ones; after them text without a language, then all others."""
        for place, wanted in enumerate(self.languages):
            if tag and (tag == wanted or tag.startswith(f"{wanted}-") or wanted.startswith(f"{tag}-")):
                return place
        return len(self.languages) + bool(tag)

    def _best(self, given: Sequence[tuple[str, str]]) -> tuple[str, str]:
        """The text in the most wanted language, and that language; both "" if there is no usable text."""
        usable = [(text, tag) for text, tag in given if self._rank(tag) <= len(self.languages)]
        exact = {tag: place for place, tag in enumerate(self.languages)}
        return min(usable, key=lambda text: (self._rank(text[1]), text[1] not in exact), default=("", ""))


def _shown(node: Node) -> str:
    return one_line(str(node).removeprefix(BASE))


def _short_name(name: str) -> str:
    """A property with its usual prefix, such as `skos:notation`; its whole address if we know no prefix."""
    for namespace, prefix in _PREFIXES.items():
        if name.startswith(namespace):
            return prefix + one_line(name.removeprefix(namespace))[:60]
    return one_line(name)[:120]
