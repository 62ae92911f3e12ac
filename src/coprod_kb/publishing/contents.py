"""What a site consists of: pages, files beside them, and the addresses of both."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path, PurePosixPath

from coprod_kb.collection.addresses import addresses_of, former_address_faults
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.collection.site import Checked, Site, Snapshot
from coprod_kb.diagnostics import Diagnostic, in_order
from coprod_kb.entries.folder import content_of
from coprod_kb.entries.model import SOURCE
from coprod_kb.entries.vocabulary_files import ADDRESSES, SYNONYMS
from coprod_kb.front_matter import json_schema
from coprod_kb.front_matter.entry_schema import EntrySchema
from coprod_kb.pages import Page, all_pages, fault_page, page_files
from coprod_kb.pages.type_styles import type_styles
from coprod_kb.project.collection_file import FILE as COLLECTION
from coprod_kb.project.docs_folder import built_files
from coprod_kb.project.files import template_folder
from coprod_kb.project.settings import Settings
from coprod_kb.publishing import script_words
from coprod_kb.publishing.assets import STYLES
from coprod_kb.publishing.discovery import discovery_files
from coprod_kb.publishing.docs_conflicts import docs_conflicts, may_conflict
from coprod_kb.publishing.feeds import feed_files
from coprod_kb.publishing.search import search_files
from coprod_kb.records.exporters import exported_files
from coprod_kb.records.skos import skos_files

DESCRIPTION = {COLLECTION: COLLECTION} | {
    name: f"vocabulary/{name}" for name in ("facets.yml", "keywords.yml", SYNONYMS)
}
"""The editors' files about the subject, by name, with their paths on the site: other collections can start from them."""


def pages(snapshot: Snapshot) -> Iterator[Page]:
    """All pages of the site. The page of an entry with errors lists these instead."""
    faulty = _errors_by_path(snapshot)
    shown = set()
    for page in all_pages(snapshot.catalogue, snapshot.settings):
        shown.add(page.path)
        if page.source in faulty:  # without errors of its own, but in conflict with other entries
            yield fault_page(page.path, str(page.source), faulty[page.source], snapshot.settings)
        else:
            yield page
    for reading in snapshot.readings:
        path = f"entries/{reading.slug}/"
        if not reading.sound and path not in shown:
            shown.add(path)
            yield fault_page(path, reading.path, in_order(reading.diagnostics), snapshot.settings)


def _errors_by_path(snapshot: Snapshot) -> dict[str | None, list[Diagnostic]]:
    """The errors of each file that has some; empty if entries are published unchecked."""
    faulty: dict[str | None, list[Diagnostic]] = defaultdict(list)
    for found in () if snapshot.unchecked else snapshot.errors:
        faulty[found.path].append(found)
    return faulty


@dataclass(frozen=True, slots=True)
class FileGroup:
    """Files beside the pages that are made together.

    paths: matches the paths of its files, from the root of the site, and no other's.
    make: gives the path and the text of each; the text is UTF-8.
    """

    paths: re.Pattern[str]
    make: Callable[[], Iterator[tuple[str, str]]]


def file_groups(snapshot: Snapshot) -> list[FileGroup]:
    """All files beside the pages. A file with the same path in the docs folder is published instead."""
    catalogue, settings = snapshot.catalogue, snapshot.settings
    listed = snapshot.listed
    return [
        FileGroup(
            re.compile(re.escape(json_schema.PATH)), lambda: _schema(catalogue.vocabulary.schema, settings)
        ),
        FileGroup(re.compile(r"(?:.*/)?feed\.xml"), lambda: feed_files(listed, settings)),
        FileGroup(re.compile("|".join(map(re.escape, DESCRIPTION.values()))), lambda: _description(snapshot)),
        FileGroup(re.compile(r"vocabulary\..*"), lambda: skos_files(catalogue, settings)),
        FileGroup(re.compile(r"robots\.txt|opensearch\.xml"), lambda: discovery_files(settings)),
        FileGroup(
            re.compile(r"assets/(?:contribute/(?:words|entries|latin)\.js|types\.css)|map.*\.csv"),
            lambda: page_files(catalogue, settings),
        ),
        FileGroup(
            re.compile(r"entries\..*|entries/.*/cite\..*|schema/entries\.json"),
            lambda: exported_files(catalogue, settings),
        ),
        FileGroup(re.compile(rf"entries/[^/]+/{re.escape(SOURCE)}"), lambda: _sources(snapshot)),
        FileGroup(re.compile(re.escape(STYLES)), lambda: _styles(catalogue)),
        FileGroup(re.compile(re.escape(script_words.PATH)), script_words.script_words),
        FileGroup(re.compile(r"search/.*"), lambda: search_files(listed, settings)),
    ]


