"""The formats of thesauri, and which of them a file has: bytes to concepts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from coprod_kb.importing.terms.skos_file import read_skos
from coprod_kb.importing.terms.term_table import read_term_table
from coprod_kb.importing.terms.thesaurus import MAX_THESAURUS, Thesaurus
from coprod_kb.importing.works.decoding import text_of
from coprod_kb.importing.works.record import fault

_ENDINGS = {
    ".ttl": "turtle",
    ".turtle": "turtle",
    ".nt": "nt",
    ".rdf": "rdf-xml",
    ".xml": "rdf-xml",
    ".owl": "rdf-xml",
    ".skos": "rdf-xml",
    ".jsonld": "json-ld",
    ".json": "json-ld",
    ".csv": "csv",
    ".tsv": "csv",
}
TERM_FORMATS = ("turtle", "nt", "rdf-xml", "json-ld", "csv")
"""As `--from` names them."""

_LOOKS_LIKE = {
    "rdf-xml": re.compile(r"\A\s*<(?:\?xml|!--|!DOCTYPE|\w+:RDF)"),
    "json-ld": re.compile(r"\A\s*[\[{]"),
    "turtle": re.compile(r"^[^\S\n]*(?:@prefix|@base|PREFIX|BASE)\s", re.MULTILINE | re.IGNORECASE),
    "nt": re.compile(r"\A(?:\s*#[^\n]*\n)*\s*<[^<>\s]+>\s+<[^<>\s]+>\s+\S"),
    "csv": re.compile(r"\A[^\n]*[,;\t|][^\n]*(?:\n|\Z)"),
}
_SAMPLE = 20_000  # characters from the start of the file that are compared with the patterns


def read_thesaurus(
    data: bytes, path: str, form: str = "", languages: Sequence[str] = ("en",), schemes: Sequence[str] = ()
) -> Thesaurus:
    """The concepts in a file, whatever its encoding.

    path: what findings call it; its ending tells the format where `form`, one of `TERM_FORMATS`, is empty.
    languages, schemes: as `read_skos` has them; a table has neither.
    A file that cannot be used has no concepts, and an error says why. Raises only `NoRdflib` and `NoSuchScheme`.
    """
    out = Thesaurus(path)
    if len(data) > MAX_THESAURUS:
        size = f"The file is larger than {MAX_THESAURUS // 1024 // 1024} MB."
        return out.unusable(size, "Export a part of the thesaurus, such as one scheme.")
    text, line = text_of(data)
    if not text.strip():
        return out.unusable("The file is empty.", "Export it once more.")
    form = form or form_of_thesaurus(text, path)
    if not form:
        return out.unusable(
            "It is not clear which format this is.",
            f"Export it as SKOS in Turtle (.ttl), or as CSV. Or name the format with --from: {', '.join(TERM_FORMATS)}.",
        )
    out = read_term_table(text, path) if form == "csv" else read_skos(text, path, form, languages, schemes)
    if line:
        message = "The file is not in Unicode from here on. It was read as Windows-1252."
        hint = "Look whether letters with accents are right in the terms. If not, export it as UTF-8."
        out.diagnostics.insert(0, fault("import-encoding", path, line, message, hint))
    return out


def form_of_thesaurus(text: str, path: str) -> str:
    """One of `TERM_FORMATS`, by the ending of the file or else by its text; "" if it is not clear."""
    sample = text[:_SAMPLE]
    by_text = next((form for form, pattern in _LOOKS_LIKE.items() if pattern.search(sample)), "")
    return _ENDINGS.get(PurePath(path).suffix.casefold(), by_text)
