"""The collection in the formats of other programs: one module for each, and the table of them.

Exporters are pure: from the catalogue, or from CSL items made of it, to text. Each file is UTF-8. A hostile
title stays a title: no value can end its record or begin another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.project.settings import Settings
from coprod_kb.records.bibliography import item_of
from coprod_kb.records.exporters import bibtex, csl_json, csv_table, json_document, ris
from coprod_kb.records.formats.bibtex import BIBLATEX, BIBTEX
from coprod_kb.records.formats.csl import Item


@dataclass(frozen=True, slots=True)
class Bibliographic:
    """A format of records that stand by themselves.

    name: for `coprod-kb export`. label: for people. ending: of the file's name, after `entries` or `cite`.
    media: the media type of the file.
    record: an item in this format. file: the text of a file of such records.
    none: a file without a record, which says `{notice}` where the format has comments; empty where single
    entries have no file of their own in this format.
    """

    name: str
    label: str
    ending: str
    media: str
    record: Callable[[Item], str]
    file: Callable[[Sequence[str]], str]
    none: str = ""

    def write(self, items: Iterable[Item]) -> str:
        """The text of a file of these items."""
        return self.file([self.record(item) for item in items])


BIBLIOGRAPHIC = (
    Bibliographic(
        "bibtex",
        "BibTeX",
        "bib",
        "application/x-bibtex",
        partial(bibtex.record, dialect=BIBTEX),
        bibtex.file,
        "% {notice}\n",
    ),
    Bibliographic(
        "ris",
        "RIS",
        "ris",
        "application/x-research-info-systems",
        ris.record,
        "".join,
        "{notice}\n",
    ),
    Bibliographic(
        "csl-json",
        "CSL-JSON",
        "csl.json",
        "application/vnd.citationstyles.csl+json",
        csl_json.record,
        csl_json.file,
        "[]\n",
    ),
    Bibliographic(
        "biblatex",
        "biblatex",
        "biblatex.bib",
        "application/x-bibtex",
        partial(bibtex.record, dialect=BIBLATEX),
        bibtex.file,
    ),
)

FOR_ONE = tuple(one for one in BIBLIOGRAPHIC if one.none)
"""The formats in which each entry has a file of its own, beside its page."""

TABULAR: Mapping[str, tuple[str, Callable[[Catalogue, Settings], str]]] = {
    "csv": ("entries.csv", csv_table.write),
    "json": ("entries.json", json_document.write),
}
"""By name, the file and how it is written from the whole collection; a record has all fields of its entry."""

FILES_OF_ALL = (
    *(("entries.json", "application/json"), ("entries.csv", "text/csv")),
    *((f"entries.{one.ending}", one.media) for one in BIBLIOGRAPHIC),
)
"""The files that hold the whole collection, with their media types."""

FORMATS = (*(one.name for one in BIBLIOGRAPHIC), *TABULAR)
"""The names of all formats, as `coprod-kb export` takes them."""


def export(name: str, catalogue: Catalogue, settings: Settings) -> str:
    """The whole collection in one format, newest entries first; `KeyError` for a format that there is not."""
    if name in TABULAR:
        return TABULAR[name][1](catalogue, settings)
    [form] = (one for one in BIBLIOGRAPHIC if one.name == name)
    return form.write(item_of(entry, catalogue, settings) for entry in catalogue.entries)


def exported_files(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, str]]:
    """Path and text of every file that a site publishes for other programs; each path once."""
    yield from _bibliographic_files(catalogue, settings)
    for path, write in TABULAR.values():
        yield path, write(catalogue, settings)
    yield json_document.SCHEMA_PATH, json_document.schema_text(settings.address(json_document.SCHEMA_PATH))


def _bibliographic_files(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, str]]:
    items = [item_of(entry, catalogue, settings) for entry in catalogue.entries]
    for one in BIBLIOGRAPHIC:
        records = [one.record(item) for item in items]
        if one in FOR_ONE:
            yield from _files_of_entries(catalogue, one, records)
        yield f"entries.{one.ending}", one.file(records)


def _files_of_entries(
    catalogue: Catalogue, form: Bibliographic, records: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Under the present names of entries and under their former ones; of withdrawn ones that they are so."""
    taken = set(catalogue.by_slug)
    for entry, record in zip(catalogue.entries, records, strict=True):
        former = [slug for slug in dict.fromkeys(entry.fields.formerly) if slug not in taken]
        taken.update(former)
        text = form.file([record])
        for slug in (entry.slug, *former):
            yield f"entries/{slug}/cite.{form.ending}", text
    for entry in catalogue.withdrawn:
        assert entry.fields.withdrawn is not None
        notice = f"Withdrawn on {entry.fields.withdrawn.date}. The page of this entry says why."
        yield f"{entry.address}cite.{form.ending}", form.none.format(notice=notice)
