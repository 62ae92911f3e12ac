"""No importer opens a connection, a file or a program, whatever the file says."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from coprod_kb.importing.terms.thesauri import TERM_FORMATS, read_thesaurus
from coprod_kb.importing.works.formats import FORMATS, read_records
from tests.fuzz.targets import LIBRARIES
from tests.importing.test_thesauri import BROKEN, CONTEXTS, THESAURUS

OPENING = ("open", "os.", "pathlib.", "shutil.", "socket.", "subprocess.", "urllib.", "tempfile.", "ctypes.")
"""The beginnings of Python's audit events that a reader has no use for."""

WORST = (
    *(data for data, _ in BROKEN.values()),
    *(f'{{"@context": {context}}}'.encode() for context in CONTEXTS),
    b"@prefix owl: <http://www.w3.org/2002/07/owl#> . <> owl:imports <file:///etc/passwd> .",
    b"<?xml-stylesheet href='http://127.0.0.1:9/x.xsl'?><rdf:RDF xml:base='file:///etc/'/>",
    b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><records><record><title>&f;</title></record></records>',
    b'[{"title": "A", "URL": "file:///etc/passwd", "file": "/etc/passwd"}]',
    b"@article{a, title = {\\input{/etc/passwd}}, file = {:/etc/passwd:PDF}, url = {http://127.0.0.1:9/}}",
    b"TY  - JOUR\nTI  - A\nL1  - file:///etc/passwd\nUR  - http://127.0.0.1:9/\nER  - \n",
    *(text.encode() for text in LIBRARIES.values()),
)
_noticing: list[list[str]] = []


def _note(event: str, _: object) -> None:
    if event.startswith(OPENING):
        for events in _noticing:
            events.append(event)


sys.addaudithook(_note)  # a hook cannot be removed


@contextmanager
def noticed() -> Iterator[list[str]]:
    """What is opened within."""
    _noticing.append([])
    try:
        yield _noticing[-1]
    finally:
        _noticing.clear()


@pytest.mark.slow
def test_no_importer_opens_anything() -> None:
    for form in TERM_FORMATS:  # modules that are imported late
        read_thesaurus(THESAURUS.encode() if form == "turtle" else b"{}", "a", form)
    for form in FORMATS:
        read_records(LIBRARIES.get(form, "A").encode() + b"\n\xff", "a", form)
    with noticed() as events:
        for data in WORST:
            for form in TERM_FORMATS:
                read_thesaurus(data, "a", form)
            for form in FORMATS:
                read_records(data[:20_000], "a", form)  # the longest are about limits of thesauri
    assert events == []


def test_what_is_opened_is_noticed() -> None:
    with noticed() as events:
        open(__file__).close()
    assert events == ["open"]
