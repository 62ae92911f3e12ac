"""Rules about typed fields that types cannot express: terms of the vocabulary, and what readers will miss.

One function per rule. Each yields its findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from coprod_kb.diagnostics import Diagnostic, Severity, Wording
from coprod_kb.entries.model import Entry
from coprod_kb.entries.name_rules import name_faults
from coprod_kb.entries.plain_language import plain_language
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.document import Document, FieldPath
from coprod_kb.front_matter.languages import matching_code
from coprod_kb.front_matter.quoting import quoted
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.front_matter.validation import address_marks
from coprod_kb.values.addresses import labelled_addresses
from coprod_kb.values.translation import N_, language
from coprod_kb.values.wording import listed

NO_SUMMARY = Wording(
    "no-summary",
    N_("There is no `summary`. The page says so."),
    "Add one plain paragraph: what it is, and what came of it.",
)
NO_DATE = Wording(
    "no-date",
    N_("There is neither a `date` nor a `period`. The page says so."),
    "Add `date: 2022-07` for a publication, or `period:` with `start:` and `end:` for a project. "
    "Leave both out if the source gives none.",
)
UNKNOWN_KEYWORD = Wording(
    "unknown-keyword",
    N_("“{value}” is not in the vocabulary. It is published as it is."),
    N_("Use a keyword of the vocabulary, or ask for this one to be added."),
)

_SIGNS = ":#'\"{}[]&*!|>%@`,"  # a label with one of them is shown in quotation marks


def field_faults(entry: Entry, document: Document, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """What the rules find in an entry. document: its front matter, for the places of the findings."""
    yield from _in_the_main_language(entry, document)
    yield from _keywords(entry.fields, vocabulary, document)
    for facet, terms in entry.fields.facets.items():
        yield from _facet_terms(terms, facet, (facet,), vocabulary, document)
    for group in vocabulary.description.facts:
        for part in group.parts:
            if part.facet:
                stated: Any = entry.facts.get(group.name, {}).get(part.name) or ()
                yield from _facet_terms(stated, part.facet, (group.name, part.name), vocabulary, document)
    yield from name_faults(entry.fields, document)
    yield from _assigned(entry.fields, document)
    yield from _missing(entry.fields, document)
    yield from address_marks(document)
    if entry.fields.withdrawn is None:  # else readers do not see these fields
        yield from plain_language(entry.fields, entry.prose.text, document)
        yield from _links_without_address(entry.fields, document)


def _in_the_main_language(entry: Entry, document: Document) -> Iterator[Diagnostic]:
    main = {entry.language: "the entry", language().code: "the site"}
    for name, by_code in entry.fields.translations.items():
        if not any(matching_code(by_code, code) for code in main):
            wanted = " or ".join(f"`{code}`, the language of {whose}" for code, whose in main.items())
            yield document.finding(
                "main-language",
                (name,),
                f"`{name}` is in {listed([f'`{code}`' for code in by_code])}, and not in {wanted}.",
                f"Add a line for it, such as `{next(iter(main))}: …`. Or say with `language:` in which language the entry is.",
            )


def _keywords(fields: FrontMatter, vocabulary: Vocabulary, document: Document) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    for index, keyword in enumerate(fields.keywords):
        key = vocabulary.keywords.key(keyword)
        if key in seen:
            yield document.finding(
                "repeated-keyword",
                ("keywords", index),
                f"“{keyword}” and “{seen[key]}” are the same keyword.",
                "Keep one of them.",
                severity=Severity.WARNING,
            )
        seen.setdefault(key, keyword)
        if vocabulary.keywords and vocabulary.keywords.find(keyword) is None:
            near = vocabulary.keywords.nearest(keyword)
            said = UNKNOWN_KEYWORD.filled(value=keyword)
            yield document.finding(
                said.code,
                ("keywords", index),
                said.message,
                (f"Did you mean “{near}”? " if near else "")
                + (
                    "If these are several keywords, write each on a line of its own. "
                    if "," in keyword or ";" in keyword
                    else ""
                )
                + said.hint,
                severity=Severity.WARNING,
            )


def _facet_terms(
    terms: Iterable[str], facet: str, where: FieldPath, vocabulary: Vocabulary, document: Document
) -> Iterator[Diagnostic]:
    known = vocabulary.facet(facet)
    for index, term in enumerate(terms if known else ()):
        if known.find(term) is None:
            near = known.nearest(term)
            labels = ", ".join(f"“{known_term.label}”" for known_term in known.terms)
            yield document.finding(
                "unknown-term",
                (*where, index),
                f"“{term}” is not a term of `{facet}`.",
                (f"Did you mean “{near}”? " if near else "") + f"The terms are {labels}.",
            )


def _assigned(fields: FrontMatter, document: Document) -> Iterator[Diagnostic]:
    places: list[tuple[FieldPath, str]] = [
        (("assigned", index), name) for index, name in enumerate(fields.assigned)
    ]
    for number, page in enumerate(fields.found):
        places += [(("found", number, "fields", index), name) for index, name in enumerate(page.fields)]
    for where, name in places:
        if not fields.value(name):
            yield document.finding(
                "assigned-absent",
                where,
                f"`{where[0]}` names `{name}`, and the entry has no `{name}`.",
                f"Delete this line, or fill in `{name}`.",
                severity=Severity.WARNING,
            )


def _missing(fields: FrontMatter, document: Document) -> Iterator[Diagnostic]:
    severity = Severity.NOTE if fields.draft else Severity.WARNING  # a draft may wait for them
    if fields.summary is None:
        yield document.finding(NO_SUMMARY.code, (), NO_SUMMARY.message, NO_SUMMARY.hint, severity=severity)
    if fields.date is None and fields.period is None:
        yield document.finding(NO_DATE.code, (), NO_DATE.message, NO_DATE.hint, severity=severity)


def _links_without_address(fields: FrontMatter, document: Document) -> Iterator[Diagnostic]:
    """A note about links that lead nowhere, since the source often gives no more, and addresses in their labels."""
    without = [index for index, link in enumerate(fields.links) if link.url is None]
    for index in list(without):
        if found := labelled_addresses(fields.links[index].label):
            without.remove(index)
            yield _address_in_label(found, index, document)
    if without:
        others = len(without) - 1
        subject = f"This link and {others} more have" if others else "This link has"
        yield document.finding(
            "link-without-address",
            ("links", without[0]),
            f"{subject} no address. The page says so.",
            "If you know the address, add `url:` below the label. If the source gives none, leave it as it is.",
            severity=Severity.NOTE,
        )


def _address_in_label(found: Sequence[tuple[str, str]], index: int, document: Document) -> Diagnostic:
    """found: as of `labelled_addresses`."""
    first, *others = (
        (f"label: {quoted(label) if set(label) & set(_SIGNS) else label or '…'}", f"url: {address}")
        for label, address in found
    )
    steps = [f"Write `{first[0]}`, and below it `{first[1]}`."]
    steps += [
        f"Then, as a link of its own, write `- {label}`, and below it `{url}`." for label, url in others
    ]
    if not all(label for label, _ in found):
        steps.append("In place of … say what it leads to.")
    return document.finding(
        "address-in-label",
        ("links", index, "label"),
        "The label of this link holds several addresses, so it leads nowhere."
        if others
        else "The address of this link stands in its label, so it leads nowhere.",
        " ".join(steps),
        severity=Severity.WARNING,
    )
