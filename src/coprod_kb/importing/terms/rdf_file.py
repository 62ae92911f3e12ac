"""RDF in Turtle, N-Triples, RDF/XML and JSON-LD to a graph, by rdflib.

The file comes from anybody, and rdflib must never open an address or another file for it: the function with which it
opens JSON-LD contexts is replaced by one that refuses, and XML that defines entities is refused before it is parsed.
"""

from __future__ import annotations

import json
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

from coprod_kb.importing.works.markup import one_line

if TYPE_CHECKING:
    from rdflib import Graph

FORMS = {"turtle": "turtle", "nt": "nt", "rdf-xml": "xml", "json-ld": "json-ld"}
"""The name in rdflib of each format, by our own."""

BASE = "http://thesaurus.invalid/"
"""Names relative to the file become absolute below this address, and are shown without it."""

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_MAX_DEPTH = 60  # of JSON


class NoRdflib(ImportError):
    """rdflib is not installed."""


class Unreadable(ValueError):
    """A file that cannot be used: what is wrong, what to do, and the line if the parser names one."""

    def __init__(self, message: str, hint: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message, self.hint, self.line = message, hint, line


def read_graph(text: str, form: str) -> Graph:
    """The graph of a file in one of `FORMS`; raises `NoRdflib`, or `Unreadable` for anything that is wrong with it."""
    try:
        import rdflib  # noqa: PLC0415 (an extra; and half a second that other commands need not wait)
    except ImportError:
        raise NoRdflib from None
    if form == "rdf-xml":
        if "<!ENTITY" in text:
            raise Unreadable(
                "This XML defines entities of its own, which are not read.",
                "Export the thesaurus as Turtle (.ttl).",
            )
        text = _DECLARATION.sub("", text)  # the text is decoded already, whatever encoding it declares
    if form == "json-ld":
        text = json.dumps(_json_of_bounded_depth(text))  # what was checked is what is parsed
    try:
        with _quietly(rdflib):
            return rdflib.Graph().parse(data=text, format=FORMS[form], publicID=BASE)
    except Unreadable:
        raise
    except Exception as error:  # whatever a library makes of strangers' text
        raise _broken(error) from error


def _json_of_bounded_depth(text: str) -> Any:
    """The JSON of a file whose lists and groups are not nested too deeply for rdflib."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = f" on line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise Unreadable(
            f"This is not sound JSON{line}.", "Export the thesaurus once more, or as Turtle (.ttl)."
        ) from error
    waiting = [(document, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > _MAX_DEPTH:
            raise Unreadable(
                "Its lists and groups stand inside each other too many times.", "Export it as Turtle (.ttl)."
            )
        if isinstance(value, dict):
            for address in _contexts_elsewhere(value):
                _refuse_context(address)
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        waiting += [(part, depth + 1) for part in inner]
    return document


def _contexts_elsewhere(group: dict[str, Any]) -> Iterator[str]:
    """The addresses of contexts that a group of JSON-LD names; rdflib passes over some of them, as below `@nest`."""
    contexts = group.get("@context")
    for context in (group.get("@import"), *(contexts if isinstance(contexts, list) else [contexts])):
        if isinstance(context, str):
            yield context


def _refuse_context(address: object, *_: object) -> NoReturn:
    """Takes the place of the function with which rdflib opens a JSON-LD context, wherever the file names it."""
    raise Unreadable(
        f"It refers to a context on the web, {one_line(str(address).removeprefix(BASE))[:100]}, and no address is opened for an import.",
        "Export the thesaurus as Turtle (.ttl), or put the context itself into the file.",
    )


@contextmanager
def _quietly(rdflib: Any) -> Iterator[None]:
    """Stops rdflib from opening contexts, from warning of literals, and from writing out `1e999999999`, a billion digits."""
    from rdflib.plugins.shared.jsonld import context  # noqa: PLC0415 (as in `read_graph`)

    contexts: Any = context
    log, normalising = logging.getLogger("rdflib"), rdflib.NORMALIZE_LITERALS
    silence, propagating = logging.NullHandler(), log.propagate
    log.addHandler(silence)
    log.propagate = False
    rdflib.NORMALIZE_LITERALS = False
    fetch, contexts.source_to_json = contexts.source_to_json, _refuse_context
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        contexts.source_to_json = fetch
        rdflib.NORMALIZE_LITERALS = normalising
        log.propagate = propagating
        log.removeHandler(silence)


def _broken(error: Exception) -> Unreadable:
    """What to report of an error of rdflib, with the line if it names one."""
    lines = getattr(error, "lines", None)
    line = lines + 1 if isinstance(lines, int) else None
    if line is None and callable(getter := getattr(error, "getLineNumber", None)):
        number = getter()
        line = number if isinstance(number, int) and number > 0 else None
    deep = "Its parts stand inside each other too many times." if isinstance(error, RecursionError) else ""
    return Unreadable(
        deep or "This file is broken, or it is in another format than its name says.",
        "Export the thesaurus once more, best as Turtle (.ttl) or CSV, or name its format with --from.",
        line,
    )
