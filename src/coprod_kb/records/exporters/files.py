"""The table of export formats, and the files of a site in these formats."""

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
class BibliographicFormat:
    """A format for bibliographic records.

    name: for `coprod-kb export`. label: for readers. ending: of file names, after `entries.` or `cite.`.
    media: the media type of the file.
    record: returns an item in this format. file: returns the text of a file with these records.
    withdrawn: the file of a withdrawn entry; `{notice}` is replaced if the format has comments. Empty if entries have no
      file of their own in this format.
    """

    name: str
    label: str
    ending: str
    media: str
    record: Callable[[Item], str]
    file: Callable[[Sequence[str]], str]
    withdrawn: str = ""

    def write(self, items: Iterable[Item]) -> str:
        """The text of a file of these items."""
        return self.file([self.record(item) for item in items])


BIBLIOGRAPHIC_FORMATS = (
    BibliographicFormat(
        name="bibtex",
        label="BibTeX",
        ending="bib",
        media="application/x-bibtex",
        record=partial(bibtex.record, dialect=BIBTEX),
        file=bibtex.file,
        withdrawn="% {notice}\n",
    ),
    BibliographicFormat(
        name="ris",
        label="RIS",
        ending="ris",
        media="application/x-research-info-systems",
        record=ris.record,
        file="".join,
        withdrawn="{notice}\n",
    ),
    BibliographicFormat(
        name="csl-json",
        label="CSL-JSON",
        ending="csl.json",
        media="application/vnd.citationstyles.csl+json",
        record=csl_json.record,
        file=csl_json.file,
        withdrawn="[]\n",
    ),
    BibliographicFormat(
        name="biblatex",
        label="biblatex",
        ending="biblatex.bib",
        media="application/x-bibtex",
        record=partial(bibtex.record, dialect=BIBLATEX),
        file=bibtex.file,
    ),
)

ENTRY_FORMATS = tuple(form for form in BIBLIOGRAPHIC_FORMATS if form.withdrawn)
"""The formats in which each entry has a file of its own, in the folder of its page."""

TABULAR: Mapping[str, tuple[str, Callable[[Catalogue, Settings], str]]] = {
    "csv": ("entries.csv", csv_table.write),
    "json": ("entries.json", json_document.write),
}
"""Formats whose records have the fields of entries: by name, the path of the file and the function that writes it."""

COLLECTION_FILES = (
    *(("entries.json", "application/json"), ("entries.csv", "text/csv")),
    *((f"entries.{form.ending}", form.media) for form in BIBLIOGRAPHIC_FORMATS),
)
"""The files that hold the whole collection, with their media types."""

FORMAT_NAMES = (*(form.name for form in BIBLIOGRAPHIC_FORMATS), *TABULAR)
"""The names of all formats, as `coprod-kb export` takes them."""


def export(name: str, catalogue: Catalogue, settings: Settings) -> str:
    """The whole collection in one format, newest entries first. name: one of `FORMAT_NAMES`."""
    if name in TABULAR:
        return TABULAR[name][1](catalogue, settings)
    [form] = (form for form in BIBLIOGRAPHIC_FORMATS if form.name == name)
    return form.write(item_of(entry, catalogue, settings) for entry in catalogue.entries)


def exported_files(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, str]]:
    """Path and text of every file in these formats that a site publishes. No path comes twice."""
    yield from _bibliographic_files(catalogue, settings)
    for path, write in TABULAR.values():
        yield path, write(catalogue, settings)
    address = settings.address(json_document.SCHEMA_PATH)
    yield json_document.SCHEMA_PATH, json_document.schema_text(catalogue.vocabulary.schema, address)


def _bibliographic_files(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, str]]:
    items = [item_of(entry, catalogue, settings) for entry in catalogue.entries]
    for form in BIBLIOGRAPHIC_FORMATS:
        records = [form.record(item) for item in items]
        if form in ENTRY_FORMATS:
            yield from _files_of_entries(catalogue, form, records)
        yield f"entries.{form.ending}", form.file(records)


def _files_of_entries(
    catalogue: Catalogue, form: BibliographicFormat, records: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """A file for each entry at its present and its former addresses; for a withdrawn entry a notice."""
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
        yield f"{entry.address}cite.{form.ending}", form.withdrawn.format(notice=notice)