def _schema(schema: EntrySchema, settings: Settings) -> Iterator[tuple[str, str]]:
    yield json_schema.PATH, _schema_text(schema, settings.address(json_schema.PATH))


@cache  # checks and previews ask again and again
def _schema_text(schema: EntrySchema, address: str) -> str:
    return json_schema.as_text(json_schema.json_schema(schema, address))


def _description(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """The files of `DESCRIPTION` that the project has, as they are."""
    if snapshot.root is None:
        return
    for name, path in DESCRIPTION.items():
        own = path if name == COLLECTION else f"{snapshot.settings.vocabulary_dir}/{name}"
        with suppress(OSError, UnicodeDecodeError):
            yield path, content_of(snapshot.root / own).decode()


def _styles(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The style sheet with the colours and icons of types, so that a page waits for one file."""
    common = (template_folder() / STYLES).read_text(encoding="utf-8")
    yield STYLES, common + type_styles(catalogue.vocabulary.description)


def _sources(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """The text of the file of each entry as it is, which the form opens to change it; none of withdrawn entries."""
    if snapshot.root is None:
        return
    for entry in snapshot.catalogue.entries:
        with suppress(OSError, UnicodeDecodeError):  # the file has changed since it was read
            yield entry.source_address, content_of(snapshot.root / entry.path).decode()


def files(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Path and text of each file beside the pages."""
    return chain.from_iterable(group.make() for group in file_groups(snapshot))


def addresses(snapshot: Snapshot, docs: Path) -> set[str]:
    """All addresses of the built site, in the form of `addresses.txt`. docs: the docs folder."""
    generated = map(PurePosixPath, _made(snapshot))
    return addresses_of([*generated, *built_files(docs, snapshot.settings.excluded)])


def _made(snapshot: Snapshot) -> list[str]:
    """The paths of all pages and files that are made, in the finished site."""
    return [
        *(f"{page.path}index.html" for page in pages(snapshot)),
        *(path for path, _ in files(snapshot)),
    ]


def read_site(
    site: Site, *, drafts: bool = False, unchecked: bool = False, today: date | None = None
) -> Snapshot:
    """`Site.read` and the findings about addresses, which depend on all pages of the site."""
    snapshot = site.read(drafts=drafts, unchecked=unchecked, today=today)
    vocabulary = snapshot.catalogue.vocabulary
    former = vocabulary.former_addresses
    alone = replace(
        snapshot, catalogue=replace(snapshot.catalogue, vocabulary=replace(vocabulary, former_addresses=()))
    )
    found = list(docs_conflicts(site.docs, site.settings, vocabulary.description, lambda: _made(alone)))
    if former:
        document, _ = site.vocabulary_document(ADDRESSES)
        found += former_address_faults(former, document, addresses(alone, site.docs))
    return replace(snapshot, diagnostics=tuple(in_order([*snapshot.diagnostics, *found])))


def check_site(site: Site, *, today: date | None = None) -> Checked:
    """The findings of `read_site`, computed without the rest where possible."""
    if site.has_former_addresses() or may_conflict(site.docs, site.settings, site.description):
        return read_site(site, today=today).checked
    return site.check(today=today)
