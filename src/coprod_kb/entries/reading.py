"""Reads the content of one file: into an `Entry`, or diagnostics that say why not. Never raises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from coprod_kb.diagnostics import Diagnostic, Severity, Wording, bounded
from coprod_kb.entries.field_rules import field_faults
from coprod_kb.entries.folder import refused
from coprod_kb.entries.model import Entry, Reading
from coprod_kb.entries.prose.rendering import render
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.document import Document
from coprod_kb.front_matter.entry_schema import EntrySchema
from coprod_kb.front_matter.schema import REQUIRED, FrontMatter
from coprod_kb.front_matter.schema_steps import ENTRY, brought_forward
from coprod_kb.front_matter.splitting import Halves, decode, split
from coprod_kb.front_matter.strict_yaml import load
from coprod_kb.values.names import MAX_FILE_NAME, is_fit, is_reserved, slug_in_path
from coprod_kb.values.translation import N_

NOT_A_FILE_NAME = Wording(
    "file-name",
    N_("“{value}” cannot be part of a web address."),
    N_("Rename the file with small letters, digits and single hyphens, such as `keeping-well.md`."),
)

_FIELD = re.compile(r"([a-z_]+):(?:\s|$)")


def read(data: bytes, path: str, vocabulary: Vocabulary) -> Reading:
    """The reading of a file with this content, checked against the vocabulary. path: relative to the project's folder."""
    slug = slug_in_path(path)
    halves, found = halves_of(data, path)
    entry: Entry | None = None
    if halves:
        document, faults = load(halves.text, path, halves.text_line)
        document, old_forms = brought_forward(document, ENTRY)
        found += [*faults, *old_forms]
        fields: FrontMatter | None = None
        if document.value is not None or not faults:  # else every field would be reported as missing
            fields, faults = _fields(document, vocabulary.schema)
            found += faults
        rendered, faults = render(halves.body, path=path, first_line=halves.body_line)
        found += faults
        found += _fields_in_text(halves, path, vocabulary.schema)
        if fields:
            entry = Entry(slug, path, fields, rendered, halves.text, halves.text_line)
            found += field_faults(entry, document, vocabulary)
            entry = replace(entry, prose=replace(rendered, text=""))
    return Reading(slug, path, entry, tuple(bounded(found)))


def halves_of(data: bytes, path: str) -> tuple[Halves | None, list[Diagnostic]]:
    """The two halves of a file with front matter, or `None`, and the findings about the name of the file and its form."""
    found = list(file_name_faults(path))
    text = decode(data, path)
    halves = text if isinstance(text, Diagnostic) else split(text, path)
    if isinstance(halves, Diagnostic):
        return None, [*found, halves]
    return halves, found


def file_name_faults(path: str) -> Iterator[Diagnostic]:
    """Why the name of a file cannot be part of an address."""
    file = PurePosixPath(path)
    hint = NOT_A_FILE_NAME.hint
    if reserved := next((part for part in file.parts if is_reserved(part)), ""):
        message, hint = f"Windows keeps “{reserved}” for itself.", "Add a word to this name."
    elif len(file.name) > MAX_FILE_NAME:
        message, hint = "The name of this file is too long.", f"Use at most {MAX_FILE_NAME} characters."
    elif not is_fit(file.name):
        message = NOT_A_FILE_NAME.filled(value=file.name).message
    else:
        return
    yield refused(path, NOT_A_FILE_NAME.code, message, hint)


def _fields_in_text(halves: Halves, path: str, schema: EntrySchema) -> Iterator[Diagnostic]:
    """Fields at the start of the text: behind a line of hyphens that is too early, or in a second block of fields."""
    for row, line in enumerate(halves.body.split("\n")):
        name = _FIELD.match(line)
        if name and name[1] in schema.names:
            yield Diagnostic(
                code="fields-in-text",
                severity=Severity.WARNING,
                path=path,
                line=halves.body_line + row,
                column=1,
                message=f"`{name[1]}` stands below the line of three hyphens that ends the fields, so it is read as text.",
                hint="If it is a field, move it above that line. There is only one such line above the fields, and one below.",
            )
        if line.strip("- "):
            return


def _fields(document: Document, schema: EntrySchema) -> tuple[FrontMatter | None, list[Diagnostic]]:
    """The typed fields and their faults. In a draft, a missing field is only a warning.

    The fields are `None` if there are errors.
    """
    values = document.value if isinstance(document.value, dict) else {}
    if document.value is None:
        document = replace(document, value={})
    checked = schema.read(document)
    fields, faults = checked
    if fields or str(values.get("draft")).casefold() not in {"true", "yes"}:
        return checked
    draft = schema.read(document, draft=True)
    missing = [
        replace(fault, severity=Severity.WARNING)
        for fault in faults
        if fault.code == "missing-field" and fault.field in REQUIRED
    ]
    return draft[0], missing + draft[1]
