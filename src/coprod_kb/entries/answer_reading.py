"""Reads the content of one file in `docs/questions/`: into an `Answer`, or diagnostics that say why not. Never raises."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from pydantic import TypeAdapter

from coprod_kb.diagnostics import Diagnostic, Severity, bounded, did_you_mean
from coprod_kb.entries.answers import Answer, AnswerFields
from coprod_kb.entries.prose.addresses import entry_named
from coprod_kb.entries.prose.rendering import render
from coprod_kb.entries.reading import halves_of
from coprod_kb.front_matter.description import CollectionDescription
from coprod_kb.front_matter.document import Document
from coprod_kb.front_matter.splitting import Halves
from coprod_kb.front_matter.strict_yaml import load
from coprod_kb.front_matter.validation import validate
from coprod_kb.values.names import slug_in_path

UNKNOWN = "What we do not know"
"""The heading of the part whose statements need no entry."""

_SCHEMA = TypeAdapter(AnswerFields)
_MARKDOWN = MarkdownIt("commonmark").enable("table")


def read_answer(
    data: bytes, path: str, description: CollectionDescription
) -> tuple[Answer | None, list[Diagnostic]]:
    """The answer in a file with this content, or `None`, and the findings. path: relative to the project's folder."""
    slug = slug_in_path(path)
    halves, found = halves_of(data, path)
    answer = None
    if halves:
        document, faults = load(halves.text, path, halves.text_line)
        found += faults
        fields: AnswerFields | None = None
        if document.value is not None or not faults:
            checked = validate(_SCHEMA, document)
            fields = checked[0]
            found += checked[1]
        if fields and fields.part and fields.part not in description.part_of:
            found.append(_unknown_part(fields.part, document, description))
            fields = None
        prose, faults = render(halves.body, path=path, first_line=halves.body_line)
        found += faults
        found += _without_entry(halves, path)
        if fields:
            found += _not_reviewed(fields, document)
            answer = Answer(slug, path, fields, prose)
    return answer, bounded(found)


def _unknown_part(part: str, document: Document, description: CollectionDescription) -> Diagnostic:
    known = description.part_of
    hint = "Delete this line: the collection has no groups of facts."
    if known:
        hint = did_you_mean(part, known) + f"Write one of: {', '.join(known)}."
    return document.finding("unknown-value", ("part",), f"`part` cannot be “{part}”.", hint)


def _not_reviewed(fields: AnswerFields, document: Document) -> Iterator[Diagnostic]:
    if not fields.reviewed:
        yield document.finding(
            "not-reviewed",
            ("reviewed",),
            "The answer does not say when somebody last checked it.",
            "Add the day on which you held it against its entries, such as `reviewed: 2026-01-31`.",
            severity=Severity.WARNING,
        )


def _without_entry(halves: Halves, path: str) -> Iterator[Diagnostic]:
    """The paragraphs, list items and table cells that link to no entry. Below `UNKNOWN` they need not."""
    heading = ""
    tokens = _MARKDOWN.parse(halves.body)
    for opening, block in pairwise(tokens):
        if block.type != "inline":
            continue
        if opening.type == "heading_open":
            heading = block.content
        elif heading != UNKNOWN and not any(
            child.type == "link_open" and entry_named(str(child.attrs["href"]))
            for child in block.children or ()
        ):
            yield Diagnostic(
                code="statement-without-entry",
                severity=Severity.WARNING,
                path=path,
                line=halves.body_line + (block.map or [0])[0],
                column=1,
                message="This statement leads to no entry.",
                hint=f"Link its words to the entry that says so, or move it below the heading “{UNKNOWN}”.",
            )
