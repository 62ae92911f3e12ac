"""What a site consists of: pages, files beside them, and the addresses of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

from coprod_kb.collection.addresses import addresses_of, former_address_faults
from coprod_kb.collection.site import Checked, Site, Snapshot
from coprod_kb.diagnostics import Diagnostic, in_order
from coprod_kb.entries.model import Entry
from coprod_kb.entries.vocabulary_files import ADDRESSES
from coprod_kb.front_matter import json_schema
from coprod_kb.pages import Page, all_pages, fault_page, page_files
from coprod_kb.pages import pages_of as entry_pages
from coprod_kb.pages.cite import Cite
from coprod_kb.project.docs_folder import built_files
from coprod_kb.publishing.discovery import discovery_files
from coprod_kb.publishing.feeds import feed_files
from coprod_kb.publishing.search import search_files
from coprod_kb.records.citing import cite as cite_anew
from coprod_kb.records.exporters import exported_files
from coprod_kb.records.skos import skos_files


def pages(snapshot: Snapshot, cite: Cite = cite_anew) -> Iterator[Page]:
    """Every page of the site. An entry with errors has a page that lists them instead."""
    faulty = _errors_by_path(snapshot)
    shown = set()
    for page in all_pages(snapshot.catalogue, snapshot.settings, cite):
        shown.add(page.path)
        if page.source in faulty:  # sound by itself, but in conflict with other entries
            slug = page.path.removeprefix("entries/").strip("/")
            yield fault_page(slug, str(page.source), faulty[page.source], snapshot.settings)
        else:
            yield page
    for reading in snapshot.readings:
        path = f"entries/{reading.slug}/"
        if not reading.sound and path not in shown:
            shown.add(path)
            yield fault_page(reading.slug, reading.path, in_order(reading.diagnostics), snapshot.settings)


def pages_of(snapshot: Snapshot, entries: Iterable[Entry], cite: Cite = cite_anew) -> Iterator[Page]:
    """The pages of these entries alone, without those that `pages` replaces by a list of errors."""
    faulty = _errors_by_path(snapshot)
    made = entry_pages(entries, snapshot.catalogue, snapshot.settings, cite)
    yield from (page for page in made if page.source not in faulty)


def _errors_by_path(snapshot: Snapshot) -> dict[str | None, list[Diagnostic]]:
    """The errors of each entry that cannot be shown; empty where entries are published unchecked."""
    faulty: dict[str | None, list[Diagnostic]] = defaultdict(list)
    for found in () if snapshot.unchecked else snapshot.errors:
        faulty[found.path].append(found)
    return faulty


def files(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Every file beside the pages: its path from the root of the site, and its text, which is UTF-8.

    A file of the same path in the docs folder is published instead.
    """
    catalogue, settings = snapshot.catalogue, snapshot.settings
    yield json_schema.PATH, json_schema.as_text(json_schema.entry_schema(settings.address(json_schema.PATH)))
    yield from feed_files(catalogue, settings)
    yield from skos_files(catalogue, settings)
    yield from discovery_files(settings)
    yield from page_files(catalogue, settings)
    yield from exported_files(catalogue, settings)
    yield from search_files(catalogue)


def addresses(snapshot: Snapshot, docs: Path) -> set[str]:
    """Every address of the built site, in the form of `addresses.txt`. docs: the folder of the pages written by hand."""
    generated = [PurePosixPath(page.path, "index.html") for page in pages(snapshot)]
    generated += [PurePosixPath(path) for path, _ in files(snapshot)]
    return addresses_of([*generated, *built_files(docs, snapshot.settings.excluded)])


def read_site(
    site: Site, *, drafts: bool = False, unchecked: bool = False, today: date | None = None
) -> Snapshot:
    """As `Site.read`, with the findings on former addresses, which depend on all addresses of the site."""
    snapshot = site.read(drafts=drafts, unchecked=unchecked, today=today)
    former = snapshot.catalogue.vocabulary.former_addresses
    if not former:
        return snapshot
    others = replace(snapshot.catalogue.vocabulary, former_addresses=())
    present = addresses(
        replace(snapshot, catalogue=replace(snapshot.catalogue, vocabulary=others)), site.docs
    )
    document, _ = site.vocabulary_document(ADDRESSES)
    faults = former_address_faults(former, document, present)
    return replace(snapshot, diagnostics=tuple(in_order([*snapshot.diagnostics, *faults])))


def check_site(site: Site, *, today: date | None = None) -> Checked:
    """What `read_site` finds, without reading more than that takes."""
    return read_site(site, today=today).checked if site.has_former_addresses() else site.check(today=today)
