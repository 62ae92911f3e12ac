"""One file of bytes to an `Entry` or to the reasons why not. Total: it never raises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from pydantic import TypeAdapter

from coprod_kb.diagnostics import Diagnostic, Severity, bounded
from coprod_kb.entries.model import Entry, Reading
from coprod_kb.entries.plain_language import plain_language
from coprod_kb.entries.prose.rendering import render
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.document import Document, FieldPath
from coprod_kb.front_matter.schema import FACETS, DraftFrontMatter, FrontMatter
from coprod_kb.front_matter.splitting import Halves, decode, split
from coprod_kb.front_matter.strict_yaml import load
from coprod_kb.front_matter.validation import validate
from coprod_kb.values.names import MAX_FILE_NAME, is_fit, is_reserved, slug_in_path, spelling_key

_FIELD = re.compile(r"([a-z_]+):(?:\s|$)")
_SCHEMA: TypeAdapter[FrontMatter] = TypeAdapter(FrontMatter)
_DRAFT_SCHEMA: TypeAdapter[FrontMatter] = TypeAdapter(DraftFrontMatter)

REQUIRED = ("title", "type", "keywords", "contributors")


def read(data: bytes, path: str, vocabulary: Vocabulary) -> Reading:
    """The entry in the file `path` (relative to the project), checked against the vocabulary."""
    slug = slug_in_path(path)
    found = list(_file_name(path))
    entry: Entry | None = None
    text = decode(data, path)
    halves = text if isinstance(text, Diagnostic) else split(text, path)
    if isinstance(halves, Diagnostic):
        found.append(halves)
    else:
        document, faults = load(halves.text, path, halves.text_line)
        found += faults
        fields: FrontMatter | None = None
        if document.value is not None or not faults:  # else the fields are not there to be told about
            fields, faults = _fields(document)
            found += faults
        rendered, faults = render(halves.body, path=path, first_line=halves.body_line)
        found += faults
        found += _fields_in_text(halves, path)
        if fields:
            entry = Entry(slug, path, fields, rendered, halves.text, halves.text_line)
            found += _field_rules(entry, document, vocabulary)
            entry = replace(entry, prose=replace(rendered, text=""))
    return Reading(slug, path, entry, tuple(bounded(found)))


def _file_name(path: str) -> Iterator[Diagnostic]:
    file = PurePosixPath(path)
    message, hint = (
        "",
        "Rename the file with small letters, digits and single hyphens, such as `keeping-well.md`.",
    )
    if reserved := next((part for part in file.parts if is_reserved(part)), ""):
        message, hint = f"Windows keeps “{reserved}” for itself.", "Add a word to this name."
    elif len(file.name) > MAX_FILE_NAME:
        message, hint = "The name of this file is too long.", f"Use at most {MAX_FILE_NAME} characters."
    elif not is_fit(file.name):
        message = f"“{file.name}” cannot be part of a web address."
    if message:
        yield Diagnostic(
            code="file-name",
            severity=Severity.ERROR,
            path=path,
            line=1,
            column=1,
            message=message,
            hint=hint,
            exact=False,
        )


def _fields_in_text(halves: Halves, path: str) -> Iterator[Diagnostic]:
    """Fields below a line of hyphens that ended the fields too early, or a second block of them."""
    for row, line in enumerate(halves.body.split("\n")):
        name = _FIELD.match(line)
        if name and name[1] in FrontMatter.model_fields:
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


def _fields(document: Document) -> tuple[FrontMatter | None, list[Diagnostic]]:
    """Typed fields; in a draft, what is missing is only a warning."""
    values = document.value if isinstance(document.value, dict) else {}
    if document.value is None:
        document = replace(document, value={})
    checked = validate(_SCHEMA, document)
    fields, faults = checked
    if fields or str(values.get("draft")).casefold() not in {"true", "yes"}:
        return checked
    draft = validate(_DRAFT_SCHEMA, document)
    missing = [
        replace(fault, severity=Severity.WARNING)
        for fault in faults
        if fault.code == "missing-field" and fault.field in REQUIRED
    ]
    return draft[0], missing + draft[1]


def _field_rules(entry: Entry, document: Document, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """What the types cannot say: terms of the vocabulary, and what readers will miss."""
    yield from _keywords(entry.fields, vocabulary, document)
    for facet in FACETS:
        yield from _facet_terms(getattr(entry.fields, facet), facet, (facet,), vocabulary, document)
    if entry.fields.co_production:
        stages = entry.fields.co_production.stages
        yield from _facet_terms(stages, "stage", ("co_production", "stages"), vocabulary, document)
    yield from _assigned(entry.fields, document)
    yield from _missed(entry.fields, document)
    if entry.fields.withdrawn is None:  # else readers see nothing of it
        yield from plain_language(entry.fields, entry.prose.text, document)
        yield from _open_to_fewer(entry.fields, document)


def _keywords(fields: FrontMatter, vocabulary: Vocabulary, document: Document) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    for index, keyword in enumerate(fields.keywords):
        term = vocabulary.keywords.find(keyword)
        key = spelling_key(term.label if term else keyword)
        if key in seen:
            yield document.finding(
                "repeated-keyword",
                ("keywords", index),
                f"“{keyword}” and “{seen[key]}” are the same keyword.",
                "Keep one of them.",
                severity=Severity.WARNING,
            )
        seen.setdefault(key, keyword)
        if vocabulary.keywords and term is None:
            near = vocabulary.keywords.nearest(keyword)
            yield document.finding(
                "unknown-keyword",
                ("keywords", index),
                f"“{keyword}” is not in the vocabulary. It is published as it is.",
                (f"Did you mean “{near}”? " if near else "")
                + (
                    "If these are several keywords, write each on a line of its own. "
                    if "," in keyword or ";" in keyword
                    else ""
                )
                + "Use a keyword of the vocabulary, or ask for this one to be added.",
                severity=Severity.WARNING,
            )


def _facet_terms(
    terms: tuple[str, ...], facet: str, where: FieldPath, vocabulary: Vocabulary, document: Document
) -> Iterator[Diagnostic]:
    known = vocabulary.facet(facet)
    for index, term in enumerate(terms if known else ()):
        if known.find(term) is None:
            near = known.nearest(term)
            labels = ", ".join(f"“{one.label}”" for one in known.terms)
            yield document.finding(
                "unknown-term",
                (*where, index),
                f"“{term}” is not a term of `{facet}`.",
                (f"Did you mean “{near}”? " if near else "") + f"The terms are {labels}.",
            )


def _assigned(fields: FrontMatter, document: Document) -> Iterator[Diagnostic]:
    for index, name in enumerate(fields.assigned):
        if not getattr(fields, name):
            yield document.finding(
                "assigned-absent",
                ("assigned", index),
                f"`assigned` names `{name}`, and the entry has no `{name}`.",
                f"Delete this line, or fill in `{name}`.",
                severity=Severity.WARNING,
            )


def _missed(fields: FrontMatter, document: Document) -> Iterator[Diagnostic]:
    if fields.summary is None:
        yield document.finding(
            "no-summary",
            (),
            "There is no `summary`. The page says so.",
            "Add one plain paragraph: what it is, and what came of it.",
            severity=Severity.WARNING,
        )
    if fields.date is None and fields.period is None:
        yield document.finding(
            "no-date",
            (),
            "There is neither a `date` nor a `period`. The page says so.",
            "Add `date: 2022-07` for a publication, or `period:` with `start:` and `end:` for a project. "
            "Leave both out if the source gives none.",
            severity=Severity.WARNING,
        )


def _open_to_fewer(fields: FrontMatter, document: Document) -> Iterator[Diagnostic]:
    """What keeps some readers from the work itself; often the source gives no more, so it is only asked."""
    for index, link in enumerate(fields.links):
        if link.url is None:
            yield document.finding(
                "link-without-address",
                ("links", index),
                "This link has no address. The page says so.",
                "If you know the address, add `url:` below the label. If the source gives none, leave it as it is.",
                severity=Severity.WARNING,
            )
    if not fields.formats:
        yield document.finding(
            "no-accessible-format",
            (),
            "No accessible version of the work is named. There may be none, and that is fine.",
            "If you know of one, such as Easy Read, audio or British Sign Language, add it under `formats`. "
            "It opens the work to more people.",
            severity=Severity.WARNING,
        )
