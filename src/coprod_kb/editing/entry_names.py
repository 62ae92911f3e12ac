"""Gives an entry another name: its file, its former names, and every link to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any

from coprod_kb.editing.plan import Fields, Plan
from coprod_kb.editing.terms import KINDS, read_terms, write_terms
from coprod_kb.entries.model import Entry
from coprod_kb.entries.vocabulary import FormerAddress
from coprod_kb.entries.vocabulary_files import ADDRESSES

_LINK_ENDS = r"""(?=[#)>\s"'\]]|$)"""
_MOST_LINES = 10
"""Lines over which one link may run."""


def rename_entry(
    plan: Plan, entry: Entry, new: str, others: Iterable[Entry], pages: Iterable[str], vocabulary: str
) -> None:
    """Gives the entry the slug `new`, which is free, and leads all links there.

    others: all entries. pages: paths of the pages that are written by hand. vocabulary: the folder of its files.
    """
    old = entry.slug

    def moved(slug: str | None) -> str | None:
        return new if slug == old else slug

    def related(fields: Fields) -> Fields:
        changed: dict[str, Any] = {}
        if old in (fields.get("related") or ()):
            changed["related"] = list(dict.fromkeys(map(moved, fields["related"])))
        if any(
            isinstance(found, dict) and found.get("entry") == old for found in fields.get("references") or ()
        ):
            changed["references"] = [
                found | {"entry": moved(found["entry"])}
                if isinstance(found, dict) and "entry" in found
                else found
                for found in fields["references"]
            ]
        return fields | changed

    for other in others:
        named = {*other.fields.related, *(reference.entry for reference in other.fields.references)}
        if old in named:
            plan.edit(other.path, related)
        if lines := [link.line for link in other.prose.entry_links if link.slug == old]:
            plan.put(other.path, _with_links(plan.text_of(other.path), lines, old, new))
    for path in pages:
        plan.put(path, _with_page_links(plan.text_of(path), old, new))
    people = KINDS["person"]
    _in_terms(
        plan, f"{vocabulary}/{people.file}", people.order, "entries", lambda slugs: list(map(moved, slugs))
    )
    address = {f"/entries/{old}/": f"/entries/{new}/"}
    order = [*FormerAddress.model_fields]
    _in_terms(plan, f"{vocabulary}/{ADDRESSES}", order, "to", lambda to: address.get(to, to))

    def formerly(fields: Fields) -> Fields:
        return fields | {"formerly": [*(slug for slug in fields.get("formerly") or () if slug != new), old]}

    plan.edit(entry.path, formerly)
    plan.move(entry.path, str(PurePosixPath(entry.path).with_name(f"{new}.md")))


def _in_terms(plan: Plan, path: str, order: Sequence[str], field: str, change: Any) -> None:
    if plan.content(path) is None:
        return
    terms = read_terms(plan, path)
    changed = [term | {field: change(term[field])} if term.get(field) else term for term in terms]
    if changed != terms:
        write_terms(plan, path, changed, [], order)


def _with_links(data: bytes, lines: Iterable[int], old: str, new: str) -> bytes:
    """The file of an entry with other addresses in the paragraphs that begin at these lines, counted from 1."""
    link = re.compile(rf"(?<![\w.:/`-])((?:[\w.-]+/)*){re.escape(old)}\.md{_LINK_ENDS}", re.ASCII)
    text = re.split(r"(?<=\n)|(?<=\r)(?!\n)", data.decode())
    for line in lines:
        for row in range(line - 1, min(line - 1 + _MOST_LINES, len(text))):
            if row >= line and not text[row].strip():
                break
            text[row] = link.sub(rf"\g<1>{new}.md", text[row])
    return "".join(text).encode()


def _with_page_links(data: bytes, old: str, new: str) -> bytes:
    """A page that is written by hand, with its links within the site to the entry under its new name."""
    link = re.compile(rf"(?P<before>[^\s()<>\"']*)(?<![\w-])entries/{re.escape(old)}(?=/|\.md{_LINK_ENDS})")
    return link.sub(
        lambda found: found[0] if "://" in found["before"] else f"{found['before']}entries/{new}",
        data.decode(),
    ).encode()
