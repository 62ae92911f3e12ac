"""SKOS in Turtle, N-Triples, RDF/XML and JSON-LD to the concepts of a thesaurus.

rdflib reads the file, which comes from anybody. It is never asked to open an address: a JSON-LD file that refers to
a context on the web is refused before it is read, and so is XML that defines entities. SKOS-XL, collections and
mappings to other vocabularies are not read; they are counted.
"""

from __future__ import annotations

import json
import logging
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from coprod_kb.front_matter.schema import FACETS
from coprod_kb.importing.terms.thesaurus import Concept, Thesaurus, cleaned, plain_line
from coprod_kb.importing.works.markup import one_line
from coprod_kb.records.skos import TURTLE
from coprod_kb.values.web import is_web_address

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

FORMS = {"turtle": "turtle", "nt": "nt", "rdf-xml": "xml", "json-ld": "json-ld"}
"""For each format of ours the name that rdflib has for it."""

_BASE = "http://thesaurus.invalid/"  # names relative to the file become absolute below it, and are shown without it
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
_NO_CONCEPTS = tuple(_SKOS + name for name in ("ConceptScheme", "Collection", "OrderedCollection"))
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_MAX_DEPTH = 60  # of JSON


class NoRdflib(ImportError):
    """rdflib is not installed."""


class NoSuchScheme(ValueError):
    """No scheme of the file is called so. The message names those that there are."""


def read_skos(
    text: str, path: str, form: str, languages: Sequence[str], schemes: Sequence[str] = ()
) -> Thesaurus:
    """The concepts of a file in one of `FORMS`, in its order; total but for the two errors below.

    languages: of the labels that are wanted, the best one first. Text without a language comes behind them.
    schemes: addresses or titles of the schemes to which concepts have to belong; all concepts where there are none.
    Raises `NoRdflib` where it is not installed, `NoSuchScheme` where no scheme is called so.
    """
    out = Thesaurus(path)
    try:
        import rdflib  # noqa: F401, PLC0415 (an extra; and half a second that other commands need not wait)
    except ImportError:
        raise NoRdflib from None
    if refusal := _refusal(text, form):
        return out.unusable(*refusal)
    try:
        graph = _graph(text, form)
    except Exception as error:  # whatever a library makes of strangers' text
        return out.unusable(*_broken(error))
    reader = _Reader(graph, out, languages)
    reader.read(reader.chosen(schemes))
    return out.bound()


# --- The graph --------------------------------------------------------------------------------------


def _refusal(text: str, form: str) -> tuple[str, str] | None:
    """Why the text is not given to rdflib, and what to do."""
    if form == "rdf-xml" and "<!ENTITY" in text:
        return (
            "This XML defines entities of its own, which are not read.",
            "Export the thesaurus as Turtle (.ttl).",
        )
    if form != "json-ld":
        return None
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = f" on line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        return f"This is not sound JSON{line}.", "Export the thesaurus once more, or as Turtle (.ttl)."
    for context in _contexts(document):
        if context is None:
            return (
                "Its lists and groups stand inside each other too many times.",
                "Export it as Turtle (.ttl).",
            )
        return (
            f"It refers to a context on the web, {one_line(str(context))[:100]}, and no address is opened for an import.",
            "Export the thesaurus as Turtle (.ttl), or put the context itself into the file.",
        )
    return None


