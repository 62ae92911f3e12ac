"""Looks up for `coprod-kb new`: the record of a DOI for an entry, and that of a ROR id for the vocabulary."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable
from dataclasses import replace

from coprod_kb.collection.site import Site, Snapshot
from coprod_kb.commands.reporting import NOTHING_WRITTEN
from coprod_kb.contributing.lookups import CSL_JSON, ROR_ADDRESS, NotFound, ask
from coprod_kb.diagnostics import Diagnostic, as_text, printable
from coprod_kb.front_matter.splitting import decode
from coprod_kb.importing.terms.ror import organisation_of, with_organisation
from coprod_kb.importing.works.csl_json import read_csl_json
from coprod_kb.importing.works.decoding import text_of
from coprod_kb.importing.works.entries import Draft, Fill, Keywords, entry_of
from coprod_kb.importing.works.tidying import tidied
from coprod_kb.project.cache import Cache, cache_folder
from coprod_kb.project.project import ProjectError
from coprod_kb.project.writing import write_text
from coprod_kb.values import identifiers
from coprod_kb.values.identifiers import doi_url


def entry_of_doi(text: str, site: Site, before: Snapshot) -> Draft:
    """The values and text of an entry, from the record of a DOI. Raises `ProjectError` if there is no usable record."""
    doi = _identifier(identifiers.doi, text)
    for reading in before.readings:
        if reading.entry and reading.entry.fields.doi == doi:
            raise ProjectError(f"{reading.path} describes the work with this DOI already. {NOTHING_WRITTEN}")
    content = _looked_up(doi_url(doi), CSL_JSON, f"the DOI {doi}", site)
    readout = read_csl_json(text_of(content)[0], "record")
    record = tidied(readout.records[0], readout) if readout.records else None
    if not record or not record.item.get("title"):
        raise ProjectError(f"The record of {doi} cannot be read, or has no title. {NOTHING_WRITTEN}")
    record = replace(record, item=record.item | {"DOI": doi})
    looked_up = entry_of(record, Fill(), Keywords(before.catalogue.vocabulary))
    for name in looked_up.left_out:
        print(printable(f"Left out: {name}."), file=sys.stderr)
    looked_up.values.pop("draft", None)  # only the option decides about it
    return looked_up


def add_organisation(text: str, site: Site, *, dry_run: bool) -> int:
    """Adds an organisation of ROR to the vocabulary, or completes its record there. Returns the exit status."""
    ror = _identifier(identifiers.ror, text)
    path = f"{site.settings.vocabulary_dir}/organisations.yml"
    file = site.root / path
    content = _looked_up(ROR_ADDRESS + ror, "application/json", f"the ROR id {ror}", site)
    before = file.read_bytes() if file.is_file() else b""
    if isinstance(fault := decode(before, path), Diagnostic):
        print(as_text([fault]), file=sys.stderr)
        return 1
    written = before.decode("utf-8-sig")
    try:
        changed, done = with_organisation(written, organisation_of(content), path)
    except ValueError as error:
        raise ProjectError(f"{error}. {NOTHING_WRITTEN}") from None
    if changed == written:
        print(printable(done))
        return 0
    for line in difflib.unified_diff(
        written.splitlines(), changed.splitlines(), path, path, lineterm="", n=2
    ):
        print(printable(line))
    if dry_run:
        print(f"{path} would be changed.")
        return 0
    write_text(file, before, changed)
    print(printable(done))
    return 0


def _identifier(normal: Callable[[str], str], text: str) -> str:
    try:
        return normal(text)
    except ValueError as error:
        raise ProjectError(str(error)) from None


def _looked_up(address: str, accept: str, what: str, site: Site) -> bytes:
    try:
        return ask(address, accept, what, Cache(cache_folder("lookups")), site.settings)
    except NotFound as error:
        raise ProjectError(f"{error} {NOTHING_WRITTEN}") from None
