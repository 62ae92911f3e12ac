"""What the site publishes beside its pages: one list of all files made from the collection."""

from __future__ import annotations

from collections.abc import Iterator

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.front_matter import json_schema
from coprod_kb.pages import page_files
from coprod_kb.project.settings import Settings
from coprod_kb.publishing.discovery import discovery_files
from coprod_kb.publishing.feeds import feed_files
from coprod_kb.publishing.search import search_files
from coprod_kb.records.exporters import exported_files
from coprod_kb.records.skos import skos_files


def files_beside_pages(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, str]]:
    """The path of each from the root of the site, and its text, which is UTF-8."""
    yield json_schema.PATH, json_schema.as_text(json_schema.entry_schema(settings.site_url))
    yield from feed_files(catalogue, settings)
    yield from skos_files(catalogue, settings)
    yield from discovery_files(settings)
    yield from page_files(catalogue, settings)
    yield from exported_files(catalogue, settings)
    yield from search_files(catalogue)