def _contexts(document: Any) -> Iterator[str | None]:
    """Every address of a context that a reader of JSON-LD would open; `None` where the document is too deep."""
    waiting = [(document, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > _MAX_DEPTH:
            yield None
            return
        if isinstance(value, list):
            waiting += [(one, depth + 1) for one in value]
        elif isinstance(value, dict):
            for name, inner in value.items():
                if name in {"@context", "@import"}:
                    yield from (
                        one for one in (inner if isinstance(inner, list) else [inner]) if isinstance(one, str)
                    )
                waiting.append((inner, depth + 1))


def _graph(text: str, form: str) -> Graph:
    import rdflib  # noqa: PLC0415

    if form == "rdf-xml":
        text = _DECLARATION.sub("", text)  # the text is decoded already, whatever it was in the file
    if form == "json-ld":
        text = json.dumps(json.loads(text))  # what was looked at is what is read
    with _quietly(rdflib):
        return rdflib.Graph().parse(data=text, format=FORMS[form], publicID=_BASE)


@contextmanager
def _quietly(rdflib: Any) -> Iterator[None]:
    """rdflib neither warns of literals that it cannot convert nor spells them out: `1e999999999` has a billion digits."""
    log, normalising = logging.getLogger("rdflib"), rdflib.NORMALIZE_LITERALS
    silence, propagating = logging.NullHandler(), log.propagate
    log.addHandler(silence)
    log.propagate = False
    rdflib.NORMALIZE_LITERALS = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        rdflib.NORMALIZE_LITERALS = normalising
        log.propagate = propagating
        log.removeHandler(silence)


def _broken(error: Exception) -> tuple[str, str, str, int | None]:
    """What to say of a file that rdflib cannot read, with the line where it says one."""
    lines = getattr(error, "lines", None)
    line = lines + 1 if isinstance(lines, int) else None
    if line is None and callable(getter := getattr(error, "getLineNumber", None)):
        number = getter()
        line = number if isinstance(number, int) and number > 0 else None
    what = "Its parts stand inside each other too many times." if isinstance(error, RecursionError) else ""
    return (
        what or "This file is broken, or it is in another format than its name says.",
        "Export the thesaurus once more, best as Turtle (.ttl) or CSV, or name its format with --from.",
        "import-file",
        line,
    )


# --- Its concepts -----------------------------------------------------------------------------------


class _Reader:
    """Concepts of one graph; one use each. `facts` holds what is said of each subject, in the order of the file."""

    def __init__(self, graph: Graph, out: Thesaurus, languages: Sequence[str]) -> None:
        from rdflib import Literal, URIRef  # noqa: PLC0415

        self.literal, self.name = Literal, URIRef
        self.out = out
        self.languages = [one.casefold() for one in languages]
        self.facts: dict[Node, dict[str, list[Node]]] = {}
        # rdflib keeps the order of the file where it is asked by property or by subject, and not for all at once.
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
        """The schemes with these addresses or titles; `None` where none is asked for."""
        if not schemes:
            return None
        known = {one: self._titles(one) for one in self._of_type("ConceptScheme")}
        found = {
            scheme
            for wanted in schemes
            for scheme, names in known.items()
            if plain_line(wanted).casefold() in names
        }
        missing = [
            one for one in schemes if not any(plain_line(one).casefold() in names for names in known.values())
        ]
        if missing:
            listed = ", ".join(sorted(_shown(scheme) for scheme in known)[:20]) or "none"
            raise NoSuchScheme(
                f"There is no scheme “{one_line(missing[0])[:100]}” in this file. Its schemes: {listed}."
            )
        return found

    def _titles(self, scheme: Node) -> set[str]:
        facts = self.facts.get(scheme, {})
        titles = (
            one
            for name in (_DCT + "title", _DC + "title", _SKOS + "prefLabel", _RDFS + "label")
            for one in facts.get(name, ())
        )
        return {plain_line(one).casefold() for one in (str(scheme), _shown(scheme), *map(str, titles))}

    def _of_type(self, name: str) -> list[Node]:
        return [
            one
            for one, facts in self.facts.items()
            if self.name(_SKOS + name) in facts.get(_RDF + "type", ())
        ]

    def read(self, schemes: set[Node] | None) -> None:
        concepts: dict[Node, None] = {}
        for subject, facts in self.facts.items():
            types = {str(one) for one in facts.get(_RDF + "type", ())}
            if others := types.intersection(_NO_CONCEPTS):
                if _SKOS + "ConceptScheme" not in others:
                    self.out.unkept["skos:Collection"] += 1
            elif _SKOS + "Concept" in types or _SKOS + "prefLabel" in facts:
                concepts[subject] = None
        in_scheme = self._schemes_of(concepts)
        if schemes is not None:
            concepts = {one: None for one in concepts if in_scheme.get(one, set()) & schemes}
        for one in concepts:
            self.out.concepts.append(cleaned(self._concept(one, in_scheme.get(one, set())), self.out))
        if not concepts:
            self.out.unusable(
                "There is no skos:Concept in this file.", "Look whether it is the right file, and holds SKOS."
            )

    def _schemes_of(self, concepts: Iterable[Node]) -> dict[Node, set[Node]]:
        """For each concept its schemes, whichever side says so."""
        found = {
            one: {
                *self.facts[one].get(_SKOS + "inScheme", ()),
                *self.facts[one].get(_SKOS + "topConceptOf", ()),
            }
            for one in concepts
        }
        for scheme, facts in self.facts.items():
            for one in facts.get(_SKOS + "hasTopConcept", ()):
                if one in found:
                    found[one].add(scheme)
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
        same = [one for one, tag in labels if tag == language and one != label]
        if same:
            what = (
                f"it has several preferred labels in one language; “{plain_line(same[0])[:60]}” is left out."
            )
            self.out.left_out(so_far, what, "SKOS allows one. Make the others alternative labels there.")
        others = sum(tag != language for _, tag in labels)
        aliases: list[str] = []
        for name in ("altLabel", "hiddenLabel"):
            for one, tag in self._literals(facts.get(_SKOS + name, ())):
                if not tag or tag == language or self._rank(tag) == 0:
                    aliases.append(one)
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
        facets = {facet for facet in FACETS for one in schemes if str(one).endswith(f"{TURTLE}#{facet}")}
        if facets and len(facets) == len(schemes):
            return f"it is a term of the facet `{min(facets)}`; add it to facets.yml by hand if it is missing there"
        if any(str(one).strip().casefold() in {"true", "1"} for one in facts.get(_OWL + "deprecated", ())):
            instead = next((self._label_of(one) for one in facts.get(_DCT + "isReplacedBy", ())), "")
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
        return plain_line(
            self._best(self._literals(self.facts.get(node, {}).get(_SKOS + "prefLabel", ())))[0]
        )[:60]

    def _definition(self, facts: dict[str, list[Node]], so_far: Concept) -> str:
        """The definition in the best language, else the scope note; others are counted."""
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
        """Notes that are resources of their own say their text as `rdf:value`."""
        for node in nodes:
            if isinstance(node, self.literal):
                yield node
            else:
                yield from self.facts.get(node, {}).get(_RDF + "value", ())

    def _source(self, facts: dict[str, list[Node]]) -> tuple[str, str]:
        """The first source in words, and the first address of one."""
        nodes = [*facts.get(_DCT + "source", ()), *facts.get(_DC + "source", ())]
        words, _ = self._best(self._literals(nodes))
        addresses = [str(one) for one in nodes if isinstance(one, self.name)]
        usable = [one for one in addresses if is_web_address(one) and not one.startswith(_BASE)]
        if more := len(nodes) - bool(words) - bool(addresses):
            self.out.unkept["dct:source"] += more
        return words, next(iter(usable), next((one.removeprefix(_BASE) for one in addresses), ""))

    # --- Languages

    def _literals(self, nodes: Iterable[Node]) -> list[tuple[str, str]]:
        """Text and language (empty where there is none) of what is text."""
        return [
            (str(one), (getattr(one, "language", None) or "").casefold())
            for one in nodes
            if isinstance(one, self.literal)
        ]

    def _rank(self, tag: str) -> int:
        """How far a language is from the wanted ones: 0 for the best; those that nobody wants have the last rank."""
        for place, wanted in enumerate(self.languages):
            if tag and (tag == wanted or tag.startswith(f"{wanted}-") or wanted.startswith(f"{tag}-")):
                return place
        return len(self.languages) + bool(tag)

    def _best(self, given: Sequence[tuple[str, str]]) -> tuple[str, str]:
        """The text in the most wanted language, and that language; both empty where there is none."""
        usable = [one for one in given if self._rank(one[1]) <= len(self.languages)]
        exact = {tag: place for place, tag in enumerate(self.languages)}
        return min(usable, key=lambda one: (self._rank(one[1]), one[1] not in exact), default=("", ""))


def _shown(node: Node) -> str:
    return one_line(str(node).removeprefix(_BASE))


def _short_name(name: str) -> str:
    """A property as people write it: `skos:notation`; its address where its prefix is not known."""
    for namespace, prefix in _PREFIXES.items():
        if name.startswith(namespace):
            return prefix + one_line(name.removeprefix(namespace))[:60]
    return one_line(name)[:120]
