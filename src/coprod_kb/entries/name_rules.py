"""Names in an entry that are not one plain name: what is in the way, and what to write.

“Family, Given” is a plain name. Nobody can tell for certain, so these are warnings, apart from e-mail addresses, which are
never published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from coprod_kb.diagnostics import Diagnostic, Severity, Wording
from coprod_kb.front_matter.document import Document, FieldPath
from coprod_kb.front_matter.field_groups import Contribution
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.values.bodies import is_body
from coprod_kb.values.name_lists import name_list
from coprod_kb.values.nobody import is_nobody
from coprod_kb.values.person_names import person_name
from coprod_kb.values.translation import N_

MAIL_IN_NAME = Wording(
    "email-in-name",
    N_("“{value}” has an e-mail address in it. E-mail addresses are not published."),
    N_("Write the name instead."),
)

_MAIL = re.compile(r"[<(\[]?(?:mailto:)?[^\s<>()\[\],;@]{1,64}@[^\s<>()\[\],;@]{1,255}[>)\]]?", re.IGNORECASE)
_BEHIND = re.compile(r"(?P<name>[^()\[\],]{1,200})(?:,|[(\[])(?P<body>[^()\[\]]{1,200})[)\]]?")
_MARK = re.compile(r"(?<=\w)[*†‡§¶#]|(?<=[^\W\d_])[0-9]{1,2}(?:,[0-9]{1,2}){0,9}(?=,|\s|$)|[*†‡§¶¹²³⁰⁴⁵⁶⁷⁸⁹]")
_WORD = re.compile(r"\w+")


def name_faults(fields: FrontMatter, document: Document) -> Iterator[Diagnostic]:
    """What is found about the names of people, and about e-mail addresses in names of organisations."""
    for where, contribution in _contributions(fields):
        if name := contribution.name:
            yield from _findings(_fault(name), where, document)
        for organisation in contribution.organisations:
            yield from _findings(_mail(organisation), (*where, "organisation"), document)
    for index, involved in enumerate(fields.organisations):
        yield from _findings(_mail(involved.name), ("organisations", index), document)


def _findings(faults: Iterable[Wording], where: FieldPath, document: Document) -> Iterator[Diagnostic]:
    for code, message, hint in faults:
        severity = Severity.ERROR if code == MAIL_IN_NAME.code else Severity.WARNING
        yield document.finding(code, where, message, hint, severity=severity)


def _contributions(fields: FrontMatter) -> Iterator[tuple[FieldPath, Contribution]]:
    for field in ("contributors", "authors", "investigators"):
        for index, contribution in enumerate(getattr(fields, field)):
            yield (field, index), contribution
    for index, editor in enumerate(fields.publication.editors if fields.publication else ()):
        yield ("publication", "editors", index), editor


@lru_cache(1 << 14)
def _fault(name: str) -> tuple[Wording, ...]:
    """Returns the findings of the first rule that finds anything. The result is cached, because many entries name the same person."""
    rules = (_mail, _nobody, _several, _affiliation, _more, _organisation)
    return next((found for rule in rules if (found := tuple(rule(name)))), ())


def _mail(name: str) -> Iterator[Wording]:
    if "@" not in name or not _MAIL.search(name):
        return
    rest = " ".join(_MAIL.sub(" ", name).split()).strip(" ,;:-–—")
    said = MAIL_IN_NAME.filled(value=name)
    yield said._replace(hint=f"Write `{rest}` alone.") if rest else said


def _nobody(name: str) -> Iterator[Wording]:
    if is_nobody(name):
        yield Wording(
            "not-one-person",
            f"“{name}” names nobody.",
            "If nobody is named, delete this one. If an organisation wrote it, write `organisation:` in the place of `name:`.",
        )


def _several(name: str) -> Iterator[Wording]:
    listed = name_list(name)
    if not (listed.more or len(listed.names) > 1 or not listed.is_sure):
        return
    names = [person_name(text).written for text in listed.names]
    steps = []
    if len(names) > 1:
        shown = ", ".join(f"`- {written}`" for written in names[:4])
        steps.append(f"Write each on a line of its own: {shown}{' and so on' if len(names) > 4 else ''}.")
    elif not listed.is_sure:
        steps.append("Give each person an item of the list.")
    if listed.more:
        alone = f"Write `{names[0]}` alone. " if len(names) == 1 else ""
        steps.append(f"{alone}For the others that the source does not name, write `more_authors: true`.")
    if len(names) > 1 or not listed.is_sure:
        steps.append("If this is an organisation, write `organisation:` in the place of `name:`.")
    yield Wording(
        "not-one-person",
        f"“{name}” does not seem to be the name of one person.",
        " ".join(steps),
    )


def _affiliation(name: str) -> Iterator[Wording]:
    """“Kim Sample (Example University)”, “Kim Sample, Example University”."""
    found = _BEHIND.fullmatch(name.strip())
    if not found or len(found["name"].split()) < 2:
        return
    person, body = found["name"].strip(), found["body"].strip()
    if body[:1].isupper() and "/" not in body and is_body(body) and not is_body(person):
        yield Wording(
            "name-with-more",
            f"“{name}” holds an affiliation as well as a name.",
            f"Write `name: {person_name(person).written}`, and below it `organisation: {body}`.",
        )


def _more(name: str) -> Iterator[Wording]:
    """Titles, degrees, roles and marks of footnotes."""
    bare = " ".join(_MARK.sub(" ", name).split()).replace(" ,", ",")
    person = person_name(bare)
    if person.literal:
        return
    words = set(_WORD.findall(person.in_order))
    extra = [part for part in re.split(r"[\s,;]+", bare) if not words.issuperset(_WORD.findall(part))]
    extra += [found.group().strip() for found in _MARK.finditer(name)]
    if extra:
        yield Wording(
            "name-with-more",
            f"“{name}” holds more than a name: {', '.join(f'“{part}”' for part in dict.fromkeys(extra))}.",
            f"Write `{person.written}`.",
        )


def _organisation(name: str) -> Iterator[Wording]:
    if person_name(name).literal:
        yield Wording(
            "organisation-as-name",
            f"“{name}” is taken for an organisation.",
            "Write `organisation:` in the place of `name:`. If this is a person, write the family name first, "
            "with a comma behind it.",
        )
